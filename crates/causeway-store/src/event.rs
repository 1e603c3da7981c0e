//! The event log that staff screens follow.
//!
//! On PostgreSQL an event's number is drawn before its transaction commits, so a reader that looked
//! only at the numbers would miss an event that commits late. Writers therefore announce
//! themselves: before a transaction draws numbers, it takes a shared advisory lock and holds it
//! until it has committed. The key of the lock contains the highest number drawn so far. Readers
//! stop at the lowest such key. A reader first reads the highest number drawn and then the locks; a
//! transaction that takes its lock after that draws higher numbers. SQLite has one writer, whose
//! numbers follow the order of its commits.

use std::{fmt, str::FromStr, time::Duration};

use causeway_core::{Timestamp, WorkspaceId, event::Event};

use crate::{
    Signal, Store, StoreError,
    codec::Json,
    db::{Cell, Columns, Conn, DbError, Engine, FromCell, Value, insert, row, statements},
};

/// How long an event is kept. A screen that was disconnected for longer reloads everything.
const EVENTS_KEPT: Duration = Duration::from_hours(24);
/// The most events that one call reads or removes.
pub const EVENTS_BATCH: i64 = 500;

/// A position in the log. Readers treat it as opaque.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor(i64);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse()
            .ok()
            .filter(|number| *number >= 0)
            .map(Self)
            .ok_or(())
    }
}

impl From<Cursor> for Value {
    fn from(cursor: Cursor) -> Self {
        Self::Integer(cursor.0)
    }
}

impl FromCell for Cursor {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        i64::from_cell(cell).map(Self)
    }
}

/// An event and its position in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedEvent {
    pub cursor: Cursor,
    pub workspace_id: WorkspaceId,
    /// The event; `None` if a newer release wrote it and this one doesn't know it.
    pub event: Option<Event>,
}

/// The events after a cursor.
#[derive(Clone, Debug, PartialEq)]
pub enum Replay {
    /// The events, in order. If there are [`EVENTS_BATCH`], more may follow.
    Events(Vec<LoggedEvent>),
    /// The cursor is older than the log, or belongs to a different log: the reader must reload
    /// everything.
    TooOld,
}

statements! {
    /// The lock's key: the value 202, followed by 48 bits for the highest number drawn so far.
    const ANNOUNCE: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT 1",
        postgres: "SELECT 1 FROM events_seq_seq s, pg_advisory_xact_lock_shared((202::bigint << 48)
            | CASE WHEN s.is_called THEN s.last_value ELSE 0 END)",
    };
    const APPEND: Sql = [insert!(events { workspace_id, at, data })];
    const HIGHEST: Sql = {
        sqlite: "SELECT 9223372036854775807",
        postgres: "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM events_seq_seq",
    };
    const OLDEST_WRITER: Sql = {
        sqlite: "SELECT NULL",
        // `pg_locks` shows a 64-bit key as two 32-bit numbers.
        postgres: "SELECT min(((l.classid::bigint & 65535) << 32) | l.objid::bigint) FROM pg_locks l
            WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid::bigint >> 16 = 202
                AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())",
    };
    const AFTER: Sql = ["SELECT ", LoggedEvent::COLUMNS, " FROM events
        WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3"];
    const LAST: Sql = "SELECT COALESCE(max(seq), 0) FROM events WHERE seq <= $1";
    const IS_THERE: Sql = "SELECT count(*) FROM events WHERE seq = $1";
    const SHORT: Sql = "SELECT count(*) FROM (SELECT seq FROM events LIMIT $1) counted";
    /// Keeps the last event, so that the cursors of readers stay valid while nothing happens.
    const PRUNE: Sql = "DELETE FROM events WHERE seq IN (
        SELECT seq FROM events WHERE at < $1 AND seq < (SELECT max(seq) FROM events) ORDER BY at LIMIT $2)";
}

row! {
    LoggedEvent {
        cursor = "seq",
        workspace_id,
        data: String,
    } => LoggedEvent {
        cursor,
        workspace_id,
        event: serde_json::from_str(&data).ok(),
    }
}

/// Adds events to the log, in order, in the transaction of the change that causes them.
pub(crate) async fn append(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    at: Timestamp,
    events: &[Event],
) -> Result<(), DbError> {
    if conn.is_postgres() {
        conn.query(ANNOUNCE).scalar::<i64>().await?;
    }
    for event in events {
        conn.query(APPEND)
            .bind(workspace_id)
            .bind(at)
            .bind(Json(event))
            .execute()
            .await?;
        if let Some(signal) = Signal::of(workspace_id, event) {
            conn.signal(signal);
        }
    }
    if !events.is_empty() {
        conn.signal(Signal::Events);
    }
    Ok(())
}

impl Store {
    /// The current end of the log.
    pub async fn last_event(&self) -> Result<Cursor, StoreError> {
        let end = self.end_of_log().await?;
        self.db
            .read(async move |conn| conn.query(LAST).bind(end).scalar().await)
            .await
    }

    /// The events after `cursor`, of all workspaces. A cursor whose event was removed is too old.
    /// The initial cursor is accepted while the log is short.
    pub async fn events_after(&self, cursor: Cursor) -> Result<Replay, StoreError> {
        let end = self.end_of_log().await?;
        self.db
            .read(async move |conn| {
                // Reads from the beginning only while the log is short. With a longer log, the
                // reader must reload everything instead.
                let short = cursor == Cursor::default()
                    && conn.query(SHORT).bind(EVENTS_BATCH).scalar::<i64>().await? < EVENTS_BATCH;
                let known = short || conn.query(IS_THERE).bind(cursor).scalar::<i64>().await? > 0;
                if !known {
                    return Ok(Replay::TooOld);
                }
                Ok(Replay::Events(
                    conn.query(AFTER)
                        .bind(cursor)
                        .bind(end)
                        .bind(EVENTS_BATCH)
                        .all()
                        .await?,
                ))
            })
            .await
    }

    /// The position up to which no more events can be added. This is a separate unit of work: the
    /// unit that reads the log must begin afterwards, so that it sees everything committed by now.
    async fn end_of_log(&self) -> Result<i64, StoreError> {
        if self.db.engine() == Engine::Sqlite {
            // There is one writer, so no event can be added before one that is already visible.
            return Ok(i64::MAX);
        }
        self.db
            .read(async move |conn| {
                let highest: i64 = conn.query(HIGHEST).scalar().await?;
                let oldest_writer: Option<i64> = conn.query(OLDEST_WRITER).scalar().await?;
                Ok(oldest_writer.map_or(highest, |oldest| oldest.min(highest)))
            })
            .await
    }

    /// Removes the oldest events that are older than [`EVENTS_KEPT`], at most [`EVENTS_BATCH`], and
    /// returns how many.
    pub async fn prune_events(&self, now: Timestamp) -> Result<u64, StoreError> {
        let before = now.minus(EVENTS_KEPT);
        self.write(async move |conn| {
            conn.query(PRUNE)
                .bind(before)
                .bind(EVENTS_BATCH)
                .execute()
                .await
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_can_be_parsed_from_its_text() {
        let cursor = Cursor(12);
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in ["", "-7", "7-12", "a", "99999999999999999999"] {
            assert_eq!(bad.parse::<Cursor>(), Err(()), "{bad}");
        }
    }
}
