//! The SQLite connection behind a [`Conn`].

use super::super::conn::Link;
use super::super::{Conn, DbError};

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
