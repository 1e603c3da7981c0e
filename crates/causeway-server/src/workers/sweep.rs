//! Tidying up: lanes of nodes that are gone, staff whose connection ended, offers that follow, events nobody will ask for, sessions that ended.

use std::time::Duration;

use causeway_core::{Timestamp, staff::OFFLINE_AFTER};
use causeway_store::{ATTEMPTS_BATCH, EVENTS_BATCH, FILES_BATCH, StoreError};
use tokio::time;
use tokio_util::sync::CancellationToken;

use super::{
    Ran,
    offers::{follow, refresh_offers},
    set_back::{bound_waits, is_set_back},
};
use crate::App;

/// How often somebody's absence is noticed. Small against the 30 s after which they count as offline.
const PAUSE: Duration = Duration::from_secs(2);
/// A sweep so much later than the one before says nothing about who is there.
const BLIND_AFTER: Duration = Duration::from_secs(15);
/// Within this time after a pause whoever uses a device has shown it: screens tell each half minute.
const USE_SHOWN_WITHIN: Duration = Duration::from_mins(1);
/// How often what is old is thrown away: so seldom that a quiet database is left alone.
const PRUNE_PAUSE: Duration = Duration::from_mins(1);

/// Sweeps every few seconds, and knows when it last did.
#[derive(Debug, Default)]
pub struct Sweeper {
    swept_at: Option<Timestamp>,
}

impl Sweeper {
    /// Sweeps once. After a start, a suspend of the machine or a database outage, screens first get time to reconnect. After
    /// the clock was set back, waits are counted from now.
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

/// Gives everybody who was there the time to show it, after a pause in which nobody could.
pub async fn believe_present(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    app.store
        .believe_present(now.plus(OFFLINE_AFTER), now.plus(USE_SHOWN_WITHIN))
        .await
}

/// Notices which nodes are gone, and who is gone or idle, once, and lets their offers follow.
pub async fn sweep_once(app: &App) -> Result<Ran, StoreError> {
    let now = app.clock.now();
    app.store
        .release_claims_of_the_gone(app.node.number)
        .await?;
    let mut gone = app.store.staff_gone(now).await?;
    gone.extend(app.store.staff_idle(now).await?);
    for (workspace_id, staff_id) in &gone {
        refresh_offers(app, *workspace_id, *staff_id).await?;
    }
    // Whoever was to follow somebody's availability may have been stopped on the way.
    let mut found_something = !gone.is_empty();
    for room in app.store.rooms_with_stale_offers().await? {
        // One that can't be changed must not make this go round without a pause.
        found_something |= follow(app, room).await;
    }
    Ok(if found_something {
        Ran::Something
    } else {
        Ran::Nothing
    })
}

/// Throws away some of what is old, once.
pub async fn prune_once(app: &App) -> Result<Ran, StoreError> {
    let now = app.clock.now();
    app.source_limit.tidy();
    app.metrics.run_upkeep();
    // Also soon after an import, or whatever else filled the tables.
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

/// Erases some files that no message came to refer to; whether there are more.
async fn prune_files(app: &App, now: Timestamp) -> Result<bool, StoreError> {
    let condemned = app.store.condemn_unused_files(now).await?;
    let full = i64::try_from(condemned.len()).is_ok_and(|count| count >= FILES_BATCH);
    for id in condemned {
        match app.files.erase(id).await {
            Ok(()) => app.store.forget_file(id).await?,
            // It is condemned and comes again.
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
            Err(error) => tracing::error!(%error, "tidying up failed; trying again"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = time::sleep(PAUSE) => {}
        }
    }
}
