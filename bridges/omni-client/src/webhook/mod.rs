//! Verifies and parses Causeway's webhook requests, each with one event.
//!
//! A handler calls [`Webhook::receive`], answers [`Event::Challenge`] with its text, ignores a
//! [`Received::webhook_id`] that [`SeenIds`] already contains, and answers 2xx after it has handled
//! the event.

mod event;
mod seen;
mod signature;

use http::HeaderMap;
use jiff::Timestamp;

pub(crate) use self::event::read as read_event;
pub use self::event::{
    Author, AuthorKind, EnquiryMoved, EnquiryRef, Event, MessageCreated, MessageDeleted,
    MessageRead, MessageRef, OptionChoice, SentMessage, Typing, UpTo, VisitorRef,
};
pub use self::seen::SeenIds;
pub use self::signature::{SignatureFault, SigningSecret};

/// Verifies and parses webhook requests.
#[derive(Debug, Clone)]
pub struct Webhook {
    secret: SigningSecret,
}

/// A verified request from Causeway.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// The id of the event, the same in all attempts.
    pub webhook_id: String,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// When the event happened.
    pub timestamp: Timestamp,
    pub event: Event,
}

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// The signature is missing or invalid. Answer 401.
    #[error("the signature is invalid: {0}")]
    Signature(#[from] SignatureFault),
    /// The body is not an event. Answer 400.
    #[error("the body is not an event of the Omni API: {0}")]
    Body(String),
}

impl Webhook {
    /// Creates a webhook that verifies signatures with `secret`.
    pub fn new(secret: SigningSecret) -> Self {
        Self { secret }
    }

    /// Verifies the signature over the raw bytes of the body and parses the event. `now` is the
    /// time of arrival.
    pub fn receive(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Received, WebhookError> {
        self.check(headers, body, now)?;
        Received::read(headers, body)
    }

    /// Verifies only the signature.
    pub fn check(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), SignatureFault> {
        self.secret.verify(headers, body, now)
    }
}

impl Received {
    /// Parses a request without verifying its signature, for a challenge that arrives before the
    /// secret is known. Do not trust its content.
    pub fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, WebhookError> {
        let (timestamp, event) =
            event::read(body).map_err(|error| WebhookError::Body(error.to_string()))?;
        Ok(Self {
            webhook_id: header(headers, "webhook-id").unwrap_or_default().to_owned(),
            attempt: header(headers, "webhook-attempt")
                .and_then(|count| count.parse().ok())
                .unwrap_or(1),
            timestamp,
            event,
        })
    }
}

/// Returns a header's value, if it exists and is text.
fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
