//! When a decision is made, and the dice it may throw.

use std::time::Duration;

use rand::{RngExt, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use crate::{Id, Timestamp};

/// Ids of one moment beyond which they are not in order any more: what six bits can count.
const MANY: u8 = 63;

/// The time of a decision and a random generator of its own. A clone starts again from the same seed, so a decision
/// that the database makes us repeat comes out the same.
pub struct Moment {
    now: Timestamp,
    seed: [u8; 32],
    rng: StdRng,
    /// Ids given so far.
    given: u8,
}

impl Clone for Moment {
    fn clone(&self) -> Self {
        Self::new(self.now, self.seed)
    }
}

impl Moment {
    /// The moment `now` with dice from `seed`.
    pub fn new(now: Timestamp, seed: [u8; 32]) -> Self {
        Self {
            now,
            seed,
            rng: StdRng::from_seed(seed),
            given: 0,
        }
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new id: UUID version 7 (RFC 9562 §5.7), so that ids of one table rise with time and its index stays warm. The
    /// first of its random bits tell the microsecond (§6.2, method 3) and the next six count the ids of one moment, so
    /// that what one decision makes is listed in the order in which it made it.
    pub fn id<I: Id>(&mut self) -> I {
        let millis = u64::try_from(self.now.millis()).unwrap_or(0);
        let fraction =
            u16::try_from(self.now.micros().rem_euclid(1_000) * 4_096 / 1_000).unwrap_or(0);
        let mut random: [u8; 10] = self.rng.random();
        random[..2].copy_from_slice(&fraction.to_be_bytes());
        random[2] = self.given;
        self.given = (self.given + 1).min(MANY);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DeliveryId;

    #[test]
    fn ids_rise_within_a_moment_and_with_time() {
        let start = 1_795_000_000_000_000;
        let mut ids: Vec<DeliveryId> = Vec::new();
        for micros in [0, 1, 999, 1_000, 1_700] {
            let mut moment = Moment::new(Timestamp::from_micros(start + micros), [7; 32]);
            ids.extend((0..60).map(|_| moment.id::<DeliveryId>()));
        }
        assert!(ids.is_sorted_by(|one, next| one < next));
        let mut moment = Moment::new(Timestamp::from_micros(start), [7; 32]);
        let many: std::collections::HashSet<DeliveryId> = (0..1_000).map(|_| moment.id()).collect();
        assert_eq!(
            many.len(),
            1_000,
            "beyond what is counted they still differ"
        );
    }
}
