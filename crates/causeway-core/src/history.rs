//! Past messages, as a channel hands them in to be shown before what is said here.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Faults, Fields, Timestamp, incoming::IncomingMessage};

/// Longest name of whoever answered, in characters.
const NAME_MAX: usize = 100;

/// A message that was said elsewhere, before.
#[derive(Clone, Debug, PartialEq)]
pub struct PastMessage {
    /// What was said, by whom or to whom, in the shape of a visitor's message.
    pub message: IncomingMessage,
    /// When.
    pub sent_at: Timestamp,
    /// Who said it.
    pub speaker: Speaker,
}

/// Who said a past message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The visitor.
    Visitor,
    /// The business.
    Business {
        /// What whoever answered was called.
        name: Option<String>,
    },
}

impl PastMessage {
    /// Reads one of the messages of `POST /omni/v1/history`, naming every fault at once.
    pub fn parse(body: &Value, now: Timestamp) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let speaker = speaker(&fields, &mut faults);
        if fields.value("sentAt").is_none() {
            faults.add("/sentAt", "is required: when it was said");
        }
        let read = IncomingMessage::parse(body, now);
        if let Ok(IncomingMessage { sent_at: Some(sent_at), .. }) = &read
            && *sent_at > now
        {
            faults.add("/sentAt", "is in the future");
        }
        let message = match read {
            Ok(message) => Some(message),
            Err(more) => {
                more.into_vec().into_iter().for_each(|fault| faults.add(fault.pointer, fault.detail));
                None
            }
        };
        let sent_at = message.as_ref().and_then(|message| message.sent_at);
        let past = message.zip(sent_at).zip(speaker);
        faults.finish(past.map(|((message, sent_at), speaker)| Self { message, sent_at, speaker }))
    }

    /// A digest of what the message is. A visitor's has the one that it would have had when it was said.
    pub fn fingerprint(&self) -> [u8; 32] {
        match &self.speaker {
            Speaker::Visitor => self.message.fingerprint(),
            Speaker::Business { name } => {
                let parts = ("outgoing", self.message.fingerprint(), name);
                let text = serde_json::to_vec(&parts).expect("strings and numbers are JSON");
                Sha256::digest(text).into()
            }
        }
    }
}

fn speaker(fields: &Fields<'_>, faults: &mut Faults) -> Option<Speaker> {
    let direction = fields.required_string("direction", 1, 16, faults)?;
    match direction.as_str() {
        "incoming" => Some(Speaker::Visitor),
        "outgoing" => {
            let author = fields.object("author", faults);
            let name = author.and_then(|author| author.string("displayName", 1, NAME_MAX, faults));
            Some(Speaker::Business { name })
        }
        _ => {
            faults.add(fields.pointer("direction"), "must be incoming or outgoing");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn body(more: &Value) -> Value {
        let mut body = json!({
            "id": "h-1", "direction": "outgoing", "visitor": { "id": "u-1" }, "sentAt": "2025-03-01T10:00:00Z",
            "type": "text", "text": "Hello"
        });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    }

    #[test]
    fn both_directions_are_read() {
        let said = PastMessage::parse(&body(&json!({ "author": { "displayName": "Jane" } })), NOW).unwrap();
        assert_eq!(said.speaker, Speaker::Business { name: Some("Jane".to_owned()) });
        let written = PastMessage::parse(&body(&json!({ "direction": "incoming" })), NOW).unwrap();
        assert_eq!((&written.speaker, written.fingerprint()), (&Speaker::Visitor, written.message.fingerprint()));
        assert_ne!(said.fingerprint(), written.fingerprint());
    }

    #[test]
    fn every_fault_is_named_at_once() {
        for (more, pointers) in [
            (json!({ "direction": "sideways", "sentAt": null }), vec!["/direction", "/sentAt"]),
            (json!({ "sentAt": "2027-01-01T00:00:00Z", "text": "" }), vec!["/sentAt", "/text"]),
            (json!({ "sentAt": "2026-11-18T23:00:00Z" }), vec!["/sentAt"]),
            (json!({ "author": { "displayName": "" }, "id": "" }), vec!["/author/displayName", "/id"]),
        ] {
            let faults = PastMessage::parse(&body(&more), NOW).unwrap_err().into_vec();
            let found: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
            assert_eq!(found, pointers, "{more}");
        }
    }
}
