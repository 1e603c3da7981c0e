//! What happens on the channel's side besides messages (`omni-api.md` §3).

use serde_json::Value;

use super::IncomingVisitor;
use crate::{
    Faults, Fields, MessageId, Reason, content::TEXT_MAX, external_id::EXTERNAL_ID_MAX,
    message::MessageDeliveryState,
};

/// The fields of all events but `type` and `at`, which stand in each.
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

/// Every type of event, as they are named to people.
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

/// Those of [`KNOWN`] that belong to a type.
fn belonging(kind: &str) -> &'static [&'static str] {
    match kind {
        "message.delivered" | "message.read" => &["messageId", "externalId", "visitorId", "upTo"],
        "message.failed" => &["messageId", "externalId", "reason"],
        "message.edited" => &["id", "text"],
        "message.deleted" => &["id"],
        "typing.started" | "typing.stopped" | "conversation.closed" => &["visitorId"],
        "visitor.updated" => &["visitor"],
        // A refused type says nothing about which fields belong to it.
        _ => &KNOWN,
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
    pub fn state(&self) -> MessageDeliveryState {
        match self {
            Self::Delivered => MessageDeliveryState::Delivered,
            Self::Read => MessageDeliveryState::Read,
            Self::Failed { .. } => MessageDeliveryState::Failed,
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

/// One message by an id, or all of a visitor's up to one. Several at once could contradict each other.
fn receipt_target(fields: &Fields<'_>, faults: &mut Faults) -> Option<ReceiptTarget> {
    let others = |field: &'static str, others: &[&str], faults: &mut Faults| {
        fields.allow_only(others, &[], &Reason::NotAllowedWith { field }, faults);
    };
    if fields.value("messageId").is_some() {
        others("messageId", &["externalId", "visitorId", "upTo"], faults);
        let text = fields.id("messageId", EXTERNAL_ID_MAX, faults)?;
        // An id of another shape was never ours: the answer is "unknown message", not "invalid".
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
    fn an_event_names_what_it_lacks() {
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
    fn what_does_not_belong_to_a_type_is_named_for_every_type_and_field() {
        let said = json!({
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
                    said[name].clone()
                } else {
                    Value::Null
                };
            }
            assert!(IncomingEvent::parse(&good).is_ok(), "{good}");
            for name in KNOWN.into_iter().filter(|name| !needed.contains(name)) {
                let mut body = good.clone();
                body[name] = said[name].clone();
                // Of several ways to name a message the first one counts, and the others can't stand beside it.
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
