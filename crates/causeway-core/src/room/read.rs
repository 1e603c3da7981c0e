//! Marking messages as read.

use serde_json::{Map, json};

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    EnquiryId,
    assignment::Assignment,
    permission::{Actor, EnquiryAction},
    source::OutgoingEvent,
};

/// The owner or a participant has read up to a message. The position never moves backwards.
pub struct Read {
    pub actor: Actor,
    pub enquiry_id: EnquiryId,
    /// Sequence of the last message that was read.
    pub up_to: i64,
}

impl RoomDecision for Read {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::UnreadUpTo(self.up_to)
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Converse, enquiry) {
            return Err(Refusal::NotOwner);
        }
        let before = draft.room.read_up_to;
        let up_to = self.up_to.min(draft.room.last_sequence);
        if up_to <= before {
            return Ok(());
        }
        draft.room.read_up_to = up_to;
        draft.change().read_up_to = Some(up_to);
        // Marks the enquiry as changed: its count of unread messages is part of it.
        draft.enquiry();
        let last = draft.room.found.first();
        if let Some(external_id) = last.and_then(|message| message.external_id.clone()) {
            let data = Map::from_iter([("upTo".to_owned(), json!(external_id))]);
            draft.notify(OutgoingEvent::MessageRead, None, data);
        }
        Ok(())
    }
}
