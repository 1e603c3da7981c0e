//! Labelling an enquiry, closed or not.

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    EnquiryId, LabelId,
    event::Event,
    permission::{Actor, EnquiryAction},
};

/// Sets exactly these labels on an enquiry.
pub struct SetLabels {
    pub actor: Actor,
    pub enquiry_id: EnquiryId,
    pub labels: Vec<LabelId>,
}

impl RoomDecision for SetLabels {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::Enquiry(self.enquiry_id)
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let known = draft
            .room
            .enquiry
            .iter()
            .chain(&draft.room.earlier)
            .find(|known| known.id == self.enquiry_id);
        if !known.is_some_and(|enquiry| self.actor.may_with(EnquiryAction::Note, enquiry)) {
            return Err(Refusal::Forbidden);
        }
        draft.change().labels = Some((self.enquiry_id, self.labels.clone()));
        draft.change().events.push(Event::EnquiryUpdated {
            enquiry_id: self.enquiry_id,
        });
        Ok(())
    }
}
