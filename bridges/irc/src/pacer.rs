//! Limits the rate of lines to what IRC servers accept.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

/// Limit of the rate of lines.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Number of lines that may be sent at once.
    pub burst: u32,
    /// Time per further line.
    pub every: Duration,
}

/// A token bucket. Waiting tasks are served in order, so long replies to several visitors alternate
/// line by line.
#[derive(Debug)]
pub(crate) struct Pacer {
    pace: Pace,
    /// When the bucket is full again.
    full_at: Mutex<Option<Instant>>,
}

impl Pacer {
    pub(crate) fn new(pace: Pace) -> Self {
        Self {
            pace,
            full_at: Mutex::new(None),
        }
    }

    /// Waits until another line may be sent.
    pub(crate) async fn turn(&self) {
        let mut full_at = self.full_at.lock().await;
        let now = Instant::now();
        let from = full_at.map_or(now, |at| at.max(now));
        let slack = self.pace.every * self.pace.burst.saturating_sub(1);
        // Tasks queue for the lock, so it is held during the wait.
        tokio::time::sleep_until(from.checked_sub(slack).map_or(now, |at| at.max(now))).await;
        *full_at = Some(from + self.pace.every);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_sent_at_once_and_the_rest_at_the_rate() {
        let pacer = Pacer::new(Pace {
            burst: 3,
            every: Duration::from_secs(2),
        });
        let started = Instant::now();
        let mut turns = Vec::new();
        for _ in 0..6 {
            pacer.turn().await;
            turns.push(started.elapsed().as_secs());
        }
        assert_eq!(turns, [0, 0, 0, 2, 4, 6]);
        tokio::time::sleep(Duration::from_mins(1)).await;
        let later = Instant::now();
        for _ in 0..3 {
            pacer.turn().await;
        }
        assert_eq!(
            later.elapsed(),
            Duration::ZERO,
            "the bucket refills up to the burst"
        );
        pacer.turn().await;
        assert_eq!(later.elapsed(), Duration::from_secs(2));
    }
}
