//! `Authorization: Bearer …` (RFC 6750).

use http::{HeaderMap, HeaderValue, header};

use super::problem::{Code, Problem};

/// The token that a program presents, if it presents one.
pub(super) fn token_of(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// It is missing, or none of ours.
pub(super) fn refused(detail: impl Into<String>) -> Problem {
    Problem::because(Code::InvalidToken, detail)
        .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}
