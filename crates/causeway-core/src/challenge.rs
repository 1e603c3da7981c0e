//! How an endpoint answers the challenge that proves ownership of its address (`omni-api.md` §6).

use serde_json::Value;

use crate::json;

/// The content type of a form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Why the body of a response isn't the challenge. The message says how to fix it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// The body is empty.
    #[error("The answer is empty. Answer with the text of \"challenge\" as it was sent.")]
    Empty,
    /// The challenge is in a form, but the content type isn't that of a form.
    #[error(
        "The answer is a form, but its Content-Type isn't {FORM}. Set that, or answer with the challenge alone."
    )]
    UndeclaredForm,
    /// The body contains the challenge and something else.
    #[error(
        "The challenge is in the answer, with something around it. Answer with the challenge alone, or as \
         {{\"challenge\": …}}."
    )]
    Surrounded,
    /// The body doesn't contain the challenge.
    #[error(
        "The answer isn't the challenge. Answer with the text of \"challenge\" as it was sent in this request."
    )]
    Other,
}

/// What is wrong with the body of a response to `challenge`; `None` if the contract accepts it.
pub fn mismatch(content_type: Option<&str>, body: &[u8], challenge: &str) -> Option<Mismatch> {
    let is_form = is_form(content_type);
    if let Ok(text) = json::readable(body)
        && let text = text.trim()
        && (text == challenge
            || serde_json::from_str(text).is_ok_and(|json| json_repeats(&json, challenge))
            || (is_form && form_repeats(text, challenge)))
    {
        return None;
    }
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    Some(if text.is_empty() {
        Mismatch::Empty
    } else if !is_form && form_repeats(text, challenge) {
        Mismatch::UndeclaredForm
    } else if text.contains(challenge) {
        Mismatch::Surrounded
    } else {
        Mismatch::Other
    })
}

fn json_repeats(json: &Value, challenge: &str) -> bool {
    let is_challenge = |value: &Value| value.as_str() == Some(challenge);
    // Indexing a value that isn't an object, or lacks the member, gives null.
    is_challenge(json)
        || is_challenge(&json["challenge"])
        || (json["code"].as_i64() == Some(0) && is_challenge(&json["result"]["challenge"]))
}

fn is_form(content_type: Option<&str>) -> bool {
    let essence = content_type.and_then(|media_type| media_type.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(FORM))
}

fn form_repeats(text: &str, challenge: &str) -> bool {
    url::form_urlencoded::parse(text.as_bytes())
        .any(|(name, value)| name == "challenge" && value == challenge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_forms_of_the_contract_are_accepted_and_others_explained() {
        let json = "application/json";
        for (content_type, body, expected) in [
            (None, " abc\r\n", None),
            (None, "\"abc\"", None),
            (Some(json), r#"{"challenge":"abc","more":1}"#, None),
            (
                Some(json),
                r#"{"code":0,"result":{"challenge":"abc"}}"#,
                None,
            ),
            (
                Some("application/X-WWW-form-urlencoded; charset=utf-8"),
                "a=b&challenge=abc",
                None,
            ),
            (
                Some(json),
                r#"{"code":1,"result":{"challenge":"abc"}}"#,
                Some(Mismatch::Surrounded),
            ),
            (Some(json), "challenge=abc", Some(Mismatch::UndeclaredForm)),
            (None, "<p>abc</p>", Some(Mismatch::Surrounded)),
            (None, "\n", Some(Mismatch::Empty)),
            (Some(FORM), "challenge=abd", Some(Mismatch::Other)),
            (Some(json), "[\"abc", Some(Mismatch::Surrounded)),
        ] {
            assert_eq!(
                mismatch(content_type, body.as_bytes(), "abc"),
                expected,
                "{content_type:?} {body}"
            );
        }
        assert_eq!(
            mismatch(None, b"\xffabc", "abc"),
            Some(Mismatch::Surrounded)
        );
    }
}
