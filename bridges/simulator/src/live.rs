//! Changes on their way to open pages, as server-sent events.

use serde::Serialize;
use tokio::sync::broadcast;

/// Frames that a slow page may lag behind; past it, the page is cut off and starts again with a snapshot.
const LAG_MAX: usize = 512;

/// One server-sent event.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) name: &'static str,
    /// JSON.
    pub(crate) data: String,
}

impl Frame {
    pub(crate) fn new(name: &'static str, data: &impl Serialize) -> Self {
        let data = serde_json::to_string(data)
            .expect("frames are plain data, which always has a JSON form");
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
        // Without a page open nobody listens, which is fine.
        let _ = self.0.send(Frame::new(name, data));
    }

    pub(crate) fn follow(&self) -> broadcast::Receiver<Frame> {
        self.0.subscribe()
    }
}
