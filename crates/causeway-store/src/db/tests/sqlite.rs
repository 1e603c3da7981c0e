//! SQLite's own guarantees: shared commits, bounded queues, a file for one process and one user.

use std::future::pending;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{Mutex, mpsc};

use causeway_testkit::TestDatabase;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::super::sql::sql;
use super::super::{Conn, Db, DbError, DbSettings};
use super::{ADD, TestDb, open, open_with};

/// Keeps the writer in the middle of a unit until it is released.
struct Held {
    go_on: mpsc::Sender<()>,
    unit: JoinHandle<Result<(), DbError>>,
}

impl Held {
    async fn hold(db: &Db) -> Self {
        let (began, has_begun) = oneshot::channel();
        let began = Mutex::new(Some(began));
        let (go_on, may_go_on) = mpsc::channel();
        let may_go_on = Mutex::new(may_go_on);
        let db = db.clone();
        let unit = tokio::spawn(async move {
            let wait = async move |_: &mut Conn| {
                let _ = began.lock().unwrap().take().unwrap().send(());
                may_go_on.lock().unwrap().recv().unwrap();
                Ok(())
            };
            db.write(wait).await
        });
        has_begun.await.unwrap();
        Self { go_on, unit }
    }

    async fn release(self) {
        self.go_on.send(()).unwrap();
        assert_eq!(self.unit.await.unwrap(), Ok(()));
    }
}

/// Queues a unit and returns once it is in the queue.
async fn queue<F>(db: &Db, work: F) -> JoinHandle<Result<(), DbError>>
where
    F: AsyncFn(&mut Conn) -> Result<(), DbError> + Send + Sync + 'static,
{
    let db = db.clone();
    let unit = tokio::spawn(async move { db.write(work).await });
    tokio::task::yield_now().await;
    unit
}

async fn add(conn: &mut Conn, id: i64) -> Result<(), DbError> {
    conn.query(ADD)
        .bind(id)
        .bind(id.to_string())
        .execute()
        .await
        .map(drop)
}

#[tokio::test]
async fn units_that_share_a_commit_fail_alone() {
    let db = open(TestDatabase::sqlite()).await;
    let held = Held::hold(&db).await;
    let good = queue(&db, async |conn| add(conn, 1).await).await;
    let refused = queue(&db, async |conn| {
        add(conn, 2).await?;
        Err(DbError::Unusable("no".to_owned()))
    })
    .await;
    let twice = queue(&db, async |conn| add(conn, 1).await).await;
    let panicked = queue(&db, async |conn| {
        add(conn, 3).await?;
        panic!("on purpose")
    })
    .await;
    let last = queue(&db, async |conn| add(conn, 4).await).await;
    held.release().await;
    assert_eq!(good.await.unwrap(), Ok(()));
    assert_eq!(
        refused.await.unwrap(),
        Err(DbError::Unusable("no".to_owned()))
    );
    assert!(
        twice
            .await
            .unwrap()
            .unwrap_err()
            .violates_unique("notes", "id")
    );
    assert_eq!(panicked.await.unwrap(), Err(DbError::Panicked));
    assert_eq!(last.await.unwrap(), Ok(()));
    assert_eq!(ids(&db).await, [1, 4]);
}

#[tokio::test]
async fn no_caller_is_answered_before_the_shared_commit() {
    let db = open(TestDatabase::sqlite()).await;
    let first_held = Held::hold(&db).await;
    let early = queue(&db, async |conn| add(conn, 1).await).await;
    let (ran, has_run) = oneshot::channel();
    let ran = Mutex::new(Some(ran));
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let may_go_on = Mutex::new(may_go_on);
    let late = queue(&db, async move |_| {
        let _ = ran.lock().unwrap().take().unwrap().send(());
        may_go_on.lock().unwrap().recv().unwrap();
        Ok(())
    })
    .await;
    first_held.go_on.send(()).unwrap();
    has_run.await.unwrap();
    // The early unit has run, in the transaction that the late one now holds open.
    assert!(!early.is_finished());
    assert_eq!(ids(&db).await, [0; 0]);
    go_on.send(()).unwrap();
    assert_eq!(early.await.unwrap(), Ok(()));
    assert_eq!(late.await.unwrap(), Ok(()));
    assert_eq!(ids(&db).await, [1]);
}

