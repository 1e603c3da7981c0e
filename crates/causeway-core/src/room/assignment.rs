//! Working through the plan of a search: which destinations are tried, which are skipped, and what
//! happens when none is left.

use serde_json::Map;

use super::{
    Draft,
    destination::{destination, find, member, name_of, person, ready_at},
    dialog::ask_chatbot,
    pick_up::Pickup,
};
use crate::{
    StaffId, Timestamp,
    assignment::{Assignment, Destination, TRANSFER_WAIT, TransferMode},
    enquiry::EnquiryState,
    message::Purpose,
    source::OutgoingEvent,
    staffing::{Member, Skip},
    trace::{NAMES_MAX, NotAsked, Step},
};

/// Starts a search with this plan.
pub(super) fn begin(draft: &mut Draft<'_>, plan: Vec<Destination>, transfer: Option<TransferMode>) {
    let assignment = Assignment::new(plan, transfer, draft.now());
    draft.enquiry().assignment = Some(assignment);
    go_on(draft);
}

/// Tries the next destinations of the plan until one has someone ready; if none is left, the search
/// ends.
pub(super) fn go_on(draft: &mut Draft<'_>) {
    while let Some(target) = draft
        .enquiry()
        .assignment
        .as_mut()
        .and_then(Assignment::try_next)
    {
        match target {
            Destination::Group(group_id) => draft.note_destination(group_id),
            Destination::Staff(staff_id) => draft.note_asked(staff_id),
            Destination::Chatbot(_) => {}
        }
        let ready = ready_at(draft, target);
        if !matches!(ready, Err(Skip::Language | Skip::Removed)) {
            note_left_out(draft, target);
        }
        match ready {
            Err(Skip::Full) => return wait_for(draft, target),
            Err(skip) => {
                let step = Step::Skipped {
                    destination: name_of(draft, target),
                    reason: skip,
                };
                draft.trace(step, Some(target));
            }
            Ok(ready) => return ask(draft, target, &ready),
        }
    }
    give_up(draft);
}

/// Records which members of a service group get no offer, and why.
fn note_left_out(draft: &mut Draft<'_>, target: Destination) {
    let owner = draft
        .room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.owner);
    let Some(known) = destination(draft, target) else {
        return;
    };
    let left_out = known.left_out(|staff_id| owner == Some(staff_id));
    let people: Vec<StaffId> = left_out.iter().map(|(member, _)| member.staff_id).collect();
    if people.is_empty() {
        return;
    }
    let step = Step::LeftOut {
        destination: known.name.clone(),
        people: left_out
            .iter()
            .take(NAMES_MAX)
            .map(|(member, reason)| NotAsked {
                name: member.name.full(),
                reason: *reason,
            })
            .collect(),
        more: people.len().saturating_sub(NAMES_MAX),
    };
    draft.trace_people(step, Some(target), &people);
}

/// Tries a destination: offers the enquiry to its ready members until the destination's wait ends,
/// or assigns it; or begins a chatbot's turn.
fn ask(draft: &mut Draft<'_>, target: Destination, ready: &[StaffId]) {
    if let Some(chatbot) = target.chatbot().and_then(|id| find(draft, id)) {
        return ask_chatbot(draft, &chatbot);
    }
    begin_wait(draft, target);
    ask_now(draft, target, ready);
}

/// Waits at a destination whose members are all at capacity: the first to finish an enquiry gets
/// the offer.
fn wait_for(draft: &mut Draft<'_>, target: Destination) {
    begin_wait(draft, target);
    let step = Step::Waiting {
        destination: name_of(draft, target),
    };
    draft.trace(step, Some(target));
}

fn begin_wait(draft: &mut Draft<'_>, target: Destination) {
    let transfer = draft
        .enquiry()
        .assignment
        .as_ref()
        .and_then(|assignment| assignment.transfer);
    let wait = match (destination(draft, target), transfer) {
        (Some(destination), _) => destination.settings.wait(),
        (None, Some(_)) => TRANSFER_WAIT,
        (None, None) => draft.room.channel.settings.sticky.wait(),
    };
    let wait_until = draft.now().plus(wait);
    if let Some(assignment) = &mut draft.enquiry().assignment {
        assignment.wait_until = wait_until;
    }
}

