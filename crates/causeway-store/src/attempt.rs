//! Requests that were made to endpoints: kept for a while to be looked at, and counted.

use std::time::Duration;

use causeway_core::{
    DeliveryId, SourceId, Timestamp, WorkspaceId, exchange::ExchangeRecord, room::Conclusion,
};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{Conn, DbError, FromRow, Row, statements},
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
    const ADD: Sql = "INSERT INTO delivery_attempts (workspace_id, source_id, delivery_id, number, at, duration_ms, reason,
        exchange) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const FORGET: Sql = "DELETE FROM delivery_attempts WHERE delivery_id = $1 AND number <= $2";
    const OF_DELIVERY: Sql = "SELECT number, at, duration_ms, reason, exchange FROM delivery_attempts
        WHERE delivery_id = $1 ORDER BY number DESC LIMIT $2";
    /// By source, since there is an index for that; SQLite keeps the order of a CROSS JOIN.
    const PRUNE: Sql = "DELETE FROM delivery_attempts WHERE (delivery_id, number) IN (SELECT a.delivery_id, a.number
        FROM sources s CROSS JOIN delivery_attempts a WHERE a.source_id = s.id AND a.at < $1 LIMIT $2)";
    /// Hours since the beginning, classes of duration.
    const COUNTS: Sql = "SELECT (at - $2) / $3 AS hour, CASE WHEN duration_ms <= 10 THEN 0 WHEN duration_ms <= 25 THEN 1
            WHEN duration_ms <= 50 THEN 2 WHEN duration_ms <= 100 THEN 3 WHEN duration_ms <= 250 THEN 4
            WHEN duration_ms <= 500 THEN 5 WHEN duration_ms <= 1000 THEN 6 WHEN duration_ms <= 2500 THEN 7
            WHEN duration_ms <= 5000 THEN 8 WHEN duration_ms <= 10000 THEN 9 WHEN duration_ms <= 15000 THEN 10
            ELSE 11 END AS class, count(*), count(*) FILTER (WHERE reason IS NULL)
        FROM delivery_attempts WHERE source_id = $1 AND at >= $2 GROUP BY 1, 2 ORDER BY 1, 2";
    const BACKLOG: Sql = "SELECT CAST(COALESCE(sum(l.pending), 0) AS BIGINT), count(*) FILTER (WHERE l.lease_until > $2),
            min((SELECT d.created_at FROM deliveries d WHERE d.room_id = l.room_id AND d.state = 'due'
                ORDER BY d.position LIMIT 1))
        FROM lanes l WHERE l.source_id = $1 AND l.pending > 0";
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

impl FromRow for Attempt {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let Json(exchange) = row.get(4)?;
        Ok(Self {
            number: row.get(0)?,
            at: row.get(1)?,
            duration_ms: row.get(2)?,
            reason: row.get(3)?,
            exchange,
        })
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

impl FromRow for AttemptCount {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let class: i64 = row.get(1)?;
        let class = usize::try_from(class).map_err(|_| row.invalid(1, "not a class"))?;
        Ok(Self {
            hour: row.get(0)?,
            class,
            attempts: row.get(2)?,
            arrived: row.get(3)?,
        })
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

impl FromRow for Backlog {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            waiting: row.get(0)?,
            in_flight: row.get(1)?,
            oldest_at: row.get(2)?,
        })
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
    let duration_ms = i64::try_from(exchange.timings.total / 1_000).unwrap_or(i64::MAX);
    let query = conn
        .query(ADD)
        .bind(workspace_id)
        .bind(source_id)
        .bind(conclusion.delivery_id);
    let query = query
        .bind(conclusion.attempts)
        .bind(now)
        .bind(duration_ms)
        .bind(conclusion.result.reason());
    query.bind(Json(exchange)).execute().await?;
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

    /// Removes some requests that are older than [`ATTEMPTS_KEPT`], at most [`ATTEMPTS_BATCH`], and tells how many.
    pub async fn prune_attempts(&self, now: Timestamp) -> Result<u64, StoreError> {
        let before = now.minus(ATTEMPTS_KEPT);
        self.db
            .write(async move |conn| {
                conn.query(PRUNE)
                    .bind(before)
                    .bind(ATTEMPTS_BATCH)
                    .execute()
                    .await
            })
            .await
    }
}
