//! A staff member answers.

use super::{Draft, Lookup, Refusal, RoomDecision, draft::Saying};
use crate::{
    EnquiryId, MessageId,
    content::Content,
    message::{Author, Purpose},
    permission::{Actor, EnquiryAction},
    staff::Name,
};

/// Answers in an enquiry that the staff member picked up.
pub struct Reply {
    /// Who.
    pub actor: Actor,
    /// What they are called.
    pub name: Name,
    /// Where.
    pub enquiry_id: EnquiryId,
    /// Their client's id of it: sending again with the same id changes nothing.
    pub client_id: String,
    /// What it says.
    pub content: Content,
    /// An id of either direction that it answers.
    pub reply_to: Option<String>,
    /// Refuse when anything came after this sequence.
    pub if_sequence: Option<i64>,
}

/// What the staff member's client is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replied {
    /// The message; the first of them when a long text had to be split.
    pub message_id: MessageId,
    /// It had been sent before.
    pub known: bool,
}

impl RoomDecision for Reply {
    type Answer = Replied;

    fn lookup(&self) -> Lookup {
        Lookup::Client(self.client_id.clone())
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<Replied, Refusal> {
        if let Some(first) = draft.room.found.first() {
            let mine = matches!(first.author, Author::Staff { id, .. } if id == self.actor.staff_id);
            if !mine || first.private {
                return Err(Refusal::IdempotencyConflict);
            }
            return Ok(Replied { message_id: first.id, known: true });
        }
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Converse, enquiry) {
            return Err(if enquiry.owner.is_some() { Refusal::AlreadyPickedUp } else { Refusal::NotOwner });
        }
        let last_sequence = draft.room.last_sequence;
        if self.if_sequence.is_some_and(|seen| seen < last_sequence) {
            return Err(Refusal::UnseenMessage { last_sequence });
        }
        let display_name = draft.room.channel.settings.display_name_format.of(&self.name);
        let message_id = draft.say(Saying {
            content: self.content.clone(),
            author: Author::Staff { id: self.actor.staff_id, name: self.name.full(), display_name },
            purpose: Purpose::Reply,
            reply_to: self.reply_to.clone(),
            client_id: Some(self.client_id.clone()),
        });
        Ok(Replied { message_id, known: false })
    }
}
