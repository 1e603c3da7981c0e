//! The room: the unit of consistency. Everything that happens in a conversation is one change to
//! one room, decided here and written by the store in one transaction.
//!
//! A [`RoomDecision`] is one request to a room, such as an incoming message, a reply, a pick-up or
//! a wait that ended. The store locks the room, loads it as a [`Room`], lets the decision work on a
//! [`Draft`], and writes the resulting [`RoomChange`], or nothing if the decision refuses.

mod accept;
mod assignment;
mod block;
mod change;
mod chatbot_turn;
mod close;
mod copy;
mod decline;
mod deliver;
mod destination;
mod dialog;
mod draft;
mod engage;
mod import;
mod label;
mod note;
pub mod outgoing;
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
    enquiry::Enquiry,
    enquiry_number::EnquiryNumber,
    incoming::Capabilities,
    message::{Message, MessageDeliveryState},
    routing::Draws,
    source::OutgoingEvent,
    staffing::{Chatbot, GroupStaffing, Member},
    visitor::Visitor,
};

/// One request to a room.
pub trait RoomDecision: Send + Sync + 'static {
    /// The result for the caller.
    type Answer: Send + 'static;

    /// What to load in addition to the room.
    fn lookup(&self) -> Lookup {
        Lookup::Nothing
    }

    /// Whether the decision may open an enquiry, so that a number must be loaded.
    fn may_open_enquiry(&self) -> bool {
        false
    }

    /// Whether the decision may try another destination or make new offers in the current search.
    /// Only then are the groups, staff and chatbots of its plan loaded: most decisions during a
    /// search need none of them.
    fn may_ask(&self, assignment: &Assignment) -> bool {
        let _ = assignment;
        true
    }

    /// The destination that the decision itself wants to try.
    fn target(&self) -> Option<Destination> {
        None
    }

    /// Decides on the basis of the draft, and writes the changes into it. After a refusal they are
    /// dropped. The decision may be repeated after a database conflict, so its result must be the
    /// same for the same draft.
    fn decide(&self, draft: &mut Draft<'_>) -> Result<Self::Answer, Refusal>;
}

/// What a decision needs in addition to the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Nothing.
    Nothing,
    /// The visitor's message with this id of the channel, in any room of the source.
    Incoming(String),
    /// The message of either direction with this id of the channel, in any room of the source; and
    /// the time of the last past message, with the enquiry that holds this past conversation.
    Past {
        /// The channel's id of the message.
        external_id: String,
        /// The channel's id of the conversation.
        conversation_id: Option<String>,
    },
    /// The message with this id of the staff member's client; and the message that it replies to,
    /// by the channel's id or Causeway's.
    Client {
        /// The client's id.
        client_id: String,
        /// The message that it replies to.
        reply_to: Option<String>,
    },
    /// This message.
    Message(MessageId),
    /// This message, whether an event with it is still owed, and the message that it replies to.
    Sent(MessageId),
    /// The latest outgoing messages up to a sequence, at most [`RECEIPTS_MAX`], whose state an
    /// update would raise.
    OutgoingUpTo {
        sequence: i64,
        /// The state of the update.
        news: MessageDeliveryState,
    },
    /// The last message of the visitor up to this sequence that staff have not read.
    UnreadUpTo(i64),
    /// This enquiry of the room, if it is not the current one.
    Enquiry(EnquiryId),
    /// This delivery, if it is unfinished, and the message that it carries.
    Delivery(DeliveryId),
    /// Those of these deliveries that are finished, and the messages that they carry.
    Finished(Vec<DeliveryId>),
}

/// Maximum number of messages that one receipt covers: of more, only the latest are updated.
pub const RECEIPTS_MAX: i64 = 200;

