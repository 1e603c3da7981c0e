//! A bubble in a chat.

use jiff::Timestamp;
use omni_client::{Acceptance, Content, OptionChoice, SentMessage};
use serde::{Deserialize, Serialize};

/// A message as a phone shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Bubble {
    /// The simulator's id, which is Causeway's `externalId`.
    pub(crate) id: String,
    /// Causeway's id, once known.
    pub(crate) causeway_id: Option<String>,
    /// When the message was written or arrived.
    pub(crate) at: Timestamp,
    /// The quoted message, by either side's id.
    pub(crate) reply_to: Option<String>,
    pub(crate) edited: bool,
    pub(crate) deleted: bool,
    #[serde(flatten)]
    pub(crate) side: Side,
}

/// The author of a message, and the data that depends on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "side",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum Side {
    /// A message of the phone's visitor.
    Own {
        content: Content,
        /// Delivery state of the message.
        tick: Tick,
        accepted_at: Option<Timestamp>,
    },
    /// A message from the business.
    Theirs {
        /// `text`, `image`, `buttons` …
        kind: String,
        text: String,
        /// The name to show, if the channel shows names.
        name: Option<String>,
        /// `reply`, `welcome`, `close` …
        purpose: Option<String>,
        /// URL of a media message's file.
        url: Option<String>,
        options: Vec<Choice>,
        /// The last receipt that was sent.
        receipt: Receipt,
    },
    /// A line between the bubbles, such as "You ended the conversation".
    Note { text: String },
}

/// The state of a visitor's message, which the ticks show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub(crate) enum Tick {
    /// Not accepted yet, shown as a clock. Has a reason after a failed attempt.
    Waiting { reason: Option<String> },
    /// Accepted by Causeway, shown as one tick.
    Accepted,
    /// Read by staff, shown as two ticks.
    Read,
    /// Refused by Causeway for good.
    Refused { reason: String },
}

/// The last receipt for a staff message. It only moves forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Receipt {
    Delivered,
    Read,
}

/// A button under a staff message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choice {
    pub(crate) label: String,
    pub(crate) payload: String,
}

impl Bubble {
    /// A message that the visitor just wrote.
    pub(crate) fn own(
        id: String,
        at: Timestamp,
        content: Content,
        reply_to: Option<String>,
    ) -> Self {
        let side = Side::Own {
            content,
            tick: Tick::Waiting { reason: None },
            accepted_at: None,
        };
        Self {
            id,
            causeway_id: None,
            at,
            reply_to,
            edited: false,
            deleted: false,
            side,
        }
    }

    /// A message that just arrived from the business.
    pub(crate) fn from_business(id: String, at: Timestamp, message: SentMessage) -> Self {
        let url = message.attachment.and_then(|attachment| match attachment {
            omni_client::Attachment::Linked { url, .. } => Some(url),
            omni_client::Attachment::Uploaded { .. } => None,
        });
        let options = message
            .options
            .into_iter()
            .map(|OptionChoice { label, payload }| Choice { label, payload });
        Self {
            id,
            causeway_id: Some(message.id),
            at,
            reply_to: message.reply_to,
            edited: false,
            deleted: false,
            side: Side::Theirs {
                kind: message.kind,
                text: message.text.unwrap_or_default(),
                name: message.author.display_name,
                purpose: message.purpose,
                url,
                options: options.collect(),
                receipt: Receipt::Delivered,
            },
        }
    }

    /// A line between the bubbles.
    pub(crate) fn note(id: String, at: Timestamp, text: &str) -> Self {
        let side = Side::Note {
            text: text.to_owned(),
        };
        Self {
            id,
            causeway_id: None,
            at,
            reply_to: None,
            edited: false,
            deleted: false,
            side,
        }
    }

    /// Returns whether `id` is either side's id of this message.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.id == id || self.causeway_id.as_deref() == Some(id)
    }

    /// Records that Causeway accepted the message.
    pub(crate) fn accept(&mut self, acceptance: &Acceptance) {
        self.causeway_id = Some(acceptance.id.clone());
        if let Side::Own {
            tick, accepted_at, ..
        } = &mut self.side
        {
            *accepted_at = Some(acceptance.accepted_at);
            // A read mark may arrive before the response.
            if *tick != Tick::Read {
                *tick = Tick::Accepted;
            }
        }
    }
}
