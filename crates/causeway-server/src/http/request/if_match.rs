//! `If-Match`: a change applies only to the version that the caller saw.

use axum::extract::FromRequestParts;
use http::{header, request::Parts};
use utoipa::IntoParams;

use crate::wire::{code::Code, problem::Problem};

/// The `version` that the caller saw; `None` accepts any version.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct IfMatch(pub(in crate::http) Option<i64>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else {
            return Ok(Self(None));
        };
        let text = value.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self(None));
        }
        // A text that can't be a version of ours is not the current version.
        let version = text
            .trim_matches('"')
            .parse()
            .map_err(|_| Problem::new(Code::VersionMismatch))?;
        Ok(Self(Some(version)))
    }
}

/// The header, for the OpenAPI document.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "tells what `IfMatch` reads")]
pub(in crate::http) struct IfMatchHeader {
    /// The `version` that you saw. The change is refused with 412 if someone else has made another
    /// one since.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
}
