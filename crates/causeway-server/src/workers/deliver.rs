//! Delivering: claims lanes that are due, sends the head of each, records what came of it.
//!
//! The cast: the [`Deliverer`] claims and starts; each attempt is a task of its own, so an endpoint that takes its time
//! costs its source's places and nobody else's. An attempt ends with one room change (what staff see, the lane, the next
//! time) and, when the endpoint's health changed, one change of the source. If this process dies in between, the lease
//! runs out and the same event goes out again under the same `webhook-id`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use causeway_core::{
    Timestamp,
    delivery::AttemptResult,
    exchange::ExchangeRecord,
    room::Conclude,
    source::{EndpointSignal, Gate},
};
use causeway_store::{ClaimLimits, Claimant, Claimed, Claims, RoomError, StoreError};
use tokio::sync::{Notify, Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{Ran, due_or_retry, wait};
use crate::{
    App,
    bus::Hint,
    clock::to_jiff,
    outgoing::{self, ATTEMPT_TIMEOUT, Envelope},
};

/// How long a worker may hold a lane: longer than the slowest attempt, so that a claim is lost only by a worker that
/// died or hung.
const LEASE: Duration = ATTEMPT_TIMEOUT.saturating_add(Duration::from_secs(5));
/// Requests under way at the same time on this node. Far more than a few slow sources can hold, see
/// [`PER_SOURCE_MAX`]; each costs a socket and some kilobytes.
const UNDER_WAY_MAX: usize = 1_024;
/// Conversations of one source that are spoken to at the same time.
const PER_SOURCE_MAX: i64 = 16;
/// How long a place stays taken after an answer that was too long to be read to its end. Each such answer costs a new
/// connection and whatever was under way on the old one, which others would pay for too.
const OVERLONG_PAUSE: Duration = Duration::from_millis(100);

/// How often it is tried to write what came of an attempt, and the pause between two tries.
const WRITE_TRIES: u32 = 30;
const WRITE_PAUSE: Duration = Duration::from_millis(500);

/// Sends what is due.
#[derive(Clone)]
pub struct Deliverer {
    app: App,
    places: Arc<Semaphore>,
    /// A place was given back.
    finished: Arc<Notify>,
    turn: Arc<AtomicUsize>,
    tasks: TaskTracker,
}

/// What a look for due lanes came to.
#[derive(Clone, Copy, Debug)]
pub struct Started {
    /// Whether something was claimed.
    pub ran: Ran,
    /// Whether something that is due may have been left, for want of a place.
    pub may_be_more: bool,
}

impl Deliverer {
    /// A deliverer for `app`.
    pub fn new(app: App) -> Self {
        Self {
            app,
            places: Arc::new(Semaphore::new(UNDER_WAY_MAX)),
            finished: Arc::new(Notify::new()),
            turn: Arc::new(AtomicUsize::new(0)),
            tasks: TaskTracker::new(),
        }
    }

    /// Claims what is due, as far as there are places, and starts to send it.
    pub async fn start_due(&self) -> Result<Started, StoreError> {
        let total = i64::try_from(self.places.available_permits()).unwrap_or(i64::MAX);
        if total == 0 {
            return Ok(Started {
                ran: Ran::Nothing,
                may_be_more: true,
            });
        }
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let limits = ClaimLimits {
            total,
            per_source: PER_SOURCE_MAX,
            turn,
        };
        let Claims { heads, may_be_more } = claim(&self.app, limits).await?;
        let ran = if heads.is_empty() {
            Ran::Nothing
        } else {
            Ran::Something
        };
        for claim in heads {
            let place = Arc::clone(&self.places).try_acquire_owned();
            let (app, finished) = (self.app.clone(), Arc::clone(&self.finished));
            self.tasks.spawn(async move {
                if let Err(error) = deliver(&app, &claim).await {
                    // The lease runs out and somebody tries again.
                    tracing::error!(delivery.id = %claim.delivery_id, %error, "an attempt could not be recorded");
                }
                drop(place);
                finished.notify_one();
            });
        }
        Ok(Started { ran, may_be_more })
    }

    async fn run(self, stop: CancellationToken) {
        let mut hints = self.app.bus.subscribe();
        let concerns =
            |hint: &Hint| matches!(hint, Hint::Lane(_) | Hint::Due(_) | Hint::SourcesChanged);
        let mut waits_for_place = true;
        loop {
            let next = due_or_retry(
                self.step(&stop, &mut waits_for_place).await,
                "deliveries could not be claimed",
            );
            // What is due already and was not claimed waits for a place of its source.
            let next = next.filter(|at| *at > self.app.clock.now());
            tokio::select! {
                () = self.finished.notified(), if waits_for_place => {}
                go_on = wait(&self.app, &mut hints, next, &stop, concerns) => if !go_on { break },
            }
        }
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Claims all that can be claimed now, and tells when more falls due. That is asked only when nothing was claimed: after
    /// a claim the next look is near anyway.
    async fn step(
        &self,
        stop: &CancellationToken,
        waits_for_place: &mut bool,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut claimed = false;
        while !stop.is_cancelled() {
            let Started { ran, may_be_more } = self.start_due().await?;
            *waits_for_place = may_be_more;
            claimed |= ran == Ran::Something;
            if ran == Ran::Nothing || !may_be_more {
                break;
            }
        }
        if claimed {
            Ok(None)
        } else {
            self.app.store.next_due_lane().await
        }
    }
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    Deliverer::new(app).run(stop).await;
}

/// Claims what is due and sends it, one after the other: the step that tests call.
pub async fn deliver_once(app: &App) -> Result<Ran, StoreError> {
    let claimed = claim(
        app,
        ClaimLimits {
            total: 64,
            per_source: PER_SOURCE_MAX,
            turn: 0,
        },
    )
    .await?
    .heads;
    for claim in &claimed {
        deliver(app, claim).await?;
    }
    Ok(if claimed.is_empty() {
        Ran::Nothing
    } else {
        Ran::Something
    })
}

async fn claim(app: &App, limits: ClaimLimits) -> Result<Claims, StoreError> {
    let now = app.clock.now();
    app.store
        .claim_lanes(
            now,
            Claimant {
                node: app.node.as_claimant(),
                lease_until: now.plus(LEASE),
            },
            limits,
        )
        .await
}

/// Makes one attempt and records it.
async fn deliver(app: &App, claim: &Claimed) -> Result<(), StoreError> {
    let attempted_at = app.clock.now();
    if attempted_at.plus(ATTEMPT_TIMEOUT) > claim.lease_until {
        // The claim itself took so long that somebody else could hold the lane before our attempt ends.
        return Ok(());
    }
    let (result, exchange) = attempt(app, claim).await?;
    let (sign, reason) = (result.sign(), result.reason());
    tracing::debug!(
        delivery.id = %claim.delivery_id,
        source.id = %claim.source_id,
        attempt = claim.attempts + 1,
        outcome = reason.as_deref().unwrap_or("delivered"),
        "delivery attempted"
    );
    metrics::counter!("causeway_delivery_attempts_total", "outcome" => outcome_label(sign))
        .increment(1);
    let mut tries = Tries {
        app,
        lease_until: claim.lease_until,
        made: 0,
    };
    // Bad news first: a source that said 410 must be stopped before its lane is free again.
    if sign != EndpointSignal::Good {
        if matches!(sign, EndpointSignal::Bad | EndpointSignal::Gone) {
            app.sources.note_trouble(claim.source_id);
        }
        while let Err(error) = app
            .store
            .record_endpoint_signal(
                claim.source_id,
                claim.webhook_url.clone(),
                sign,
                reason.clone(),
                app.moment(),
            )
            .await
        {
            tries.pause_after(error).await?;
        }
    }
    let conclude = Conclude {
        delivery_id: claim.delivery_id,
        result,
        attempted_at,
        exchange,
    };
    loop {
        match app
            .store
            .change_room(claim.room(), conclude.clone(), app.moment())
            .await
        {
            // `None`: somebody else finished it while our lease was lost, and the lane is theirs.
            Ok(Some(_) | None) | Err(RoomError::NotFound | RoomError::Refused(_)) => break,
            Err(RoomError::Store(error)) => tries.pause_after(error).await?,
        }
    }
    if sign == EndpointSignal::Good {
        app.sources.alive.note(claim.source_id);
    }
    // Good news of a source that was not in trouble needs no write: nearly all of it.
    if sign == EndpointSignal::Good
        && (claim.gate != Gate::OPEN || app.sources.forget_trouble(claim.source_id))
    {
        app.store
            .record_endpoint_signal(
                claim.source_id,
                claim.webhook_url.clone(),
                sign,
                None,
                app.moment(),
            )
            .await?;
    }
    Ok(())
}

/// Tries to write what came of an attempt. While the database is away they go on as long as the lane is ours: an event that
/// arrived need not be sent once more. Afterwards whoever claims the lane next makes the attempt again.
struct Tries<'a> {
    app: &'a App,
    lease_until: Timestamp,
    made: u32,
}

impl Tries<'_> {
    /// Waits for the next try, or gives the failure of the last one back.
    async fn pause_after(&mut self, error: StoreError) -> Result<(), StoreError> {
        self.made += 1;
        if self.made >= WRITE_TRIES || self.app.clock.now() >= self.lease_until {
            return Err(error);
        }
        tokio::time::sleep(WRITE_PAUSE).await;
        Ok(())
    }
}

