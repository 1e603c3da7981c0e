//! The time of a decision, and its random generator.

use std::time::Duration;

use rand::{RngExt, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use crate::{Id, Timestamp};

/// Maximum number of ordered ids in one moment: six bits of counter.
const MANY: u8 = 63;

/// The time of a decision and a random generator of its own. A clone restarts from the same seed,
/// so a decision that is repeated after a database conflict has the same result.
pub struct Moment {
    now: Timestamp,
    seed: [u8; 32],
    rng: StdRng,
    /// Number of ids generated so far.
    given: u8,
}

impl Clone for Moment {
    fn clone(&self) -> Self {
        Self::new(self.now, self.seed)
    }
}

impl Moment {
    /// The moment `now` with a generator seeded with `seed`.
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

    /// A new id: UUID version 7 (RFC 9562 §5.7), so that the ids of one table rise with time and
    /// its index stays in cache. The first of its random bits hold the microseconds (§6.2, method
    /// 3) and the next six a counter within the moment, so that the ids of one decision are in the
    /// order of their creation.
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

    /// A duration drawn evenly from zero to `longest`.
    pub fn jitter(&mut self, longest: Duration) -> Duration {
        longest.mul_f64(self.rng.random_range(0.0..=1.0))
    }

    /// The bits of a new UUID where no kind of id fits, such as a claim's token.
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
            "beyond the counter, ids are still unique"
        );
    }
}
