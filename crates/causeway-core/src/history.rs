//! Past messages, which channels import to be shown before the conversation here.

use serde_json::Value;

use crate::{
    Faults, Fields, Reason, Timestamp, content::fingerprint, external_id::EXTERNAL_ID_MAX,
    incoming::IncomingMessage,
};

/// Maximum length of the name of the person who answered, in characters.
const NAME_MAX: usize = 100;
/// Maximum length of an e-mail address, in characters.
const EMAIL_MAX: usize = 254;
/// Maximum number of labels of one conversation, the same as for staff.
const LABELS_MAX: usize = 10;
/// Maximum length of a label's name or id, in characters.
const LABEL_MAX: usize = 64;

/// A message from elsewhere, sent before the conversation here.
#[derive(Clone, Debug, PartialEq)]
pub struct PastMessage {
    /// The content with the visitor, in the shape of a visitor's message.
    pub message: IncomingMessage,
    pub sent_at: Timestamp,
    pub speaker: Speaker,
    /// The channel's id of the conversation; all messages of a visitor without one form one
    /// conversation.
    pub conversation_id: Option<String>,
    /// When the conversation ended, if known.
    pub closed_at: Option<Timestamp>,
    /// The labels of the conversation, each by name or id, if given.
    pub labels: Option<Vec<String>>,
}

/// The author of a past message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The visitor.
    Visitor,
    /// The business.
    Business {
        /// The name that the visitor saw.
        name: Option<String>,
        /// The e-mail address with which the person who answered signs in here, if they do.
        staff_email: Option<String>,
    },
}

impl PastMessage {
    /// Parses one message of `POST /omni/v1/history`, reporting every fault at once.
    pub fn parse(body: &Value, now: Timestamp) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let speaker = speaker(&fields, &mut faults);
        if fields.value("sentAt").is_none() {
            faults.add("/sentAt", Reason::Required);
        }
        let read = IncomingMessage::parse(body, now);
        if let Ok(IncomingMessage {
            sent_at: Some(sent_at),
            ..
        }) = &read
            && *sent_at > now
        {
            faults.add("/sentAt", Reason::InFuture);
        }
        let message = match read {
            Ok(message) => Some(message),
            Err(more) => {
                more.into_vec()
                    .into_iter()
                    .for_each(|fault| faults.add(fault.pointer, fault.reason));
                None
            }
        };
        let sent_at = message.as_ref().and_then(|message| message.sent_at);
        let conversation_id = fields.id("conversationId", EXTERNAL_ID_MAX, &mut faults);
        let closed_at = closing_time(&fields, sent_at, now, &mut faults);
        let labels = fields.strings("labels", LABELS_MAX, LABEL_MAX, &mut faults);
        let past = message.zip(sent_at).zip(speaker);
        faults.finish(past.map(|((message, sent_at), speaker)| Self {
            message,
            sent_at,
            speaker,
            conversation_id,
            closed_at,
            labels,
        }))
    }

    /// A digest of the message. A visitor's message has the same digest as if it had been sent
    /// live.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.digest(self.message.fingerprint())
    }

    /// Whether the message stored with the fingerprint `kept` is the same as this one.
    pub fn repeats(&self, kept: Option<[u8; 32]>) -> bool {
        match &self.speaker {
            Speaker::Visitor => self.message.repeats(kept),
            Speaker::Business { .. } => kept.is_some_and(|kept| {
                kept == self.fingerprint() || kept == self.digest(self.message.first_fingerprint())
            }),
        }
    }

    fn digest(&self, of_message: [u8; 32]) -> [u8; 32] {
        match &self.speaker {
            Speaker::Visitor => of_message,
            Speaker::Business { name, .. } => fingerprint(&("outgoing", of_message, name)),
        }
    }
}

/// When the conversation ended: not before this message.
fn closing_time(
    fields: &Fields<'_>,
    sent_at: Option<Timestamp>,
    now: Timestamp,
    faults: &mut Faults,
) -> Option<Timestamp> {
    let closed_at = fields.time("closedAt", faults)?;
    if closed_at > now {
        faults.add(fields.pointer("closedAt"), Reason::InFuture);
    } else if sent_at.is_some_and(|sent_at| closed_at < sent_at) {
        faults.add(
            fields.pointer("closedAt"),
            Reason::Before { field: "sentAt" },
        );
    }
    Some(closed_at)
}

