//! Offers follow who is free: whoever took or finished an enquiry may now be asked for another, or no longer.

use std::{collections::BTreeSet, time::Duration};

use causeway_core::{StaffId, WorkspaceId, room::RefreshOffers};
use causeway_store::{RoomError, RoomKey, StoreError};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time,
};
use tokio_util::sync::CancellationToken;

use crate::{App, bus::Hint};

/// How often everything that waits is looked at although nobody called: a call is lost with the process that should have
/// heard it. An offer that comes so much later than it could is still in time.
const PAUSE: Duration = Duration::from_secs(10);

/// Lets the offers of everything that waits for this person follow their availability and their load.
pub(crate) async fn refresh_offers(app: &App, workspace_id: WorkspaceId, staff_id: StaffId) -> Result<(), StoreError> {
    for room in app.store.rooms_waiting_for(workspace_id, staff_id).await? {
        follow(app, room).await;
    }
    Ok(())
}

/// Lets the offers of everything that waits follow who is free, once.
pub async fn follow_once(app: &App) -> Result<(), StoreError> {
    for room in app.store.waiting_rooms().await? {
        follow(app, room).await;
    }
    Ok(())
}

/// Lets the offers of one room follow; what fails is looked at again.
pub(super) async fn follow(app: &App, room: RoomKey) {
    match app.store.change_room(room, RefreshOffers, app.moment()).await {
        Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => {}
        Err(RoomError::Store(error)) => tracing::error!(%error, "offers could not follow who is free"),
    }
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    let mut hints = app.bus.subscribe();
    loop {
        let called = tokio::select! {
            () = stop.cancelled() => return,
            called = time::timeout(PAUSE, next_call(&mut hints)) => called,
        };
        let followed = match called {
            Ok(Some(people)) => follow_people(&app, people).await,
            Ok(None) => return,
            Err(_) => follow_once(&app).await,
        };
        if let Err(error) = followed {
            tracing::error!(%error, "offers could not follow who is free; trying again");
        }
    }
}

async fn follow_people(app: &App, people: BTreeSet<(WorkspaceId, StaffId)>) -> Result<(), StoreError> {
    for (workspace_id, staff_id) in people {
        refresh_offers(app, workspace_id, staff_id).await?;
    }
    Ok(())
}

/// Everybody who was called out since the last time, each once; nobody when calls were lost, which the next look at
/// everything makes good. `None` at the end of the program.
async fn next_call(hints: &mut Receiver<Hint>) -> Option<BTreeSet<(WorkspaceId, StaffId)>> {
    let mut people = BTreeSet::new();
    while people.is_empty() {
        match hints.recv().await {
            Ok(Hint::Load(workspace_id, staff_id)) => drop(people.insert((workspace_id, staff_id))),
            Ok(Hint::Events | Hint::Lane(_) | Hint::Due(_) | Hint::SourcesChanged | Hint::Typing(_)) => {}
            Err(RecvError::Lagged(_)) => break,
            Err(RecvError::Closed) => return None,
        }
    }
    while let Ok(hint) = hints.try_recv() {
        if let Hint::Load(workspace_id, staff_id) = hint {
            people.insert((workspace_id, staff_id));
        }
    }
    Some(people)
}
