//! Handles a clock that was set back: waits must not last until it has caught up.

use std::time::Duration;

use causeway_core::{Id, RoomId, room::BoundWaits};
use causeway_store::{RoomError, StoreError};
use uuid::Uuid;

use crate::App;

/// Differences up to this are normal: clocks of several nodes differ, and clocks are corrected.
const TOLERANCE: Duration = Duration::from_secs(2);

/// Whether the database contains times in the future: before this process started, the clock was
/// ahead.
pub(super) async fn is_set_back(app: &App) -> Result<bool, StoreError> {
    let latest = app.store.latest_event_at().await?;
    Ok(latest.is_some_and(|latest| latest > app.clock.now().plus(TOLERANCE)))
}

/// Limits each wait, counted from now, to its own length.
pub async fn bound_waits(app: &App) -> Result<(), StoreError> {
    tracing::warn!("the clock was set back; waits now count from the current time");
    let now = app.clock.now();
    app.store.bound_waits(now).await?;
    let mut after = (now, RoomId::from_uuid(Uuid::nil()));
    loop {
        let rooms = app.store.waiting_after(after).await?;
        let Some((_, last)) = rooms.last() else {
            return Ok(());
        };
        after = *last;
        for (room, _) in rooms {
            match app.store.change_room(room, BoundWaits, app.moment()).await {
                Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => {}
                Err(RoomError::Store(error)) => return Err(error),
            }
        }
    }
}
