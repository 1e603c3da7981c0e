//! Waits that end: a ring, a destination's wait, a snooze, the period of silence before auto-close.

use super::{
    Draft, Refusal, RoomDecision,
    assignment::{go_on, offer},
    chatbot_turn::on_chatbot_timeout,
    close::close_by_system,
    destination::{name_of, person, present_target, ready_at},
    route::follow,
};
use crate::{
    Timestamp, assignment::Destination, enquiry::Enquiry, event::WithdrawalReason,
    message::Purpose, trace::Step,
};

/// Handles every wait of the room that has ended.
pub struct Tick;

impl RoomDecision for Tick {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let now = draft.now();
        if wait_until(draft).is_some_and(|wait_until| wait_until <= now) {
            end_wait(draft);
        } else if draft
            .room
            .enquiry
            .as_ref()
            .is_some_and(|enquiry| has_rung(enquiry, now))
        {
            end_ring(draft, now);
        }
        wake(draft, now);
        auto_close(draft, now);
        Ok(())
    }
}

fn wait_until(draft: &Draft<'_>) -> Option<Timestamp> {
    draft
        .room
        .enquiry
        .as_ref()?
        .assignment
        .as_ref()
        .map(|assignment| assignment.wait_until)
}

/// The wait at the current destination has ended: the next one is tried.
fn end_wait(draft: &mut Draft<'_>) {
    if let Some(Destination::Chatbot(id)) = present_target(draft) {
        return on_chatbot_timeout(draft, id);
    }
    if let Some(target) = present_target(draft) {
        let step = Step::Unanswered {
            destination: name_of(draft, target),
        };
        draft.trace(step, Some(target));
    }
    draft.withdraw_offers(WithdrawalReason::Expired, |_| true);
    go_on(draft);
}

fn has_rung(enquiry: &Enquiry, now: Timestamp) -> bool {
    enquiry.offers.iter().any(|offer| offer.expires_at <= now)
}

/// A member's ring has ended: the next member is rung.
fn end_ring(draft: &mut Draft<'_>, now: Timestamp) {
    let Some(target) = present_target(draft) else {
        return;
    };
    let expired: Vec<_> = draft
        .enquiry()
        .offers
        .iter()
        .filter(|offer| offer.expires_at <= now)
        .copied()
        .collect();
    let rung = draft
        .enquiry()
        .assignment
        .as_ref()
        .and_then(|assignment| assignment.rung);
    // A member who is alone keeps one long ring.
    let stays = ready_at(draft, target)
        .ok()
        .is_some_and(|ready| rung.is_some_and(|rung| ready == [rung]));
    if stays {
        let ready: Vec<_> = rung.into_iter().collect();
        return offer(draft, target, &ready);
    }
    for offer in &expired {
        let step = Step::Unanswered {
            destination: person(draft, offer.staff_id),
        };
        draft.trace(step, Some(Destination::Staff(offer.staff_id)));
    }
    draft.withdraw_offers(WithdrawalReason::Expired, |staff| {
        expired.iter().any(|offer| offer.staff_id == staff)
    });
    follow(draft, target);
}

/// Ends a snooze.
fn wake(draft: &mut Draft<'_>, now: Timestamp) {
    let snoozed_until = draft
        .room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.snoozed_until);
    if snoozed_until.is_some_and(|until| until <= now) {
        let enquiry = draft.enquiry();
        enquiry.snoozed_until = None;
        enquiry.quiet_since = now;
        enquiry.warned_at = None;
    }
}

/// Sends the warning, and closes the enquiry later.
fn auto_close(draft: &mut Draft<'_>, now: Timestamp) {
    let settings = draft.room.channel.settings.auto_close.clone();
    let due_at = draft
        .room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.auto_close_at(&settings));
    if due_at.is_none_or(|due_at| now < due_at) {
        return;
    }
    if draft.enquiry().warned_at.is_some() {
        return close_by_system(draft);
    }
    draft.enquiry().warned_at = Some(now);
    draft.say_automatically(
        &settings.text,
        &settings.texts,
        Purpose::AutoCloseWarning,
        "",
    );
}
