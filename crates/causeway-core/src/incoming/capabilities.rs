//! What a channel can do (`omni-api.md` §3).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Faults, Fields};

/// The types of messages that go out or come in.
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
/// Most words of one list that are read.
const WORDS_MAX: usize = 100;
/// Longest word of a list that is read, in characters.
const WORD_MAX: usize = 255;

/// What a channel can do. Stored as JSON in `sources.capabilities`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Capabilities {
    /// Types of message it can show; `None`: all.
    pub types: Option<Vec<String>>,
    /// Receipts it sends: `delivered`, `read`.
    pub receipts: Vec<String>,
    /// It can show that staff are typing.
    pub typing: bool,
    /// It can take a message back.
    pub deletes: bool,
    /// Longest text it can show, in characters; `None`: any.
    pub text_length_max: Option<i64>,
}

impl Default for Capabilities {
    /// Of a channel that said nothing, everything is assumed but receipts.
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
    /// Reads the body of `PUT /omni/v1/channel/capabilities`. What is not given is as if nothing was ever said; of what is
    /// given, what is known here is kept.
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
            // Below this, splitting a text would drown the visitor in fragments.
            text_length_max: fields.integer("textLengthMax", 50..=1_000_000, &mut faults),
        };
        faults.finish(Some(capabilities))
    }

    /// The channel can show messages of this type.
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
    fn a_channel_that_says_nothing_can_do_everything_but_receipts() {
        let said = Capabilities::parse(&json!({})).unwrap();
        assert_eq!(said, Capabilities::default());
        assert!(said.shows("buttons") && said.typing && said.receipts.is_empty());
        let text_only = Capabilities::parse(&json!({ "types": [], "textLengthMax": 400 })).unwrap();
        assert!(text_only.shows("text") && !text_only.shows("image"));
    }

    #[test]
    fn what_is_known_of_each_list_is_kept_and_the_rest_is_no_fault() {
        let said = json!({
            "types": ["hologram", "image", "text", "image"], "receipts": ["read", "seen", "delivered"],
            "reactions": true, "replyWindowSeconds": 86_400,
        });
        let kept = Capabilities::parse(&said).unwrap();
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
    fn what_is_no_list_of_words_is_refused_in_both_lists() {
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