fn speaker(fields: &Fields<'_>, faults: &mut Faults) -> Option<Speaker> {
    let direction = fields.required_string("direction", 1, 16, faults)?;
    match direction.as_str() {
        "incoming" => {
            let known = ["author", "staffEmail"];
            fields.allow_only(
                &known,
                &[],
                &Reason::NotAllowedForType {
                    of: direction.clone(),
                },
                faults,
            );
            Some(Speaker::Visitor)
        }
        "outgoing" => {
            let author = fields.object("author", faults);
            let name = author.and_then(|author| author.string("displayName", 1, NAME_MAX, faults));
            let staff_email = fields.string("staffEmail", 1, EMAIL_MAX, faults);
            Some(Speaker::Business { name, staff_email })
        }
        _ => {
            faults.add(
                fields.pointer("direction"),
                Reason::not_one_of(["incoming", "outgoing"]),
            );
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
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        body
    }

    #[test]
    fn messages_of_both_directions_are_read() {
        let from_business =
            PastMessage::parse(&body(&json!({ "author": { "displayName": "Jane" } })), NOW)
                .unwrap();
        assert_eq!(
            from_business.speaker,
            Speaker::Business {
                name: Some("Jane".to_owned()),
                staff_email: None
            }
        );
        let written = PastMessage::parse(&body(&json!({ "direction": "incoming" })), NOW).unwrap();
        assert_eq!(
            (&written.speaker, written.fingerprint()),
            (&Speaker::Visitor, written.message.fingerprint())
        );
        assert_ne!(from_business.fingerprint(), written.fingerprint());
    }

    #[test]
    fn conversation_fields_are_read_and_empty_ones_are_absent() {
        let conversation = json!({ "conversationId": "c-1", "closedAt": "2025-03-01T11:00:00Z", "labels": ["VIP"],
                           "staffEmail": "jane@example.com", "author": { "displayName": "" } });
        let past = PastMessage::parse(&body(&conversation), NOW).unwrap();
        assert_eq!(past.conversation_id.as_deref(), Some("c-1"));
        assert_eq!(past.closed_at, Timestamp::parse("2025-03-01T11:00:00Z"));
        assert_eq!(past.labels, Some(vec!["VIP".to_owned()]));
        let staff_email = Some("jane@example.com".to_owned());
        assert_eq!(
            past.speaker,
            Speaker::Business {
                name: None,
                staff_email
            }
        );
        let empty = json!({ "conversationId": "", "closedAt": "", "labels": null, "staffEmail": "", "author": "" });
        assert_eq!(
            PastMessage::parse(&body(&empty), NOW).unwrap(),
            PastMessage::parse(&body(&json!({})), NOW).unwrap()
        );
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        for (more, pointers) in [
            (
                json!({ "direction": "sideways", "sentAt": null }),
                vec!["/direction", "/sentAt"],
            ),
            (
                json!({ "sentAt": "2027-01-01T00:00:00Z", "text": "" }),
                vec!["/sentAt", "/text"],
            ),
            (json!({ "sentAt": "2026-11-18T23:00:00Z" }), vec!["/sentAt"]),
            (
                json!({ "author": { "displayName": 7 }, "id": "" }),
                vec!["/author/displayName", "/id"],
            ),
            (
                json!({ "direction": "incoming", "author": { "displayName": "Jane" }, "staffEmail": "jane@example.com" }),
                vec!["/author", "/staffEmail"],
            ),
            (
                json!({ "closedAt": "2025-03-01T09:59:59Z" }),
                vec!["/closedAt"],
            ),
            (
                json!({ "closedAt": "2026-11-18T23:00:00Z" }),
                vec!["/closedAt"],
            ),
            (
                json!({ "conversationId": "c".repeat(256), "labels": "vip" }),
                vec!["/conversationId", "/labels"],
            ),
            (
                json!({ "attachment": { "url": "https://a.example/x.png" } }),
                vec!["/attachment"],
            ),
        ] {
            let faults = PastMessage::parse(&body(&more), NOW)
                .unwrap_err()
                .into_vec();
            let found: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
            assert_eq!(found, pointers, "{more}");
        }
    }
}
