//! The capabilities of a channel (`omni-api.md` §3).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Faults, Fields};

/// The types of messages in both directions.
const TYPES: [&str; 11] = [
    "text",
    "image",
    "video",
    "audio",
    "file",
    "location",
    "sticker",
    "contact",
    "postback",
    "buttons",
    "quickReplies",
];
/// The receipts that a channel may send.
const RECEIPTS: [&str; 2] = ["delivered", "read"];
/// Maximum number of entries of one list that are read.
const WORDS_MAX: usize = 100;
/// Maximum length of an entry that is read, in characters.
const WORD_MAX: usize = 255;

/// The capabilities of a channel. Stored as JSON in `sources.capabilities`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Capabilities {
    /// Message types that it can show; `None`: all.
    pub types: Option<Vec<String>>,
    /// Receipts that it sends: `delivered`, `read`.
    pub receipts: Vec<String>,
    /// Whether it can show that staff are typing.
    pub typing: bool,
    /// Whether it can unsend a message.
    pub deletes: bool,
    /// Maximum length of a text that it can show, in characters; `None`: no limit.
    pub text_length_max: Option<i64>,
}

impl Default for Capabilities {
    /// The assumptions for a channel that sent none: everything but receipts.
    fn default() -> Self {
        Self {
            types: None,
            receipts: Vec::new(),
            typing: true,
            deletes: true,
            text_length_max: None,
        }
    }
}

impl Capabilities {
    /// Parses the body of `PUT /omni/v1/channel/capabilities`. Absent fields get their defaults;
    /// unknown entries of lists are dropped.
    pub fn parse(body: &Value) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let unset = Self::default();
        let mut words = |name: &str, known: &[&str]| {
            let given = fields.strings(name, WORDS_MAX, WORD_MAX, &mut faults)?;
            Some(
                known
                    .iter()
                    .filter(|word| given.iter().any(|given| given == *word))
                    .map(|word| (*word).to_owned())
                    .collect(),
            )
        };
        let types = words("types", &TYPES);
        let receipts = words("receipts", &RECEIPTS).unwrap_or_default();
        let capabilities = Self {
            types,
            receipts,
            typing: fields
                .boolean("typing", &mut faults)
                .unwrap_or(unset.typing),
            deletes: fields
                .boolean("deletes", &mut faults)
                .unwrap_or(unset.deletes),
            // A smaller limit would split a text into too many messages.
            text_length_max: fields.integer("textLengthMax", 50..=1_000_000, &mut faults),
        };
        faults.finish(Some(capabilities))
    }

    /// Whether the channel can show messages of this type.
    pub fn shows(&self, kind: &str) -> bool {
        kind == "text"
            || self
                .types
                .as_ref()
                .is_none_or(|types| types.iter().any(|known| known == kind))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_default_is_every_capability_but_receipts() {
        let default = Capabilities::parse(&json!({})).unwrap();
        assert_eq!(default, Capabilities::default());
        assert!(default.shows("buttons") && default.typing && default.receipts.is_empty());
        let text_only = Capabilities::parse(&json!({ "types": [], "textLengthMax": 400 })).unwrap();
        assert!(text_only.shows("text") && !text_only.shows("image"));
    }

    #[test]
    fn unknown_entries_of_a_list_are_dropped_without_a_fault() {
        let body = json!({
            "types": ["hologram", "image", "text", "image"], "receipts": ["read", "seen", "delivered"],
            "reactions": true, "replyWindowSeconds": 86_400,
        });
        let kept = Capabilities::parse(&body).unwrap();
        assert_eq!(
            kept.types,
            Some(vec!["text".to_owned(), "image".to_owned()])
        );
        assert_eq!(kept.receipts, ["delivered", "read"]);
        let none =
            Capabilities::parse(&json!({ "types": ["hologram"], "receipts": ["seen"] })).unwrap();
        assert_eq!((none.types, none.receipts), (Some(Vec::new()), Vec::new()));
    }

    #[test]
    fn a_value_that_is_not_a_list_of_strings_is_refused() {
        for name in ["types", "receipts"] {
            for value in [json!("text"), json!([7]), json!(vec!["x"; 101])] {
                assert!(
                    Capabilities::parse(&json!({ name: value })).is_err(),
                    "{name}: {value}"
                );
            }
        }
    }
}
