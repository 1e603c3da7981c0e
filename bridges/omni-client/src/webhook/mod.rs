//! What Causeway sends to a channel: signed requests, each one event.
//!
//! Typical handler: [`Webhook::receive`] the request; answer [`Event::Challenge`] with its text; ignore a
//! [`Received::webhook_id`] that [`SeenIds`] knows already; do what the event says; answer 2xx only then.

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

/// A channel's end of the webhook: checks and reads what arrives.
#[derive(Debug, Clone)]
pub struct Webhook {
    secret: SigningSecret,
}

/// A genuine request from Causeway.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// The same over all attempts of one event.
    pub webhook_id: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// When the event happened.
    pub timestamp: Timestamp,
    /// What happened.
    pub event: Event,
}

/// Why a request isn't taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// It doesn't prove that it comes from Causeway: answer 401.
    #[error("the signature can't be trusted: {0}")]
    Signature(#[from] SignatureFault),
    /// Its body isn't an event: answer 400.
    #[error("the body isn't an event of the Omni API: {0}")]
    Body(String),
}

impl Webhook {
    /// A webhook whose requests are signed with `secret`.
    pub fn new(secret: SigningSecret) -> Self {
        Self { secret }
    }

    /// Checks the signature over exactly these bytes and reads the event. `now` is the time of arrival.
    pub fn receive(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Received, WebhookError> {
        self.check(headers, body, now)?;
        Received::read(headers, body)
    }

    /// Checks the signature alone.
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
    /// Reads a request without checking its signature: for a challenge that comes before the secret is known. Trust
    /// nothing in it.
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

/// A header's text, if it is there and is text.
fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
