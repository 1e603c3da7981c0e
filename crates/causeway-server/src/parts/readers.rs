//! Channels that wait for events in their outbox.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use causeway_core::SourceId;

/// Readers of one source that wait at the same time on this node, streams included: one is enough, and some may be left
/// over from connections whose end nobody was told of.
pub(crate) const WAITING_MAX: usize = 8;
/// Readers that wait, by source. Clones share them.
#[derive(Clone, Default)]
pub struct Readers(Arc<Mutex<HashMap<SourceId, usize>>>);

/// A place among those that wait, given back when dropped.
pub(crate) struct Place {
    readers: Readers,
    source_id: SourceId,
}

impl Readers {
    /// Takes a place; `None` if as many readers of the source as may wait are waiting.
    pub(crate) fn enter(&self, source_id: SourceId) -> Option<Place> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = waiting.entry(source_id).or_default();
        if *own >= WAITING_MAX {
            return None;
        }
        *own += 1;
        Some(Place {
            readers: self.clone(),
            source_id,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = self
            .readers
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = waiting.get_mut(&self.source_id) {
            *own -= 1;
            if *own == 0 {
                waiting.remove(&self.source_id);
            }
        }
    }
}
