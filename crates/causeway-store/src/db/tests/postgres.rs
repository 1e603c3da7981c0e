//! PostgreSQL's own guarantees: runs again after conflicts, clean connections, bounded waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use causeway_testkit::TestDatabase;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Barrier, Notify};

use super::super::sql::sql;
use super::super::{Conn, Db, DbError, DbSettings, Retry};
use super::{ADD, TestDb, open, open_with};

const RAISE_SERIALIZATION_FAILURE: super::super::Sql = sql!(
    "DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = 'serialization_failure'; END $$"
);

#[tokio::test]
async fn a_unit_runs_again_after_a_serialization_failure() {
    let db = open(TestDatabase::postgres().await).await;
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let unit = async move |conn: &mut Conn| {
        conn.query(ADD).bind(1).bind("one").execute().await?;
        if counted.fetch_add(1, Ordering::Relaxed) < 2 {
            conn.query(RAISE_SERIALIZATION_FAILURE).execute().await?;
        }
        Ok::<_, DbError>(())
    };
    assert_eq!(db.write(unit).await, Ok(()));
    assert_eq!(runs.load(Ordering::Relaxed), 3);
    assert_eq!(db.count().await, 1);
}

#[tokio::test]
async fn endless_conflicts_are_reported_to_the_caller() {
    let db = open(TestDatabase::postgres().await).await;
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let unit = async move |conn: &mut Conn| {
        counted.fetch_add(1, Ordering::Relaxed);
        conn.query(RAISE_SERIALIZATION_FAILURE).execute().await
    };
    let spent = db.write(unit).await;
    assert!(matches!(spent, Err(DbError::Conflict { .. })), "{spent:?}");
    assert_eq!(runs.load(Ordering::Relaxed), 5);
}

#[tokio::test]
async fn a_deadlock_ends_with_both_changes() {
    let db = open(TestDatabase::postgres().await).await;
    db.add(1, "").await.unwrap();
    db.add(2, "-").await.unwrap();
    let both_hold_one = Arc::new(Barrier::new(2));
    let (first, second) = tokio::join!(
        lock_both(&db, [1, 2], both_hold_one.clone()),
        lock_both(&db, [2, 1], both_hold_one.clone())
    );
    let runs = first.unwrap() + second.unwrap();
    assert_eq!(runs, 3, "one of them ran twice");
    let ratios = async |conn: &mut Conn| {
        conn.query(sql!("SELECT ratio FROM notes"))
            .all::<(f64,)>()
            .await
    };
    assert_eq!(
        db.read::<_, DbError, _>(ratios).await,
        Ok(vec![(2.0,), (2.0,)])
    );
}

async fn lock_both(db: &Db, ids: [i64; 2], both_hold_one: Arc<Barrier>) -> Result<u32, DbError> {
    let runs = AtomicU32::new(0);
    let unit = async move |conn: &mut Conn| {
        let add = sql!("UPDATE notes SET ratio = coalesce(ratio, 0) + 1 WHERE id = $1");
        conn.query(add).bind(ids[0]).execute().await?;
        if runs.fetch_add(1, Ordering::Relaxed) == 0 {
            both_hold_one.wait().await;
        }
        conn.query(add).bind(ids[1]).execute().await?;
        Ok(runs.load(Ordering::Relaxed))
    };
    db.write(unit).await
}

#[tokio::test]
async fn a_row_added_in_between_is_found_by_the_second_run() {
    let db = open(TestDatabase::postgres().await).await;
    let both_looked = Arc::new(Barrier::new(2));
    let find_or_add = |id: i64, retry: Retry| {
        let (db, both_looked) = (db.db.clone(), both_looked.clone());
        let first_run = AtomicU32::new(0);
        let unit = async move |conn: &mut Conn| {
            let found = conn
                .query(sql!("SELECT id FROM notes WHERE text = 'shared'"))
                .optional::<(i64,)>()
                .await?;
            if first_run.fetch_add(1, Ordering::Relaxed) == 0 {
                both_looked.wait().await;
            }
            let Some((found,)) = found else {
                conn.query(ADD).bind(id).bind("shared").execute().await?;
                return Ok(id);
            };
            Ok::<_, DbError>(found)
        };
        async move { db.write_with(retry, unit).await }
    };
    let (first, second) = tokio::join!(
        find_or_add(1, Retry::OnUniqueViolation),
        find_or_add(2, Retry::OnUniqueViolation)
    );
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(db.count().await, 1);

    db.write(async |conn| conn.query(sql!("DELETE FROM notes")).execute().await)
        .await
        .unwrap();
    let (first, second) = tokio::join!(
        find_or_add(1, Retry::OnConflict),
        find_or_add(2, Retry::OnConflict)
    );
    let refused = first.and(second).unwrap_err();
    assert!(refused.violates_unique("notes", "text"), "{refused:?}");
}

