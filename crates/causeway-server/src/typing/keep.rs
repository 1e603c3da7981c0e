//! Ends typing of staff: when the message is sent, when the enquiry closes or changes hands, and
//! after ten seconds of silence.
//!
//! Every node knows where staff type. The node that sent the start to the channel also sends the
//! end. If that node dies in between, the channel stops showing it by itself (`omni-api.md` §5).

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use causeway_core::{RoomId, SourceId, outgoing::typing_ended};
use tokio::{
    sync::broadcast,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::tell_channel;
use crate::{
    App,
    bus::{Hint, Typing},
};

/// How long staff count as typing after the last sign of it. Screens repeat it every few seconds.
const SILENCE: Duration = Duration::from_secs(10);
/// How often silence is checked, so that the end is sent soon after it is due.
const LOOK: Duration = Duration::from_millis(500);

/// The rooms in which staff are typing.
#[derive(Default)]
pub(super) struct Ongoing(Mutex<HashMap<RoomId, Started>>);

/// A staff member is typing.
pub(super) struct Started {
    typing: Typing,
    until: Instant,
    /// The event to send to the channel when typing ends; `None` if the channel doesn't want it, or
    /// another node sent the start.
    pub(super) ending: Option<Ending>,
}

/// The event that typing stopped.
pub(super) struct Ending {
    pub(super) source_id: SourceId,
    /// Prepared when typing started.
    pub(super) body: String,
}

impl Ongoing {
    /// Typing starts or continues. With an `ending`, this node sent the start to the channel.
    pub(super) fn begin(&self, typing: Typing, ending: Option<Ending>) {
        let mut rooms = self.rooms();
        let before = rooms
            .remove(&typing.room_id)
            .and_then(|started| started.ending);
        let started = Started {
            until: Instant::now() + SILENCE,
            ending: ending.or(before),
            typing,
        };
        rooms.insert(started.typing.room_id, started);
    }

    /// Typing stopped; `None` if there was none.
    pub(super) fn end(&self, room_id: RoomId) -> Option<Started> {
        self.rooms().remove(&room_id)
    }

    /// Removes and returns entries that were silent for longer than [`SILENCE`].
    fn fallen_silent(&self) -> Vec<Started> {
        let now = Instant::now();
        self.rooms()
            .extract_if(|_, started| started.until <= now)
            .map(|(_, started)| started)
            .collect()
    }

    fn is_empty(&self) -> bool {
        self.rooms().is_empty()
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<RoomId, Started>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tracks where staff type, and ends it, until `stop`.
pub async fn run(app: App, stop: CancellationToken) {
    let mut hints = app.bus.subscribe();
    let ongoing = &app.typing_news.ongoing;
    let mut look_at = Instant::now() + LOOK;
    loop {
        let hint = tokio::select! {
            () = stop.cancelled() => return,
            () = sleep_until(look_at), if !ongoing.is_empty() => None,
            hint = hints.recv() => match hint {
                Ok(hint) => Some(hint),
                Err(broadcast::error::RecvError::Lagged(_)) => None,
                Err(broadcast::error::RecvError::Closed) => return,
            },
        };
        match hint {
            Some(Hint::Typing(typing)) if typing.staff_id.is_none() => {}
            Some(Hint::Typing(typing)) if typing.started => ongoing.begin(typing, None),
            // From another node, or from this one, which has ended it already.
            Some(Hint::Typing(typing)) => send_ended(&app, ongoing.end(typing.room_id), false),
            Some(Hint::TypingEnded(room_id, closed)) => {
                if let Some(ended) = ongoing.end(room_id) {
                    app.bus.publish(Hint::Typing(Typing {
                        started: false,
                        ..ended.typing.clone()
                    }));
                    send_ended(&app, Some(ended), closed);
                }
            }
            Some(
                Hint::Events | Hint::Lane(_) | Hint::Due(_) | Hint::Load(..) | Hint::SourcesChanged,
            )
            | None => {}
        }
        if look_at <= Instant::now() {
            look_at = Instant::now() + LOOK;
            for ended in ongoing.fallen_silent() {
                app.bus.publish(Hint::Typing(Typing {
                    started: false,
                    ..ended.typing.clone()
                }));
                send_ended(&app, Some(ended), false);
            }
        }
    }
}

fn send_ended(app: &App, ended: Option<Started>, closed: bool) {
    if let Some(Started {
        typing,
        ending: Some(Ending { source_id, body }),
        ..
    }) = ended
    {
        let body = typing_ended(&body, app.clock.now(), closed);
        tell_channel(app, typing.workspace_id, typing.room_id, source_id, body);
    }
}
