//! The event streams of staff screens.
//!
//! One tailer per node reads new events from the log, once, and looks up the current state of their
//! subjects, once; each stream takes the frames that its person may see. A stream's position is a
//! cursor in the log: a stream that lagged or reconnects reads what it missed from the log and
//! continues.

mod presence;
mod show;
mod stream;

use causeway_core::event::Event;
use causeway_store::{EVENTS_BATCH, Replay, StoreError};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

pub(crate) use stream::{Stream, TooManyStreams};

use crate::{
    App,
    bus::{Hint, POLL_INTERVAL},
    parts::frame::Frame,
};

/// Sends new events to the open streams until `stop`.
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

/// Waits until the log may have grown, and sends typing notices meanwhile. Returns `false` on stop.
/// Hints that arrived while the log was being read are handled by reading it once more.
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
                | Hint::Staff(..)
                | Hint::Group(..)
                | Hint::Sources
                | Hint::TypingEnded(..),
            ) => {}
            // The lost hints may have included this one.
            Some(Hint::Events) | None => grew = true,
        }
    }
}

/// Sends new events in the log to the open streams.
pub(crate) async fn carry(app: &App) -> Result<(), StoreError> {
    loop {
        let after = app.screens.position();
        let (frames, last, full) = match app.store.events_after(after).await? {
            Replay::Events(events) if events.is_empty() => return Ok(()),
            Replay::Events(events) => {
                let last = events.last().map_or(after, |event| event.cursor);
                // First, so that nothing is sent to people who lost access.
                for event in &events {
                    if let Some(Event::StaffUpdated { staff_id }) = event.event {
                        presence::end_streams(app, Some(staff_id)).await?;
                    }
                }
                let full = i64::try_from(events.len()).is_ok_and(|count| count >= EVENTS_BATCH);
                (show::frames(app, events).await?, last, full)
            }
            // The log was replaced: all screens must reload.
            Replay::TooOld => {
                presence::end_streams(app, None).await?;
                (
                    vec![Frame::resync_all()],
                    app.store.last_event().await?,
                    false,
                )
            }
        };
        app.screens.advance(last);
        for frame in frames {
            app.screens.show(frame);
        }
        if !full {
            return Ok(());
        }
    }
}
