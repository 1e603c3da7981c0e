//! Typing of staff: sent once to screens and to the channel, never stored and never retried.
//!
//! Notices of one room are sent one after the other; while one is being sent, only the latest of
//! those that follow is kept. A slow channel takes only its own source's places. [`keep`] ends what
//! was started.

mod keep;

use std::time::Duration;

use bytes::Bytes;
use causeway_core::{
    DeliveryId, EnquiryId, RoomId, SourceId, StaffId, WorkspaceId, room::TypingNotice,
};
use causeway_store::StoreError;
use tokio::time;

use crate::{
    App,
    bus::{Hint, Typing},
    clock::to_jiff,
    outgoing::{self, AttemptResult, Envelope},
    parts::typing_news::Ending,
};

pub use keep::run as keep_typing;

/// Timeout of a notice to a channel: after that it is outdated.
const TELL_TIMEOUT: Duration = Duration::from_secs(3);
/// Sends to colleagues' screens and, if it wants typing notices, to the channel.
pub(crate) fn tell(
    app: &App,
    workspace_id: WorkspaceId,
    staff_id: StaffId,
    enquiry_id: EnquiryId,
    notice: TypingNotice,
    started: bool,
) {
    let TypingNotice {
        room_id,
        source_id,
        body,
        ending,
    } = notice;
    let typing = Typing {
        workspace_id,
        room_id,
        enquiry_id,
        staff_id: Some(staff_id),
        started,
    };
    let is_sent_elsewhere = if started {
        app.typing_news.ongoing.begin(
            typing.clone(),
            ending.map(|body| Ending { source_id, body }),
        );
        false
    } else {
        // Another node sent the start to the channel; it receives this hint and sends the end.
        app.typing_news
            .ongoing
            .end(room_id)
            .is_some_and(|ended| ended.ending.is_none())
    };
    app.bus.publish(Hint::Typing(typing));
    if let Some(body) = body.filter(|_| !is_sent_elsewhere) {
        tell_channel(app, workspace_id, room_id, source_id, body);
    }
}

/// Sends a notice to a channel, after those that are being sent for the same room.
fn tell_channel(
    app: &App,
    workspace_id: WorkspaceId,
    room_id: RoomId,
    source_id: SourceId,
    body: String,
) {
    if !app.typing_news.begin(room_id, source_id, &body) {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        let mut next = Some(body);
        while let Some(body) = next {
            match time::timeout(TELL_TIMEOUT, send(&app, workspace_id, source_id, body)).await {
                Ok(Ok(())) | Err(_) => {}
                Ok(Err(error)) => {
                    tracing::warn!(%error, "a typing notice could not be sent to the channel");
                }
            }
            next = app.typing_news.next(room_id);
        }
    });
}

async fn send(
    app: &App,
    workspace_id: WorkspaceId,
    source_id: SourceId,
    body: String,
) -> Result<(), StoreError> {
    // An endpoint in trouble gets no typing notices.
    let Some(url) = app.store.healthy_endpoint(workspace_id, source_id).await? else {
        return Ok(());
    };
    let Ok(secrets) = app.sources.signing_secrets(source_id).await? else {
        return Ok(());
    };
    let mut moment = app.moment();
    let envelope = Envelope {
        id: moment.id::<DeliveryId>().to_string(),
        attempt: 1,
        body: Bytes::from(body),
        timestamp: to_jiff(moment.now()),
    };
    let outcome = outgoing::send(
        &app.outgoing,
        &url,
        envelope,
        &secrets.iter().collect::<Vec<_>>(),
    )
    .await;
    if matches!(outcome.result, AttemptResult::Accepted { .. }) {
        app.sources.alive.note(source_id);
    }
    Ok(())
}
