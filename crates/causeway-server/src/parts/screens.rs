//! The source of frames for the open streams of this node.

use std::sync::{Arc, Mutex, PoisonError};

use causeway_store::Cursor;
use tokio::sync::broadcast;

use crate::parts::frame::Frame;

/// Frames that a stream may be behind before it has to read them from the log.
const BACKLOG: usize = 1_024;

/// The source of frames for open streams.
pub struct Screens {
    frames: broadcast::Sender<Arc<Frame>>,
    /// Position up to which the log was sent to the streams.
    position: Mutex<Cursor>,
}

impl Screens {
    /// Screens that follow the log from `position`.
    pub fn new(position: Cursor) -> Self {
        Self {
            frames: broadcast::Sender::new(BACKLOG),
            position: Mutex::new(position),
        }
    }

    /// Position up to which the log was sent to the streams. A client that then reads a list, and
    /// opens a stream from this position, misses nothing.
    pub fn position(&self) -> Cursor {
        *self.position.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the position, before the frames up to it are shown.
    pub(crate) fn advance(&self, position: Cursor) {
        *self.position.lock().unwrap_or_else(PoisonError::into_inner) = position;
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Arc<Frame>> {
        self.frames.subscribe()
    }

    pub(crate) fn show(&self, frame: Frame) {
        // Having no receiver is not an error.
        drop(self.frames.send(Arc::new(frame)));
    }
}
