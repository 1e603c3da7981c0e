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
}

impl Db {
    /// Looks which tables have grown much since the engine last looked at them, and has it look again. Cheap when none has.
    pub async fn refresh_statistics(&self) -> Result<(), DbError> {
        self.write_long(async |conn: &mut Conn| {
            if !conn.is_postgres() {
                // All tables, also those that this connection did not read; it reads samples of large ones
                // (https://www.sqlite.org/pragma.html#pragma_optimize).
                return conn.script("optimize", "PRAGMA optimize = 0x10002").await;
            }
            conn.script("analyse", "SET LOCAL statement_timeout = 0").await?;
            for (table,) in conn.query(GROWN).all::<(String,)>().await? {
                conn.script("analyse", &format!("ANALYZE (SKIP_LOCKED) {table}")).await?;
            }
            Ok(())
        })
        .await
    }
}
