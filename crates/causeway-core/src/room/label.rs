//! Labels of an enquiry, closed or not.

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    EnquiryId, LabelId,
    event::Event,
    permission::{Actor, EnquiryAction},
};

/// Gives an enquiry exactly these labels.
pub struct SetLabels {
    /// Who.
    pub actor: Actor,
    /// Which enquiry.
    pub enquiry_id: EnquiryId,
    /// The labels.
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
