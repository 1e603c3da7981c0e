//! The runtime's timers, held: time-outs of many seconds pass when a test says so.

use std::{sync::mpsc, time::Duration};

/// Holds the timers of this test's runtime until it is dropped.
pub(crate) struct HeldTime {
    /// While this lives a blocking task does, and while one does the runtime doesn't move its clock by itself: waiting
    /// for the database's threads looks like idling.
    _busy: mpsc::Sender<()>,
}

impl HeldTime {
    pub(crate) fn hold() -> Self {
        let (busy, until_dropped) = mpsc::channel::<()>();
        tokio::task::spawn_blocking(move || until_dropped.recv().is_err());
        tokio::time::pause();
        Self { _busy: busy }
    }

    /// Lets so much time pass.
    pub(crate) async fn pass(&self, duration: Duration) {
        tokio::time::advance(duration).await;
    }
}

impl Drop for HeldTime {
    fn drop(&mut self) {
        tokio::time::resume();
    }
}
