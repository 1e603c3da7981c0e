//! Reduces the memory that a connection keeps while it has few units to run.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::super::Conn;
use super::link::link_of;
use super::unit::Job;

/// The period over which a connection's units are counted, before the decision whether it is at
/// rest.
const WATCHED: Duration = Duration::from_secs(10);

/// A connection with fewer units than this within [`WATCHED`] is at rest: polling for due work
/// needs no cache.
const UNITS_OF_REST: u32 = 100;

/// After how many consecutive periods of rest the prepared statements are also released. Preparing
/// one takes 50 µs, so this comes later.
const RESTS_UNTIL_STATEMENTS: u32 = 6;

/// Takes units from a queue. A connection at rest releases its cached pages of the file, up to 16
/// MiB (the operating system caches them, too), and after a minute its prepared statements, about 2
/// MiB.
pub(super) struct Rest {
    since: Instant,
    units: u32,
    rests: u32,
}

impl Rest {
    pub(super) fn new() -> Self {
        Self {
            since: Instant::now(),
            units: 0,
            rests: 0,
        }
    }

    /// Waits for the next unit; `None` when there will be no more.
    pub(super) fn next(
        &mut self,
        queue: &Receiver<Box<dyn Job>>,
        conn: &Conn,
    ) -> Option<Box<dyn Job>> {
        let job = queue.try_recv().ok().or_else(|| self.wait(queue, conn))?;
        self.units += 1;
        Some(job)
    }

    fn wait(&mut self, queue: &Receiver<Box<dyn Job>>, conn: &Conn) -> Option<Box<dyn Job>> {
        if self.since.elapsed() >= WATCHED {
            self.decide(conn);
        }
        // When everything is released, there is no reason to wake up.
        while self.rests < RESTS_UNTIL_STATEMENTS {
            match queue.recv_timeout(WATCHED) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.decide(conn),
            }
        }
        queue.recv().ok()
    }

    fn decide(&mut self, conn: &Conn) {
        let link = link_of(conn);
        let rests = if self.units < UNITS_OF_REST {
            self.rests.saturating_add(1)
        } else {
            0
        };
        if rests > 0 && rests.is_multiple_of(RESTS_UNTIL_STATEMENTS) {
            link.flush_prepared_statement_cache();
        }
        if rests > 0
            && let Err(error) = link.execute_batch("PRAGMA shrink_memory")
        {
            tracing::warn!(%error, "a connection could not give memory back");
        }
        *self = Self {
            rests,
            ..Self::new()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::conn::Link;
    use super::*;

    /// The bytes that this thread has read from files so far.
    fn bytes_read() -> u64 {
        let facts = std::fs::read_to_string("/proc/thread-self/io").unwrap();
        let line = facts
            .lines()
            .find_map(|line| line.strip_prefix("rchar: "))
            .unwrap();
        line.parse().unwrap()
    }

    #[test]
    fn an_idle_connection_keeps_no_pages_and_a_busy_one_does() {
        let folder = tempfile::tempdir().unwrap();
        let link = rusqlite::Connection::open(folder.path().join("db")).unwrap();
        let rows = "CREATE TABLE t AS WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 500)
            SELECT i, hex(zeroblob(500)) AS text FROM n";
        link.execute_batch(rows).unwrap();
        let conn = Conn::new(Link::Sqlite(link));
        let scan = || {
            let before = bytes_read();
            link_of(&conn)
                .query_row("SELECT sum(length(text)) FROM t", [], |row| {
                    row.get::<_, i64>(0)
                })
                .unwrap();
            bytes_read() - before
        };
        scan();
        let kept = scan();
        assert!(kept < 10_000, "{kept}");
        let mut rest = Rest {
            units: UNITS_OF_REST,
            ..Rest::new()
        };
        rest.decide(&conn);
        assert!(scan() < 10_000, "it was busy");
        rest.decide(&conn);
        assert!(scan() > 400_000, "it rested");
        assert_eq!((rest.units, rest.rests), (0, 1));
    }
}
