//! Errors of the page's endpoints, as problem documents.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_json::json;

/// Why a page request was refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the request comes from another site")]
    CrossSite,
    #[error("phone not found")]
    NoSuchPhone,
    #[error("message not found")]
    NoSuchMessage,
    #[error("{0}")]
    Invalid(String),
    #[error("too many messages are waiting for Causeway, try again later")]
    Full,
    #[error("the state file can't be written")]
    Storage(#[from] std::io::Error),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code) = match &self {
            Self::CrossSite => (StatusCode::FORBIDDEN, "cross-site"),
            Self::NoSuchPhone | Self::NoSuchMessage => (StatusCode::NOT_FOUND, "not-found"),
            Self::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            Self::Full => (StatusCode::SERVICE_UNAVAILABLE, "full"),
            Self::Storage(error) => {
                tracing::error!(%error, "the state file can't be written");
                (StatusCode::INTERNAL_SERVER_ERROR, "storage")
            }
        };
        problem(status, code, &self.to_string())
    }
}

pub(super) fn problem(status: StatusCode, code: &str, title: &str) -> Response {
    let body =
        json!({"type": "about:blank", "title": title, "status": status.as_u16(), "code": code});
    (
        status,
        [(CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response()
}
