//! Counts attempts that can be taken back: an attempt that turns out right doesn't count.

use std::{collections::HashMap, hash::Hash, sync::Mutex, time::Duration};

use tokio::time::Instant;

/// The most keys that are stored.
const KEYS_MAX: usize = 50_000;

/// Allows a burst of attempts for each key, and one more after each pause.
pub(in crate::http) struct Tries<K> {
    burst: u32,
    every: Duration,
    /// When all attempts of a key are available again.
    free_at: Mutex<HashMap<K, Instant>>,
}

impl<K: Hash + Eq + Clone> Tries<K> {
    pub(in crate::http) fn new((burst, every): (u32, Duration)) -> Self {
        Self {
            burst,
            every,
            free_at: Mutex::default(),
        }
    }

    /// Counts an attempt of `key`, or returns how long to wait for the next one.
    pub(in crate::http) fn take(&self, key: &K) -> Result<(), Duration> {
        let now = Instant::now();
        let mut all = self.free_at.lock().expect("counting does not panic");
        if all.len() >= KEYS_MAX && !all.contains_key(key) {
            make_room(&mut all, now, self.every);
        }
        let free_at = all.get(key).copied().unwrap_or(now).max(now) + self.every;
        let latest = now + self.every * self.burst;
        if free_at > latest {
            return Err(free_at - latest);
        }
        all.insert(key.clone(), free_at);
        Ok(())
    }

    /// Takes an attempt of `key` back.
    pub(in crate::http) fn give_back(&self, key: &K) {
        let mut all = self.free_at.lock().expect("counting does not panic");
        let before = all
            .get(key)
            .and_then(|free_at| free_at.checked_sub(self.every));
        match before.filter(|free_at| *free_at > Instant::now()) {
            Some(free_at) => drop(all.insert(key.clone(), free_at)),
            None => drop(all.remove(key)),
        }
    }
}

/// Removes keys whose attempts are all available again; if that isn't enough, those with a single
/// attempt; then all. Memory must be bounded.
fn make_room<K: Hash + Eq>(all: &mut HashMap<K, Instant>, now: Instant, every: Duration) {
    all.retain(|_, free_at| *free_at > now);
    if all.len() >= KEYS_MAX {
        all.retain(|_, free_at| *free_at > now + every);
    }
    if all.len() >= KEYS_MAX {
        all.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(tries: &Tries<u32>, key: u32, count: usize) -> usize {
        (0..count).filter(|_| tries.take(&key).is_ok()).count()
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_allowed_and_then_one_attempt_after_each_pause() {
        let tries = Tries::new((3, Duration::from_secs(10)));
        assert_eq!(taken(&tries, 1, 5), 3);
        assert_eq!(tries.take(&1), Err(Duration::from_secs(10)));
        assert_eq!(taken(&tries, 2, 5), 3, "another key has its own");
        tokio::time::advance(Duration::from_secs(10)).await;
        assert_eq!(taken(&tries, 1, 5), 1);
        tokio::time::advance(Duration::from_mins(5)).await;
        assert_eq!(taken(&tries, 1, 5), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn an_attempt_that_is_given_back_does_not_count() {
        let tries = Tries::new((3, Duration::from_secs(10)));
        for _ in 0..50 {
            tries.take(&1).unwrap();
            tries.give_back(&1);
        }
        assert_eq!(taken(&tries, 1, 5), 3);
        tries.give_back(&1);
        assert_eq!(taken(&tries, 1, 5), 1);
        tries.give_back(&7);
        assert_eq!(taken(&tries, 7, 5), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_flood_of_keys_is_bounded_and_removes_keys_with_few_attempts_first() {
        let tries = Tries::new((3, Duration::from_secs(10)));
        assert_eq!(taken(&tries, 0, 3), 3);
        for key in 1..=60_000 {
            tries.take(&key).unwrap();
        }
        assert!(tries.free_at.lock().unwrap().len() <= KEYS_MAX);
        assert!(tries.take(&0).is_err());
    }
}
