//! What a message says.

mod read;

use serde::{Deserialize, Serialize};

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
            Self::Choice { style: ChoiceStyle::Buttons, .. } => "buttons",
            Self::Choice { style: ChoiceStyle::QuickReplies, .. } => "quickReplies",
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
            Self::Media { attachment, text: Some(caption), .. } => format!("{caption}\n{}", attachment.as_text()),
            Self::Media { attachment, text: None, .. } => attachment.as_text().to_owned(),
            Self::Location { location } => {
                let mut lines: Vec<&str> = location.title.iter().chain(&location.address).map(String::as_str).collect();
                let position = format!("{}, {}", location.latitude, location.longitude);
                lines.push(&position);
                lines.join("\n")
            }
            Self::Contact { contact } => {
                let lines = [&contact.name].into_iter().chain(&contact.phones).chain(&contact.emails);
                lines.map(String::as_str).collect::<Vec<_>>().join("\n")
            }
            Self::Postback { postback } => postback.label.clone().unwrap_or_else(|| postback.payload.clone()),
        }
    }

    /// The fields of the Omni API, with `type`.
    pub fn to_wire(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut wire = serde_json::Map::new();
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
        wire.insert(name.into(), part.expect("strings and finite numbers are JSON"));
        wire
    }
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
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{Faults, Fields};

    fn visitor(body: &Value) -> Result<Content, Vec<String>> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let content = Content::from_visitor(&fields, &mut faults);
        faults.finish(content).map_err(|faults| faults.into_vec().into_iter().map(|fault| fault.pointer).collect())
    }

    #[test]
    fn every_type_of_a_visitor_reads_back_from_its_wire_form() {
        let bodies = [
            json!({ "type": "text", "text": "Hello!" }),
            json!({ "type": "image", "text": "Look", "attachment": { "url": "https://example.com/a.png", "size": 9 } }),
            json!({ "type": "video", "attachment": { "url": "https://example.com/a.mp4", "mimeType": "video/mp4" } }),
            json!({ "type": "audio", "attachment": { "url": "https://example.com/a.ogg" } }),
            json!({ "type": "file", "attachment": { "url": "https://example.com/a.pdf", "name": "a.pdf" } }),
            json!({ "type": "image", "attachment": { "fileId": "file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E" } }),
            json!({ "type": "sticker", "attachment": { "url": "https://example.com/a.webp" } }),
            json!({ "type": "location", "location": { "latitude": 22.3, "longitude": 114.2, "title": "Pier 9" } }),
            json!({ "type": "contact", "contact": { "name": "Ada", "phones": ["+852 5555 0100"] } }),
            json!({ "type": "postback", "postback": { "payload": "yes", "label": "Yes" } }),
        ];
        for body in bodies {
            let content = visitor(&body).unwrap();
            assert_eq!(Value::Object(content.to_wire()), body);
            let stored = serde_json::to_string(&content).unwrap();
            assert_eq!(serde_json::from_str::<Content>(&stored).unwrap(), content);
        }
    }

    #[test]
    fn what_a_type_needs_is_named_when_it_is_missing() {
        let cases = [
            (json!({}), vec!["/type"]),
            (json!({ "type": "dance" }), vec!["/type"]),
            (json!({ "type": "text" }), vec!["/text"]),
            (json!({ "type": "text", "text": "" }), vec!["/text"]),
            (json!({ "type": "text", "text": "x".repeat(5_001) }), vec!["/text"]),
            (json!({ "type": "text", "text": "a\0b" }), vec!["/text"]),
            (json!({ "type": "image" }), vec!["/attachment"]),
            (json!({ "type": "image", "attachment": {} }), vec!["/attachment/url"]),
            (json!({ "type": "image", "attachment": { "fileId": "file_1" } }), vec!["/attachment/fileId"]),
            (
                json!({ "type": "image", "attachment": { "fileId": "file_1", "url": "https://example.com/" } }),
                vec!["/attachment/url", "/attachment/fileId"],
            ),
            (json!({ "type": "image", "attachment": { "url": "javascript:alert(1)" } }), vec!["/attachment/url"]),
            (
                json!({ "type": "location", "location": { "latitude": 91 } }),
                vec!["/location/longitude", "/location/latitude"],
            ),
            (json!({ "type": "postback", "postback": 7 }), vec!["/postback"]),
            (json!({ "type": "buttons", "text": "a", "options": [] }), vec!["/type"]),
        ];
        for (body, pointers) in cases {
            assert_eq!(visitor(&body), Err(pointers.into_iter().map(str::to_owned).collect()), "{body}");
        }
    }

    #[test]
    fn a_text_may_have_five_thousand_characters_of_any_script() {
        assert!(visitor(&json!({ "type": "text", "text": "語".repeat(5_000) })).is_ok());
    }
}
