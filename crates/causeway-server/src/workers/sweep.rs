//! Periodic cleanup: claims of dead nodes, staff who went offline, stale offers, and old events,
//! sessions and files.

use std::time::Duration;

use causeway_core::{Timestamp, staff::OFFLINE_AFTER};
use causeway_store::{ATTEMPTS_BATCH, EVENTS_BATCH, FILES_BATCH, StoreError};
use tokio::time;
use tokio_util::sync::CancellationToken;

use crate::{
    App,
    workers::{
        Ran,
        offers::follow,
        set_back::{bound_waits, is_set_back},
    },
};

/// How often absent staff are noticed. Short compared with the 30 s after which they count as
/// offline.
const PAUSE: Duration = Duration::from_secs(2);
/// A sweep this long after the previous one can't tell who is present.
const BLIND_AFTER: Duration = Duration::from_secs(15);
/// Within this time after a pause, every active device has reported its use: screens report each
/// half minute.
const USE_SHOWN_WITHIN: Duration = Duration::from_mins(1);
/// How often old data is deleted: rarely, so that an idle database has little to do.
const PRUNE_PAUSE: Duration = Duration::from_mins(1);

/// Sweeps, and knows when it last did.
#[derive(Debug, Default)]
pub struct Sweeper {
    swept_at: Option<Timestamp>,
}

impl Sweeper {
    /// Sweeps once. After a start, a suspend of the machine or a database outage, screens first get
    /// time to reconnect. After the clock was set back, waits are counted from now.
    pub async fn sweep(&mut self, app: &App) -> Result<Ran, StoreError> {
        let now = app.clock.now();
        let set_back = match self.swept_at {
            None => is_set_back(app).await?,
            Some(at) => now < at,
        };
        if set_back {
            bound_waits(app).await?;
        }
        if self.swept_at.is_none_or(|at| now.since(at) > BLIND_AFTER) {
            believe_present(app).await?;
        }
        self.swept_at = Some(now);
        sweep_once(app).await
    }
}

/// Gives everyone who was present time to report, after a pause in which no one could.
pub async fn believe_present(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    app.store
        .believe_present(now.plus(OFFLINE_AFTER), now.plus(USE_SHOWN_WITHIN))
        .await
}

/// Finds dead nodes and staff who went offline or idle, once, and updates offers.
pub async fn sweep_once(app: &App) -> Result<Ran, StoreError> {
    let now = app.clock.now();
    app.store
        .release_claims_of_the_gone(app.node.number)
        .await?;
    let gone = app.store.staff_gone(now).await?;
    let idle = app.store.staff_idle(now).await?;
    let mut found_something = !gone.is_empty() || !idle.is_empty();
    // Beside those that the signals of the two report: the process that should have updated these offers may have
    // stopped before it did.
    for room in app.store.rooms_with_stale_offers().await? {
        // A room that can't be changed must not make this loop without a pause.
        found_something |= follow(app, room).await;
    }
    Ok(if found_something {
        Ran::Something
    } else {
        Ran::Nothing
    })
}

/// Deletes a batch of old data.
pub async fn prune_once(app: &App) -> Result<Ran, StoreError> {
    let now = app.clock.now();
    app.source_limit.tidy();
    app.metrics.run_upkeep();
    // Also soon after an import, or anything else that filled the tables.
    app.store.refresh_statistics().await?;
    let events = app.store.prune_events(now).await?;
    let sessions = app.store.prune_sessions(now).await?;
    let unused = prune_files(app, now).await?;
    let attempts = app.store.prune_attempts(now).await?;
    let is_full =
        |removed: u64, batch: i64| i64::try_from(removed).is_ok_and(|removed| removed >= batch);
    let full = is_full(events, EVENTS_BATCH) || is_full(attempts, ATTEMPTS_BATCH) || unused;
    Ok(if full || sessions > 0 {
        Ran::Something
    } else {
        Ran::Nothing
    })
}

/// Erases a batch of files that no message refers to. Returns whether there are more.
async fn prune_files(app: &App, now: Timestamp) -> Result<bool, StoreError> {
    let condemned = app.store.condemn_unused_files(now).await?;
    let full = i64::try_from(condemned.len()).is_ok_and(|count| count >= FILES_BATCH);
    for id in condemned {
        match app.files.erase(id).await {
            Ok(()) => app.store.forget_file(id).await?,
            // It stays marked for deletion and is returned again.
            Err(error) => {
                tracing::warn!(file.id = %id, %error, "an unused file could not be erased");
            }
        }
    }
    Ok(full)
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    let mut next_prune = time::Instant::now();
    let mut sweeper = Sweeper::default();
    loop {
        let mut swept = sweeper.sweep(&app).await;
        if time::Instant::now() >= next_prune && swept == Ok(Ran::Nothing) {
            swept = prune_once(&app).await;
            if swept == Ok(Ran::Nothing) {
                next_prune = time::Instant::now() + PRUNE_PAUSE;
            }
        }
        match swept {
            Ok(Ran::Something) if !stop.is_cancelled() => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "cleaning up failed; trying again"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = time::sleep(PAUSE) => {}
        }
    }
}
