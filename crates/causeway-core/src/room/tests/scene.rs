//! A room with people around it. It plays the role of the store: it loads what decisions look up,
//! and applies their changes.

mod actions;

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;

use super::{
    people::{
        Person::{self, Jane, Lena, Omar},
        sales, support,
    },
    setting::{START, chatbot, group, member, new_room},
};
use crate::{
    EnquiryId, Moment, StaffId, Timestamp,
    channel::ChannelSettings,
    content::Content,
    delivery::{AttemptResult, Delivery, Next},
    enquiry::{Enquiry, EnquiryState},
    enquiry_number::EnquiryNumber,
    incoming::{Capabilities, IncomingMessage},
    message::{Author, Message, MessageDeliveryState},
    room::{
        Accept, Close, Conclude, Draft, Lookup, NewDelivery, NewTurn, PickUp, Read, Refusal, Reply,
        Room, RoomChange, RoomDecision, Tick,
    },
    staff::Availability,
    staffing::{Chatbot, GroupStaffing, Member},
};

/// How long an enquiry waits at each destination.
pub(super) const WAIT: Duration = Duration::from_mins(1);

pub(super) fn text(text: &str) -> Content {
    Content::Text {
        text: text.to_owned(),
    }
}

/// A visitor's text message.
pub(super) fn incoming(id: &str, text: &str) -> IncomingMessage {
    incoming_of(
        &serde_json::json!({ "id": id, "visitor": { "id": "u-1" }, "type": "text", "text": text }),
    )
}

/// A visitor's message, parsed from a request body.
pub(super) fn incoming_of(body: &Value) -> IncomingMessage {
    IncomingMessage::parse(body, START).expect("the body is a valid message")
}

/// An event owed to the source, with the progress of its delivery.
#[derive(Clone, Debug)]
pub(super) struct Owed {
    pub(super) new: NewDelivery,
    pub(super) attempts: i64,
    pub(super) attempts_before: i64,
    pub(super) first_attempt_at: Option<Timestamp>,
    pub(super) is_due: bool,
}

impl Owed {
    /// The request's body, parsed.
    pub(super) fn body(&self) -> Value {
        serde_json::from_str(&self.new.body).expect("the body is JSON")
    }
}

#[derive(Clone)]
pub(super) struct Scene {
    pub(super) room: Room,
    pub(super) messages: Vec<Message>,
    pub(super) owed: Vec<Owed>,
    pub(super) now: Timestamp,
    /// All service groups.
    pub(super) groups: Vec<GroupStaffing>,
    /// All chatbots.
    pub(super) chatbots: Vec<Chatbot>,
    /// The turn that a chatbot owes.
    pub(super) turn: Option<NewTurn>,
    /// All enquiries by number.
    pub(super) enquiries: BTreeMap<i64, Enquiry>,
    /// The texts of all trace entries.
    pub(super) trace: Vec<String>,
    /// The staff member that the visitor is bound to.
    pub(super) bound: Option<StaffId>,
    decisions: u32,
}

impl Scene {
    /// A new room. Sales (Jane and Omar, both active) is the first destination, then support (Lena,
    /// active); all automatic messages are enabled, and the source gets every event.
    pub(super) fn new() -> Self {
        Self {
            room: new_room(),
            messages: Vec::new(),
            owed: Vec::new(),
            now: START,
            groups: vec![group(sales(), &[Jane, Omar]), group(support(), &[Lena])],
            chatbots: vec![chatbot()],
            turn: None,
            enquiries: BTreeMap::new(),
            trace: Vec::new(),
            bound: None,
            decisions: 0,
        }
    }

    /// A room whose visitor wrote "Hello": sales has the offer.
    pub(super) fn open() -> Self {
        let mut scene = Self::new();
        scene.writes("m-1", "Hello");
        scene
    }

