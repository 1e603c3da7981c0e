//! A visitor's phone: the chat, and the submissions that wait for Causeway.

use std::collections::VecDeque;

use jiff::Timestamp;
use omni_client::{
    Acceptance, ChannelEvent, Content, OmniError, SentMessage, Submission, UpTo, VisitorMessage,
};
use omni_client::{Verdict, VisitorProfile};
use serde::{Deserialize, Serialize};

use crate::bubble::{Bubble, Receipt, Side, Tick};

/// Maximum number of bubbles per phone. Older ones are deleted.
const BUBBLES_MAX: usize = 400;

/// Maximum number of waiting submissions per phone. At the limit, the visitor can't write.
pub(crate) const OUTBOX_MAX: usize = 500;

/// A visitor's phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Phone {
    /// The simulator's id of the visitor.
    pub(crate) id: String,
    pub(crate) name: String,
    /// Language tag that is sent to Causeway.
    pub(crate) language: String,
    /// Whether the visitor is looking at the chat. Then staff messages are read on arrival.
    pub(crate) looking: bool,
    /// The current enquiry of the chat, as last reported.
    pub(crate) enquiry: Option<EnquiryLine>,
    pub(crate) bubbles: VecDeque<Bubble>,
    /// Submissions that Causeway has not accepted yet, oldest first.
    pub(crate) outbox: VecDeque<Submission>,
}

/// A phone without its bubbles.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhoneHead<'p> {
    id: &'p str,
    name: &'p str,
    looking: bool,
    enquiry: Option<&'p EnquiryLine>,
}

/// The enquiry in a chat's header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EnquiryLine {
    pub(crate) number: String,
    /// `open`, `ongoing`, `missed`, `followedUp` or `closed`. Unknown until Causeway reports it.
    pub(crate) status: Option<String>,
}

impl Phone {
    pub(crate) fn new(id: String, name: String, language: &str) -> Self {
        let language = language.to_owned();
        Self {
            id,
            name,
            language,
            looking: true,
            enquiry: None,
            bubbles: VecDeque::new(),
            outbox: VecDeque::new(),
        }
    }