/// What the endpoint did, and the request as it is kept; `None` where none could be made.
async fn attempt(
    app: &App,
    claim: &Claimed,
) -> Result<(AttemptResult, Option<ExchangeRecord>), StoreError> {
    let secrets = match app.signing_secrets(claim.source_id).await? {
        Ok(secrets) => secrets,
        Err(error) => {
            tracing::error!(source.id = %claim.source_id, %error, "the signing secret can't be read");
            let reason = "the signing secret can't be read".to_owned();
            return Ok((AttemptResult::Unreachable { reason }, None));
        }
    };
    let envelope = Envelope {
        id: claim.delivery_id.to_string(),
        attempt: u32::try_from(claim.attempts + 1).unwrap_or(u32::MAX),
        body: Bytes::from(claim.body.clone()),
        timestamp: to_jiff(app.clock.now()),
    };
    let outcome = outgoing::send(
        &app.outgoing,
        &claim.webhook_url,
        envelope,
        &secrets.iter().collect::<Vec<_>>(),
    )
    .await;
    if outcome.overlong {
        tokio::time::sleep(OVERLONG_PAUSE).await;
    }
    let result = match outcome.result {
        outgoing::AttemptResult::Accepted { external_id } => {
            AttemptResult::Accepted { external_id }
        }
        outgoing::AttemptResult::Refused {
            status,
            retry_after,
        } => AttemptResult::Refused {
            status,
            retry_after,
        },
        outgoing::AttemptResult::Gone => AttemptResult::Gone,
        outgoing::AttemptResult::Unreachable { reason } => AttemptResult::Unreachable {
            reason: reason.to_string(),
        },
    };
    Ok((result, Some(outcome.record)))
}

fn outcome_label(sign: EndpointSignal) -> &'static str {
    match sign {
        EndpointSignal::Good => "delivered",
        EndpointSignal::Busy(_) => "busy",
        EndpointSignal::Bad => "failed",
        EndpointSignal::Gone => "gone",
    }
}