#[tokio::test]
async fn a_failed_commit_is_reported_to_all_its_callers() {
    let db = open(TestDatabase::sqlite()).await;
    let held = Held::hold(&db).await;
    let good = queue(&db, async |conn| add(conn, 1).await).await;
    // This constraint is checked when the transaction ends. For that reason, the real tables have
    // no such constraints.
    let poison = queue(&db, async |conn| {
        conn.query(sql!("INSERT INTO notes (id, parent) VALUES (2, 999)"))
            .execute()
            .await
            .map(drop)
    })
    .await;
    held.go_on.send(()).unwrap();
    for unit in [held.unit, good, poison] {
        let answer = unit.await.unwrap();
        assert!(matches!(answer, Err(DbError::Commit(_))), "{answer:?}");
    }
    assert_eq!(ids(&db).await, [0; 0]);
    assert_eq!(db.add(1, "one").await, Ok(1));
}

#[tokio::test]
async fn a_unit_that_awaits_something_else_is_refused() {
    let db = open(TestDatabase::sqlite()).await;
    let suspended = db.write(async |conn| {
        add(conn, 1).await?;
        pending::<Result<(), DbError>>().await
    });
    assert_eq!(suspended.await, Err(DbError::Suspended));
    let suspended = db.read(async |_: &mut Conn| pending::<Result<(), DbError>>().await);
    assert_eq!(suspended.await, Err(DbError::Suspended));
    assert_eq!(ids(&db).await, [0; 0]);
}

#[tokio::test]
async fn a_full_queue_refuses_immediately() {
    let database = TestDatabase::sqlite();
    let settings = DbSettings {
        queue_max: 1,
        ..DbSettings::new(&database.url)
    };
    let db = open_with(database, &settings).await;
    let held = Held::hold(&db).await;
    let queued = queue(&db, async |conn| add(conn, 1).await).await;
    assert_eq!(db.add(2, "two").await, Err(DbError::Overloaded));
    held.release().await;
    assert_eq!(queued.await.unwrap(), Ok(()));
    assert_eq!(db.add(2, "two").await, Ok(1));
}

#[tokio::test]
async fn a_unit_whose_caller_is_gone_is_not_started() {
    let db = open(TestDatabase::sqlite()).await;
    let held = Held::hold(&db).await;
    let queued = queue(&db, async |conn| add(conn, 1).await).await;
    queued.abort();
    assert!(queued.await.unwrap_err().is_cancelled());
    held.release().await;
    db.add(2, "two").await.unwrap();
    assert_eq!(ids(&db).await, [2]);
}

#[tokio::test]
async fn a_file_serves_one_process_and_one_user() {
    let database = TestDatabase::sqlite();
    let folder = Path::new(database.url.strip_prefix("sqlite://").unwrap())
        .parent()
        .unwrap()
        .join("data");
    let url = format!("sqlite://{}/causeway.db", folder.display());
    let settings = DbSettings::new(&url);
    let db = Db::open(&settings).await.unwrap();
    db.migrate(super::MIGRATIONS, 0).await.unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for file in [
        "causeway.db",
        "causeway.db-wal",
        "causeway.db-shm",
        "causeway.db.lock",
    ] {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
    let refused = Db::open(&settings).await.unwrap_err();
    assert!(
        refused.to_string().contains("in use by another process"),
        "{refused}"
    );
    db.close().await;
    assert!(
        !folder.join("causeway.db-wal").exists(),
        "closing empties the log"
    );
    Db::open(&settings).await.unwrap().close().await;
}

#[tokio::test]
async fn connections_are_set_up_as_promised() {
    let db = open(TestDatabase::sqlite()).await;
    let read = async |conn: &mut Conn| {
        Ok::<_, DbError>((
            conn.query(sql!("PRAGMA journal_mode"))
                .scalar::<String>()
                .await?,
            conn.query(sql!("PRAGMA synchronous"))
                .scalar::<i64>()
                .await?,
            conn.query(sql!("PRAGMA foreign_keys"))
                .scalar::<bool>()
                .await?,
            conn.query(sql!("PRAGMA trusted_schema"))
                .scalar::<bool>()
                .await?,
            conn.query(sql!("PRAGMA wal_autocheckpoint"))
                .scalar::<i64>()
                .await?,
        ))
    };
    assert_eq!(
        db.write(read).await,
        Ok(("wal".to_owned(), 2, true, false, 0))
    );
}

#[test]
fn the_library_has_the_fix_for_resetting_the_log() {
    // 3.51.3 fixes a corruption that needs two connections that write or copy the log, as here.
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "{}",
        rusqlite::version()
    );
}

