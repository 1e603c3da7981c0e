//! Units of work over two engines: SQLite, the default, and PostgreSQL.
//!
//! The cast:
//! * A **unit of work** is an async closure over [`Conn`]. It is one transaction: all of it is durable when
//!   [`Db::write`] answers `Ok`, and none of it ever was when it answers `Err`. The one exception is a connection that
//!   breaks during the commit, when the result is unknown: callers repeat with the same ids.
//! * **SQLite** has one writer thread, which runs many waiting units between one `BEGIN` and one `COMMIT` and answers each
//!   after that commit (group commit), and a few reader threads. Calls on them never suspend, so a thread polls a unit
//!   exactly once.
//! * **PostgreSQL** has a few threads too, each with its own connections. A unit runs there to its end, even if nobody
//!   waits for its answer any more, so that no connection is ever left inside a transaction.
//!
//! A unit may await its own statements and nothing else: no request, no timer, no other unit. On SQLite anything else
//! fails immediately with [`DbError::Suspended`] or, where it needs tokio's runtime, [`DbError::Panicked`].

pub(crate) mod columns;
mod conn;
mod error;
mod migrate;
mod postgres;
#[cfg(test)]
mod prepare;
mod row;
mod settings;
pub(crate) mod sql;
mod sqlite;
mod statistics;
#[cfg(test)]
pub(crate) mod steps;
#[cfg(test)]
mod tests;
mod threads;
mod value;

use std::sync::Arc;

pub(crate) use columns::{After, Columns, Record, insert, record, row};
pub use conn::{Conn, Statement};
pub use error::DbError;
pub use migrate::{Migration, MigrationError};
pub use postgres::notices::Notices;
pub(crate) use postgres::notices::node_lock;
pub use row::{Cell, FromCell, FromRow, Row};
pub use settings::{DbSettings, Engine, Synchronous};
pub(crate) use sql::statements;
pub use sql::{Fragment, Sql};
pub use value::Value;
#[cfg(test)]
pub(crate) use {
    prepare::{prepare_all, scans},
    sql::Listed,
};

/// A database, open. Clones share it.
#[derive(Debug, Clone)]
pub struct Db {
    engine: Arc<Opened>,
}

#[derive(Debug)]
enum Opened {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// Which failures of a unit [`Db::write_with`] answers by running it again, from the start, in a new transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Serialization failures and deadlocks. What [`Db::write`] does.
    OnConflict,
    /// Those, and rows that exist already: for a unit that looks for a row, adds it when there is none, and finds on
    /// the second run the row that another unit added in between. SQLite has one writer and no "in between", so a
    /// second run would meet the same row there, and there is none.
    OnUniqueViolation,
}

impl Db {
    /// Opens the database, making the file and its folder when they are missing.
    pub async fn open(settings: &DbSettings) -> Result<Self, DbError> {
        let engine = match settings.engine()? {
            Engine::Sqlite => Opened::Sqlite(sqlite::Sqlite::open(settings).await?),
            Engine::Postgres => Opened::Postgres(postgres::Postgres::open(settings).await?),
        };
        Ok(Self {
            engine: Arc::new(engine),
        })
    }

    /// Begins to carry notices between the nodes that share this database. `None` on SQLite, which one process has for
    /// itself. `node` is this node's number, different from all others'; while it listens, it holds a lock by which others
    /// see that it is there.
    pub fn notices(settings: &DbSettings, node: u64) -> Result<Option<Notices>, DbError> {
        match settings.engine()? {
            Engine::Sqlite => Ok(None),
            Engine::Postgres => postgres::notices::start(settings, node).map(Some),
        }
    }

    /// Runs a unit that only reads. All its statements see one state of the database.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &*self.engine {
            Opened::Sqlite(engine) => engine.read(work).await,
            Opened::Postgres(engine) => engine.read(work).await,
        }
    }

    /// Runs a unit that writes, and answers once its changes are durable. It may run several times, of which one counts.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_with(Retry::OnConflict, work).await
    }

    /// Like [`Db::write`], with a choice of what is answered by another run.
    pub async fn write_with<T, E, F>(&self, retry: Retry, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &*self.engine {
            Opened::Sqlite(engine) => engine.write(work).await,
            Opened::Postgres(engine) => engine.write(retry, work).await,
        }
    }

    /// Like [`Db::write`], for as long as it takes.
    async fn write_long<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &*self.engine {
            Opened::Sqlite(engine) => engine.write(work).await,
            Opened::Postgres(engine) => engine.write_long(work).await,
        }
    }

    /// Fails when a write could not be kept now: the file was removed, there is no room on the disk, the server takes only
    /// reads or is away.
    pub async fn check(&self) -> Result<(), DbError> {
        match &*self.engine {
            Opened::Sqlite(engine) => engine.check().await,
            Opened::Postgres(engine) => engine.check().await,
        }
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match &*self.engine {
            Opened::Sqlite(_) => Engine::Sqlite,
            Opened::Postgres(_) => Engine::Postgres,
        }
    }

    /// Finishes the work that waits, takes no more, and closes the files or connections.
    pub async fn close(&self) {
        match &*self.engine {
            Opened::Sqlite(engine) => engine.close().await,
            Opened::Postgres(engine) => engine.close().await,
        }
    }
}
