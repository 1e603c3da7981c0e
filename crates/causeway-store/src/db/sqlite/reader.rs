//! A reader thread: each unit sees one state of the database.

use crossbeam_channel::Receiver;

use super::super::Conn;
use super::super::conn::Link;
use super::checkpoint::Gate;
use super::link::control;
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
