//! Errors between the store and its engine, in terms that don't depend on the engine.

use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
use tokio_postgres::error::SqlState;

/// SQLite's errors that are unrelated to the statement that was running.
const UNAVAILABLE: [ErrorCode; 10] = [
    ErrorCode::DatabaseBusy,
    ErrorCode::DatabaseLocked,
    ErrorCode::DiskFull,
    ErrorCode::SystemIoFailure,
    ErrorCode::CannotOpen,
    ErrorCode::ReadOnly,
    ErrorCode::PermissionDenied,
    ErrorCode::DatabaseCorrupt,
    ErrorCode::NotADatabase,
    ErrorCode::OutOfMemory,
];

/// Why a unit of work failed. Messages contain the engine's own text about tables and columns,
/// never bound values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// More units are waiting than can run in time. Nothing happened; the caller can retry later.
    #[error("the database has too much to do")]
    Overloaded,
    /// The database was closed because the program is stopping.
    #[error("the database is closed")]
    Closed,
    /// The engine can't be reached or can't write: connection lost, disk full, file locked.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The shared commit of several units failed: all of them are rolled back.
    #[error("the commit failed: {0}")]
    Commit(String),
    /// A unique constraint or primary key refused the row.
    #[error("{statement}: {table} has such a row already ({constraint})")]
    UniqueViolation {
        /// The statement that was refused.
        statement: &'static str,
        /// The table with the constraint.
        table: String,
        /// PostgreSQL's name for the constraint, or the columns as SQLite lists them.
        constraint: String,
    },
    /// A CHECK, NOT NULL or foreign key constraint refused the row.
    #[error("{statement}: refused by a constraint: {reason}")]
    Constraint {
        /// The statement that was refused.
        statement: &'static str,
        /// The engine's message.
        reason: String,
    },
    /// The unit conflicted with another one, and kept doing so until its retries were used up.
    #[error("{statement}: in conflict with another unit of work: {reason}")]
    Conflict {
        /// The statement that was refused.
        statement: &'static str,
        /// The engine's message.
        reason: String,
    },
    /// The engine rejects the statement.
    #[error("{statement}: {reason}")]
    Statement {
        /// The statement that failed.
        statement: &'static str,
        /// The engine's message.
        reason: String,
    },
    /// No row where exactly one is required, or several where at most one is allowed.
    #[error("{statement}: expected one row, found {found}")]
    RowCount {
        /// The statement that returned the rows.
        statement: &'static str,
        /// How many rows there were.
        found: usize,
    },
    /// A cell has an invalid value.
    #[error("{statement}: column {column}: {reason}")]
    Cell {
        /// The statement that returned the cell.
        statement: &'static str,
        /// The column's name.
        column: String,
        reason: String,
    },
    /// The unit panicked. It is rolled back, and the engine continues.
    #[error("a unit of work panicked")]
    Panicked,
    /// The unit awaited something other than its own statements. This is a bug, because it would
    /// delay all units behind it.
    #[error("a unit of work awaited something else than its own statements")]
    Suspended,
    /// The settings, or the database that they name, can't be used.
    #[error("{0}")]
    Unusable(String),
}

impl DbError {
    /// Whether a unique constraint of `table` that contains `column` refused the row.
    pub fn violates_unique(&self, table: &str, column: &str) -> bool {
        matches!(self, Self::UniqueViolation { table: found, constraint, .. } if found == table && constraint.contains(column))
    }

    /// Classifies an error of SQLite.
    pub(super) fn of_sqlite(statement: &'static str, error: &rusqlite::Error) -> Self {
        let reason = error.to_string();
        let Some(code) = error.sqlite_error() else {
            return Self::Statement { statement, reason };
        };
        if matches!(
            code.extended_code,
            SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY
        ) {
            // "UNIQUE constraint failed: channels.workspace_id, channels.name"
            let constraint = reason.rsplit(": ").next().unwrap_or_default().to_owned();
            let table = constraint.split('.').next().unwrap_or_default().to_owned();
            return Self::UniqueViolation {
                statement,
                table,
                constraint,
            };
        }
        if code.code == ErrorCode::ConstraintViolation {
            return Self::Constraint { statement, reason };
        }
        if UNAVAILABLE.contains(&code.code) {
            Self::Unavailable(reason)
        } else {
            Self::Statement { statement, reason }
        }
    }

    /// Classifies an error of PostgreSQL.
    pub(super) fn of_postgres(statement: &'static str, error: &tokio_postgres::Error) -> Self {
        let Some(found) = error.as_db_error() else {
            return if error.is_closed() {
                Self::Unavailable(chain(error))
            } else {
                Self::of_client(statement, error)
            };
        };
        let reason = format!("{} ({})", found.message(), found.code().code());
        let code = found.code();
        if *code == SqlState::UNIQUE_VIOLATION {
            let table = found.table().unwrap_or_default().to_owned();
            return Self::UniqueViolation {
                statement,
                table,
                constraint: found.constraint().unwrap_or_default().to_owned(),
            };
        }
        if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED
        {
            return Self::Conflict { statement, reason };
        }
        if *code == SqlState::QUERY_CANCELED || *code == SqlState::LOCK_NOT_AVAILABLE {
            return Self::Unavailable(format!("{statement}: {reason}"));
        }
        // Classes from Appendix A of PostgreSQL's manual: 08 connection, 23 constraint, 53
        // insufficient resources, 57 operator intervention, 58 system error.
        match &code.code()[..2] {
            "23" => Self::Constraint { statement, reason },
            "08" | "53" | "57" | "58" => Self::Unavailable(reason),
            _ => Self::Statement { statement, reason },
        }
    }

    /// Classifies an error of the client itself: a value that doesn't fit its parameter, or a
    /// network error.
    fn of_client(statement: &'static str, error: &tokio_postgres::Error) -> Self {
        let on_the_wire = std::error::Error::source(error)
            .is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
        if on_the_wire {
            Self::Unavailable(chain(error))
        } else {
            Self::Statement {
                statement,
                reason: chain(error),
            }
        }
    }
}

/// An error and its sources, on one line.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    text
}
