//! Events of the channel other than messages: the body of `POST /omni/v1/events`.

use serde::{Deserialize, Serialize};

use crate::VisitorProfile;

/// An event that a channel reports to Causeway. `message_id` is Causeway's id of a message, `id`
/// the channel's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum ChannelEvent {
    /// A staff message reached the visitor's device.
    #[serde(rename = "message.delivered")]
    MessageDelivered { message_id: String },
    /// The visitor read a staff message.
    #[serde(rename = "message.read")]
    MessageRead { message_id: String },
    /// The channel could not deliver a staff message to the visitor.
    #[serde(rename = "message.failed")]
    MessageFailed {
        message_id: String,
        /// The reason, as a text for staff.
        reason: String,
    },
    /// The visitor changed the text of an earlier message.
    #[serde(rename = "message.edited")]
    MessageEdited {
        id: String,
        /// The new text.
        text: String,
    },
    /// The visitor deleted a message.
    #[serde(rename = "message.deleted")]
    MessageDeleted { id: String },
    /// The visitor is typing.
    #[serde(rename = "typing.started")]
    TypingStarted {
        /// The channel's id of the visitor.
        visitor_id: String,
    },
    /// The visitor stopped typing.
    #[serde(rename = "typing.stopped")]
    TypingStopped {
        /// The channel's id of the visitor.
        visitor_id: String,
    },
    /// The visitor's profile changed.
    #[serde(rename = "visitor.updated")]
    VisitorUpdated {
        /// The profile. Absent values change nothing.
        visitor: VisitorProfile,
    },
    /// The visitor ended the conversation.
    #[serde(rename = "conversation.closed")]
    ConversationClosed {
        /// The channel's id of the visitor.
        visitor_id: String,
    },
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn events_serialize_as_the_omni_api_expects() {
        let failed = ChannelEvent::MessageFailed {
            message_id: "msg_1".into(),
            reason: "not online".into(),
        };
        assert_eq!(
            serde_json::to_value(failed).unwrap(),
            json!({"type": "message.failed", "messageId": "msg_1", "reason": "not online"})
        );
        let closed = ChannelEvent::ConversationClosed {
            visitor_id: "u-1".into(),
        };
        assert_eq!(
            serde_json::to_value(closed).unwrap(),
            json!({"type": "conversation.closed", "visitorId": "u-1"})
        );
    }
}
