//! One bubble in a chat.

use jiff::Timestamp;
use omni_client::{Acceptance, Content, OptionChoice, SentMessage};
use serde::{Deserialize, Serialize};

/// A message as a phone shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Bubble {
    /// The messenger's own id, also Causeway's `externalId`.
    pub(crate) id: String,
    /// Causeway's id, once known.
    pub(crate) causeway_id: Option<String>,
    /// When it was written, or arrived.
    pub(crate) at: Timestamp,
    /// Quoted message, by either side's id.
    pub(crate) reply_to: Option<String>,
    pub(crate) edited: bool,
    pub(crate) deleted: bool,
    #[serde(flatten)]
    pub(crate) side: Side,
}

/// Who wrote it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "side",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum Side {
    /// The visitor whose phone this is.
    Own {
        content: Content,
        /// How far it got.
        tick: Tick,
        /// When Causeway accepted it.
        accepted_at: Option<Timestamp>,
    },
    /// Somebody at the business.
    Theirs {
        /// `text`, `image`, `buttons` …
        kind: String,
        text: String,
        /// Name to show, where the channel shows names.
        name: Option<String>,
        /// `reply`, `welcome`, `close` …
        purpose: Option<String>,
        /// Address of a media message's file.
        url: Option<String>,
        options: Vec<Choice>,
        /// Which receipt was sent back last.
        receipt: Receipt,
    },
    /// A line between the bubbles, such as "You ended the conversation".
    Note { text: String },
}

/// How far a visitor's message got, as the ticks show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub(crate) enum Tick {
    /// Not accepted yet: the clock. The reason stands once an attempt failed.
    Waiting { reason: Option<String> },
    /// Causeway holds it: one tick.
    Accepted,
    /// Staff read it: two ticks.
    Read,
    /// Causeway will never take it.
    Refused { reason: String },
}

/// The last receipt sent for a staff message; it only moves forward.
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
    /// What the visitor just wrote.
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

    /// What just arrived from the business.
    pub(crate) fn theirs(id: String, at: Timestamp, message: SentMessage) -> Self {
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

    /// Whether either side calls this message by this id.
    pub(crate) fn is_called(&self, id: &str) -> bool {
        self.id == id || self.causeway_id.as_deref() == Some(id)
    }

    /// Causeway accepted it.
    pub(crate) fn accept(&mut self, acceptance: &Acceptance) {
        self.causeway_id = Some(acceptance.id.clone());
        if let Side::Own {
            tick, accepted_at, ..
        } = &mut self.side
        {
            *accepted_at = Some(acceptance.accepted_at);
            // A read mark may overtake the answer.
            if *tick != Tick::Read {
                *tick = Tick::Accepted;
            }
        }
    }
}
