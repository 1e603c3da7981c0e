//! Wakes sources: makes postponed deliveries due immediately when their source shows a sign of
//! life.

use std::time::Duration;

use causeway_store::{StoreError, Woken};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::{App, bus::POLL_INTERVAL, workers::Ran};

pub(super) async fn run(app: App, stop: CancellationToken) {
    loop {
        if let Err(error) = wake_once(&app).await {
            tracing::error!(%error, "postponed deliveries could not be brought forward; they are sent when they are due");
        }
        let next = app.sources.alive.next();
        let pause = next
            .map_or(POLL_INTERVAL, |at| {
                at.since(app.clock.now()).min(POLL_INTERVAL)
            })
            .max(Duration::from_millis(1));
        tokio::select! {
            () = stop.cancelled() => return,
            () = app.sources.alive.shown() => {}
            () = sleep(pause), if next.is_some() => {}
        }
    }
}

/// Brings forward the postponed deliveries of sources that showed signs of life: the step that
/// tests call.
pub async fn wake_once(app: &App) -> Result<Ran, StoreError> {
    let now = app.clock.now();
    let shown = app.sources.alive.take(now);
    if shown.is_empty() {
        return Ok(Ran::Nothing);
    }
    // Nearly all callers have nothing waiting, which this finds out without a write.
    let waiting = app.store.waiting_sources(now).await?;
    let mut ran = Ran::Nothing;
    for source_id in shown {
        let woken = if waiting.contains(&source_id) {
            app.store.wake_source(source_id, now).await?
        } else {
            Woken::Nothing
        };
        app.sources.alive.looked(source_id, woken, now);
        if woken != Woken::Nothing {
            ran = Ran::Something;
        }
    }
    Ok(ran)
}
