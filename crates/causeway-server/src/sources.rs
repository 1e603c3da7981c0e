//! What is remembered of sources between requests: whose a token is, and what signs for a source. Dropped as soon as
//! anything about sources changes, here or on another node, and after [`REMEMBERED`] in any case.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use causeway_core::{SourceId, Timestamp};
use causeway_store::{StoreError, TokenOwner};
use tokio::sync::broadcast;

use crate::{
    App,
    alive::Alive,
    bus::{Bus, Hint},
    credentials::{AccessToken, OpenError, open_secret, readable},
    outgoing::SigningSecret,
};

/// How long something is believed that no change was heard of: what another node changed while the bus was down.
const REMEMBERED: Duration = Duration::from_secs(10);
/// How often the use of a token is written down, so that people see whether an old one is still in use.
const USE_NOTED_EVERY: Duration = Duration::from_mins(1);
/// Tokens and sources remembered at a time.
const REMEMBERED_MAX: usize = 10_000;

/// What is remembered of sources.
pub struct Sources {
    memory: Mutex<Memory>,
    /// Those that show that they are there.
    pub(crate) alive: Alive,
}

struct Memory {
    changes: broadcast::Receiver<Hint>,
    /// Counts what was heard: what was read before a change is not remembered after it.
    heard: u64,
    owners: HashMap<[u8; 32], Remembered<TokenOwner>>,
    secrets: HashMap<SourceId, Remembered<Arc<[SigningSecret]>>>,
    /// Sources that failed since they last answered well: the next good answer has to be written down.
    in_trouble: HashSet<SourceId>,
}

struct Remembered<T> {
    value: T,
    until: Timestamp,
}

impl Sources {
    /// Remembers nothing yet; hears of changes on `bus`.
    pub fn new(bus: &Bus) -> Self {
        let memory = Memory {
            changes: bus.subscribe(),
            heard: 0,
            owners: HashMap::new(),
            secrets: HashMap::new(),
            in_trouble: HashSet::new(),
        };
        Self {
            memory: Mutex::new(memory),
            alive: Alive::default(),
        }
    }

    /// A request to this source failed.
    pub(crate) fn note_trouble(&self, source_id: SourceId) {
        self.with(|memory| memory.in_trouble.insert(source_id));
    }

    /// A request to this source went well; tells whether one had failed before.
    pub(crate) fn forget_trouble(&self, source_id: SourceId) -> bool {
        self.with(|memory| memory.in_trouble.remove(&source_id))
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
                Ok(Hint::SourcesChanged) | Err(broadcast::error::TryRecvError::Lagged(_)) => {
                    self.heard += 1;
                    self.owners.clear();
                    self.secrets.clear();
                }
                Ok(
                    Hint::Events
                    | Hint::Lane(_)
                    | Hint::Due(_)
                    | Hint::Load(..)
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
    // Nor longer than that after the clock was set back.
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

impl App {
    /// Whose token this is; `None` for one that nobody has or that has expired.
    pub(crate) async fn token_owner(
        &self,
        token: &AccessToken,
    ) -> Result<Option<TokenOwner>, StoreError> {
        let (hash, now) = (token.hash(), self.clock.now());
        let (known, heard) = self
            .sources
            .with(|memory| (recall(&memory.owners, &hash, now), memory.heard));
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
                // Whoever calls is served as far as that goes; the use is noted with a later call.
                tracing::debug!(%error, "the use of a token could not be noted");
            }
            let until = now.plus(REMEMBERED);
            let until = owner
                .expires_at
                .map_or(until, |expires_at| expires_at.min(until));
            self.sources.with(|memory| {
                if memory.heard == heard {
                    remember(&mut memory.owners, hash, owner.clone(), until);
                }
            });
        }
        Ok(owner)
    }

    /// What signs for a source, newest first: two secrets while one is being replaced. One that can't be read is left out,
    /// unless none can.
    pub(crate) async fn signing_secrets(
        &self,
        source_id: SourceId,
    ) -> Result<Result<Arc<[SigningSecret]>, OpenError>, StoreError> {
        let now = self.clock.now();
        let (known, heard) = self
            .sources
            .with(|memory| (recall(&memory.secrets, &source_id, now), memory.heard));
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
            self.sources.with(|memory| {
                if memory.heard == heard {
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
}
