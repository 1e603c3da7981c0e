//! Enquiries, messages and visitors as staff screens and scripts see them.

use causeway_core::{
    ChannelId, EnquiryId, GroupId, MessageId, RoomId, StaffId, Timestamp, VisitorId,
    content::{Attachment, ChoiceOption, Contact, Content, Location, Postback},
    message::{Author, Message},
    visitor::Visitor,
};
use causeway_store::EnquiryView;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::content_schema::{AttachmentBody, ChoiceOptionBody, ContactBody, LocationBody, PostbackBody};

/// A person on a channel.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Visitor)]
pub struct VisitorBody {
    #[schema(value_type = String)]
    id: VisitorId,
    /// The channel's own id of the person.
    external_id: String,
    name: Option<String>,
    avatar_url: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    language: Option<String>,
    /// Anything else the channel told: scalars by name.
    #[schema(value_type = Object)]
    attributes: Value,
}

impl From<Visitor> for VisitorBody {
    fn from(visitor: Visitor) -> Self {
        let profile = visitor.profile;
        Self {
            id: visitor.id,
            external_id: visitor.external_id,
            name: profile.name,
            avatar_url: profile.avatar_url,
            email: profile.email,
            phone: profile.phone,
            language: profile.language,
            attributes: Value::Object(profile.attributes),
        }
    }
}

/// One matter in a room.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Enquiry)]
pub struct EnquiryBody {
    #[schema(value_type = String)]
    id: EnquiryId,
    #[schema(example = "INQ-000001")]
    number: String,
    status: EnquiryStatus,
    #[schema(value_type = String)]
    room_id: RoomId,
    #[schema(value_type = String)]
    channel_id: ChannelId,
    channel_name: String,
    visitor: VisitorBody,
    /// Who picked it up.
    #[schema(value_type = Option<String>)]
    owner_id: Option<StaffId>,
    #[schema(value_type = Vec<String>)]
    participant_ids: Vec<StaffId>,
    /// The service group that was tried last.
    #[schema(value_type = Option<String>)]
    destination_id: Option<GroupId>,
    labels: Vec<String>,
    /// Who may pick it up now.
    offers: Vec<OfferBody>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    picked_up_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    missed_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Timestamp>,
    #[schema(value_type = String, format = DateTime)]
    last_activity_at: Timestamp,
    /// The last thing that a person said, visitor or staff.
    last_message: Option<LastMessage>,
    /// Sequence of the room's last message.
    last_sequence: i64,
    /// Sequence up to which staff have read.
    read_up_to: i64,
    /// Visitor's messages after that; 100 stands for as many or more.
    unread: i64,
    version: i64,
}

/// Where an enquiry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum EnquiryStatus {
    Open,
    Ongoing,
    Missed,
    FollowedUp,
    Closed,
}

impl EnquiryStatus {
    pub(super) const ALL: [Self; 5] = [Self::Open, Self::Ongoing, Self::Missed, Self::FollowedUp, Self::Closed];

    /// The word on the wire and in the store.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ongoing => "ongoing",
            Self::Missed => "missed",
            Self::FollowedUp => "followedUp",
            Self::Closed => "closed",
        }
    }
}

