//! The challenge proves that the operator of an endpoint wants Causeway's events. It uses the same
//! client as deliveries, so that deliveries reach every address that passes it.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use causeway_core::{challenge::mismatch, text::first_characters};
use http::StatusCode;
use http::header::{CONTENT_TYPE, LOCATION};
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    credentials::{SigningSecret, random_bytes},
    outgoing::{
        attempt::{Envelope, milliseconds},
        client::{ANSWER_BYTES_MAX, Answer, BodyEnding, Client},
        failure::ExchangeFailure,
        webhook_url::WebhookUrl,
    },
};

/// Deadline of the challenge, promised in the Omni API.
pub const CHALLENGE_TIMEOUT: Duration = Duration::from_secs(10);
/// How much of a redirect's target is shown.
const LOCATION_CHARACTERS_MAX: usize = 200;

/// The result of a challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChallengeResult {
    /// Whether the endpoint passed.
    pub ok: bool,
    pub reason: Option<ChallengeFailure>,
    /// Status of the response, if there was one.
    pub status: Option<u16>,
    /// Duration of the whole exchange.
    pub duration_ms: u64,
    /// The first 1,024 characters of the response's body, if there was a response.
    pub received: Option<String>,
    /// What happened and what to fix, for the person who entered the address.
    pub detail: String,
}

/// Why a challenge failed. The names are part of the Omni API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChallengeFailure {
    /// The address can't be called.
    InvalidUrl,
    /// The host name has no address.
    Dns,
    /// The host isn't public, and the operator doesn't allow it.
    BlockedAddress,
    /// No connection, or it closed before a response arrived.
    Connect,
    /// The TLS handshake failed.
    Tls,
    /// No complete response in time.
    Timeout,
    /// A redirect; redirects aren't followed.
    Redirect,
    /// A status other than 200.
    Status,
    /// The response is larger than the limit.
    TooLarge,
    /// 200 without the challenge in the body.
    Mismatch,
}

impl ChallengeFailure {
    /// The reason's stable code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidUrl => "invalid-url",
            Self::Dns => "dns",
            Self::BlockedAddress => "blocked-address",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Redirect => "redirect",
            Self::Status => "status",
            Self::TooLarge => "too-large",
            Self::Mismatch => "mismatch",
        }
    }
}

impl From<&ExchangeFailure> for ChallengeFailure {
    fn from(failure: &ExchangeFailure) -> Self {
        match failure {
            ExchangeFailure::InvalidUrl(_) => Self::InvalidUrl,
            ExchangeFailure::Dns { .. } => Self::Dns,
            ExchangeFailure::BlockedAddress { .. } => Self::BlockedAddress,
            ExchangeFailure::Connect { .. } => Self::Connect,
            ExchangeFailure::Tls { .. } => Self::Tls,
            ExchangeFailure::Timeout { .. } => Self::Timeout,
            ExchangeFailure::TooLarge => Self::TooLarge,
        }
    }
}

/// The request's body; its fields are in the documented order.
#[derive(Serialize)]
struct ChallengeBody<'a> {
    r#type: &'static str,
    challenge: &'a str,
    timestamp: String,
}

/// A random text that only the endpoint learns: 43 URL-safe characters.
pub fn new_challenge_text() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// POSTs the challenge, signed like every event, and checks the response.
pub async fn challenge(
    client: &Client,
    url: &str,
    secrets: &[&SigningSecret],
    now: Timestamp,
    challenge_text: &str,
) -> ChallengeResult {
    challenge_within(client, url, secrets, now, challenge_text, CHALLENGE_TIMEOUT).await
}

async fn challenge_within(
    client: &Client,
    url: &str,
    secrets: &[&SigningSecret],
    now: Timestamp,
    challenge_text: &str,
    within: Duration,
) -> ChallengeResult {
    let url = match WebhookUrl::parse(url) {
        Ok(url) => url,
        Err(fault) => return unanswered(&fault.into(), Duration::ZERO),
    };
    let envelope = envelope(challenge_text, now);
    let headers = envelope.headers(secrets);
    let exchange = client.post(&url, headers, envelope.body, within).await;
    match exchange.outcome {
        Ok(answer) => judged(&answer, challenge_text, exchange.duration),
        Err(failure) => unanswered(&failure, exchange.duration),
    }
}

