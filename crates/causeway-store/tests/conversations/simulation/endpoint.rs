//! The endpoint of a source, with its good and bad days.

use std::{collections::HashMap, time::Duration};

use causeway_core::{DeliveryId, delivery::AttemptResult};
use causeway_store::Claimed;
use rand::{RngExt, rngs::StdRng, seq::IndexedRandom};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mood {
    /// Answers 200.
    #[default]
    Up,
    /// Takes what comes, sometimes, and never answers.
    Silent,
    /// Answers 503.
    Refusing,
    /// Answers 410.
    Gone,
}

/// What an endpoint does, and what reached it.
#[derive(Default)]
pub(super) struct Endpoint {
    mood: Mood,
    /// By event: its body, and as the how-manieth it came for the first time.
    arrived: HashMap<DeliveryId, (String, usize)>,
}

impl Endpoint {
    pub(super) fn mend(&mut self) {
        self.mood = Mood::Up;
    }

    /// Another day.
    pub(super) fn changes(&mut self, rng: &mut StdRng) {
        let moods = [
            Mood::Up,
            Mood::Up,
            Mood::Up,
            Mood::Silent,
            Mood::Silent,
            Mood::Refusing,
            Mood::Refusing,
            Mood::Gone,
        ];
        self.mood = *moods.choose(rng).expect("there are some");
    }

    /// Takes a request.
    pub(super) fn takes(&mut self, claim: &Claimed, rng: &mut StdRng) -> AttemptResult {
        match self.mood {
            Mood::Up => {
                self.keeps(claim);
                let external_id = rng
                    .random_bool(0.5)
                    .then(|| format!("x-{}", claim.delivery_id));
                AttemptResult::Accepted { external_id }
            }
            Mood::Silent => {
                if rng.random_bool(0.3) {
                    self.keeps(claim);
                }
                AttemptResult::Unreachable {
                    reason: "no answer within 15 s".to_owned(),
                }
            }
            Mood::Refusing => {
                let retry_after = rng
                    .random_bool(0.3)
                    .then(|| Duration::from_secs(rng.random_range(0..4_000)));
                AttemptResult::Refused {
                    status: 503,
                    retry_after,
                }
            }
            Mood::Gone => AttemptResult::Gone,
        }
    }

    fn keeps(&mut self, claim: &Claimed) {
        let place = self.arrived.len();
        let (body, _) = self
            .arrived
            .entry(claim.delivery_id)
            .or_insert_with(|| (claim.body.clone(), place));
        assert_eq!(*body, claim.body, "one id is one body");
    }

    /// What came, and when it came first.
    pub(super) fn arrived(&self, id: DeliveryId) -> Option<&(String, usize)> {
        self.arrived.get(&id)
    }
}
