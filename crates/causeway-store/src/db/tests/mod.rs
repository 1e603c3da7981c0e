//! The guarantees of units of work on both engines, and the guarantees of each engine alone.

mod migrations;
mod postgres;
mod sqlite;
mod statements;
mod units;

use std::ops::Deref;

use causeway_testkit::TestDatabase;

use super::{Db, DbError, DbSettings, Migration};

/// A database with one table, closed and removed when dropped.
pub(super) struct TestDb {
    db: Db,
    database: TestDatabase,
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

const MIGRATIONS: &[Migration] = &[Migration {
    number: 1,
    name: "notes",
    sqlite: "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE CHECK (text <> 'forbidden'), \
             flag INTEGER, ratio REAL, bytes BLOB, uuid BLOB, small INTEGER, \
             parent INTEGER REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
    postgres: "CREATE TABLE notes (id bigint PRIMARY KEY, text text UNIQUE CHECK (text <> 'forbidden'), \
               flag boolean, ratio double precision, bytes bytea, uuid uuid, small integer, \
               parent bigint REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)",
}];

super::statements! {
    const ADD: Sql = "INSERT INTO notes (id, text) VALUES ($1, $2)";
    const COUNT: Sql = "SELECT count(*) FROM notes";
    const LIST: Sql = "SELECT id FROM notes WHERE id > $1";
    const WITH_TEXT: Fragment of LIST = " AND text = $1";
    const WITH_TEXTS: Fragment of LIST = " AND text IN ($*)";
    const FIRST: Fragment of LIST = " ORDER BY id LIMIT $1";
}

async fn open(database: TestDatabase) -> TestDb {
    let settings = DbSettings::new(&database.url);
    open_with(database, &settings).await
}

async fn open_with(database: TestDatabase, settings: &DbSettings) -> TestDb {
    let db = Db::open(settings).await.unwrap();
    db.migrate(MIGRATIONS, 0).await.unwrap();
    TestDb { db, database }
}

impl TestDb {
    async fn add(&self, id: i64, text: &'static str) -> Result<u64, DbError> {
        self.write(async move |conn| conn.query(ADD).bind(id).bind(text).execute().await)
            .await
    }

    async fn count(&self) -> i64 {
        self.read::<_, DbError, _>(async |conn| conn.query(COUNT).scalar().await)
            .await
            .unwrap()
    }
}
