//! Requests made to endpoints: kept for a while for display, and counted.

use std::time::Duration;

use causeway_core::{
    DeliveryId, SourceId, Timestamp, WorkspaceId, exchange::ExchangeRecord, room::Conclusion,
};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{Columns, Conn, DbError, insert, record, row, statements},
};

const ATTEMPTS_KEPT: Duration = Duration::from_hours(14 * 24);
/// The most requests kept for one delivery. One day of the retry schedule makes about thirty.
pub const ATTEMPTS_OF_DELIVERY_MAX: i64 = 50;
/// The most requests that one call removes.
pub const ATTEMPTS_BATCH: i64 = 500;

/// Upper bounds of the classes in which durations are counted, in milliseconds. Longer durations go
/// into one more class.
pub const DURATION_CLASSES_MS: [i64; 11] = [
    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000,
];

const HOUR_MICROS: i64 = 3_600_000_000;

statements! {
    const ADD: Sql = [insert!(delivery_attempts { ..NewRow })];
    const FORGET: Sql = "DELETE FROM delivery_attempts WHERE delivery_id = $1 AND number <= $2";
    const OF_DELIVERY: Sql = ["SELECT ", Attempt::COLUMNS, " FROM delivery_attempts
        WHERE delivery_id = $1 ORDER BY number DESC LIMIT $2"];
    /// Starts from the sources, because there is an index for that; SQLite keeps the join order of
    /// a CROSS JOIN.
    const PRUNE: Sql = "DELETE FROM delivery_attempts WHERE (delivery_id, number) IN (SELECT a.delivery_id, a.number
        FROM sources s CROSS JOIN delivery_attempts a WHERE a.source_id = s.id AND a.at < $1 LIMIT $2)";
    /// Counted by hour since the start and by class of duration.
    const COUNTS: Sql = ["SELECT ", AttemptCount::COLUMNS, "
        FROM delivery_attempts WHERE source_id = $1 AND at >= $2 GROUP BY 1, 2 ORDER BY 1, 2"];
    const BACKLOG: Sql = ["SELECT ", Backlog::COLUMNS, "
        FROM lanes l WHERE l.source_id = $1 AND l.pending > 0"];
}

/// One stored request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The number within its delivery, from 1.
    pub number: i64,
    /// When it ended.
    pub at: Timestamp,
    pub duration_ms: i64,
    /// Why the event was not delivered; `None` if it was.
    pub reason: Option<String>,
    /// The request and the response.
    pub exchange: ExchangeRecord,
}

row! {
    Attempt {
        number,
        at,
        duration_ms,
        reason,
        Json(exchange),
    }
}

/// How many requests of one hour fall into one class of duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptCount {
    /// Hours since the start of the requested period.
    pub hour: i64,
    /// The index into [`DURATION_CLASSES_MS`]; one past its end for longer durations.
    pub class: usize,
    pub attempts: i64,
    /// How many of them delivered the event.
    pub arrived: i64,
}

row! {
    AttemptCount {
        hour = "(at - $2) / $3",
        class = "CASE WHEN duration_ms <= 10 THEN 0 WHEN duration_ms <= 25 THEN 1
            WHEN duration_ms <= 50 THEN 2 WHEN duration_ms <= 100 THEN 3 WHEN duration_ms <= 250 THEN 4
            WHEN duration_ms <= 500 THEN 5 WHEN duration_ms <= 1000 THEN 6 WHEN duration_ms <= 2500 THEN 7
            WHEN duration_ms <= 5000 THEN 8 WHEN duration_ms <= 10000 THEN 9 WHEN duration_ms <= 15000 THEN 10
            ELSE 11 END",
        attempts = "count(*)",
        arrived = "count(*) FILTER (WHERE reason IS NULL)",
    }
}

/// What is still to be delivered to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Events that have not been delivered and have not failed for good.
    pub waiting: i64,
    /// Rooms whose first event is being sent.
    pub in_flight: i64,
    /// When the oldest of the rooms' next events occurred.
    pub oldest_at: Option<Timestamp>,
}

row! {
    Backlog {
        waiting = "CAST(COALESCE(sum(l.pending), 0) AS BIGINT)",
        in_flight = "count(*) FILTER (WHERE l.lease_until > $2)",
        oldest_at = "min((SELECT d.created_at FROM deliveries d WHERE d.room_id = l.room_id AND d.state = 'due'
            ORDER BY d.position LIMIT 1))",
    }
}

record! {
    NewRow(workspace_id: WorkspaceId, source_id: SourceId, conclusion: &Conclusion, exchange: &ExchangeRecord,
        at: Timestamp) {
        workspace_id,
        source_id,
        delivery_id: conclusion.delivery_id,
        number: conclusion.attempts,
        at,
        duration_ms: i64::try_from(exchange.timings.total / 1_000).unwrap_or(i64::MAX),
        reason: conclusion.result.reason(),
        exchange: Json(exchange),
    }
}

/// Stores the request that led to a conclusion.
pub(crate) async fn add(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    source_id: SourceId,
    conclusion: &Conclusion,
    now: Timestamp,
) -> Result<(), DbError> {
    let Some(exchange) = &conclusion.exchange else {
        return Ok(());
    };
    conn.query(ADD)
        .bind_all(NewRow::of(
            workspace_id,
            source_id,
            conclusion,
            exchange,
            now,
        ))
        .execute()
        .await?;
    if conclusion.attempts > ATTEMPTS_OF_DELIVERY_MAX {
        let up_to = conclusion.attempts - ATTEMPTS_OF_DELIVERY_MAX;
        conn.query(FORGET)
            .bind(conclusion.delivery_id)
            .bind(up_to)
            .execute()
            .await?;
    }
    Ok(())
}

impl Store {
    /// The requests made for a delivery, the latest first: at most [`ATTEMPTS_OF_DELIVERY_MAX`].
    pub async fn attempts(&self, delivery_id: DeliveryId) -> Result<Vec<Attempt>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(OF_DELIVERY)
                    .bind(delivery_id)
                    .bind(ATTEMPTS_OF_DELIVERY_MAX)
                    .all()
                    .await
            })
            .await
    }

    /// The requests to a source since `since`, counted by hour and by class of duration.
    pub async fn attempt_counts(
        &self,
        source_id: SourceId,
        since: Timestamp,
    ) -> Result<Vec<AttemptCount>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(COUNTS)
                    .bind(source_id)
                    .bind(since)
                    .bind(HOUR_MICROS)
                    .all()
                    .await
            })
            .await
    }

    /// What is still to be delivered to a source.
    pub async fn backlog(
        &self,
        source_id: SourceId,
        now: Timestamp,
    ) -> Result<Backlog, StoreError> {
        self.db
            .read(async move |conn| conn.query(BACKLOG).bind(source_id).bind(now).one().await)
            .await
    }

    /// Removes some requests that are older than [`ATTEMPTS_KEPT`], at most [`ATTEMPTS_BATCH`], and
    /// returns how many.
    pub async fn prune_attempts(&self, now: Timestamp) -> Result<u64, StoreError> {
        let before = now.minus(ATTEMPTS_KEPT);
        self.write(async move |conn| {
            conn.query(PRUNE)
                .bind(before)
                .bind(ATTEMPTS_BATCH)
                .execute()
                .await
        })
        .await
    }
}
