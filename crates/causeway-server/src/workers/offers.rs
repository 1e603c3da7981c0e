//! Updates offers when staff become free or reach capacity.

use std::{collections::BTreeSet, time::Duration};

use causeway_core::{GroupId, StaffId, WorkspaceId, room::RefreshOffers};
use causeway_store::{RoomError, RoomKey, StoreError};
use tokio::{
    sync::broadcast::{
        Receiver,
        error::{RecvError, TryRecvError},
    },
    time::{self, MissedTickBehavior},
};
use tokio_util::sync::CancellationToken;

use crate::{App, bus::Hint};

/// How often all waiting rooms are checked without a hint: a hint is lost if the process that
/// should receive it dies. Offers that are late by this much are still in time.
const PAUSE: Duration = Duration::from_secs(10);

/// Updates the offers of the enquiries that wait for this person, by their availability and load.
pub(crate) async fn refresh_offers(
    app: &App,
    workspace_id: WorkspaceId,
    staff_id: StaffId,
) -> Result<(), StoreError> {
    for room in app.store.rooms_waiting_for(workspace_id, staff_id).await? {
        follow(app, room).await;
    }
    Ok(())
}

/// Updates the offers of the enquiries that wait at this service group, by its settings and
/// members.
pub(crate) async fn refresh_offers_at(
    app: &App,
    workspace_id: WorkspaceId,
    group_id: GroupId,
) -> Result<(), StoreError> {
    for room in app.store.rooms_waiting_at(workspace_id, group_id).await? {
        follow(app, room).await;
    }
    Ok(())
}

/// Updates the offers of all waiting enquiries, once.
pub async fn follow_once(app: &App) -> Result<(), StoreError> {
    for room in app.store.waiting_rooms().await? {
        follow(app, room).await;
    }
    Ok(())
}

/// Updates the offers of one room. Returns whether it succeeded; a failure is retried later.
pub(super) async fn follow(app: &App, room: RoomKey) -> bool {
    match app
        .store
        .change_room(room, RefreshOffers, app.moment())
        .await
    {
        Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => true,
        Err(RoomError::Store(error)) => {
            tracing::error!(%error, "the offers of a room could not be updated");
            false
        }
    }
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    let mut hints = app.bus.subscribe();
    let mut net = time::interval(PAUSE);
    net.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let followed = tokio::select! {
            // Biased, so that everything is checked in time however many hints arrive.
            biased;
            () = stop.cancelled() => return,
            _ = net.tick() => follow_once(&app).await,
            call = next_call(&mut hints) => match call {
                Call::People(people) => follow_people(&app, people).await,
                Call::Lost => follow_once(&app).await,
                Call::End => return,
            },
        };
        if let Err(error) = followed {
            tracing::error!(%error, "offers could not be updated; trying again");
        }
    }
}

async fn follow_people(
    app: &App,
    people: BTreeSet<(WorkspaceId, StaffId)>,
) -> Result<(), StoreError> {
    for (workspace_id, staff_id) in people {
        refresh_offers(app, workspace_id, staff_id).await?;
    }
    Ok(())
}

enum Call {
    /// Everyone named in hints since the last call, each once.
    People(BTreeSet<(WorkspaceId, StaffId)>),
    /// Hints were lost, so the people are unknown.
    Lost,
    /// The program ends.
    End,
}

async fn next_call(hints: &mut Receiver<Hint>) -> Call {
    let mut people = BTreeSet::new();
    while people.is_empty() {
        match hints.recv().await {
            Ok(Hint::Load(workspace_id, staff_id)) => drop(people.insert((workspace_id, staff_id))),
            Ok(
                Hint::Events
                | Hint::Lane(_)
                | Hint::Due(_)
                | Hint::SourcesChanged
                | Hint::Typing(_)
                | Hint::TypingEnded(..),
            ) => {}
            Err(RecvError::Lagged(_)) => return Call::Lost,
            Err(RecvError::Closed) => return Call::End,
        }
    }
    loop {
        match hints.try_recv() {
            Ok(Hint::Load(workspace_id, staff_id)) => drop(people.insert((workspace_id, staff_id))),
            Ok(
                Hint::Events
                | Hint::Lane(_)
                | Hint::Due(_)
                | Hint::SourcesChanged
                | Hint::Typing(_)
                | Hint::TypingEnded(..),
            ) => {}
            Err(TryRecvError::Lagged(_)) => return Call::Lost,
            Err(TryRecvError::Empty | TryRecvError::Closed) => return Call::People(people),
        }
    }
}