/// An enquiry put to a staff member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Offer)]
struct OfferBody {
    #[schema(value_type = String)]
    staff_id: StaffId,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// The last thing said, for lists.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LastMessage {
    #[schema(value_type = String)]
    id: MessageId,
    sequence: i64,
    r#type: &'static str,
    /// The text, or what stands for it; `null` when it was taken back.
    text: Option<String>,
    author: AuthorBody,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// Who says a message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Author)]
struct AuthorBody {
    /// `visitor`, `staff`, `bot` or `system`.
    kind: &'static str,
    #[schema(value_type = Option<String>)]
    staff_id: Option<StaffId>,
    /// What colleagues call them; of staff the full name.
    display_name: Option<String>,
}

impl From<&Author> for AuthorBody {
    fn from(author: &Author) -> Self {
        let (staff_id, display_name) = match author {
            Author::Staff { id, name, .. } => (Some(*id), Some(name.clone())),
            Author::Visitor | Author::System => (None, None),
        };
        Self { kind: author.kind(), staff_id, display_name }
    }
}

impl From<EnquiryView> for EnquiryBody {
    fn from(view: EnquiryView) -> Self {
        let enquiry = view.enquiry;
        let status = EnquiryStatus::ALL.into_iter().find(|status| status.name() == enquiry.state.name());
        Self {
            id: enquiry.id,
            number: enquiry.number.to_string(),
            status: status.expect("each state has its word here, see the test"),
            room_id: enquiry.room_id,
            channel_id: view.channel_id,
            channel_name: view.channel_name,
            visitor: view.visitor.into(),
            owner_id: enquiry.owner,
            participant_ids: Vec::new(),
            destination_id: enquiry.destination(),
            labels: Vec::new(),
            offers: enquiry
                .offers
                .iter()
                .map(|offer| OfferBody { staff_id: offer.staff_id, expires_at: offer.expires_at })
                .collect(),
            created_at: enquiry.created_at,
            picked_up_at: enquiry.picked_up_at,
            missed_at: enquiry.missed_at,
            closed_at: enquiry.closed_at,
            last_activity_at: enquiry.last_activity_at,
            last_message: view.last_message.as_ref().map(LastMessage::from),
            last_sequence: view.last_sequence,
            read_up_to: view.read_up_to,
            unread: view.unread,
            version: enquiry.version,
        }
    }
}

impl From<&Message> for LastMessage {
    fn from(message: &Message) -> Self {
        Self {
            id: message.id,
            sequence: message.sequence,
            r#type: message.content.kind(),
            text: message.deleted_at.is_none().then(|| message.content.as_text()),
            author: AuthorBody::from(&message.author),
            created_at: message.created_at,
        }
    }
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
    /// `text`, `image`, `video`, `audio`, `file`, `location`, `sticker`, `contact`, `postback`, `buttons` or
    /// `quickReplies`.
    r#type: &'static str,
    text: Option<String>,
    attachment: Option<AttachmentBody>,
    location: Option<LocationBody>,
    contact: Option<ContactBody>,
    postback: Option<PostbackBody>,
    options: Option<Vec<ChoiceOptionBody>>,
    author: AuthorBody,
    /// `reply`, `welcome`, `away` or `close`; `null` on a visitor's message.
    purpose: Option<&'static str>,
    /// A note among staff.
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
    /// When the visitor took it back: the content is hidden.
    #[schema(value_type = Option<String>, format = DateTime)]
    deleted_at: Option<Timestamp>,
    /// What became of it; outgoing messages only.
    delivery: Option<DeliveryBody>,
}

/// What became of an outgoing message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MessageDelivery)]
struct DeliveryBody {
    /// `queued`, `sent`, `delivered`, `read` or `failed`.
    state: &'static str,
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
            purpose: message.purpose.map(causeway_core::message::Purpose::name),
            private: false,
            reply_to: message.reply_to,
            external_id: message.external_id,
            client_id: message.client_id,
            created_at: message.created_at,
            sent_at: message.sent_at,
            edited_at: message.edited.as_ref().map(|edited| edited.at),
            original_text: None,
            deleted_at: message.deleted_at,
            delivery: message.delivery.map(|delivery| DeliveryBody {
                state: delivery.state.name(),
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
            Content::Media { attachment: Attachment { url, name, mime_type, size }, .. } => {
                self.attachment = Some(AttachmentBody { url, name, mime_type, size });
            }
            Content::Location { location: Location { latitude, longitude, title, address } } => {
                self.location = Some(LocationBody { latitude, longitude, title, address });
            }
            Content::Contact { contact: Contact { name, phones, emails } } => {
                self.contact = Some(ContactBody { name, phones, emails });
            }
            Content::Postback { postback: Postback { payload, label } } => {
                self.postback = Some(PostbackBody { payload, label });
            }
            Content::Choice { options, .. } => {
                let option = |ChoiceOption { label, payload }| ChoiceOptionBody { label, payload };
                self.options = Some(options.into_iter().map(option).collect());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use causeway_core::enquiry::EnquiryState;

    use super::EnquiryStatus;

    #[test]
    fn every_state_of_an_enquiry_has_its_word() {
        let wait_until = causeway_core::Timestamp::from_micros(0);
        let states = [
            EnquiryState::Open { wait_until },
            EnquiryState::Ongoing,
            EnquiryState::Missed,
            EnquiryState::FollowedUp,
            EnquiryState::Closed,
        ];
        assert_eq!(states.map(EnquiryState::name), EnquiryStatus::ALL.map(EnquiryStatus::name));
        for status in EnquiryStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.name());
        }
    }
}
