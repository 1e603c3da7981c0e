//! What a channel tells Causeway: messages, events and what it can do (`omni-api.md` §2 and §3).

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    Faults, Fields, MessageId, Timestamp,
    content::{Content, TEXT_MAX},
    message::DeliveryState,
    visitor::ProfileChange,
};

/// Longest id that a channel gives to its messages and visitors, in characters.
const EXTERNAL_ID_MAX: usize = 128;
/// How far ahead of our clock a `sentAt` may be: more than any time zone mix-up can explain is a broken clock.
const SENT_AHEAD_MAX: Duration = Duration::from_hours(24);

/// A visitor's message as a channel hands it in.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingMessage {
    /// The channel's id of it: the idempotency key.
    pub id: String,
    /// Who wrote it.
    pub visitor: IncomingVisitor,
    /// When the visitor sent it, as the channel says.
    pub sent_at: Option<Timestamp>,
    /// What it says.
    pub content: Content,
    /// An id of either direction that it answers.
    pub reply_to: Option<String>,
}

/// Who wrote, and news of that person.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingVisitor {
    /// The channel's id of the person.
    pub id: String,
    /// What the channel told of the person.
    pub profile: ProfileChange,
}

impl IncomingMessage {
    /// Reads the body of `POST /omni/v1/messages`, naming every fault at once.
    pub fn parse(body: &Value, now: Timestamp) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let id = fields.required_string("id", 1, EXTERNAL_ID_MAX, &mut faults);
        let visitor = fields.required_object("visitor", &mut faults);
        let visitor = visitor.and_then(|visitor| IncomingVisitor::read(&visitor, &mut faults));
        let sent_at = fields.time("sentAt", &mut faults);
        if sent_at.is_some_and(|sent_at| sent_at > now.plus(SENT_AHEAD_MAX)) {
            faults.add("/sentAt", "is more than 24 hours ahead of this server's clock");
        }
        let content = Content::from_visitor(&fields, &mut faults);
        let reply_to = fields.string("replyTo", 1, EXTERNAL_ID_MAX, &mut faults);
        let message = id.zip(visitor).zip(content);
        faults.finish(message.map(|((id, visitor), content)| Self { id, visitor, sent_at, content, reply_to }))
    }

    /// A digest of what the message is: two messages with one id are the same when this is the same. News of the
    /// visitor's profile is not part of it.
    pub fn fingerprint(&self) -> [u8; 32] {
        let sent_at = self.sent_at.map(Timestamp::micros);
        let parts = (&self.visitor.id, sent_at, self.content.to_wire(), &self.reply_to);
        let text = serde_json::to_vec(&parts).expect("strings and finite numbers are JSON");
        Sha256::digest(text).into()
    }
}

impl IncomingVisitor {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let id = fields.required_string("id", 1, EXTERNAL_ID_MAX, faults);
        let profile = ProfileChange::read(fields, faults);
        Some(Self { id: id?, profile })
    }
}

/// Something that happened on the channel's side (`omni-api.md` §3).
#[derive(Clone, Debug, PartialEq)]
pub enum IncomingEvent {
    /// A message of ours arrived, was read or was lost.
    Receipt {
        /// Which messages.
        target: ReceiptTarget,
        /// What became of them.
        receipt: Receipt,
    },
    /// The visitor edited an earlier message.
    MessageEdited {
        /// The channel's id of it.
        id: String,
        /// The new text.
        text: String,
    },
    /// The visitor took a message back.
    MessageDeleted {
        /// The channel's id of it.
        id: String,
    },
    /// The visitor started or stopped typing.
    Typing {
        /// The channel's id of the visitor.
        visitor_id: String,
        /// Started.
        started: bool,
    },
    /// News of the visitor's profile.
    VisitorUpdated(IncomingVisitor),
    /// The visitor ended the conversation.
    ConversationClosed {
        /// The channel's id of the visitor.
        visitor_id: String,
    },
}

/// Which messages a receipt is about.
#[derive(Clone, Debug, PartialEq)]
pub enum ReceiptTarget {
    /// One, by our id.
    Ours(MessageId),
    /// One, by the id that the channel gave it.
    Theirs(String),
    /// All of a visitor's room up to one.
    UpTo {
        /// The channel's id of the visitor.
        visitor_id: String,
        /// The last of them.
        up_to: UpTo,
    },
}

/// The last message that a receipt covers.
#[derive(Clone, Debug, PartialEq)]
pub enum UpTo {
    /// By its place in the room.
    Sequence(i64),
    /// By an id of either side.
    Message(String),
}

/// What became of a message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It reached the visitor's device.
    Delivered,
    /// The visitor saw it.
    Read,
    /// It will not arrive.
    Failed {
        /// Why, for staff.
        reason: String,
    },
}

