//! Statistics of a source's deliveries during the last day, and its backlog.

use std::time::Duration;

use axum::extract::State;
use causeway_core::{SourceId, Timestamp};
use causeway_store::{AttemptCount, DURATION_CLASSES_MS};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::request::{
        json::Json,
        path::PathId,
        session::{ManageChannels, Permitted},
    },
    wire::problem::{Problem, ReadProblems},
};

const HOURS: i64 = 24;
const HOUR: Duration = Duration::from_hours(1);

/// The statistics of a source's deliveries during one day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryStats)]
pub(super) struct DeliveryStats {
    /// The number of events that were neither delivered nor given up.
    waiting: i64,
    /// The number of conversations whose next event is being sent.
    in_flight: i64,
    /// The time of the oldest event among those that are next in their conversation.
    #[schema(value_type = Option<String>, format = DateTime)]
    oldest_at: Option<Timestamp>,
    /// The total of all hours.
    day: HourBody,
    /// The last 24 hours, the current one last.
    hours: Vec<HourBody>,
}

/// The requests of an hour, or of several hours.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryHour)]
struct HourBody {
    /// The start of the period.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// The number of requests.
    attempts: i64,
    /// The number of requests that delivered their event.
    arrived: i64,
    /// The median duration of the requests, in milliseconds: the upper end of its class.
    p50_ms: Option<i64>,
    /// The 95th percentile of the durations, likewise.
    p95_ms: Option<i64>,
}

impl HourBody {
    fn of<'a>(from: Timestamp, counts: impl Iterator<Item = &'a AttemptCount>) -> Self {
        let mut classes = [0; DURATION_CLASSES_MS.len() + 1];
        let mut arrived = 0;
        for count in counts {
            classes[count.class.min(DURATION_CLASSES_MS.len())] += count.attempts;
            arrived += count.arrived;
        }
        let attempts = classes.iter().sum();
        Self {
            from,
            attempts,
            arrived,
            p50_ms: share(&classes, 50),
            p95_ms: share(&classes, 95),
        }
    }
}

/// The upper end of the class that contains this percentile.
fn share(classes: &[i64], percent: i64) -> Option<i64> {
    let all: i64 = classes.iter().sum();
    let mut reached = 0;
    let class = classes.iter().position(|count| {
        reached += count;
        all > 0 && reached * 100 >= all * percent
    })?;
    DURATION_CLASSES_MS
        .get(class)
        .or(DURATION_CLASSES_MS.last())
        .copied()
}

/// Show delivery statistics
///
/// For the last 24 hours, with the events that the source is owed now.
#[utoipa::path(
    get, path = "/api/v1/sources/{id}/delivery-stats", tag = "deliveries", operation_id = "getDeliveryStats",
    security(("session" = [])), params(("id" = String, Path, description = "A source.")),
    responses((status = 200, description = "The last day.", body = DeliveryStats), ReadProblems),
)]
pub(super) async fn show(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
) -> Result<Json<DeliveryStats>, Problem> {
    app.store
        .source(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    let hour = |number: i64| HOUR * u32::try_from(number).unwrap_or(0);
    let since = now.minus(hour(HOURS));
    let counts = app.store.attempt_counts(id, since).await?;
    let backlog = app.store.backlog(id, now).await?;
    let of_hour = |number: i64| {
        // An attempt that ends exactly now belongs to the last hour.
        let counts = counts
            .iter()
            .filter(|count| count.hour.min(HOURS - 1) == number);
        HourBody::of(since.plus(hour(number)), counts)
    };
    Ok(Json(DeliveryStats {
        waiting: backlog.waiting,
        in_flight: backlog.in_flight,
        oldest_at: backlog.oldest_at,
        day: HourBody::of(since, counts.iter()),
        hours: (0..HOURS).map(of_hour).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_upper_end_of_its_class() {
        let mut classes = [0; 12];
        assert_eq!(share(&classes, 50), None);
        classes[0] = 50;
        classes[3] = 45;
        classes[11] = 5;
        assert_eq!(
            (
                share(&classes, 50),
                share(&classes, 51),
                share(&classes, 95)
            ),
            (Some(10), Some(100), Some(100))
        );
        assert_eq!(share(&classes, 96), Some(15_000));
    }
}
