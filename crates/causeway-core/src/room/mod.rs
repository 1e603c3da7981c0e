//! The room: the unit of truth. Everything that happens in a conversation is one change to one room, decided here and
//! written by the store in one transaction.
//!
//! The cast: a [`RoomDecision`] is one thing that somebody wants (a message came, a reply, a pick-up, a wait that
//! ended). The store locks the room, loads it as a [`Room`], lets the decision work on a [`Draft`], and writes the
//! [`RoomChange`] that comes out, or nothing when the decision refuses.

mod accept;
mod assignment;
mod block;
mod change;
mod chatbot_turn;
mod close;
mod copy;
mod decline;
mod deliver;
mod draft;
mod engage;
mod import;
mod label;
mod note;
mod participants;
mod pick_up;
mod plan;
mod read;
mod receive;
mod reopen;
mod reply;
mod route;
mod set_back;
mod snooze;
mod take_back;
mod tick;
mod transfer;
mod typing;

pub use accept::{Accept, Accepted};
pub use block::Block;
pub use change::{Conclusion, EnquiryChange, NewBinding, NewDelivery, NewTurn, RoomChange};
pub use chatbot_turn::{AnswerTurn, GiveUpTurn};
pub use close::{Close, CloseByVisitor};
pub use copy::FinishCopy;
pub use decline::Decline;
pub use deliver::{Conclude, Requeue, Resend};
pub use draft::Draft;
pub use engage::Engage;
pub use import::{Import, Imported};
pub use label::SetLabels;
pub use note::TakeNote;
pub use participants::ChangeParticipants;
pub use pick_up::{PickUp, TakeOver};
pub use plan::{Outlook, Plan, PlanStep};
pub use read::Read;
pub use receive::{ChangeProfile, DeleteMessage, EditMessage, Receive};
pub use reopen::Reopen;
pub use reply::{Replied, Reply};
pub use route::RefreshOffers;
pub use set_back::BoundWaits;
pub use snooze::Snooze;
pub use take_back::TakeBack;
pub use tick::Tick;
pub use transfer::{CancelTransfer, Transfer};
pub use typing::{Type, TypingNotice};

