//! An enquiry is handed on.

use super::{
    Draft, Refusal, RoomDecision,
    assignment::{begin, name_of, ready_at},
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

/// Hands an enquiry on to a service group or a person. It stays the sender's until somebody accepts. Refused when nobody
/// there could be asked now.
pub struct Transfer {
    /// Who.
    pub actor: Actor,
    /// What colleagues call them.
    pub name: Name,
    /// Which enquiry.
    pub enquiry_id: EnquiryId,
    /// To whom.
    pub to: Destination,
    /// What becomes of it when nobody accepts.
    pub mode: TransferMode,
    /// What colleagues should know.
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

/// Keeps an enquiry that was to be handed on. Nothing happens when nobody is asked any more.
pub struct CancelTransfer {
    /// Who.
    pub actor: Actor,
    /// What colleagues call them.
    pub name: Name,
    /// Which enquiry.
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

/// Refuses unless somebody handles the enquiry and the actor may say what becomes of it.
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
