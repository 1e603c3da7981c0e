//! Concluding attempts of deliveries, and resending.

use super::{Conclusion, Draft, Lookup, Refusal, RoomDecision};
use crate::{
    DeliveryId, MessageId, Timestamp,
    assignment::Assignment,
    delivery::{AttemptResult, Delivery, Next, next},
    event::Event,
    exchange::ExchangeRecord,
    message::{Message, MessageDelivery, MessageDeliveryState},
    permission::Actor,
    room::outgoing,
    source::OutgoingEvent,
};

/// An attempt ended. Returns `None` if the delivery was finished meanwhile: the worker lost its
/// lease, and the result is dropped.
#[derive(Clone, Debug)]
pub struct Conclude {
    pub delivery_id: DeliveryId,
    /// The endpoint's response.
    pub result: AttemptResult,
    /// When the request was made.
    pub attempted_at: Timestamp,
    /// The request and response; `None` if no request was made because the channel read the event
    /// from its outbox.
    pub exchange: Option<ExchangeRecord>,
}

impl RoomDecision for Conclude {
    type Answer = Option<Next>;

    fn lookup(&self) -> Lookup {
        Lookup::Delivery(self.delivery_id)
    }

    fn may_ask(&self, _: &Assignment) -> bool {
        false
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<Option<Next>, Refusal> {
        let Some(delivery) = draft.room.delivery.take() else {
            return Ok(None);
        };
        let delivery = Delivery {
            first_attempt_at: delivery.first_attempt_at.or(Some(self.attempted_at)),
            ..delivery
        };
        let next = next(&delivery, &self.result, draft.moment());
        let attempts = delivery.attempts + 1;
        if let Some(message) = draft
            .room
            .found
            .pop()
            .and_then(|message| self.with_attempt(message, attempts, next))
        {
            draft.update(message);
        }
        let (delivery_id, result, exchange) =
            (self.delivery_id, self.result.clone(), self.exchange.clone());
        draft.change().conclusion = Some(Conclusion {
            delivery_id,
            attempts,
            result,
            next,
            exchange,
        });
        draft
            .change()
            .events
            .push(Event::DeliveryUpdated { delivery_id });
        Ok(Some(next))
    }
}

impl Conclude {
    /// The message with what staff see of the attempt; `None` if nothing visible changed.
    fn with_attempt(&self, mut message: Message, attempts: i64, next: Next) -> Option<Message> {
        let delivery = message.delivery.as_mut()?;
        delivery.attempts = attempts;
        delivery.next_attempt_at = None;
        match next {
            Next::Delivered => {
                if let Some(state) = delivery.state.after(MessageDeliveryState::Sent) {
                    delivery.state = state;
                    delivery.reason = None;
                }
            }
            // If a receipt settled the message already, a failed attempt changes nothing.
            Next::RetryAt(at) => {
                if delivery.state == MessageDeliveryState::Queued {
                    delivery.next_attempt_at = Some(at);
                    delivery.reason = self.result.reason();
                }
            }
            // The same if the message was delivered before and then resent.
            Next::GivenUp => {
                if delivery.state == MessageDeliveryState::Queued {
                    delivery.state = MessageDeliveryState::Failed;
                    delivery.reason = self.result.reason();
                }
            }
        }
        if let AttemptResult::Accepted {
            external_id: Some(external_id),
        } = &self.result
        {
            message.external_id = Some(external_id.clone());
        }
        Some(message)
    }
}

/// Resends a failed message, at the end of the room's queue. It is a new event with a new
/// `webhook-id`, since a channel may have accepted the first one and dropped it; the message's id
/// stays. If the channel reported a failure while the event is still being retried, no new event is
/// added: the message would arrive twice.
pub struct Resend {
    pub actor: Actor,
    pub message_id: MessageId,
    /// The new address from which the channel downloads the message's file, if it has one.
    pub file_url: Option<String>,
}

impl RoomDecision for Resend {
    type Answer = ();

    fn lookup(&self) -> Lookup {
        Lookup::Sent(self.message_id)
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let mut message = draft.room.found.pop().ok_or(Refusal::UnknownMessage)?;
        let state = message.delivery.as_ref().map(|delivery| delivery.state);
        if state != Some(MessageDeliveryState::Failed) {
            return Err(Refusal::NotFailed);
        }
        if !self
            .actor
            .may_send_again(&message, draft.room.enquiry.as_ref())
        {
            return Err(Refusal::NotOwner);
        }
        message.delivery = Some(MessageDelivery::QUEUED);
        if draft.room.is_on_its_way {
            draft.update(message);
            return Ok(());
        }
        if let (Some(attachment), Some(url)) = (message.content.attachment_mut(), &self.file_url) {
            attachment.url = Some(url.clone());
        }
        let data = outgoing::message_data(&message, &draft.room);
        draft.notify(OutgoingEvent::MessageCreated, Some(message.id), data);
        draft.update(message);
        Ok(())
    }
}

/// Queues finished events for the channel again, at the end of the room's queue and in their
/// original order. They keep their `webhook-id` and bodies: a channel that has one already
/// recognises it. Events that are still owed stay where they are. Returns the number of queued
/// events.
pub struct Requeue {
    pub delivery_ids: Vec<DeliveryId>,
}

impl RoomDecision for Requeue {
    type Answer = usize;

    fn lookup(&self) -> Lookup {
        Lookup::Finished(self.delivery_ids.clone())
    }

    fn decide(&self, draft: &mut Draft<'_>) -> Result<usize, Refusal> {
        let finished = std::mem::take(&mut draft.room.finished);
        for mut message in std::mem::take(&mut draft.room.found) {
            // A message that was accepted keeps its state, whatever happens to the repeated event.
            if message
                .delivery
                .as_ref()
                .is_some_and(|delivery| delivery.state == MessageDeliveryState::Failed)
            {
                message.delivery = Some(MessageDelivery::QUEUED);
                draft.update(message);
            }
        }
        let events = finished.iter().map(|delivery_id| Event::DeliveryUpdated {
            delivery_id: *delivery_id,
        });
        draft.change().events.extend(events);
        let count = finished.len();
        draft.change().requeued = finished;
        Ok(count)
    }
}
