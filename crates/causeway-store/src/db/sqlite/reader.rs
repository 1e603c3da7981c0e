//! A reader thread: each unit sees one state of the database.

use crossbeam_channel::Receiver;

use super::super::conn::Link;
use super::super::{Conn, DbError};
use super::checkpoint::Gate;
use super::rest::Rest;
use super::unit::Job;

/// Runs units until the queue is closed and empty.
pub(super) fn run(link: rusqlite::Connection, queue: &Receiver<Box<dyn Job>>, gate: &Gate) {
    let mut conn = Conn::new(Link::Sqlite(link));
    let mut rest = Rest::new();
    while let Some(mut job) = rest.next(queue, &conn) {
        if !job.is_wanted() {
            continue;
        }
        let failed = gate.through(|| {
            control(&conn, "BEGIN DEFERRED")?;
            job.run(&mut conn);
            if let Err(error) = control(&conn, "COMMIT") {
                tracing::error!(%error, "a read could not be ended");
            }
            Ok(())
        });
        job.answer(failed.err());
    }
}

/// Runs a statement that begins or ends something.
pub(super) fn control(conn: &Conn, text: &'static str) -> Result<(), DbError> {
    let run = || link_of(conn).prepare_cached(text)?.execute([]);
    run()
        .map(drop)
        .map_err(|error| DbError::of_sqlite(text, &error))
}

/// The connection behind the one that units see.
pub(super) fn link_of(conn: &Conn) -> &rusqlite::Connection {
    let Link::Sqlite(link) = &conn.link else {
        unreachable!("these threads opened SQLite")
    };
    link
}
