//! The events that Causeway sends.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::{Attachment, Location};

/// An event from Causeway.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Causeway verifies the URL: answer 200 with this text as the body.
    Challenge(String),
    /// A message from staff, a chatbot, or an automatic message.
    MessageCreated(Box<MessageCreated>),
    /// Staff read the visitor's messages.
    MessageRead(MessageRead),
    /// Staff unsent a message.
    MessageDeleted(MessageDeleted),
    /// Staff are typing.
    TypingStarted(Typing),
    /// Staff stopped typing.
    TypingStopped(Typing),
    /// The enquiry changed: opened, assigned, closed …
    Enquiry(EnquiryMoved),
    /// A type that this version does not know. Answer 2xx and ignore it.
    Unknown(String),
}

impl Event {
    /// The event's type in JSON.
    pub fn type_name(&self) -> &str {
        match self {
            Self::Challenge(_) => "url_verification",
            Self::MessageCreated(_) => "message.created",
            Self::MessageRead(_) => "message.read",
            Self::MessageDeleted(_) => "message.deleted",
            Self::TypingStarted(_) => "typing.started",
            Self::TypingStopped(_) => "typing.stopped",
            Self::Enquiry(moved) => &moved.event,
            Self::Unknown(name) => name,
        }
    }

    /// The channel's id of the event's visitor.
    pub fn visitor_id(&self) -> Option<&str> {
        match self {
            Self::MessageCreated(created) => Some(&created.visitor.id),
            Self::MessageRead(read) => Some(&read.visitor.id),
            Self::MessageDeleted(deleted) => Some(&deleted.visitor.id),
            Self::TypingStarted(typing) | Self::TypingStopped(typing) => Some(&typing.visitor.id),
            Self::Enquiry(moved) => Some(&moved.visitor.id),
            Self::Challenge(_) | Self::Unknown(_) => None,
        }
    }
}

/// A visitor, by the channel's id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct VisitorRef {
    /// The channel's id of the person.
    pub id: String,
}

/// The enquiry of an event.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EnquiryRef {
    pub id: String,
    /// The number for people.
    pub number: String,
    /// `open`, `ongoing`, `missed`, `followedUp` or `closed`.
    pub status: String,
}

/// A message to the visitor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MessageCreated {
    pub visitor: VisitorRef,
    #[serde(default)]
    pub enquiry: Option<EnquiryRef>,
    pub message: SentMessage,
}

/// The content of a message to the visitor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SentMessage {
    /// Causeway's id of the message, for receipts.
    pub id: String,
    /// The position in the conversation.
    pub sequence: u64,
    /// `text`, a media type, `location`, `buttons`, `quickReplies` …
    #[serde(rename = "type")]
    pub kind: String,
    /// The text. It is sufficient for channels that can't show the rest.
    #[serde(default)]
    pub text: Option<String>,
    /// The text after the display name, for channels that can't show a sender. Absent without a
    /// name.
    #[serde(default)]
    pub rendered_text: Option<String>,
    pub author: Author,
    /// `reply`, `welcome`, `away`, `close`, `autoCloseWarning` or `bot`.
    #[serde(default)]
    pub purpose: Option<String>,
    /// The message that this one answers.
    #[serde(default)]
    pub reply_to: Option<String>,
    pub created_at: Timestamp,
    /// The file of a media message.
    #[serde(default)]
    pub attachment: Option<Attachment>,
    /// The place of a `location` message.
    #[serde(default)]
    pub location: Option<Location>,
    /// The choices of `buttons` and `quickReplies`.
    #[serde(default)]
    pub options: Vec<OptionChoice>,
}

impl SentMessage {
    /// Returns the text for a channel that can't show a sender.
    pub fn plain_text(&self) -> &str {
        self.rendered_text
            .as_deref()
            .or(self.text.as_deref())
            .unwrap_or_default()
    }
}

/// The author of a message to the visitor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Author {
    pub kind: AuthorKind,
    /// The name to show. Absent for channels with the format "no name".
    #[serde(default)]
    pub display_name: Option<String>,
}

/// The kind of an author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AuthorKind {
    /// A staff member.
    Staff,
    /// A chatbot.
    Bot,
    /// An automatic message.
    System,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

/// A choice of `buttons` or `quickReplies`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OptionChoice {
    /// The label of the button.
    pub label: String,
    /// The payload to send when the visitor taps it.
    pub payload: String,
}

/// Staff read messages of the visitor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageRead {
    pub visitor: VisitorRef,
    /// The last message that was read.
    pub up_to: UpTo,
}

/// The last message that staff read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum UpTo {
    /// The message at this position, and all before it.
    Sequence(u64),
    /// The message with this id of either side, and all before it.
    Message(String),
}

