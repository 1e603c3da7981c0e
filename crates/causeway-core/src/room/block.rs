//! A visitor is blocked.

use super::{Draft, Refusal, RoomDecision};
use crate::{EnquiryId, event::Event};

/// Refuses a visitor's messages from now on, or takes them again. Who may is asked by the caller, who knows which
/// enquiry of the visitor they see ([`EnquiryAction::Block`](crate::permission::EnquiryAction)).
pub struct Block {
    /// Blocked or not.
    pub blocked: bool,
    /// An enquiry of the visitor: whoever sees it is told.
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
