//! Events from a channel about messages and visitors (`omni-api.md` §3).

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    MessageId,
    assignment::Assignment,
    content::{CAPTION_MAX, Content},
    event::Event,
    incoming::Receipt,
    message::{Author, Edited},
    visitor::ProfileChange,
};

/// A receipt for outgoing messages. It only ever raises their state; otherwise it changes nothing.
pub struct Receive {
    /// [`Lookup::Message`] or [`Lookup::OutgoingUpTo`].
    pub which: Lookup,
    pub receipt: Receipt,
}

impl RoomDecision for Receive {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        self.which.clone()
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let news = self.receipt.state();
        let reason = match &self.receipt {
            Receipt::Delivered | Receipt::Read => None,
            Receipt::Failed { reason } => Some(reason.clone()),
        };
        let found = std::mem::take(&mut draft.room.found);
        if let (Lookup::Message(_), None | Some(None)) = (
            &self.which,
            found.first().map(|message| message.delivery.as_ref()),
        ) {
            // The receipt is for a visitor's own message, or for none.
            return Err(Refusal::UnknownMessage);
        }
        for mut message in found {
            let Some(delivery) = &mut message.delivery else {
                continue;
            };
            let Some(state) = delivery.state.after(news) else {
                continue;
            };
            delivery.state = state;
            delivery.reason.clone_from(&reason);
            delivery.next_attempt_at = None;
            draft.update(message);
        }
        Ok(())
    }
}

/// The visitor edited a message. Both versions are stored.
pub struct EditMessage {
    pub message_id: MessageId,
    pub text: String,
}

impl RoomDecision for EditMessage {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::Message(self.message_id)
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let mut message = draft.room.found.pop().ok_or(Refusal::UnknownMessage)?;
        if message.author != Author::Visitor {
            return Err(Refusal::UnknownMessage);
        }
        let before = message.content.text().unwrap_or_default().to_owned();
        match &mut message.content {
            Content::Text { text } => text.clone_from(&self.text),
            Content::Media { text, .. } => {
                let actual = self.text.chars().count();
                if actual > CAPTION_MAX {
                    return Err(Refusal::CaptionTooLong {
                        max: CAPTION_MAX,
                        actual,
                    });
                }
                *text = Some(self.text.clone());
            }
            Content::Location { .. }
            | Content::Contact { .. }
            | Content::Postback { .. }
            | Content::Choice { .. } => {
                return Err(Refusal::NotEditable);
            }
        }
        // A repeated edit, or an edit of an unsent message, changes nothing.
        if before == self.text || message.deleted_at.is_some() {
            return Ok(());
        }
        let original_text = message.edited.map_or(before, |edited| edited.original_text);
        message.edited = Some(Edited {
            at: draft.now(),
            original_text,
        });
        draft.update(message);
        Ok(())
    }
}

/// The visitor unsent a message: its content is hidden, but it stays in the conversation.
pub struct DeleteMessage {
    pub message_id: MessageId,
}

impl RoomDecision for DeleteMessage {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::Message(self.message_id)
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let mut message = draft.room.found.pop().ok_or(Refusal::UnknownMessage)?;
        if message.author != Author::Visitor {
            return Err(Refusal::UnknownMessage);
        }
        if message.deleted_at.is_none() {
            message.deleted_at = Some(draft.now());
            draft.update(message);
        }
        Ok(())
    }
}

/// The visitor's profile changed.
pub struct ChangeProfile {
    pub change: ProfileChange,
}

impl RoomDecision for ChangeProfile {
    type Answer = ();

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Some(profile) = draft.room.visitor.profile.changed(&self.change) else {
            return Ok(());
        };
        draft.change().profile = Some(profile);
        let visitor_id = draft.room.visitor.id;
        if let Some(enquiry_id) = draft.room.enquiry.as_ref().map(|enquiry| enquiry.id) {
            draft.change().events.push(Event::VisitorUpdated {
                enquiry_id,
                visitor_id,
            });
        }
        Ok(())
    }
}
