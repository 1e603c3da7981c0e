//! Replay: sending events to a source again, for a channel that lost some.

use std::{collections::HashMap, time::Duration};

use axum::extract::State;
use causeway_core::{DeliveryId, Faults, Reason, RoomId, SourceId, Timestamp, room::Requeue};
use causeway_derive::Input;
use causeway_store::{REPLAY_MAX, RoomError, RoomKey, Sent};
use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::request::{
        json::Json,
        path::PathId,
        session::{ManageChannels, Permitted},
    },
    wire::problem::{Problem, problem_sets},
};

/// How far back a replay may reach.
const SINCE_MAX: Duration = Duration::from_hours(7 * 24);
/// The number of events of one room that are queued again in one transaction.
const PART: usize = 200;
/// The number of rooms that are changed concurrently.
const AT_ONCE: usize = 16;

problem_sets! {
    /// Problems of a replay.
    pub(super) struct ReplayProblems = [MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, Invalid];
}

/// The events to send again.
#[derive(Input)]
pub(super) struct Replay {
    /// Events whose last request ended at or after this time, at most seven days ago.
    since: Timestamp,
    /// And before this time; absent: now.
    until: Option<Timestamp>,
}

/// The events that are sent again.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Replayed)]
pub(super) struct ReplayedBody {
    /// The number of events.
    count: usize,
    /// The end of the searched period.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// Set if there are more than 10,000: send the request again with this as `since`, and with
    /// `until` as above. `null`: these are all.
    #[schema(value_type = Option<String>, format = DateTime)]
    continue_from: Option<Timestamp>,
}

/// Send events again
///
/// Every event that was delivered or given up since then is queued again, in the order of its
/// conversation, after the events that are already owed there, with the same `webhook-id` and the
/// same body. At most 10,000 at a time. The audit log records it. Repeating the request after an
/// interruption is safe: an event that is owed is not queued twice.
#[utoipa::path(
    post, path = "/api/v1/sources/{id}/replay", tag = "deliveries", operation_id = "replaySource",
    security(("session" = [])), params(("id" = String, Path, description = "A source.")), request_body(content = Replay),
    responses((status = 200, description = "The events that are sent again.", body = ReplayedBody), ReplayProblems),
)]
pub(super) async fn replay(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
    Json(Replay { since, until }): Json<Replay>,
) -> Result<Json<ReplayedBody>, Problem> {
    let now = app.clock.now();
    let until = until.unwrap_or(now).min(now);
    if now.since(since) > SINCE_MAX || since >= until {
        let earliest = Some(now.minus(SINCE_MAX));
        return Err(Faults::one(
            "/since",
            Reason::TimeOutOfRange {
                earliest,
                latest: Some(until),
            },
        )
        .into());
    }
    let mut found = app
        .store
        .begin_replay(manager.audit(&app), id, since, until)
        .await?;
    let most = usize::try_from(REPLAY_MAX).unwrap_or(usize::MAX);
    let continue_from = found.get(most).map(|first| first.last_attempt_at);
    found.truncate(most);
    // The rest begins with a timestamp of its own, because `since` includes its events. If more
    // events than the limit have the same timestamp, the replay ends here: it could never continue
    // beyond them.
    let whole = found
        .iter()
        .filter(|sent| Some(sent.last_attempt_at) != continue_from)
        .count();
    let continue_from = continue_from.filter(|_| whole > 0);
    if continue_from.is_some() {
        found.truncate(whole);
    }
    // The task continues even if the caller closes the connection.
    let count = tokio::spawn(async move { requeue(&app, found).await })
        .await
        .map_err(|error| Problem::internal(&error))??;
    Ok(Json(ReplayedBody {
        count,
        until,
        continue_from,
    }))
}

/// Queues the events again, room by room, and returns their number.
async fn requeue(app: &App, found: Vec<Sent>) -> Result<usize, Problem> {
    let mut rooms: HashMap<RoomId, (RoomKey, Vec<DeliveryId>)> = HashMap::new();
    for sent in found {
        rooms
            .entry(sent.room_id)
            .or_insert_with(|| (sent.room.clone(), Vec::new()))
            .1
            .push(sent.delivery_id);
    }
    let counts = stream::iter(rooms.into_values())
        .map(async |(room, ids)| {
            let mut count = 0;
            for part in ids.chunks(PART) {
                let requeue = Requeue {
                    delivery_ids: part.to_vec(),
                };
                count += app
                    .store
                    .change_room(room.clone(), requeue, app.moment())
                    .await?;
            }
            Ok::<_, RoomError>(count)
        })
        .buffer_unordered(AT_ONCE);
    Ok(counts
        .try_fold(0, async |sum, count| Ok(sum + count))
        .await?)
}