/// A database with one connection on each of its two threads.
async fn open_narrow() -> TestDb {
    let database = TestDatabase::postgres().await;
    let settings = DbSettings {
        connections_max: 2,
        connection_wait: Duration::from_millis(100),
        ..DbSettings::new(&database.url)
    };
    open_with(database, &settings).await
}

#[tokio::test]
async fn a_unit_whose_caller_is_gone_runs_to_its_end() {
    let db = open_narrow().await;
    let (began, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (begins, may_go_on, writing) = (began.clone(), go_on.clone(), db.db.clone());
    let caller = tokio::spawn(async move {
        let unit = async move |conn: &mut Conn| {
            conn.query(ADD).bind(1).bind("one").execute().await?;
            begins.notify_one();
            may_go_on.notified().await;
            conn.query(ADD).bind(2).bind("two").execute().await
        };
        writing.write::<_, DbError, _>(unit).await
    });
    began.notified().await;
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    go_on.notify_one();
    // Both connections are used in this loop; neither is still inside the transaction of the unit
    // above.
    for id in 3..20 {
        db.add(id, Box::leak(id.to_string().into_boxed_str()))
            .await
            .unwrap();
    }
    db.close().await;
    let again = Db::open(&DbSettings::new(&db.database.url)).await.unwrap();
    let count = async |conn: &mut Conn| conn.query(super::COUNT).scalar::<i64>().await;
    assert_eq!(again.read::<_, DbError, _>(count).await, Ok(19));
}

#[tokio::test]
async fn a_unit_that_finds_no_connection_in_time_is_refused() {
    let db = open_narrow().await;
    let go_on = Arc::new(Notify::new());
    let began = Arc::new(Barrier::new(3));
    let mut holders = Vec::new();
    for _ in 0..2 {
        let (db, go_on, began) = (db.db.clone(), go_on.clone(), began.clone());
        holders.push(tokio::spawn(async move {
            let unit = async move |_: &mut Conn| {
                began.wait().await;
                go_on.notified().await;
                Ok::<_, DbError>(())
            };
            db.write(unit).await
        }));
    }
    began.wait().await;
    assert_eq!(db.add(1, "one").await, Err(DbError::Overloaded));
    go_on.notify_waiters();
    for holder in holders {
        holder.await.unwrap().unwrap();
    }
    assert_eq!(db.add(1, "one").await, Ok(1));
}

#[tokio::test]
async fn a_lost_connection_is_replaced() {
    let db = open_narrow().await;
    for _ in 0..4 {
        let lost: Result<u64, DbError> = db
            .write(async |conn| {
                conn.query(ADD).bind(1).bind("one").execute().await?;
                conn.query(sql!("SELECT pg_terminate_backend(pg_backend_pid())"))
                    .execute()
                    .await
            })
            .await;
        assert!(matches!(lost, Err(DbError::Unavailable(_))), "{lost:?}");
    }
    assert_eq!(db.add(1, "one").await, Ok(1));
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_stopped() {
    let database = TestDatabase::postgres().await;
    let settings = DbSettings {
        statement_timeout: Duration::from_millis(50),
        ..DbSettings::new(&database.url)
    };
    let db = open_with(database, &settings).await;
    let slow = async |conn: &mut Conn| {
        conn.query(sql!("SELECT 1 FROM pg_sleep(20)"))
            .scalar::<i32>()
            .await
    };
    let stopped = db.read::<_, DbError, _>(slow).await;
    assert!(
        matches!(stopped, Err(DbError::Unavailable(_))),
        "{stopped:?}"
    );
}

#[tokio::test]
async fn an_unreachable_server_is_reported() {
    let port = causeway_testkit::free_port();
    let refused = Db::open(&DbSettings::new(format!(
        "postgres://nobody@127.0.0.1:{port}/none"
    )))
    .await;
    assert!(
        matches!(refused, Err(DbError::Unavailable(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn encryption_is_used_and_verified_when_required() {
    let start = || causeway_testkit::postgres::Server::start_encrypted().unwrap();
    let (server, authority) = tokio::task::spawn_blocking(start).await.unwrap();
    let is_encrypted = async |conn: &mut Conn| {
        conn.query(sql!(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        ))
        .scalar::<bool>()
        .await
    };
    let trusted = format!(
        "{}/postgres?sslmode=require&sslrootcert={}",
        server.url,
        authority.display()
    );
    let db = Db::open(&DbSettings::new(trusted)).await.unwrap();
    assert_eq!(db.read::<_, DbError, _>(is_encrypted).await, Ok(true));
    let plain = Db::open(&DbSettings::new(format!(
        "{}/postgres?sslmode=disable",
        server.url
    )))
    .await
    .unwrap();
    assert_eq!(plain.read::<_, DbError, _>(is_encrypted).await, Ok(false));

    let unproven = Db::open(&DbSettings::new(format!(
        "{}/postgres?sslmode=require",
        server.url
    )))
    .await;
    assert!(
        matches!(unproven, Err(DbError::Unavailable(_))),
        "{unproven:?}"
    );
    let missing = Db::open(&DbSettings::new(format!(
        "{}/postgres?sslmode=require&sslrootcert=/none",
        server.url
    )))
    .await;
    assert!(matches!(missing, Err(DbError::Unusable(_))), "{missing:?}");
}

/// A route to the server that can be cut silently: data is accepted and then discarded.
struct Way {
    url: String,
    is_open: tokio::sync::watch::Sender<bool>,
}

impl Way {
    async fn to(url: &str) -> Self {
        let (before, address) = url.rsplit_once('@').unwrap();
        let (host, database) = address.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{before}@{}/{database}", listener.local_addr().unwrap());
        let (is_open, seen) = tokio::sync::watch::channel(true);
        let host = host.to_owned();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (mut near_in, mut near_out) = near.into_split();
                let far = TcpStream::connect(&host).await.unwrap();
                let (mut far_in, mut far_out) = far.into_split();
                let (there, back) = (seen.clone(), seen.clone());
                tokio::spawn(async move { carry(&mut near_in, &mut far_out, there).await });
                tokio::spawn(async move { carry(&mut far_in, &mut near_out, back).await });
            }
        });
        Self { url, is_open }
    }
}

async fn carry(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    mut is_open: tokio::sync::watch::Receiver<bool>,
) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if is_open.wait_for(|is_open| *is_open).await.is_err()
            || to.write_all(&bytes[..count]).await.is_err()
        {
            return;
        }
    }
}

#[tokio::test]
async fn a_silent_network_failure_is_reported_in_time_and_blocks_nothing_later() {
    let database = TestDatabase::postgres().await;
    let way = Way::to(&database.url).await;
    let settings = DbSettings {
        unit_timeout: Duration::from_millis(1_500),
        ..DbSettings::new(&way.url)
    };
    let db = open_with(database, &settings).await;
    way.is_open.send(false).unwrap();
    // More units than connections, because each unit that waits for a response holds a connection.
    let asked = (0..40).map(|number| {
        let db = db.db.clone();
        async move {
            if number % 2 == 0 {
                let count = async |conn: &mut Conn| {
                    conn.query(sql!("SELECT count(*) FROM notes"))
                        .scalar::<i64>()
                        .await
                };
                db.read::<_, DbError, _>(count).await.map(drop)
            } else {
                let add = async move |conn: &mut Conn| {
                    conn.query(ADD)
                        .bind(number)
                        .bind(number.to_string())
                        .execute()
                        .await
                };
                db.write::<_, DbError, _>(add).await.map(drop)
            }
        }
    });
    for answer in futures_util::future::join_all(asked).await {
        assert!(
            matches!(answer, Err(DbError::Unavailable(_) | DbError::Overloaded)),
            "{answer:?}"
        );
    }
    way.is_open.send(true).unwrap();
    // Connections that hung are discarded.
    for number in 100.. {
        if db.add(number, "again").await.is_ok() {
            break;
        }
    }
    assert!(db.count().await >= 1);
}
