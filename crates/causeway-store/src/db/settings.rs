//! Which database to open, and the limits it works in.

use std::path::PathBuf;
use std::time::Duration;

use super::DbError;

/// Which database to open, and the limits it works in.
#[derive(Debug, Clone)]
pub struct DbSettings {
    /// `sqlite://path/to/file.db` (three slashes for an absolute path) or `postgres://user:password@host/name`, with
    /// tokio-postgres's parameters. `sslmode=require` encrypts and verifies the server's certificate, against the file
    /// of `sslrootcert=` where that is given.
    pub url: String,
    /// SQLite: how hard a commit is written.
    pub synchronous: Synchronous,
    /// SQLite: how many units may wait for the writer, and how many for the readers. At ten thousand units a second
    /// the last one waits for less than half a second.
    pub queue_max: usize,
    /// SQLite: how many units read at the same time.
    pub readers: usize,
    /// PostgreSQL: how many connections this process opens at most.
    pub connections_max: usize,
    /// PostgreSQL: how long a unit waits for a connection before it is refused.
    pub connection_wait: Duration,
    /// PostgreSQL: how long a unit may take, waiting for a connection and running again included. The way to the server may
    /// be cut without a sign: nothing else tells then that no answer will come.
    pub unit_timeout: Duration,
    /// PostgreSQL: how long one statement may take.
    pub statement_timeout: Duration,
    /// PostgreSQL: how long a statement may wait for a row that another unit holds.
    pub lock_timeout: Duration,
}

/// How hard SQLite writes a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// Each commit is on the disk before it is reported: it survives a power cut.
    Full,
    /// Commits survive the end of the process; the last ones may be lost in a power cut.
    Normal,
}

/// Which of the two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, in this process.
    Sqlite,
    /// PostgreSQL 15 or later.
    Postgres,
}

impl DbSettings {
    /// The default limits for the database at `url`.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            synchronous: Synchronous::Full,
            queue_max: 4096,
            readers: 4,
            connections_max: 16,
            connection_wait: Duration::from_secs(3),
            unit_timeout: Duration::from_secs(4),
            statement_timeout: Duration::from_secs(4),
            lock_timeout: Duration::from_secs(3),
        }
    }

    /// The engine that the address asks for.
    pub fn engine(&self) -> Result<Engine, DbError> {
        match self.url.split_once("://").map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Engine::Sqlite),
            Some("postgres" | "postgresql") => Ok(Engine::Postgres),
            _ => Err(DbError::Unusable(
                "the database address must begin with sqlite:// or postgres://".to_owned(),
            )),
        }
    }

    /// The file that an address of SQLite names.
    pub(super) fn sqlite_path(&self) -> Result<PathBuf, DbError> {
        match self.url.strip_prefix("sqlite://") {
            Some(path) if !path.is_empty() && !path.starts_with(':') => Ok(PathBuf::from(path)),
            _ => Err(DbError::Unusable(
                "the database address names no file: sqlite://data/causeway.db would; there is no database in \
                 memory, since its readers couldn't see what its writer writes"
                    .to_owned(),
            )),
        }
    }
}