/// Offers the enquiry to the members of `ready` whose turn it is, or assigns it if the workspace
/// uses auto pick-up.
pub(super) fn ask_now(draft: &mut Draft<'_>, target: Destination, ready: &[StaffId]) {
    let transfers = draft
        .enquiry()
        .assignment
        .as_ref()
        .is_some_and(|assignment| assignment.transfer.is_some());
    if draft.room.auto_pick_up && !transfers {
        let destination = destination(draft, target);
        let max_open = destination.and_then(|destination| destination.settings.max_open_per_member);
        let assignee = destination.map_or(ready.first().copied(), |destination| {
            destination.assignee(ready)
        });
        if let Some(Member { staff_id, name, .. }) = assignee
            .and_then(|staff_id| member(draft, staff_id))
            .cloned()
        {
            let step = Step::Assigned { staff: name.full() };
            return Pickup {
                staff_id,
                name,
                step,
                max_open,
            }
            .apply(draft);
        }
    }
    offer(draft, target, ready);
}

/// Offers the enquiry to the members of `ready` whose turn it is.
pub(super) fn offer(draft: &mut Draft<'_>, target: Destination, ready: &[StaffId]) {
    let now = draft.now();
    let Some(assignment) = draft.enquiry().assignment.clone() else {
        return;
    };
    let one_by_one =
        destination(draft, target).filter(|known| known.settings.distribution.is_one_by_one());
    let Some(destination) = one_by_one else {
        // Ignores a ring that has ended: the group may have been one by one until now.
        let offers = draft.enquiry().offers.iter();
        let offered: Vec<StaffId> = offers
            .filter(|offer| offer.expires_at > now)
            .map(|offer| offer.staff_id)
            .collect();
        let asked: Vec<StaffId> = ready
            .iter()
            .filter(|staff_id| !offered.contains(staff_id))
            .copied()
            .collect();
        if !asked.is_empty() {
            let step = step_of_offer(draft, target, &asked);
            draft.trace_people(step, Some(target), &asked);
        }
        for staff_id in asked {
            draft.offer(staff_id, assignment.wait_until);
        }
        return;
    };
    let Some(next) = destination.after(assignment.rung, ready) else {
        return;
    };
    let expires_at: Timestamp = now
        .plus(destination.settings.ring())
        .min(assignment.wait_until);
    if assignment.rung != Some(next) {
        let step = step_of_offer(draft, target, &[next]);
        draft.trace(step, Some(Destination::Staff(next)));
    }
    if let Some(assignment) = &mut draft.enquiry().assignment {
        assignment.rung = Some(next);
    }
    draft.offer(next, expires_at);
}

/// Ends a search with no destinations left.
pub(super) fn give_up(draft: &mut Draft<'_>) {
    let transfer = draft
        .enquiry()
        .assignment
        .as_ref()
        .and_then(|assignment| assignment.transfer);
    if transfer == Some(TransferMode::Loopback) {
        draft.stop_transfer();
        let owner = draft.enquiry().owner;
        let step = Step::Returned {
            staff: owner_name(draft),
        };
        draft.trace(step, owner.map(Destination::Staff));
        return;
    }
    let first_miss = draft.enquiry().missed_at.is_none();
    miss(draft);
    let away = draft.room.channel.settings.messages.away.clone();
    if first_miss && away.enabled {
        draft.say_automatically(&away.text, &away.texts, Purpose::Away, "");
    }
}

/// Marks the enquiry as missed.
pub(super) fn miss(draft: &mut Draft<'_>) {
    let now = draft.now();
    let before = draft.enquiry().owner;
    let enquiry = draft.enquiry();
    enquiry.assignment = None;
    enquiry.state = EnquiryState::Missed;
    enquiry.missed_at = Some(now);
    enquiry.owner = None;
    enquiry.snoozed_until = None;
    enquiry.warned_at = None;
    draft.change().busied.extend(before);
    draft.trace(Step::Missed, None);
    draft.notify(OutgoingEvent::EnquiryMissed, None, Map::new());
}

/// The owner's name, if loaded.
fn owner_name(draft: &mut Draft<'_>) -> Option<String> {
    let owner = draft.enquiry().owner?;
    member(draft, owner).is_some().then(|| person(draft, owner))
}

fn step_of_offer(draft: &Draft<'_>, target: Destination, asked: &[StaffId]) -> Step {
    Step::Offered {
        destination: target.group().map(|_| name_of(draft, target)),
        people: asked
            .iter()
            .take(NAMES_MAX)
            .map(|staff_id| person(draft, *staff_id))
            .collect(),
        more: asked.len().saturating_sub(NAMES_MAX),
    }
}