/// Why a decision refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A past message is older than one that was imported before it.
    #[error("a newer past message was imported already")]
    PastIsNewer {
        /// When the last past message was sent.
        until: Timestamp,
    },
    /// The message that is replied to is not in the conversation.
    #[error("the message to reply to does not exist")]
    UnknownReplyTo,
    /// The channel accepts no messages.
    #[error("the channel is suspended")]
    ChannelSuspended,
    /// The channel is archived for good.
    #[error("the channel is archived")]
    ChannelArchived,
    /// The id was used for a message with other content.
    #[error("this id was used for another message")]
    IdempotencyConflict,
    /// Another staff member picked the enquiry up first.
    #[error("another staff member picked the enquiry up")]
    AlreadyPickedUp,
    /// The enquiry is not, or no longer, offered to this person.
    #[error("the enquiry is not offered to this person")]
    NotOffered,
    /// Only the staff member who picked it up may do this.
    #[error("the enquiry has to be picked up first")]
    NotOwner,
    /// The enquiry is closed.
    #[error("the enquiry is closed")]
    EnquiryClosed,
    /// The enquiry has no owner yet.
    #[error("no one has picked the enquiry up")]
    NotPickedUp,
    /// A newer message arrived.
    #[error("a newer message arrived")]
    UnseenMessage {
        /// Sequence of the room's last message.
        last_sequence: i64,
    },
    /// The message does not exist in this room.
    #[error("the message does not exist")]
    UnknownMessage,
    /// A message without text can't be edited.
    #[error("this type of message has no text to edit")]
    NotEditable,
    /// A caption is shorter than a text.
    #[error("a caption has at most {max} characters, not {actual}")]
    CaptionTooLong {
        /// In characters.
        max: usize,
        /// In characters.
        actual: usize,
    },
    /// Only a failed message can be resent.
    #[error("the message has not failed")]
    NotFailed,
    /// The channel can't unsend a message.
    #[error("the channel can't unsend messages")]
    NotDeletable,
    /// The person lacks the permission.
    #[error("permission denied")]
    Forbidden,
    /// No one is available at the destination.
    #[error("no one is available there")]
    NobodyAvailable,
    /// The enquiry closed too long ago.
    #[error("the enquiry closed too long ago")]
    TooLate,
    /// The room has an enquiry that is not closed.
    #[error("the room has an enquiry that is not closed")]
    EnquiryOpen { enquiry_id: EnquiryId },
    /// Staff blocked the visitor.
    #[error("the visitor is blocked")]
    VisitorBlocked,
    /// The conversation here has begun already, and past messages would come after it.
    #[error("the conversation here has already begun")]
    ConversationBegun,
    /// The file that a message refers to does not, or no longer, exist.
    #[error("the file does not exist")]
    UnknownFile,
    /// The limit of participants has been reached.
    #[error("at most {max} people can take part")]
    TooManyParticipants { max: usize },
}

/// A room as a decision sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    pub id: RoomId,
    pub workspace_id: WorkspaceId,
    pub visitor: Visitor,
    pub channel: Channel,
    /// The source of the channel.
    pub source: RoomSource,
    /// Sequence of the last message; 0 in a new room.
    pub last_sequence: i64,
    /// Sequence up to which staff have read.
    pub read_up_to: i64,
    /// The enquiry that is not closed, if there is one.
    pub enquiry: Option<Enquiry>,
    /// The number of the next enquiry; only if [`RoomDecision::may_open_enquiry`].
    pub next_number: Option<EnquiryNumber>,
    /// The service groups that could get an offer: those of the current search if
    /// [`RoomDecision::may_ask`], those of the rule if an enquiry may open now, and that of
    /// [`RoomDecision::target`].
    pub staffing: Vec<GroupStaffing>,
    /// The chatbots that could be tried, likewise.
    pub chatbots: Vec<Chatbot>,
    /// The staff members who could be destinations, likewise.
    pub people: Vec<Member>,
    /// The counts of enquiries for each percentage of the channel's rule; only if an enquiry may
    /// open now.
    pub draws: Draws,
    /// The staff member that the visitor is bound to on this channel; only if an enquiry may open
    /// now.
    pub bound: Option<StaffId>,
    /// The engagement, if staff wrote to the visitor first.
    pub engaged: Option<Engagement>,
    /// Whether enquiries are assigned instead of offered.
    pub auto_pick_up: bool,
    /// When the room is next due for a [`Tick`].
    pub due_at: Option<Timestamp>,
    /// The result of [`Lookup::Enquiry`] if it is not the current enquiry, or of [`Lookup::Past`].
    pub earlier: Option<Enquiry>,
    /// When the last message was sent, if all messages of the room are past ones; only for
    /// [`Lookup::Past`].
    pub past_until: Option<Timestamp>,
    /// The message that is replied to; only for [`Lookup::Client`] and [`Lookup::Sent`].
    pub answered: Option<Message>,
    /// The messages that [`RoomDecision::lookup`] requested.
    pub found: Vec<Message>,
    /// The number of the enquiry of the message that [`Lookup::Incoming`] found.
    pub found_number: Option<EnquiryNumber>,
    /// Whether an event with the message of [`Lookup::Sent`] is still owed.
    pub is_on_its_way: bool,
    /// The result of [`Lookup::Delivery`].
    pub delivery: Option<Delivery>,
    /// The result of [`Lookup::Finished`], in the order in which they were first sent.
    pub finished: Vec<DeliveryId>,
}

impl Room {
    /// The input of routing at `now`.
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

/// What a decision needs to know of the room's source.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomSource {
    pub id: SourceId,
    /// The events that it subscribes to.
    pub events: Vec<OutgoingEvent>,
    /// The capabilities of its channels.
    pub capabilities: Capabilities,
}

/// A staff member wrote to the visitor first: a reply in time is offered to them first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engagement {
    pub staff_id: StaffId,
    /// When the engagement ends.
    pub until: Timestamp,
}

#[cfg(test)]
mod tests;
