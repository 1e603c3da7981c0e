//! Remembering which events were handled.

use std::collections::{HashSet, VecDeque};

/// The newest webhook ids, so that a repeated delivery is noticed. Bounded: the oldest is forgotten first.
///
/// Causeway repeats an event only until it is answered with 2xx, and sends one visitor's events one at a time, so a few
/// thousand ids reach far beyond anything it still repeats.
#[derive(Debug, Clone)]
pub struct SeenIds {
    order: VecDeque<String>,
    known: HashSet<String>,
    capacity: usize,
}

impl SeenIds {
    /// Remembers the newest `capacity` ids, at least one.
    pub fn new(capacity: usize) -> Self {
        Self {
            order: VecDeque::new(),
            known: HashSet::new(),
            capacity: capacity.max(1),
        }
    }

    /// Notes an id; `false` when it was known already.
    pub fn insert(&mut self, webhook_id: &str) -> bool {
        if !self.known.insert(webhook_id.to_owned()) {
            return false;
        }
        self.order.push_back(webhook_id.to_owned());
        if self.order.len() > self.capacity
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }

    /// Whether an id is known.
    pub fn contains(&self, webhook_id: &str) -> bool {
        self.known.contains(webhook_id)
    }

    /// The ids, oldest first, to be kept over a restart.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_until_it_is_forgotten() {
        let mut seen = SeenIds::new(2);
        assert!(seen.insert("a"));
        assert!(!seen.insert("a"));
        assert!(seen.insert("b"));
        assert!(seen.insert("c"));
        assert!(!seen.contains("a"), "the oldest of three is forgotten");
        assert_eq!(seen.iter().collect::<Vec<_>>(), ["b", "c"]);
    }
}
