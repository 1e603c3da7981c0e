//! Tidying up: staff whose connection ended, offers that follow, events nobody will ask for, sessions that ended.

use std::time::Duration;

use causeway_core::{StaffId, WorkspaceId, room::RefreshOffers};
use causeway_store::{EVENTS_BATCH, RoomError, StoreError};
use tokio::time;
use tokio_util::sync::CancellationToken;

use super::Ran;
use crate::App;

/// How often somebody's absence is noticed. Small against the 30 s after which they count as offline.
const PAUSE: Duration = Duration::from_secs(2);

/// Tidies up once.
pub async fn sweep_once(app: &App) -> Result<Ran, StoreError> {
    let now = app.clock.now();
    let gone = app.store.staff_gone(now).await?;
    for (workspace_id, staff_id) in &gone {
        refresh_offers(app, *workspace_id, *staff_id).await?;
    }
    let events = app.store.prune_events(now).await?;
    let sessions = app.store.prune_sessions(now).await?;
    app.source_limit.tidy();
    let full = i64::try_from(events).is_ok_and(|events| events >= EVENTS_BATCH);
    Ok(if gone.is_empty() && !full && sessions == 0 { Ran::Nothing } else { Ran::Something })
}

/// Lets the offers of everything that waits for this person follow their availability.
pub(crate) async fn refresh_offers(app: &App, workspace_id: WorkspaceId, staff_id: StaffId) -> Result<(), StoreError> {
    for room in app.store.rooms_waiting_for(workspace_id, staff_id).await? {
        match app.store.change_room(room, RefreshOffers, app.moment()).await {
            Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => {}
            Err(RoomError::Store(error)) => return Err(error),
        }
    }
    Ok(())
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    loop {
        match sweep_once(&app).await {
            Ok(Ran::Something) => continue,
            Ok(Ran::Nothing) => {}
            Err(error) => tracing::error!(%error, "tidying up failed; trying again"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = time::sleep(PAUSE) => {}
        }
    }
}
