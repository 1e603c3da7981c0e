//! Offers follow who is there.

use super::{
    Draft, Refusal, RoomDecision,
    assignment::{ask_now, destination, go_on, person, ready_at},
};
use crate::{
    StaffId,
    assignment::{Assignment, Destination},
    event::WithdrawalReason,
    staffing::Skip,
    trace::Step,
};

/// Somebody became active or stopped being so: offers at the present target follow.
pub struct RefreshOffers;

impl RoomDecision for RefreshOffers {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        // A chatbot goes by its own time, whoever is there.
        if let Some(target) = present_target(draft).filter(|target| target.chatbot().is_none()) {
            follow(draft, target);
        }
        Ok(())
    }
}

/// Who is asked now, while somebody is looked for.
pub(super) fn present_target(draft: &Draft<'_>) -> Option<Destination> {
    draft
        .room
        .enquiry
        .as_ref()?
        .assignment
        .as_ref()
        .and_then(Assignment::target)
}

/// Takes the enquiry back from whoever can't take it any more, puts it to whoever can, and goes on when nobody can.
pub(super) fn follow(draft: &mut Draft<'_>, target: Destination) {
    let ready = ready_at(draft, target);
    let free = ready.as_deref().unwrap_or_default();
    let Some(enquiry) = &draft.room.enquiry else {
        return;
    };
    let offered: Vec<StaffId> = enquiry.offers.iter().map(|offer| offer.staff_id).collect();
    let gone: Vec<StaffId> = offered
        .iter()
        .filter(|staff| !free.contains(staff))
        .copied()
        .collect();
    for staff_id in &gone {
        let step = Step::NoLongerAvailable {
            staff: person(draft, *staff_id),
        };
        draft.trace(step, Some(Destination::Staff(*staff_id)));
    }
    if !gone.is_empty() {
        draft.withdraw_offers(WithdrawalReason::Left, |staff| gone.contains(&staff));
    }
    match ready {
        Ok(ready) => ask_others(draft, target, &ready),
        Err(Skip::Full) => {}
        Err(
            Skip::Removed | Skip::Language | Skip::NobodyActive | Skip::Asked | Skip::NotAnswering,
        ) => go_on(draft),
    }
}

/// At a target where one is rung after the other, a standing offer is enough.
fn ask_others(draft: &mut Draft<'_>, target: Destination, ready: &[StaffId]) {
    let Some(enquiry) = &draft.room.enquiry else {
        return;
    };
    let offered: Vec<StaffId> = enquiry.offers.iter().map(|offer| offer.staff_id).collect();
    let one_by_one =
        destination(draft, target).is_some_and(|known| known.settings.distribution.is_one_by_one());
    let lacks_somebody = ready.iter().any(|staff| !offered.contains(staff));
    if (one_by_one && offered.is_empty()) || (!one_by_one && lacks_somebody) {
        ask_now(draft, target, ready);
    }
}
