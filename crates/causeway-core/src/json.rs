//! Parses JSON from outside, leniently where a sender's small mistake would otherwise invalidate a
//! whole body.

use std::borrow::Cow;

use serde_json::Value;

/// The encoded byte order mark, which some programs put in front of a body (RFC 8259 §8.1 lets a
/// parser skip it).
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// The escape of U+FFFD. As long as the escape of a surrogate, so that positions in a body stay
/// correct.
const REPLACEMENT_ESCAPE: &[u8; 6] = br"\uFFFD";
/// U+FFFD in UTF-8. As long as an encoded surrogate.
const REPLACEMENT: &[u8; 3] = b"\xef\xbf\xbd";

/// Why a body can't be parsed.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// The body is not UTF-8, from this byte on.
    #[error("is not UTF-8 from byte {0} on")]
    Encoding(usize),
    /// The body is not JSON.
    #[error(transparent)]
    Syntax(#[from] serde_json::Error),
}

/// Parses one JSON value. A leading byte order mark is skipped, and each half of a surrogate pair
/// without the other half becomes U+FFFD: senders that cut texts by UTF-16 units produce such
/// halves.
///
/// # Errors
/// The body is not UTF-8, is otherwise not JSON, or nests deeper than 128 levels.
pub fn read(body: &[u8]) -> Result<Value, JsonError> {
    Ok(serde_json::from_str(&readable(body)?)?)
}

/// `body` as text, without a byte order mark and without halves of surrogate pairs.
///
/// # Errors
/// The body is not UTF-8.
pub fn readable(body: &[u8]) -> Result<Cow<'_, str>, JsonError> {
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    let body = without_lone_escapes(without_encoded_surrogates(body));
    match body {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes)
            .map(Cow::Owned)
            .map_err(|error| error.utf8_error()),
    }
    .map_err(|error| JsonError::Encoding(error.valid_up_to()))
}

/// Replaces surrogates that were encoded like characters (`ED A0 80` to `ED BF BF`), which UTF-8
/// forbids.
fn without_encoded_surrogates(body: &[u8]) -> Cow<'_, [u8]> {
    let is_surrogate = |bytes: &[u8]| matches!(bytes, [0xed, second, third] if *second >= 0xa0 && (0x80..=0xbf).contains(third));
    if !body.windows(3).any(is_surrogate) {
        return Cow::Borrowed(body);
    }
    let mut repaired = body.to_vec();
    for at in 0..repaired.len().saturating_sub(2) {
        if is_surrogate(&repaired[at..at + 3]) {
            repaired[at..at + 3].copy_from_slice(REPLACEMENT);
        }
    }
    Cow::Owned(repaired)
}

/// Replaces escapes of lone surrogates. In JSON a backslash occurs only in strings, so the rest of
/// the body need not be parsed.
fn without_lone_escapes(body: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let mut lone = Vec::new();
    let mut at = 0;
    while let Some(found) = body[at..].iter().position(|byte| *byte == b'\\') {
        at += found;
        let rest = &body[at..];
        at += match escaped_unit(rest) {
            Some(0xd800..=0xdbff) if matches!(escaped_unit(&rest[6..]), Some(0xdc00..=0xdfff)) => {
                12
            }
            Some(0xd800..=0xdfff) => {
                lone.push(at);
                6
            }
            _ => 2.min(rest.len()),
        };
    }
    if lone.is_empty() {
        return body;
    }
    let mut repaired = body.into_owned();
    for at in lone {
        repaired[at..at + 6].copy_from_slice(REPLACEMENT_ESCAPE);
    }
    Cow::Owned(repaired)
}

/// The UTF-16 unit of the escape at the beginning of `text`.
fn escaped_unit(text: &[u8]) -> Option<u16> {
    let digits = text.get(..6)?.strip_prefix(br"\u")?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit * 16 + u16::try_from(char::from(*digit).to_digit(16)?).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(read(b"\xef\xbb\xbf{\"a\":1}").unwrap(), json!({ "a": 1 }));
        assert!(
            read(b"\xef\xbb\xbf\xef\xbb\xbf{}").is_err(),
            "only one is skipped"
        );
    }

    #[test]
    fn half_a_surrogate_pair_becomes_the_replacement_character() {
        for (body, text) in [
            (r#""soon \ud83e""#, "soon \u{fffd}"),
            (r#""\uDD18 soon""#, "\u{fffd} soon"),
            (r#""\ud83e\ud83e\udd18""#, "\u{fffd}\u{1f918}"),
            (r#""\ud83e\\udd18""#, "\u{fffd}\\udd18"),
            (r#""\\ud83e""#, "\\ud83e"),
            (r#""\\\ud83e""#, "\\\u{fffd}"),
            (r#""\ud83e\u0041""#, "\u{fffd}A"),
            (r#""\ud83e\n""#, "\u{fffd}\n"),
            (r#""\uD83E\uDD18 ok""#, "\u{1f918} ok"),
        ] {
            assert_eq!(read(body.as_bytes()).unwrap(), json!(text), "{body}");
        }
        assert_eq!(
            read(b"\"soon \xed\xa0\xbe\"").unwrap(),
            json!("soon \u{fffd}")
        );
        assert_eq!(
            read("\"\u{d7ff}\u{e000}\"".as_bytes()).unwrap(),
            json!("\u{d7ff}\u{e000}")
        );
    }

    #[test]
    fn invalid_json_is_refused() {
        for body in [
            &br#""\ud83"#[..],
            br#""\ud83x""#,
            br#"{"a":\ud83e}"#,
            b"\"\xff\"",
            b"\\",
            b"\"\\",
            b"",
        ] {
            assert!(read(body).is_err(), "{body:?}");
        }
    }

    proptest! {
        #[test]
        fn valid_json_parses_as_with_serde_json(texts in prop::collection::vec(".*", 0..4)) {
            let value = json!(texts);
            let ascii: String = value
                .to_string()
                .encode_utf16()
                .map(|unit| match u8::try_from(unit) {
                    Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
                    _ => format!("\\u{unit:04x}"),
                })
                .collect();
            prop_assert_eq!(read(value.to_string().as_bytes()).unwrap(), value.clone());
            prop_assert_eq!(read(ascii.as_bytes()).unwrap(), value);
        }
    }
}
