//! Staff type: told once, to screens and to the channel, never stored and never retried.

use std::time::Duration;

use bytes::Bytes;
use causeway_core::{DeliveryId, EnquiryId, SourceId, StaffId, WorkspaceId, room::TypingNotice, source::WebhookState};
use causeway_store::StoreError;
use tokio::time;

use crate::{
    App,
    bus::{Hint, Typing},
    outgoing::{self, Envelope},
};

/// How long telling a channel may take: after that nobody wants to know.
const TELL_TIMEOUT: Duration = Duration::from_secs(3);

/// Tells colleagues' screens and, if it wants to know, the channel.
pub(crate) fn tell(
    app: &App,
    workspace_id: WorkspaceId,
    staff_id: StaffId,
    enquiry_id: EnquiryId,
    notice: TypingNotice,
    started: bool,
) {
    let TypingNotice { room_id, source_id, body } = notice;
    app.bus.publish(Hint::Typing(Typing { workspace_id, room_id, enquiry_id, staff_id: Some(staff_id), started }));
    let Some(body) = body else { return };
    // Without a free place the news is dropped, like any that comes late.
    let Ok(place) = std::sync::Arc::clone(&app.typing_places).try_acquire_owned() else { return };
    let app = app.clone();
    tokio::spawn(async move {
        match time::timeout(TELL_TIMEOUT, send(&app, workspace_id, source_id, body)).await {
            Ok(Ok(())) | Err(_) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the channel could not be told of typing"),
        }
        drop(place);
    });
}

async fn send(app: &App, workspace_id: WorkspaceId, source_id: SourceId, body: String) -> Result<(), StoreError> {
    let Some(source) = app.store.source(workspace_id, source_id).await? else { return Ok(()) };
    // An endpoint in trouble has better things to do.
    let (Some(url), WebhookState::Healthy) = (source.webhook_url, source.webhook_state) else { return Ok(()) };
    let Ok(secrets) = app.signing_secrets(source_id).await? else { return Ok(()) };
    let mut moment = app.moment();
    let envelope = Envelope {
        id: moment.id::<DeliveryId>().to_string(),
        attempt: 1,
        body: Bytes::from(body),
        timestamp: crate::clock::to_jiff(moment.now()),
    };
    outgoing::send(&app.outgoing, &url, envelope, &secrets.iter().collect::<Vec<_>>()).await;
    Ok(())
}
