//! How many messages a source may hand in.

use std::num::NonZeroU32;

use axum::response::{IntoResponse, Response};
use causeway_core::SourceId;
use governor::{
    RateLimiter, clock::Clock as _, middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};
use http::{HeaderName, HeaderValue};

use crate::http::problem::{Code, Problem};

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The limit of incoming requests per source, as a bucket that holds one second's worth.
pub struct SourceLimit {
    per_second: NonZeroU32,
    limiter: RateLimiter<
        SourceId,
        DefaultKeyedStateStore<SourceId>,
        governor::clock::DefaultClock,
        StateInformationMiddleware,
    >,
}

/// The header fields that tell a caller the limit and what is left (draft-ietf-httpapi-ratelimit-headers-10).
pub(in crate::http) type RateHeaders = [(HeaderName, HeaderValue); 2];

/// `answer` with what is left of the limit.
pub(in crate::http) fn with_rate_headers(rate: RateHeaders, answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().extend(rate);
    response
}

impl SourceLimit {
    /// So many requests per source and second; at least one.
    pub fn new(per_second: u32) -> Self {
        let per_second = NonZeroU32::new(per_second).unwrap_or(NonZeroU32::MIN);
        let limiter = RateLimiter::keyed(governor::Quota::per_second(per_second));
        Self {
            per_second,
            limiter: limiter.with_middleware(),
        }
    }

    /// Takes one request of `source_id`, or refuses it.
    pub(in crate::http) fn take(&self, source_id: SourceId) -> Result<RateHeaders, Problem> {
        match self.limiter.check_key(&source_id) {
            Ok(state) => Ok(self.headers(state.remaining_burst_capacity())),
            Err(not_until) => {
                let pause = not_until.wait_time_from(self.limiter.clock().now());
                let [limit, policy] = self.headers(0);
                let detail = format!(
                    "This source may send {} requests per second.",
                    self.per_second
                );
                let problem = Problem::because(Code::RateLimited, detail).retry_after(pause);
                Err(problem.header(limit.0, limit.1).header(policy.0, policy.1))
            }
        }
    }

    /// Forgets sources that have been quiet long enough to have their whole limit again.
    pub fn tidy(&self) {
        self.limiter.retain_recent();
    }

    fn headers(&self, left: u32) -> RateHeaders {
        let value = |text: String| HeaderValue::from_str(&text).expect("digits and letters");
        [
            (RATE_LIMIT, value(format!("\"source\";r={left};t=1"))),
            (
                RATE_LIMIT_POLICY,
                value(format!("\"source\";q={};w=1", self.per_second)),
            ),
        ]
    }
}
