//! Stopped timers of the runtime: timeouts of many seconds pass when a test advances the time.

use std::{sync::mpsc, time::Duration};

/// Stops the timers of this test's runtime until it is dropped.
pub(crate) struct HeldTime {
    /// Keeps a blocking task alive, which prevents the runtime from advancing its clock by itself:
    /// waiting for the database's threads looks like being idle.
    _busy: mpsc::Sender<()>,
}

impl HeldTime {
    pub(crate) fn hold() -> Self {
        let (busy, until_dropped) = mpsc::channel::<()>();
        tokio::task::spawn_blocking(move || until_dropped.recv().is_err());
        tokio::time::pause();
        Self { _busy: busy }
    }

    /// Advances the time by this much.
    pub(crate) async fn pass(&self, duration: Duration) {
        tokio::time::advance(duration).await;
    }
}

impl Drop for HeldTime {
    fn drop(&mut self) {
        tokio::time::resume();
    }
}
