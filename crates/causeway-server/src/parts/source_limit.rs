//! The rate limit of each source.

use std::{num::NonZeroU32, time::Duration};

use causeway_core::SourceId;
use governor::{
    RateLimiter, clock::Clock as _, middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};

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

/// The source sent more than its limit allows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LimitExceeded {
    /// When its next request fits.
    pub(crate) pause: Duration,
}

impl SourceLimit {
    /// A limit of `per_second` requests per source and second, at least one.
    pub fn new(per_second: u32) -> Self {
        let per_second = NonZeroU32::new(per_second).unwrap_or(NonZeroU32::MIN);
        let limiter = RateLimiter::keyed(governor::Quota::per_second(per_second));
        Self {
            per_second,
            limiter: limiter.with_middleware(),
        }
    }

    /// Requests per source and second.
    pub(crate) fn per_second(&self) -> NonZeroU32 {
        self.per_second
    }

    /// Counts a request of `source_id`. Returns how many more may follow immediately.
    pub(crate) fn take(&self, source_id: SourceId) -> Result<u32, LimitExceeded> {
        match self.limiter.check_key(&source_id) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(not_until) => Err(LimitExceeded {
                pause: not_until.wait_time_from(self.limiter.clock().now()),
            }),
        }
    }

    /// Removes sources that were quiet long enough to have their whole limit again.
    pub fn tidy(&self) {
        self.limiter.retain_recent();
    }
}
