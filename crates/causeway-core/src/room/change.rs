//! What a decision changes, for the store to write.

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

/// What the store writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoomChange {
    /// The visitor's new profile.
    pub profile: Option<Profile>,
    /// Sequence of the last message, if any was added.
    pub last_sequence: Option<i64>,
    /// Sequence up to which staff have read, if that moved.
    pub read_up_to: Option<i64>,
    /// When the room is looked at again, if that changed.
    pub due_at: Option<Option<Timestamp>>,
    /// The enquiry as it is now, if anything about it changed.
    pub enquiry: Option<EnquiryChange>,
    /// The labels of an enquiry, if they were set.
    pub labels: Option<(EnquiryId, Vec<LabelId>)>,
    /// The channel's id of the conversation that an enquiry of the room's past holds, if one was added.
    pub conversation: Option<(EnquiryId, String)>,
    /// How many enquiries came to each percentage of the rule, if one more did.
    pub draws: Option<Draws>,
    /// Whether the visitor is blocked, if that was decided.
    pub blocked: Option<bool>,
    /// Who wrote to the visitor first, if that changed.
    pub engaged: Option<Option<Engagement>>,
    /// To whom the visitor is bound from now on.
    pub bound: Option<NewBinding>,
    /// Who of a service group picked up what was put to it.
    pub picked: Option<(GroupId, StaffId)>,
    /// The change holds only if this person handles no more than so many enquiries with it.
    pub max_open: Option<(StaffId, u32)>,
    /// Who took or finished an enquiry.
    pub busied: Vec<StaffId>,
    /// Messages to add, by rising sequence.
    pub messages: Vec<Message>,
    /// Messages that changed, as they are now.
    pub updated: Vec<Message>,
    /// Events owed to the source, in order.
    pub deliveries: Vec<NewDelivery>,
    /// How the delivery that was looked up came out.
    pub conclusion: Option<Conclusion>,
    /// The message whose file has not to be copied any more.
    pub copied: Option<MessageId>,
    /// What a chatbot owes from now on, if that changed.
    pub turn: Option<Option<NewTurn>>,
    /// Finished deliveries that are owed once more, in order.
    pub requeued: Vec<DeliveryId>,
    /// Facts for staff screens, in order.
    pub events: Vec<Event>,
}

/// A visitor's next enquiry on the channel goes first to whoever handles this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewBinding {
    /// Ours, should there be none yet.
    pub id: StickyBindingId,
    /// To whom.
    pub staff_id: StaffId,
    /// Until when; `None`: for ever.
    pub expires_at: Option<Timestamp>,
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
    /// Service groups tried just now.
    pub destinations_tried: Vec<GroupId>,
    /// People who were asked by themselves for the first time.
    pub asked: Vec<StaffId>,
    /// How it was routed just now.
    pub trace: Vec<TraceEntry>,
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

/// An answer that a chatbot owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewTurn {
    /// Ours; the `webhook-id`.
    pub id: TurnId,
    /// Which chatbot.
    pub chatbot_id: ChatbotId,
    /// The enquiry it is about.
    pub enquiry_id: EnquiryId,
    /// What was said last, by its place in the room.
    pub up_to: i64,
    /// When whoever is next is asked.
    pub answer_by: Timestamp,
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
    /// The request itself, where one was made.
    pub exchange: Option<ExchangeRecord>,
}