fn envelope(challenge_text: &str, now: Timestamp) -> Envelope {
    let body = ChallengeBody {
        r#type: "url_verification",
        challenge: challenge_text,
        timestamp: format!("{now:.3}"),
    };
    let body = serde_json::to_vec(&body).expect("three strings serialize to JSON");
    Envelope {
        id: format!("chl_{challenge_text}"),
        attempt: 1,
        body: Bytes::from(body),
        timestamp: now,
    }
}

fn unanswered(failure: &ExchangeFailure, duration: Duration) -> ChallengeResult {
    ChallengeResult {
        ok: false,
        reason: Some(failure.into()),
        status: None,
        duration_ms: milliseconds(duration),
        received: None,
        detail: failure.to_string(),
    }
}

fn judged(answer: &Answer, challenge_text: &str, duration: Duration) -> ChallengeResult {
    let (reason, detail) = match fault(answer, challenge_text) {
        None => (None, "The endpoint answered the challenge.".to_owned()),
        Some((reason, detail)) => (Some(reason), detail),
    };
    ChallengeResult {
        ok: reason.is_none(),
        reason,
        status: Some(answer.status.as_u16()),
        duration_ms: milliseconds(duration),
        received: Some(answer.excerpt()),
        detail,
    }
}

/// The fault of a response, if any.
fn fault(answer: &Answer, challenge_text: &str) -> Option<(ChallengeFailure, String)> {
    let status = answer.status;
    if status.is_redirection() {
        return Some((ChallengeFailure::Redirect, redirect_detail(answer)));
    }
    if status != StatusCode::OK {
        return Some((ChallengeFailure::Status, status_detail(status)));
    }
    match &answer.ending {
        BodyEnding::TooLarge => {
            let detail = format!(
                "The answer is larger than {} KiB. Answer with the challenge and nothing else.",
                ANSWER_BYTES_MAX / 1_024
            );
            Some((ChallengeFailure::TooLarge, detail))
        }
        BodyEnding::Broken(failure) => Some((failure.into(), failure.to_string())),
        BodyEnding::Complete => {
            let content_type = answer
                .headers
                .get(CONTENT_TYPE)
                .and_then(|value| value.to_str().ok());
            let mismatch = mismatch(content_type, &answer.body, challenge_text)?;
            Some((ChallengeFailure::Mismatch, mismatch.to_string()))
        }
    }
}

fn redirect_detail(answer: &Answer) -> String {
    let status = answer.status.as_u16();
    match answer.headers.get(LOCATION) {
        Some(location) => {
            let location = String::from_utf8_lossy(location.as_bytes());
            let location = first_characters(&location, LOCATION_CHARACTERS_MAX);
            format!(
                "The endpoint answered {status} and points to {location}. Redirects aren't followed: enter the final address."
            )
        }
        None => format!(
            "The endpoint answered {status}, a redirect. Enter the address that answers by itself."
        ),
    }
}

fn status_detail(status: StatusCode) -> String {
    let advice = match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            "Answer `url_verification` before you check its signature, or set the secret first. \
             Let the request through without a sign-in."
        }
        StatusCode::NOT_FOUND => "Check the path of the address.",
        StatusCode::METHOD_NOT_ALLOWED => "Make the address accept POST.",
        StatusCode::BAD_REQUEST
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            "Make the endpoint accept the JSON of the challenge."
        }
        status if status.is_success() => "Answer the challenge with exactly 200.",
        status if status.is_server_error() => "Look into the endpoint's own log.",
        _ => "Make it answer the challenge.",
    };
    format!(
        "The endpoint answered {} instead of 200. {advice}",
        status.as_u16()
    )
}

#[cfg(test)]
mod tests;
