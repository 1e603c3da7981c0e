//! Closing an enquiry.

use serde_json::Map;

use super::{Draft, Refusal, RoomDecision, assignment::miss, dialog::has_answered};
use crate::{
    EnquiryId, LabelId,
    assignment::Destination,
    enquiry::EnquiryState,
    event::WithdrawalReason,
    message::Purpose,
    permission::{Actor, EnquiryAction},
    source::OutgoingEvent,
    staff::Name,
    trace::Step,
};

/// A staff member closes the enquiry; the visitor gets the channel's closing message.
pub struct Close {
    pub actor: Actor,
    /// The actor's name, which visitors may see.
    pub name: Name,
    pub enquiry_id: EnquiryId,
    /// The labels to set at the same time, if any.
    pub labels: Option<Vec<LabelId>>,
}

impl RoomDecision for Close {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Handle, enquiry) {
            return Err(Refusal::Forbidden);
        }
        match enquiry.state {
            EnquiryState::Ongoing | EnquiryState::FollowedUp => {}
            EnquiryState::Open | EnquiryState::Missed => return Err(Refusal::NotPickedUp),
            EnquiryState::Closed => return Err(Refusal::EnquiryClosed),
        }
        if let Some(labels) = &self.labels {
            draft.change().labels = Some((self.enquiry_id, labels.clone()));
        }
        draft.trace(
            Step::Closed {
                staff: self.name.full(),
            },
            Some(Destination::Staff(self.actor.staff_id)),
        );
        close(draft);
        let display_name = draft
            .room
            .channel
            .settings
            .display_name_format
            .of(&self.name)
            .unwrap_or_default();
        say_goodbye(draft, &display_name);
        Ok(())
    }
}

/// The visitor ends the conversation. An enquiry with an owner closes without a closing message. An
/// enquiry that no one picked up counts as missed: it was never answered, and staff can still
/// follow it up.
pub struct CloseByVisitor;

impl RoomDecision for CloseByVisitor {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Some(enquiry) = &draft.room.enquiry else {
            return Ok(());
        };
        match enquiry.state {
            EnquiryState::Ongoing | EnquiryState::FollowedUp => end(draft),
            // An enquiry that a chatbot answered needs no follow-up.
            EnquiryState::Open if has_answered(draft) => end(draft),
            EnquiryState::Open => {
                draft.withdraw_offers(WithdrawalReason::Closed, |_| true);
                draft.trace(Step::VisitorLeft, None);
                miss(draft);
            }
            EnquiryState::Missed | EnquiryState::Closed => {}
        }
        Ok(())
    }
}

fn end(draft: &mut Draft<'_>) {
    draft.trace(Step::ClosedByVisitor, None);
    close(draft);
    draft.notify(OutgoingEvent::EnquiryClosed, None, Map::new());
}

/// Closes an enquiry after too long a silence; the visitor gets the closing message.
pub(super) fn close_by_system(draft: &mut Draft<'_>) {
    draft.trace(Step::AutoClosed, None);
    close(draft);
    say_goodbye(draft, "");
}

pub(super) fn say_goodbye(draft: &mut Draft<'_>, staff_display_name: &str) {
    let close = draft.room.channel.settings.messages.close.clone();
    if close.enabled {
        draft.say_automatically(
            &close.text,
            &close.texts,
            Purpose::Close,
            staff_display_name,
        );
    }
    draft.notify(OutgoingEvent::EnquiryClosed, None, Map::new());
}

pub(super) fn close(draft: &mut Draft<'_>) {
    let now = draft.now();
    draft.withdraw_offers(WithdrawalReason::Closed, |_| true);
    let enquiry = draft.enquiry();
    enquiry.state = EnquiryState::Closed;
    enquiry.assignment = None;
    enquiry.snoozed_until = None;
    enquiry.closed_at = Some(now);
    enquiry.last_activity_at = now;
    if let Some(owner) = enquiry.owner {
        draft.change().busied.push(owner);
        draft.bind(owner);
    }
}