    /// A room whose enquiry Jane picked up.
    pub(super) fn ongoing() -> Self {
        let mut scene = Self::open();
        scene
            .after(Duration::from_secs(5))
            .picks_up(Jane)
            .expect("Jane has the offer");
        scene
    }

    /// A room whose enquiry was missed by sales and support.
    pub(super) fn missed() -> Self {
        let mut scene = Self::open();
        scene.after(WAIT).does(&Tick).expect("the wait has ended");
        scene.after(WAIT).does(&Tick).expect("the wait has ended");
        scene
    }

    /// Advances the clock.
    pub(super) fn after(&mut self, duration: Duration) -> &mut Self {
        self.now = self.now.plus(duration);
        self
    }

    pub(super) fn settings(&mut self) -> &mut ChannelSettings {
        &mut self.room.channel.settings
    }

    pub(super) fn capabilities(&mut self) -> &mut Capabilities {
        &mut self.room.source.capabilities
    }

    /// The member entry of a person in their group.
    pub(super) fn member(&mut self, person: Person) -> &mut Member {
        let members = self.groups.iter_mut().flat_map(|group| &mut group.members);
        members
            .into_iter()
            .find(|member| member.staff_id == person.id())
            .expect("a member of a group")
    }

    /// Makes people inactive.
    pub(super) fn leave(&mut self, people: &[Person]) {
        for person in people {
            self.member(*person).availability = Availability::Offline;
        }
    }

    pub(super) fn enquiry(&self) -> &Enquiry {
        self.room
            .enquiry
            .as_ref()
            .expect("an enquiry that is not closed")
    }

    /// The latest enquiry, closed or not.
    pub(super) fn last_enquiry(&self) -> &Enquiry {
        self.enquiries.values().next_back().expect("an enquiry")
    }

    /// Who has an offer.
    pub(super) fn offered(&self) -> Vec<Person> {
        let offers = self.room.enquiry.iter().flat_map(|enquiry| &enquiry.offers);
        offers.map(|offer| Person::of(offer.staff_id)).collect()
    }

