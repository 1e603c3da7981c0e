//! One request to an endpoint with what came back, kept to be shown to people. Nothing secret is in it: signatures and
//! whatever looks like a credential are left out before.

use serde::{Deserialize, Serialize};

use crate::text::first_bytes;

/// A request as it went out, and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExchangeRecord {
    /// Where it went.
    pub url: String,
    /// The header fields as sent, by name.
    pub request_headers: Vec<HeaderField>,
    /// The answer's status, if there was an answer.
    pub status: Option<u16>,
    /// The answer's header fields, the first [`HEADER_FIELDS_MAX`].
    pub response_headers: Vec<HeaderField>,
    /// The answer's body, the first [`BODY_BYTES_MAX`] of it.
    pub response_body: String,
    /// Whether the body went on.
    pub body_cut: bool,
    /// The address that was spoken to.
    pub remote_address: Option<String>,
    /// The protocol of the answer, as in `HTTP/1.1`.
    pub protocol: Option<String>,
    /// How long it took.
    pub timings: Timings,
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderField {
    /// In small letters.
    pub name: String,
    /// At most [`HEADER_VALUE_BYTES_MAX`].
    pub value: String,
}

/// How long the phases of a request took, in microseconds. Of a connection that was open already there are no phases
/// before the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Timings {
    /// Looking the host up.
    pub dns: Option<u64>,
    /// Opening the connection.
    pub connect: Option<u64>,
    /// The TLS handshake.
    pub tls: Option<u64>,
    /// From the start of the request to the first byte of the answer.
    pub first_byte: Option<u64>,
    /// All of it.
    pub total: u64,
}

/// How many header fields of an answer are kept.
pub const HEADER_FIELDS_MAX: usize = 32;
/// How much of a header field's value is kept.
pub const HEADER_VALUE_BYTES_MAX: usize = 256;
/// How much of an answer's body is kept.
pub const BODY_BYTES_MAX: usize = 8 * 1024;

/// What stands for a value that nobody is to see.
const HIDDEN: &str = "(hidden)";
/// Parts of the names of header fields whose values are credentials.
const SECRET_NAMES: [&str; 6] = ["cookie", "auth", "signature", "token", "secret", "api-key"];

impl HeaderField {
    /// A field as it may be kept.
    pub fn keep(name: &str, value: &str) -> Self {
        let secret = SECRET_NAMES.iter().any(|part| name.contains(part));
        let value = if secret {
            HIDDEN
        } else {
            cut(value, HEADER_VALUE_BYTES_MAX).0
        };
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }
}

/// The beginning of `text` that has at most `max` bytes, and whether it goes on.
pub fn cut(text: &str, max: usize) -> (&str, bool) {
    let kept = first_bytes(text, max);
    (kept, kept.len() < text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_not_kept() {
        for name in [
            "set-cookie",
            "authorization",
            "www-authenticate",
            "webhook-signature",
            "x-api-key",
            "x-csrf-token",
        ] {
            assert_eq!(HeaderField::keep(name, "s3cret").value, HIDDEN, "{name}");
        }
        for (name, value) in [
            ("content-type", "application/json"),
            ("webhook-id", "dlv_1"),
            ("retry-after", "5"),
        ] {
            assert_eq!(HeaderField::keep(name, value).value, value);
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(cut("abc", 3), ("abc", false));
        assert_eq!(cut("abcd", 3), ("abc", true));
        assert_eq!(cut("aää", 4), ("aä", true));
        assert_eq!(cut("ae\u{301}", 3), ("a", true));
        assert_eq!(
            HeaderField::keep("server", &"x".repeat(1_000)).value.len(),
            HEADER_VALUE_BYTES_MAX
        );
    }
}
