//! Seeds for decisions.

use std::sync::Mutex;

use rand::{Rng, SeedableRng, rngs::StdRng};

/// Generates seeds; each decision gets its own.
pub struct Dice(Mutex<StdRng>);

impl Dice {
    /// The same seed gives the same sequence.
    pub fn new(seed: [u8; 32]) -> Self {
        Self(Mutex::new(StdRng::from_seed(seed)))
    }

    pub(super) fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.0
            .lock()
            .expect("generating a number does not panic")
            .fill_bytes(&mut seed);
        seed
    }
}
