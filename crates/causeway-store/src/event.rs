//! The event log: what staff screens follow.
//!
//! Order is by transaction first and sequence second. On PostgreSQL a sequence is drawn before its transaction commits,
//! so a reader that went by sequence alone would pass over an event that commits late. Readers there stop below the oldest
//! transaction still running: everything below it is final. SQLite has one writer, and `tx` is always 0.

use std::{fmt, str::FromStr, time::Duration};

use causeway_core::{Timestamp, WorkspaceId, event::Event};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{Conn, DbError, FromRow, Row, statements},
};

/// How long an event stays: a screen that slept longer loads afresh.
const EVENTS_KEPT: Duration = Duration::from_hours(24);
/// Most events that one call reads or removes.
pub const EVENTS_BATCH: i64 = 500;

/// A place in the log. Shown as `<tx>-<seq>`; readers treat it as opaque.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    tx: i64,
    seq: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.tx, self.seq)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (tx, seq) = text.split_once('-').ok_or(())?;
        let number = |text: &str| text.parse().ok().filter(|number| *number >= 0).ok_or(());
        Ok(Self { tx: number(tx)?, seq: number(seq)? })
    }
}

/// An event in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedEvent {
    /// Where it stands.
    pub cursor: Cursor,
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// What happened.
    pub event: Event,
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
    const APPEND: Sql = "INSERT INTO events (workspace_id, at, data) VALUES ($1, $2, $3)";
    const AFTER: Sql = {
        sqlite: "SELECT tx, seq, workspace_id, data FROM events WHERE (tx, seq) > ($1, $2) ORDER BY tx, seq LIMIT $3",
        postgres: "SELECT tx, seq, workspace_id, data FROM events WHERE (tx, seq) > ($1, $2)
            AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY tx, seq LIMIT $3",
    };
    const LAST: Sql = {
        sqlite: "SELECT tx, seq FROM events ORDER BY tx DESC, seq DESC LIMIT 1",
        postgres: "SELECT tx, seq FROM events WHERE tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            ORDER BY tx DESC, seq DESC LIMIT 1",
    };
    const IS_THERE: Sql = "SELECT count(*) FROM events WHERE tx = $1 AND seq = $2";
    /// Leaves the last event where it is, so that a quiet system still knows its readers' cursors.
    const PRUNE: Sql = "DELETE FROM events WHERE seq IN (
        SELECT seq FROM events WHERE at < $1 AND seq < (SELECT max(seq) FROM events) ORDER BY at LIMIT $2)";
}

impl FromRow for Cursor {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self { tx: row.get(0)?, seq: row.get(1)? })
    }
}

impl FromRow for LoggedEvent {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let Json(event) = row.get(3)?;
        Ok(Self { cursor: Cursor::from_row(row)?, workspace_id: row.get(2)?, event })
    }
}

/// Adds events to the log, in order, within the change that causes them.
pub(crate) async fn append(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    at: Timestamp,
    events: &[Event],
) -> Result<(), DbError> {
    for event in events {
        conn.query(APPEND).bind(workspace_id).bind(at).bind(Json(event)).execute().await?;
    }
    Ok(())
}

impl Store {
    /// Where the log ends now.
    pub async fn last_event(&self) -> Result<Cursor, StoreError> {
        self.db.read(async move |conn| Ok(conn.query(LAST).optional().await?.unwrap_or_default())).await
    }

    /// What came after `cursor`, of all workspaces. A cursor that is not in the log any more is too old, except for the
    /// beginning of a log.
    pub async fn events_after(&self, cursor: Cursor) -> Result<Replay, StoreError> {
        self.db
            .read(async move |conn| {
                let known = cursor == Cursor::default()
                    || conn.query(IS_THERE).bind(cursor.tx).bind(cursor.seq).scalar::<i64>().await? > 0;
                if !known {
                    return Ok(Replay::TooOld);
                }
                let query = conn.query(AFTER).bind(cursor.tx).bind(cursor.seq).bind(EVENTS_BATCH);
                Ok(Replay::Events(query.all().await?))
            })
            .await
    }

    /// Removes the oldest events that are older than [`EVENTS_KEPT`], at most [`EVENTS_BATCH`], and tells how many.
    pub async fn prune_events(&self, now: Timestamp) -> Result<u64, StoreError> {
        let before = now.minus(EVENTS_KEPT);
        self.db.write(async move |conn| conn.query(PRUNE).bind(before).bind(EVENTS_BATCH).execute().await).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_what_it_shows() {
        let cursor = Cursor { tx: 7, seq: 12 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in ["", "7", "7-", "-1-2", "a-b", "7-12-1"] {
            assert_eq!(bad.parse::<Cursor>(), Err(()), "{bad}");
        }
    }
}
