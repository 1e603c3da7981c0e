//! Ends waits: handles rooms that are due.

use causeway_core::room::Tick;
use causeway_store::{RoomError, StoreError};
use tokio_util::sync::CancellationToken;

use crate::{
    App,
    bus::Hint,
    workers::{Ran, due_or_retry, wait},
};

/// Handles every due room, once.
pub async fn tick_once(app: &App) -> Result<Ran, StoreError> {
    let rooms = app.store.due_rooms(app.clock.now()).await?;
    let mut ran = Ran::Nothing;
    for room in rooms {
        match app
            .store
            .change_room(room.clone(), Tick, app.moment())
            .await
        {
            Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => ran = Ran::Something,
            // A room that can't be changed must not delay the others; it becomes due again.
            Err(RoomError::Store(error)) => {
                tracing::error!(?room, %error, "a wait could not be ended");
            }
        }
    }
    Ok(ran)
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    let mut hints = app.bus.subscribe();
    loop {
        let next = due_or_retry(step(&app, &stop).await, "waits could not be ended");
        // Only times before the next poll matter.
        if !wait(&app, &mut hints, next, &stop, |hint| {
            matches!(hint, Hint::Due(_))
        })
        .await
        {
            return;
        }
    }
}

async fn step(
    app: &App,
    stop: &CancellationToken,
) -> Result<Option<causeway_core::Timestamp>, StoreError> {
    while !stop.is_cancelled() && tick_once(app).await? == Ran::Something {}
    app.store.next_due_room().await
}
