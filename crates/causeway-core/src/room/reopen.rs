//! Reopening a closed enquiry.

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    EnquiryId,
    assignment::Destination,
    channel::ChannelState,
    enquiry::{EnquiryState, REOPEN_WITHIN},
    permission::{Actor, EnquiryAction},
    room::outgoing,
    source::OutgoingEvent,
    staff::Name,
    trace::Step,
};

/// Reopens an enquiry within a day after it closed. The actor becomes its owner.
pub struct Reopen {
    pub actor: Actor,
    /// The actor's name, which visitors may see.
    pub name: Name,
    pub enquiry_id: EnquiryId,
}

impl RoomDecision for Reopen {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::Enquiry(self.enquiry_id)
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        match draft.room.enquiry.as_ref().map(|enquiry| enquiry.id) {
            Some(current) if current == self.enquiry_id => return Ok(()),
            Some(enquiry_id) => return Err(Refusal::EnquiryOpen { enquiry_id }),
            None => {}
        }
        let enquiry = draft.room.earlier.take().ok_or(Refusal::EnquiryClosed)?;
        if !self.actor.may_with(EnquiryAction::Reopen, &enquiry) {
            return Err(Refusal::Forbidden);
        }
        match draft.room.channel.state {
            // Staff may still finish enquiries of a suspended channel.
            ChannelState::Active | ChannelState::Suspended => {}
            ChannelState::Archived => return Err(Refusal::ChannelArchived),
        }
        let now = draft.now();
        if enquiry
            .closed_at
            .is_none_or(|closed_at| now > closed_at.plus(REOPEN_WITHIN))
        {
            return Err(Refusal::TooLate);
        }
        let staff_id = self.actor.staff_id;
        draft.go_on_with(enquiry);
        let enquiry = draft.enquiry();
        enquiry.state = if enquiry.missed_at.is_some() {
            EnquiryState::FollowedUp
        } else {
            EnquiryState::Ongoing
        };
        enquiry.owner = Some(staff_id);
        enquiry
            .participants
            .retain(|participant| *participant != staff_id);
        enquiry.closed_at = None;
        // An enquiry that a chatbot closed was never picked up.
        enquiry.picked_up_at.get_or_insert(now);
        enquiry.quiet_since = now;
        enquiry.warned_at = None;
        enquiry.last_activity_at = now;
        draft.change().busied.push(staff_id);
        draft.trace(
            Step::Reopened {
                staff: self.name.full(),
            },
            Some(Destination::Staff(staff_id)),
        );
        let display_name = draft
            .room
            .channel
            .settings
            .display_name_format
            .of(&self.name);
        draft.notify(
            OutgoingEvent::EnquiryAssigned,
            None,
            outgoing::staff_data(display_name.as_deref()),
        );
        Ok(())
    }
}
