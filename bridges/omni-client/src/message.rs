//! What a visitor says: the body of `POST /omni/v1/messages` and its answer.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A message from a visitor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitorMessage {
    /// The channel's own id of the message, 1 to 255 characters. Sending it again is safe: it is accepted once.
    pub id: String,
    /// Who speaks.
    pub visitor: VisitorProfile,
    /// When the visitor sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// What is said.
    #[serde(flatten)]
    pub content: Content,
    /// The message it answers, by the id of either direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
}

/// What the channel knows about a visitor. A given value replaces the stored one; an absent or empty one changes
/// nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitorProfile {
    /// The channel's own id of the person, 1 to 255 characters.
    pub id: String,
    /// Name as staff see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Language tag such as `en-GB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Anything else worth showing; scalar values only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, serde_json::Value>,
}

impl VisitorProfile {
    /// A visitor of whom only the id and the name are known.
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
    /// Words, 1 to 5,000 characters.
    Text {
        /// The words.
        text: String,
    },
    /// A picture.
    Image(Media),
    /// A film.
    Video(Media),
    /// A sound or voice message.
    Audio(Media),
    /// Any other file.
    File(Media),
    /// A sticker.
    Sticker(Media),
    /// A place.
    Location {
        /// The place.
        location: Location,
    },
    /// A business card.
    Contact {
        /// The card.
        contact: ContactCard,
    },
    /// A tapped button or quick reply.
    Postback {
        /// What was tapped.
        postback: Postback,
    },
}

/// A media message: the file and an optional caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// The file.
    pub attachment: Attachment,
    /// Caption, at most 1,024 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A file, either uploaded before or to be copied by Causeway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Attachment {
    /// A file that Causeway has already.
    Uploaded {
        /// Its id from the upload's answer.
        file_id: String,
    },
    /// A file behind an address.
    Linked {
        /// Where it is.
        url: String,
        /// File name.
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

/// A place on earth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What the place is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A business card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// The person.
    pub name: String,
    /// Telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// E-mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
}

/// A tapped button or quick reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postback {
    /// What the button stands for.
    pub payload: String,
    /// What was written on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Causeway's answer to an accepted message; it is durable then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acceptance {
    /// Causeway's id of the message.
    pub id: String,
    /// The channel's own id, as sent.
    pub external_id: String,
    /// Causeway's id of the visitor.
    pub visitor_id: String,
    /// The enquiry it belongs to.
    pub enquiry_id: String,
    /// The enquiry's number for people.
    pub enquiry_number: String,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// Whether it had been accepted before and this is the first answer again.
    pub duplicate: bool,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_content_stands_flat_beside_its_type() {
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
