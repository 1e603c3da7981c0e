//! What a check sends, as data: events as Causeway sends them, and some as a stranger would.

use causeway_core::{DeliveryId, MessageId, Moment, Timestamp, source::OutgoingEvent};
use causeway_server::http::schemas;
use serde_json::Value;

/// The visitor that all events of a check are about.
const VISITOR: &str = "causeway-conform";

/// One request, and what it is called in the report.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) label: String,
    pub(super) kind: Kind,
}

/// What is sent.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A challenge, with a text of its own each time.
    Challenge(SignedBy),
    /// An event.
    Event(Event),
}

/// Whose signature a challenge carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignedBy {
    /// A secret that the endpoint can't know yet: an address is proven before its source is made.
    SecretToCome,
    /// The endpoint's own secret: the address changes.
    KnownSecret,
}

/// An event on its way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Event {
    /// The `webhook-id`.
    pub(super) id: String,
    /// The `webhook-attempt`.
    pub(super) attempt: u32,
    /// The body, byte for byte.
    pub(super) body: String,
    /// How long ago it says that it was sent, in seconds; negative: in the future.
    pub(super) age_seconds: i64,
    /// How it is signed.
    pub(super) seal: Seal,
}

/// How an event is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seal {
    /// With the secret.
    Good,
    /// With another secret.
    Foreign,
    /// Not at all: the header is missing.
    Missing,
    /// With another secret and, second, with this one: the secret is being replaced.
    Rotation,
    /// With the secret, but over another body.
    Tampered,
}

/// The requests of one check, as they are put together.
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

    /// Sends a challenge next.
    pub(super) fn challenge(&mut self, label: &str, signed_by: SignedBy) {
        self.requests.push(Request {
            label: label.to_owned(),
            kind: Kind::Challenge(signed_by),
        });
    }

    /// Sends `event` next.
    pub(super) fn send(&mut self, label: impl Into<String>, event: Event) {
        self.requests.push(Request {
            label: label.into(),
            kind: Kind::Event(event),
        });
    }

    /// An event with this body, well signed, with ids and times of its own.
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

    /// A staff member's text.
    pub(super) fn text(&mut self, text: &str) -> Event {
        let mut body = schemas::example(OutgoingEvent::MessageCreated);
        body["data"]["message"]["text"] = text.into();
        body["data"]["message"]["renderedText"] = format!("Jane: {text}").into();
        self.event(body)
    }

    /// The same for another visitor, so that it may go out at the same time.
    pub(super) fn text_to(&mut self, visitor: &str, text: &str) -> Event {
        let event = self.text(text);
        Event {
            body: event.body.replace(VISITOR, visitor),
            ..event
        }
    }
}

impl Event {
    /// The same, signed in another way.
    pub(super) fn sealed(self, seal: Seal) -> Self {
        Self { seal, ..self }
    }

    /// The same, sent so many seconds ago.
    pub(super) fn aged(self, age_seconds: i64) -> Self {
        Self {
            age_seconds,
            ..self
        }
    }

    /// The same, at another attempt.
    pub(super) fn attempt(self, attempt: u32) -> Self {
        Self { attempt, ..self }
    }

    /// The same event with its JSON written in another way.
    pub(super) fn written(self, body: String) -> Self {
        Self { body, ..self }
    }

    /// When it says that it was sent.
    pub(super) fn sent_at(&self, now: Timestamp) -> Timestamp {
        Timestamp::from_micros(now.micros() - self.age_seconds * 1_000_000)
    }
}