impl Receipt {
    /// The state that it raises a message to.
    pub fn state(&self) -> DeliveryState {
        match self {
            Self::Delivered => DeliveryState::Delivered,
            Self::Read => DeliveryState::Read,
            Self::Failed { .. } => DeliveryState::Failed,
        }
    }
}

impl IncomingEvent {
    /// Reads the body of `POST /omni/v1/events`, naming every fault at once.
    pub fn parse(body: &Value) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        fields.time("at", &mut faults);
        let Some(kind) = fields.required_string("type", 1, 64, &mut faults) else {
            return faults.finish(None);
        };
        let visitor_id = |faults: &mut Faults| fields.required_string("visitorId", 1, EXTERNAL_ID_MAX, faults);
        let external_id = |faults: &mut Faults| fields.required_string("id", 1, EXTERNAL_ID_MAX, faults);
        let event = match kind.as_str() {
            "message.delivered" => receipt(&fields, Some(Receipt::Delivered), &mut faults),
            "message.read" => receipt(&fields, Some(Receipt::Read), &mut faults),
            "message.failed" => {
                let reason = fields.required_string("reason", 1, 500, &mut faults);
                if fields.value("upTo").is_some() {
                    faults.add("/upTo", "can't stand here: one message fails at a time");
                }
                receipt(&fields, reason.map(|reason| Receipt::Failed { reason }), &mut faults)
            }
            "message.edited" => {
                let id = external_id(&mut faults);
                let text = fields.required_string("text", 1, TEXT_MAX, &mut faults);
                id.zip(text).map(|(id, text)| Self::MessageEdited { id, text })
            }
            "message.deleted" => external_id(&mut faults).map(|id| Self::MessageDeleted { id }),
            "typing.started" | "typing.stopped" => {
                visitor_id(&mut faults).map(|visitor_id| Self::Typing { visitor_id, started: kind == "typing.started" })
            }
            "visitor.updated" => {
                let visitor = fields.required_object("visitor", &mut faults);
                visitor.and_then(|visitor| IncomingVisitor::read(&visitor, &mut faults)).map(Self::VisitorUpdated)
            }
            "conversation.closed" => visitor_id(&mut faults).map(|visitor_id| Self::ConversationClosed { visitor_id }),
            _ => {
                faults.add("/type", "is not an event that is known here");
                None
            }
        };
        faults.finish(event)
    }
}

fn receipt(fields: &Fields<'_>, receipt: Option<Receipt>, faults: &mut Faults) -> Option<IncomingEvent> {
    let target = receipt_target(fields, faults);
    target.zip(receipt).map(|(target, receipt)| IncomingEvent::Receipt { target, receipt })
}

fn receipt_target(fields: &Fields<'_>, faults: &mut Faults) -> Option<ReceiptTarget> {
    if fields.value("messageId").is_some() {
        let text = fields.string("messageId", 1, EXTERNAL_ID_MAX, faults)?;
        // An id of another shape was never ours: the answer is "unknown message", not "invalid".
        return Some(MessageId::parse(&text).map_or(ReceiptTarget::Theirs(text), ReceiptTarget::Ours));
    }
    if fields.value("externalId").is_some() {
        return fields.string("externalId", 1, EXTERNAL_ID_MAX, faults).map(ReceiptTarget::Theirs);
    }
    if fields.value("visitorId").is_none() {
        faults.add("/messageId", "is required, or externalId, or visitorId with upTo");
        return None;
    }
    let visitor_id = fields.string("visitorId", 1, EXTERNAL_ID_MAX, faults);
    let up_to = match fields.value("upTo") {
        None => {
            faults.add("/upTo", "is required beside visitorId: an id of either side, or a sequence");
            None
        }
        Some(Value::Number(_)) => fields.integer("upTo", 0..=i64::MAX, faults).map(UpTo::Sequence),
        Some(_) => fields.string("upTo", 1, EXTERNAL_ID_MAX, faults).map(UpTo::Message),
    };
    visitor_id.zip(up_to).map(|(visitor_id, up_to)| ReceiptTarget::UpTo { visitor_id, up_to })
}

/// What a channel can do. Stored as JSON in `sources.capabilities`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Capabilities {
    /// Types of message it can show; `None`: all.
    pub types: Option<Vec<String>>,
    /// Receipts it sends: `delivered`, `read`.
    pub receipts: Vec<String>,
    /// It can show that staff are typing.
    pub typing: bool,
    /// It can take a message back.
    pub deletes: bool,
    /// Longest text it can show, in characters; `None`: any.
    pub text_length_max: Option<i64>,
}

impl Default for Capabilities {
    /// Of a channel that said nothing, everything is assumed but receipts.
    fn default() -> Self {
        Self { types: None, receipts: Vec::new(), typing: true, deletes: true, text_length_max: None }
    }
}

