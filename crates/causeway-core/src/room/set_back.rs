//! The clock was set back: times that were stored before lie further ahead than any wait is long.

use super::{Draft, Refusal, RoomDecision, search::destination, talk::find};
use crate::{
    Timestamp,
    search::{Search, TRANSFER_WAIT, Target},
};

/// Lets no wait of the room last longer from now than it could if it began now. A snooze keeps the time that people chose for it.
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
        let search = draft
            .room
            .enquiry
            .as_ref()
            .and_then(|enquiry| enquiry.search.as_ref());
        let Some(wait_until) = search.and_then(|search| longest(draft, search, now)) else {
            return Ok(());
        };
        bound_search(draft, wait_until, now);
        Ok(())
    }
}

fn bound_search(draft: &mut Draft<'_>, latest: Timestamp, now: Timestamp) {
    let Some(search) = draft
        .room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.search.as_ref())
    else {
        return;
    };
    let (target, wait_until) = (search.target(), search.wait_until.min(latest));
    if wait_until < search.wait_until
        && let Some(search) = &mut draft.enquiry().search
    {
        search.wait_until = wait_until;
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

/// The latest time until which a search may wait where it is now; `None` while it waits nowhere.
fn longest(draft: &Draft<'_>, search: &Search, now: Timestamp) -> Option<Timestamp> {
    let wait = match search.target()? {
        Target::Chatbot(id) => {
            let owes = search.talk.is_some_and(|talk| talk.turn.is_some());
            find(draft, id).map(|chatbot| {
                if owes {
                    chatbot.settings.answer()
                } else {
                    chatbot.settings.quiet()
                }
            })
        }
        target @ Target::Group(_) => destination(draft, target).map(|known| known.settings.wait()),
        Target::Staff(_) if search.transfer.is_some() => Some(TRANSFER_WAIT),
        Target::Staff(_) => Some(draft.room.channel.settings.sticky.wait()),
    };
    // What was removed meanwhile is not waited for.
    Some(now.plus(wait.unwrap_or_default()))
}
