//! The working copy of a room for a decision.

use serde_json::{Map, Value};

use super::{EnquiryChange, NewBinding, NewDelivery, NewTurn, Refusal, Room, RoomChange};
use crate::{
    EnquiryId, GroupId, MessageId, Moment, StaffId, Timestamp,
    assignment::{Destination, Turn},
    content::Content,
    enquiry::{Enquiry, EnquiryState, Offer},
    event::{Event, WithdrawalReason},
    message::{Author, Message, MessageDelivery, Purpose},
    room::outgoing,
    source::OutgoingEvent,
    template::{self, Variables},
    trace::{PEOPLE_MAX, Step, TraceEntry},
    wording::{Variants, wording},
};

/// The room as changed by the decision so far, and the changes to write.
pub struct Draft<'a> {
    /// The room with the changes so far.
    pub room: Room,
    moment: &'a mut Moment,
    change: RoomChange,
    /// Owner and participants of the enquiry before the decision.
    involved: Vec<StaffId>,
    /// The turn that a chatbot owed before the decision.
    turn: Option<Turn>,
    /// Set if the enquiry was changed or added, with the changes of its offers.
    touched: Option<Touched>,
}

#[derive(Default)]
struct Touched {
    is_new: bool,
    offers_made: Vec<Offer>,
    offers_withdrawn: Vec<StaffId>,
    destinations_tried: Vec<GroupId>,
    asked: Vec<StaffId>,
    trace: Vec<TraceEntry>,
}

/// A message to send.
pub(super) struct NewMessage {
    pub(super) content: Content,
    pub(super) author: Author,
    pub(super) purpose: Purpose,
    pub(super) reply_to: Option<String>,
    pub(super) client_id: Option<String>,
    /// The digest that identifies a repeated message, if there is a `client_id`.
    pub(super) fingerprint: Option<[u8; 32]>,
}

impl<'a> Draft<'a> {
    /// A draft of `room` at `moment`.
    pub fn new(room: Room, moment: &'a mut Moment) -> Self {
        let involved = room.enquiry.iter().flat_map(Enquiry::involved).collect();
        let turn = room.enquiry.as_ref().and_then(Enquiry::turn);
        Self {
            room,
            moment,
            change: RoomChange::default(),
            involved,
            turn,
            touched: None,
        }
    }

    /// The changes to write.
    pub fn finish(mut self) -> RoomChange {
        let current = self
            .room
            .enquiry
            .as_ref()
            .filter(|enquiry| enquiry.closed_at.is_none());
        let due_at =
            current.and_then(|enquiry| enquiry.due_at(&self.room.channel.settings.auto_close));
        self.change.due_at = (due_at != self.room.due_at).then_some(due_at);
        let turn = self.room.enquiry.as_ref().and_then(Enquiry::turn);
        self.change.turn = (turn.map(|turn| turn.id) != self.turn.map(|turn| turn.id))
            .then(|| self.new_turn(turn));
        let touched = self.touched.take().zip(self.room.enquiry.take());
        if let Some((touched, mut enquiry)) = touched {
            if !touched.is_new {
                enquiry.version += 1;
            }
            let enquiry_id = enquiry.id;
            self.change
                .events
                .push(Event::EnquiryUpdated { enquiry_id });
            let left = self
                .involved
                .into_iter()
                .filter(|before| !enquiry.involved().any(|now| now == *before));
            self.change
                .events
                .extend(left.map(|staff_id| Event::EnquiryLeft {
                    enquiry_id,
                    staff_id,
                }));
            self.change.enquiry = Some(EnquiryChange {
                enquiry,
                is_new: touched.is_new,
                offers_made: touched.offers_made,
                offers_withdrawn: touched.offers_withdrawn,
                destinations_tried: touched.destinations_tried,
                asked: touched.asked,
                trace: touched.trace,
            });
        }
        self.change
    }

    fn new_turn(&self, turn: Option<Turn>) -> Option<NewTurn> {
        let enquiry = self.room.enquiry.as_ref()?;
        let assignment = enquiry.assignment.as_ref()?;
        let (chatbot_id, answer_by) = (assignment.target()?.chatbot()?, assignment.wait_until);
        turn.map(|turn| NewTurn {
            id: turn.id,
            chatbot_id,
            enquiry_id: enquiry.id,
            up_to: turn.up_to,
            answer_by,
        })
    }

    pub(super) fn now(&self) -> Timestamp {
        self.moment.now()
    }

    pub(super) fn moment(&mut self) -> &mut Moment {
        self.moment
    }

    pub(super) fn change(&mut self) -> &mut RoomChange {
        &mut self.change
    }

    /// The current enquiry, if it has this id.
    pub(super) fn current(&self, id: EnquiryId) -> Result<&Enquiry, Refusal> {
        self.room
            .enquiry
            .as_ref()
            .filter(|enquiry| enquiry.id == id)
            .ok_or(Refusal::EnquiryClosed)
    }

