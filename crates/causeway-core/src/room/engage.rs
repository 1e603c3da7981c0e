//! Engagement: staff start a conversation.

use super::{
    Draft, Engagement, Lookup, Refusal, Replied, RoomDecision, draft::NewMessage, pick_up::Pickup,
    reply::content_digest,
};
use crate::{
    channel::ChannelState,
    content::Content,
    enquiry::ENGAGED_FOR,
    message::{Author, Purpose},
    permission::Actor,
    staff::Name,
    trace::Step,
};

/// Starts a conversation with a known visitor: an enquiry that the staff member owns from the
/// start. If it closes, a reply within [`ENGAGED_FOR`] is still offered to them first.
pub struct Engage {
    pub actor: Actor,
    pub name: Name,
    /// The client's id of the message: the idempotency key.
    pub client_id: String,
    pub content: Content,
}

impl RoomDecision for Engage {
    type Answer = Replied;

    fn lookup(&self) -> Lookup {
        Lookup::Client {
            client_id: self.client_id.clone(),
            reply_to: None,
        }
    }

    fn may_open_enquiry(&self) -> bool {
        true
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<Replied, Refusal> {
        let staff_id = self.actor.staff_id;
        let fingerprint = content_digest(&self.content, None);
        if let Some(first) = draft.room.found.first() {
            return Replied::again(first, &self.actor, false, fingerprint);
        }
        match draft.room.channel.state {
            ChannelState::Active => {}
            ChannelState::Suspended | ChannelState::Archived => {
                return Err(Refusal::ChannelSuspended);
            }
        }
        if draft.room.visitor.blocked {
            return Err(Refusal::VisitorBlocked);
        }
        if let Some(enquiry) = &draft.room.enquiry {
            return Err(Refusal::EnquiryOpen {
                enquiry_id: enquiry.id,
            });
        }
        draft.open_enquiry();
        draft.note_asked(staff_id);
        let name = self.name.clone();
        let step = Step::Engaged { staff: name.full() };
        Pickup {
            staff_id,
            name,
            step,
            max_open: None,
        }
        .apply(draft);
        let display_name = draft
            .room
            .channel
            .settings
            .display_name_format
            .of(&self.name);
        let message_id = draft.say(NewMessage {
            content: self.content.clone(),
            author: Author::Staff {
                id: staff_id,
                name: self.name.full(),
                display_name,
            },
            purpose: Purpose::Reply,
            reply_to: None,
            client_id: Some(self.client_id.clone()),
            fingerprint: Some(fingerprint),
        });
        let until = draft.now().plus(ENGAGED_FOR);
        draft.change().engaged = Some(Some(Engagement { staff_id, until }));
        Ok(Replied {
            message_id,
            known: false,
        })
    }
}
