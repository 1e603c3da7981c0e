//! Handling a clock that was set back: stored times are then further ahead than any wait is long.

use super::{
    Draft, Refusal, RoomDecision,
    destination::{destination, find},
};
use crate::{
    Timestamp,
    assignment::{Assignment, Destination, TRANSFER_WAIT},
};

/// Limits every wait of the room to the time it would take if it began now. A snooze keeps the time
/// that staff chose.
pub struct BoundWaits;

impl RoomDecision for BoundWaits {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let now = draft.now();
        let Some(enquiry) = &draft.room.enquiry else {
            return Ok(());
        };
        let (quiet, warned) = (
            enquiry.quiet_since > now,
            enquiry.warned_at.is_some_and(|at| at > now),
        );
        if quiet {
            draft.enquiry().quiet_since = now;
        }
        if warned {
            draft.enquiry().warned_at = Some(now);
        }
        let assignment = draft
            .room
            .enquiry
            .as_ref()
            .and_then(|enquiry| enquiry.assignment.as_ref());
        let Some(wait_until) = assignment.and_then(|assignment| longest(draft, assignment, now))
        else {
            return Ok(());
        };
        bound_search(draft, wait_until, now);
        Ok(())
    }
}

fn bound_search(draft: &mut Draft<'_>, latest: Timestamp, now: Timestamp) {
    let Some(assignment) = draft
        .room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.assignment.as_ref())
    else {
        return;
    };
    let (target, wait_until) = (assignment.target(), assignment.wait_until.min(latest));
    if wait_until < assignment.wait_until
        && let Some(assignment) = &mut draft.enquiry().assignment
    {
        assignment.wait_until = wait_until;
    }
    let one_by_one = target.and_then(|target| destination(draft, target));
    let ring = one_by_one
        .filter(|known| known.settings.distribution.is_one_by_one())
        .map(|known| known.settings.ring());
    let latest = ring.map_or(wait_until, |ring| now.plus(ring).min(wait_until));
    let offers = draft
        .room
        .enquiry
        .iter()
        .flat_map(|enquiry| &enquiry.offers);
    let late: Vec<_> = offers
        .filter(|offer| offer.expires_at > latest)
        .map(|offer| offer.staff_id)
        .collect();
    for staff_id in late {
        draft.offer(staff_id, latest);
    }
}

/// The latest time until which a search may wait at its current destination; `None` if it is not
/// waiting.
fn longest(draft: &Draft<'_>, assignment: &Assignment, now: Timestamp) -> Option<Timestamp> {
    let wait = match assignment.target()? {
        Destination::Chatbot(id) => {
            let owes = assignment
                .dialog
                .is_some_and(|dialog| dialog.turn.is_some());
            find(draft, id).map(|chatbot| {
                if owes {
                    chatbot.settings.answer()
                } else {
                    chatbot.settings.quiet()
                }
            })
        }
        target @ Destination::Group(_) => {
            destination(draft, target).map(|known| known.settings.wait())
        }
        Destination::Staff(_) if assignment.transfer.is_some() => Some(TRANSFER_WAIT),
        Destination::Staff(_) => Some(draft.room.channel.settings.sticky.wait()),
    };
    // A destination that was removed meanwhile has no wait.
    Some(now.plus(wait.unwrap_or_default()))
}
