//! When to send again after a passing failure.

use std::time::Duration;

/// How often, and after which pauses, a call is repeated when the failure passes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all; `None` goes on for ever.
    pub attempts_max: Option<u32>,
    /// The pause after the first failure; each further one is twice as long.
    pub first_pause: Duration,
    /// No pause of our own is longer than this.
    pub longest_pause: Duration,
}

/// A `Retry-After` longer than this is not believed, so that one odd answer can't silence a channel for a day.
const RETRY_AFTER_MAX: Duration = Duration::from_mins(10);

impl RetryPolicy {
    /// One attempt and no more.
    pub const fn once() -> Self {
        Self {
            attempts_max: Some(1),
            first_pause: Duration::ZERO,
            longest_pause: Duration::ZERO,
        }
    }

    /// A few attempts within about half a minute, for calls that somebody waits for.
    pub const fn brief() -> Self {
        Self {
            attempts_max: Some(5),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(15),
        }
    }

    /// For ever, with pauses up to half a minute, for messages that must not be lost.
    pub const fn patient() -> Self {
        Self {
            attempts_max: None,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(30),
        }
    }

    /// Whether another attempt may follow after this many.
    pub fn allows_another(&self, attempts: u32) -> bool {
        self.attempts_max.is_none_or(|max| attempts < max)
    }

    /// The pause after `attempts` failures. What the other side asked for counts when it is longer than our own pause.
    ///
    /// The pause is spread over half to all of its length by `key`, usually the message's id: many messages that failed
    /// together come back spread out, and a test needs no randomness.
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

/// A share from 0 to 1 that follows from the key and the attempt (FNV-1a).
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
    fn messages_that_failed_together_come_back_apart() {
        let policy = RetryPolicy::patient();
        let distinct: std::collections::HashSet<_> = (0..50)
            .map(|n| policy.pause_after(4, &format!("m-{n}"), None))
            .collect();
        assert!(distinct.len() > 40);
    }

    #[test]
    fn an_asked_pause_is_honoured_within_reason() {
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
    fn once_is_once() {
        assert!(!RetryPolicy::once().allows_another(1));
        assert!(RetryPolicy::patient().allows_another(1_000_000));
    }
}
