//! What the disk under the databases does without Causeway: a row and a synced commit, one after the other.

use std::time::{Duration, Instant};

use anyhow::Result;
use rusqlite::Connection;

use crate::report::Sample;

/// How long it is measured, before and after each engine's loads.
const MEASURED: Duration = Duration::from_millis(600);

/// About as much as a short message is with its fields.
const BODY_BYTES: usize = 300;

/// Measures it where temporary databases lie, with the settings that Causeway uses.
pub(crate) async fn measure() -> Result<Sample> {
    tokio::task::spawn_blocking(commit_again_and_again).await?
}

fn commit_again_and_again() -> Result<Sample> {
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
        // Outside a transaction every statement is one.
        insert.execute((id, &body))?;
        commits.record(before.elapsed());
        id += 1;
    }
    Ok(commits.lasting(began.elapsed()))
}