    /// The purpose of each message; `visitor` for a visitor's.
    pub(super) fn purposes(&self) -> Vec<&'static str> {
        self.messages
            .iter()
            .map(|message| message.purpose.map_or("visitor", |purpose| purpose.name()))
            .collect()
    }

    /// The text of the last message.
    pub(super) fn last_text(&self) -> &str {
        self.messages
            .last()
            .and_then(|message| message.content.text())
            .expect("the last message has a text")
    }

    /// The names of the events owed to the source.
    pub(super) fn owes(&self) -> Vec<&'static str> {
        self.owed.iter().map(|owed| owed.new.event.name()).collect()
    }

    /// The delivery state of the message at this sequence.
    pub(super) fn state_of(&self, sequence: usize) -> MessageDeliveryState {
        self.messages[sequence - 1]
            .delivery
            .as_ref()
            .expect("an outgoing message")
            .state
    }

    /// Runs the decision and applies its changes. Checks that a refusal changes nothing.
    pub(super) fn does<D: RoomDecision>(
        &mut self,
        decision: &D,
    ) -> Result<(D::Answer, RoomChange), Refusal> {
        let room = self.shown_to(decision);
        self.decisions += 1;
        let mut seed = [0; 32];
        seed[..4].copy_from_slice(&self.decisions.to_le_bytes());
        let mut moment = Moment::new(self.now, seed);
        let mut draft = Draft::new(room, &mut moment);
        let answer = decision.decide(&mut draft);
        let change = draft.finish();
        match answer {
            Ok(answer) => {
                self.remember(&change);
                Ok((answer, change))
            }
            Err(refusal) => {
                assert_eq!(change, RoomChange::default(), "after {refusal:?}");
                Err(refusal)
            }
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one case per lookup; splitting it would not make it easier to read"
    )]
    fn shown_to<D: RoomDecision>(&self, decision: &D) -> Room {
        let mut room = self.room.clone();
        let in_order = |wanted: &dyn Fn(&&Message) -> bool| {
            self.messages
                .iter()
                .filter(wanted)
                .cloned()
                .collect::<Vec<_>>()
        };
        let is_visitors = |message: &Message| message.author == Author::Visitor;
        room.found = match decision.lookup() {
            Lookup::Nothing | Lookup::Enquiry(_) => vec![],
            Lookup::Incoming(id) => {
                in_order(&|one| is_visitors(one) && one.external_id.as_ref() == Some(&id))
            }
            Lookup::Past { external_id, .. } => {
                in_order(&|one| one.external_id.as_ref() == Some(&external_id))
            }
            Lookup::Client {
                client_id,
                reply_to,
            } => {
                room.answered = reply_to.and_then(|id| self.message_called(&id));
                in_order(&|one| one.client_id.as_ref() == Some(&client_id))
            }
            Lookup::Message(id) => in_order(&|one| one.id == id),
            Lookup::Sent(id) => {
                room.is_on_its_way = self
                    .owed
                    .iter()
                    .any(|owed| owed.is_due && owed.new.message_id == Some(id));
                let found = in_order(&|one| one.id == id);
                let reply_to = found.first().and_then(|message| message.reply_to.as_ref());
                room.answered = reply_to.and_then(|id| self.message_called(id));
                found
            }
            Lookup::OutgoingUpTo { sequence, news } => in_order(&|one| {
                one.sequence <= sequence
                    && one
                        .delivery
                        .as_ref()
                        .is_some_and(|delivery| delivery.state < news)
            }),
            Lookup::UnreadUpTo(sequence) => {
                let unread =
                    |one: &&Message| one.sequence > room.read_up_to && one.sequence <= sequence;
                in_order(&|one| is_visitors(one) && unread(one))
                    .pop()
                    .into_iter()
                    .collect()
            }
            Lookup::Delivery(id) => {
                let owed = self
                    .owed
                    .iter()
                    .find(|owed| owed.new.id == id)
                    .expect("a known delivery");
                room.delivery = owed.is_due.then_some(Delivery {
                    id,
                    message_id: owed.new.message_id,
                    attempts: owed.attempts,
                    attempts_before: owed.attempts_before,
                    first_attempt_at: owed.first_attempt_at,
                });
                in_order(&|one| Some(one.id) == owed.new.message_id)
            }
            Lookup::Finished(ids) => {
                let finished = || {
                    self.owed
                        .iter()
                        .filter(|owed| !owed.is_due && ids.contains(&owed.new.id))
                };
                room.finished = finished().map(|owed| owed.new.id).collect();
                in_order(&|one| finished().any(|owed| owed.new.message_id == Some(one.id)))
            }
        };
        if matches!(decision.lookup(), Lookup::Incoming(_)) {
            room.found_number = room.found.first().map(|first| self.number_of(first));
        }
        let opens = room.enquiry.is_none() && decision.may_open_enquiry() && room.found.is_empty();
        room.next_number =
            opens.then(|| EnquiryNumber::new(i64::try_from(self.enquiries.len()).unwrap() + 1));
        let assignment = room
            .enquiry
            .as_ref()
            .and_then(|enquiry| enquiry.assignment.as_ref());
        if opens
            || assignment.is_some_and(|assignment| decision.may_ask(assignment))
            || decision.target().is_some()
        {
            room.staffing = self.groups.clone();
            room.chatbots = self.chatbots.clone();
            room.people = Person::ALL
                .into_iter()
                .map(|person| self.known(person))
                .collect();
        }
        room.bound = self.bound.filter(|_| opens);
        if let Lookup::Enquiry(id) = decision.lookup() {
            room.earlier = self.earlier(id);
        }
        room
    }

    /// An enquiry of the room that is not the current one.
    fn earlier(&self, id: EnquiryId) -> Option<Enquiry> {
        let is_present = self
            .room
            .enquiry
            .as_ref()
            .is_some_and(|enquiry| enquiry.id == id);
        self.enquiries
            .values()
            .find(|known| known.id == id && !is_present)
            .cloned()
    }

    /// The message with this id of the channel or of Causeway, if the channel knows it.
    fn message_called(&self, id: &str) -> Option<Message> {
        let mut known_to_channel = self.messages.iter().filter(|message| !message.private);
        known_to_channel
            .find(|message| {
                message.id.to_string() == id || message.external_id.as_deref() == Some(id)
            })
            .cloned()
    }

    /// A person's member entry in their group; if they have none, active and idle.
    fn known(&self, person: Person) -> Member {
        let mut members = self.groups.iter().flat_map(|group| &group.members);
        members
            .find(|member| member.staff_id == person.id())
            .cloned()
            .unwrap_or_else(|| member(person))
    }

    fn number_of(&self, message: &Message) -> EnquiryNumber {
        let enquiry = self
            .enquiries
            .values()
            .find(|enquiry| enquiry.id == message.enquiry_id);
        enquiry.expect("a message belongs to an enquiry").number
    }

    fn remember(&mut self, change: &RoomChange) {
        if let Some(profile) = &change.profile {
            self.room.visitor.profile = profile.clone();
        }
        self.room.last_sequence = change.last_sequence.unwrap_or(self.room.last_sequence);
        self.room.read_up_to = change.read_up_to.unwrap_or(self.room.read_up_to);
        if let Some(changed) = &change.enquiry {
            let enquiry = changed.enquiry.clone();
            self.enquiries
                .insert(enquiry.number.count(), enquiry.clone());
            self.room.enquiry =
                Some(enquiry).filter(|enquiry| enquiry.state != EnquiryState::Closed);
            self.trace
                .extend(changed.trace.iter().map(|entry| entry.step.to_string()));
        }
        self.room.due_at = change.due_at.unwrap_or(self.room.due_at);
        self.room.visitor.blocked = change.blocked.unwrap_or(self.room.visitor.blocked);
        self.room.engaged = change.engaged.unwrap_or(self.room.engaged);
        self.bound = change.bound.map(|bound| bound.staff_id).or(self.bound);
        if let Some(draws) = &change.draws {
            self.room.draws.clone_from(draws);
        }
        if let Some((group_id, staff_id)) = change.picked {
            let group = self
                .groups
                .iter_mut()
                .find(|group| group.group_id == group_id);
            group.expect("a known group").last_picked = Some(staff_id);
        }
        self.turn = change.turn.unwrap_or(self.turn);
        self.messages.extend(change.messages.iter().cloned());
        for updated in &change.updated {
            let known = self
                .messages
                .iter_mut()
                .find(|message| message.id == updated.id);
            *known.expect("only existing messages are updated") = updated.clone();
        }
        if let Some(conclusion) = &change.conclusion {
            let owed = self
                .owed
                .iter_mut()
                .find(|owed| owed.new.id == conclusion.delivery_id)
                .expect("the decision looked it up");
            owed.attempts = conclusion.attempts;
            owed.first_attempt_at = owed.first_attempt_at.or(Some(self.now));
            owed.is_due = matches!(conclusion.next, Next::RetryAt(_));
        }
        for id in &change.requeued {
            let at = self
                .owed
                .iter()
                .position(|owed| owed.new.id == *id)
                .expect("the decision looked it up");
            let again = self.owed.remove(at);
            let attempts_before = again.attempts;
            self.owed.push(Owed {
                attempts_before,
                first_attempt_at: None,
                is_due: true,
                ..again
            });
        }
        let owe = |new: &NewDelivery| Owed {
            new: new.clone(),
            attempts: 0,
            attempts_before: 0,
            first_attempt_at: None,
            is_due: true,
        };
        self.owed.extend(change.deliveries.iter().map(owe));
    }
}
