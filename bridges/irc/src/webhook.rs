//! `POST /webhook`: receives Causeway's events.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue, StatusCode};
use omni_client::{Event, Received, Webhook, WebhookError, now};

use crate::replies::{Handling, Replies};

/// Largest accepted body. Texts have at most 5,000 characters.
const BODY_BYTES_MAX: usize = 256 * 1024;

/// `Retry-After` in seconds while the bridge is offline, and while a long reply is being sent.
const OFFLINE_RETRY_AFTER_SECONDS: u16 = 10;
const UNDER_WAY_RETRY_AFTER_SECONDS: u16 = 5;

/// The connection to Causeway, if the secret is known.
#[derive(Clone)]
pub(crate) struct Connected {
    pub(crate) webhook: Webhook,
    pub(crate) replies: Arc<Replies>,
}

/// The bridge's routes. Without a connection, only the challenge is answered, because it arrives
/// before the secret is known.
pub(crate) fn router(connected: Option<Connected>) -> Router {
    Router::new()
        .route(
            "/webhook",
            post(receive).layer(DefaultBodyLimit::max(BODY_BYTES_MAX)),
        )
        .route("/healthz", get(|| async { "ok" }))
        .with_state(connected)
}

async fn receive(
    State(connected): State<Option<Connected>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(connected) = connected else {
        return answer_challenge(&headers, &body);
    };
    let received = match connected.webhook.receive(&headers, &body, now()) {
        Ok(received) => received,
        Err(WebhookError::Signature(fault)) => {
            tracing::warn!(%fault, "a webhook request has an invalid signature");
            return StatusCode::UNAUTHORIZED.into_response();
        }
        Err(WebhookError::Body(_)) => return StatusCode::BAD_REQUEST.into_response(),
    };
    match received.event {
        Event::Challenge(challenge) => challenge.into_response(),
        Event::MessageCreated(created) => {
            match connected
                .replies
                .deliver(&received.webhook_id, *created)
                .await
            {
                Handling::Done => StatusCode::NO_CONTENT.into_response(),
                Handling::Offline => retry_later(OFFLINE_RETRY_AFTER_SECONDS),
                Handling::UnderWay => retry_later(UNDER_WAY_RETRY_AFTER_SECONDS),
            }
        }
        // IRC has no receipts, no typing and no unsending.
        Event::MessageRead(_)
        | Event::MessageDeleted(_)
        | Event::TypingStarted(_)
        | Event::TypingStopped(_)
        | Event::Enquiry(_)
        | Event::Unknown(_) => StatusCode::NO_CONTENT.into_response(),
    }
}

fn answer_challenge(headers: &HeaderMap, body: &[u8]) -> Response {
    match Received::read(headers, body).map(|received| received.event) {
        Ok(Event::Challenge(challenge)) => challenge.into_response(),
        Ok(_) => retry_later(OFFLINE_RETRY_AFTER_SECONDS),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn retry_later(seconds: u16) -> Response {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(RETRY_AFTER, HeaderValue::from(seconds))],
    )
        .into_response()
}
