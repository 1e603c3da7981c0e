//! One open stream: the frames of one person's screen, in order.

use std::{collections::HashSet, pin::pin, sync::Arc};

use causeway_core::{
    EnquiryId, SessionId, WorkspaceId,
    enquiry::Enquiry,
    permission::{Actor, EnquiryAction},
    staff::Role,
};
use causeway_store::{Cursor, EVENTS_BATCH, EnquiryFilter, Replay, StoreError};
use serde_json::json;
use tokio::{
    sync::{
        broadcast::{
            self,
            error::{RecvError, TryRecvError},
        },
        mpsc::{self, error::TrySendError},
    },
    time,
};
use tokio_util::sync::CancellationToken;

use crate::{
    App,
    parts::{
        frame::Frame,
        presence::{BEAT, Seat},
    },
    realtime::{
        presence::{beat, leave},
        show,
    },
};

/// Frames that wait for a slow reader. Beyond that the stream itself waits and, if necessary, reads
/// from the log.
const OUTBOX: usize = 64;
/// How long a reader may accept nothing before its stream ends; it then reconnects with its cursor.
const STALLED_AFTER: time::Duration = time::Duration::from_secs(30);
/// Most enquiries whose typing a stream shows.
const FOLLOWED_MAX: i64 = 200;

/// One frame for one screen.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The cursor; `None` for a frame that is not in the log.
    pub(crate) id: Option<Cursor>,
    /// The type.
    pub(crate) kind: &'static str,
    /// The data, as JSON.
    pub(crate) data: Arc<str>,
}

/// The person has as many open streams on this node as they may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooManyStreams;

/// An open stream. Dropping it ends it.
pub(crate) struct Stream {
    frames: mpsc::Receiver<Shown>,
    seat: Seat,
}

impl Stream {
    /// Opens a stream of the events that `actor` may see, after `cursor` or from now on.
    pub(crate) fn open(
        app: &App,
        workspace_id: WorkspaceId,
        actor: Actor,
        session_id: SessionId,
        cursor: Option<Cursor>,
    ) -> Result<Self, TooManyStreams> {
        let seat = app.presence.enter(actor.staff_id, session_id);
        let seat = seat.ok_or(TooManyStreams)?;
        let (sender, frames) = mpsc::channel(OUTBOX);
        let follower = Follower {
            live: app.screens.subscribe(),
            cursor: cursor.unwrap_or_else(|| app.screens.position()),
            app: app.clone(),
            workspace_id,
            session_id,
            actor,
            followed: HashSet::new(),
            sender,
            seat: seat.clone(),
        };
        tokio::spawn(follower.run());
        Ok(Self { frames, seat })
    }

    /// The next frame; `None` when the stream has ended. Frames that wait when the session ends are
    /// dropped.
    pub(crate) async fn next(&mut self) -> Option<Shown> {
        tokio::select! {
            biased;
            () = self.seat.ended.cancelled() => None,
            shown = self.frames.recv() => shown,
        }
    }

    /// The token that is cancelled when the stream ends.
    pub(crate) fn ended(&self) -> CancellationToken {
        self.seat.ended.clone()
    }
}

/// Completes when the reader disconnects, the server stops, or the session ends. One future for the
/// whole stream: polling each of them for every frame would take longer than most frames.
async fn over(sender: mpsc::Sender<Shown>, stopping: CancellationToken, ended: CancellationToken) {
    tokio::select! {
        () = sender.closed() => {}
        () = stopping.cancelled() => {}
        () = ended.cancelled() => {}
    }
}

struct Follower {
    app: App,
    live: broadcast::Receiver<Arc<Frame>>,
    cursor: Cursor,
    workspace_id: WorkspaceId,
    session_id: SessionId,
    actor: Actor,
    /// Enquiries that this person may read, whose typing is shown.
    followed: HashSet<EnquiryId>,
    sender: mpsc::Sender<Shown>,
    seat: Seat,
}

