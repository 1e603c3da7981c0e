//! The writer thread: many units between one `BEGIN` and one `COMMIT`, each in its own savepoint.
//!
//! Each caller gets its result after the commit that contains its changes, also when its unit was
//! refused: the reason for the refusal may be a change by another unit in the same commit.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;

use super::super::conn::Link;
use super::super::{Conn, DbError};
use super::checkpoint::Waker;
use super::file::Watch;
use super::link::{control, link_of};
use super::rest::Rest;
use super::unit::Job;

/// The most units in one commit. More gain nothing and delay the first one.
const BATCH_UNITS_MAX: usize = 256;

/// How long a batch accepts further units, so that slow ones don't delay the commit.
const BATCH_TIME_MAX: Duration = Duration::from_millis(20);

/// Runs units until the queue is closed and empty.
pub(super) fn run(
    link: rusqlite::Connection,
    queue: &Receiver<Box<dyn Job>>,
    checkpoint: &Waker,
    watch: &Watch,
    health: &Health,
) {
    let mut conn = Conn::new(Link::Sqlite(link));
    let mut rest = Rest::new();
    while let Some(first) = rest.next(queue, &conn) {
        let ended = commit_together(&mut conn, first, queue, watch);
        health.note(ended.is_ok());
        if let Ok(log_bytes) = ended {
            checkpoint.committed(link_of(&conn), log_bytes);
        }
    }
}

/// Whether the last commit succeeded.
#[derive(Debug, Default)]
pub(super) struct Health {
    is_bad: AtomicBool,
}

impl Health {
    fn note(&self, is_good: bool) {
        self.is_bad.store(!is_good, Ordering::Relaxed);
    }

    pub(super) fn is_bad(&self) -> bool {
        self.is_bad.load(Ordering::Relaxed)
    }
}

/// Runs `first` and the other waiting units, commits, sends the results, and returns the size of
/// the log.
fn commit_together(
    conn: &mut Conn,
    first: Box<dyn Job>,
    queue: &Receiver<Box<dyn Job>>,
    watch: &Watch,
) -> Result<u64, DbError> {
    let began = Instant::now();
    let mut ran = Vec::new();
    let mut next = Some(first);
    let mut state = control(conn, "BEGIN IMMEDIATE");
    while let Some(mut job) = next.take() {
        if job.is_wanted() {
            if state.is_ok() {
                state = run_in_savepoint(conn, &mut *job);
            }
            ran.push(job);
        }
        if state.is_ok() && ran.len() < BATCH_UNITS_MAX && began.elapsed() < BATCH_TIME_MAX {
            next = queue.try_recv().ok();
        }
    }
    let ended = state
        .and_then(|()| control(conn, "COMMIT").map_err(|error| DbError::Commit(error.to_string())));
    // A commit into a file that was removed or replaced must not be reported as durable.
    let ended = ended.and_then(|()| watch.log_bytes());
    if let Err(error) = &ended {
        tracing::error!(%error, units = ran.len(), "a commit failed");
        roll_back(conn);
    }
    for job in ran {
        job.answer(ended.as_ref().err().cloned());
    }
    ended
}

/// Runs one unit in a way that allows it to be rolled back alone. An error means that the whole
/// batch is lost.
fn run_in_savepoint(conn: &mut Conn, job: &mut dyn Job) -> Result<(), DbError> {
    control(conn, "SAVEPOINT unit")?;
    let keep = job.run(conn);
    if !is_in_transaction(conn) {
        // When it runs out of disk space or memory, SQLite rolls back the whole transaction by
        // itself, including the units before this one.
        return Err(DbError::Commit("SQLite undid the transaction".to_owned()));
    }
    if !keep {
        control(conn, "ROLLBACK TO unit")?;
    }
    control(conn, "RELEASE unit")
}

fn roll_back(conn: &Conn) {
    if is_in_transaction(conn)
        && let Err(error) = control(conn, "ROLLBACK")
    {
        tracing::error!(%error, "a transaction could not be undone");
    }
}

fn is_in_transaction(conn: &Conn) -> bool {
    !link_of(conn).is_autocommit()
}
