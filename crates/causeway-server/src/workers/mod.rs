//! Background workers: deliveries, due rooms, copies, chatbots, offers, typing, waking, cleaning
//! up.
//!
//! Each worker has a step that tests call, and a loop around it that waits for a hint, a due time
//! or the next poll.

mod copy;
mod deliver;
mod due;
mod offers;
mod set_back;
mod sweep;
mod turns;
mod wake;

use std::time::Duration;

use causeway_core::Timestamp;
use causeway_store::StoreError;
use tokio::{sync::broadcast, task::JoinSet, time};
use tokio_util::sync::CancellationToken;

pub use copy::{Copier, copy_once};
pub use deliver::{Deliverer, deliver_once};
pub use due::tick_once;
pub use offers::{OfferFollower, follow_once};
pub use set_back::bound_waits;
pub use sweep::{Sweeper, believe_present, prune_once, sweep_once};
pub use turns::ask_once;
pub use wake::wake_once;

use crate::{
    App,
    bus::{Hint, POLL_INTERVAL},
};

/// Whether a step found something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ran {
    /// It did something; there may be more.
    Something,
    /// There was nothing to do.
    Nothing,
}

/// Runs all workers until `stop`, then waits for work in progress.
pub async fn run(app: App, stop: CancellationToken) {
    let mut workers = JoinSet::new();
    workers.spawn(deliver::run(app.clone(), stop.clone()));
    workers.spawn(due::run(app.clone(), stop.clone()));
    workers.spawn(copy::run(app.clone(), stop.clone()));
    workers.spawn(turns::run(app.clone(), stop.clone()));
    workers.spawn(OfferFollower::new(&app).run(app.clone(), stop.clone()));
    workers.spawn(crate::typing::keep_typing(app.clone(), stop.clone()));
    workers.spawn(wake::run(app.clone(), stop.clone()));
    workers.spawn(sweep::run(app, stop));
    workers.join_all().await;
}

/// When a worker's next step is due. A failed step is logged and retried at the next poll.
fn due_or_retry(
    step: Result<Option<Timestamp>, StoreError>,
    what_failed: &'static str,
) -> Option<Timestamp> {
    step.unwrap_or_else(|error| {
        tracing::error!(%error, "{what_failed}; trying again");
        None
    })
}

/// Waits for a hint that `concerns` the worker, for `due`, the next poll or the stop. Returns
/// `false` on stop.
async fn wait(
    app: &App,
    hints: &mut broadcast::Receiver<Hint>,
    due: Option<Timestamp>,
    stop: &CancellationToken,
    concerns: impl Fn(&Hint) -> bool,
) -> bool {
    let pause = due
        .map_or(POLL_INTERVAL, |due| {
            due.since(app.clock.now()).min(POLL_INTERVAL)
        })
        .max(Duration::from_millis(1));
    let mut deadline = time::Instant::now() + pause;
    loop {
        tokio::select! {
            () = stop.cancelled() => return false,
            () = time::sleep_until(deadline) => return true,
            hint = hints.recv() => match hint {
                Ok(hint) if !concerns(&hint) => {}
                // A later time is no reason to look now.
                Ok(Hint::Due(at)) => {
                    deadline = deadline.min(time::Instant::now() + at.since(app.clock.now()).min(POLL_INTERVAL));
                }
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return true,
                // The application was dropped; the stop follows.
                Err(broadcast::error::RecvError::Closed) => return false,
            },
        }
    }
}
