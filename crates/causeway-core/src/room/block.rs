//! Blocking a visitor.

use super::{Draft, Refusal, RoomDecision};
use crate::{EnquiryId, event::Event};

/// Blocks a visitor, whose messages are refused from then on, or ends the block. The caller checks
/// the permission, since it knows which enquiry of the visitor the actor sees
/// ([`EnquiryAction::Block`](crate::permission::EnquiryAction)).
pub struct Block {
    /// Whether the visitor is to be blocked.
    pub blocked: bool,
    /// An enquiry of the visitor; staff who see it get the event.
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for Block {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        if draft.room.visitor.blocked != self.blocked {
            let visitor_id = draft.room.visitor.id;
            draft.room.visitor.blocked = self.blocked;
            draft.change().blocked = Some(self.blocked);
            draft.change().events.push(Event::VisitorUpdated {
                enquiry_id: self.enquiry_id,
                visitor_id,
            });
        }
        Ok(())
    }
}
