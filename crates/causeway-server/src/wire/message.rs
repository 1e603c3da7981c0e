//! Messages as staff screens and scripts see them.

use causeway_core::{
    EnquiryId, MessageId, RoomId, Timestamp,
    content::{ChoiceOption, Contact, Content, Location, Postback},
    message::Message,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{
    content::{AttachmentBody, ChoiceOptionBody, ContactBody, LocationBody, PostbackBody},
    enquiry::AuthorBody,
    words::{MessageDeliveryState, MessagePurpose},
};

/// The type of a message.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents what `Content::kind` returns")]
enum MessageType {
    Text,
    Image,
    Video,
    Audio,
    File,
    Location,
    Sticker,
    Contact,
    Postback,
    Buttons,
    QuickReplies,
}

/// A message of a room.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Message)]
pub struct MessageBody {
    #[schema(value_type = String)]
    id: MessageId,
    #[schema(value_type = String)]
    room_id: RoomId,
    #[schema(value_type = String)]
    enquiry_id: EnquiryId,
    /// Its place in the room: 1, 2, 3 … without a gap.
    sequence: i64,
    #[schema(value_type = MessageType)]
    r#type: &'static str,
    text: Option<String>,
    attachment: Option<AttachmentBody>,
    location: Option<LocationBody>,
    contact: Option<ContactBody>,
    postback: Option<PostbackBody>,
    options: Option<Vec<ChoiceOptionBody>>,
    author: AuthorBody,
    /// `null` on a visitor's message and on a note.
    purpose: Option<MessagePurpose>,
    /// Whether it is a note.
    private: bool,
    reply_to: Option<String>,
    external_id: Option<String>,
    client_id: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When the visitor sent it, as the channel says.
    #[schema(value_type = Option<String>, format = DateTime)]
    sent_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    edited_at: Option<Timestamp>,
    /// The text before the first edit.
    original_text: Option<String>,
    /// When it was taken back: its content is hidden.
    #[schema(value_type = Option<String>, format = DateTime)]
    deleted_at: Option<Timestamp>,
    /// Its delivery; outgoing messages only.
    delivery: Option<DeliveryBody>,
}

/// The delivery of an outgoing message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MessageDelivery)]
struct DeliveryBody {
    state: MessageDeliveryState,
    /// Requests made so far.
    attempts: i64,
    #[schema(value_type = Option<String>, format = DateTime)]
    next_attempt_at: Option<Timestamp>,
    /// Why it failed or has to be tried again.
    reason: Option<String>,
}

impl From<Message> for MessageBody {
    fn from(message: Message) -> Self {
        let mut body = Self {
            id: message.id,
            room_id: message.room_id,
            enquiry_id: message.enquiry_id,
            sequence: message.sequence,
            r#type: message.content.kind(),
            text: None,
            attachment: None,
            location: None,
            contact: None,
            postback: None,
            options: None,
            author: AuthorBody::from(&message.author),
            purpose: message.purpose.map(Into::into),
            private: message.private,
            reply_to: message.reply_to,
            external_id: message.external_id,
            client_id: message.client_id,
            created_at: message.created_at,
            sent_at: message.sent_at,
            edited_at: message.edited.as_ref().map(|edited| edited.at),
            original_text: None,
            deleted_at: message.deleted_at,
            delivery: message.delivery.map(|delivery| DeliveryBody {
                state: delivery.state.into(),
                attempts: delivery.attempts,
                next_attempt_at: delivery.next_attempt_at,
                reason: delivery.reason,
            }),
        };
        if message.deleted_at.is_none() {
            body.original_text = message.edited.map(|edited| edited.original_text);
            body.say(message.content);
        }
        body
    }
}

impl MessageBody {
    fn say(&mut self, content: Content) {
        self.text = content.text().map(str::to_owned);
        match content {
            Content::Text { .. } => {}
            Content::Media { attachment, .. } => self.attachment = Some(attachment.into()),
            Content::Location {
                location:
                    Location {
                        latitude,
                        longitude,
                        title,
                        address,
                    },
            } => {
                self.location = Some(LocationBody {
                    latitude,
                    longitude,
                    title,
                    address,
                });
            }
            Content::Contact {
                contact:
                    Contact {
                        name,
                        phones,
                        emails,
                    },
            } => {
                self.contact = Some(ContactBody {
                    name,
                    phones,
                    emails,
                });
            }
            Content::Postback {
                postback: Postback { payload, label },
            } => {
                self.postback = Some(PostbackBody { payload, label });
            }
            Content::Choice { options, .. } => {
                let option = |ChoiceOption { label, payload }| ChoiceOptionBody { label, payload };
                self.options = Some(options.into_iter().map(option).collect());
            }
        }
    }
}