    /// The current enquiry, mutable. The caller ensures that there is one.
    pub(super) fn enquiry(&mut self) -> &mut Enquiry {
        self.touched.get_or_insert_default();
        self.room
            .enquiry
            .as_mut()
            .expect("the decision checked that there is an enquiry")
    }

    /// Opens an enquiry without a search.
    pub(super) fn open_enquiry(&mut self) {
        let now = self.now();
        let number = self
            .room
            .next_number
            .take()
            .expect("the store loads a number if one may be needed");
        self.room.enquiry = Some(Enquiry {
            id: self.moment.id(),
            number,
            room_id: self.room.id,
            state: EnquiryState::Open,
            assignment: None,
            destinations: Vec::new(),
            chatbot: None,
            asked: Vec::new(),
            owner: None,
            participants: Vec::new(),
            snoozed_until: None,
            quiet_since: now,
            warned_at: None,
            created_at: now,
            picked_up_at: None,
            missed_at: None,
            closed_at: None,
            last_activity_at: now,
            last_message: None,
            version: 1,
            offers: Vec::new(),
        });
        self.touched = Some(Touched {
            is_new: true,
            ..Touched::default()
        });
        self.notify(OutgoingEvent::EnquiryOpened, None, Map::new());
    }

    /// Adds a trace entry.
    pub(super) fn trace(&mut self, step: Step, about: Option<Destination>) {
        self.trace_people(step, about, &[]);
    }

    /// Adds a trace entry about several people.
    pub(super) fn trace_people(
        &mut self,
        step: Step,
        about: Option<Destination>,
        people: &[StaffId],
    ) {
        let at = self.now();
        let (group_id, staff_id) = (
            about.and_then(Destination::group),
            about.and_then(Destination::staff),
        );
        let chatbot_id = about.and_then(Destination::chatbot);
        self.enquiry();
        let staff_ids = people.iter().take(PEOPLE_MAX).copied().collect();
        let entry = TraceEntry {
            at,
            step,
            group_id,
            staff_id,
            chatbot_id,
            staff_ids,
        };
        self.touched.get_or_insert_default().trace.push(entry);
    }

    /// Records that a service group was tried or skipped.
    pub(super) fn note_destination(&mut self, group_id: GroupId) {
        let destinations = &mut self.enquiry().destinations;
        destinations.retain(|known| *known != group_id);
        destinations.push(group_id);
        self.touched
            .get_or_insert_default()
            .destinations_tried
            .push(group_id);
    }

    /// Records that a staff member was a destination.
    pub(super) fn note_asked(&mut self, staff_id: StaffId) {
        let asked = &mut self.enquiry().asked;
        if !asked.contains(&staff_id) {
            asked.push(staff_id);
            self.touched.get_or_insert_default().asked.push(staff_id);
        }
    }

    /// Offers the enquiry to a staff member, or extends the offer.
    pub(super) fn offer(&mut self, staff_id: StaffId, expires_at: Timestamp) {
        let enquiry = self.enquiry();
        let offer = Offer {
            staff_id,
            expires_at,
        };
        enquiry.offers.retain(|offer| offer.staff_id != staff_id);
        enquiry.offers.push(offer);
        let enquiry_id = enquiry.id;
        self.touched.get_or_insert_default().offers_made.push(offer);
        self.change.events.push(Event::OfferMade {
            enquiry_id,
            staff_id,
            expires_at,
        });
    }

    /// Withdraws the offers for which `is_over` is true.
    pub(super) fn withdraw_offers(
        &mut self,
        reason: WithdrawalReason,
        is_over: impl Fn(StaffId) -> bool,
    ) {
        let enquiry = self.enquiry();
        let enquiry_id = enquiry.id;
        let (over, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut enquiry.offers)
            .into_iter()
            .partition(|offer| is_over(offer.staff_id));
        enquiry.offers = kept;
        for Offer { staff_id, .. } in over {
            self.touched
                .get_or_insert_default()
                .offers_withdrawn
                .push(staff_id);
            self.change.events.push(Event::OfferWithdrawn {
                enquiry_id,
                staff_id,
                reason,
            });
        }
    }

    /// Ends a transfer: the enquiry stays with its owner, and its silence timer restarts.
    pub(super) fn stop_transfer(&mut self) {
        let now = self.now();
        let enquiry = self.enquiry();
        enquiry.assignment = None;
        enquiry.quiet_since = now;
        enquiry.warned_at = None;
    }

    /// Adds a message to the room and its enquiry.
    pub(super) fn add(&mut self, mut message: Message) {
        self.room.last_sequence += 1;
        message.sequence = self.room.last_sequence;
        let now = self.now();
        let enquiry = self.enquiry();
        // Lists show the last message of a person: otherwise they would show the same automatic
        // message after every question. Notes are not part of the conversation.
        if message.author != Author::System && !message.private {
            enquiry.last_message = Some(message.id);
            enquiry.quiet_since = now;
            enquiry.warned_at = None;
        }
        enquiry.last_activity_at = now;
        self.change.last_sequence = Some(message.sequence);
        let (enquiry_id, message_id) = (message.enquiry_id, message.id);
        self.change.events.push(Event::MessageCreated {
            enquiry_id,
            message_id,
        });
        self.change.messages.push(message);
    }

