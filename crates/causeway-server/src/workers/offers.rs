//! Offers follow who is free: whoever took or finished an enquiry may now be asked for another, or no longer.

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

/// How often everything that waits is looked at although nobody called: a call is lost with the process that should have
/// heard it. An offer that comes so much later than it could is still in time.
const PAUSE: Duration = Duration::from_secs(10);

/// Lets the offers of everything that waits for this person follow their availability and their load.
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

/// Lets the offers of everything that waits at this service group follow its settings and members.
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

/// Lets the offers of everything that waits follow who is free, once.
pub async fn follow_once(app: &App) -> Result<(), StoreError> {
    for room in app.store.waiting_rooms().await? {
        follow(app, room).await;
    }
    Ok(())
}

/// Lets the offers of one room follow, and tells whether they did; what fails is looked at again.
pub(super) async fn follow(app: &App, room: RoomKey) -> bool {
    match app
        .store
        .change_room(room, RefreshOffers, app.moment())
        .await
    {
        Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => true,
        Err(RoomError::Store(error)) => {
            tracing::error!(%error, "offers could not follow who is free");
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
            // However many calls there are, everything is looked at in time.
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
            tracing::error!(%error, "offers could not follow who is free; trying again");
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
    /// Everybody who was called out since the last time, each once.
    People(BTreeSet<(WorkspaceId, StaffId)>),
    /// Somebody was, but nobody knows who.
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