#[tokio::test]
async fn an_address_without_a_file_is_refused() {
    for url in [
        "sqlite://",
        "sqlite://:memory:",
        "mysql://localhost/x",
        "data/causeway.db",
    ] {
        let refused = Db::open(&DbSettings::new(url)).await;
        assert!(matches!(refused, Err(DbError::Unusable(_))), "{url}");
    }
}

async fn ids(db: &TestDb) -> Vec<i64> {
    let list = async |conn: &mut Conn| {
        conn.query(sql!("SELECT id FROM notes ORDER BY id"))
            .all::<(i64,)>()
            .await
    };
    db.read::<_, DbError, _>(list)
        .await
        .unwrap()
        .into_iter()
        .map(|(id,)| id)
        .collect()
}

/// A folder with a database in it, and a second name for the database, made by `link`.
fn other_name(link: fn(&Path, &Path) -> std::io::Result<()>) -> (tempfile::TempDir, [String; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let (file, name) = (
        folder.path().join("causeway.db"),
        elsewhere.join("other.db"),
    );
    std::fs::File::create(&file).unwrap();
    link(&file, &name).unwrap();
    let urls = [file, name].map(|path| format!("sqlite://{}", path.display()));
    (folder, urls)
}

#[tokio::test]
async fn a_file_serves_one_process_under_any_name() {
    for link in [
        |from: &Path, to: &Path| std::fs::hard_link(from, to),
        |from: &Path, to: &Path| std::os::unix::fs::symlink(from, to),
    ] {
        let (_folder, urls) = other_name(link);
        for [first, second] in [[&urls[0], &urls[1]], [&urls[1], &urls[0]]] {
            let db = Db::open(&DbSettings::new(first)).await.unwrap();
            let refused = Db::open(&DbSettings::new(second)).await.unwrap_err();
            assert!(
                refused.to_string().contains("in use by another process"),
                "{refused}"
            );
            db.close().await;
            Db::open(&DbSettings::new(second))
                .await
                .unwrap()
                .close()
                .await;
        }
    }
}

#[tokio::test]
async fn a_write_to_a_removed_or_replaced_file_fails() {
    for ending in ["", "-wal"] {
        for replaced in [false, true] {
            let db = open(TestDatabase::sqlite()).await;
            db.add(1, "kept").await.unwrap();
            assert_eq!(db.check().await, Ok(()));
            let path = format!(
                "{}{ending}",
                db.database.url.strip_prefix("sqlite://").unwrap()
            );
            std::fs::remove_file(&path).unwrap();
            if replaced {
                std::fs::write(&path, "").unwrap();
            }
            let lost = db.add(2, "lost").await;
            assert!(
                matches!(lost, Err(DbError::Unavailable(_))),
                "{ending} {replaced}: {lost:?}"
            );
            assert!(
                matches!(db.check().await, Err(DbError::Unavailable(_))),
                "{ending} {replaced}"
            );
        }
    }
}

/// Readers follow each other without a gap, and each takes longer than the pause between two
/// commits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_stays_bounded_under_continuous_reads_and_writes() {
    let db = open(TestDatabase::sqlite()).await;
    let path = db
        .database
        .url
        .strip_prefix("sqlite://")
        .unwrap()
        .to_owned();
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (db, stop) = (db.db.clone(), stop.clone());
            tokio::spawn(async move {
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    let slow = sql!(
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
                        SELECT count(*) + (SELECT count(*) FROM notes) FROM n"
                    );
                    let read = async move |conn: &mut Conn| conn.query(slow).scalar::<i64>().await;
                    db.read::<_, DbError, _>(read).await.unwrap();
                }
            })
        })
        .collect();
    let mut longest = 0;
    for number in 0..400 {
        let add = async move |conn: &mut Conn| {
            let add = sql!("INSERT INTO notes (id, bytes) VALUES ($1, zeroblob(2000000))");
            conn.query(add).bind(number).execute().await
        };
        db.write::<_, DbError, _>(add).await.unwrap();
        longest = longest.max(std::fs::metadata(format!("{path}-wal")).unwrap().len());
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
    // The writes add up to 800 MB.
    assert!(longest < 200_000_000, "{longest}");
}