    /// The phone without its bubbles, for the page's header.
    pub(crate) fn head(&self) -> PhoneHead<'_> {
        let Self {
            id,
            name,
            looking,
            enquiry,
            ..
        } = self;
        PhoneHead {
            id,
            name,
            looking: *looking,
            enquiry: enquiry.as_ref(),
        }
    }

    /// Returns whether another submission may be queued.
    pub(crate) fn has_room(&self) -> bool {
        self.outbox.len() < OUTBOX_MAX
    }

    /// Adds a message of the visitor.
    pub(crate) fn write(
        &mut self,
        id: String,
        now: Timestamp,
        content: Content,
        reply_to: Option<String>,
    ) -> Bubble {
        let visitor = VisitorProfile {
            language: Some(self.language.clone()),
            ..VisitorProfile::named(self.id.clone(), self.name.clone())
        };
        self.outbox.push_back(Submission::Message(VisitorMessage {
            id: id.clone(),
            visitor,
            sent_at: Some(now),
            content: content.clone(),
            reply_to: reply_to.clone(),
        }));
        self.add(Bubble::own(id, now, content, reply_to))
    }

    /// Edits a message of the visitor. Returns `None` if it can't be edited.
    pub(crate) fn edit(&mut self, id: &str, new_text: &str) -> Option<Bubble> {
        let bubble = self
            .bubbles
            .iter_mut()
            .find(|bubble| bubble.id == id && !bubble.deleted)?;
        let Side::Own {
            content: Content::Text { text },
            ..
        } = &mut bubble.side
        else {
            return None;
        };
        new_text.clone_into(text);
        bubble.edited = true;
        let changed = bubble.clone();
        self.queue_event(ChannelEvent::MessageEdited {
            id: id.to_owned(),
            text: new_text.to_owned(),
        });
        Some(changed)
    }

    /// Deletes a message of the visitor.
    pub(crate) fn delete(&mut self, id: &str) -> Option<Bubble> {
        let bubble = self
            .bubbles
            .iter_mut()
            .find(|bubble| bubble.id == id && !bubble.deleted)?;
        let Side::Own { .. } = bubble.side else {
            return None;
        };
        bubble.deleted = true;
        let changed = bubble.clone();
        self.queue_event(ChannelEvent::MessageDeleted { id: id.to_owned() });
        Some(changed)
    }

    /// Ends the conversation.
    pub(crate) fn end(&mut self, note_id: String, now: Timestamp) -> Bubble {
        self.queue_event(ChannelEvent::ConversationClosed {
            visitor_id: self.id.clone(),
        });
        self.add(Bubble::note(note_id, now, "You ended the conversation"))
    }

    /// Sets whether the visitor looks at the chat. Returns the messages that were read by that.
    pub(crate) fn set_looking(&mut self, looking: bool) -> Vec<Bubble> {
        self.looking = looking;
        if !looking {
            return Vec::new();
        }
        let mut read = Vec::new();
        for bubble in &mut self.bubbles {
            if let Side::Theirs { receipt, .. } = &mut bubble.side
                && *receipt < Receipt::Read
                && let Some(message_id) = bubble.causeway_id.clone()
            {
                *receipt = Receipt::Read;
                self.outbox
                    .push_back(Submission::Event(ChannelEvent::MessageRead { message_id }));
                read.push(bubble.clone());
            }
        }
        read
    }

    /// Adds a message from the business. It is delivered, and read if the visitor is looking.
    pub(crate) fn receive(&mut self, id: String, now: Timestamp, message: SentMessage) -> Bubble {
        let message_id = message.id.clone();
        let mut bubble = Bubble::from_business(id, now, message);
        self.queue_event(ChannelEvent::MessageDelivered {
            message_id: message_id.clone(),
        });
        if self.looking
            && let Side::Theirs { receipt, .. } = &mut bubble.side
        {
            *receipt = Receipt::Read;
            self.queue_event(ChannelEvent::MessageRead { message_id });
        }
        self.add(bubble)
    }

    /// Marks the visitor's messages as read by staff. Returns those whose ticks changed.
    ///
    /// A mark with a sequence can't be matched to a message, because the channel does not know its
    /// messages' positions. It covers all messages accepted before the mark. A mark at a message
    /// that this phone no longer has covers none.
    pub(crate) fn read_by_staff(&mut self, up_to: &UpTo, marked_at: Timestamp) -> Vec<Bubble> {
        let covered_count = match up_to {
            UpTo::Message(id) => Some(
                self.bubbles
                    .iter()
                    .position(|bubble| bubble.has_id(id))
                    .map_or(0, |index| index + 1),
            ),
            UpTo::Sequence(_) => None,
        };
        let mut changed = Vec::new();
        for (index, bubble) in self.bubbles.iter_mut().enumerate() {
            let Side::Own {
                tick, accepted_at, ..
            } = &mut bubble.side
            else {
                continue;
            };
            let covered = match covered_count {
                Some(count) => index < count,
                None => accepted_at.is_some_and(|accepted_at| accepted_at <= marked_at),
            };
            if covered && matches!(tick, Tick::Waiting { .. } | Tick::Accepted) {
                *tick = Tick::Read;
                changed.push(bubble.clone());
            }
        }
        changed
    }

    /// Marks a message as unsent by staff.
    pub(crate) fn unsend(&mut self, message_id: &str) -> Option<Bubble> {
        let bubble = self
            .bubbles
            .iter_mut()
            .find(|bubble| bubble.has_id(message_id))?;
        let Side::Theirs { .. } = bubble.side else {
            return None;
        };
        bubble.deleted = true;
        Some(bubble.clone())
    }

    /// Removes the head of the outbox and shows the outcome. Returns the bubble if it changed.
    pub(crate) fn settle(
        &mut self,
        head: &Submission,
        outcome: Result<Option<Acceptance>, &OmniError>,
    ) -> Option<Bubble> {
        if self.outbox.front() == Some(head) {
            self.outbox.pop_front();
        }
        let Submission::Message(message) = head else {
            return None;
        };
        let bubble = self
            .bubbles
            .iter_mut()
            .find(|bubble| bubble.id == message.id)?;
        match (outcome, &mut bubble.side) {
            (Ok(Some(acceptance)), _) => {
                bubble.accept(&acceptance);
                let known = self
                    .enquiry
                    .take()
                    .filter(|enquiry| enquiry.number == acceptance.enquiry_number);
                let status = known.and_then(|enquiry| enquiry.status);
                self.enquiry = Some(EnquiryLine {
                    number: acceptance.enquiry_number,
                    status,
                });
            }
            (Err(error), Side::Own { tick, .. }) => {
                *tick = Tick::Refused {
                    reason: error.to_string(),
                }
            }
            (Ok(None), _) | (Err(_), Side::Theirs { .. } | Side::Note { .. }) => return None,
        }
        Some(bubble.clone())
    }

    /// Shows why the head waits. Returns the bubble if the reason changed.
    pub(crate) fn hold(&mut self, error: &OmniError) -> Option<Bubble> {
        let Submission::Message(message) = self.outbox.front()? else {
            return None;
        };
        let bubble = self
            .bubbles
            .iter_mut()
            .find(|bubble| bubble.id == message.id)?;
        let Side::Own {
            tick: Tick::Waiting { reason },
            ..
        } = &mut bubble.side
        else {
            return None;
        };
        let new_reason = match error.verdict() {
            Verdict::Mending => error.to_string(),
            Verdict::Passing(_) | Verdict::Final => format!("{error}, trying again"),
        };
        if reason.as_deref() == Some(&new_reason) {
            return None;
        }
        *reason = Some(new_reason);
        Some(bubble.clone())
    }

    /// Adds a line between the bubbles.
    pub(crate) fn note(&mut self, id: String, now: Timestamp, text: &str) -> Bubble {
        self.add(Bubble::note(id, now, text))
    }

    fn queue_event(&mut self, event: ChannelEvent) {
        self.outbox.push_back(Submission::Event(event));
    }

    fn add(&mut self, bubble: Bubble) -> Bubble {
        self.bubbles.push_back(bubble.clone());
        if self.bubbles.len() > BUBBLES_MAX {
            self.bubbles.pop_front();
        }
        bubble
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    fn text(text: &str) -> Content {
        Content::Text { text: text.into() }
    }

    fn phone() -> Phone {
        Phone::new("u-1".into(), "Mina".into(), "en")
    }

    fn staff_message(id: &str) -> SentMessage {
        serde_json::from_value(json!({
            "id": id, "sequence": 2, "type": "text", "text": "Hi", "author": {"kind": "staff"},
            "createdAt": "2026-11-22T10:00:04Z"
        }))
        .unwrap()
    }

    fn accept(phone: &mut Phone, accepted_at: i64) {
        let head = phone.outbox.front().unwrap().clone();
        let Submission::Message(message) = &head else {
            panic!("the head is a message")
        };
        let acceptance = Acceptance {
            id: format!("msg_{}", message.id),
            external_id: message.id.clone(),
            visitor_id: "vis_1".into(),
            enquiry_id: "enq_1".into(),
            enquiry_number: "INQ-000001".into(),
            accepted_at: at(accepted_at),
            duplicate: false,
        };
        phone.settle(&head, Ok(Some(acceptance)));
    }

    fn ticks(phone: &Phone) -> Vec<Tick> {
        phone
            .bubbles
            .iter()
            .filter_map(|bubble| match &bubble.side {
                Side::Own { tick, .. } => Some(tick.clone()),
                Side::Theirs { .. } | Side::Note { .. } => None,
            })
            .collect()
    }

    #[test]
    fn ticks_follow_acceptance_and_reading() {
        let mut phone = phone();
        for id in ["m-1", "m-2", "m-3"] {
            phone.write(id.into(), at(1), text(id), None);
        }
        accept(&mut phone, 10);
        accept(&mut phone, 20);
        phone.read_by_staff(&UpTo::Message("msg_m-1".into()), at(30));
        assert_eq!(
            ticks(&phone),
            [Tick::Read, Tick::Accepted, Tick::Waiting { reason: None }]
        );
        phone.read_by_staff(&UpTo::Sequence(9), at(30));
        assert_eq!(
            ticks(&phone),
            [Tick::Read, Tick::Read, Tick::Waiting { reason: None }]
        );
        accept(&mut phone, 31);
        assert_eq!(phone.outbox.len(), 0);
        assert_eq!(ticks(&phone)[2], Tick::Accepted);
    }

    #[test]
    fn a_read_mark_may_arrive_before_the_acceptance() {
        let mut phone = phone();
        phone.write("m-1".into(), at(1), text("Hi"), None);
        phone.read_by_staff(&UpTo::Message("m-1".into()), at(2));
        accept(&mut phone, 1);
        assert_eq!(ticks(&phone), [Tick::Read]);
    }

    #[test]
    fn each_receipt_is_sent_once() {
        let mut phone = phone();
        phone.set_looking(false);
        phone.receive("sim-1".into(), at(1), staff_message("msg_1"));
        assert_eq!(
            phone.outbox,
            [Submission::Event(ChannelEvent::MessageDelivered {
                message_id: "msg_1".into()
            })]
        );
        assert_eq!(phone.set_looking(true).len(), 1);
        assert_eq!(phone.set_looking(true).len(), 0);
        assert_eq!(phone.outbox.len(), 2);
        phone.receive("sim-2".into(), at(1), staff_message("msg_2"));
        assert_eq!(
            phone.outbox[3],
            Submission::Event(ChannelEvent::MessageRead {
                message_id: "msg_2".into()
            })
        );
    }

    #[test]
    fn only_own_messages_can_be_changed() {
        let mut phone = phone();
        phone.write("m-1".into(), at(1), text("Helo"), None);
        phone.receive("sim-1".into(), at(1), staff_message("msg_1"));
        assert!(phone.edit("m-1", "Hello").unwrap().edited);
        assert!(phone.edit("sim-1", "I resign").is_none());
        assert!(phone.delete("sim-1").is_none());
        assert!(phone.delete("m-1").unwrap().deleted);
        assert!(phone.edit("m-1", "too late").is_none());
    }

    #[test]
    fn old_bubbles_are_deleted_but_waiting_submissions_are_kept() {
        let mut phone = phone();
        for n in 0..BUBBLES_MAX + 5 {
            phone.write(format!("m-{n}"), at(1), text("Hi"), None);
        }
        assert_eq!(
            (phone.bubbles.len(), phone.outbox.len()),
            (BUBBLES_MAX, BUBBLES_MAX + 5)
        );
        assert_eq!(phone.bubbles[0].id, "m-5");
    }
}
