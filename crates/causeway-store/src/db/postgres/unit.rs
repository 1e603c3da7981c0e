//! One unit of work on PostgreSQL: its transaction, its retries, and what happens to its
//! connection.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use futures_util::FutureExt;
use tokio::sync::oneshot;

use super::super::conn::Link;
use super::super::{Conn, DbError, Retry};
use super::pool;

/// Counts a unit as in progress while the value lives.
pub(super) struct Busy(Arc<AtomicUsize>);

impl Busy {
    pub(super) fn new(units: &Arc<AtomicUsize>) -> Self {
        units.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(units))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The caller that waits for a unit's result.
pub(super) struct Caller<R> {
    reply: oneshot::Sender<R>,
    busy: Busy,
}

impl<R> Caller<R> {
    pub(super) fn new(reply: oneshot::Sender<R>, busy: Busy) -> Self {
        Self { reply, busy }
    }

    /// Whether the caller no longer waits. A unit without a waiting caller is not started.
    fn is_gone(&self) -> bool {
        self.reply.is_closed()
    }

    fn answer(self, result: R) {
        // This comes first, because the caller's next unit must not find this one still counted.
        drop(self.busy);
        // The caller may be gone by now. The unit's changes remain, as with any response that is
        // lost on the way.
        let _ = self.reply.send(result);
    }
}

/// The most runs of a unit. Each conflict means that another unit succeeded, so five in a row mean
/// overload.
const RUNS_MAX: u32 = 5;

/// The pause after a unit's first conflict. It grows by the same amount with each further conflict.
const PAUSE: Duration = Duration::from_millis(5);

/// Runs a unit that reads. All its statements see one snapshot.
pub(super) async fn read<T, E, F>(
    pool: Pool,
    limit: Duration,
    work: F,
    caller: Caller<Result<T, E>>,
) where
    F: AsyncFnOnce(&mut Conn) -> Result<T, E>,
    E: From<DbError>,
{
    if caller.is_gone() {
        return;
    }
    let run = async {
        let mut held =
            Held::begin(&pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        let run = AssertUnwindSafe(work(held.conn())).catch_unwind().await;
        let (result, _) = outcome(run, held.conn());
        Ok::<_, DbError>((result, held))
    };
    let (result, held) = match within(limit, run).await {
        Ok((result, held)) => (result, held),
        Err(error) => return caller.answer(Err(error.into())),
    };
    // The outcome of ending a read transaction doesn't matter, so the caller needn't wait for it.
    caller.answer(result);
    if let Err(error) = within(limit, held.end("COMMIT")).await {
        tracing::warn!(%error, "a read could not be ended");
    }
}

/// The result of `run`, or an error if it takes too long; its connection is then discarded.
async fn within<T>(
    limit: Duration,
    run: impl Future<Output = Result<T, DbError>>,
) -> Result<T, DbError> {
    tokio::time::timeout(limit, run).await.unwrap_or_else(|_| {
        Err(DbError::Unavailable(format!(
            "no answer of the server within {limit:?}"
        )))
    })
}

/// Runs a unit that writes, again if `retry` covers its failure, and returns its result to the
/// caller after the commit.
pub(super) async fn write<T, E, F>(
    pool: Pool,
    limit: Duration,
    retry: Retry,
    work: F,
    caller: Caller<Result<T, E>>,
) where
    F: AsyncFn(&mut Conn) -> Result<T, E>,
    E: From<DbError>,
{
    let run = async {
        let mut runs = 1;
        loop {
            if caller.is_gone() {
                return Ok(None);
            }
            let (result, failure) = write_once(&pool, &work).await;
            if runs == RUNS_MAX || !failure.is_some_and(|failure| retry.covers(&failure)) {
                return Ok(Some(result));
            }
            tokio::time::sleep(PAUSE * runs).await;
            runs += 1;
        }
    };
    match within(limit, run).await {
        Ok(None) => {}
        Ok(Some(result)) => caller.answer(result),
        Err(error) => caller.answer(Err(error.into())),
    }
}

/// One run: the unit's result, and the failed statement or commit that caused it.
async fn write_once<T, E, F>(pool: &Pool, work: &F) -> (Result<T, E>, Option<DbError>)
where
    F: AsyncFn(&mut Conn) -> Result<T, E>,
    E: From<DbError>,
{
    let mut held = match Held::begin(pool, "BEGIN").await {
        Ok(held) => held,
        Err(error) => return (Err(error.into()), None),
    };
    let run = AssertUnwindSafe(work(held.conn())).catch_unwind().await;
    let (result, failure) = outcome(run, held.conn());
    let ended = held
        .end(if result.is_ok() { "COMMIT" } else { "ROLLBACK" })
        .await;
    match (result, ended) {
        (Ok(_), Err(error)) => (Err(error.clone().into()), Some(error)),
        (result, _) => (result, failure),
    }
}

/// The result of a unit. A failed statement dooms the unit.
fn outcome<T, E: From<DbError>>(
    run: std::thread::Result<Result<T, E>>,
    conn: &mut Conn,
) -> (Result<T, E>, Option<DbError>) {
    let failure = conn.take_failure();
    let result = match (run, &failure) {
        (Err(_), _) => Err(DbError::Panicked.into()),
        (Ok(Ok(_)), Some(failure)) => Err(failure.clone().into()),
        (Ok(result), _) => result,
    };
    (result, failure)
}

impl Retry {
    fn covers(self, failure: &DbError) -> bool {
        match self {
            Self::OnConflict => matches!(failure, DbError::Conflict { .. }),
            Self::OnUniqueViolation => {
                matches!(
                    failure,
                    DbError::Conflict { .. } | DbError::UniqueViolation { .. }
                )
            }
        }
    }
}

/// A connection inside a transaction. It returns to the pool when the transaction has ended;
/// otherwise, also when the unit times out in the middle of it, it is discarded.
struct Held {
    /// `None` once the connection was returned.
    conn: Option<Conn>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(Conn {
            link: Link::Postgres(connection),
            ..
        }) = self.conn.take()
        {
            drop(Object::take(connection));
        }
    }
}

impl Held {
    async fn begin(pool: &Pool, how: &'static str) -> Result<Self, DbError> {
        let connection = pool.get().await.map_err(|error| pool::refused(&error))?;
        let mut held = Self {
            conn: Some(Conn::new(Link::Postgres(connection))),
        };
        held.conn().script("BEGIN", how).await?;
        Ok(held)
    }

    fn conn(&mut self) -> &mut Conn {
        self.conn.as_mut().expect("it goes back only at its end")
    }

    async fn end(mut self, how: &'static str) -> Result<(), DbError> {
        self.conn().script(how, how).await?;
        drop(self.conn.take());
        Ok(())
    }
}
