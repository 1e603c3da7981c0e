//! A staff member takes an enquiry.

use super::{Draft, Refusal, RoomDecision};
use crate::{
    EnquiryId,
    enquiry::EnquiryState,
    event::WithdrawalReason,
    outgoing,
    permission::{Actor, EnquiryAction},
    source::OutgoingEvent,
    staff::Name,
};

/// Takes an enquiry that is open, or follows up one that was missed. The first wins; whoever has it already may ask
/// again.
pub struct PickUp {
    /// Who.
    pub actor: Actor,
    /// What visitors may be told of them.
    pub name: Name,
    /// Which enquiry.
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for PickUp {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let enquiry = draft.current(self.enquiry_id)?;
        let (state, event) = match enquiry.state {
            EnquiryState::Open { .. } => (EnquiryState::Ongoing, OutgoingEvent::EnquiryAssigned),
            EnquiryState::Missed => (EnquiryState::FollowedUp, OutgoingEvent::EnquiryFollowedUp),
            EnquiryState::Ongoing | EnquiryState::FollowedUp if enquiry.owner == Some(self.actor.staff_id) => {
                return Ok(());
            }
            EnquiryState::Ongoing | EnquiryState::FollowedUp => return Err(Refusal::AlreadyPickedUp),
            EnquiryState::Closed => return Err(Refusal::EnquiryClosed),
        };
        if !self.actor.may_with(EnquiryAction::PickUp, enquiry) {
            return Err(Refusal::NotOffered);
        }
        let now = draft.now();
        draft.withdraw_offers(WithdrawalReason::PickedUp, |_| true);
        let enquiry = draft.enquiry();
        enquiry.state = state;
        enquiry.owner = Some(self.actor.staff_id);
        enquiry.picked_up_at = Some(now);
        enquiry.last_activity_at = now;
        let display_name = draft.room.channel.settings.display_name_format.of(&self.name);
        draft.notify(event, None, outgoing::staff_data(display_name.as_deref()));
        Ok(())
    }
}
