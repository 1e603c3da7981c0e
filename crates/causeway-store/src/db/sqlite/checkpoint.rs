//! Copying the log into the file: a thread of its own does it beside the writer, so that commits don't wait for it.
//!
//! Under writing without a gap such a copy never catches up with the log's end, and the log would grow without limit.
//! So the thread tells the writer when the log is long, and the writer, between two commits, copies the little that is
//! left and begins the log anew. (The thread can't: it would have to get in between two commits first.)

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use rusqlite::Connection;

use super::file::BUSY_TIMEOUT;

/// How long to gather commits between two copies. Pages that changed several times are copied once.
const PAUSE: Duration = Duration::from_millis(100);

/// How long nothing must be committed before the log is emptied.
const IDLE: Duration = Duration::from_secs(5);

/// A log of so many pages (64 MiB) is long.
const LOG_PAGES_MAX: i64 = 16_384;

/// How long the writer waits for readers that still need the log. If they need it longer, it tries again later.
const RESTART_WAIT: Duration = Duration::from_millis(20);

/// What the writer holds: it wakes the thread after commits, and stops it by going away.
#[derive(Debug)]
pub(super) struct Waker {
    commits: Sender<()>,
    log_is_long: Arc<AtomicBool>,
    _running: Sender<()>,
}

/// What the thread holds.
#[derive(Debug)]
pub(super) struct Commits {
    commits: Receiver<()>,
    log_is_long: Arc<AtomicBool>,
    running: Receiver<()>,
}

/// The two ends.
pub(super) fn channel() -> (Waker, Commits) {
    // One token is enough: it says that there is something to copy, not how much.
    let (to_commits, commits) = bounded(1);
    let (to_running, running) = bounded(0);
    let log_is_long = Arc::new(AtomicBool::new(false));
    let waker = Waker { commits: to_commits, log_is_long: Arc::clone(&log_is_long), _running: to_running };
    (waker, Commits { commits, log_is_long, running })
}

impl Waker {
    /// Says that the writer committed something, and begins the log anew if it is long.
    pub(super) fn committed(&self, writer: &Connection) {
        if self.log_is_long.swap(false, Ordering::Relaxed) {
            begin_anew(writer);
        }
        // Full means that the other side knows already.
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
                // Nothing is ever sent here: this waits for the pause to pass or the writer to go.
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

fn begin_anew(writer: &Connection) {
    let begun = writer.busy_timeout(RESTART_WAIT).map(|()| copy(writer, "RESTART"));
    if let Err(error) = begun.and_then(|_| writer.busy_timeout(BUSY_TIMEOUT)) {
        tracing::warn!(%error, "the time that the database waits could not be set");
    }
}

/// Copies what can be copied, and tells how many pages the log had.
fn copy(link: &Connection, mode: &str) -> i64 {
    match link.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get(1)) {
        Ok(pages) => pages,
        Err(error) => {
            // The log keeps everything; the next copy tries again.
            tracing::warn!(%error, "the database's log could not be copied into its file");
            0
        }
    }
}
