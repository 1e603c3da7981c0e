//! What happens on the channel besides messages: the body of `POST /omni/v1/events`.

use serde::{Deserialize, Serialize};

use crate::VisitorProfile;

/// Something a channel tells Causeway. Message ids named `message_id` are Causeway's, those named `id` the channel's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum ChannelEvent {
    /// A staff message reached the visitor's device.
    #[serde(rename = "message.delivered")]
    MessageDelivered {
        /// Which one.
        message_id: String,
    },
    /// The visitor read a staff message.
    #[serde(rename = "message.read")]
    MessageRead {
        /// Which one.
        message_id: String,
    },
    /// A staff message can't reach the visitor.
    #[serde(rename = "message.failed")]
    MessageFailed {
        /// Which one.
        message_id: String,
        /// Why, in words for staff.
        reason: String,
    },
    /// The visitor changed the words of an earlier message.
    #[serde(rename = "message.edited")]
    MessageEdited {
        /// Which one.
        id: String,
        /// The new words.
        text: String,
    },
    /// The visitor took a message back.
    #[serde(rename = "message.deleted")]
    MessageDeleted {
        /// Which one.
        id: String,
    },
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
        /// The profile; absent values change nothing.
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
    fn events_are_written_as_the_contract_names_them() {
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
