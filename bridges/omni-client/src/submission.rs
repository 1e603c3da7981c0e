//! What a channel submits to Causeway.

use serde::{Deserialize, Serialize};

use crate::{ChannelEvent, VisitorMessage};

/// A message or event for Causeway.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Submission {
    /// A visitor's message.
    Message(VisitorMessage),
    /// An event of the channel.
    Event(ChannelEvent),
}
