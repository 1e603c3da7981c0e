//! What a message says.

mod read;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::attachment::Attachment;

/// Longest text of a message, in characters (`omni-api.md` §2).
pub const TEXT_MAX: usize = 5_000;
/// Longest caption of a media message, in characters.
pub const CAPTION_MAX: usize = 1_024;
/// Most options of a message with buttons or quick replies.
const OPTIONS_MAX: usize = 20;

/// What a message says. Stored as JSON in `messages.content`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Content {
    /// Plain text.
    Text {
        /// 1 to 5,000 characters.
        text: String,
    },
    /// A picture, film, sound, document or sticker.
    Media {
        /// Which of them.
        kind: MediaKind,
        /// Where it is.
        attachment: Attachment,
        /// A caption.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A place.
    Location {
        /// The place.
        location: Location,
    },
    /// Somebody's contact card.
    Contact {
        /// The card.
        contact: Contact,
    },
    /// A tapped button or quick reply.
    Postback {
        /// What was tapped.
        postback: Postback,
    },
    /// A text with choices to tap.
    Choice {
        /// How they are shown.
        style: ChoiceStyle,
        /// Stands alone on channels that can't show the options.
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
    /// A film.
    Video,
    /// A sound.
    Audio,
    /// Any other file.
    File,
    /// A sticker.
    Sticker,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A contact card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Whose card it is.
    pub name: String,
    /// Telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// E-mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
}

/// A tapped button or quick reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postback {
    /// What the button carries.
    pub payload: String,
    /// What stood on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// How options are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChoiceStyle {
    /// Buttons that stay with the message.
    Buttons,
    /// Suggestions that vanish once one is tapped.
    QuickReplies,
}

/// One thing to tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// What stands on it, 1 to 40 characters.
    pub label: String,
    /// What comes back as a postback, 1 to 1,000 characters.
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

    /// The text or caption, where there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text { text } | Self::Choice { text, .. } => Some(text),
            Self::Media { text, .. } => text.as_deref(),
            Self::Location { .. } | Self::Contact { .. } | Self::Postback { .. } => None,
        }
    }

    /// The file, where there is one.
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

    /// The same, to be changed.
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
    /// What is said, as it is compared when a message comes again: without how its file is fetched. The path of an address
    /// stays the same when it is signed again; its host and query need not. A file that was handed in counts by its name, type
    /// and size, since a sender that got no answer may hand it in again.
    pub(crate) fn as_compared(&self) -> Map<String, Value> {
        let mut said = self.to_wire();
        let Some(attachment) = self.attachment() else {
            return said;
        };
        let path = attachment
            .url
            .as_deref()
            .filter(|_| attachment.file_id.is_none())
            .map(path_of);
        let told = json!({
            "path": path, "name": attachment.name, "mimeType": attachment.mime_type, "size": attachment.size,
        });
        said.insert("attachment".into(), told);
        said
    }
}

/// A digest by which a message that comes again is known.
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
