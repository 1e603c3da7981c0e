//! What the engines know of the tables when they plan. Without it, SQLite takes every index for equally good, and PostgreSQL
//! knows nothing of a fresh database until its own housekeeping comes by.

use super::{Conn, Db, DbError, statements};

statements! {
    /// Tables of a thousand rows and more that were never analysed, or have grown tenfold since. SQLite finds them by itself.
    const GROWN: Sql = {
        sqlite: "SELECT name FROM sqlite_schema WHERE name = ''",
        postgres: "SELECT c.relname::text FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE s.schemaname = current_schema() AND s.n_live_tup >= 1000 AND s.n_live_tup > 10 * greatest(c.reltuples, 0)",
    };
    /// All that SQLite knows. Its connections read it with the schema alone.
    const KNOWN: Sql = {
        sqlite: "SELECT COALESCE(group_concat(tbl || COALESCE(idx, '') || stat), '') FROM sqlite_stat1",
        postgres: "SELECT ''",
    };
}

/// What SQLite learns of a table with few rows makes it read the whole of it, and goes on to when there are many: without
/// statistics it takes every table for large.
const FORGET_SMALL: &str = "
    DELETE FROM sqlite_stat4 WHERE tbl IN (SELECT tbl FROM sqlite_stat1 GROUP BY tbl HAVING max(CAST(stat AS INTEGER)) < 1000);
    DELETE FROM sqlite_stat1 WHERE tbl IN (SELECT tbl FROM sqlite_stat1 GROUP BY tbl HAVING max(CAST(stat AS INTEGER)) < 1000)";

impl Db {
    /// Looks which tables have grown much since the engine last looked at them, and has it look again. Cheap when none has.
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

/// SQLite's part.
async fn optimize(conn: &mut Conn) -> Result<(), DbError> {
    // Makes the tables of statistics, and reads them afresh when they were changed by hand.
    const READ: &str = "ANALYZE sqlite_schema";
    conn.script("optimize", READ).await?;
    let before: String = conn.query(KNOWN).scalar().await?;
    // All tables, also those that this connection did not read; it reads samples of large ones
    // (https://www.sqlite.org/pragma.html#pragma_optimize).
    conn.script("optimize", "PRAGMA optimize = 0x10002").await?;
    conn.script("optimize", FORGET_SMALL).await?;
    conn.script("optimize", READ).await?;
    let after: String = conn.query(KNOWN).scalar().await?;
    if after != before {
        // Another schema: the other connections read it again, and the statistics with it.
        conn.script(
            "optimize",
            "CREATE TABLE statistics_read (x); DROP TABLE statistics_read",
        )
        .await?;
    }
    Ok(())
}
