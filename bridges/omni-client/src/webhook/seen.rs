//! Remembers which events were handled.

use std::collections::{HashSet, VecDeque};

/// A bounded set of the newest webhook ids, to detect repeated deliveries. The oldest id is removed
/// first.
///
/// Causeway repeats an event only until the endpoint answers 2xx, and sends a visitor's events one
/// at a time. So a few thousand ids are enough.
#[derive(Debug, Clone)]
pub struct SeenIds {
    order: VecDeque<String>,
    known: HashSet<String>,
    capacity: usize,
}

impl SeenIds {
    /// Creates a set for the newest `capacity` ids, at least one.
    pub fn new(capacity: usize) -> Self {
        Self {
            order: VecDeque::new(),
            known: HashSet::new(),
            capacity: capacity.max(1),
        }
    }

    /// Adds an id. Returns `false` if it was known.
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

    /// Returns whether the id is known.
    pub fn contains(&self, webhook_id: &str) -> bool {
        self.known.contains(webhook_id)
    }

    /// The ids, oldest first, to store them over a restart.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_until_it_is_removed() {
        let mut seen = SeenIds::new(2);
        assert!(seen.insert("a"));
        assert!(!seen.insert("a"));
        assert!(seen.insert("b"));
        assert!(seen.insert("c"));
        assert!(!seen.contains("a"), "the oldest id is removed");
        assert_eq!(seen.iter().collect::<Vec<_>>(), ["b", "c"]);
    }
}
