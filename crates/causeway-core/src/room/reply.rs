//! Replying to a visitor.

use super::{Draft, Lookup, Refusal, RoomDecision, draft::NewMessage};
use crate::{
    EnquiryId, MessageId,
    assignment::Assignment,
    content::{Content, fingerprint},
    message::{Author, Message, Purpose},
    permission::{Actor, EnquiryAction},
    staff::Name,
};

/// A staff member replies in an enquiry that they picked up.
pub struct Reply {
    pub actor: Actor,
    pub name: Name,
    pub enquiry_id: EnquiryId,
    /// The client's id of the message: the idempotency key.
    pub client_id: String,
    pub content: Content,
    /// The message that it replies to, by the channel's id or Causeway's.
    pub reply_to: Option<String>,
    /// Refuse if a message arrived after this sequence.
    pub if_sequence: Option<i64>,
}

/// The response to the staff member's client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replied {
    /// The message, or its first part if a long text was split.
    pub message_id: MessageId,
    /// Whether it had been sent before.
    pub known: bool,
}

impl Replied {
    /// The response to a repeated message or note: `first` has the same `client_id`.
    pub(super) fn again(
        first: &Message,
        actor: &Actor,
        private: bool,
        fingerprint: [u8; 32],
    ) -> Result<Self, Refusal> {
        let mine = matches!(first.author, Author::Staff { id, .. } if id == actor.staff_id);
        // Messages stored by an earlier release have no fingerprint.
        let same = first.fingerprint.is_none_or(|kept| kept == fingerprint);
        if !mine || first.private != private || !same {
            return Err(Refusal::IdempotencyConflict);
        }
        Ok(Self {
            message_id: first.id,
            known: true,
        })
    }
}

/// A digest of the content of a staff member's message.
pub(super) fn content_digest(content: &Content, reply_to: Option<&str>) -> [u8; 32] {
    fingerprint(&("said by staff", content.as_compared(), reply_to))
}

impl RoomDecision for Reply {
    type Answer = Replied;

    fn lookup(&self) -> Lookup {
        Lookup::Client {
            client_id: self.client_id.clone(),
            reply_to: self.reply_to.clone(),
        }
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<Replied, Refusal> {
        let fingerprint = content_digest(&self.content, self.reply_to.as_deref());
        if let Some(first) = draft.room.found.first() {
            return Replied::again(first, &self.actor, false, fingerprint);
        }
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Converse, enquiry) {
            return Err(if enquiry.owner.is_some() {
                Refusal::AlreadyPickedUp
            } else {
                Refusal::NotOwner
            });
        }
        let last_sequence = draft.room.last_sequence;
        if self.if_sequence.is_some_and(|seen| seen < last_sequence) {
            return Err(Refusal::UnseenMessage { last_sequence });
        }
        if self.reply_to.is_some() && draft.room.answered.is_none() {
            return Err(Refusal::UnknownReplyTo);
        }
        let display_name = draft
            .room
            .channel
            .settings
            .display_name_format
            .of(&self.name);
        let message_id = draft.say(NewMessage {
            content: self.content.clone(),
            author: Author::Staff {
                id: self.actor.staff_id,
                name: self.name.full(),
                display_name,
            },
            purpose: Purpose::Reply,
            reply_to: self.reply_to.clone(),
            client_id: Some(self.client_id.clone()),
            fingerprint: Some(fingerprint),
        });
        Ok(Replied {
            message_id,
            known: false,
        })
    }
}
