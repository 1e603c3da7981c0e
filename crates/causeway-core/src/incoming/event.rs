//! Events from channels, other than messages (`omni-api.md` §3).

use serde_json::Value;

use super::IncomingVisitor;
use crate::{
    Faults, Fields, MessageId, Reason, content::TEXT_MAX, external_id::EXTERNAL_ID_MAX,
    message::MessageDeliveryState,
};

/// The fields of all event types except `type` and `at`, which all types have.
const KNOWN: [&str; 9] = [
    "messageId",
    "externalId",
    "visitorId",
    "upTo",
    "reason",
    "id",
    "text",
    "visitor",
    "emoji",
];

/// All types of events, in the order in which faults list them.
const TYPES: [&str; 9] = [
    "message.delivered",
    "message.read",
    "message.failed",
    "message.edited",
    "message.deleted",
    "typing.started",
    "typing.stopped",
    "visitor.updated",
    "conversation.closed",
];

/// The fields of [`KNOWN`] that belong to a type.
fn belonging(kind: &str) -> &'static [&'static str] {
    match kind {
        "message.delivered" | "message.read" => &["messageId", "externalId", "visitorId", "upTo"],
        "message.failed" => &["messageId", "externalId", "reason"],
        "message.edited" => &["id", "text"],
        "message.deleted" => &["id"],
        "typing.started" | "typing.stopped" | "conversation.closed" => &["visitorId"],
        "visitor.updated" => &["visitor"],
        // The type was refused, so all fields are allowed here.
        _ => &KNOWN,
    }
}

/// An event from a channel (`omni-api.md` §3).
#[derive(Clone, Debug, PartialEq)]
pub enum IncomingEvent {
    /// An outgoing message was delivered or read, or failed.
    Receipt {
        target: ReceiptTarget,
        receipt: Receipt,
    },
    /// The visitor edited a message.
    MessageEdited {
        /// The channel's id of the message.
        id: String,
        text: String,
    },
    /// The visitor unsent a message.
    MessageDeleted {
        /// The channel's id of the message.
        id: String,
    },
    /// The visitor started or stopped typing.
    Typing {
        /// The channel's id of the visitor.
        visitor_id: String,
        /// Whether the visitor started typing.
        started: bool,
    },
    /// The visitor's profile changed.
    VisitorUpdated(IncomingVisitor),
    /// The visitor ended the conversation.
    ConversationClosed {
        /// The channel's id of the visitor.
        visitor_id: String,
    },
}

/// The messages that a receipt covers.
#[derive(Clone, Debug, PartialEq)]
pub enum ReceiptTarget {
    /// One message, by Causeway's id.
    Ours(MessageId),
    /// One message, by the channel's id.
    Theirs(String),
    /// All messages of a visitor's room up to one.
    UpTo {
        /// The channel's id of the visitor.
        visitor_id: String,
        up_to: UpTo,
    },
}

/// The last message that a receipt covers.
#[derive(Clone, Debug, PartialEq)]
pub enum UpTo {
    /// By its sequence in the room.
    Sequence(i64),
    /// By the channel's id or Causeway's.
    Message(String),
}

/// What happened to an outgoing message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It reached the visitor's device.
    Delivered,
    /// The visitor saw it.
    Read,
    /// It will not be delivered.
    Failed {
        /// Why, for staff.
        reason: String,
    },
}

impl Receipt {
    /// The delivery state that the message reaches.
    pub fn state(&self) -> MessageDeliveryState {
        match self {
            Self::Delivered => MessageDeliveryState::Delivered,
            Self::Read => MessageDeliveryState::Read,
            Self::Failed { .. } => MessageDeliveryState::Failed,
        }
    }
}

impl IncomingEvent {
    /// Parses the body of `POST /omni/v1/events`, reporting every fault at once.
    pub fn parse(body: &Value) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        fields.time("at", &mut faults);
        let Some(kind) = fields.required_string("type", 1, 64, &mut faults) else {
            return faults.finish(None);
        };
        let not_allowed = Reason::NotAllowedForType { of: kind.clone() };
        fields.allow_only(&KNOWN, belonging(&kind), &not_allowed, &mut faults);
        let visitor_id =
            |faults: &mut Faults| fields.required_id("visitorId", EXTERNAL_ID_MAX, faults);
        let external_id = |faults: &mut Faults| fields.required_id("id", EXTERNAL_ID_MAX, faults);
        let event = match kind.as_str() {
            "message.delivered" => receipt(&fields, Some(Receipt::Delivered), &mut faults),
            "message.read" => receipt(&fields, Some(Receipt::Read), &mut faults),
            "message.failed" => {
                let reason = fields.required_string("reason", 1, 500, &mut faults);
                receipt(
                    &fields,
                    reason.map(|reason| Receipt::Failed { reason }),
                    &mut faults,
                )
            }
            "message.edited" => {
                let id = external_id(&mut faults);
                let text = fields.required_string("text", 1, TEXT_MAX, &mut faults);
                id.zip(text)
                    .map(|(id, text)| Self::MessageEdited { id, text })
            }
            "message.deleted" => external_id(&mut faults).map(|id| Self::MessageDeleted { id }),
            "typing.started" | "typing.stopped" => {
                visitor_id(&mut faults).map(|visitor_id| Self::Typing {
                    visitor_id,
                    started: kind == "typing.started",
                })
            }
            "visitor.updated" => {
                let visitor = fields.required_object("visitor", &mut faults);
                visitor
                    .and_then(|visitor| IncomingVisitor::read(&visitor, &mut faults))
                    .map(Self::VisitorUpdated)
            }
            "conversation.closed" => {
                visitor_id(&mut faults).map(|visitor_id| Self::ConversationClosed { visitor_id })
            }
            _ => {
                faults.add("/type", Reason::not_one_of(TYPES));
                None
            }
        };
        faults.finish(event)
    }
}

