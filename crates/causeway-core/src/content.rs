//! The content of messages.

mod read;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

pub use self::read::FROM_STAFF;
use crate::attachment::Attachment;

/// Maximum length of a message's text, in characters (`omni-api.md` §2).
pub const TEXT_MAX: usize = 5_000;
/// Maximum length of a media message's caption, in characters.
pub const CAPTION_MAX: usize = 1_024;
/// Maximum number of options in a message with buttons or quick replies.
pub const OPTIONS_MAX: usize = 20;

/// The content of a message. Stored as JSON in `messages.content`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Content {
    /// Plain text.
    Text {
        /// 1 to 5,000 characters.
        text: String,
    },
    /// A picture, video, audio file, document or sticker.
    Media {
        kind: MediaKind,
        attachment: Attachment,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A place.
    Location { location: Location },
    /// A contact card.
    Contact { contact: Contact },
    /// A tapped button or quick reply.
    Postback { postback: Postback },
    /// A text with options to tap.
    Choice {
        style: ChoiceStyle,
        /// Sent alone to channels that can't show the options.
        text: String,
        /// 1 to 20 options.
        options: Vec<ChoiceOption>,
    },
}

/// Kinds of media.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A video.
    Video,
    /// An audio file.
    Audio,
    /// Any other file.
    File,
    /// A sticker.
    Sticker,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
    /// The name of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A contact card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The person's name.
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
}

/// A tapped button or quick reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postback {
    /// The payload of the button.
    pub payload: String,
    /// The label of the button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// How options are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChoiceStyle {
    /// Buttons that stay with the message.
    Buttons,
    /// Suggestions that disappear once one is tapped.
    QuickReplies,
}

/// One option to tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// The text on it, 1 to 40 characters.
    pub label: String,
    /// The payload of the postback, 1 to 1,000 characters.
    pub payload: String,
}

impl Content {
    /// The `type` of the Omni API.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Media { kind, .. } => kind.name(),
            Self::Location { .. } => "location",
            Self::Contact { .. } => "contact",
            Self::Postback { .. } => "postback",
            Self::Choice {
                style: ChoiceStyle::Buttons,
                ..
            } => "buttons",
            Self::Choice {
                style: ChoiceStyle::QuickReplies,
                ..
            } => "quickReplies",
        }
    }

    /// The text or caption, if there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text { text } | Self::Choice { text, .. } => Some(text),
            Self::Media { text, .. } => text.as_deref(),
            Self::Location { .. } | Self::Contact { .. } | Self::Postback { .. } => None,
        }
    }

    /// The file, if there is one.
    pub fn attachment(&self) -> Option<&Attachment> {
        match self {
            Self::Media { attachment, .. } => Some(attachment),
            Self::Text { .. }
            | Self::Choice { .. }
            | Self::Location { .. }
            | Self::Contact { .. }
            | Self::Postback { .. } => None,
        }
    }

    /// The file, mutable, if there is one.
    pub fn attachment_mut(&mut self) -> Option<&mut Attachment> {
        match self {
            Self::Media { attachment, .. } => Some(attachment),
            Self::Text { .. }
            | Self::Choice { .. }
            | Self::Location { .. }
            | Self::Contact { .. }
            | Self::Postback { .. } => None,
        }
    }

    /// The content as plain text, for a channel that can't show its type.
    pub fn as_text(&self) -> String {
        match self {
            Self::Text { text } | Self::Choice { text, .. } => text.clone(),
            Self::Media {
                attachment,
                text: Some(caption),
                ..
            } => format!("{caption}\n{}", attachment.as_text()),
            Self::Media {
                attachment,
                text: None,
                ..
            } => attachment.as_text().to_owned(),
            Self::Location { location } => {
                let mut lines: Vec<&str> = location
                    .title
                    .iter()
                    .chain(&location.address)
                    .map(String::as_str)
                    .collect();
                let position = format!("{}, {}", location.latitude, location.longitude);
                lines.push(&position);
                lines.join("\n")
            }
            Self::Contact { contact } => {
                let lines = [&contact.name]
                    .into_iter()
                    .chain(&contact.phones)
                    .chain(&contact.emails);
                lines.map(String::as_str).collect::<Vec<_>>().join("\n")
            }
            Self::Postback { postback } => postback
                .label
                .clone()
                .unwrap_or_else(|| postback.payload.clone()),
        }
    }

    /// The fields of the Omni API, with `type`.
    pub fn to_wire(&self) -> Map<String, Value> {
        let mut wire = Map::new();
        wire.insert("type".into(), self.kind().into());
        if let Some(text) = self.text() {
            wire.insert("text".into(), text.into());
        }
        let (name, part) = match self {
            Self::Text { .. } => return wire,
            Self::Media { attachment, .. } => ("attachment", Ok(attachment.to_wire().into())),
            Self::Location { location } => ("location", serde_json::to_value(location)),
            Self::Contact { contact } => ("contact", serde_json::to_value(contact)),
            Self::Postback { postback } => ("postback", serde_json::to_value(postback)),
            Self::Choice { options, .. } => ("options", serde_json::to_value(options)),
        };
        wire.insert(
            name.into(),
            part.expect("strings and finite numbers are JSON"),
        );
        wire
    }
}

impl Content {
    /// The content in the form in which repeated messages are compared: without the parts that only
    /// tell how to fetch the file. The path of an address stays the same when it is signed again;
    /// its host and query may differ. An uploaded file is compared by name, type and size, since a
    /// sender that got no response may upload it again.
    pub(crate) fn as_compared(&self) -> Map<String, Value> {
        let mut wire = self.to_wire();
        let Some(attachment) = self.attachment() else {
            return wire;
        };
        let path = attachment
            .url
            .as_deref()
            .filter(|_| attachment.file_id.is_none())
            .map(path_of);
        let attachment = json!({
            "path": path, "name": attachment.name, "mimeType": attachment.mime_type, "size": attachment.size,
        });
        wire.insert("attachment".into(), attachment);
        wire
    }
}

/// A digest that identifies a message that arrives again.
pub(crate) fn fingerprint(parts: &impl Serialize) -> [u8; 32] {
    let text = serde_json::to_vec(parts).expect("strings and finite numbers are JSON");
    Sha256::digest(text).into()
}

fn path_of(address: &str) -> String {
    url::Url::parse(address).map_or_else(|_| address.to_owned(), |url| url.path().to_owned())
}

impl MediaKind {
    /// The `type` of the Omni API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::File => "file",
            Self::Sticker => "sticker",
        }
    }
}

#[cfg(test)]
mod tests;
