//! The room: the unit of truth. Everything that happens in a conversation is one change to one room, decided here and
//! written by the store in one transaction.
//!
//! The cast: a [`RoomDecision`] is one thing that somebody wants (a message came, a reply, a pick-up, a wait that
//! ended). The store locks the room, loads it as a [`Room`], lets the decision work on a [`Draft`], and writes the
//! [`RoomChange`] that comes out, or nothing when the decision refuses.

mod accept;
mod close;
mod deliver;
mod draft;
mod pick_up;
mod read;
mod receive;
mod reply;
mod route;
mod typing;

pub use accept::{Accept, Accepted};
pub use close::{Close, CloseByVisitor};
pub use deliver::{Conclude, Resend};
pub use draft::Draft;
pub use pick_up::PickUp;
pub use read::Read;
pub use receive::{ChangeProfile, DeleteMessage, EditMessage, Receive};
pub use reply::{Replied, Reply};
pub use route::{RefreshOffers, Tick};
pub use typing::{Type, TypingNotice};

use crate::{
    DeliveryId, EnquiryId, GroupId, MessageId, RoomId, SourceId, StaffId, WorkspaceId,
    channel::Channel,
    delivery::{AttemptResult, Delivery, Next},
    enquiry::{Enquiry, EnquiryNumber, Offer},
    event::Event,
    group::GroupSettings,
    incoming::Capabilities,
    message::{DeliveryState, Message},
    source::OutgoingEvent,
    visitor::{Profile, Visitor},
};

/// One thing that somebody wants of a room.
pub trait RoomDecision: Send + Sync + 'static {
    /// What the caller learns.
    type Answer: Send + 'static;

    /// What has to be loaded beside the room.
    fn lookup(&self) -> Lookup {
        Lookup::Nothing
    }

    /// The decision may open an enquiry, so a number has to be at hand.
    fn may_open_enquiry(&self) -> bool {
        false
    }

    /// Decides by what the draft shows, and writes into it what changes. After a refusal nothing of it is kept. The
    /// database may make us decide again, so this must come out the same for the same draft.
    fn decide(&self, draft: &mut Draft<'_>) -> Result<Self::Answer, Refusal>;
}

/// What a decision needs to see beside the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Nothing more.
    Nothing,
    /// The visitor's message that has this id of the channel, wherever on the source it stands.
    Incoming(String),
    /// The message that has this id of the staff member's client.
    Client(String),
    /// This message.
    Message(MessageId),
    /// The latest outgoing messages up to a sequence, at most [`RECEIPTS_MAX`], whose state news raises.
    OutgoingUpTo {
        /// The sequence.
        sequence: i64,
        /// The news.
        news: DeliveryState,
    },
    /// The last message of the visitor up to this sequence.
    VisitorUpTo(i64),
    /// This delivery, while it is unfinished, and the message that it carries.
    Delivery(DeliveryId),
}

/// How many messages one receipt may cover: a receipt for more is a receipt for the latest of them.
pub const RECEIPTS_MAX: i64 = 200;

/// Why a decision refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The channel takes no messages.
    #[error("the channel is suspended")]
    ChannelSuspended,
    /// The same id came with other content.
    #[error("this id was used for another message")]
    IdempotencyConflict,
    /// Somebody else was first.
    #[error("somebody else picked the enquiry up")]
    AlreadyPickedUp,
    /// It is not, or no longer, offered to this person.
    #[error("the enquiry is not offered to this person")]
    NotOffered,
    /// Only who picked it up may do this.
    #[error("the enquiry has to be picked up first")]
    NotOwner,
    /// It is over.
    #[error("the enquiry is closed")]
    EnquiryClosed,
    /// Nobody handles it yet.
    #[error("nobody has picked the enquiry up")]
    NotPickedUp,
    /// Something newer was said.
    #[error("a newer message arrived")]
    UnseenMessage {
        /// The room's last sequence.
        last_sequence: i64,
    },
    /// There is no such message here.
    #[error("there is no such message")]
    UnknownMessage,
    /// A message without text can't be edited.
    #[error("this type of message has no text to edit")]
    NotEditable,
    /// What stands beside a picture or file is short.
    #[error("a caption has at most {max} characters")]
    CaptionTooLong {
        /// The limit.
        max: usize,
    },
    /// Only a failed message is sent again.
    #[error("the message has not failed")]
    NotFailed,
    /// The person may not do this.
    #[error("not permitted")]
    Forbidden,
}

