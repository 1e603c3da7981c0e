//! Delivers events: claims due lanes, sends the head of each, records the result.
//!
//! The [`Deliverer`] claims and starts; each attempt is a task of its own, so a slow endpoint takes
//! only its own source's places. An attempt ends with one room change (what staff see, the lane,
//! the next time) and, if the endpoint's health changed, one change of the source. If this process
//! dies in between, the lease expires and the same event is sent again with the same `webhook-id`.

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

use crate::{
    App,
    bus::Hint,
    clock::to_jiff,
    outgoing::{self, ATTEMPT_TIMEOUT, Envelope},
    workers::{Ran, due_or_retry, wait},
};

/// How long a worker may hold a lane: longer than the slowest attempt, so that only a worker that
/// died or hung loses its claim.
const LEASE: Duration = ATTEMPT_TIMEOUT.saturating_add(Duration::from_secs(5));
/// Concurrent requests on this node. Far more than a few slow sources can occupy, see
/// [`PER_SOURCE_MAX`]; each takes a socket and some kilobytes.
const UNDER_WAY_MAX: usize = 1_024;
/// Concurrent requests per source, each for another conversation.
const PER_SOURCE_MAX: i64 = 16;
/// How long a place stays occupied after a response that was too long to read completely. Each such
/// response costs a new connection and the requests in progress on the old one, which would also
/// affect others.
const OVERLONG_PAUSE: Duration = Duration::from_millis(100);

/// How often writing the result of an attempt is tried, and the pause between two tries.
const WRITE_TRIES: u32 = 30;
const WRITE_PAUSE: Duration = Duration::from_millis(500);

/// Sends due events.
#[derive(Clone)]
pub struct Deliverer {
    app: App,
    places: Arc<Semaphore>,
    /// A place became free.
    finished: Arc<Notify>,
    turn: Arc<AtomicUsize>,
    tasks: TaskTracker,
}

/// The result of a look for due lanes.
#[derive(Clone, Copy, Debug)]
pub struct Started {
    /// Whether something was claimed.
    pub ran: Ran,
    /// Whether due lanes may be left because no place was free.
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

    /// Claims due lanes, as far as there are free places, and starts to send.
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
                    // The lease expires and another attempt is made.
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
        let concerns = |hint: &Hint| matches!(hint, Hint::Lane(_) | Hint::Due(_) | Hint::Sources);
        let mut waits_for_place = true;
        loop {
            let next = due_or_retry(
                self.step(&stop, &mut waits_for_place).await,
                "deliveries could not be claimed",
            );
            // Lanes that are due but were not claimed wait for a place of their source.
            let next = next.filter(|at| *at > self.app.clock.now());
            tokio::select! {
                () = self.finished.notified(), if waits_for_place => {}
                go_on = wait(&self.app, &mut hints, next, &stop, concerns) => if !go_on { break },
            }
        }
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Claims all lanes that can be claimed now. Returns when more are due, but only if nothing was
    /// claimed: after a claim the next look follows soon anyway.
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

/// Claims due lanes and sends their heads one after the other: the step that tests call.
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
        // Claiming took so long that another worker could hold the lane before our attempt ends.
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
        count: 0,
    };
    // Bad news first: a source that returned 410 must be stopped before its lane is released.
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
            // `None`: another worker finished it after our lease expired, and holds the lane.
            Ok(Some(_) | None) | Err(RoomError::NotFound | RoomError::Refused(_)) => break,
            Err(RoomError::Store(error)) => tries.pause_after(error).await?,
        }
    }
    if sign == EndpointSignal::Good {
        app.sources.alive.note(claim.source_id);
    }
    // A success of a source without failures needs no write: the usual case.
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

/// Retries writing the result of an attempt. While the database is unavailable, this continues for
/// as long as we hold the lane, so that a delivered event need not be sent again. Afterwards the
/// next worker that claims the lane repeats the attempt.
struct Tries<'a> {
    app: &'a App,
    lease_until: Timestamp,
    count: u32,
}

impl Tries<'_> {
    /// Waits for the next try, or returns the last error.
    async fn pause_after(&mut self, error: StoreError) -> Result<(), StoreError> {
        self.count += 1;
        if self.count >= WRITE_TRIES || self.app.clock.now() >= self.lease_until {
            return Err(error);
        }
        tokio::time::sleep(WRITE_PAUSE).await;
        Ok(())
    }
}

/// The endpoint's response, and the stored request; `None` if no request could be sent.
async fn attempt(
    app: &App,
    claim: &Claimed,
) -> Result<(AttemptResult, Option<ExchangeRecord>), StoreError> {
    let secrets = match app.sources.signing_secrets(claim.source_id).await? {
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
