//! How often somebody may try a password.

use std::{hash::Hash, num::NonZero, sync::Arc, time::Duration};

use causeway_core::StaffId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    client_address::ClientAddress,
    problem::{Code, Problem},
};

/// Tries for one e-mail address from one address: ten at once, then one every ten seconds. Enough for a forgetful person,
/// and a year of guessing goes through less than a list of common passwords.
const BY_BOTH: (u32, Duration) = (10, Duration::from_secs(10));
/// Tries for one e-mail address from anywhere. Many more, so that whoever guesses from elsewhere keeps nobody out.
const BY_EMAIL: (u32, Duration) = (100, Duration::from_secs(1));
/// Tries from one address: a whole office may sign in at nine.
const BY_ADDRESS: (u32, Duration) = (60, Duration::from_secs(1));
/// Codes of a second factor for one person, from anywhere: ten at once, then one every five minutes. Three of a million are right at
/// any moment, so whoever knows the password and guesses needs years. Nobody else gets here, so nobody keeps somebody out.
const BY_PERSON: (u32, Duration) = (10, Duration::from_mins(5));
/// Most keys that are remembered; past it, those without recent tries are forgotten.
const KEYS_MAX: usize = 50_000;

/// Tries that are under way. Passwords are checked a few at a time, so this bounds how long the last one waits.
const UNDER_WAY_MAX: usize = 64;
/// When a caller may try again who found too many under way.
const FULL_PAUSE: Duration = Duration::from_secs(2);

/// Limits tries by e-mail address and by the client's address. Clones share what they count.
#[derive(Clone)]
pub(super) struct SignInLimit {
    by_both: Arc<DefaultKeyedRateLimiter<(ClientAddress, String)>>,
    by_email: Arc<DefaultKeyedRateLimiter<String>>,
    by_address: Arc<DefaultKeyedRateLimiter<ClientAddress>>,
    by_person: Arc<DefaultKeyedRateLimiter<StaffId>>,
    places: Arc<Semaphore>,
}

impl SignInLimit {
    pub(super) fn new() -> Self {
        Self {
            by_both: limiter(BY_BOTH),
            by_email: limiter(BY_EMAIL),
            by_address: limiter(BY_ADDRESS),
            by_person: limiter(BY_PERSON),
            places: Arc::new(Semaphore::new(UNDER_WAY_MAX)),
        }
    }

    /// Counts a try and gives it a place to be kept until it is answered, or tells how long to wait before the next.
    pub(super) fn admit(&self, address: ClientAddress, email: &str) -> Result<OwnedSemaphorePermit, Problem> {
        let place = self.place()?;
        self.count(address, email).map_err(|pause| Problem::new(Code::RateLimited).retry_after(pause))?;
        Ok(place)
    }

    /// Counts a try of somebody who is known by nothing but their address, and gives it a place.
    pub(super) fn admit_from(&self, address: ClientAddress) -> Result<OwnedSemaphorePermit, Problem> {
        let place = self.place()?;
        let counted = count(&self.by_address, &address);
        counted.map_err(|pause| Problem::new(Code::RateLimited).retry_after(pause))?;
        Ok(place)
    }

    fn place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        place.map_err(|_| Problem::new(Code::Overloaded).retry_after(FULL_PAUSE))
    }

    /// Counts a code of somebody whose password was right, or tells how long to wait before the next.
    pub(super) fn admit_code(&self, staff_id: StaffId) -> Result<(), Problem> {
        count(&self.by_person, &staff_id).map_err(|pause| Problem::new(Code::RateLimited).retry_after(pause))
    }

    /// In this order: what one address is refused takes nothing from the others.
    fn count(&self, address: ClientAddress, email: &str) -> Result<(), Duration> {
        count(&self.by_address, &address)?;
        count(&self.by_both, &(address, email.to_owned()))?;
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

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use http::header;

    use super::*;

    fn address(last: u8) -> ClientAddress {
        ClientAddress(Some(Ipv4Addr::new(203, 0, 113, last).into()))
    }

    fn tries(limit: &SignInLimit, address: ClientAddress, email: &str, count: usize) -> usize {
        (0..count).filter(|_| limit.admit(address, email).is_ok()).count()
    }

    #[test]
    fn what_one_address_is_refused_takes_nothing_from_the_others() {
        let limit = SignInLimit::new();
        assert_eq!(tries(&limit, address(1), "jane@example.com", 60), 10);
        assert_eq!(tries(&limit, address(2), "jane@example.com", 60), 10);
        assert_eq!(tries(&limit, address(3), "john@example.com", 60), 10);
    }

    #[test]
    fn tries_for_one_person_from_everywhere_are_limited_too() {
        let limit = SignInLimit::new();
        let admitted: usize = (0..20).map(|last| tries(&limit, address(last), "jane@example.com", 10)).sum();
        assert!((100..105).contains(&admitted), "{admitted}");
        let refused = limit.admit(address(99), "jane@example.com").unwrap_err();
        assert_eq!(refused.code(), Code::RateLimited);
        assert_eq!(tries(&limit, address(99), "john@example.com", 1), 1);
    }

    #[test]
    fn no_more_are_under_way_than_are_soon_answered() {
        let limit = SignInLimit::new();
        let admit = |last| limit.admit(address(last), &format!("agent{last}@example.com"));
        let mut places: Vec<_> = (0..64).map(|last| admit(last).unwrap()).collect();
        let refused = admit(64).unwrap_err();
        assert_eq!(refused.code(), Code::Overloaded);
        let response = axum::response::IntoResponse::into_response(refused);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        places.pop();
        assert!(admit(64).is_ok());
    }
}
