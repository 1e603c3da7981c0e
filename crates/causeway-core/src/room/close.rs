//! An enquiry ends.

use serde_json::Map;

use super::{Draft, Refusal, RoomDecision, route::miss};
use crate::{
    EnquiryId,
    enquiry::EnquiryState,
    event::WithdrawalReason,
    message::Purpose,
    permission::{Actor, EnquiryAction},
    source::OutgoingEvent,
    staff::Name,
};

/// A staff member closes the enquiry; the visitor gets the channel's closing message.
pub struct Close {
    /// Who.
    pub actor: Actor,
    /// What visitors may be told of them.
    pub name: Name,
    /// Which enquiry.
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for Close {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Close, enquiry) {
            return Err(Refusal::Forbidden);
        }
        match enquiry.state {
            EnquiryState::Ongoing | EnquiryState::FollowedUp => {}
            EnquiryState::Open { .. } | EnquiryState::Missed => return Err(Refusal::NotPickedUp),
            EnquiryState::Closed => return Err(Refusal::EnquiryClosed),
        }
        close(draft);
        let settings = &draft.room.channel.settings;
        if settings.messages.close.enabled {
            let text = settings.messages.close.text.clone();
            let display_name = settings.display_name_format.of(&self.name).unwrap_or_default();
            draft.say_automatically(&text, Purpose::Close, &display_name);
        }
        draft.notify(OutgoingEvent::EnquiryClosed, None, Map::new());
        Ok(())
    }
}

/// The visitor ends the conversation. What is being handled closes, without a closing message. What nobody has taken
/// counts as missed: it was never answered, and staff can still follow it up.
pub struct CloseByVisitor;

impl RoomDecision for CloseByVisitor {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Some(enquiry) = &draft.room.enquiry else {
            return Ok(());
        };
        match enquiry.state {
            EnquiryState::Ongoing | EnquiryState::FollowedUp => {
                close(draft);
                draft.notify(OutgoingEvent::EnquiryClosed, None, Map::new());
            }
            EnquiryState::Open { .. } => {
                draft.withdraw_offers(WithdrawalReason::Closed, |_| true);
                miss(draft);
            }
            EnquiryState::Missed | EnquiryState::Closed => {}
        }
        Ok(())
    }
}

fn close(draft: &mut Draft<'_>) {
    let now = draft.now();
    let enquiry = draft.enquiry();
    enquiry.state = EnquiryState::Closed;
    enquiry.closed_at = Some(now);
    enquiry.last_activity_at = now;
}
