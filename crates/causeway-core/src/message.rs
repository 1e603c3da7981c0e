//! Messages of a room, and what becomes of those that go out.

use crate::{ChatbotId, EnquiryId, MessageId, RoomId, StaffId, Timestamp, content::Content};

/// One message of a room.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Ours.
    pub id: MessageId,
    /// The room it stands in.
    pub room_id: RoomId,
    /// The enquiry it belongs to.
    pub enquiry_id: EnquiryId,
    /// Its place in the room: 1, 2, 3 … without a gap.
    pub sequence: i64,
    /// A note among staff, which the visitor never sees.
    pub private: bool,
    /// It was said elsewhere, before, and imported.
    pub imported: bool,
    /// What it says.
    pub content: Content,
    /// Who says it.
    pub author: Author,
    /// Why it was said; `None` on a visitor's message and on a note.
    pub purpose: Option<Purpose>,
    /// An id of either direction that it answers.
    pub reply_to: Option<String>,
    /// The channel's id of it.
    pub external_id: Option<String>,
    /// The staff member's client's id of it, which makes sending idempotent.
    pub client_id: Option<String>,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// When the visitor sent it, as the channel says.
    pub sent_at: Option<Timestamp>,
    /// The digest of an incoming message, [`crate::incoming::IncomingMessage::fingerprint`].
    pub fingerprint: Option<[u8; 32]>,
    /// The first text of a message that its visitor edited, and when that was.
    pub edited: Option<Edited>,
    /// When the visitor took it back.
    pub deleted_at: Option<Timestamp>,
    /// What became of it; outgoing messages only.
    pub delivery: Option<MessageDelivery>,
}

/// What an edit replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// When the latest edit came.
    pub at: Timestamp,
    /// The text before the first edit.
    pub original_text: String,
}

/// Who says a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The visitor of the room.
    Visitor,
    /// A staff member.
    Staff {
        /// Who.
        id: StaffId,
        /// Full name when it was said, for colleagues.
        name: String,
        /// The name that the visitor sees, by the channel's display name format.
        display_name: Option<String>,
    },
    /// A chatbot.
    Chatbot {
        /// Which.
        id: ChatbotId,
        /// Its name when it was said, for staff.
        name: String,
        /// The name that the visitor sees; `None` where the channel names nobody.
        display_name: Option<String>,
    },
    /// Somebody of the business, elsewhere and before: nobody who is known here.
    Past {
        /// What the visitor saw, if it is known.
        display_name: Option<String>,
    },
    /// Causeway itself: welcome, away, close, and the warning before closing.
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

/// Why an outgoing message was said (`omni-api.md` §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A staff member answers.
    Reply,
    /// The channel's welcome.
    Welcome,
    /// The channel's away message.
    Away,
    /// The channel's closing message.
    Close,
    /// The visitor is told that the enquiry will close.
    AutoCloseWarning,
    /// A chatbot answers.
    Bot,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Reply,
        Self::Welcome,
        Self::Away,
        Self::Close,
        Self::AutoCloseWarning,
        Self::Bot,
    ];

    /// The word on the wire and in `messages.purpose`.
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

/// What became of an outgoing message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageDelivery {
    /// How far it got.
    pub state: MessageDeliveryState,
    /// Requests made so far.
    pub attempts: i64,
    /// When the next request is due, while it is queued and one failed.
    pub next_attempt_at: Option<Timestamp>,
    /// Why it failed or has to be tried again, for staff.
    pub reason: Option<String>,
}

impl MessageDelivery {
    /// Of a message just said.
    pub const QUEUED: Self = Self {
        state: MessageDeliveryState::Queued,
        attempts: 0,
        next_attempt_at: None,
        reason: None,
    };
}

/// How far an outgoing message got. The order is the order of the lattice: news only ever raises it, so receipts may
/// come late, twice and in any order. "Failed" stands below "delivered": a channel that says both meant the better.
/// Only sending again goes back to queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageDeliveryState {
    /// Waiting for the channel to take it.
    Queued,
    /// The channel took it.
    Sent,
    /// It will not arrive, or the retries are spent.
    Failed,
    /// It reached the visitor's device.
    Delivered,
    /// The visitor saw it.
    Read,
}

impl MessageDeliveryState {
    /// All of them, lowest first.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Sent,
        Self::Failed,
        Self::Delivered,
        Self::Read,
    ];

    /// The word on the wire and in `messages.delivery_state`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Delivered => "delivered",
            Self::Read => "read",
        }
    }

    /// The state after this news; `None` when it is no news.
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
        fn receipts_in_any_order_and_number_end_in_the_same_state(
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
    fn the_better_news_wins() {
        use MessageDeliveryState::{Delivered, Failed, Queued, Read, Sent};
        assert_eq!(Queued.after(Sent), Some(Sent));
        assert_eq!(Read.after(Delivered), None);
        assert_eq!(Delivered.after(Failed), None);
        assert_eq!(Failed.after(Delivered), Some(Delivered));
        assert_eq!(Failed.after(Sent), None);
    }
}
