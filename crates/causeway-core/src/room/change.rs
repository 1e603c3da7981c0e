//! The changes of a decision, for the store to write.

use super::Engagement;
use crate::{
    ChatbotId, DeliveryId, EnquiryId, GroupId, LabelId, MessageId, StaffId, StickyBindingId,
    Timestamp, TurnId,
    delivery::{AttemptResult, Next},
    enquiry::{Enquiry, Offer},
    event::Event,
    exchange::ExchangeRecord,
    message::Message,
    routing::Draws,
    source::OutgoingEvent,
    trace::TraceEntry,
    visitor::Profile,
};

/// All changes of one decision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoomChange {
    /// The visitor's new profile.
    pub profile: Option<Profile>,
    /// Sequence of the last message, if any was added.
    pub last_sequence: Option<i64>,
    /// Sequence up to which staff have read, if that changed.
    pub read_up_to: Option<i64>,
    /// When the room is next due for a [`Tick`](super::Tick), if that changed.
    pub due_at: Option<Option<Timestamp>>,
    /// The current enquiry, if anything about it changed.
    pub enquiry: Option<EnquiryChange>,
    /// The labels of an enquiry, if they were set.
    pub labels: Option<(EnquiryId, Vec<LabelId>)>,
    /// The channel's id of an imported conversation and the enquiry that holds it, if one was
    /// added.
    pub conversation: Option<(EnquiryId, String)>,
    /// The new counts of enquiries for each percentage of the rule, if they changed.
    pub draws: Option<Draws>,
    /// Whether the visitor is blocked, if that changed.
    pub blocked: Option<bool>,
    /// The engagement, if it changed.
    pub engaged: Option<Option<Engagement>>,
    /// The visitor's new sticky binding, if any.
    pub bound: Option<NewBinding>,
    /// Who of a service group picked up an enquiry that was offered to it.
    pub picked: Option<(GroupId, StaffId)>,
    /// The change is valid only if this staff member then handles at most this many enquiries.
    pub max_open: Option<(StaffId, u32)>,
    /// Staff who picked up or finished an enquiry.
    pub busied: Vec<StaffId>,
    /// Messages to add, by rising sequence.
    pub messages: Vec<Message>,
    /// Existing messages with their new values.
    pub updated: Vec<Message>,
    /// Events owed to the source, in order.
    pub deliveries: Vec<NewDelivery>,
    /// The result of the attempt that was concluded.
    pub conclusion: Option<Conclusion>,
    /// The message whose file no longer needs copying.
    pub copied: Option<MessageId>,
    /// The turn that a chatbot owes, if that changed.
    pub turn: Option<Option<NewTurn>>,
    /// Finished deliveries to send again, in order.
    pub requeued: Vec<DeliveryId>,
    /// Events for staff screens, in order.
    pub events: Vec<Event>,
}

/// A sticky binding: the visitor's next enquiry on the channel is offered first to the owner of
/// this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewBinding {
    /// The id to use if there is no binding yet.
    pub id: StickyBindingId,
    pub staff_id: StaffId,
    /// When it expires; `None`: never.
    pub expires_at: Option<Timestamp>,
}

/// An enquiry with its new values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnquiryChange {
    /// The whole enquiry.
    pub enquiry: Enquiry,
    /// Whether it must be inserted.
    pub is_new: bool,
    pub offers_made: Vec<Offer>,
    /// Staff whose offers ended.
    pub offers_withdrawn: Vec<StaffId>,
    /// Service groups tried by this decision.
    pub destinations_tried: Vec<GroupId>,
    /// Staff who became a destination for the first time.
    pub asked: Vec<StaffId>,
    /// Trace entries of this decision.
    pub trace: Vec<TraceEntry>,
}

/// An event owed to the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// The `webhook-id`.
    pub id: DeliveryId,
    pub event: OutgoingEvent,
    /// The message that it carries, if any.
    pub message_id: Option<MessageId>,
    /// The enquiry that it is about.
    pub enquiry_id: Option<EnquiryId>,
    /// The request's body, the same for every attempt.
    pub body: String,
}

/// An answer that a chatbot owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewTurn {
    /// The `webhook-id`.
    pub id: TurnId,
    pub chatbot_id: ChatbotId,
    /// The enquiry that it is about.
    pub enquiry_id: EnquiryId,
    /// Sequence of the last message.
    pub up_to: i64,
    /// When the next destination is tried.
    pub answer_by: Timestamp,
}

/// The result of one attempt of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    pub delivery_id: DeliveryId,
    /// Attempts, including this one.
    pub attempts: i64,
    /// The endpoint's response.
    pub result: AttemptResult,
    pub next: Next,
    /// The request and response, if a request was made.
    pub exchange: Option<ExchangeRecord>,
}
