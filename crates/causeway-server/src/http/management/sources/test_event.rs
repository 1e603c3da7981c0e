//! Sending a sample event immediately, to see how a channel handles it.

use axum::extract::State;
use bytes::Bytes;
use causeway_core::{DeliveryId, SourceId, room::outgoing::sample, source::OutgoingEvent};
use causeway_derive::Input;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    clock::to_jiff,
    http::{
        management::sources::challenge::secrets_of,
        request::{
            json::Json,
            path::PathId,
            session::{ManageChannels, Permitted},
        },
    },
    outgoing::{self, AttemptResult, Envelope},
    wire::{
        code::Code,
        delivery::ExchangeBody,
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of sending a sample.
    pub(super) struct TestEventProblems = [MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NoWebhook, Invalid];
}

/// The sample to send.
#[derive(Input)]
pub(super) struct TestEvent {
    /// The event's name, as in `message.created`.
    #[input(example = OutgoingEvent::MessageCreated.name())]
    r#type: OutgoingEvent,
}

/// The result of a sample.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TestEventResult)]
pub(super) struct TestEventBody {
    /// Whether the channel accepted it.
    ok: bool,
    /// Why it did not; `null` if it did.
    reason: Option<String>,
    /// The `webhook-id` of the request.
    delivery_id: String,
    /// The body that was sent.
    body: String,
    /// The status of the response.
    status: Option<u16>,
    duration_ms: u64,
    #[serde(flatten)]
    exchange: ExchangeBody,
}

/// Send a test event
///
/// A sample of any type, signed like every event and marked with `"test": true`, is sent
/// immediately and only once. It belongs to no conversation and is not stored. It is sent even if
/// the source doesn't subscribe to this type.
#[utoipa::path(
    post, path = "/api/v1/sources/{id}/test-event", tag = "deliveries", operation_id = "sendTestEvent",
    security(("session" = [])), params(("id" = String, Path, description = "A source.")),
    request_body(content = TestEvent),
    responses((status = 200, description = "The result.", body = TestEventBody), TestEventProblems),
)]
pub(super) async fn send(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
    Json(TestEvent { r#type }): Json<TestEvent>,
) -> Result<Json<TestEventBody>, Problem> {
    let source = app
        .store
        .source(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let url = source
        .webhook_url
        .ok_or_else(|| Problem::new(Code::NoWebhook))?;
    let secrets = secrets_of(&app, manager.workspace_id, id).await?;
    let mut moment = app.moment();
    let delivery_id: DeliveryId = moment.id();
    let body = sample(r#type, source.channel.as_ref(), &mut moment);
    let envelope = Envelope {
        id: delivery_id.to_string(),
        attempt: 1,
        body: Bytes::from(body.clone()),
        timestamp: to_jiff(app.clock.now()),
    };
    let outcome = outgoing::send(
        &app.outgoing,
        &url,
        envelope,
        &secrets.iter().collect::<Vec<_>>(),
    )
    .await;
    let reason = match &outcome.result {
        AttemptResult::Accepted { .. } => {
            app.sources.alive.note(id);
            None
        }
        AttemptResult::Refused { status, .. } => Some(format!("The endpoint answered {status}.")),
        AttemptResult::Gone => {
            Some("The endpoint answered 410: an event would have stopped the source.".to_owned())
        }
        AttemptResult::Unreachable { reason } => Some(reason.to_string()),
    };
    Ok(Json(TestEventBody {
        ok: reason.is_none(),
        reason,
        delivery_id: delivery_id.to_string(),
        body,
        status: outcome.status,
        duration_ms: outcome.duration_ms,
        exchange: outcome.record.into(),
    }))
}