use crate::{
    DeliveryId, EnquiryId, MessageId, RoomId, SourceId, StaffId, Timestamp, WorkspaceId,
    assignment::{Assignment, Destination},
    channel::Channel,
    delivery::Delivery,
    enquiry::{Enquiry, EnquiryNumber},
    incoming::Capabilities,
    message::{Message, MessageDeliveryState},
    routing::Draws,
    source::OutgoingEvent,
    staffing::{Chatbot, GroupStaffing, Member},
    visitor::Visitor,
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

    /// Whether the decision may ask somebody else of the search that is under way. Only then are the groups, people and
    /// chatbots of its plan loaded: most of what happens while an enquiry waits asks no one.
    fn may_ask(&self, assignment: &Assignment) -> bool {
        let _ = assignment;
        true
    }

    /// Whom the decision itself wants to ask.
    fn target(&self) -> Option<Destination> {
        None
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
    /// The message of either direction that has this id of the channel, wherever on the source it stands; and how far the
    /// room's past reaches, with the enquiry that holds this conversation of it.
    Past {
        /// The channel's id of the message.
        external_id: String,
        /// The channel's id of the conversation.
        conversation_id: Option<String>,
    },
    /// The message that has this id of the staff member's client; and the one that it answers, by an id of either direction.
    Client {
        /// The client's id.
        client_id: String,
        /// What it answers.
        reply_to: Option<String>,
    },
    /// This message.
    Message(MessageId),
    /// This message, whether it is still on its way to the channel, and the one that it answers.
    Sent(MessageId),
    /// The latest outgoing messages up to a sequence, at most [`RECEIPTS_MAX`], whose state news raises.
    OutgoingUpTo {
        /// The sequence.
        sequence: i64,
        /// The news.
        news: MessageDeliveryState,
    },
    /// The last message of the visitor up to this sequence that staff have not read.
    UnreadUpTo(i64),
    /// This enquiry of the room, when it is not the present one.
    Enquiry(EnquiryId),
    /// This delivery, while it is unfinished, and the message that it carries.
    Delivery(DeliveryId),
    /// Those of these deliveries that are finished, and the messages that they carry.
    Finished(Vec<DeliveryId>),
}

/// How many messages one receipt may cover: a receipt for more is a receipt for the latest of them.
pub const RECEIPTS_MAX: i64 = 200;

/// Why a decision refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A past message is older than what was imported before it.
    #[error("the room's past has something newer already")]
    PastIsNewer {
        /// When the last message of the past was said.
        until: Timestamp,
    },
    /// A reply answers what is not in the conversation.
    #[error("there is no such message to answer")]
    UnknownReplyTo,
    /// The channel takes no messages.
    #[error("the channel is suspended")]
    ChannelSuspended,
    /// The channel does not come back.
    #[error("the channel is archived")]
    ChannelArchived,
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
    #[error("a caption has at most {max} characters, not {actual}")]
    CaptionTooLong {
        /// The limit.
        max: usize,
        /// How many it has.
        actual: usize,
    },
    /// Only a failed message is sent again.
    #[error("the message has not failed")]
    NotFailed,
    /// The channel can't take a message back.
    #[error("the channel can't take messages back")]
    NotDeletable,
    /// The person may not do this.
    #[error("not permitted")]
    Forbidden,
    /// There is nobody to hand it to.
    #[error("nobody is available there")]
    NobodyAvailable,
    /// It closed too long ago.
    #[error("it closed too long ago")]
    TooLate,
    /// The room has an enquiry that is not closed.
    #[error("there is an enquiry that is not closed")]
    EnquiryOpen {
        /// Which.
        enquiry_id: EnquiryId,
    },
    /// Staff blocked the visitor.
    #[error("the visitor is blocked")]
    VisitorBlocked,
    /// Something was said here already, and the past would come after it.
    #[error("the conversation has begun here")]
    ConversationBegun,
    /// The file that a message refers to is not, or no longer, there.
    #[error("there is no such file")]
    UnknownFile,
    /// As many take part as may.
    #[error("at most {max} people take part")]
    TooManyParticipants {
        /// The limit.
        max: usize,
    },
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
    /// The service groups that could take it: those of the search that is under way where [`RoomDecision::may_ask`], or of
    /// the rule when an enquiry may open now, and of [`RoomDecision::target`].
    pub staffing: Vec<GroupStaffing>,
    /// The same of chatbots.
    pub chatbots: Vec<Chatbot>,
    /// The same of people who may be asked by themselves.
    pub people: Vec<Member>,
    /// How many enquiries came to each percentage of the channel's rule; only where one may open now.
    pub draws: Draws,
    /// To whom the visitor is bound on this channel; only where an enquiry may open now.
    pub bound: Option<StaffId>,
    /// Who wrote to the visitor first.
    pub engaged: Option<Engagement>,
    /// Enquiries are assigned instead of offered.
    pub auto_pick_up: bool,
    /// When the room is looked at again.
    pub due_at: Option<Timestamp>,
    /// What [`Lookup::Enquiry`] asked for, when it is not the present enquiry; and what [`Lookup::Past`] did.
    pub earlier: Option<Enquiry>,
    /// When the last message was said, where all that was said in the room is its past; only where [`Lookup::Past`].
    pub past_until: Option<Timestamp>,
    /// The message that is answered: of [`Lookup::Client`] and [`Lookup::Sent`].
    pub answered: Option<Message>,
    /// What [`RoomDecision::lookup`] asked for.
    pub found: Vec<Message>,
    /// The number of the enquiry of what [`Lookup::Incoming`] found.
    pub found_number: Option<EnquiryNumber>,
    /// What [`Lookup::Sent`] asked for: an event with the message is still owed.
    pub is_on_its_way: bool,
    /// What [`Lookup::Delivery`] asked for.
    pub delivery: Option<Delivery>,
    /// What [`Lookup::Finished`] asked for, in the order in which they went out.
    pub finished: Vec<DeliveryId>,
}

impl Room {
    /// What routing goes by at `now`.
    pub(crate) fn outlook(&self, now: Timestamp) -> Outlook<'_> {
        let engaged = self.engaged.filter(|engaged| now < engaged.until);
        Outlook {
            settings: &self.channel.settings,
            draws: &self.draws,
            engaged: engaged.map(|engaged| engaged.staff_id),
            bound: self.bound,
            staffing: &self.staffing,
            chatbots: &self.chatbots,
            people: &self.people,
        }
    }
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

/// Somebody wrote to the visitor first: an answer in time comes to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// Who.
    pub staff_id: StaffId,
    /// Until when.
    pub until: Timestamp,
}

#[cfg(test)]
mod tests;
