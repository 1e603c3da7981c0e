//! Importing past messages, which are shown before the conversation here.

use super::{Draft, Lookup, Refusal, RoomDecision};
use crate::{
    EnquiryId, LabelId, MessageId, StaffId, VisitorId,
    channel::ChannelState,
    enquiry::{Enquiry, EnquiryState},
    enquiry_number::EnquiryNumber,
    history::{PastMessage, Speaker},
    message::{Author, Message, MessageDelivery, MessageDeliveryState, Purpose},
    staff::Name,
};

/// Imports a past message. The messages of one past conversation belong to one closed enquiry;
/// importing makes no offers and sends nothing. Refused once the conversation here has begun, or if
/// a newer past message was imported: the order in a room is the order of acceptance.
pub struct Import {
    pub past: PastMessage,
    /// The new labels of the conversation; `None`: they don't change.
    pub labels: Option<Vec<LabelId>>,
    /// The staff member who answered, if known.
    pub staff: Option<(StaffId, Name)>,
}

/// The response to the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub message_id: MessageId,
    pub visitor_id: VisitorId,
    /// The enquiry that holds the past conversation.
    pub enquiry_id: EnquiryId,
    pub enquiry_number: EnquiryNumber,
    /// Whether the message had been imported before.
    pub duplicate: bool,
}

impl RoomDecision for Import {
    type Answer = Imported;

    fn lookup(&self) -> Lookup {
        let PastMessage {
            message,
            conversation_id,
            ..
        } = &self.past;
        Lookup::Past {
            external_id: message.id.clone(),
            conversation_id: conversation_id.clone(),
        }
    }

    fn may_open_enquiry(&self) -> bool {
        true
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<Imported, Refusal> {
        match draft.room.channel.state {
            ChannelState::Active => {}
            ChannelState::Suspended | ChannelState::Archived => {
                return Err(Refusal::ChannelSuspended);
            }
        }
        let visitor_id = draft.room.visitor.id;
        if let Some(first) = draft.room.found.first() {
            if !self.past.repeats(first.fingerprint) {
                return Err(Refusal::IdempotencyConflict);
            }
            let enquiry_number = draft
                .room
                .found_number
                .expect("the store loads the number of the enquiry that it found");
            let (message_id, enquiry_id) = (first.id, first.enquiry_id);
            return Ok(Imported {
                message_id,
                visitor_id,
                enquiry_id,
                enquiry_number,
                duplicate: true,
            });
        }
        let past_until = draft.room.past_until;
        if draft.room.enquiry.is_some() || (draft.room.last_sequence > 0 && past_until.is_none()) {
            return Err(Refusal::ConversationBegun);
        }
        if let Some(until) = past_until.filter(|until| self.past.sent_at < *until) {
            return Err(Refusal::PastIsNewer { until });
        }
        if let Some(profile) = draft
            .room
            .visitor
            .profile
            .changed(&self.past.message.visitor.profile)
        {
            draft.change().profile = Some(profile);
        }
        match draft.room.earlier.take() {
            Some(enquiry) => draft.go_on_with(enquiry),
            None => self.open(draft),
        }
        let message = self.message(draft);
        let message_id = message.id;
        draft.add(message);
        let over_at = self.past.closed_at.unwrap_or(self.past.sent_at);
        let enquiry = draft.enquiry();
        enquiry.last_activity_at = enquiry
            .closed_at
            .map_or(over_at, |closed_at| closed_at.max(over_at));
        enquiry.closed_at = Some(enquiry.last_activity_at);
        enquiry.quiet_since = enquiry.last_activity_at;
        let (enquiry_id, enquiry_number) = (enquiry.id, enquiry.number);
        if let Some(labels) = &self.labels {
            draft.change().labels = Some((enquiry_id, labels.clone()));
        }
        // Past messages cause no notifications; lists only learn that the enquiry exists.
        draft.change().events.clear();
        let last_sequence = draft.room.last_sequence;
        draft.change().read_up_to = Some(last_sequence);
        Ok(Imported {
            message_id,
            visitor_id,
            enquiry_id,
            enquiry_number,
            duplicate: false,
        })
    }
}

impl Import {
    fn open(&self, draft: &mut Draft<'_>) {
        let number = draft
            .room
            .next_number
            .take()
            .expect("the store loads a number if one may be needed");
        let sent_at = self.past.sent_at;
        let enquiry = Enquiry {
            id: draft.moment().id(),
            number,
            room_id: draft.room.id,
            state: EnquiryState::Closed,
            assignment: None,
            destinations: Vec::new(),
            chatbot: None,
            asked: Vec::new(),
            owner: None,
            participants: Vec::new(),
            snoozed_until: None,
            quiet_since: sent_at,
            warned_at: None,
            created_at: sent_at,
            picked_up_at: None,
            missed_at: None,
            closed_at: Some(sent_at),
            last_activity_at: sent_at,
            last_message: None,
            version: 1,
            offers: Vec::new(),
        };
        if let Some(conversation_id) = &self.past.conversation_id {
            draft.change().conversation = Some((enquiry.id, conversation_id.clone()));
        }
        draft.begin_with(enquiry);
    }

    fn author(&self) -> Author {
        match (&self.past.speaker, &self.staff) {
            (Speaker::Visitor, _) => Author::Visitor,
            (Speaker::Business { name, .. }, None) => Author::Past {
                display_name: name.clone(),
            },
            (
                Speaker::Business {
                    name: display_name, ..
                },
                Some((id, name)),
            ) => Author::Staff {
                id: *id,
                name: name.full(),
                display_name: display_name.clone(),
            },
        }
    }

    fn message(&self, draft: &mut Draft<'_>) -> Message {
        let PastMessage {
            message,
            sent_at,
            speaker,
            ..
        } = &self.past;
        let (purpose, delivery) = match speaker {
            Speaker::Visitor => (None, None),
            Speaker::Business { .. } => {
                let delivered = MessageDelivery {
                    state: MessageDeliveryState::Delivered,
                    ..MessageDelivery::QUEUED
                };
                (Some(Purpose::Reply), Some(delivered))
            }
        };
        Message {
            id: draft.moment().id(),
            room_id: draft.room.id,
            enquiry_id: draft.enquiry().id,
            sequence: draft.room.last_sequence + 1,
            private: false,
            imported: true,
            content: message.content.clone(),
            author: self.author(),
            purpose,
            reply_to: message.reply_to.clone(),
            external_id: Some(message.id.clone()),
            client_id: None,
            created_at: *sent_at,
            sent_at: Some(*sent_at),
            fingerprint: Some(self.past.fingerprint()),
            edited: None,
            deleted_at: None,
            delivery,
        }
    }
}
