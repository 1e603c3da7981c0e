//! Waits that end: rooms whose time has come.

use causeway_core::room::Tick;
use causeway_store::{RoomError, StoreError};
use tokio_util::sync::CancellationToken;

use super::{Ran, wait};
use crate::{App, bus::Hint};

/// Looks at every room whose time has come, once.
pub async fn tick_once(app: &App) -> Result<Ran, StoreError> {
    let rooms = app.store.due_rooms(app.clock.now()).await?;
    let ran = if rooms.is_empty() { Ran::Nothing } else { Ran::Something };
    for room in rooms {
        match app.store.change_room(room, Tick, app.moment()).await {
            Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => {}
            Err(RoomError::Store(error)) => return Err(error),
        }
    }
    Ok(ran)
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    let mut hints = app.bus.subscribe();
    loop {
        let next = match step(&app).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(%error, "waits could not be ended; trying again");
                None
            }
        };
        // Only what falls due before the next look matters.
        if !wait(&app, &mut hints, next, &stop, |hint| matches!(hint, Hint::Due(_))).await {
            return;
        }
    }
}

async fn step(app: &App) -> Result<Option<causeway_core::Timestamp>, StoreError> {
    while tick_once(app).await? == Ran::Something {}
    app.store.next_due_room().await
}
