//! Who is asked to take an enquiry, and what happens when nobody does.

use serde_json::Map;

use super::{Draft, Refusal, RoomDecision};
use crate::{
    StaffId, Timestamp,
    enquiry::{Enquiry, EnquiryState},
    event::WithdrawalReason,
    message::Purpose,
    source::OutgoingEvent,
};

/// A wait has ended: the next destination is tried.
pub struct Tick;

impl RoomDecision for Tick {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let now = draft.now();
        if open_until(draft).is_some_and(|wait_until| wait_until <= now) {
            draft.withdraw_offers(WithdrawalReason::Expired, |_| true);
            route_on(draft);
        }
        Ok(())
    }
}

/// Somebody became active or stopped being so: offers at the present destination follow.
pub struct RefreshOffers;

impl RoomDecision for RefreshOffers {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Some(wait_until) = open_until(draft) else {
            return Ok(());
        };
        let ready = ready_at_destination(draft);
        let enquiry = draft.room.enquiry.as_ref().expect("it is open");
        let offered: Vec<StaffId> = enquiry.offers.iter().map(|offer| offer.staff_id).collect();
        if offered.iter().any(|staff| !ready.contains(staff)) {
            draft.withdraw_offers(WithdrawalReason::Left, |staff| !ready.contains(&staff));
        }
        for staff in ready.iter().filter(|staff| !offered.contains(staff)) {
            draft.offer(*staff, wait_until);
        }
        if ready.is_empty() {
            route_on(draft);
        }
        Ok(())
    }
}

/// Until when the enquiry waits, if it is open.
fn open_until(draft: &Draft<'_>) -> Option<Timestamp> {
    match draft.room.enquiry.as_ref()?.state {
        EnquiryState::Open { wait_until } => Some(wait_until),
        EnquiryState::Ongoing | EnquiryState::Missed | EnquiryState::FollowedUp | EnquiryState::Closed => None,
    }
}

fn ready_at_destination(draft: &Draft<'_>) -> Vec<StaffId> {
    let group = draft.room.enquiry.as_ref().and_then(Enquiry::destination);
    let destination = draft.room.staffing.iter().find(|destination| Some(destination.group_id) == group);
    destination.map(|destination| destination.ready().collect()).unwrap_or_default()
}

/// Puts the enquiry to the next destination that has somebody ready, or misses it.
pub(super) fn route_on(draft: &mut Draft<'_>) {
    let language = draft.room.visitor.profile.language.clone();
    while let Some(group) = draft.try_destination() {
        let destination = draft.room.staffing.iter().find(|destination| destination.group_id == group);
        let Some(destination) = destination.filter(|known| known.settings.speaks(language.as_deref())) else {
            // A group that is gone, or that doesn't speak the visitor's language.
            continue;
        };
        let ready: Vec<StaffId> = destination.ready().collect();
        if ready.is_empty() {
            continue;
        }
        let wait_until = draft.now().plus(destination.settings.wait());
        draft.enquiry().state = EnquiryState::Open { wait_until };
        for staff in ready {
            draft.offer(staff, wait_until);
        }
        return;
    }
    miss(draft);
    let away = draft.room.channel.settings.messages.away.clone();
    if away.enabled {
        draft.say_automatically(&away.text, Purpose::Away, "");
    }
}

/// Nobody takes the enquiry in time.
pub(super) fn miss(draft: &mut Draft<'_>) {
    let now = draft.now();
    let enquiry = draft.enquiry();
    enquiry.state = EnquiryState::Missed;
    enquiry.missed_at = Some(now);
    draft.notify(OutgoingEvent::EnquiryMissed, None, Map::new());
}
