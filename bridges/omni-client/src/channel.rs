//! The channel: its capabilities, and the owner of the access token.

use serde::{Deserialize, Serialize};

/// The channel's capabilities, for `PUT /omni/v1/channel/capabilities`. Staff can use only these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Capabilities {
    /// Supported message types, such as `text` and `image`.
    pub types: Vec<String>,
    /// The receipts that the channel sends: `delivered`, `read`.
    pub receipts: Vec<String>,
    /// Whether the channel shows and reports typing.
    pub typing: bool,
    /// Whether staff may unsend messages.
    pub deletes: bool,
    /// Longest text of a message, in characters. Causeway splits longer texts at word ends.
    pub text_length_max: u32,
}

/// The owner of the access token, from `GET /omni/v1/channel`. A good first call for a new
/// connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelInfo {
    /// The access token's source.
    pub source: SourceSummary,
    /// The channel on that source, if it exists.
    #[serde(default)]
    pub channel: Option<ChannelSummary>,
    /// The channel's state: `active`, `suspended` or `archived`.
    #[serde(default)]
    pub state: Option<String>,
}

/// The source of an access token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSummary {
    pub id: String,
    /// The name in the dashboard.
    pub name: String,
}

/// The channel of an access token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelSummary {
    pub id: String,
    /// The name in the dashboard.
    pub name: String,
}
