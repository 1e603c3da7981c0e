//! Unsending a message.

use serde_json::{Map, json};

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    MessageId,
    message::Author,
    permission::{Actor, EnquiryAction},
    source::OutgoingEvent,
};

/// A staff member unsends their own message while they take part in its enquiry: its content is
/// hidden, it stays in the conversation, and the channel gets an event. Only for channels with that
/// capability (`omni-api.md` §5).
pub struct TakeBack {
    pub actor: Actor,
    pub message_id: MessageId,
}

impl RoomDecision for TakeBack {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::Message(self.message_id)
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let mut message = draft.room.found.pop().ok_or(Refusal::UnknownMessage)?;
        let wrote = matches!(message.author, Author::Staff { id, .. } if id == self.actor.staff_id);
        if !wrote || message.private {
            return Err(Refusal::Forbidden);
        }
        if message.deleted_at.is_some() {
            return Ok(());
        }
        let enquiry = draft.current(message.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Converse, enquiry) {
            return Err(Refusal::NotOwner);
        }
        if !draft.room.source.capabilities.deletes {
            return Err(Refusal::NotDeletable);
        }
        message.deleted_at = Some(draft.now());
        let data = Map::from_iter([("message".to_owned(), json!({ "id": message.id }))]);
        draft.notify(OutgoingEvent::MessageDeleted, None, data);
        draft.update(message);
        Ok(())
    }
}
