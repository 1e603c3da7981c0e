//! When a decision is made, and the dice it may throw.

use std::time::Duration;

use rand::{RngExt, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use crate::{Id, Timestamp};

/// The time of a decision and a random generator of its own. A clone starts again from the same seed, so a decision
/// that the database makes us repeat comes out the same.
pub struct Moment {
    now: Timestamp,
    seed: [u8; 32],
    rng: StdRng,
}

impl Clone for Moment {
    fn clone(&self) -> Self {
        Self::new(self.now, self.seed)
    }
}

impl Moment {
    /// The moment `now` with dice from `seed`.
    pub fn new(now: Timestamp, seed: [u8; 32]) -> Self {
        Self { now, seed, rng: StdRng::from_seed(seed) }
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new id: UUID version 7 (RFC 9562 §5.7), so that ids of one table rise with time and its index stays warm.
    pub fn id<I: Id>(&mut self) -> I {
        let millis = u64::try_from(self.now.millis()).unwrap_or(0);
        let random: [u8; 10] = self.rng.random();
        I::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A duration drawn evenly between nothing and `longest`.
    pub fn jitter(&mut self, longest: Duration) -> Duration {
        longest.mul_f64(self.rng.random_range(0.0..=1.0))
    }

    /// The bits of a fresh UUID where no kind of id fits, such as a claim's token.
    pub fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.rng.random()).into_uuid()
    }
}
