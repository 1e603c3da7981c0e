//! A decision's working copy of a room.

use serde_json::{Map, Value};

use super::{EnquiryChange, NewBinding, NewDelivery, NewTurn, Refusal, Room, RoomChange};
use crate::{
    EnquiryId, GroupId, MessageId, Moment, StaffId, Timestamp,
    assignment::{Destination, Turn},
    content::Content,
    enquiry::{Enquiry, EnquiryState, Offer},
    event::{Event, WithdrawalReason},
    message::{Author, Message, MessageDelivery, Purpose},
    outgoing,
    source::OutgoingEvent,
    template::{self, Variables},
    trace::{PEOPLE_MAX, Step, TraceEntry},
};

/// The room as the decision has changed it so far, and what has to be written for that.
pub struct Draft<'a> {
    /// The room as it is now.
    pub room: Room,
    moment: &'a mut Moment,
    change: RoomChange,
    /// Who handled the enquiry or took part in it before.
    involved: Vec<StaffId>,
    /// What a chatbot owed before.
    turn: Option<Turn>,
    /// The enquiry was changed or added, and what became of its offers.
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

/// A message that is about to be said.
pub(super) struct Saying {
    pub(super) content: Content,
    pub(super) author: Author,
    pub(super) purpose: Purpose,
    pub(super) reply_to: Option<String>,
    pub(super) client_id: Option<String>,
    /// By which the message is known when it comes again; where there is a `client_id`.
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

    /// What has to be written.
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

    /// The enquiry with this id, if it is the one that is not closed.
    pub(super) fn current(&self, id: EnquiryId) -> Result<&Enquiry, Refusal> {
        self.room
            .enquiry
            .as_ref()
            .filter(|enquiry| enquiry.id == id)
            .ok_or(Refusal::EnquiryClosed)
    }

    /// The present enquiry, to be changed. The caller has made sure that there is one.
    pub(super) fn enquiry(&mut self) -> &mut Enquiry {
        self.touched.get_or_insert_default();
        self.room
            .enquiry
            .as_mut()
            .expect("the decision has seen that there is an enquiry")
    }

    /// Opens an enquiry that nobody is looked for yet.
    pub(super) fn open_enquiry(&mut self) {
        let now = self.now();
        let number = self
            .room
            .next_number
            .take()
            .expect("the store brings a number where one may be needed");
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

    /// Notes how the enquiry was routed.
    pub(super) fn trace(&mut self, step: Step, about: Option<Destination>) {
        self.trace_people(step, about, &[]);
    }

    /// The same of something that is about several people.
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

    /// Notes that a service group was tried or passed over.
    pub(super) fn note_destination(&mut self, group_id: GroupId) {
        let destinations = &mut self.enquiry().destinations;
        destinations.retain(|known| *known != group_id);
        destinations.push(group_id);
        self.touched
            .get_or_insert_default()
            .destinations_tried
            .push(group_id);
    }

    /// Notes that somebody was asked by themselves.
    pub(super) fn note_asked(&mut self, staff_id: StaffId) {
        let asked = &mut self.enquiry().asked;
        if !asked.contains(&staff_id) {
            asked.push(staff_id);
            self.touched.get_or_insert_default().asked.push(staff_id);
        }
    }

    /// Puts the enquiry to a staff member, or to the same one for longer.
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

    /// Takes the enquiry back from those of whom `is_over` is true.
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

    /// Nobody else is looked for any more: it stays with its owner, who has a quiet time anew.
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
        // Lists show what people said last: behind every question they would show the same automatic answer. Notes are
        // not part of the conversation.
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

    /// Says something to the visitor, and tells the message; the first of them when the channel can't show so long a
    /// text in one.
    pub(super) fn say(&mut self, saying: Saying) -> MessageId {
        let Saying {
            content,
            author,
            purpose,
            mut reply_to,
            mut client_id,
            mut fingerprint,
        } = saying;
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
            let id = self.say_part(Saying {
                content,
                author,
                purpose,
                reply_to,
                client_id,
                fingerprint,
            });
            first.get_or_insert(id);
        }
        first.expect("a content has at least one part")
    }

    /// The message and the event owed to the source.
    fn say_part(&mut self, saying: Saying) -> MessageId {
        let enquiry_id = self.enquiry().id;
        let message = Message {
            id: self.moment.id(),
            room_id: self.room.id,
            enquiry_id,
            sequence: self.room.last_sequence + 1,
            private: false,
            imported: false,
            content: saying.content,
            author: saying.author,
            purpose: Some(saying.purpose),
            reply_to: saying.reply_to,
            external_id: None,
            client_id: saying.client_id,
            created_at: self.now(),
            sent_at: None,
            fingerprint: saying.fingerprint,
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

    /// Says one of the channel's automatic texts.
    pub(super) fn say_automatically(
        &mut self,
        text: &str,
        purpose: Purpose,
        staff_display_name: &str,
    ) {
        let enquiry = self
            .room
            .enquiry
            .as_ref()
            .expect("automatic texts are said in an enquiry");
        let variables = Variables {
            visitor_name: self.room.visitor.display_name(),
            channel_name: &self.room.channel.name,
            staff_display_name,
            enquiry_number: enquiry.number,
        };
        let text = template::render(text, &variables);
        let content = Content::Text { text };
        let author = Author::System;
        self.say(Saying {
            content,
            author,
            purpose,
            reply_to: None,
            client_id: None,
            fingerprint: None,
        });
    }

    /// Owes `event` to the source, if it chose it. Messages are always on.
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

    /// Goes on with an enquiry that closed before.
    pub(super) fn go_on_with(&mut self, enquiry: Enquiry) {
        self.involved = enquiry.involved().collect();
        self.room.enquiry = Some(enquiry);
    }

    /// Adds this enquiry, which is not open.
    pub(super) fn begin_with(&mut self, enquiry: Enquiry) {
        self.room.enquiry = Some(enquiry);
        self.touched = Some(Touched {
            is_new: true,
            ..Touched::default()
        });
    }

    /// Binds the visitor to whoever handles the enquiry, where the channel wants that.
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

    /// Writes a message that was there before as it is now.
    pub(super) fn update(&mut self, message: Message) {
        let (enquiry_id, message_id) = (message.enquiry_id, message.id);
        self.change.events.push(Event::MessageUpdated {
            enquiry_id,
            message_id,
        });
        self.change.updated.push(message);
    }
}
