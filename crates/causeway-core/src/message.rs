//! Messages of a room, and the delivery states of outgoing ones.

use crate::{ChatbotId, EnquiryId, MessageId, RoomId, StaffId, Timestamp, content::Content};

/// One message of a room.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: MessageId,
    pub room_id: RoomId,
    pub enquiry_id: EnquiryId,
    /// Its position in the room: 1, 2, 3 … without a gap.
    pub sequence: i64,
    /// Whether it is a note, which the visitor never sees.
    pub private: bool,
    /// Whether it was imported: sent elsewhere, before the conversation here.
    pub imported: bool,
    pub content: Content,
    pub author: Author,
    /// Why it was sent; `None` for a visitor's message and for a note.
    pub purpose: Option<Purpose>,
    /// The message that it replies to, by the channel's id or Causeway's.
    pub reply_to: Option<String>,
    /// The channel's id of the message.
    pub external_id: Option<String>,
    /// The id that the staff member's client chose: the idempotency key.
    pub client_id: Option<String>,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// When the visitor sent it, according to the channel.
    pub sent_at: Option<Timestamp>,
    /// The digest of an incoming message, [`crate::incoming::IncomingMessage::fingerprint`].
    pub fingerprint: Option<[u8; 32]>,
    /// Set if the visitor edited the message.
    pub edited: Option<Edited>,
    /// When the author unsent it.
    pub deleted_at: Option<Timestamp>,
    /// Its delivery; only for outgoing messages.
    pub delivery: Option<MessageDelivery>,
}

/// What an edit replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// When the latest edit arrived.
    pub at: Timestamp,
    /// The text before the first edit.
    pub original_text: String,
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The visitor of the room.
    Visitor,
    /// A staff member.
    Staff {
        id: StaffId,
        /// Full name when the message was sent, for colleagues.
        name: String,
        /// The name that the visitor sees, by the channel's display name format.
        display_name: Option<String>,
    },
    /// A chatbot.
    Chatbot {
        id: ChatbotId,
        /// Its name when the message was sent, for staff.
        name: String,
        /// The name that the visitor sees; `None` if the channel shows no names.
        display_name: Option<String>,
    },
    /// A person of the business, before the conversation here, who is not known as staff.
    Past {
        /// The name that the visitor saw, if known.
        display_name: Option<String>,
    },
    /// Causeway itself: an automatic message.
    System,
}

impl Author {
    /// The `author.kind` of both APIs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Staff { .. } | Self::Past { .. } => "staff",
            Self::Chatbot { .. } => "bot",
            Self::System => "system",
        }
    }

    /// The name that the visitor sees.
    pub fn display_name(&self) -> Option<&str> {
        match self {
            Self::Staff { display_name, .. }
            | Self::Chatbot { display_name, .. }
            | Self::Past { display_name } => display_name.as_deref(),
            Self::Visitor | Self::System => None,
        }
    }
}

/// Why an outgoing message was sent (`omni-api.md` §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A staff member's reply.
    Reply,
    /// The channel's welcome.
    Welcome,
    /// The channel's away message.
    Away,
    /// The channel's closing message.
    Close,
    /// The warning before auto-close.
    AutoCloseWarning,
    /// A chatbot's answer.
    Bot,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 6] = [
        Self::Reply,
        Self::Welcome,
        Self::Away,
        Self::Close,
        Self::AutoCloseWarning,
        Self::Bot,
    ];

    /// The name in the API and in `messages.purpose`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Welcome => "welcome",
            Self::Away => "away",
            Self::Close => "close",
            Self::AutoCloseWarning => "autoCloseWarning",
            Self::Bot => "bot",
        }
    }
}

/// The delivery of an outgoing message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageDelivery {
    pub state: MessageDeliveryState,
    /// Attempts so far.
    pub attempts: i64,
    /// When the next attempt is due, if the message is queued after a failed attempt.
    pub next_attempt_at: Option<Timestamp>,
    /// Why it failed or must be retried, for staff.
    pub reason: Option<String>,
}

impl MessageDelivery {
    /// The delivery of a new message.
    pub const QUEUED: Self = Self {
        state: MessageDeliveryState::Queued,
        attempts: 0,
        next_attempt_at: None,
        reason: None,
    };
}

/// The delivery state of an outgoing message. The order is that of a lattice: updates only raise
/// the state, so receipts may arrive late, twice and in any order. `Failed` is below `Delivered`:
/// if a channel reports both, the better one counts. Only resending returns a message to `Queued`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageDeliveryState {
    /// Waiting for the channel to accept it.
    Queued,
    /// The channel accepted it.
    Sent,
    /// It will not be delivered, or no attempts are left.
    Failed,
    /// It reached the visitor's device.
    Delivered,
    /// The visitor saw it.
    Read,
}

impl MessageDeliveryState {
    /// All states, lowest first.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Sent,
        Self::Failed,
        Self::Delivered,
        Self::Read,
    ];

    /// The name in the API and in `messages.delivery_state`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Delivered => "delivered",
            Self::Read => "read",
        }
    }

    /// The state after an update; `None` if the update does not raise it.
    pub fn after(self, news: Self) -> Option<Self> {
        (news > self).then_some(news)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settle(news: &[MessageDeliveryState]) -> MessageDeliveryState {
        news.iter()
            .fold(MessageDeliveryState::Queued, |state, news| {
                state.after(*news).unwrap_or(state)
            })
    }

    proptest! {
        #[test]
        fn receipts_in_any_order_and_number_give_the_same_state(
            news in prop::collection::vec(prop::sample::select(&MessageDeliveryState::ALL[..]), 0..6),
            repeated in 0_usize..6,
        ) {
            let settled = settle(&news);
            let mut other = news.clone();
            other.reverse();
            other.extend(news.iter().take(repeated));
            prop_assert_eq!(settle(&other), settled);
        }
    }

    #[test]
    fn the_higher_state_wins() {
        use MessageDeliveryState::{Delivered, Failed, Queued, Read, Sent};
        assert_eq!(Queued.after(Sent), Some(Sent));
        assert_eq!(Read.after(Delivered), None);
        assert_eq!(Delivered.after(Failed), None);
        assert_eq!(Failed.after(Delivered), Some(Delivered));
        assert_eq!(Failed.after(Sent), None);
    }
}
