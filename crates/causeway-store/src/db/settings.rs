//! The database to open and its limits.

use std::path::PathBuf;
use std::time::Duration;

use super::DbError;

/// The database to open and its limits.
#[derive(Debug, Clone)]
pub struct DbSettings {
    /// `sqlite://path/to/file.db` (three slashes for an absolute path) or
    /// `postgres://user:password@host/name`, with tokio-postgres's parameters. `sslmode=require`
    /// encrypts and verifies the server's certificate, against the file in `sslrootcert=` if it is
    /// given.
    pub url: String,
    /// SQLite: how durable a commit is.
    pub synchronous: Synchronous,
    /// SQLite: how many units may wait for the writer, and how many for the readers. At ten
    /// thousand units a second, the last one waits for less than half a second.
    pub queue_max: usize,
    /// SQLite: how many units read at the same time.
    pub readers: usize,
    /// PostgreSQL: the most connections that this process opens.
    pub connections_max: usize,
    /// PostgreSQL: how long a unit waits for a connection before it is refused.
    pub connection_wait: Duration,
    /// PostgreSQL: how long a unit may take, including the wait for a connection and further runs.
    /// The network may fail silently, and then nothing else shows that no response will come.
    pub unit_timeout: Duration,
    /// PostgreSQL: how long one statement may take.
    pub statement_timeout: Duration,
    /// PostgreSQL: how long a statement may wait for a row that another unit has locked.
    pub lock_timeout: Duration,
}

/// How durable SQLite makes a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// Each commit is on the disk before its caller is answered: it survives a power failure.
    Full,
    /// Commits survive the end of the process; the last ones may be lost in a power failure.
    Normal,
}

/// The engine of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, inside this process.
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

    /// The engine that the address names.
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
