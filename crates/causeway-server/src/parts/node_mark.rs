//! The mark of this node among those that share its database.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Identifies one node among those that share its database.
#[derive(Clone, Debug)]
pub struct NodeMark {
    /// Unique among the nodes.
    pub number: u64,
    /// Whether the other nodes can see that this one is alive; always true for a single node.
    pub is_seen: Arc<AtomicBool>,
}

impl NodeMark {
    /// The only node of its database.
    pub fn alone(number: u64) -> Self {
        Self {
            number,
            is_seen: Arc::new(AtomicBool::new(true)),
        }
    }

    /// The number under which this node claims work; `None` while the others can't see that it is
    /// alive.
    pub fn as_claimant(&self) -> Option<u64> {
        self.is_seen.load(Ordering::Relaxed).then_some(self.number)
    }
}
