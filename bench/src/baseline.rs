//! The disk's baseline without Causeway: one inserted row per synced commit, one after the other.

use std::time::{Duration, Instant};

use anyhow::Result;
use rusqlite::Connection;

use crate::report::Sample;

/// Duration of a measurement. One runs before and one after each engine's loads.
const MEASURED: Duration = Duration::from_millis(600);

/// About the size of a short message with its fields.
const BODY_BYTES: usize = 300;

/// Measures in the folder of temporary databases, with the SQLite settings of Causeway.
pub(crate) async fn measure() -> Result<Sample> {
    tokio::task::spawn_blocking(commit_repeatedly).await?
}

fn commit_repeatedly() -> Result<Sample> {
    let folder = tempfile::Builder::new()
        .prefix("causeway-bench-")
        .tempdir()?;
    let connection = Connection::open(folder.path().join("baseline.db"))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;",
    )?;
    let mut insert = connection.prepare(include_str!("baseline.sql"))?;
    let body = "x".repeat(BODY_BYTES);
    let mut commits = Sample::new(MEASURED);
    let began = Instant::now();
    let mut id = 0_i64;
    while began.elapsed() < MEASURED {
        let before = Instant::now();
        // Outside a transaction, every statement is a transaction of its own.
        insert.execute((id, &body))?;
        commits.record(before.elapsed());
        id += 1;
    }
    Ok(commits.lasting(began.elapsed()))
}
