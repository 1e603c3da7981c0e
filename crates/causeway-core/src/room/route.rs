//! Adjusting offers to who is available.

use super::{
    Draft, Refusal, RoomDecision,
    assignment::{ask_now, go_on},
    destination::{destination, person, present_target, ready_at},
};
use crate::{
    StaffId, assignment::Destination, event::WithdrawalReason, staffing::Skip, trace::Step,
};

/// A staff member's availability changed: offers at the current destination are adjusted.
pub struct RefreshOffers;

impl RoomDecision for RefreshOffers {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        // A chatbot has its own time limit, regardless of staff.
        if let Some(target) = present_target(draft).filter(|target| target.chatbot().is_none()) {
            follow(draft, target);
        }
        Ok(())
    }
}

/// Withdraws offers from staff who are no longer available, makes offers to those who are, and
/// moves on if there is no one.
pub(super) fn follow(draft: &mut Draft<'_>, target: Destination) {
    let ready = ready_at(draft, target);
    let free = ready.as_deref().unwrap_or_default();
    let Some(enquiry) = &draft.room.enquiry else {
        return;
    };
    let offered: Vec<StaffId> = enquiry.offers.iter().map(|offer| offer.staff_id).collect();
    let unavailable: Vec<StaffId> = offered
        .iter()
        .filter(|staff| !free.contains(staff))
        .copied()
        .collect();
    for staff_id in &unavailable {
        let step = Step::NoLongerAvailable {
            staff: person(draft, *staff_id),
        };
        draft.trace(step, Some(Destination::Staff(*staff_id)));
    }
    if !unavailable.is_empty() {
        draft.withdraw_offers(WithdrawalReason::Left, |staff| unavailable.contains(&staff));
    }
    match ready {
        Ok(ready) => ask_others(draft, target, &ready),
        Err(Skip::Full) => {}
        Err(
            Skip::Removed | Skip::Language | Skip::NobodyActive | Skip::Asked | Skip::NotAnswering,
        ) => go_on(draft),
    }
}

/// At a destination that rings one member at a time, one offer is enough.
fn ask_others(draft: &mut Draft<'_>, target: Destination, ready: &[StaffId]) {
    let Some(enquiry) = &draft.room.enquiry else {
        return;
    };
    let offered: Vec<StaffId> = enquiry.offers.iter().map(|offer| offer.staff_id).collect();
    let one_by_one =
        destination(draft, target).is_some_and(|known| known.settings.distribution.is_one_by_one());
    let is_incomplete = ready.iter().any(|staff| !offered.contains(staff));
    if (one_by_one && offered.is_empty()) || (!one_by_one && is_incomplete) {
        ask_now(draft, target, ready);
    }
}
