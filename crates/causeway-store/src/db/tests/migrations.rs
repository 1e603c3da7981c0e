//! Migrations run once each, in order, completely or not at all, and are never edited.

use causeway_testkit::{TestDatabase, both_engines};

use super::super::sql::sql;
use super::super::{Db, DbError, DbSettings, Migration, MigrationError};

const fn step(number: u32, name: &'static str, script: &'static str) -> Migration {
    Migration {
        number,
        name,
        sqlite: script,
        postgres: script,
    }
}

const ONE: Migration = step(1, "one", "CREATE TABLE one (id integer PRIMARY KEY)");
const TWO: Migration = step(
    2,
    "two",
    "CREATE TABLE two (id integer PRIMARY KEY); INSERT INTO two VALUES (2)",
);
const BROKEN: Migration = step(
    2,
    "broken",
    "CREATE TABLE half (id integer); SELECT nonsense",
);
const EDITED: Migration = step(
    1,
    "one",
    "CREATE TABLE one (id integer PRIMARY KEY, extra text)",
);

async fn open(database: &TestDatabase) -> Db {
    Db::open(&DbSettings::new(&database.url)).await.unwrap()
}

async fn count(db: &Db, table: super::super::Sql) -> Result<i64, DbError> {
    db.read(async move |conn| conn.query(table).scalar().await)
        .await
}

both_engines! {
    async fn each_step_runs_once(database: TestDatabase) {
        let db = open(&database).await;
        assert_eq!(db.migrate(&[ONE], 5).await.unwrap(), 1);
        assert_eq!(db.migrate(&[ONE], 6).await.unwrap(), 0);
        assert_eq!(db.migrate(&[ONE, TWO], 7).await.unwrap(), 1);
        assert_eq!(db.migrate(&[ONE, TWO], 8).await.unwrap(), 0);
        let log = db.read::<Vec<(u32, String, i64)>, DbError, _>(async |conn| {
            conn.query(sql!("SELECT number, name, applied_at FROM migrations ORDER BY number")).all().await
        });
        assert_eq!(log.await, Ok(vec![(1, "one".to_owned(), 5), (2, "two".to_owned(), 7)]));
    }

    async fn an_edited_step_is_refused(database: TestDatabase) {
        let db = open(&database).await;
        db.migrate(&[ONE], 0).await.unwrap();
        let refused = db.migrate(&[EDITED, TWO], 0).await;
        assert!(matches!(refused, Err(MigrationError::Changed { number: 1, name: "one" })), "{refused:?}");
        assert!(count(&db, sql!("SELECT count(*) FROM two")).await.is_err());
    }

    async fn a_newer_database_is_refused(database: TestDatabase) {
        let db = open(&database).await;
        db.migrate(&[ONE, TWO], 0).await.unwrap();
        let refused = db.migrate(&[ONE], 0).await;
        assert!(matches!(&refused, Err(MigrationError::Newer { number: 2, name }) if name == "two"), "{refused:?}");
    }

    async fn a_failing_step_leaves_nothing_of_any(database: TestDatabase) {
        let db = open(&database).await;
        let failed = db.migrate(&[ONE, BROKEN], 0).await;
        assert!(matches!(failed, Err(MigrationError::Db(DbError::Statement { statement: "broken", .. }))), "{failed:?}");
        assert!(count(&db, sql!("SELECT count(*) FROM one")).await.is_err());
        assert_eq!(db.migrate(&[ONE, TWO], 0).await.unwrap(), 2);
        assert_eq!(count(&db, sql!("SELECT count(*) FROM two")).await, Ok(1));
    }

    async fn numbers_count_without_a_gap(database: TestDatabase) {
        let db = open(&database).await;
        assert!(matches!(db.migrate(&[TWO], 0).await, Err(MigrationError::OutOfOrder(2))));
        assert!(matches!(db.migrate(&[ONE, ONE], 0).await, Err(MigrationError::OutOfOrder(1))));
    }

    async fn processes_that_start_together_take_turns(database: TestDatabase) {
        let db = open(&database).await;
        // SQLite accepts only one process, so there the two are two callers.
        let other = if database.url.starts_with("postgres") { open(&database).await } else { db.clone() };
        let (first, second) = tokio::join!(db.migrate(&[ONE, TWO], 0), other.migrate(&[ONE, TWO], 0));
        let mut ran = [first.unwrap(), second.unwrap()];
        ran.sort_unstable();
        assert_eq!(ran, [0, 2]);
    }
}
