//! Enquiries and visitors as staff screens and scripts see them.

use causeway_core::{
    ChannelId, ChatbotId, EnquiryId, GroupId, LabelId, MessageId, RoomId, StaffId, Timestamp,
    VisitorId,
    assignment::Destination,
    content::Content,
    message::{Author, Message},
    preview,
    visitor::Visitor,
};
use causeway_store::EnquiryView;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::wire::words::TransferMode;

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
    /// Other facts that the channel sent: scalars by name.
    #[schema(value_type = Object)]
    attributes: Value,
    /// Whether staff blocked them: their messages are refused.
    blocked: bool,
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
            blocked: visitor.blocked,
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
    /// The participants besides the owner.
    #[schema(value_type = Vec<String>)]
    participant_ids: Vec<StaffId>,
    /// The service group that was tried last; or the chatbot, while it answers or after it closed
    /// the enquiry by itself.
    destination_id: Option<String>,
    /// The chatbot that was asked last.
    #[schema(value_type = Option<String>)]
    chatbot_id: Option<ChatbotId>,
    /// All service groups that were tried or skipped, in order. If the rule has no destination at
    /// that time, those that it has at other times. Their members may follow the enquiry up once it
    /// is missed, and their supervisors oversee it.
    #[schema(value_type = Vec<String>)]
    destination_ids: Vec<GroupId>,
    /// Staff who got an offer individually, or who wrote first. They may follow the enquiry up too,
    /// and their supervisors oversee it.
    #[schema(value_type = Vec<String>)]
    asked_ids: Vec<StaffId>,
    /// The ids of its labels, sorted by the labels' names.
    #[schema(value_type = Vec<String>)]
    labels: Vec<LabelId>,
    /// The staff who are offered it now.
    offers: Vec<OfferBody>,
    /// The transfer in progress, until someone accepts it.
    transfer: Option<TransferBody>,
    /// Snoozed until then, or until the visitor writes.
    #[schema(value_type = Option<String>, format = DateTime)]
    snoozed_until: Option<Timestamp>,
    /// When auto-close acts next, unless someone writes before.
    #[schema(value_type = Option<String>, format = DateTime)]
    auto_close_at: Option<Timestamp>,
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
    /// The last message of a person, visitor or staff.
    last_message: Option<LastMessage>,
    /// Sequence of the room's last message.
    last_sequence: i64,
    /// Sequence up to which staff have read.
    read_up_to: i64,
    /// The number of visitor's messages after that; 100 means 100 or more.
    unread: i64,
    version: i64,
}

/// The state of an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum EnquiryStatus {
    Open,
    Ongoing,
    Missed,
    FollowedUp,
    Closed,
}

impl EnquiryStatus {
    pub(crate) const ALL: [Self; 5] = [
        Self::Open,
        Self::Ongoing,
        Self::Missed,
        Self::FollowedUp,
        Self::Closed,
    ];

    /// The word in JSON and in the database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ongoing => "ongoing",
            Self::Missed => "missed",
            Self::FollowedUp => "followedUp",
            Self::Closed => "closed",
        }
    }
}

/// An offer of the enquiry to a staff member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Offer)]
struct OfferBody {
    #[schema(value_type = String)]
    staff_id: StaffId,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// A transfer in progress.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EnquiryTransfer)]
struct TransferBody {
    /// A service group, a chatbot or a staff member.
    to: String,
    mode: TransferMode,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

impl
    From<(
        Destination,
        causeway_core::assignment::TransferMode,
        Timestamp,
    )> for TransferBody
{
    fn from(
        (to, mode, expires_at): (
            Destination,
            causeway_core::assignment::TransferMode,
            Timestamp,
        ),
    ) -> Self {
        Self {
            to: to.to_string(),
            mode: mode.into(),
            expires_at,
        }
    }
}

/// The last message, for lists.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LastMessage {
    #[schema(value_type = String)]
    id: MessageId,
    sequence: i64,
    r#type: &'static str,
    /// The text or caption, or the content as a text. Never the address of a file. `null` for a
    /// file without a caption, and for a message that was taken back.
    text: Option<String>,
    /// The name of its file, if it has one with a name.
    file_name: Option<String>,
    /// When it was taken back.
    #[schema(value_type = Option<String>, format = DateTime)]
    deleted_at: Option<Timestamp>,
    author: AuthorBody,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// The kind of an author.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents what `Author::kind` returns")]
enum AuthorKind {
    Visitor,
    Staff,
    Bot,
    System,
}

/// The author of a message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Author)]
pub(crate) struct AuthorBody {
    #[schema(value_type = AuthorKind)]
    kind: &'static str,
    #[schema(value_type = Option<String>)]
    staff_id: Option<StaffId>,
    /// The name that staff see; for staff, the full name.
    display_name: Option<String>,
}

impl From<&Author> for AuthorBody {
    fn from(author: &Author) -> Self {
        let (staff_id, display_name) = match author {
            Author::Staff { id, name, .. } => (Some(*id), Some(name.clone())),
            Author::Chatbot { name, .. } => (None, Some(name.clone())),
            Author::Past { display_name } => (None, display_name.clone()),
            Author::Visitor | Author::System => (None, None),
        };
        Self {
            kind: author.kind(),
            staff_id,
            display_name,
        }
    }
}

impl From<EnquiryView> for EnquiryBody {
    fn from(view: EnquiryView) -> Self {
        let enquiry = view.enquiry;
        let status = EnquiryStatus::ALL
            .into_iter()
            .find(|status| status.name() == enquiry.state.name());
        Self {
            id: enquiry.id,
            number: enquiry.number.to_string(),
            status: status.expect("each state has its word here, see the test"),
            room_id: enquiry.room_id,
            channel_id: view.channel_id,
            channel_name: view.channel_name,
            visitor: view.visitor.into(),
            owner_id: enquiry.owner,
            destination_id: enquiry.destination().map(|target| target.to_string()),
            chatbot_id: enquiry.chatbot,
            transfer: enquiry.transfer().map(TransferBody::from),
            destination_ids: enquiry.destinations,
            asked_ids: enquiry.asked,
            participant_ids: enquiry.participants,
            labels: view.labels,
            offers: enquiry
                .offers
                .iter()
                .map(|offer| OfferBody {
                    staff_id: offer.staff_id,
                    expires_at: offer.expires_at,
                })
                .collect(),
            snoozed_until: enquiry.snoozed_until,
            auto_close_at: view.auto_close_at,
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
        let content = message.deleted_at.is_none().then_some(&message.content);
        let attachment = content.and_then(Content::attachment);
        Self {
            id: message.id,
            sequence: message.sequence,
            r#type: message.content.kind(),
            text: content.and_then(preview::words),
            file_name: attachment.and_then(|attachment| attachment.name.clone()),
            deleted_at: message.deleted_at,
            author: AuthorBody::from(&message.author),
            created_at: message.created_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use causeway_core::enquiry::EnquiryState;

    use super::EnquiryStatus;

    #[test]
    fn every_state_of_an_enquiry_has_its_word() {
        let states = [
            EnquiryState::Open,
            EnquiryState::Ongoing,
            EnquiryState::Missed,
            EnquiryState::FollowedUp,
            EnquiryState::Closed,
        ];
        assert_eq!(
            states.map(EnquiryState::name),
            EnquiryStatus::ALL.map(EnquiryStatus::name)
        );
        for status in EnquiryStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.name());
        }
    }
}
