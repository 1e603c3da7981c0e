//! Picking up an enquiry.

use super::{Draft, Refusal, RoomDecision, destination::destination};
use crate::{
    EnquiryId, StaffId,
    assignment::{Assignment, Destination},
    enquiry::EnquiryState,
    event::WithdrawalReason,
    permission::{Actor, EnquiryAction},
    room::outgoing,
    source::OutgoingEvent,
    staff::Name,
    trace::Step,
};

/// Picks up an enquiry that is open or being transferred, or follows up one that was missed. The
/// first one wins; the owner may repeat the request.
pub struct PickUp {
    pub actor: Actor,
    /// The actor's name, which visitors may see.
    pub name: Name,
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for PickUp {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let enquiry = draft.current(self.enquiry_id)?;
        match enquiry.state {
            EnquiryState::Open | EnquiryState::Missed => {}
            EnquiryState::Ongoing | EnquiryState::FollowedUp
                if enquiry.owner == Some(self.actor.staff_id) =>
            {
                return Ok(());
            }
            EnquiryState::Ongoing | EnquiryState::FollowedUp => {
                if !enquiry.is_offered_to(self.actor.staff_id) {
                    return Err(Refusal::AlreadyPickedUp);
                }
            }
            EnquiryState::Closed => return Err(Refusal::EnquiryClosed),
        }
        if !self.actor.may_with(EnquiryAction::PickUp, enquiry) {
            return Err(Refusal::NotOffered);
        }
        let oversees = self.actor.may_with(EnquiryAction::TakeOver, enquiry);
        let target = enquiry
            .assignment
            .as_ref()
            .and_then(Assignment::target)
            .filter(|_| !oversees);
        let destination = target.and_then(|target| destination(draft, target));
        let staff_id = self.actor.staff_id;
        // Someone with two offers may be at capacity after accepting the other one.
        if let Some(destination) = destination
            && destination
                .members
                .iter()
                .any(|member| member.staff_id == staff_id && !destination.has_room(member))
        {
            return Err(Refusal::NotOffered);
        }
        let max_open = destination.and_then(|destination| destination.settings.max_open_per_member);
        let name = self.name.clone();
        let step = Step::PickedUp { staff: name.full() };
        Pickup {
            staff_id,
            name,
            step,
            max_open,
        }
        .apply(draft);
        Ok(())
    }
}

/// Takes an enquiry over from its owner, or picks it up without an offer. For staff who oversee it.
pub struct TakeOver {
    pub actor: Actor,
    /// The actor's name, which visitors may see.
    pub name: Name,
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for TakeOver {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::TakeOver, enquiry) {
            return Err(Refusal::Forbidden);
        }
        if enquiry.owner != Some(self.actor.staff_id) {
            let name = self.name.clone();
            let staff_id = self.actor.staff_id;
            let step = Step::TakenOver { staff: name.full() };
            Pickup {
                staff_id,
                name,
                step,
                max_open: None,
            }
            .apply(draft);
        }
        Ok(())
    }
}

/// Makes a staff member the owner of an enquiry that is not closed.
pub(super) struct Pickup {
    pub(super) staff_id: StaffId,
    pub(super) name: Name,
    /// The trace entry.
    pub(super) step: Step,
    /// The maximum number of enquiries that they may handle, including this one.
    pub(super) max_open: Option<u32>,
}

impl Pickup {
    pub(super) fn apply(self, draft: &mut Draft<'_>) {
        let Self {
            staff_id,
            name,
            step,
            max_open,
        } = self;
        let now = draft.now();
        draft.withdraw_offers(WithdrawalReason::PickedUp, |_| true);
        let enquiry = draft.enquiry();
        let (state, event) = match enquiry.state {
            EnquiryState::Open => (EnquiryState::Ongoing, OutgoingEvent::EnquiryAssigned),
            EnquiryState::Missed | EnquiryState::Closed => {
                (EnquiryState::FollowedUp, OutgoingEvent::EnquiryFollowedUp)
            }
            handled @ (EnquiryState::Ongoing | EnquiryState::FollowedUp) => {
                (handled, OutgoingEvent::EnquiryTransferred)
            }
        };
        let before = enquiry.owner.replace(staff_id);
        let target = enquiry
            .assignment
            .take()
            .as_ref()
            .and_then(Assignment::target);
        enquiry.state = state;
        enquiry
            .participants
            .retain(|participant| *participant != staff_id);
        enquiry.snoozed_until = None;
        enquiry.quiet_since = now;
        enquiry.warned_at = None;
        enquiry.last_activity_at = now;
        if before.is_none() {
            enquiry.picked_up_at = Some(now);
        }
        let change = draft.change();
        change.busied.extend(before.into_iter().chain([staff_id]));
        change.max_open = max_open.map(|max| (staff_id, max));
        if let Some(destination) = target.and_then(|target| destination(draft, target))
            && destination
                .members
                .iter()
                .any(|member| member.staff_id == staff_id)
        {
            let picked = Some((destination.group_id, staff_id));
            draft.change().picked = picked;
        }
        draft.bind(staff_id);
        draft.trace(step, Some(Destination::Staff(staff_id)));
        let display_name = draft.room.channel.settings.display_name_format.of(&name);
        draft.notify(event, None, outgoing::staff_data(display_name.as_deref()));
    }
}
