//! Channels that wait for events in their outbox.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use causeway_core::SourceId;

/// The most readers of one source that wait at the same time on this node, including streams. One
/// is enough, but some may remain from connections that broke unnoticed.
pub(crate) const WAITING_MAX: usize = 8;
/// The number of waiting readers by source. Clones share it.
#[derive(Clone, Default)]
pub struct Readers(Arc<Mutex<HashMap<SourceId, usize>>>);

/// The place of a waiting reader, released when dropped.
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
