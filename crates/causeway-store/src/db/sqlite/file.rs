//! The database's file: its permissions, its locks, and the setup of its connections.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::super::{DbError, DbSettings, Synchronous};

/// The size in bytes of a long log: `LOG_PAGES_MAX` pages of 4 KiB, which are 64 MiB.
pub(super) const LOG_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// How long a connection waits for another one. Within this process, only a checkpoint makes
/// connections wait, and only briefly. If another program locks the file, the caller must get the
/// error promptly.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(1);

/// How many prepared statements each connection caches: more than the store has.
const STATEMENTS_KEPT: usize = 512;

/// The file, locked for this process while the value lives.
#[derive(Debug)]
pub(super) struct DatabaseFile {
    path: PathBuf,
    synchronous: Synchronous,
    /// Two locked files: the lock file beside the database, which nodes of earlier releases use,
    /// and the database's file itself, which is the same under any name. A second process would
    /// make the caches above the store wrong, because they assume one writer.
    _locks: [File; 2],
    /// The identity of the locked file.
    identity: Identity,
}

/// A file's identity on its disk, whatever its names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    fn of(facts: &std::fs::Metadata) -> Self {
        Self {
            device: facts.dev(),
            inode: facts.ino(),
        }
    }
}

/// How much free space the database needs to count as ready: enough for a few commits.
const SPARE_BYTES: usize = 256 * 1024;

impl DatabaseFile {
    /// Creates the file and its folder if they are missing, readable only for this user, and locks
    /// out other processes.
    pub(super) fn claim(settings: &DbSettings) -> Result<Self, DbError> {
        let path = settings.sqlite_path()?;
        let failed = |what: &Path, error: &std::io::Error| {
            DbError::Unusable(format!(
                "the database at {} can't be opened: {error}",
                what.display()
            ))
        };
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)
                .map_err(|error| failed(folder, &error))?;
        }
        let lock = |file: File| match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(DbError::Unusable(format!(
                "the database at {} is in use by another process",
                path.display()
            ))),
            Err(TryLockError::Error(error)) => Err(failed(&path, &error)),
        };
        let beside =
            lock(open_private(&beside(&path, ".lock")).map_err(|error| failed(&path, &error))?)?;
        // SQLite gives the log the permissions of this file. Its own locks are of a different kind,
        // but they end when this process closes the file anywhere, so this handle must outlive all
        // connections.
        let itself = open_private(&path).map_err(|error| failed(&path, &error))?;
        let facts = itself.metadata().map_err(|error| failed(&path, &error))?;
        let itself = lock(itself)?;
        // SQLite names the log after the target of a link.
        let path = path.canonicalize().map_err(|error| failed(&path, &error))?;
        if facts.nlink() > 1 {
            tracing::warn!(
                path = %path.display(),
                "the database's file has several names: open it by one only, its newest commits are in a log beside that"
            );
        }
        Ok(Self {
            path,
            synchronous: settings.synchronous,
            _locks: [beside, itself],
            identity: Identity::of(&facts),
        })
    }

    /// A watch on the files that the connections have open. Call it when they are open.
    pub(super) fn watch(&self) -> Result<Watch, DbError> {
        let log = beside(&self.path, "-wal");
        let facts = log.metadata().map_err(|error| gone(&log, &error))?;
        Ok(Watch {
            file: (self.path.clone(), self.identity),
            log: (log, Identity::of(&facts)),
        })
    }

    /// The connection that writes. Its commits never copy the log into the file, because another
    /// thread does.
    pub(super) fn open_writer(&self) -> Result<Connection, DbError> {
        let synchronous = match self.synchronous {
            Synchronous::Full => "FULL",
            Synchronous::Normal => "NORMAL",
        };
        self.open(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA wal_autocheckpoint = 0; \
             PRAGMA journal_size_limit = {LOG_BYTES_MAX}; PRAGMA cache_size = -16384;"
        ))
    }

    /// The connection that copies the log into the file.
    pub(super) fn open_checkpointer(&self) -> Result<Connection, DbError> {
        self.open("PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = FULL;")
    }

    /// A read-only connection.
    pub(super) fn open_reader(&self) -> Result<Connection, DbError> {
        self.open("PRAGMA query_only = ON;")
    }

    fn open(&self, own: &str) -> Result<Connection, DbError> {
        let setup = || {
            let link = Connection::open(&self.path)?;
            link.busy_timeout(BUSY_TIMEOUT)?;
            link.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
            // Plans don't depend on bound values. Otherwise SQLite would plan again for each new
            // value, which costs more than the rest of a statement. For a partial index, the
            // statement must therefore contain the index's condition literally.
            link.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            // `trusted_schema`: functions named in the schema of a file from elsewhere are not
            // called. Cache sizes are in KiB.
            link.execute_batch(
                "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; \
                 PRAGMA cache_size = -16384;",
            )?;
            link.execute_batch(own)?;
            Ok(link)
        };
        setup().map_err(|error: rusqlite::Error| DbError::of_sqlite("opening the database", &error))
    }
}

/// Checks that the files that the connections write to are still the ones that the next start will
/// read.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    file: (PathBuf, Identity),
    log: (PathBuf, Identity),
}

impl Watch {
    /// Fails when the database's file or its log was removed or replaced: later commits would be
    /// lost when this process ends. Otherwise returns the size of the log in bytes.
    pub(super) fn log_bytes(&self) -> Result<u64, DbError> {
        let mut bytes = 0;
        for (path, identity) in [&self.file, &self.log] {
            let facts = path.metadata().map_err(|error| gone(path, &error))?;
            if Identity::of(&facts) != *identity {
                return Err(DbError::Unavailable(format!(
                    "{} was replaced while it was in use",
                    path.display()
                )));
            }
            bytes = facts.len();
        }
        Ok(bytes)
    }

    /// Fails in the same cases, and when there is no free space beside the database.
    pub(super) fn check(&self) -> Result<(), DbError> {
        self.log_bytes()?;
        let path = beside(&self.file.0, ".room");
        let written =
            open_private(&path).and_then(|mut file| file.write_all(&vec![0; SPARE_BYTES]));
        let removed = std::fs::remove_file(&path);
        written.and(removed).map_err(|error| {
            DbError::Unavailable(format!(
                "no room to write beside {}: {error}",
                self.file.0.display()
            ))
        })
    }
}

fn gone(path: &Path, error: &std::io::Error) -> DbError {
    DbError::Unavailable(format!("{} is gone: {error}", path.display()))
}

/// The name of a file that belongs to another file.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(ending);
    PathBuf::from(name)
}

fn open_private(path: &Path) -> std::io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .mode(0o600)
        .open(path)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_cached_statement_is_not_planned_again_for_each_value() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite://{}", folder.path().join("causeway.db").display());
        let file = DatabaseFile::claim(&DbSettings::new(url)).expect("a fresh file");
        let link = file.open_writer().expect("a fresh file");
        link.execute_batch("CREATE TABLE t (a INTEGER, b TEXT); CREATE INDEX t_by_a ON t (a, b);")
            .expect("it is empty");
        let select = "SELECT b FROM t WHERE a <= ?1 AND b LIKE ?2 ORDER BY a LIMIT 9";
        for value in 0..20 {
            let mut statement = link.prepare_cached(select).expect("it is SQL");
            statement
                .query_row((value, "x%"), |_| Ok(()))
                .expect_err("there are no rows");
        }
        let statement = link.prepare_cached(select).expect("it is SQL");
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
