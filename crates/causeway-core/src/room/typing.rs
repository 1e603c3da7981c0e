//! Staff typing. Nothing is stored: the decision only finds out who gets the event, and its body.

use serde_json::Map;

use super::{Draft, Refusal, RoomDecision};
use crate::{
    EnquiryId, RoomId, SourceId,
    assignment::Assignment,
    permission::{Actor, EnquiryAction},
    room::outgoing,
    source::OutgoingEvent,
};

/// The staff member who handles an enquiry started or stopped typing.
pub struct Type {
    pub actor: Actor,
    pub enquiry_id: EnquiryId,
    /// Whether they started.
    pub started: bool,
}

/// The receivers of a typing event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypingNotice {
    pub room_id: RoomId,
    pub source_id: SourceId,
    /// The body for the source's webhook, if the source subscribes to the event.
    pub body: Option<String>,
    /// The body of a later event that they stopped, in case their client does not report it; see
    /// [`outgoing::typing_ended`].
    pub ending: Option<String>,
}

impl RoomDecision for Type {
    type Answer = TypingNotice;

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<TypingNotice, Refusal> {
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Converse, enquiry) {
            return Err(Refusal::NotOwner);
        }
        let room = &draft.room;
        let body = |event: OutgoingEvent| {
            let wanted = room.source.capabilities.typing && room.source.events.contains(&event);
            wanted.then(|| outgoing::body(event, room, Some(enquiry), Map::new(), draft.now()))
        };
        let (body, ending) = if self.started {
            (
                body(OutgoingEvent::TypingStarted),
                body(OutgoingEvent::TypingStopped),
            )
        } else {
            (body(OutgoingEvent::TypingStopped), None)
        };
        Ok(TypingNotice {
            room_id: room.id,
            source_id: room.source.id,
            body,
            ending,
        })
    }
}
