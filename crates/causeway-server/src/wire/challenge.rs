//! The result of a challenge in JSON.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{outgoing::ChallengeResult, wire::words::ChallengeReason};

/// The result of a challenge.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ChallengeResult)]
pub(crate) struct ChallengeResultBody {
    /// Whether the endpoint passed.
    ok: bool,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<ChallengeReason>,
    /// The HTTP status of the response, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The duration of the exchange.
    duration_ms: u64,
    /// The first 1,024 characters of the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<String>,
    /// What happened and what to fix, for the person who entered the URL.
    detail: String,
}

impl From<ChallengeResult> for ChallengeResultBody {
    fn from(result: ChallengeResult) -> Self {
        Self {
            ok: result.ok,
            reason: result.reason.map(Into::into),
            status: result.status,
            duration_ms: result.duration_ms,
            received: result.received,
            detail: result.detail,
        }
    }
}
