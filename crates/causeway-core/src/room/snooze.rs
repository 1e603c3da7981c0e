//! An enquiry is put off.

use super::{Draft, Refusal, RoomDecision, transfer::handled};
use crate::{EnquiryId, Timestamp, permission::Actor};

/// Puts an enquiry off until a time, or no longer. A visitor's message ends it too.
pub struct Snooze {
    /// Who.
    pub actor: Actor,
    /// Which enquiry.
    pub enquiry_id: EnquiryId,
    /// Until when; `None`: it is at hand again.
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
