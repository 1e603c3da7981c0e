//! Units of work: all or nothing, and no unit sees another one half done.

use std::sync::mpsc;

use causeway_testkit::both_engines;

use super::super::sql::sql;
use super::super::{Conn, Db, DbError, DbSettings};
use super::{ADD, COUNT, TestDb, open};

both_engines! { open =>
    async fn what_was_answered_is_there(db: TestDb) {
        assert_eq!(db.add(1, "one").await, Ok(1));
        assert_eq!(db.count().await, 1);
    }

    async fn a_refused_unit_leaves_nothing(db: TestDb) {
        let refused = db.write(async |conn| {
            conn.query(ADD).bind(1).bind("one").execute().await?;
            conn.query(ADD).bind(2).bind("two").execute().await?;
            Err::<(), _>(DbError::Unusable("changed my mind".to_owned()))
        });
        assert_eq!(refused.await, Err(DbError::Unusable("changed my mind".to_owned())));
        assert_eq!(db.count().await, 0);
    }

    async fn a_failed_statement_dooms_its_unit_even_when_nobody_looks(db: TestDb) {
        let doomed: Result<(), DbError> = db.write(async |conn| {
            conn.query(ADD).bind(1).bind("one").execute().await?;
            let _ = conn.query(ADD).bind(1).bind("again").execute().await;
            Ok(())
        }).await;
        assert!(doomed.unwrap_err().violates_unique("notes", "") );
        assert_eq!(db.count().await, 0);
    }

    async fn a_panicking_unit_is_undone_and_the_next_one_runs(db: TestDb) {
        for _ in 0..20 {
            let panicked: Result<(), DbError> = db.write(async |conn| {
                conn.query(ADD).bind(1).bind("one").execute().await?;
                panic!("on purpose")
            }).await;
            assert_eq!(panicked, Err(DbError::Panicked));
        }
        let panicked: Result<(), DbError> = db.read(async |_: &mut Conn| panic!("on purpose")).await;
        assert_eq!(panicked, Err(DbError::Panicked));
        assert_eq!(db.add(1, "one").await, Ok(1));
        assert_eq!(db.count().await, 1);
    }

    async fn a_reader_cannot_write(db: TestDb) {
        let refused = db.read(async |conn| conn.query(ADD).bind(1).bind("one").execute().await).await;
        assert!(refused.is_err(), "{refused:?}");
        assert_eq!(db.count().await, 0);
    }

    async fn readers_see_what_is_committed_and_nothing_else(db: TestDb) {
        let (written, is_written) = tokio::sync::oneshot::channel();
        let written = std::sync::Mutex::new(Some(written));
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let may_go_on = std::sync::Mutex::new(may_go_on);
        let writing = db.db.clone();
        let writing = tokio::spawn(async move {
            writing.write(async move |conn| {
                conn.query(ADD).bind(1).bind("one").execute().await?;
                let _ = written.lock().unwrap().take().unwrap().send(());
                may_go_on.lock().unwrap().recv().unwrap();
                Ok::<_, DbError>(())
            }).await
        });
        is_written.await.unwrap();
        assert_eq!(db.count().await, 0);
        go_on.send(()).unwrap();
        writing.await.unwrap().unwrap();
        assert_eq!(db.count().await, 1);
    }

    async fn all_statements_of_a_read_see_one_state(db: TestDb) {
        let (counted, is_counted) = tokio::sync::oneshot::channel();
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let reading = db.db.clone();
        let reading = tokio::spawn(async move {
            reading.read(async move |conn| {
                let before: i64 = conn.query(COUNT).scalar().await?;
                let _ = counted.send(());
                may_go_on.recv().unwrap();
                let after: i64 = conn.query(COUNT).scalar().await?;
                Ok::<_, DbError>((before, after))
            }).await
        });
        is_counted.await.unwrap();
        db.add(1, "one").await.unwrap();
        go_on.send(()).unwrap();
        assert_eq!(reading.await.unwrap(), Ok((0, 0)));
        assert_eq!(db.count().await, 1);
    }

    async fn closing_finishes_what_waits_and_takes_no_more(db: TestDb) {
        let waiting: Vec<_> = (0..50).map(|id| {
            let db = db.db.clone();
            tokio::spawn(async move {
                let add = async move |conn: &mut Conn| {
                    conn.query(sql!("INSERT INTO notes (id) VALUES ($1)")).bind(id).execute().await
                };
                db.write(add).await
            })
        }).collect();
        tokio::task::yield_now().await;
        db.close().await;
        for unit in waiting {
            assert_eq!(unit.await.unwrap(), Ok(1));
        }
        assert_eq!(db.add(99, "late").await, Err(DbError::Closed));
        let settings = DbSettings::new(&db.database.url);
        let again = Db::open(&settings).await.unwrap();
        let count = again.read::<i64, DbError, _>(async |conn| conn.query(COUNT).scalar().await).await;
        assert_eq!(count, Ok(50));
    }
}
