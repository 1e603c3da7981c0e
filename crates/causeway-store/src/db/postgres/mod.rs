//! PostgreSQL: a few threads, each with its own connections, on which units of work run to their end.
//!
//! Units run on threads of this module, not on the caller's. If a caller is dropped in the middle
//! of a unit (because the client of a request disconnected), no connection is left inside a
//! transaction. A unit's future also needn't be `Send`, so a unit is a plain async closure.

pub(super) mod notices;
mod pool;
mod unit;

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use deadpool_postgres::Pool;
use tokio::sync::{mpsc, oneshot};
use tokio::task::LocalSet;

#[cfg(test)]
pub(super) use self::pool::ALL as STATEMENTS;
use self::unit::{Busy, Caller};
use super::{Conn, DbError, DbSettings, Retry, threads};

/// How many threads run units. A unit mostly waits for the server, so few threads are enough.
const THREADS: usize = 2;

/// The most units that one thread runs or queues; further ones are refused immediately.
const UNITS_MAX: usize = 2048;

type Job = Box<dyn FnOnce(Pool, Busy) -> Pin<Box<dyn Future<Output = ()>>> + Send>;

/// The engine: threads with connections.
#[derive(Debug)]
pub(super) struct Postgres {
    threads: Vec<Worker>,
    unit_timeout: Duration,
}

#[derive(Debug)]
struct Worker {
    /// `None` once closed; the thread ends when it has finished the units that it received before.
    jobs: RwLock<Option<mpsc::UnboundedSender<(Job, Busy)>>>,
    units: Arc<AtomicUsize>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Postgres {
    pub(super) async fn open(settings: &DbSettings) -> Result<Self, DbError> {
        let mut threads = Vec::with_capacity(THREADS);
        for _ in 0..THREADS {
            threads.push(Worker::start(pool::build(
                settings,
                settings.connections_max.div_ceil(THREADS),
            )?)?);
        }
        let engine = Self {
            threads,
            unit_timeout: settings.unit_timeout,
        };
        engine
            .read(async |conn: &mut Conn| pool::check_server(conn).await)
            .await?;
        Ok(engine)
    }

    pub(super) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let limit = self.unit_timeout;
        self.send(Box::new(move |pool, busy| {
            Box::pin(unit::read(pool, limit, work, Caller::new(reply, busy)))
        }))?;
        answer.await.unwrap_or(Err(DbError::Closed.into()))
    }

    pub(super) async fn write<T, E, F>(&self, retry: Retry, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_within(self.unit_timeout, retry, work).await
    }

    /// Like [`Postgres::write`], without a time limit: for schema changes.
    pub(super) async fn write_long<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_within(Duration::MAX, Retry::OnConflict, work)
            .await
    }

    async fn write_within<T, E, F>(&self, limit: Duration, retry: Retry, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.send(Box::new(move |pool, busy| {
            Box::pin(unit::write(
                pool,
                limit,
                retry,
                work,
                Caller::new(reply, busy),
            ))
        }))?;
        answer.await.unwrap_or(Err(DbError::Closed.into()))
    }

    /// Fails when the server is unreachable or read-only.
    pub(super) async fn check(&self) -> Result<(), DbError> {
        self.write(Retry::OnConflict, async |conn: &mut Conn| {
            pool::check_writable(conn).await
        })
        .await
    }

    fn send(&self, job: Job) -> Result<(), DbError> {
        let idlest = self
            .threads
            .iter()
            .min_by_key(|worker| worker.units.load(Ordering::Relaxed));
        let worker = idlest.ok_or(DbError::Closed)?;
        if worker.units.load(Ordering::Relaxed) >= UNITS_MAX {
            return Err(DbError::Overloaded);
        }
        let jobs = worker
            .jobs
            .read()
            .expect("no holder of this lock can panic");
        let Some(jobs) = &*jobs else {
            return Err(DbError::Closed);
        };
        let busy = Busy::new(&worker.units);
        jobs.send((job, busy)).map_err(|_| DbError::Closed)
    }

    pub(super) async fn close(&self) {
        for worker in &self.threads {
            worker
                .jobs
                .write()
                .expect("no holder of this lock can panic")
                .take();
        }
        let take = |worker: &Worker| {
            worker
                .thread
                .lock()
                .expect("no holder of this lock can panic")
                .take()
        };
        let threads: Vec<_> = self.threads.iter().filter_map(take).collect();
        threads::join(threads).await;
    }
}

impl Worker {
    fn start(pool: Pool) -> Result<Self, DbError> {
        let failed =
            |error: std::io::Error| DbError::Unavailable(format!("starting a thread: {error}"));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let (jobs, mut queue) = mpsc::unbounded_channel::<(Job, Busy)>();
        let serve = async move {
            while let Some((job, busy)) = queue.recv().await {
                tokio::task::spawn_local(job(pool.clone(), busy));
            }
            pool
        };
        let run = move || {
            let units = LocalSet::new();
            let pool = units.block_on(&runtime, serve);
            // Finishes the units received before, and only then closes the connections.
            runtime.block_on(units);
            pool.close();
        };
        let thread = std::thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(run)
            .map_err(failed)?;
        Ok(Self {
            jobs: RwLock::new(Some(jobs)),
            units: Arc::default(),
            thread: Mutex::new(Some(thread)),
        })
    }
}
