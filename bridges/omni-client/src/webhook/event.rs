//! The events that Causeway sends.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::{Attachment, Location};

/// Something Causeway tells a channel.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Causeway proves who owns this address: answer 200 with this text as the body.
    Challenge(String),
    /// Staff, a bot or an automatic message speaks.
    MessageCreated(Box<MessageCreated>),
    /// Staff read the visitor's messages.
    MessageRead(MessageRead),
    /// Staff took a message back.
    MessageDeleted(MessageDeleted),
    /// Staff is typing.
    TypingStarted(Typing),
    /// Staff stopped typing.
    TypingStopped(Typing),
    /// The enquiry moved on: opened, assigned, closed …
    Enquiry(EnquiryMoved),
    /// A type that this version of the kit doesn't know: answer 2xx and ignore it.
    Unknown(String),
}

impl Event {
    /// The event's type as Causeway writes it.
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

    /// The channel's own id of the visitor the event is about.
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

/// A visitor, by the channel's own id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct VisitorRef {
    /// The channel's own id of the person.
    pub id: String,
}

/// The enquiry that an event belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EnquiryRef {
    /// Its id.
    pub id: String,
    /// Its number for people.
    pub number: String,
    /// `open`, `ongoing`, `missed`, `followedUp` or `closed`.
    pub status: String,
}

/// A message to the visitor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MessageCreated {
    /// To whom.
    pub visitor: VisitorRef,
    /// In which enquiry.
    #[serde(default)]
    pub enquiry: Option<EnquiryRef>,
    /// The message.
    pub message: SentMessage,
}

/// What is said to the visitor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SentMessage {
    /// Causeway's id of the message, for receipts.
    pub id: String,
    /// Its place in the conversation.
    pub sequence: u64,
    /// `text`, a media type, `location`, `buttons`, `quickReplies` …
    #[serde(rename = "type")]
    pub kind: String,
    /// The words; stands alone on channels that can't show the rest.
    #[serde(default)]
    pub text: Option<String>,
    /// The words with the display name in front, for channels that can't show a sender. Absent where there is no name.
    #[serde(default)]
    pub rendered_text: Option<String>,
    /// Who speaks.
    pub author: Author,
    /// `reply`, `welcome`, `away`, `close`, `autoCloseWarning` or `bot`.
    #[serde(default)]
    pub purpose: Option<String>,
    /// The message it answers.
    #[serde(default)]
    pub reply_to: Option<String>,
    /// When it was written.
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
    /// The words for a channel that can't show a sender.
    pub fn plain_text(&self) -> &str {
        self.rendered_text
            .as_deref()
            .or(self.text.as_deref())
            .unwrap_or_default()
    }
}

/// Who speaks to the visitor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Author {
    /// What kind of speaker.
    pub kind: AuthorKind,
    /// The name to show; absent for channels set to "no name".
    #[serde(default)]
    pub display_name: Option<String>,
}

/// What kind of speaker a message has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AuthorKind {
    /// A member of staff.
    Staff,
    /// A chatbot.
    Bot,
    /// An automatic message.
    System,
    /// A kind that this version of the kit doesn't know.
    #[serde(other)]
    Unknown,
}

/// A choice of `buttons` or `quickReplies`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OptionChoice {
    /// What stands on the button.
    pub label: String,
    /// What to send back when it is tapped.
    pub payload: String,
}

/// Staff read what the visitor wrote.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageRead {
    /// Whose messages.
    pub visitor: VisitorRef,
    /// Up to and including which.
    pub up_to: UpTo,
}

/// How far staff have read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum UpTo {
    /// The message with this place in the conversation, and everything before it.
    Sequence(u64),
    /// This message, by an id of either side, and everything before it.
    Message(String),
}

/// Staff took a message back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MessageDeleted {
    /// Whose conversation.
    pub visitor: VisitorRef,
    /// Which message.
    pub message: MessageRef,
}

/// A message, by Causeway's id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MessageRef {
    /// Causeway's id of the message.
    pub id: String,
}

/// Staff is typing, or not any more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Typing {
    /// To whom.
    pub visitor: VisitorRef,
}

/// An enquiry moved on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryMoved {
    /// The event's type, such as `enquiry.closed`.
    pub event: String,
    /// Whose enquiry.
    pub visitor: VisitorRef,
    /// The enquiry after the move.
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

/// Reads a request's body: when it happened and what.
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
    fn a_staff_message_is_read_whole() {
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
            panic!("a message")
        };
        assert_eq!(created.visitor.id, "u-42");
        assert_eq!(created.message.plain_text(), "Jane: Hi");
        assert_eq!(created.message.author.kind, AuthorKind::Staff);
    }

    #[test]
    fn read_marks_come_as_a_place_or_as_an_id() {
        let visitor = json!({"id": "u-1"});
        let up_to = |value: Value| {
            let Event::MessageRead(read) =
                event("message.read", &json!({"visitor": visitor, "upTo": value}))
            else {
                panic!("a read mark")
            };
            read.up_to
        };
        assert_eq!(up_to(json!(12)), UpTo::Sequence(12));
        assert_eq!(up_to(json!("m-1")), UpTo::Message("m-1".into()));
    }

    #[test]
    fn enquiry_events_and_unknown_ones_keep_their_name() {
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
    fn a_challenge_is_read_and_rubbish_is_not() {
        let body = br#"{"type":"url_verification","challenge":"abc","timestamp":"2026-11-22T10:00:04.000Z"}"#;
        assert_eq!(read(body).unwrap().1, Event::Challenge("abc".into()));
        for rubbish in [
            &b"{}"[..],
            b"[]",
            b"\xff",
            br#"{"type":"url_verification","timestamp":"2026-11-22T10:00:04Z"}"#,
        ] {
            read(rubbish).unwrap_err();
        }
    }
}
