//! The statistics from which the engines make query plans. Without them, SQLite considers all
//! indexes equally good, and PostgreSQL knows nothing about a new database until its autovacuum
//! runs.

use super::{Conn, Db, DbError, statements};

statements! {
    /// Tables of a thousand rows or more that were never analysed, or have grown tenfold since
    /// then. SQLite finds them by itself.
    const GROWN: Sql = {
        sqlite: "SELECT name FROM sqlite_schema WHERE name = ''",
        postgres: "SELECT c.relname::text FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE s.schemaname = current_schema() AND s.n_live_tup >= 1000 AND s.n_live_tup > 10 * greatest(c.reltuples, 0)",
    };
    /// All statistics of SQLite. Its connections read them only together with the schema.
    const KNOWN: Sql = {
        sqlite: "SELECT COALESCE(group_concat(tbl || COALESCE(idx, '') || stat), '') FROM sqlite_stat1",
        postgres: "SELECT ''",
    };
}

/// Statistics of a table with few rows make SQLite scan the table, even after the table has many
/// rows. Without statistics, SQLite assumes that every table is large.
const FORGET_SMALL: &str = "
    DELETE FROM sqlite_stat4 WHERE tbl IN (SELECT tbl FROM sqlite_stat1 GROUP BY tbl HAVING max(CAST(stat AS INTEGER)) < 1000);
    DELETE FROM sqlite_stat1 WHERE tbl IN (SELECT tbl FROM sqlite_stat1 GROUP BY tbl HAVING max(CAST(stat AS INTEGER)) < 1000)";

impl Db {
    /// Analyses the tables that have grown a lot since the engine last analysed them. Cheap when
    /// there are none.
    pub async fn refresh_statistics(&self) -> Result<(), DbError> {
        self.write_long(async |conn: &mut Conn| {
            if !conn.is_postgres() {
                return optimize(conn).await;
            }
            conn.script("analyse", "SET LOCAL statement_timeout = 0")
                .await?;
            for (table,) in conn.query(GROWN).all::<(String,)>().await? {
                conn.script("analyse", &format!("ANALYZE (SKIP_LOCKED) {table}"))
                    .await?;
            }
            Ok(())
        })
        .await
    }
}

/// The part for SQLite.
async fn optimize(conn: &mut Conn) -> Result<(), DbError> {
    // Creates the statistics tables, and reads them again after they were changed by hand.
    const READ: &str = "ANALYZE sqlite_schema";
    conn.script("optimize", READ).await?;
    let before: String = conn.query(KNOWN).scalar().await?;
    // All tables, including those that this connection did not read. Only samples of large tables
    // are read (https://www.sqlite.org/pragma.html#pragma_optimize).
    conn.script("optimize", "PRAGMA optimize = 0x10002").await?;
    conn.script("optimize", FORGET_SMALL).await?;
    conn.script("optimize", READ).await?;
    let after: String = conn.query(KNOWN).scalar().await?;
    if after != before {
        // A schema change makes the other connections read the schema again, and the statistics
        // with it.
        conn.script(
            "optimize",
            "CREATE TABLE statistics_read (x); DROP TABLE statistics_read",
        )
        .await?;
    }
    Ok(())
}
