//! Transferring an enquiry.

use super::{
    Draft, Refusal, RoomDecision,
    assignment::begin,
    destination::{name_of, ready_at},
    note::by,
};
use crate::{
    EnquiryId,
    assignment::{Destination, TransferMode},
    enquiry::EnquiryState,
    event::WithdrawalReason,
    permission::{Actor, EnquiryAction},
    staff::Name,
    trace::Step,
};

/// Transfers an enquiry to a service group, a chatbot or a staff member. It stays with the sender
/// until someone accepts. Refused if no one there is available now.
pub struct Transfer {
    pub actor: Actor,
    /// The actor's name, for colleagues.
    pub name: Name,
    pub enquiry_id: EnquiryId,
    pub to: Destination,
    /// What happens if no one accepts.
    pub mode: TransferMode,
    /// A note for colleagues.
    pub note: Option<String>,
}

impl RoomDecision for Transfer {
    type Answer = ();

    fn target(&self) -> Option<Destination> {
        Some(self.to)
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        handled(draft, &self.actor, self.enquiry_id)?;
        if ready_at(draft, self.to).is_err() {
            return Err(Refusal::NobodyAvailable);
        }
        draft.withdraw_offers(WithdrawalReason::Cancelled, |_| true);
        if let Some(note) = &self.note {
            draft.note(by(&self.actor, &self.name), note, None);
        }
        let step = Step::Transferred {
            staff: self.name.full(),
            to: name_of(draft, self.to),
            mode: self.mode,
        };
        draft.trace(step, Some(self.to));
        begin(draft, vec![self.to], Some(self.mode));
        Ok(())
    }
}

/// Cancels a transfer. Changes nothing if the transfer has ended already.
pub struct CancelTransfer {
    pub actor: Actor,
    /// The actor's name, for colleagues.
    pub name: Name,
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for CancelTransfer {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        handled(draft, &self.actor, self.enquiry_id)?;
        if draft
            .room
            .enquiry
            .as_ref()
            .is_some_and(|enquiry| enquiry.assignment.is_some())
        {
            draft.withdraw_offers(WithdrawalReason::Cancelled, |_| true);
            draft.stop_transfer();
            draft.trace(
                Step::TransferCancelled {
                    staff: self.name.full(),
                },
                Some(Destination::Staff(self.actor.staff_id)),
            );
        }
        Ok(())
    }
}

/// Refuses unless the enquiry has an owner and the actor may handle it.
pub(super) fn handled(
    draft: &Draft<'_>,
    actor: &Actor,
    enquiry_id: EnquiryId,
) -> Result<(), Refusal> {
    let enquiry = draft.current(enquiry_id)?;
    if !actor.may_with(EnquiryAction::Handle, enquiry) {
        return Err(if enquiry.owner.is_some() {
            Refusal::Forbidden
        } else {
            Refusal::NotOwner
        });
    }
    match enquiry.state {
        EnquiryState::Ongoing | EnquiryState::FollowedUp => Ok(()),
        EnquiryState::Open | EnquiryState::Missed => Err(Refusal::NotPickedUp),
        EnquiryState::Closed => Err(Refusal::EnquiryClosed),
    }
}
