//! A staff member says no to an offer.

use super::{
    Draft, Refusal, RoomDecision,
    route::{follow, present_target},
};
use crate::{
    EnquiryId, assignment::Destination, event::WithdrawalReason, permission::Actor, staff::Name,
    trace::Step,
};

/// Says no to an offer: others are asked, and this person isn't again at the present destination.
pub struct Decline {
    /// Who.
    pub actor: Actor,
    /// What colleagues call them.
    pub name: Name,
    /// Which enquiry.
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for Decline {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let staff_id = self.actor.staff_id;
        if !draft.current(self.enquiry_id)?.is_offered_to(staff_id) {
            return Err(Refusal::NotOffered);
        }
        draft.withdraw_offers(WithdrawalReason::Declined, |offered| offered == staff_id);
        if let Some(assignment) = &mut draft.enquiry().assignment {
            assignment.declined.push(staff_id);
        }
        draft.trace(
            Step::Declined {
                staff: self.name.full(),
            },
            Some(Destination::Staff(staff_id)),
        );
        if let Some(target) = present_target(draft) {
            follow(draft, target);
        }
        Ok(())
    }
}