/// A room as a decision sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// Ours.
    pub id: RoomId,
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Whose conversation it is.
    pub visitor: Visitor,
    /// Where it takes place.
    pub channel: Channel,
    /// What stands behind the channel.
    pub source: RoomSource,
    /// Sequence of the last message; 0 in a new room.
    pub last_sequence: i64,
    /// Sequence up to which staff have read.
    pub read_up_to: i64,
    /// The enquiry that is not closed, if there is one.
    pub enquiry: Option<Enquiry>,
    /// The number of an enquiry that would open now; only where [`RoomDecision::may_open_enquiry`].
    pub next_number: Option<EnquiryNumber>,
    /// Who could take it: the destinations of the plan, or of the rule while there is none. Only while it is open.
    pub staffing: Vec<Destination>,
    /// What [`RoomDecision::lookup`] asked for.
    pub found: Vec<Message>,
    /// The number of the enquiry of what [`Lookup::Incoming`] found.
    pub found_number: Option<EnquiryNumber>,
    /// What [`Lookup::Delivery`] asked for.
    pub delivery: Option<Delivery>,
}

/// What a room needs to know of its source.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomSource {
    /// Ours.
    pub id: SourceId,
    /// The events that it chose.
    pub events: Vec<OutgoingEvent>,
    /// What its channel can show.
    pub capabilities: Capabilities,
}

/// A service group that could take an enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Which.
    pub group_id: GroupId,
    /// Its settings.
    pub settings: GroupSettings,
    /// Its members, in order.
    pub members: Vec<Member>,
}

/// A member of a service group, at the moment of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub staff_id: StaffId,
    /// Can take an enquiry now.
    pub active: bool,
    /// Enquiries that they are handling.
    pub handling: i64,
}

impl Destination {
    /// The members who can be offered an enquiry now.
    pub fn ready(&self) -> impl Iterator<Item = StaffId> + '_ {
        let max = self.settings.max_open_per_member.map_or(i64::MAX, i64::from);
        self.members.iter().filter(move |member| member.active && member.handling < max).map(|member| member.staff_id)
    }
}

/// What the store writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoomChange {
    /// The visitor's new profile.
    pub profile: Option<Profile>,
    /// Sequence of the last message, if any was added.
    pub last_sequence: Option<i64>,
    /// Sequence up to which staff have read, if that moved.
    pub read_up_to: Option<i64>,
    /// The enquiry as it is now, if anything about it changed.
    pub enquiry: Option<EnquiryChange>,
    /// Messages to add, by rising sequence.
    pub messages: Vec<Message>,
    /// Messages that changed, as they are now.
    pub updated: Vec<Message>,
    /// Events owed to the source, in order.
    pub deliveries: Vec<NewDelivery>,
    /// How the delivery that was looked up came out.
    pub conclusion: Option<Conclusion>,
    /// Facts for staff screens, in order.
    pub events: Vec<Event>,
}

/// An enquiry as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnquiryChange {
    /// All of it.
    pub enquiry: Enquiry,
    /// It has to be added.
    pub is_new: bool,
    /// Offers made.
    pub offers_made: Vec<Offer>,
    /// From whom offers were withdrawn.
    pub offers_withdrawn: Vec<StaffId>,
    /// Destinations tried just now.
    pub destinations_tried: Vec<GroupId>,
}

/// An event owed to the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// Ours; the `webhook-id`.
    pub id: DeliveryId,
    /// What it tells.
    pub event: OutgoingEvent,
    /// The message that it carries, if it carries one.
    pub message_id: Option<MessageId>,
    /// The enquiry it is about.
    pub enquiry_id: Option<EnquiryId>,
    /// The request's body, the same for every attempt.
    pub body: String,
}

/// How one attempt of a delivery came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// Which delivery.
    pub delivery_id: DeliveryId,
    /// Requests made, with this one.
    pub attempts: i64,
    /// What the endpoint did.
    pub result: AttemptResult,
    /// What follows.
    pub next: Next,
}

#[cfg(test)]
mod tests;
