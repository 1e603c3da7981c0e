//! Copies the log into the database's file: a separate thread does it beside the writer, so that
//! commits don't wait for it.
//!
//! During continuous writing such a copy never reaches the log's end, and the log would grow
//! without limit. The thread therefore signals the writer when the log is long. Between two
//! commits, the writer copies the small rest and restarts the log from its beginning. (The thread
//! can't, because it would have to run between two commits.) Readers that still need the log
//! prevent that. When the log is twice as long, the writer holds new readers back until it has
//! restarted the log, for `PATIENCE` at the longest.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use rusqlite::Connection;

use super::file::{BUSY_TIMEOUT, LOG_BYTES_MAX};

/// How long commits are gathered between two copies. Pages that changed several times are copied
/// once.
const PAUSE: Duration = Duration::from_millis(100);

/// How long there must be no commit before the log is emptied.
const IDLE: Duration = Duration::from_secs(5);

/// A log with more pages than this is long.
const LOG_PAGES_MAX: i64 = 16_384;

/// How long the writer waits for readers when the log is twice as long. All units wait during this
/// time.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long all units can run again after the writer waited in vain for a slow reader.
const PAUSE_AFTER_LONG_READER: Duration = Duration::from_secs(2);

/// How long the writer waits for readers that still need the log. After that, it tries again later.
const RESTART_WAIT: Duration = Duration::from_millis(20);

/// The writer's end: it wakes the thread after commits, and stops the thread when it is dropped.
#[derive(Debug)]
pub(super) struct Waker {
    commits: Sender<()>,
    log_is_long: Arc<AtomicBool>,
    gate: Arc<Gate>,
    /// Until when all units can run, after the writer waited in vain.
    rests_until: Cell<Option<Instant>>,
    _running: Sender<()>,
}

/// The thread's end.
#[derive(Debug)]
pub(super) struct Commits {
    commits: Receiver<()>,
    log_is_long: Arc<AtomicBool>,
    running: Receiver<()>,
}

/// Creates the two ends.
pub(super) fn channel(gate: Arc<Gate>) -> (Waker, Commits) {
    // One token is enough: it signals that there is something to copy, not how much.
    let (to_commits, commits) = bounded(1);
    let (to_running, running) = bounded(0);
    let log_is_long = Arc::new(AtomicBool::new(false));
    let long = Arc::clone(&log_is_long);
    let waker = Waker {
        commits: to_commits,
        log_is_long: long,
        gate,
        rests_until: Cell::default(),
        _running: to_running,
    };
    (
        waker,
        Commits {
            commits,
            log_is_long,
            running,
        },
    )
}

impl Waker {
    /// Signals that the writer committed, and restarts the log if it is long. `log_bytes` is the
    /// log's size.
    pub(super) fn committed(&self, writer: &Connection, log_bytes: u64) {
        let is_long = self.log_is_long.swap(false, Ordering::Relaxed);
        let rests = self
            .rests_until
            .get()
            .is_some_and(|until| Instant::now() < until);
        if log_bytes > 2 * LOG_BYTES_MAX && !rests {
            let pause = match self
                .gate
                .closed_for(PATIENCE, || begin_anew(writer, PATIENCE))
            {
                Some(true) => None,
                // The thread is copying: it has less to copy each time.
                Some(false) => Some(PAUSE),
                None => Some(PAUSE_AFTER_LONG_READER),
            };
            self.rests_until
                .set(pause.map(|pause| Instant::now() + pause));
        } else if is_long {
            begin_anew(writer, RESTART_WAIT);
        }
        // A full channel means that the thread already knows.
        let _ = self.commits.try_send(());
    }
}

/// Copies after commits, and empties the log when idle, until the writer is gone.
pub(super) fn run(link: &Connection, writer: &Commits) {
    let mut emptied = false;
    loop {
        match writer.commits.recv_timeout(IDLE) {
            Ok(()) => {
                emptied = false;
                if copy(link, "PASSIVE") > LOG_PAGES_MAX {
                    writer.log_is_long.store(true, Ordering::Relaxed);
                }
                // Nothing is ever sent on this channel: this waits until the pause has passed or
                // the writer is gone.
                let _ = writer.running.recv_timeout(PAUSE);
            }
            Err(RecvTimeoutError::Timeout) if emptied => {}
            Err(RecvTimeoutError::Timeout) => {
                copy(link, "TRUNCATE");
                emptied = true;
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    copy(link, "TRUNCATE");
}

/// Restarts the log from its beginning. Returns whether that succeeded.
fn begin_anew(writer: &Connection, wait: Duration) -> bool {
    let restart = || {
        writer.busy_timeout(wait)?;
        let is_busy: i64 =
            writer.query_row("PRAGMA wal_checkpoint(RESTART)", [], |row| row.get(0))?;
        writer.busy_timeout(BUSY_TIMEOUT)?;
        Ok::<_, rusqlite::Error>(is_busy == 0)
    };
    restart().unwrap_or_else(|error| {
        tracing::warn!(%error, "the database's log could not be begun anew");
        false
    })
}

/// A gate that readers pass through and that the writer closes for short periods.
#[derive(Debug, Default)]
pub(super) struct Gate {
    readers: Mutex<Readers>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Readers {
    reading: usize,
    is_closed: bool,
}

impl Gate {
    fn readers(&self) -> MutexGuard<'_, Readers> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `read` once the gate is open.
    pub(super) fn through<T>(&self, read: impl FnOnce() -> T) -> T {
        let waits = |readers: &mut Readers| readers.is_closed;
        let mut readers = self
            .changed
            .wait_while(self.readers(), waits)
            .unwrap_or_else(PoisonError::into_inner);
        readers.reading += 1;
        drop(readers);
        let read = read();
        self.readers().reading -= 1;
        self.changed.notify_all();
        read
    }

    /// Runs `work` while no reader is active; returns `None` if a reader takes longer than
    /// `patience`.
    fn closed_for<T>(&self, patience: Duration, work: impl FnOnce() -> T) -> Option<T> {
        let mut readers = self.readers();
        readers.is_closed = true;
        let reading = |readers: &mut Readers| readers.reading > 0;
        let waited = self.changed.wait_timeout_while(readers, patience, reading);
        let (readers, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        drop(readers);
        let done = (!waited.timed_out()).then(work);
        self.readers().is_closed = false;
        self.changed.notify_all();
        done
    }
}

/// Copies as much as possible, and returns how many pages the log had.
fn copy(link: &Connection, mode: &str) -> i64 {
    match link.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| {
        row.get(1)
    }) {
        Ok(pages) => pages,
        Err(error) => {
            // The log keeps everything; the next copy tries again.
            tracing::warn!(%error, "the database's log could not be copied into its file");
            0
        }
    }
}
