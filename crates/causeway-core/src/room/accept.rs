//! Accepting a visitor's message.

use super::{
    Draft, Lookup, Refusal, RoomDecision, assignment::begin, chatbot_turn::on_visitor_message,
    plan::counted,
};
use crate::{
    EnquiryId, MessageId, Timestamp, VisitorId,
    assignment::{Assignment, Destination},
    attachment::Copying,
    channel::{ChannelState, WelcomeWhen},
    content::Content,
    enquiry_number::EnquiryNumber,
    event::Event,
    incoming::IncomingMessage,
    message::{Author, Message, Purpose},
};

/// Accepts a visitor's message: it joins the room's current enquiry, or opens a new one.
pub struct Accept {
    message: IncomingMessage,
    fingerprint: [u8; 32],
}

impl Accept {
    /// Accepts `message`.
    pub fn new(message: IncomingMessage) -> Self {
        let fingerprint = message.fingerprint();
        Self {
            message,
            fingerprint,
        }
    }
}

/// The response to the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub message_id: MessageId,
    pub visitor_id: VisitorId,
    /// The enquiry that it joined or opened.
    pub enquiry_id: EnquiryId,
    pub enquiry_number: EnquiryNumber,
    /// When the message was first accepted.
    pub accepted_at: Timestamp,
    /// Whether the message had been accepted before.
    pub duplicate: bool,
}

impl RoomDecision for Accept {
    type Answer = Accepted;

    fn lookup(&self) -> Lookup {
        Lookup::Incoming(self.message.id.clone())
    }

    fn may_open_enquiry(&self) -> bool {
        true
    }

    /// A message that joins an enquiry starts no new offers, unless a chatbot is waiting for it.
    fn may_ask(&self, assignment: &Assignment) -> bool {
        assignment
            .target()
            .is_some_and(|target| target.chatbot().is_some())
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<Accepted, Refusal> {
        match draft.room.channel.state {
            ChannelState::Active => {}
            ChannelState::Suspended | ChannelState::Archived => {
                return Err(Refusal::ChannelSuspended);
            }
        }
        if draft.room.visitor.blocked {
            return Err(Refusal::VisitorBlocked);
        }
        if let Some(first) = draft.room.found.first() {
            return self.repeat(draft, first);
        }
        self.update_profile(draft);
        let first_contact = draft.room.last_sequence == 0;
        let opens = draft.room.enquiry.is_none();
        if opens {
            draft.open_enquiry();
        }
        let accepted = self.add(draft);
        if opens {
            let welcome = draft.room.channel.settings.messages.welcome.clone();
            if welcome.enabled && (first_contact || welcome.when == WelcomeWhen::EveryEnquiry) {
                draft.say_automatically(&welcome.text, &welcome.texts, Purpose::Welcome, "");
            }
            let plan = plan(draft);
            begin(draft, plan, None);
        } else {
            on_visitor_message(draft);
        }
        draft.enquiry().snoozed_until = None;
        if draft.room.engaged.is_some() {
            // The visitor's reply to an engagement has arrived.
            draft.change().engaged = Some(None);
        }
        Ok(accepted)
    }
}

impl Accept {
    /// The same response as for the first message with this id.
    fn repeat(&self, draft: &Draft<'_>, first: &Message) -> Result<Accepted, Refusal> {
        if !self.message.repeats(first.fingerprint) {
            return Err(Refusal::IdempotencyConflict);
        }
        Ok(Accepted {
            message_id: first.id,
            visitor_id: draft.room.visitor.id,
            enquiry_id: first.enquiry_id,
            enquiry_number: draft
                .room
                .found_number
                .expect("the store loads the number with an incoming message"),
            accepted_at: first.created_at,
            duplicate: true,
        })
    }

    fn update_profile(&self, draft: &mut Draft<'_>) {
        let Some(profile) = draft
            .room
            .visitor
            .profile
            .changed(&self.message.visitor.profile)
        else {
            return;
        };
        draft.room.visitor.profile = profile.clone();
        draft.change().profile = Some(profile);
        let visitor_id = draft.room.visitor.id;
        // A new enquiry loads the visitor anyway.
        if let Some(enquiry_id) = draft.room.enquiry.as_ref().map(|enquiry| enquiry.id) {
            draft.change().events.push(Event::VisitorUpdated {
                enquiry_id,
                visitor_id,
            });
        }
    }

    /// The content to store: a file stored elsewhere is going to be copied.
    fn content(&self) -> Content {
        let mut content = self.message.content.clone();
        if let Some(attachment) = content
            .attachment_mut()
            .filter(|attachment| attachment.file_id.is_none())
        {
            attachment.copying = Some(Copying::Pending);
        }
        content
    }

    fn add(&self, draft: &mut Draft<'_>) -> Accepted {
        let (enquiry_id, number) = (draft.enquiry().id, draft.enquiry().number);
        let message = Message {
            id: draft.moment().id(),
            room_id: draft.room.id,
            enquiry_id,
            sequence: draft.room.last_sequence + 1,
            private: false,
            imported: false,
            content: self.content(),
            author: Author::Visitor,
            purpose: None,
            reply_to: self.message.reply_to.clone(),
            external_id: Some(self.message.id.clone()),
            client_id: None,
            created_at: draft.now(),
            sent_at: self.message.sent_at,
            fingerprint: Some(self.fingerprint),
            edited: None,
            deleted_at: None,
            delivery: None,
        };
        let message_id = message.id;
        draft.add(message);
        Accepted {
            message_id,
            visitor_id: draft.room.visitor.id,
            enquiry_id,
            enquiry_number: number,
            accepted_at: draft.now(),
            duplicate: false,
        }
    }
}

/// The destinations to try, in order. Records the reasons and counts the percentages.
fn plan(draft: &mut Draft<'_>) -> Vec<Destination> {
    let plan = draft.room.outlook(draft.now()).plan(draft.now());
    for (step, about) in plan.trace {
        draft.trace(step, about);
    }
    if !plan.counted.is_empty() {
        let draws = counted(&draft.room.draws, plan.counted);
        draft.change().draws = Some(draws);
    }
    if plan.targets.iter().all(|target| target.chatbot().is_some()) {
        leave_to_follow_up(draft);
    }
    plan.targets
}

/// The rule has no staff destination at this time. The groups of its other times can follow up the
/// missed enquiry, and their supervisors can see what a chatbot says.
fn leave_to_follow_up(draft: &mut Draft<'_>) {
    let groups = draft.room.channel.settings.routing.groups();
    // The first destination of the rule becomes the enquiry's destination.
    for group_id in groups.into_iter().rev() {
        draft.note_destination(group_id);
    }
}
