//! A source reads about itself, and declares the capabilities of its channel.

use axum::{
    extract::{Request, State},
    response::Response,
};
use causeway_core::{
    ChannelId, DeliveryId, SourceId, Timestamp, content::TEXT_MAX, incoming::Capabilities,
};
use causeway_store::FailedAttempt;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::{
        omni::schema::CapabilitiesBody,
        request::{
            caller::Caller,
            json::{self, BODY_BYTES_MAX, Json},
            rate::{self, with_rate_headers},
        },
    },
    wire::{
        problem::{Problem, problem_sets},
        words,
    },
};

/// The number of failed requests that are shown.
const FAILURES_SHOWN: i64 = 10;

/// The source, channel and limits of the access token.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChannelInfo {
    /// The source that the token belongs to.
    source: SourceInfo,
    /// Its channel; `null` while it has none.
    channel: Option<ChannelName>,
    /// Of the channel; `null` while there is none.
    state: Option<words::ChannelState>,
    /// The limits of a request.
    limits: Limits,
    /// The capabilities that the channel declared.
    capabilities: CapabilitiesBody,
    /// The latest requests to the webhook that failed and have not succeeded since.
    last_failures: Vec<Failure>,
}

/// A source.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SourceInfo {
    #[schema(value_type = String)]
    id: SourceId,
    name: String,
    webhook_state: words::WebhookState,
    /// The number of events that were neither delivered nor given up.
    waiting: i64,
}

/// A channel.
#[derive(Debug, Serialize, ToSchema)]
struct ChannelName {
    #[schema(value_type = String)]
    id: ChannelId,
    name: String,
}

/// The limits of a request.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Limits {
    /// Bytes of a body.
    body_bytes_max: usize,
    /// Characters of a text.
    text_length_max: usize,
    /// Requests per second.
    requests_per_second: u32,
}

/// A request to the webhook that failed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Failure {
    /// The `webhook-id`.
    #[schema(value_type = String)]
    id: DeliveryId,
    /// The event's type.
    event: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The status of the response, if there was one.
    status: Option<i64>,
    /// The reason, in words.
    reason: String,
}

problem_sets! {
    /// Problems of reading the channel.
    pub(super) struct ChannelProblems = [InvalidToken, RateLimited];
    /// Problems of declaring capabilities.
    pub(super) struct CapabilityProblems = [
        MalformedJson, InvalidToken, RequestTimeout, PayloadTooLarge, UnsupportedMediaType, InvalidMessage,
        RateLimited,
    ];
}

/// Who am I?
///
/// The first call to make when connecting. The response contains the source, channel, state and
/// limits of the access token, and the latest failures of requests to the webhook. It also works
/// for suspended channels and for sources without a channel.
#[utoipa::path(
    get, path = "/omni/v1/channel", tag = "omni", operation_id = "getOmniChannel",
    security(("accessToken" = [])),
    responses((status = OK, description = "The source, channel and limits of the token.", body = ChannelInfo), ChannelProblems),
)]
pub(super) async fn get_channel(
    State(app): State<App>,
    caller: Caller,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    Ok(with_rate_headers(rate, tell(&app, caller).await))
}

async fn tell(app: &App, caller: Caller) -> Result<Json<ChannelInfo>, Problem> {
    let source = app
        .store
        .source(caller.workspace_id, caller.source_id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let channel = match caller.channel {
        Some((id, _)) => app
            .store
            .channel(caller.workspace_id, id)
            .await?
            .map(|found| found.channel),
        None => None,
    };
    let failures = app
        .store
        .recent_failures(caller.source_id, FAILURES_SHOWN)
        .await?;
    let failure = |FailedAttempt {
                       delivery_id: id,
                       event,
                       at,
                       status,
                       reason,
                   }| Failure {
        id,
        event,
        at,
        status,
        reason,
    };
    Ok(Json(ChannelInfo {
        source: SourceInfo {
            id: source.id,
            webhook_state: source.health().into(),
            waiting: source.waiting,
            name: source.name,
        },
        state: channel.as_ref().map(|channel| channel.state.into()),
        channel: channel.map(|channel| ChannelName {
            id: channel.id,
            name: channel.name,
        }),
        limits: Limits {
            body_bytes_max: BODY_BYTES_MAX,
            text_length_max: TEXT_MAX,
            requests_per_second: app.settings.rate_per_source,
        },
        capabilities: CapabilitiesBody::from(source.capabilities),
        last_failures: failures.into_iter().map(failure).collect(),
    }))
}

/// Declare what the channel can do
///
/// Staff can then use only that: other messages fall back to their text, longer texts are split at
/// word ends. A field that is left out counts as never declared: everything is assumed except
/// receipts. Unknown words and fields are no fault; the response contains what was stored.
#[utoipa::path(
    put, path = "/omni/v1/channel/capabilities", tag = "omni", operation_id = "putOmniCapabilities",
    security(("accessToken" = [])),
    request_body = CapabilitiesBody,
    responses((status = OK, description = "The stored values.", body = CapabilitiesBody), CapabilityProblems),
)]
pub(super) async fn put_capabilities(
    State(app): State<App>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    Ok(with_rate_headers(
        rate,
        take(&app, caller.source_id, request).await,
    ))
}

async fn take(
    app: &App,
    source_id: SourceId,
    request: Request,
) -> Result<Json<CapabilitiesBody>, Problem> {
    let body = json::read_value(request).await?;
    let capabilities = Capabilities::parse(&body).map_err(Problem::invalid_message)?;
    app.store
        .set_capabilities(source_id, capabilities.clone(), app.clock.now())
        .await?;
    Ok(Json(CapabilitiesBody::from(capabilities)))
}