/// The stream is over: the reader disconnected, or the person lost access.
struct Over;

impl Follower {
    async fn run(mut self) {
        match self.follow().await {
            Ok(Over) => {}
            Err(error) => tracing::error!(%error, "a stream failed; its reader reconnects"),
        }
        if let Err(error) = leave(&self.app, self.actor.staff_id, &self.seat).await {
            tracing::warn!(%error, "the end of a connection could not be recorded; the person goes offline some seconds early");
        }
    }

    async fn follow(&mut self) -> Result<Over, StoreError> {
        // Sessions that ended, and roles that changed, before the seat was taken were not reported
        // to this stream.
        if !self
            .app
            .store
            .session_lives(self.session_id, self.app.clock.now())
            .await?
        {
            return Ok(Over);
        }
        let Some(actor) = self
            .app
            .store
            .actor(self.workspace_id, self.actor.staff_id)
            .await?
        else {
            return Ok(Over);
        };
        self.actor = actor;
        beat(&self.app, self.actor.staff_id).await?;
        // Beats start now, because what follows may take a while.
        let mut heart = time::interval_at(time::Instant::now() + BEAT, BEAT);
        self.find_followed().await?;
        // With its cursor, so that a reader that is cut off before the first event resumes from
        // here.
        let hello = Shown {
            id: Some(self.cursor),
            kind: "hello",
            data: json!({ "cursor": self.cursor.to_string() })
                .to_string()
                .into(),
        };
        if self.send(hello).await.is_err() || self.catch_up().await?.is_err() {
            return Ok(Over);
        }
        let mut over = pin!(over(
            self.sender.clone(),
            self.app.stopping.clone(),
            self.seat.ended.clone()
        ));
        loop {
            tokio::select! {
                () = &mut over => return Ok(Over),
                _ = heart.tick() => {
                    if !self.app.store.session_lives(self.session_id, self.app.clock.now()).await? {
                        return Ok(Over);
                    }
                    beat(&self.app, self.actor.staff_id).await?;
                }
                received = self.live.recv() => if self.take(received).await?.is_err() { return Ok(Over) },
            }
        }
    }

    /// Sends a frame, and some of those that wait behind it.
    async fn take(
        &mut self,
        received: Result<Arc<Frame>, RecvError>,
    ) -> Result<Result<(), Over>, StoreError> {
        let mut shown = match received {
            Ok(frame) => self.show(&frame).await?,
            Err(RecvError::Lagged(_)) => self.catch_up().await?,
            Err(RecvError::Closed) => Err(Over),
        };
        for _ in 0..OUTBOX {
            if shown.is_err() {
                break;
            }
            shown = match self.live.try_recv() {
                Ok(frame) => self.show(&frame).await?,
                Err(TryRecvError::Lagged(_)) => self.catch_up().await?,
                Err(TryRecvError::Closed) => Err(Over),
                Err(TryRecvError::Empty) => break,
            };
        }
        Ok(shown)
    }

    /// Sends the frames after the cursor from the log.
    async fn catch_up(&mut self) -> Result<Result<(), Over>, StoreError> {
        let mut looked_at = HashSet::new();
        loop {
            let events = match self.app.store.events_after(self.cursor).await? {
                Replay::Events(events) => events,
                Replay::TooOld => {
                    self.cursor = self.app.screens.position();
                    let resync = Shown {
                        id: Some(self.cursor),
                        kind: "resync",
                        data: "{}".into(),
                    };
                    return Ok(self.send(resync).await);
                }
            };
            let full = i64::try_from(events.len()).is_ok_and(|count| count >= EVENTS_BATCH);
            let last = events.last().map(|event| event.cursor);
            for frame in show::frames(&self.app, events).await? {
                // What a screen showed before it disconnected is unknown: assume everything that
                // the person could read.
                if let Some(enquiry) = frame
                    .enquiry()
                    .filter(|enquiry| self.actor.could_follow_up(enquiry))
                    && looked_at.insert(enquiry.id)
                {
                    self.followed.insert(enquiry.id);
                }
                if self.show(&frame).await?.is_err() {
                    return Ok(Err(Over));
                }
            }
            self.cursor = last.unwrap_or(self.cursor);
            if !full {
                return Ok(Ok(()));
            }
        }
    }

