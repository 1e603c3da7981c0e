//! The bodies of incoming calls, as the OpenAPI document describes them. The core reads the bodies
//! (`causeway_core::incoming`), so that all faults are reported together.

use causeway_core::incoming::Capabilities;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::wire::content::{ContactBody, LocationBody, NewAttachmentBody, PostbackBody};

/// A visitor's message.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", as = IncomingMessage)]
#[expect(
    dead_code,
    reason = "tells the shape of what `IncomingMessage::parse` reads"
)]
pub(super) struct IncomingMessageBody {
    /// The channel's id of the message, unique per source: the idempotency key.
    #[schema(min_length = 1, max_length = 255, example = "m-1001")]
    id: String,
    visitor: IncomingVisitorBody,
    /// When the visitor sent it. Messages are ordered by acceptance, not by this time.
    #[schema(required = false, format = DateTime)]
    sent_at: Option<String>,
    r#type: IncomingType,
    /// Required for type `text`. On media: a caption of at most 1,024 characters.
    #[schema(
        required = false,
        min_length = 1,
        max_length = 5000,
        example = "Hello!"
    )]
    text: Option<String>,
    /// Required for media types.
    #[schema(required = false, nullable = false)]
    attachment: Option<NewAttachmentBody>,
    /// Required for type `location`.
    #[schema(required = false, nullable = false)]
    location: Option<LocationBody>,
    /// Required for type `contact`.
    #[schema(required = false, nullable = false)]
    contact: Option<ContactBody>,
    /// Required for type `postback`.
    #[schema(required = false, nullable = false)]
    postback: Option<PostbackBody>,
    /// The id of the message that it replies to, of either direction.
    #[schema(required = false, min_length = 1, max_length = 255)]
    reply_to: Option<String>,
}

/// A past message from another system, with all fields of a visitor's message.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", as = PastMessage)]
#[expect(
    dead_code,
    reason = "tells the shape of what `PastMessage::parse` reads"
)]
pub(super) struct PastMessageBody {
    #[serde(flatten)]
    message: IncomingMessageBody,
    direction: Direction,
    /// For outgoing messages: the person who answered.
    #[schema(required = false, nullable = false)]
    author: Option<PastAuthorBody>,
    /// For outgoing messages: the address with which the person who answered signs in here, if they
    /// do.
    #[schema(required = false, max_length = 254, example = "jane@example.com")]
    staff_email: Option<String>,
    /// Your own id of the conversation: each becomes a closed enquiry of its own.
    #[schema(required = false, max_length = 255, example = "c-7")]
    conversation_id: Option<String>,
    /// When the conversation ended, if that was after its last message. Not before `sentAt`, and
    /// not in the future.
    #[schema(required = false, format = DateTime)]
    closed_at: Option<String>,
    /// The labels of the conversation, each by its name or id. They must exist. Those of the last
    /// message of the conversation that has any apply.
    #[schema(required = false, max_items = 10)]
    labels: Option<Vec<String>>,
}

/// The direction of a past message.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", as = Direction)]
#[expect(dead_code, reason = "tells the words that `PastMessage::parse` reads")]
enum Direction {
    /// From the visitor.
    Incoming,
    /// From the business.
    Outgoing,
}

/// The person who answered.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", as = PastAuthor)]
#[expect(
    dead_code,
    reason = "tells the shape of what `PastMessage::parse` reads"
)]
struct PastAuthorBody {
    #[schema(required = false, min_length = 1, max_length = 100, example = "Jane")]
    display_name: Option<String>,
}

/// The type of a visitor's message.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(
    dead_code,
    reason = "tells the words that `Content::from_visitor` reads"
)]
enum IncomingType {
    Text,
    Image,
    Video,
    Audio,
    File,
    Location,
    Sticker,
    Contact,
    Postback,
}

