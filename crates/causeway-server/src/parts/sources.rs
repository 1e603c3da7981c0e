//! Caches of sources: owners of access tokens, and signing secrets. They are cleared when any
//! source changes, on this node or another, and entries expire after [`REMEMBERED`] in any case.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use causeway_core::{SourceId, Timestamp};
use causeway_store::{Store, StoreError, TokenOwner};
use tokio::sync::broadcast;

use crate::{
    bus::{Bus, Hint},
    clock::Clock,
    credentials::{AccessToken, OpenError, Sealer, SigningSecret, open_secret, readable},
    parts::alive::Alive,
};

/// How long an entry is cached without a hint of a change: another node may change something while
/// the bus is down.
const REMEMBERED: Duration = Duration::from_secs(10);
/// How often the use of a token is recorded, so that people see whether an old one is still in use.
const USE_NOTED_EVERY: Duration = Duration::from_mins(1);
/// Most entries in each cache.
const REMEMBERED_MAX: usize = 10_000;

/// The caches of sources.
pub struct Sources {
    store: Store,
    clock: Clock,
    sealer: Arc<Sealer>,
    memory: Mutex<Memory>,
    /// Sources that showed signs of life.
    pub(crate) alive: Alive,
}

struct Memory {
    changes: broadcast::Receiver<Hint>,
    /// Counts changes: a value that was read before a change is not cached after it.
    changes_seen: u64,
    owners: HashMap<[u8; 32], Remembered<TokenOwner>>,
    secrets: HashMap<SourceId, Remembered<Arc<[SigningSecret]>>>,
    /// Sources with failures since their last success: the next success must be written to the
    /// database.
    in_trouble: HashSet<SourceId>,
}

struct Remembered<T> {
    value: T,
    until: Timestamp,
}

impl Sources {
    /// Empty caches that are cleared by hints on `bus`.
    pub(super) fn new(bus: &Bus, store: Store, clock: Clock, sealer: Arc<Sealer>) -> Self {
        let memory = Memory {
            changes: bus.subscribe(),
            changes_seen: 0,
            owners: HashMap::new(),
            secrets: HashMap::new(),
            in_trouble: HashSet::new(),
        };
        Self {
            store,
            clock,
            sealer,
            memory: Mutex::new(memory),
            alive: Alive::default(),
        }
    }

    /// Records that a request to this source failed.
    pub(crate) fn note_trouble(&self, source_id: SourceId) {
        self.with(|memory| memory.in_trouble.insert(source_id));
    }

    /// Records that a request to this source succeeded. Returns whether one had failed before.
    pub(crate) fn forget_trouble(&self, source_id: SourceId) -> bool {
        self.with(|memory| memory.in_trouble.remove(&source_id))
    }

    /// The owner of a token; `None` if it is unknown or has expired.
    pub(crate) async fn token_owner(
        &self,
        token: &AccessToken,
    ) -> Result<Option<TokenOwner>, StoreError> {
        let (hash, now) = (token.hash(), self.clock.now());
        let (known, changes_seen) =
            self.with(|memory| (recall(&memory.owners, &hash, now), memory.changes_seen));
        if known.is_some() {
            return Ok(known);
        }
        let owner = self.store.source_by_token(hash, now).await?;
        if let Some(owner) = &owner {
            if owner
                .last_used_at
                .is_none_or(|at| now < at || now.since(at) >= USE_NOTED_EVERY)
                && let Err(error) = self.store.note_token_use(hash, now).await
            {
                // The call itself is served; its use is recorded with a later call.
                tracing::debug!(%error, "the use of a token could not be recorded");
            }
            let until = now.plus(REMEMBERED);
            let until = owner
                .expires_at
                .map_or(until, |expires_at| expires_at.min(until));
            self.with(|memory| {
                if memory.changes_seen == changes_seen {
                    remember(&mut memory.owners, hash, owner.clone(), until);
                }
            });
        }
        Ok(owner)
    }

    /// The signing secrets of a source, newest first: two while one is being replaced. Unreadable
    /// ones are left out. An error only if none can be read.
    pub(crate) async fn signing_secrets(
        &self,
        source_id: SourceId,
    ) -> Result<Result<Arc<[SigningSecret]>, OpenError>, StoreError> {
        let now = self.clock.now();
        let (known, changes_seen) = self.with(|memory| {
            (
                recall(&memory.secrets, &source_id, now),
                memory.changes_seen,
            )
        });
        if let Some(secrets) = known {
            return Ok(Ok(secrets));
        }
        let sealed = self.store.source_secrets(source_id, now).await?;
        let opened: Result<Arc<[SigningSecret]>, OpenError> = readable(
            sealed
                .iter()
                .map(|sealed| open_secret(&self.sealer, sealed)),
        )
        .map(Arc::from);
        if let Ok(secrets) = &opened {
            self.with(|memory| {
                if memory.changes_seen == changes_seen {
                    remember(
                        &mut memory.secrets,
                        source_id,
                        Arc::clone(secrets),
                        now.plus(REMEMBERED),
                    );
                }
            });
        }
        Ok(opened)
    }

    fn with<T>(&self, use_memory: impl FnOnce(&mut Memory) -> T) -> T {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.forget_what_changed();
        use_memory(&mut memory)
    }
}

impl Memory {
    fn forget_what_changed(&mut self) {
        loop {
            match self.changes.try_recv() {
                Ok(Hint::Sources) | Err(broadcast::error::TryRecvError::Lagged(_)) => {
                    self.changes_seen += 1;
                    self.owners.clear();
                    self.secrets.clear();
                }
                Ok(
                    Hint::Events
                    | Hint::Lane(_)
                    | Hint::Due(_)
                    | Hint::Staff(..)
                    | Hint::Group(..)
                    | Hint::Typing(_)
                    | Hint::TypingEnded(..),
                ) => {}
                Err(
                    broadcast::error::TryRecvError::Empty | broadcast::error::TryRecvError::Closed,
                ) => return,
            }
        }
    }
}

fn recall<K: Eq + Hash, T: Clone>(
    map: &HashMap<K, Remembered<T>>,
    key: &K,
    now: Timestamp,
) -> Option<T> {
    // Also no longer than that after the clock was set back.
    map.get(key)
        .filter(|known| known.until > now && known.until <= now.plus(REMEMBERED))
        .map(|known| known.value.clone())
}

fn remember<K: Eq + Hash, T>(
    map: &mut HashMap<K, Remembered<T>>,
    key: K,
    value: T,
    until: Timestamp,
) {
    if map.len() >= REMEMBERED_MAX {
        map.clear();
    }
    map.insert(key, Remembered { value, until });
}
