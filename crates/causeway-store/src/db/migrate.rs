//! Migrations: numbered steps that bring a database to the shape that this program's statements expect.

use sha2::{Digest, Sha256};

use super::{Conn, Db, DbError, statements};

/// One step, in the words of both engines. It runs inside a transaction.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order, counted from 1 without a gap.
    pub number: u32,
    /// What it is about, as in the names of its files.
    pub name: &'static str,
    /// The script for SQLite.
    pub sqlite: &'static str,
    /// The script for PostgreSQL.
    pub postgres: &'static str,
}

/// Why a database could not be brought to its shape. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The program's own list has a gap or is out of order.
    #[error("migration {0} is out of order: numbers count from 1 without a gap")]
    OutOfOrder(u32),
    /// The script of a step differs from the one that ran here: a step that was released is never edited.
    #[error(
        "migration {number} ({name}) ran on this database with another script than this program has"
    )]
    Changed {
        /// The step.
        number: u32,
        /// Its name, as this program has it.
        name: &'static str,
    },
    /// A newer program was here. This one doesn't know what its steps did, so it doesn't touch the data.
    #[error(
        "the database is at migration {number} ({name}), of a newer program than this one: start that one"
    )]
    Newer {
        /// The step that this program lacks.
        number: u32,
        /// Its name, as the database has it.
        name: String,
    },
    /// A script failed, or the database did.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Any number, as long as nothing else in the same PostgreSQL database locks it: "cause" on a telephone's keys.
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

/// The statements on the table that the first run makes.
pub(super) mod log {
    use super::super::{Columns, insert, row, statements};

    statements! {
        pub(super) const LIST: Sql = ["SELECT ", Applied::COLUMNS, " FROM migrations ORDER BY number"];
        pub(super) const ADD: Sql = [insert!(migrations { number, name, checksum, applied_at })];
    }

    row! {
        /// A step that this database has.
        pub(super) struct Applied {
            number: u32,
            name: String,
            checksum: String,
        }
    }
}

impl Db {
    /// Runs the steps that this database lacks, all in one transaction. Returns how many those were. Processes that
    /// start at the same time take turns.
    ///
    /// A database that knows a step which `migrations` lacks is refused. Nodes of the older release that already run
    /// go on beside the newer one, since steps only add within a release; only their restart needs the newer program.
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
        // Large tables take longer to alter than any statement of the daily work may.
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
