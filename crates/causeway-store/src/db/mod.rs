//! Units of work over two engines: SQLite, the default, and PostgreSQL.
//!
//! Terms:
//! * A **unit of work** is an async closure over [`Conn`]. It is one transaction: if [`Db::write`]
//!   returns `Ok`, all of it is durable; if it returns `Err`, none of it happened. The one
//!   exception is a connection that breaks during the commit, when the outcome is unknown: callers
//!   retry with the same ids.
//! * **SQLite** has one writer thread and a few reader threads. The writer runs many waiting units
//!   between one `BEGIN` and one `COMMIT`, and answers each after that commit (group commit). Calls
//!   to SQLite never suspend, so a thread polls a unit exactly once.
//! * **PostgreSQL** also has a few threads, each with its own connections. A unit runs there to its
//!   end, even if its caller no longer waits for the result, so that no connection is ever left
//!   inside a transaction.
//!
//! A unit may await its own statements and nothing else: no request, no timer, no other unit. On
//! SQLite anything else fails immediately with [`DbError::Suspended`] or, if it needs tokio's
//! runtime, [`DbError::Panicked`].

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

/// An open database. Clones share it.
#[derive(Debug, Clone)]
pub struct Db {
    engine: Arc<Opened>,
}

#[derive(Debug)]
enum Opened {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// The failures after which [`Db::write_with`] runs a unit again, from the start, in a new
/// transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Serialization failures and deadlocks. [`Db::write`] uses this.
    OnConflict,
    /// Those, and unique violations: for a unit that looks for a row and adds it if there is none.
    /// If another unit adds the row in between, the second run finds it. SQLite has one writer, so
    /// nothing can happen in between and a second run would meet the same row; SQLite does not run
    /// the unit again.
    OnUniqueViolation,
}

impl Db {
    /// Opens the database. Creates the file and its folder if they are missing.
    pub async fn open(settings: &DbSettings) -> Result<Self, DbError> {
        let engine = match settings.engine()? {
            Engine::Sqlite => Opened::Sqlite(sqlite::Sqlite::open(settings).await?),
            Engine::Postgres => Opened::Postgres(postgres::Postgres::open(settings).await?),
        };
        Ok(Self {
            engine: Arc::new(engine),
        })
    }

    /// Starts to exchange notices between the nodes that share this database. Returns `None` on
    /// SQLite, which only one process can use. `node` is this node's number, unique among the
    /// nodes; while it listens, it holds a lock that shows the other nodes that it is running.
    pub fn notices(settings: &DbSettings, node: u64) -> Result<Option<Notices>, DbError> {
        match settings.engine()? {
            Engine::Sqlite => Ok(None),
            Engine::Postgres => postgres::notices::start(settings, node).map(Some),
        }
    }

    /// Runs a unit that only reads. All its statements see the same state of the database.
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

    /// Runs a unit that writes, and returns once its changes are durable. The unit may run several
    /// times; only one run takes effect.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_with(Retry::OnConflict, work).await
    }

    /// Like [`Db::write`], with a choice of the failures after which the unit runs again.
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

    /// Like [`Db::write`], without a time limit.
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

    /// Fails when the database can't store a write now: the file was removed, the disk is full, or
    /// the server is read-only or unreachable.
    pub async fn check(&self) -> Result<(), DbError> {
        match &*self.engine {
            Opened::Sqlite(engine) => engine.check().await,
            Opened::Postgres(engine) => engine.check().await,
        }
    }

    /// The engine of this database.
    pub fn engine(&self) -> Engine {
        match &*self.engine {
            Opened::Sqlite(_) => Engine::Sqlite,
            Opened::Postgres(_) => Engine::Postgres,
        }
    }

    /// Finishes the waiting units, accepts no more, and closes the files or connections.
    pub async fn close(&self) {
        match &*self.engine {
            Opened::Sqlite(engine) => engine.close().await,
            Opened::Postgres(engine) => engine.close().await,
        }
    }
}
