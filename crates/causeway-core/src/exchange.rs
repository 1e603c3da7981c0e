//! One request to an endpoint with its response, stored to be shown to staff. Credentials are left
//! out before: signatures and anything that looks like a credential.

use serde::{Deserialize, Serialize};

use crate::text::first_bytes;

/// A request as sent, and its response.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExchangeRecord {
    /// The URL of the request.
    pub url: String,
    pub request_headers: Vec<HeaderField>,
    /// The response's status, if there was a response.
    pub status: Option<u16>,
    /// The response's header fields, the first [`HEADER_FIELDS_MAX`].
    pub response_headers: Vec<HeaderField>,
    /// The response's body, at most [`BODY_BYTES_MAX`] bytes.
    pub response_body: String,
    /// Whether the body was longer.
    pub body_cut: bool,
    /// The IP address of the endpoint.
    pub remote_address: Option<String>,
    /// The protocol of the response, as in `HTTP/1.1`.
    pub protocol: Option<String>,
    pub timings: Timings,
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderField {
    /// In lower case.
    pub name: String,
    /// At most [`HEADER_VALUE_BYTES_MAX`] bytes.
    pub value: String,
}

/// Duration of the phases of a request, in microseconds. A reused connection has no phases before
/// the response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Timings {
    /// The DNS lookup.
    pub dns: Option<u64>,
    /// Opening the TCP connection.
    pub connect: Option<u64>,
    /// The TLS handshake.
    pub tls: Option<u64>,
    /// From the start of the request to the first byte of the response.
    pub first_byte: Option<u64>,
    /// The whole request.
    pub total: u64,
}

/// Maximum number of stored header fields of a response.
pub const HEADER_FIELDS_MAX: usize = 32;
/// Maximum stored length of a header field's value, in bytes.
pub const HEADER_VALUE_BYTES_MAX: usize = 256;
/// Maximum stored length of a response's body, in bytes.
pub const BODY_BYTES_MAX: usize = 8 * 1024;

/// Replaces the value of a credential.
const HIDDEN: &str = "(hidden)";
/// Parts of the names of header fields whose values are credentials.
const SECRET_NAMES: [&str; 6] = ["cookie", "auth", "signature", "token", "secret", "api-key"];

impl HeaderField {
    /// A field as it may be stored.
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

/// The first `max` bytes of `text` at most, cut between characters, and whether there is more.
pub fn cut(text: &str, max: usize) -> (&str, bool) {
    let kept = first_bytes(text, max);
    (kept, kept.len() < text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_not_stored() {
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
