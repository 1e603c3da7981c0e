//! A visitor's message: the body of `POST /omni/v1/messages`, and the response.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A message from a visitor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitorMessage {
    /// The channel's id of the message, 1 to 255 characters. A repetition is safe: the message is
    /// accepted once.
    pub id: String,
    pub visitor: VisitorProfile,
    /// When the visitor sent the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    #[serde(flatten)]
    pub content: Content,
    /// The message that this one answers, by either side's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
}

/// The channel's data about a visitor. A given value replaces the stored one. An absent or empty
/// value changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitorProfile {
    /// The channel's id of the person, 1 to 255 characters.
    pub id: String,
    /// The name that staff see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// URL of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Language tag such as `en-GB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Other data to show. Scalar values only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, serde_json::Value>,
}

impl VisitorProfile {
    /// A visitor with only an id and a name.
    pub fn named(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: Some(name.into()),
            ..Self::default()
        }
    }
}

/// The content of a message, by its `type`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Content {
    /// A text of 1 to 5,000 characters.
    Text { text: String },
    /// A picture.
    Image(Media),
    /// A video.
    Video(Media),
    /// An audio or voice message.
    Audio(Media),
    /// Any other file.
    File(Media),
    /// A sticker.
    Sticker(Media),
    /// A location.
    Location { location: Location },
    /// A contact card.
    Contact { contact: ContactCard },
    /// A tapped button or quick reply.
    Postback { postback: Postback },
}

/// A media message: the file and an optional caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    pub attachment: Attachment,
    /// Caption, at most 1,024 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A file that was uploaded, or that Causeway will copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Attachment {
    /// An uploaded file.
    Uploaded {
        /// The file's id from the response to the upload.
        file_id: String,
    },
    /// A file at a URL.
    Linked {
        url: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Media type such as `image/png`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mime_type: Option<String>,
        /// Size in bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<u64>,
    },
}

/// A geographic location.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Name of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A contact card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
}

/// A tapped button or quick reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postback {
    /// The value that the button sends.
    pub payload: String,
    /// The label of the button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Causeway's response to an accepted message, which is stored durably.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acceptance {
    /// Causeway's id of the message.
    pub id: String,
    /// The channel's id of the message.
    pub external_id: String,
    /// Causeway's id of the visitor.
    pub visitor_id: String,
    pub enquiry_id: String,
    /// The enquiry's number for people.
    pub enquiry_number: String,
    pub accepted_at: Timestamp,
    /// Whether the message had been accepted before. Then this repeats the first response.
    pub duplicate: bool,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_content_is_serialized_next_to_its_type() {
        let linked = Attachment::Linked {
            url: "https://x/p.png".into(),
            name: None,
            mime_type: None,
            size: Some(3),
        };
        let table = [
            (
                Content::Text { text: "Hi".into() },
                json!({"type": "text", "text": "Hi"}),
            ),
            (
                Content::Image(Media {
                    attachment: linked,
                    text: Some("Look".into()),
                }),
                json!({"type": "image", "attachment": {"url": "https://x/p.png", "size": 3}, "text": "Look"}),
            ),
            (
                Content::File(Media {
                    attachment: Attachment::Uploaded {
                        file_id: "file_1".into(),
                    },
                    text: None,
                }),
                json!({"type": "file", "attachment": {"fileId": "file_1"}}),
            ),
            (
                Content::Location {
                    location: Location {
                        latitude: 1.5,
                        longitude: 2.5,
                        title: None,
                        address: None,
                    },
                },
                json!({"type": "location", "location": {"latitude": 1.5, "longitude": 2.5}}),
            ),
            (
                Content::Postback {
                    postback: Postback {
                        payload: "yes".into(),
                        label: Some("Yes".into()),
                    },
                },
                json!({"type": "postback", "postback": {"payload": "yes", "label": "Yes"}}),
            ),
        ];
        for (content, mut expected) in table {
            let message = VisitorMessage {
                id: "m-1".into(),
                visitor: VisitorProfile::named("u-1", "Mina"),
                sent_at: Some("2026-11-22T10:00:00.250Z".parse().unwrap()),
                content,
                reply_to: None,
            };
            let body = serde_json::to_value(&message).unwrap();
            expected["id"] = json!("m-1");
            expected["visitor"] = json!({"id": "u-1", "name": "Mina"});
            expected["sentAt"] = json!("2026-11-22T10:00:00.25Z");
            assert_eq!(body, expected);
            assert_eq!(
                serde_json::from_value::<VisitorMessage>(body).unwrap(),
                message
            );
        }
    }
}
