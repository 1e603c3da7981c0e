//! Requests that were made to endpoints: kept for a while to be looked at, and counted.

use std::time::Duration;

use causeway_core::{
    DeliveryId, SourceId, Timestamp, WorkspaceId, exchange::ExchangeRecord, room::Conclusion,
};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{Columns, Conn, DbError, insert, record, row, statements},
};

/// How long a request is kept.
const ATTEMPTS_KEPT: Duration = Duration::from_hours(14 * 24);
/// Most requests that are kept of one delivery; a day of its schedule has about thirty.
pub const ATTEMPTS_OF_DELIVERY_MAX: i64 = 50;
/// Most requests that one call removes.
pub const ATTEMPTS_BATCH: i64 = 500;

/// Upper ends of the classes in which durations are counted, in milliseconds. What took longer is in one more class.
pub const DURATION_CLASSES_MS: [i64; 11] = [
    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000,
];

const HOUR_MICROS: i64 = 3_600_000_000;

statements! {
    const ADD: Sql = [insert!(delivery_attempts { ..NewRow })];
    const FORGET: Sql = "DELETE FROM delivery_attempts WHERE delivery_id = $1 AND number <= $2";
    const OF_DELIVERY: Sql = ["SELECT ", Attempt::COLUMNS, " FROM delivery_attempts
        WHERE delivery_id = $1 ORDER BY number DESC LIMIT $2"];
    /// By source, since there is an index for that; SQLite keeps the order of a CROSS JOIN.
    const PRUNE: Sql = "DELETE FROM delivery_attempts WHERE (delivery_id, number) IN (SELECT a.delivery_id, a.number
        FROM sources s CROSS JOIN delivery_attempts a WHERE a.source_id = s.id AND a.at < $1 LIMIT $2)";
    /// Hours since the beginning, classes of duration.
    const COUNTS: Sql = ["SELECT ", AttemptCount::COLUMNS, "
        FROM delivery_attempts WHERE source_id = $1 AND at >= $2 GROUP BY 1, 2 ORDER BY 1, 2"];
    const BACKLOG: Sql = ["SELECT ", Backlog::COLUMNS, "
        FROM lanes l WHERE l.source_id = $1 AND l.pending > 0"];
}

/// One request, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// 1, 2, 3 … of its delivery.
    pub number: i64,
    /// When it ended.
    pub at: Timestamp,
    /// How long it took.
    pub duration_ms: i64,
    /// Why the event did not arrive; `None`: it did.
    pub reason: Option<String>,
    /// What went out and what came back.
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

/// How many requests of an hour took how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptCount {
    /// Hours since the beginning of what was asked for.
    pub hour: i64,
    /// Which class of [`DURATION_CLASSES_MS`].
    pub class: usize,
    /// Requests.
    pub attempts: i64,
    /// Those among them with which the event arrived.
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

/// What a source is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Events that have not arrived and were not given up.
    pub waiting: i64,
    /// Conversations whose first event is being sent.
    pub in_flight: i64,
    /// When the oldest of the events that come next happened.
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

/// Keeps the request behind a conclusion.
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
    /// The requests made with an event, the latest first: at most [`ATTEMPTS_OF_DELIVERY_MAX`].
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

    /// How the requests to a source went since then, by hour and class of duration.
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

    /// What a source is owed now.
    pub async fn backlog(
        &self,
        source_id: SourceId,
        now: Timestamp,
    ) -> Result<Backlog, StoreError> {
        self.db
            .read(async move |conn| conn.query(BACKLOG).bind(source_id).bind(now).one().await)
            .await
    }

    /// Removes some requests that are older than [`ATTEMPTS_KEPT`], at most [`ATTEMPTS_BATCH`]. Returns how many.
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
