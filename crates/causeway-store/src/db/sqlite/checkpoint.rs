//! The thread that copies the log into the file, beside the writer, so that no commit waits for it.

use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use rusqlite::Connection;

/// How long to gather commits between two copies. Pages that changed several times are copied once.
const PAUSE: Duration = Duration::from_millis(500);

/// How long nothing must be committed before the log is emptied.
const IDLE: Duration = Duration::from_secs(5);

/// From this length on (128 MiB) the writer has to wait until the log is emptied: under writing without a gap, copying
/// beside the writer never catches up with the log's end, and the log would grow without limit.
const LOG_PAGES_MAX: i64 = 32_768;

/// What the writer holds: it wakes the thread after commits, and stops it by going away.
#[derive(Debug)]
pub(super) struct Waker {
    commits: Sender<()>,
    _running: Sender<()>,
}

/// What the thread holds.
#[derive(Debug)]
pub(super) struct Commits {
    commits: Receiver<()>,
    running: Receiver<()>,
}

/// The two ends.
pub(super) fn channel() -> (Waker, Commits) {
    // One token is enough: it says that there is something to copy, not how much.
    let (to_commits, commits) = bounded(1);
    let (to_running, running) = bounded(0);
    (Waker { commits: to_commits, _running: to_running }, Commits { commits, running })
}

impl Waker {
    /// Says that something was committed.
    pub(super) fn committed(&self) {
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
                    copy(link, "TRUNCATE");
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
