//! Snoozing an enquiry.

use super::{Draft, Refusal, RoomDecision, transfer::handled};
use crate::{EnquiryId, Timestamp, permission::Actor};

/// Snoozes an enquiry until a time, or ends the snooze. A visitor's message ends it too.
pub struct Snooze {
    pub actor: Actor,
    pub enquiry_id: EnquiryId,
    /// When the snooze ends; `None` ends it now.
    pub until: Option<Timestamp>,
}

impl RoomDecision for Snooze {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        handled(draft, &self.actor, self.enquiry_id)?;
        let now = draft.now();
        let until = self.until.filter(|until| *until > now);
        let enquiry = draft.enquiry();
        enquiry.snoozed_until = until;
        if until.is_none() {
            enquiry.quiet_since = now;
            enquiry.warned_at = None;
        }
        Ok(())
    }
}
