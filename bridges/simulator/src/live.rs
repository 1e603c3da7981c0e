//! Sends changes to open pages, as server-sent events.

use serde::Serialize;
use tokio::sync::broadcast;

/// Number of frames that a slow page may lag behind. Beyond it, the page is disconnected and starts
/// again with a snapshot.
const LAG_MAX: usize = 512;

/// One server-sent event.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) name: &'static str,
    pub(crate) data: String,
}

impl Frame {
    pub(crate) fn new(name: &'static str, data: &impl Serialize) -> Self {
        let data = serde_json::to_string(data).expect("frames can always be serialized");
        Self { name, data }
    }
}

/// Sends frames to every open page.
#[derive(Debug)]
pub(crate) struct Live(broadcast::Sender<Frame>);

impl Live {
    pub(crate) fn new() -> Self {
        Self(broadcast::Sender::new(LAG_MAX))
    }

    pub(crate) fn show(&self, name: &'static str, data: &impl Serialize) {
        // Fails only if no page is open.
        let _ = self.0.send(Frame::new(name, data));
    }

    pub(crate) fn follow(&self) -> broadcast::Receiver<Frame> {
        self.0.subscribe()
    }
}