    async fn show(&mut self, frame: &Frame) -> Result<Result<(), Over>, StoreError> {
        if let Some(cursor) = frame.cursor {
            if cursor <= self.cursor {
                return Ok(Ok(()));
            }
            self.cursor = cursor;
        }
        // Which people a supervisor sees depends on their colleagues too.
        let about_me = frame.about == Some(self.actor.staff_id);
        if about_me || (frame.about.is_some() && self.actor.role == Role::Supervisor) {
            let Some(actor) = self
                .app
                .store
                .actor(self.workspace_id, self.actor.staff_id)
                .await?
            else {
                return Ok(Err(Over));
            };
            if actor != self.actor {
                self.actor = actor;
                self.find_followed().await?;
                // The screen may now have to show more, or less.
                if self.pass_on(frame).await.is_err() {
                    return Ok(Err(Over));
                }
                return Ok(self
                    .send(Shown {
                        id: frame.cursor,
                        kind: "resync",
                        data: "{}".into(),
                    })
                    .await);
            }
        }
        let left = frame
            .enquiry()
            .filter(|enquiry| self.stops_following(enquiry));
        if self.pass_on(frame).await.is_err() {
            return Ok(Err(Over));
        }
        let Some(enquiry) = left else {
            return Ok(Ok(()));
        };
        let data = Frame::left(enquiry, self.actor.staff_id);
        Ok(self
            .send(Shown {
                id: frame.cursor,
                kind: "enquiry.left",
                data,
            })
            .await)
    }

    /// Follows an enquiry while the person may read it. Returns true if a colleague followed up an
    /// enquiry that this person could have followed up: other ways to lose access have an event of
    /// their own.
    fn stops_following(&mut self, enquiry: &Enquiry) -> bool {
        let may_read = self.actor.may_with(EnquiryAction::Read, enquiry);
        if may_read && enquiry.closed_at.is_none() {
            self.followed.insert(enquiry.id);
            return false;
        }
        self.followed.remove(&enquiry.id) && !may_read && self.actor.could_follow_up(enquiry)
    }

    /// Sends a frame to the screen, if it is for this person.
    async fn pass_on(&self, frame: &Frame) -> Result<(), Over> {
        if !frame.is_for(self.workspace_id, &self.actor, |enquiry| {
            self.followed.contains(&enquiry)
        }) {
            return Ok(());
        }
        self.send(Shown {
            id: frame.cursor,
            kind: frame.kind,
            data: Arc::clone(&frame.data),
        })
        .await
    }

    /// The enquiries in progress that this person may read when the stream opens.
    async fn find_followed(&mut self) -> Result<(), StoreError> {
        let statuses = vec!["open", "ongoing", "missed", "followedUp"];
        let filter = EnquiryFilter {
            statuses,
            ..EnquiryFilter::default()
        };
        let views = self
            .app
            .store
            .enquiries(self.workspace_id, self.actor.clone(), filter, FOLLOWED_MAX)
            .await?;
        self.followed = views.into_iter().map(|view| view.enquiry.id).collect();
        Ok(())
    }

    async fn send(&self, shown: Shown) -> Result<(), Over> {
        let shown = match self.sender.try_send(shown) {
            Ok(()) => return Ok(()),
            Err(TrySendError::Closed(_)) => return Err(Over),
            Err(TrySendError::Full(shown)) => shown,
        };
        tokio::select! {
            biased;
            () = self.seat.ended.cancelled() => Err(Over),
            sent = self.sender.send_timeout(shown, STALLED_AFTER) => sent.map_err(|_| Over),
        }
    }
}
