//! Applies the rate limit of a source to its requests.

use axum::response::{IntoResponse, Response};
use causeway_core::SourceId;
use http::{HeaderName, HeaderValue};

use crate::{
    parts::SourceLimit,
    wire::{code::Code, problem::Problem},
};

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The headers with the limit and the remaining requests (draft-ietf-httpapi-ratelimit-headers-10).
pub(in crate::http) type RateHeaders = [(HeaderName, HeaderValue); 2];

/// `response` with the headers of the limit.
pub(in crate::http) fn with_rate_headers(
    rate: RateHeaders,
    response: impl IntoResponse,
) -> Response {
    let mut response = response.into_response();
    response.headers_mut().extend(rate);
    response
}

/// Counts a request of `source_id`, or refuses it.
pub(in crate::http) fn take(
    limit: &SourceLimit,
    source_id: SourceId,
) -> Result<RateHeaders, Problem> {
    let exceeded = match limit.take(source_id) {
        Ok(left) => return Ok(headers(limit, left)),
        Err(exceeded) => exceeded,
    };
    let [rate, policy] = headers(limit, 0);
    let detail = format!(
        "This source may send {} requests per second.",
        limit.per_second()
    );
    let problem = Problem::because(Code::RateLimited, detail).retry_after(exceeded.pause);
    Err(problem.header(rate.0, rate.1).header(policy.0, policy.1))
}

fn headers(limit: &SourceLimit, left: u32) -> RateHeaders {
    let value = |text: String| HeaderValue::from_str(&text).expect("digits and letters");
    [
        (RATE_LIMIT, value(format!("\"source\";r={left};t=1"))),
        (
            RATE_LIMIT_POLICY,
            value(format!("\"source\";q={};w=1", limit.per_second())),
        ),
    ]
}
