//! How often somebody may try a password.

use std::{hash::Hash, num::NonZero, sync::Arc, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

use super::client_address::ClientAddress;

/// Tries for one e-mail address: ten at once, then one every ten seconds. Enough for a forgetful person, and a year of
/// guessing goes through less than a list of common passwords.
const BY_EMAIL: (u32, Duration) = (10, Duration::from_secs(10));
/// Tries from one address: a whole office may sign in at nine.
const BY_ADDRESS: (u32, Duration) = (60, Duration::from_secs(1));
/// Most keys that are remembered; past it, those without recent tries are forgotten.
const KEYS_MAX: usize = 50_000;

/// Limits tries by e-mail address and by the client's address. Clones share what they count.
#[derive(Clone)]
pub(super) struct SignInLimit {
    by_email: Arc<DefaultKeyedRateLimiter<String>>,
    by_address: Arc<DefaultKeyedRateLimiter<ClientAddress>>,
}

impl SignInLimit {
    pub(super) fn new() -> Self {
        Self { by_email: limiter(BY_EMAIL), by_address: limiter(BY_ADDRESS) }
    }

    /// Counts a try, or tells how long to wait before the next.
    pub(super) fn check(&self, address: ClientAddress, email: &str) -> Result<(), Duration> {
        count(&self.by_address, &address)?;
        count(&self.by_email, &email.to_owned())
    }
}

fn limiter<K: Hash + Eq + Clone>((burst, every): (u32, Duration)) -> Arc<DefaultKeyedRateLimiter<K>> {
    let quota = Quota::with_period(every).expect("the pause is not zero");
    Arc::new(RateLimiter::keyed(quota.allow_burst(NonZero::new(burst).expect("the burst is not zero"))))
}

fn count<K: Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Duration> {
    if limiter.len() > KEYS_MAX {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|refused| refused.wait_time_from(limiter.clock().now()))
}
