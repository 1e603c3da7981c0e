//! Migrations: numbered steps that bring a database to the schema that this program's statements
//! expect.

use sha2::{Digest, Sha256};

use super::{Conn, Db, DbError, statements};

/// One migration, with a script for each engine. It runs inside a transaction.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The position in the order: from 1, without gaps.
    pub number: u32,
    /// The name, as in its file names.
    pub name: &'static str,
    /// The script for SQLite.
    pub sqlite: &'static str,
    /// The script for PostgreSQL.
    pub postgres: &'static str,
}

/// Why a database could not be migrated. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The program's own list has a gap or is out of order.
    #[error("migration {0} is out of order: numbers count from 1 without a gap")]
    OutOfOrder(u32),
    /// The script of a migration differs from the one that ran on this database; a released
    /// migration must never be edited.
    #[error(
        "migration {number} ({name}) ran on this database with another script than this program has"
    )]
    Changed {
        number: u32,
        /// The name in this program.
        name: &'static str,
    },
    /// A newer release has migrated the database. This program doesn't know what those migrations
    /// changed, so it doesn't touch the data.
    #[error(
        "the database is at migration {number} ({name}), of a newer program than this one: start that one"
    )]
    Newer {
        /// The first migration that this program lacks.
        number: u32,
        /// The name in the database.
        name: String,
    },
    /// A script or the database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// An arbitrary number that nothing else in the same PostgreSQL database locks: "cause" on a
/// telephone keypad.
const LOCK_KEY: i64 = 22_873;

statements! {
    const LOCK: Sql = { sqlite: "SELECT 1 WHERE $1 > 0", postgres: "SELECT 1 FROM pg_advisory_xact_lock($1)" };
    const HAS_TABLE: Sql = {
        sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'",
        postgres: "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migrations'",
    };
}

const CREATE_TABLE_SQLITE: &str = "CREATE TABLE migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";
const CREATE_TABLE_POSTGRES: &str = "CREATE TABLE migrations (
    number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)";

/// The statements on the table that the first run creates.
pub(super) mod log {
    use super::super::{Columns, insert, row, statements};

    statements! {
        pub(super) const LIST: Sql = ["SELECT ", Applied::COLUMNS, " FROM migrations ORDER BY number"];
        pub(super) const ADD: Sql = [insert!(migrations { number, name, checksum, applied_at })];
    }

    row! {
        /// A migration that ran on this database.
        pub(super) struct Applied {
            number: u32,
            name: String,
            checksum: String,
        }
    }
}

impl Db {
    /// Runs the migrations that this database lacks, all in one transaction, and returns how many
    /// there were. Processes that start at the same time take turns.
    ///
    /// A database with a migration that `migrations` lacks is refused. Nodes of the older release
    /// that are already running continue beside the newer ones, because migrations only add within
    /// a release; only a restart needs the newer program.
    pub async fn migrate(
        &self,
        migrations: &'static [Migration],
        now_us: i64,
    ) -> Result<usize, MigrationError> {
        for (place, migration) in migrations.iter().enumerate() {
            if usize::try_from(migration.number) != Ok(place + 1) {
                return Err(MigrationError::OutOfOrder(migration.number));
            }
        }
        self.write_long(async move |conn| migrate(conn, migrations, now_us).await)
            .await
    }
}

async fn migrate(
    conn: &mut Conn,
    migrations: &[Migration],
    now_us: i64,
) -> Result<usize, MigrationError> {
    let postgres = conn.is_postgres();
    if postgres {
        // Altering a large table may take longer than any statement in normal operation may.
        conn.script(
            "migrate",
            "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0",
        )
        .await?;
    }
    conn.query(LOCK).bind(LOCK_KEY).scalar::<i32>().await?;
    if conn.query(HAS_TABLE).scalar::<i64>().await? == 0 {
        conn.script(
            "migrate",
            if postgres {
                CREATE_TABLE_POSTGRES
            } else {
                CREATE_TABLE_SQLITE
            },
        )
        .await?;
    }
    let script = |migration: &Migration| {
        if postgres {
            migration.postgres
        } else {
            migration.sqlite
        }
    };

    let applied: Vec<log::Applied> = conn.query(log::LIST).all().await?;
    for (place, applied) in applied.iter().enumerate() {
        let Some(migration) = migrations
            .get(place)
            .filter(|migration| migration.number == applied.number)
        else {
            return Err(MigrationError::Newer {
                number: applied.number,
                name: applied.name.clone(),
            });
        };
        if applied.checksum != checksum_of(script(migration)) {
            return Err(MigrationError::Changed {
                number: applied.number,
                name: migration.name,
            });
        }
    }
    let lacking = &migrations[applied.len()..];
    for migration in lacking {
        tracing::info!(
            migration.number,
            migration.name,
            "changing the database's shape"
        );
        conn.script(migration.name, script(migration)).await?;
        conn.query(log::ADD)
            .bind(migration.number)
            .bind(migration.name)
            .bind(checksum_of(script(migration)))
            .bind(now_us)
            .execute()
            .await?;
    }
    Ok(lacking.len())
}

fn checksum_of(script: &str) -> String {
    Sha256::digest(script)
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
