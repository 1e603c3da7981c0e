//! Sending no faster than an IRC server puts up with.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

/// How fast lines may go out.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Lines at once, after quiet.
    pub burst: u32,
    /// Time per line after that.
    pub every: Duration,
}

/// A token bucket. Whoever waits is served in order of arrival, so long replies to several visitors mix line by line.
#[derive(Debug)]
pub(crate) struct Pacer {
    pace: Pace,
    /// When the bucket will be full again.
    full_at: Mutex<Option<Instant>>,
}

impl Pacer {
    pub(crate) fn new(pace: Pace) -> Self {
        Self {
            pace,
            full_at: Mutex::new(None),
        }
    }

    /// Returns when one more line may be sent.
    pub(crate) async fn turn(&self) {
        let mut full_at = self.full_at.lock().await;
        let now = Instant::now();
        let from = full_at.map_or(now, |at| at.max(now));
        let slack = self.pace.every * self.pace.burst.saturating_sub(1);
        // The lock is kept while waiting: that is the queue.
        tokio::time::sleep_until(from.checked_sub(slack).map_or(now, |at| at.max(now))).await;
        *full_at = Some(from + self.pace.every);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_goes_at_once_and_the_rest_at_the_pace() {
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
            "quiet fills the bucket again, up to the burst"
        );
        pacer.turn().await;
        assert_eq!(later.elapsed(), Duration::from_secs(2));
    }
}
