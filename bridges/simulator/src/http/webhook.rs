//! `POST /webhook`: receives Causeway's events, behaves as the switch is set, and logs every call.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use jiff::Timestamp;
use omni_client::{Event, Received, now};
use serde_json::json;

use super::App;
use super::refusal::problem;
use crate::calls::{Call, Signature};
use crate::serve::HangUp;
use crate::switch::Switch;

/// `Retry-After` in seconds while the simulator can't handle events.
const NOT_READY_RETRY_AFTER_SECONDS: u16 = 10;

pub(super) async fn receive(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let arrived_at = now();
    let signature = check(&app, &headers, &body, arrived_at);
    let received = Received::read(&headers, &body);
    let mut call = app
        .desk
        .open_call(describe(&app, &headers, &received, signature, arrived_at));
    let switch = app.desk.switch();

    let answer = match switch {
        Switch::Dead => hang_up(),
        Switch::Gone => problem(StatusCode::GONE, "gone", "This endpoint is gone"),
        Switch::Failing {
            retry_after_seconds,
        } => failing(retry_after_seconds),
        Switch::Healthy | Switch::Slow { .. } => {
            handle(&app, received.ok(), &mut call, arrived_at).await
        }
    };
    if let Some(delay) = switch.delay() {
        tokio::time::sleep(delay).await;
    }

    call.answer = Some(match answer.extensions().get::<HangUp>() {
        Some(HangUp) => "closed".to_owned(),
        None => answer.status().as_u16().to_string(),
    });
    call.duration_ms = Some(now().as_millisecond() - arrived_at.as_millisecond());
    app.desk.close_call(&call);
    answer
}

/// Verifies the signature. Without a secret, nothing can be verified.
fn check(app: &App, headers: &HeaderMap, body: &[u8], arrived_at: Timestamp) -> Signature {
    let Some(link) = app.desk.link() else {
        return Signature::Unchecked;
    };
    match link.webhook.check(headers, body, arrived_at) {
        Ok(()) => Signature::Valid,
        Err(fault) => {
            tracing::warn!(%fault, "a webhook request has an invalid signature");
            Signature::Invalid
        }
    }
}

fn describe(
    app: &App,
    headers: &HeaderMap,
    received: &Result<Received, omni_client::WebhookError>,
    signature: Signature,
    at: Timestamp,
) -> Call {
    let event = received.as_ref().ok();
    let visitor_id = event.and_then(|received| received.event.visitor_id());
    let visitor = visitor_id.and_then(|id| {
        app.desk
            .read(|book| book.phone(id).map(|phone| phone.name.clone()))
    });
    let webhook_id = headers
        .get("webhook-id")
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    Call {
        number: 0,
        at,
        event: event
            .map_or("unreadable", |received| received.event.type_name())
            .to_owned(),
        webhook_id: webhook_id.to_owned(),
        attempt: event.map_or(1, |received| received.attempt),
        visitor,
        signature,
        duplicate: false,
        answer: None,
        duration_ms: None,
    }
}

/// Handles the request like a healthy endpoint.
async fn handle(
    app: &App,
    received: Option<Received>,
    call: &mut Call,
    arrived_at: Timestamp,
) -> Response {
    if call.signature == Signature::Invalid {
        return problem(
            StatusCode::UNAUTHORIZED,
            "invalid-signature",
            "The signature is invalid",
        );
    }
    let Some(received) = received else {
        return problem(
            StatusCode::BAD_REQUEST,
            "unreadable",
            "The body is not an event of the Omni API",
        );
    };
    if let Event::Challenge(challenge) = received.event {
        return challenge.into_response();
    }
    if call.signature == Signature::Unchecked {
        return not_ready("The simulator is not connected yet");
    }
    let visitor_id = received.event.visitor_id().map(str::to_owned);
    let Ok(handled) = app
        .desk
        .change(|book| book.handle(received, arrived_at))
        .await
    else {
        return not_ready("The state file can't be written");
    };
    call.duplicate = handled.duplicate;
    app.desk.show(handled.shown);
    if let Some(visitor_id) = visitor_id {
        app.forwarder.wake(&visitor_id);
    }
    match handled.message_id {
        Some(id) => (
            [(CONTENT_TYPE, "application/json")],
            json!({"id": id}).to_string(),
        )
            .into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

fn not_ready(title: &str) -> Response {
    let mut answer = problem(StatusCode::SERVICE_UNAVAILABLE, "not-ready", title);
    answer.headers_mut().insert(
        RETRY_AFTER,
        HeaderValue::from(NOT_READY_RETRY_AFTER_SECONDS),
    );
    answer
}

fn failing(retry_after_seconds: Option<u32>) -> Response {
    let mut answer = problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        "failing",
        "The endpoint is failing",
    );
    if let Some(seconds) = retry_after_seconds {
        answer
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

fn hang_up() -> Response {
    let mut answer = StatusCode::SERVICE_UNAVAILABLE.into_response();
    answer.extensions_mut().insert(HangUp);
    answer
}
