//! Declining an offer.

use super::{Draft, Refusal, RoomDecision, destination::present_target, route::follow};
use crate::{
    EnquiryId, assignment::Destination, event::WithdrawalReason, permission::Actor, staff::Name,
    trace::Step,
};

/// A staff member declines an offer: others get it, and this person gets no other offer from the
/// current destination.
pub struct Decline {
    pub actor: Actor,
    /// The actor's name, for colleagues.
    pub name: Name,
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
