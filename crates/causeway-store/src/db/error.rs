//! What may go wrong between the store and its engine, in terms that don't name the engine.

use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
use tokio_postgres::error::SqlState;

/// SQLite's failures that have nothing to do with the statement at hand.
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

/// Why a unit of work failed. Messages hold the engine's words about tables and columns, never bound values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// More work is waiting than can be done in time. Nothing happened; the same may be asked again later.
    #[error("the database has too much to do")]
    Overloaded,
    /// The database was closed, since the program stops.
    #[error("the database is closed")]
    Closed,
    /// The engine can't be reached or can't write: connection lost, disk full, file locked.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The units that were to be committed together weren't: each of them is undone.
    #[error("the commit failed: {0}")]
    Commit(String),
    /// A unique constraint or primary key refused the row.
    #[error("{statement}: {table} has such a row already ({constraint})")]
    UniqueViolation {
        /// The statement that was refused.
        statement: &'static str,
        /// The table whose constraint refused.
        table: String,
        /// PostgreSQL's name of the constraint, or the columns as SQLite lists them.
        constraint: String,
    },
    /// A CHECK, NOT NULL or foreign key constraint refused the row.
    #[error("{statement}: refused by a constraint: {reason}")]
    Constraint {
        /// The statement that was refused.
        statement: &'static str,
        /// The engine's words.
        reason: String,
    },
    /// Two units got into each other's way, again and again until the retries were spent.
    #[error("{statement}: in conflict with another unit of work: {reason}")]
    Conflict {
        /// The statement that was refused.
        statement: &'static str,
        /// The engine's words.
        reason: String,
    },
    /// The engine does not take the statement.
    #[error("{statement}: {reason}")]
    Statement {
        /// The statement that failed.
        statement: &'static str,
        /// The engine's words.
        reason: String,
    },
    /// There is no row where one must be, or several where one may be.
    #[error("{statement}: expected one row, found {found}")]
    RowCount {
        /// The statement whose answer it was.
        statement: &'static str,
        /// How many rows there were.
        found: usize,
    },
    /// A cell holds what it must not.
    #[error("{statement}: column {column}: {reason}")]
    Cell {
        /// The statement whose answer it was.
        statement: &'static str,
        /// The column's name.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The unit panicked. It is undone, and the engine goes on.
    #[error("a unit of work panicked")]
    Panicked,
    /// The unit awaited something else than its own statements: a bug, since it would block all units behind it.
    #[error("a unit of work awaited something else than its own statements")]
    Suspended,
    /// The settings or the database they name can't be used.
    #[error("{0}")]
    Unusable(String),
}

impl DbError {
    /// Whether a unique constraint of `table` that contains `column` refused the row.
    pub fn violates_unique(&self, table: &str, column: &str) -> bool {
        matches!(self, Self::UniqueViolation { table: found, constraint, .. } if found == table && constraint.contains(column))
    }

    /// Sorts an error of SQLite.
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

    /// Sorts an error of PostgreSQL.
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
        // Classes of Appendix A of PostgreSQL's manual: 08 connection, 23 constraint, 25 transaction state (here: the
        // server ended one that idled), 53 out of resources, 57 operator intervention, 58 system error.
        match &code.code()[..2] {
            "23" => Self::Constraint { statement, reason },
            "08" | "53" | "57" | "58" => Self::Unavailable(reason),
            _ => Self::Statement { statement, reason },
        }
    }

    /// Sorts what the client itself found: a value that doesn't fit its parameter, or trouble on the wire.
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

/// An error with its sources, in one line.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    text
}
