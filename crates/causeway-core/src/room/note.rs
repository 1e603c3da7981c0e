//! Notes among staff.

use super::{Draft, Lookup, Refusal, Replied, RoomDecision, reply::content_digest};
use crate::{
    EnquiryId, MessageId,
    assignment::Assignment,
    content::Content,
    message::{Author, Message},
    permission::{Actor, EnquiryAction},
    staff::Name,
};

/// Adds a note to an enquiry: it appears in the conversation, but the visitor never sees it.
pub struct TakeNote {
    pub actor: Actor,
    pub name: Name,
    pub enquiry_id: EnquiryId,
    /// The client's id of the note: the idempotency key.
    pub client_id: String,
    pub text: String,
}

impl RoomDecision for TakeNote {
    type Answer = Replied;

    fn lookup(&self) -> Lookup {
        Lookup::Client {
            client_id: self.client_id.clone(),
            reply_to: None,
        }
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<Replied, Refusal> {
        if let Some(first) = draft.room.found.first() {
            let fingerprint = content_digest(
                &Content::Text {
                    text: self.text.clone(),
                },
                None,
            );
            return Replied::again(first, &self.actor, true, fingerprint);
        }
        let enquiry = draft.current(self.enquiry_id)?;
        if !self.actor.may_with(EnquiryAction::Note, enquiry) {
            return Err(Refusal::NotOwner);
        }
        let message_id = draft.note(
            by(&self.actor, &self.name),
            &self.text,
            Some(self.client_id.clone()),
        );
        Ok(Replied {
            message_id,
            known: false,
        })
    }
}

/// The author of a note.
pub(super) fn by(actor: &Actor, name: &Name) -> Author {
    Author::Staff {
        id: actor.staff_id,
        name: name.full(),
        display_name: None,
    }
}

impl Draft<'_> {
    /// Adds a note.
    pub(super) fn note(
        &mut self,
        author: Author,
        text: &str,
        client_id: Option<String>,
    ) -> MessageId {
        let enquiry_id = self.enquiry().id;
        let content = Content::Text {
            text: text.to_owned(),
        };
        let fingerprint = client_id.as_ref().map(|_| content_digest(&content, None));
        let message = Message {
            id: self.moment().id(),
            room_id: self.room.id,
            enquiry_id,
            sequence: self.room.last_sequence + 1,
            private: true,
            imported: false,
            content,
            author,
            purpose: None,
            reply_to: None,
            external_id: None,
            client_id,
            created_at: self.now(),
            sent_at: None,
            fingerprint,
            edited: None,
            deleted_at: None,
            delivery: None,
        };
        let id = message.id;
        self.add(message);
        id
    }
}
