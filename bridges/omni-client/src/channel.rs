//! The channel itself: what it can do, and who the token is.

use serde::{Deserialize, Serialize};

/// What a channel can show and tell, for `PUT /omni/v1/channel/capabilities`. Staff are offered only that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Capabilities {
    /// Message types that the channel can show, such as `text` and `image`.
    pub types: Vec<String>,
    /// Receipts that it sends back: `delivered`, `read`.
    pub receipts: Vec<String>,
    /// Whether it shows and tells typing.
    pub typing: bool,
    /// Whether staff may take messages back.
    pub deletes: bool,
    /// The longest text of one message, in characters; longer ones arrive split at word ends.
    pub text_length_max: u32,
}

/// Who the access token is, from `GET /omni/v1/channel`: the call to make first when connecting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelInfo {
    /// The source the token belongs to.
    pub source: SourceSummary,
    /// The channel on that source, once there is one.
    #[serde(default)]
    pub channel: Option<ChannelSummary>,
    /// The channel's state: `active`, `suspended` or `archived`.
    #[serde(default)]
    pub state: Option<String>,
}

/// The source an access token belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSummary {
    /// Its id.
    pub id: String,
    /// Its name in the dashboard.
    pub name: String,
}

/// The channel an access token speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelSummary {
    /// Its id.
    pub id: String,
    /// Its name in the dashboard.
    pub name: String,
}
