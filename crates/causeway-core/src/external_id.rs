//! The channel's own ids of messages that Causeway sent: from the response to the webhook, or from
//! the confirmation of events that it read (`omni-api.md` §5).

use serde_json::Value;

use crate::{Reason, hidden::is_hidden};

/// Maximum length of a channel's id of a message, visitor or conversation, in characters:
/// Message-IDs of e-mail have up to 244, ids of Instagram 162.
pub const EXTERNAL_ID_MAX: usize = 255;

/// The id in a JSON text: a string, or a number as its decimal text, unchanged. `None` for
/// everything else.
pub fn from_json(json: &str) -> Option<String> {
    let id = match serde_json::from_str(json).ok()? {
        Value::String(id) => id,
        Value::Number(_) => json.trim().to_owned(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    is_good(&id).then_some(id)
}

/// Whether a text is valid as an id.
pub fn is_good(id: &str) -> bool {
    fault(id).is_none() && (1..=EXTERNAL_ID_MAX).contains(&id.chars().count())
}

/// The first reason why a text is not valid as an id. With a character replaced, two ids could
/// become one; [hidden](is_hidden) characters make two ids look the same, and PostgreSQL can't
/// store U+0000.
pub fn fault(id: &str) -> Option<Reason> {
    if id.contains(char::REPLACEMENT_CHARACTER) {
        Some(Reason::BrokenCharacter)
    } else if id.chars().any(is_hidden) {
        Some(Reason::HiddenCharacter)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_string_or_a_number_unchanged() {
        let longest = "é".repeat(EXTERNAL_ID_MAX);
        for (json, id) in [
            (r#""m-9""#.to_owned(), Some("m-9")),
            (format!(r#""{longest}""#), Some(longest.as_str())),
            ("104".to_owned(), Some("104")),
            ("0".to_owned(), Some("0")),
            ("-7".to_owned(), Some("-7")),
            // Exceeds 64 bits and the precision of a floating-point number.
            (
                "1234567890123456789012345".to_owned(),
                Some("1234567890123456789012345"),
            ),
            ("9007199254740993".to_owned(), Some("9007199254740993")),
            ("1763812345.000200".to_owned(), Some("1763812345.000200")),
            (format!(r#""{longest}x""#), None),
            (r#""""#.to_owned(), None),
            (r#""a\u0000b""#.to_owned(), None),
            (r#""a\nb""#.to_owned(), None),
            (r#""a\u202eb""#.to_owned(), None),
            ("null".to_owned(), None),
            ("true".to_owned(), None),
            ("[1]".to_owned(), None),
            (r#"{"id":1}"#.to_owned(), None),
            ("1 2".to_owned(), None),
        ] {
            assert_eq!(from_json(&json).as_deref(), id, "{json}");
        }
    }
}
