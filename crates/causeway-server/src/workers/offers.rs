//! Updates offers when staff become free or reach capacity, and when service groups change.

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

use super::Ran;
use crate::{App, bus::Hint};

/// How often all waiting rooms are checked without a hint: a hint is lost if the process that
/// should receive it dies. Offers that are late by this much are still in time.
const PAUSE: Duration = Duration::from_secs(10);

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

/// Updates the offers that hints are about.
pub struct OfferFollower {
    hints: Receiver<Hint>,
    news: News,
}

/// Who and what changed since the last step, each once.
#[derive(Default)]
struct News {
    staff: BTreeSet<(WorkspaceId, StaffId)>,
    groups: BTreeSet<(WorkspaceId, GroupId)>,
    /// Hints were lost, so anything may have changed.
    lost: bool,
}

impl News {
    fn add(&mut self, hint: &Hint) {
        match *hint {
            Hint::Staff(workspace_id, staff_id) => {
                self.staff.insert((workspace_id, staff_id));
            }
            Hint::Group(workspace_id, group_id) => {
                self.groups.insert((workspace_id, group_id));
            }
            Hint::Events
            | Hint::Lane(_)
            | Hint::Due(_)
            | Hint::Sources
            | Hint::Typing(_)
            | Hint::TypingEnded(..) => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.staff.is_empty() && self.groups.is_empty() && !self.lost
    }
}

impl OfferFollower {
    /// Follows the hints from now on.
    pub fn new(app: &App) -> Self {
        Self {
            hints: app.bus.subscribe(),
            news: News::default(),
        }
    }

    /// Updates the offers that the hints since the last step are about.
    pub async fn step(&mut self, app: &App) -> Result<Ran, StoreError> {
        self.take_hints();
        let News {
            staff,
            groups,
            lost,
        } = std::mem::take(&mut self.news);
        if lost {
            follow_once(app).await?;
            return Ok(Ran::Something);
        }
        let mut ran = Ran::Nothing;
        for (workspace_id, staff_id) in staff {
            for room in app.store.rooms_waiting_for(workspace_id, staff_id).await? {
                follow(app, room).await;
                ran = Ran::Something;
            }
        }
        for (workspace_id, group_id) in groups {
            for room in app.store.rooms_waiting_at(workspace_id, group_id).await? {
                follow(app, room).await;
                ran = Ran::Something;
            }
        }
        Ok(ran)
    }

    fn take_hints(&mut self) {
        loop {
            match self.hints.try_recv() {
                Ok(hint) => self.news.add(&hint),
                Err(TryRecvError::Lagged(_)) => self.news.lost = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    /// Waits for a hint that concerns offers. Returns `false` when there will be none.
    async fn wait(&mut self) -> bool {
        while self.news.is_empty() {
            match self.hints.recv().await {
                Ok(hint) => self.news.add(&hint),
                Err(RecvError::Lagged(_)) => self.news.lost = true,
                Err(RecvError::Closed) => return false,
            }
        }
        true
    }

    /// Updates offers until `stop`.
    pub async fn run(mut self, app: App, stop: CancellationToken) {
        let mut poll = time::interval(PAUSE);
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let followed = tokio::select! {
                // Biased, so that everything is checked in time however many hints arrive.
                biased;
                () = stop.cancelled() => return,
                _ = poll.tick() => follow_once(&app).await,
                is_open = self.wait() => {
                    if !is_open {
                        return;
                    }
                    self.step(&app).await.map(drop)
                }
            };
            if let Err(error) = followed {
                tracing::error!(%error, "offers could not be updated; trying again");
            }
        }
    }
}