    /// Sends a message to the visitor and returns its id; if the channel can't show such a long
    /// text in one message, the id of the first part.
    pub(super) fn say(&mut self, new_message: NewMessage) -> MessageId {
        let NewMessage {
            content,
            author,
            purpose,
            mut reply_to,
            mut client_id,
            mut fingerprint,
        } = new_message;
        let parts = outgoing::parts(
            content,
            author.display_name(),
            &self.room.source.capabilities,
        );
        let mut first = None;
        for content in parts {
            let (reply_to, client_id, fingerprint) =
                (reply_to.take(), client_id.take(), fingerprint.take());
            let author = author.clone();
            let id = self.say_part(NewMessage {
                content,
                author,
                purpose,
                reply_to,
                client_id,
                fingerprint,
            });
            first.get_or_insert(id);
        }
        first.expect("content has at least one part")
    }

    /// Adds the message and the event owed to the source.
    fn say_part(&mut self, new_message: NewMessage) -> MessageId {
        let enquiry_id = self.enquiry().id;
        let message = Message {
            id: self.moment.id(),
            room_id: self.room.id,
            enquiry_id,
            sequence: self.room.last_sequence + 1,
            private: false,
            imported: false,
            content: new_message.content,
            author: new_message.author,
            purpose: Some(new_message.purpose),
            reply_to: new_message.reply_to,
            external_id: None,
            client_id: new_message.client_id,
            created_at: self.now(),
            sent_at: None,
            fingerprint: new_message.fingerprint,
            edited: None,
            deleted_at: None,
            delivery: Some(MessageDelivery::QUEUED),
        };
        let id = message.id;
        let data = outgoing::message_data(&message, &self.room);
        self.add(message);
        self.notify(OutgoingEvent::MessageCreated, Some(id), data);
        id
    }

    /// Sends one of the channel's automatic messages.
    pub(super) fn say_automatically(
        &mut self,
        text: &str,
        variants: &Variants,
        purpose: Purpose,
        staff_display_name: &str,
    ) {
        let enquiry = self
            .room
            .enquiry
            .as_ref()
            .expect("automatic messages belong to an enquiry");
        let variables = Variables {
            visitor_name: self.room.visitor.display_name(),
            channel_name: &self.room.channel.name,
            staff_display_name,
            enquiry_number: enquiry.number,
        };
        let language = self.room.visitor.profile.language.as_deref();
        let text = template::render(wording(text, variants, language), &variables);
        let content = Content::Text { text };
        let author = Author::System;
        self.say(NewMessage {
            content,
            author,
            purpose,
            reply_to: None,
            client_id: None,
            fingerprint: None,
        });
    }

    /// Adds `event` for the source, if the source subscribes to it. Messages are always sent.
    pub(super) fn notify(
        &mut self,
        event: OutgoingEvent,
        message_id: Option<MessageId>,
        data: Map<String, Value>,
    ) {
        if event != OutgoingEvent::MessageCreated && !self.room.source.events.contains(&event) {
            return;
        }
        let enquiry = self.room.enquiry.as_ref();
        let body = outgoing::body(event, &self.room, enquiry, data, self.moment.now());
        let enquiry_id = enquiry.map(|enquiry| enquiry.id);
        let id = self.moment.id();
        self.change.deliveries.push(NewDelivery {
            id,
            event,
            message_id,
            enquiry_id,
            body,
        });
    }

    /// Makes a closed enquiry the current one again.
    pub(super) fn go_on_with(&mut self, enquiry: Enquiry) {
        self.involved = enquiry.involved().collect();
        self.room.enquiry = Some(enquiry);
    }

    /// Adds this enquiry, which is not open, as the current one.
    pub(super) fn begin_with(&mut self, enquiry: Enquiry) {
        self.room.enquiry = Some(enquiry);
        self.touched = Some(Touched {
            is_new: true,
            ..Touched::default()
        });
    }

    /// Binds the visitor to the owner of the enquiry, if the channel uses sticky routing.
    pub(super) fn bind(&mut self, staff_id: StaffId) {
        let sticky = self.room.channel.settings.sticky;
        if sticky.enabled {
            let expires_at = sticky.expiry(self.now());
            self.change.bound = Some(NewBinding {
                id: self.moment.id(),
                staff_id,
                expires_at,
            });
        }
    }

    /// Records an existing message with its new values.
    pub(super) fn update(&mut self, message: Message) {
        let (enquiry_id, message_id) = (message.enquiry_id, message.id);
        self.change.events.push(Event::MessageUpdated {
            enquiry_id,
            message_id,
        });
        self.change.updated.push(message);
    }
}
