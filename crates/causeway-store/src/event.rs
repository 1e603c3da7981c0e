//! The event log: what staff screens follow.
//!
//! On PostgreSQL an event's number is drawn before its transaction commits, so a reader that went by number alone would
//! pass over an event that commits late. Hence writers announce themselves: before it draws numbers, a transaction takes a
//! shared advisory lock whose key says how far the log had gone, and keeps it until it has committed. Readers stop at the
//! lowest such key. A reader first asks for the highest number drawn and then for the locks; whoever locks after that
//! draws higher numbers. SQLite has one writer, whose numbers are in the order of its commits.

use std::{fmt, str::FromStr, time::Duration};

use causeway_core::{Timestamp, WorkspaceId, event::Event};

use crate::{
    Signal, Store, StoreError,
    codec::Json,
    db::{Cell, Columns, Conn, DbError, Engine, FromCell, Value, insert, row, statements},
};

/// How long an event stays: a screen that slept longer loads afresh.
const EVENTS_KEPT: Duration = Duration::from_hours(24);
/// Most events that one call reads or removes.
pub const EVENTS_BATCH: i64 = 500;

/// A place in the log. Readers treat it as opaque.
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

/// An event in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedEvent {
    /// Its position.
    pub cursor: Cursor,
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// What happened; `None` for an event of a newer release that this one doesn't know.
    pub event: Option<Event>,
}

/// What came after a cursor.
#[derive(Clone, Debug, PartialEq)]
pub enum Replay {
    /// These, in order; as many as [`EVENTS_BATCH`] means there may be more.
    Events(Vec<LoggedEvent>),
    /// The cursor is older than the log, or from another one: the reader has to load afresh.
    TooOld,
}

statements! {
    /// Bits of the key: 202 above 48 bits of how far the log had gone.
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
        // A key of 64 bits is shown as two numbers of 32.
        postgres: "SELECT min(((l.classid::bigint & 65535) << 32) | l.objid::bigint) FROM pg_locks l
            WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid::bigint >> 16 = 202
                AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())",
    };
    const AFTER: Sql = ["SELECT ", LoggedEvent::COLUMNS, " FROM events
        WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3"];
    const LAST: Sql = "SELECT COALESCE(max(seq), 0) FROM events WHERE seq <= $1";
    const IS_THERE: Sql = "SELECT count(*) FROM events WHERE seq = $1";
    const SHORT: Sql = "SELECT count(*) FROM (SELECT seq FROM events LIMIT $1) counted";
    /// Leaves the last event where it is, so that a quiet system still knows its readers' cursors.
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

/// Adds events to the log, in order, within the change that causes them.
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
    /// Where the log ends now.
    pub async fn last_event(&self) -> Result<Cursor, StoreError> {
        let end = self.end_of_log().await?;
        self.db
            .read(async move |conn| conn.query(LAST).bind(end).scalar().await)
            .await
    }

    /// What came after `cursor`, of all workspaces. A cursor that is not in the log any more is too old, except for the
    /// beginning of a log.
    pub async fn events_after(&self, cursor: Cursor) -> Result<Replay, StoreError> {
        let end = self.end_of_log().await?;
        self.db
            .read(async move |conn| {
                // From the beginning only while the log is short: else it is asked for to be loaded afresh, not replayed.
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

    /// Up to where nothing can be added any more. A unit of its own: who reads the log up to there has to see what was
    /// committed until now.
    async fn end_of_log(&self) -> Result<i64, StoreError> {
        if self.db.engine() == Engine::Sqlite {
            // One writer: what can be read is all there is.
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

    /// Removes the oldest events that are older than [`EVENTS_KEPT`], at most [`EVENTS_BATCH`]. Returns how many.
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
    fn a_cursor_reads_back_what_it_shows() {
        let cursor = Cursor(12);
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in ["", "-7", "7-12", "a", "99999999999999999999"] {
            assert_eq!(bad.parse::<Cursor>(), Err(()), "{bad}");
        }
    }
}
