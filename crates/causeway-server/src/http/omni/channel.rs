//! What a source is told of itself, and what it tells of its channel.

use axum::{
    extract::{Request, State},
    response::Response,
};
use causeway_core::{
    ChannelId, DeliveryId, SourceId, Timestamp, channel::ChannelState, content::TEXT_MAX,
    incoming::Capabilities,
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
    wire::problem::{Problem, problem_sets},
};

/// Failed requests that are shown.
const FAILURES_SHOWN: i64 = 10;

/// Who the access token is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChannelInfo {
    /// The source that the token belongs to.
    source: SourceInfo,
    /// Its channel; `null` while it has none.
    channel: Option<ChannelName>,
    /// Of the channel: `active`, `suspended` or `archived`; `null` while there is none.
    state: Option<&'static str>,
    /// What a request may hold.
    limits: Limits,
    /// What the channel said it can do.
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
    /// `healthy`, `retrying`, `failing`, `stopped` or `none`.
    webhook_state: &'static str,
    /// Events that have not arrived and were not given up.
    waiting: i64,
}

/// A channel.
#[derive(Debug, Serialize, ToSchema)]
struct ChannelName {
    #[schema(value_type = String)]
    id: ChannelId,
    name: String,
}

/// What a request may hold.
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
    /// The status that came back, if one did.
    status: Option<i64>,
    /// Why, in words.
    reason: String,
}

problem_sets! {
    /// What may refuse to tell.
    pub(super) struct ChannelProblems = [InvalidToken, RateLimited];
    /// What may refuse capabilities.
    pub(super) struct CapabilityProblems = [
        MalformedJson, InvalidToken, RequestTimeout, PayloadTooLarge, UnsupportedMediaType, InvalidMessage,
        RateLimited,
    ];
}

/// Who am I?
///
/// The call to make first when connecting: it tells the source, channel, state and limits of the access token, and what
/// last went wrong on the way to the webhook. It answers for suspended channels and for sources without a channel, too.
#[utoipa::path(
    get, path = "/omni/v1/channel", tag = "omni", operation_id = "getOmniChannel",
    security(("accessToken" = [])),
    responses((status = OK, description = "What belongs to the token.", body = ChannelInfo), ChannelProblems),
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
            webhook_state: source.health().name(),
            waiting: source.waiting,
            name: source.name,
        },
        state: channel
            .as_ref()
            .map(|channel| ChannelState::name(channel.state)),
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

/// Say what the channel can do
///
/// Staff are then offered only that: other messages fall back to their text, longer texts are split at word ends. What is
/// left out counts as never said: everything is assumed but receipts. Words and fields that are not known here are no fault;
/// the answer says what was kept.
#[utoipa::path(
    put, path = "/omni/v1/channel/capabilities", tag = "omni", operation_id = "putOmniCapabilities",
    security(("accessToken" = [])),
    request_body = CapabilitiesBody,
    responses((status = OK, description = "What was kept.", body = CapabilitiesBody), CapabilityProblems),
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