/// Staff unsent a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MessageDeleted {
    pub visitor: VisitorRef,
    pub message: MessageRef,
}

/// A message, by Causeway's id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MessageRef {
    pub id: String,
}

/// Staff started or stopped typing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Typing {
    pub visitor: VisitorRef,
}

/// An enquiry changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryMoved {
    /// The event's type, such as `enquiry.closed`.
    pub event: String,
    pub visitor: VisitorRef,
    /// The enquiry after the change.
    pub enquiry: EnquiryRef,
}

/// The body of every webhook request.
#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "type")]
    event: String,
    timestamp: Timestamp,
    #[serde(default)]
    challenge: Option<String>,
    #[serde(default)]
    data: Value,
}

#[derive(Deserialize)]
struct EnquiryData {
    visitor: VisitorRef,
    enquiry: EnquiryRef,
}

/// Parses the body of a request into its timestamp and event.
pub(crate) fn read(body: &[u8]) -> Result<(Timestamp, Event), serde_json::Error> {
    let Envelope {
        event,
        timestamp,
        challenge,
        data,
    } = serde_json::from_slice(body)?;
    let event = match event.as_str() {
        "url_verification" => {
            Event::Challenge(challenge.ok_or_else(|| serde::de::Error::missing_field("challenge"))?)
        }
        "message.created" => Event::MessageCreated(serde_json::from_value(data)?),
        "message.read" => Event::MessageRead(serde_json::from_value(data)?),
        "message.deleted" => Event::MessageDeleted(serde_json::from_value(data)?),
        "typing.started" => Event::TypingStarted(serde_json::from_value(data)?),
        "typing.stopped" => Event::TypingStopped(serde_json::from_value(data)?),
        _ if event.starts_with("enquiry.") => {
            let EnquiryData { visitor, enquiry } = serde_json::from_value(data)?;
            Event::Enquiry(EnquiryMoved {
                event,
                visitor,
                enquiry,
            })
        }
        _ => Event::Unknown(event),
    };
    Ok((timestamp, event))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(kind: &str, data: &Value) -> Event {
        let body = json!({"type": kind, "timestamp": "2026-11-22T10:00:04.000Z", "data": data})
            .to_string();
        read(body.as_bytes()).unwrap().1
    }

    #[test]
    fn a_staff_message_is_parsed() {
        let Event::MessageCreated(created) = event(
            "message.created",
            &json!({
                "channel": {"id": "chn_1", "name": "In-app chat"}, "visitor": {"id": "u-42"},
                "enquiry": {"id": "enq_1", "number": "INQ-000001", "status": "ongoing"},
                "message": {"id": "msg_1", "sequence": 7, "type": "text", "text": "Hi", "renderedText": "Jane: Hi",
                    "author": {"kind": "staff", "displayName": "Jane"}, "purpose": "reply", "replyTo": "m-1001",
                    "createdAt": "2026-11-22T10:00:04.000Z", "later": true}
            }),
        ) else {
            panic!("the event is a message")
        };
        assert_eq!(created.visitor.id, "u-42");
        assert_eq!(created.message.plain_text(), "Jane: Hi");
        assert_eq!(created.message.author.kind, AuthorKind::Staff);
    }

    #[test]
    fn read_marks_have_a_sequence_or_an_id() {
        let visitor = json!({"id": "u-1"});
        let up_to = |value: Value| {
            let Event::MessageRead(read) =
                event("message.read", &json!({"visitor": visitor, "upTo": value}))
            else {
                panic!("the event is a read mark")
            };
            read.up_to
        };
        assert_eq!(up_to(json!(12)), UpTo::Sequence(12));
        assert_eq!(up_to(json!("m-1")), UpTo::Message("m-1".into()));
    }

    #[test]
    fn enquiry_events_and_unknown_events_keep_their_type() {
        let moved = event(
            "enquiry.closed",
            &json!({"visitor": {"id": "u-1"}, "enquiry": {"id": "e", "number": "INQ-000001", "status": "closed"}}),
        );
        assert_eq!(
            (moved.type_name(), moved.visitor_id()),
            ("enquiry.closed", Some("u-1"))
        );
        assert_eq!(
            event("message.sparkled", &json!({})),
            Event::Unknown("message.sparkled".into())
        );
    }

    #[test]
    fn a_challenge_is_parsed_and_invalid_bodies_are_errors() {
        let body = br#"{"type":"url_verification","challenge":"abc","timestamp":"2026-11-22T10:00:04.000Z"}"#;
        assert_eq!(read(body).unwrap().1, Event::Challenge("abc".into()));
        for invalid in [
            &b"{}"[..],
            b"[]",
            b"\xff",
            br#"{"type":"url_verification","timestamp":"2026-11-22T10:00:04Z"}"#,
        ] {
            read(invalid).unwrap_err();
        }
    }
}
