//! Changing the participants of an enquiry.

use super::{Draft, Refusal, RoomDecision, transfer::handled};
use crate::{EnquiryId, StaffId, enquiry::PARTICIPANTS_MAX, permission::Actor};

/// Adds and removes participants. The owner and those who oversee the enquiry may do so;
/// participants may leave.
pub struct ChangeParticipants {
    pub actor: Actor,
    pub enquiry_id: EnquiryId,
    pub add: Vec<StaffId>,
    pub remove: Vec<StaffId>,
}

impl RoomDecision for ChangeParticipants {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let leaves = self.add.is_empty() && self.remove == [self.actor.staff_id];
        if !leaves {
            handled(draft, &self.actor, self.enquiry_id)?;
        }
        let enquiry = draft.current(self.enquiry_id)?;
        let mut participants = enquiry.participants.clone();
        participants.retain(|staff_id| !self.remove.contains(staff_id));
        for staff_id in &self.add {
            if enquiry.owner != Some(*staff_id) && !participants.contains(staff_id) {
                participants.push(*staff_id);
            }
        }
        if participants.len() > PARTICIPANTS_MAX {
            return Err(Refusal::TooManyParticipants {
                max: PARTICIPANTS_MAX,
            });
        }
        if participants != enquiry.participants {
            draft.enquiry().participants = participants;
        }
        Ok(())
    }
}