/// The visitor. A given value replaces the stored one; an absent one, `null` and an empty text
/// change nothing.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", as = IncomingVisitor)]
#[expect(dead_code, reason = "tells the shape of what `IncomingVisitor` reads")]
struct IncomingVisitorBody {
    /// The channel's own id of the person, unique per source.
    #[schema(min_length = 1, max_length = 255, example = "u-42")]
    id: String,
    #[schema(required = false, max_length = 200, example = "Ada Lovelace")]
    name: Option<String>,
    #[schema(
        required = false,
        max_length = 8192,
        example = "https://example.com/picture.png"
    )]
    avatar_url: Option<String>,
    #[schema(required = false, max_length = 254)]
    email: Option<String>,
    #[schema(required = false, max_length = 40)]
    phone: Option<String>,
    #[schema(required = false, max_length = 35, example = "en-GB")]
    language: Option<String>,
    /// At most 50 scalars, 8 KiB together.
    #[schema(required = false, value_type = Object)]
    attributes: Option<Value>,
}

/// An event on the channel's side. Each field's description names the types that need it.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", as = IncomingEvent)]
#[expect(
    dead_code,
    reason = "tells the shape of what `IncomingEvent::parse` reads"
)]
pub(super) struct IncomingEventBody {
    r#type: IncomingEventType,
    #[schema(required = false, format = DateTime)]
    at: Option<String>,
    /// Receipts: Causeway's id of the message.
    #[schema(required = false, min_length = 1, max_length = 255)]
    message_id: Option<String>,
    /// Receipts: the channel's id of the message.
    #[schema(required = false, min_length = 1, max_length = 255)]
    external_id: Option<String>,
    /// `typing.*`, `conversation.closed`, and receipts with `upTo`: the channel's id of the
    /// visitor.
    #[schema(required = false, min_length = 1, max_length = 255)]
    visitor_id: Option<String>,
    /// Receipts of all messages up to one: an id of either side, or a sequence.
    #[schema(required = false, value_type = UpToBody)]
    up_to: Option<Value>,
    /// `message.failed`: the reason, for staff.
    #[schema(required = false, min_length = 1, max_length = 500)]
    reason: Option<String>,
    /// `message.edited` and `message.deleted`: the channel's id of the visitor's message.
    #[schema(required = false, min_length = 1, max_length = 255)]
    id: Option<String>,
    /// `message.edited`: the new text.
    #[schema(required = false, min_length = 1, max_length = 5000)]
    text: Option<String>,
    /// `visitor.updated`.
    #[schema(required = false, nullable = false)]
    visitor: Option<IncomingVisitorBody>,
}

/// An id of either side, or a sequence.
#[derive(ToSchema)]
#[schema(as = UpTo)]
#[serde(untagged)]
#[derive(Serialize)]
#[expect(dead_code, reason = "tells the two forms of `upTo`")]
enum UpToBody {
    Id(String),
    Sequence(i64),
}

/// The type of an incoming event.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "tells the words that `IncomingEvent::parse` reads"
)]
enum IncomingEventType {
    #[schema(rename = "message.delivered")]
    MessageDelivered,
    #[schema(rename = "message.read")]
    MessageRead,
    #[schema(rename = "message.failed")]
    MessageFailed,
    #[schema(rename = "message.edited")]
    MessageEdited,
    #[schema(rename = "message.deleted")]
    MessageDeleted,
    #[schema(rename = "typing.started")]
    TypingStarted,
    #[schema(rename = "typing.stopped")]
    TypingStopped,
    #[schema(rename = "visitor.updated")]
    VisitorUpdated,
    #[schema(rename = "conversation.closed")]
    ConversationClosed,
}

/// What a channel can do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Capabilities)]
pub(super) struct CapabilitiesBody {
    /// The message types that it can show; absent: all. Unknown types are dropped.
    #[schema(required = false, max_items = 100)]
    types: Option<Vec<String>>,
    /// The receipts that it sends: `delivered`, `read`. Others are dropped.
    #[schema(required = false, max_items = 100)]
    receipts: Vec<String>,
    /// Whether it can show that staff are typing.
    #[schema(required = false)]
    typing: bool,
    /// Whether it can delete a message.
    #[schema(required = false)]
    deletes: bool,
    /// The longest text that it can show, in characters; absent: any.
    #[schema(required = false, minimum = 50, maximum = 1_000_000)]
    text_length_max: Option<i64>,
}

impl From<Capabilities> for CapabilitiesBody {
    fn from(capabilities: Capabilities) -> Self {
        let Capabilities {
            types,
            receipts,
            typing,
            deletes,
            text_length_max,
        } = capabilities;
        Self {
            types,
            receipts,
            typing,
            deletes,
            text_length_max,
        }
    }
}
