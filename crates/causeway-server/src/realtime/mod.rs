//! What staff screens follow: the event log, carried to every open stream.
//!
//! The cast: one tailer per node reads what is new in the log, once, and looks up the present state of it, once; each
//! stream takes from it what its person may see. A stream is a cursor in the log: one that lagged or comes back reads what
//! it missed from the log and goes on.

mod frame;
mod presence;
mod stream;

use std::sync::{Arc, Mutex, PoisonError};

use causeway_core::event::Event;
use causeway_store::{Cursor, EVENTS_BATCH, Replay, StoreError};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

pub use frame::Frame;
pub use presence::Presence;
pub(crate) use stream::Stream;

use crate::{
    App,
    bus::{Hint, POLL_INTERVAL},
};

/// Frames that a stream may be behind before it has to read them from the log.
const BACKLOG: usize = 1_024;

/// Where open streams get their frames from.
pub struct Screens {
    frames: broadcast::Sender<Arc<Frame>>,
    /// Up to where the log has been carried to the streams.
    position: Mutex<Cursor>,
}

impl Screens {
    /// Screens that follow the log from `position` on.
    pub fn new(position: Cursor) -> Self {
        Self {
            frames: broadcast::Sender::new(BACKLOG),
            position: Mutex::new(position),
        }
    }

    /// Up to where the log has been carried to the streams. Whoever reads a list after this and opens a stream from here
    /// misses nothing.
    pub fn position(&self) -> Cursor {
        *self.position.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn subscribe(&self) -> broadcast::Receiver<Arc<Frame>> {
        self.frames.subscribe()
    }

    fn show(&self, frame: Frame) {
        // Nobody watching is no failure.
        drop(self.frames.send(Arc::new(frame)));
    }
}

/// Carries new events to the open streams until `stop`.
pub async fn run(app: App, stop: CancellationToken) {
    let mut hints = app.bus.subscribe();
    loop {
        if let Err(error) = carry(&app).await {
            tracing::error!(%error, "new events could not be read; trying again");
        }
        if !wait(&app, &mut hints, &stop).await {
            return;
        }
    }
}

/// Waits until the log may have grown, and shows who types meanwhile. Answers `false` for the stop. Calls that came while
/// the log was being read are all answered by reading it once more.
async fn wait(app: &App, hints: &mut broadcast::Receiver<Hint>, stop: &CancellationToken) -> bool {
    let net = tokio::time::sleep(POLL_INTERVAL);
    tokio::pin!(net);
    let mut grew = false;
    loop {
        let hint = match hints.try_recv() {
            Err(broadcast::error::TryRecvError::Empty) if grew => return true,
            Err(broadcast::error::TryRecvError::Empty) => tokio::select! {
                () = stop.cancelled() => return false,
                () = &mut net => return true,
                hint = hints.recv() => hint.ok(),
            },
            Err(broadcast::error::TryRecvError::Closed) => return false,
            Err(broadcast::error::TryRecvError::Lagged(_)) => None,
            Ok(hint) => Some(hint),
        };
        match hint {
            Some(Hint::Typing(typing)) => app.screens.show(Frame::typing(&typing)),
            Some(
                Hint::Lane(_)
                | Hint::Due(_)
                | Hint::Load(..)
                | Hint::SourcesChanged
                | Hint::TypingEnded(..),
            ) => {}
            // What was lost of the calls may have been this one.
            Some(Hint::Events) | None => grew = true,
        }
    }
}

/// Carries what is new in the log to the open streams.
pub(crate) async fn carry(app: &App) -> Result<(), StoreError> {
    loop {
        let after = app.screens.position();
        let (frames, last, full) = match app.store.events_after(after).await? {
            Replay::Events(events) if events.is_empty() => return Ok(()),
            Replay::Events(events) => {
                let last = events.last().map_or(after, |event| event.cursor);
                // Before anything is shown: nothing is for those who may no longer look.
                for event in &events {
                    if let Some(Event::StaffUpdated { staff_id }) = event.event {
                        presence::end_streams(app, Some(staff_id)).await?;
                    }
                }
                let full = i64::try_from(events.len()).is_ok_and(|count| count >= EVENTS_BATCH);
                (frame::frames(app, events).await?, last, full)
            }
            // The log was replaced under us: every screen has to load afresh.
            Replay::TooOld => {
                presence::end_streams(app, None).await?;
                (
                    vec![Frame::resync_all()],
                    app.store.last_event().await?,
                    false,
                )
            }
        };
        *app.screens
            .position
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = last;
        for frame in frames {
            app.screens.show(frame);
        }
        if !full {
            return Ok(());
        }
    }
}
