//! Ends typing of staff: when the message is sent, when the enquiry closes or changes hands, and
//! after ten seconds of silence.
//!
//! Every node knows where staff type. The node that sent the start to the channel also sends the
//! end. If that node dies in between, the channel stops showing it by itself (`omni-api.md` §5).

use std::time::Duration;

use causeway_core::room::outgoing::typing_ended;
use tokio::{
    sync::broadcast,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

use crate::{
    App,
    bus::{Hint, Typing},
    parts::typing_news::{Ending, Started},
    typing::tell_channel,
};

/// How often silence is checked, so that the end is sent soon after it is due.
const LOOK: Duration = Duration::from_millis(500);

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
                Hint::Events
                | Hint::Lane(_)
                | Hint::Due(_)
                | Hint::Staff(..)
                | Hint::Group(..)
                | Hint::Sources,
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
