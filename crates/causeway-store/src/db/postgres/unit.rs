//! One unit of work on PostgreSQL: its transaction, its retries, and what becomes of its connection.

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

/// Counts a unit as under way, for as long as it lives.
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

/// Who waits for a unit's answer.
pub(super) struct Caller<R> {
    reply: oneshot::Sender<R>,
    busy: Busy,
}

impl<R> Caller<R> {
    pub(super) fn new(reply: oneshot::Sender<R>, busy: Busy) -> Self {
        Self { reply, busy }
    }

    /// A unit whose caller is gone is not begun.
    fn is_gone(&self) -> bool {
        self.reply.is_closed()
    }

    fn answer(self, result: R) {
        // First: the caller's next unit must not find this one still counted.
        drop(self.busy);
        // The caller may be gone by now; its changes stay, as with any answer that gets lost on its way.
        let _ = self.reply.send(result);
    }
}

/// How often a unit runs at most. Each time another unit won, so losing five times means overload.
const RUNS_MAX: u32 = 5;

/// How long a unit pauses after its first conflict; after each further one, that much longer.
const PAUSE: Duration = Duration::from_millis(5);

/// Runs a unit that reads, on one snapshot for all its statements.
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
    // Nothing hangs on how a reading transaction ends, so the caller needn't wait for it.
    caller.answer(result);
    if let Err(error) = within(limit, held.end("COMMIT")).await {
        tracing::warn!(%error, "a read could not be ended");
    }
}

/// What `run` comes to, unless that takes too long: then its connection is thrown away with it.
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

/// Runs a unit that writes, again when the retry says so, and answers after its commit.
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

/// One run: the unit's answer, and the failure of a statement or the commit behind it.
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

/// What a unit came to, given that a failed statement dooms it.
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

/// A connection inside a transaction. It goes back to the pool when the transaction was ended, and is thrown away
/// otherwise, also when the unit's time is over in the middle of it.
struct Held {
    /// `None` once it went back.
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