impl Capabilities {
    /// Reads the body of `PUT /omni/v1/channel/capabilities`. What is not given is as if nothing was ever said.
    pub fn parse(body: &Value) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let unset = Self::default();
        let types = fields.strings("types", 32, 32, &mut faults);
        let receipts = fields.strings("receipts", 8, 32, &mut faults).unwrap_or_default();
        for (index, receipt) in receipts.iter().enumerate() {
            if !matches!(receipt.as_str(), "delivered" | "read") {
                faults.add(format!("/receipts/{index}"), "must be \"delivered\" or \"read\"");
            }
        }
        let capabilities = Self {
            types,
            receipts,
            typing: fields.boolean("typing", &mut faults).unwrap_or(unset.typing),
            deletes: fields.boolean("deletes", &mut faults).unwrap_or(unset.deletes),
            // Below this, splitting a text would drown the visitor in fragments.
            text_length_max: fields.integer("textLengthMax", 50..=1_000_000, &mut faults),
        };
        faults.finish(Some(capabilities))
    }

    /// The channel can show messages of this type.
    pub fn shows(&self, kind: &str) -> bool {
        kind == "text" || self.types.as_ref().is_none_or(|types| types.iter().any(|known| known == kind))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn pointers(body: &Value) -> Vec<String> {
        let faults = IncomingMessage::parse(body, NOW).unwrap_err();
        faults.into_vec().into_iter().map(|fault| fault.pointer).collect()
    }

    fn message(change: &Value) -> Value {
        let mut body = json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "text", "text": "Hello" });
        for (key, value) in change.as_object().unwrap() {
            body[key] = value.clone();
        }
        body
    }

    #[test]
    fn every_fault_is_named_at_once() {
        assert_eq!(pointers(&json!({})), ["/id", "/visitor", "/type"]);
        assert_eq!(pointers(&json!([])), [""]);
        let body =
            json!({ "id": 7, "visitor": { "id": "", "name": [] }, "type": "text", "sentAt": "soon", "replyTo": "" });
        assert_eq!(pointers(&body), ["/id", "/visitor/id", "/visitor/name", "/sentAt", "/text", "/replyTo"]);
    }

    #[test]
    fn a_broken_clock_is_refused_and_a_late_message_is_not() {
        let at = |time: Timestamp| message(&json!({ "sentAt": time.to_string() }));
        assert_eq!(pointers(&at(NOW.plus(Duration::from_hours(25)))), ["/sentAt"]);
        assert!(IncomingMessage::parse(&at(NOW.plus(Duration::from_hours(1))), NOW).is_ok());
        assert!(IncomingMessage::parse(&at(Timestamp::from_micros(0)), NOW).is_ok());
    }

    #[test]
    fn unknown_fields_are_ignored_and_null_is_absent() {
        let body = message(&json!({ "mood": "good", "replyTo": null, "sentAt": null }));
        let parsed = IncomingMessage::parse(&body, NOW).unwrap();
        assert_eq!(parsed.reply_to, None);
    }

    #[test]
    fn the_fingerprint_covers_the_message_and_not_the_profile() {
        let print = |change: &Value| IncomingMessage::parse(&message(change), NOW).unwrap().fingerprint();
        let same = print(&json!({}));
        assert_eq!(print(&json!({ "visitor": { "id": "u-1", "name": "Ada" }, "x": 1 })), same);
        for other in [
            json!({ "text": "Hello!" }),
            json!({ "visitor": { "id": "u-2" } }),
            json!({ "replyTo": "m-0" }),
            json!({ "sentAt": "2026-11-01T10:00:00Z" }),
        ] {
            assert_ne!(print(&other), same, "{other}");
        }
    }

    #[test]
    fn an_event_names_what_it_lacks() {
        let cases = [
            (json!({}), "/type"),
            (json!({ "type": "party" }), "/type"),
            (json!({ "type": "message.read" }), "/messageId"),
            (json!({ "type": "message.read", "visitorId": "u-1" }), "/upTo"),
            (json!({ "type": "message.failed", "messageId": "msg_1" }), "/reason"),
            (json!({ "type": "message.edited", "id": "m-1" }), "/text"),
            (json!({ "type": "typing.started" }), "/visitorId"),
            (json!({ "type": "visitor.updated", "visitor": {} }), "/visitor/id"),
            (json!({ "type": "typing.started", "visitorId": "u-1", "at": "soon" }), "/at"),
        ];
        for (body, pointer) in cases {
            let faults = IncomingEvent::parse(&body).unwrap_err().into_vec();
            assert_eq!(faults.len(), 1, "{body}");
            assert_eq!(faults[0].pointer, pointer, "{body}");
        }
    }

    #[test]
    fn a_channel_that_says_nothing_can_do_everything_but_receipts() {
        let said = Capabilities::parse(&json!({})).unwrap();
        assert_eq!(said, Capabilities::default());
        assert!(said.shows("buttons") && said.typing && said.receipts.is_empty());
        let text_only = Capabilities::parse(&json!({ "types": [], "textLengthMax": 400 })).unwrap();
        assert!(text_only.shows("text") && !text_only.shows("image"));
    }
}
