//! What a check sends, as data: genuine events and forgeries.

use causeway_core::{DeliveryId, MessageId, Moment, Timestamp, source::OutgoingEvent};
use causeway_server::http::schemas;
use serde_json::Value;

/// The visitor of all events of a check.
const VISITOR: &str = "causeway-conform";

/// One request, with its label in the report.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) label: String,
    pub(super) kind: Kind,
}

/// The kind of a request.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A challenge with a new text.
    Challenge(SignedBy),
    /// An event.
    Event(Event),
}

/// The secret that signs a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignedBy {
    /// A secret that the endpoint can't know: Causeway verifies a URL before its source has a
    /// secret.
    UnknownSecret,
    /// The endpoint's own secret, as when the URL changes.
    KnownSecret,
}

/// An event to send.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Event {
    /// The event's `webhook-id`.
    pub(super) id: String,
    /// The event's `webhook-attempt`.
    pub(super) attempt: u32,
    pub(super) body: String,
    /// Age of its timestamp in seconds. Negative if it is in the future.
    pub(super) age_seconds: i64,
    pub(super) seal: Seal,
}

/// How an event is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seal {
    /// With the secret.
    Good,
    /// With another secret.
    Foreign,
    /// Without the signature header.
    Missing,
    /// With another secret first and with the secret second, as during a replacement.
    Rotation,
    /// With the secret, but over another body.
    Tampered,
}

/// Collects the requests of one check.
pub(super) struct Script {
    moment: Moment,
    sequence: u64,
    requests: Vec<Request>,
}

impl Script {
    pub(super) fn new(moment: Moment) -> Self {
        Self {
            moment,
            sequence: 0,
            requests: Vec::new(),
        }
    }

    pub(super) fn into_requests(self) -> Vec<Request> {
        self.requests
    }

    /// Adds a challenge.
    pub(super) fn challenge(&mut self, label: &str, signed_by: SignedBy) {
        self.requests.push(Request {
            label: label.to_owned(),
            kind: Kind::Challenge(signed_by),
        });
    }

    /// Adds `event`.
    pub(super) fn send(&mut self, label: impl Into<String>, event: Event) {
        self.requests.push(Request {
            label: label.into(),
            kind: Kind::Event(event),
        });
    }

    /// An event with this body, a valid signature, and new ids and times.
    pub(super) fn event(&mut self, mut body: Value) -> Event {
        self.sequence += 1;
        let now = self.moment.now().to_string();
        body["timestamp"] = now.as_str().into();
        if body["data"].is_object() {
            body["data"]["visitor"]["id"] = VISITOR.into();
        }
        if let Some(message) = body["data"].get_mut("message") {
            message["id"] = self.moment.id::<MessageId>().to_string().into();
            if message["sequence"].is_number() {
                message["sequence"] = self.sequence.into();
                message["createdAt"] = now.into();
            }
        }
        let id = self.moment.id::<DeliveryId>().to_string();
        Event {
            id,
            attempt: 1,
            body: body.to_string(),
            age_seconds: 0,
            seal: Seal::Good,
        }
    }

    /// An event with a staff member's text message.
    pub(super) fn text(&mut self, text: &str) -> Event {
        let mut body = schemas::example(OutgoingEvent::MessageCreated);
        body["data"]["message"]["text"] = text.into();
        body["data"]["message"]["renderedText"] = format!("Jane: {text}").into();
        self.event(body)
    }

    /// The same for another visitor, so that it can be sent at the same time.
    pub(super) fn text_to(&mut self, visitor: &str, text: &str) -> Event {
        let event = self.text(text);
        Event {
            body: event.body.replace(VISITOR, visitor),
            ..event
        }
    }
}

impl Event {
    /// The same event with another signature.
    pub(super) fn sealed(self, seal: Seal) -> Self {
        Self { seal, ..self }
    }

    /// The same event with a timestamp this many seconds ago.
    pub(super) fn aged(self, age_seconds: i64) -> Self {
        Self {
            age_seconds,
            ..self
        }
    }

    /// The same event as another attempt.
    pub(super) fn attempt(self, attempt: u32) -> Self {
        Self { attempt, ..self }
    }

    /// The same event with this JSON as its body.
    pub(super) fn written(self, body: String) -> Self {
        Self { body, ..self }
    }

    /// The time of its timestamp.
    pub(super) fn sent_at(&self, now: Timestamp) -> Timestamp {
        Timestamp::from_micros(now.micros() - self.age_seconds * 1_000_000)
    }
}
