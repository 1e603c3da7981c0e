//! When to repeat a call after a temporary failure.

use std::time::Duration;

/// How often and after which pauses a call is repeated after a temporary failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Total number of attempts. `None` means unlimited.
    pub attempts_max: Option<u32>,
    /// The pause after the first failure. It doubles with each further failure.
    pub first_pause: Duration,
    /// The longest pause, except after a longer `Retry-After`.
    pub longest_pause: Duration,
}

/// Upper bound of `Retry-After`, so that one wrong response can't silence a channel for a day.
const RETRY_AFTER_MAX: Duration = Duration::from_mins(10);

impl RetryPolicy {
    /// One attempt.
    pub const fn once() -> Self {
        Self {
            attempts_max: Some(1),
            first_pause: Duration::ZERO,
            longest_pause: Duration::ZERO,
        }
    }

    /// Five attempts within about half a minute, for calls whose caller waits.
    pub const fn brief() -> Self {
        Self {
            attempts_max: Some(5),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(15),
        }
    }

    /// Unlimited attempts with pauses of up to 30 s, for messages that must not be lost.
    pub const fn patient() -> Self {
        Self {
            attempts_max: None,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(30),
        }
    }

    /// Returns whether another attempt may follow this many.
    pub fn allows_another(&self, attempts: u32) -> bool {
        self.attempts_max.is_none_or(|max| attempts < max)
    }

    /// Returns the pause after `attempts` failures. The pause that the server asked for counts if
    /// it is longer.
    ///
    /// The pause is between half and all of its length, chosen by `key`, usually the message's id.
    /// So messages that failed together are retried at different times, and tests are
    /// deterministic.
    pub fn pause_after(&self, attempts: u32, key: &str, asked: Option<Duration>) -> Duration {
        let doublings = attempts.saturating_sub(1).min(16);
        let full = self
            .first_pause
            .saturating_mul(1 << doublings)
            .min(self.longest_pause);
        let spread = full / 2 + full.mul_f64(share(key, attempts)) / 2;
        spread.max(asked.unwrap_or_default().min(RETRY_AFTER_MAX))
    }
}

/// A fraction from 0 to 1, derived from the key and the attempt (FNV-1a).
fn share(key: &str, attempts: u32) -> f64 {
    let hash = key
        .bytes()
        .chain(attempts.to_le_bytes())
        .fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
    f64::from(hash) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_below_the_longest() {
        let policy = RetryPolicy::patient();
        let pauses: Vec<_> = (1..40)
            .map(|attempts| policy.pause_after(attempts, "m-1", None))
            .collect();
        assert!(pauses[0] >= Duration::from_millis(250) && pauses[0] <= Duration::from_millis(500));
        assert!(pauses[3] > pauses[0]);
        assert!(pauses.iter().all(|pause| *pause <= policy.longest_pause));
    }

    #[test]
    fn messages_that_failed_together_are_retried_apart() {
        let policy = RetryPolicy::patient();
        let distinct: std::collections::HashSet<_> = (0..50)
            .map(|n| policy.pause_after(4, &format!("m-{n}"), None))
            .collect();
        assert!(distinct.len() > 40);
    }

    #[test]
    fn retry_after_is_honoured_up_to_its_limit() {
        let policy = RetryPolicy::patient();
        assert_eq!(
            policy.pause_after(1, "m", Some(Duration::from_secs(7))),
            Duration::from_secs(7)
        );
        assert_eq!(
            policy.pause_after(1, "m", Some(Duration::from_hours(24))),
            RETRY_AFTER_MAX
        );
    }

    #[test]
    fn policies_limit_the_attempts() {
        assert!(!RetryPolicy::once().allows_another(1));
        assert!(RetryPolicy::patient().allows_another(1_000_000));
    }
}
