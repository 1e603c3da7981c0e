//! `Authorization: Bearer …` (RFC 6750).

use http::{HeaderMap, HeaderValue, header};

use crate::wire::{code::Code, problem::Problem};

/// The token that a program presents, if it presents one.
pub(in crate::http) fn token_of(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// The problem of a token that is missing or unknown.
pub(in crate::http) fn refused(detail: impl Into<String>) -> Problem {
    Problem::because(Code::InvalidToken, detail)
        .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}