fn receipt(
    fields: &Fields<'_>,
    receipt: Option<Receipt>,
    faults: &mut Faults,
) -> Option<IncomingEvent> {
    let target = receipt_target(fields, faults);
    target
        .zip(receipt)
        .map(|(target, receipt)| IncomingEvent::Receipt { target, receipt })
}

/// One message by an id, or all of a visitor's up to one. Several of them at once could contradict
/// each other.
fn receipt_target(fields: &Fields<'_>, faults: &mut Faults) -> Option<ReceiptTarget> {
    let others = |field: &'static str, others: &[&str], faults: &mut Faults| {
        fields.allow_only(others, &[], &Reason::NotAllowedWith { field }, faults);
    };
    if fields.value("messageId").is_some() {
        others("messageId", &["externalId", "visitorId", "upTo"], faults);
        let text = fields.id("messageId", EXTERNAL_ID_MAX, faults)?;
        // An id of another shape was never issued by Causeway: the error is "unknown message" and
        // not "invalid".
        return Some(
            MessageId::parse(&text).map_or(ReceiptTarget::Theirs(text), ReceiptTarget::Ours),
        );
    }
    if fields.value("externalId").is_some() {
        others("externalId", &["visitorId", "upTo"], faults);
        return fields
            .id("externalId", EXTERNAL_ID_MAX, faults)
            .map(ReceiptTarget::Theirs);
    }
    if fields.value("visitorId").is_none() {
        faults.add(
            "/messageId",
            Reason::RequiredUnless {
                others: vec!["externalId", "visitorId"],
            },
        );
        return None;
    }
    let visitor_id = fields.id("visitorId", EXTERNAL_ID_MAX, faults);
    let up_to = match fields.value("upTo") {
        None => {
            faults.add("/upTo", Reason::Required);
            None
        }
        Some(Value::Number(_)) => fields
            .integer("upTo", 0..=i64::MAX, faults)
            .map(UpTo::Sequence),
        Some(_) => fields
            .id("upTo", EXTERNAL_ID_MAX, faults)
            .map(UpTo::Message),
    };
    visitor_id
        .zip(up_to)
        .map(|(visitor_id, up_to)| ReceiptTarget::UpTo { visitor_id, up_to })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pointers(body: &Value) -> Vec<String> {
        let faults = IncomingEvent::parse(body).unwrap_err().into_vec();
        faults.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn missing_required_fields_are_reported_for_every_event_type() {
        let cases = [
            (json!({}), "/type"),
            (json!({ "type": "party" }), "/type"),
            (json!({ "type": "message.read" }), "/messageId"),
            (
                json!({ "type": "message.read", "messageId": "", "externalId": null }),
                "/messageId",
            ),
            (
                json!({ "type": "message.read", "visitorId": "u-1" }),
                "/upTo",
            ),
            (
                json!({ "type": "message.failed", "messageId": "msg_1" }),
                "/reason",
            ),
            (json!({ "type": "message.edited", "id": "m-1" }), "/text"),
            (
                json!({ "type": "message.deleted", "id": "m-\u{fffd}" }),
                "/id",
            ),
            (json!({ "type": "typing.started" }), "/visitorId"),
            (
                json!({ "type": "visitor.updated", "visitor": {} }),
                "/visitor/id",
            ),
            (
                json!({ "type": "typing.started", "visitorId": "u-1", "at": "soon" }),
                "/at",
            ),
        ];
        for (body, pointer) in cases {
            assert_eq!(pointers(&body), [pointer], "{body}");
        }
    }

    #[test]
    fn foreign_fields_are_reported_for_every_event_type() {
        let all_fields = json!({
            "messageId": "msg_1", "externalId": "m-1", "visitorId": "u-1", "upTo": 7, "reason": "lost", "id": "m-1",
            "text": "Better", "visitor": { "id": "u-1" }, "emoji": "👍",
        });
        let types = [
            ("message.delivered", &["messageId"][..]),
            ("message.read", &["externalId"]),
            ("message.read", &["visitorId", "upTo"]),
            ("message.failed", &["messageId", "reason"]),
            ("message.edited", &["id", "text"]),
            ("message.deleted", &["id"]),
            ("typing.started", &["visitorId"]),
            ("typing.stopped", &["visitorId"]),
            ("conversation.closed", &["visitorId"]),
            ("visitor.updated", &["visitor"]),
        ];
        for (kind, needed) in types {
            let mut good = json!({ "type": kind, "at": "", "mood": "good" });
            for name in KNOWN {
                good[name] = if needed.contains(&name) {
                    all_fields[name].clone()
                } else {
                    Value::Null
                };
            }
            assert!(IncomingEvent::parse(&good).is_ok(), "{good}");
            for name in KNOWN.into_iter().filter(|name| !needed.contains(name)) {
                let mut body = good.clone();
                body[name] = all_fields[name].clone();
                // If several fields identify a message, the first one counts and the others are
                // refused.
                let ways = ["messageId", "externalId", "visitorId"];
                let place = |name: &str| ways.iter().position(|way| *way == name);
                let earlier = needed
                    .iter()
                    .find(|needed| place(name).is_some_and(|at| place(needed) > Some(at)));
                let several = matches!(kind, "message.delivered" | "message.read");
                let refused = earlier.copied().filter(|_| several).unwrap_or(name);
                assert!(pointers(&body).contains(&format!("/{refused}")), "{body}");
            }
        }
    }
}
