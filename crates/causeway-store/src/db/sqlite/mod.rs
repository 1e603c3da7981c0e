//! SQLite: one writer thread with group commit, a few reader threads, and a thread that copies the
//! log into the file.

mod checkpoint;
mod file;
mod link;
mod reader;
mod rest;
mod unit;
mod writer;

use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;

use crossbeam_channel::{Sender, TrySendError, bounded};

use self::checkpoint::Gate;
use self::file::{DatabaseFile, Watch};
use self::unit::{Job, Unit};
use self::writer::Health;
use super::{Conn, DbError, DbSettings, statements, threads};

#[cfg(test)]
pub(super) use self::ALL as STATEMENTS;

statements! {
    /// Writes a value that is already there: a commit that changes nothing.
    const TOUCH: Sql = "UPDATE migrations SET name = name WHERE number = 1";
}

/// The engine: queues in front of threads.
#[derive(Debug)]
pub(super) struct Sqlite {
    /// `None` once closed; the threads end when they have finished the units that were queued
    /// before.
    queues: RwLock<Option<Queues>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    watch: Watch,
    health: Arc<Health>,
}

#[derive(Debug)]
struct Queues {
    write: Sender<Box<dyn Job>>,
    read: Sender<Box<dyn Job>>,
}

impl Sqlite {
    pub(super) async fn open(settings: &DbSettings) -> Result<Self, DbError> {
        let settings = settings.clone();
        tokio::task::spawn_blocking(move || Self::start(&settings))
            .await
            .unwrap_or(Err(DbError::Panicked))
    }

    fn start(settings: &DbSettings) -> Result<Self, DbError> {
        let file = Arc::new(DatabaseFile::claim(settings)?);
        let writer = file.open_writer()?;
        let checkpointer = file.open_checkpointer()?;
        let readers = (0..settings.readers)
            .map(|_| file.open_reader())
            .collect::<Result<Vec<_>, _>>()?;

        let (write, to_write) = bounded(settings.queue_max);
        let (read, to_read) = bounded(settings.queue_max);
        let gate = Arc::<Gate>::default();
        let (waker, commits) = checkpoint::channel(Arc::clone(&gate));
        let (watch, health) = (file.watch()?, Arc::<Health>::default());
        // Each thread holds the file, so that another process can use it only after the last
        // connection is closed.
        let spawn =
            |name: &str, body: Box<dyn FnOnce() + Send>| spawn(name, Arc::clone(&file), body);
        let mut threads = vec![
            {
                let (watch, health) = (watch.clone(), Arc::clone(&health));
                spawn(
                    "sqlite-writer",
                    Box::new(move || writer::run(writer, &to_write, &waker, &watch, &health)),
                )?
            },
            spawn(
                "sqlite-log",
                Box::new(move || checkpoint::run(&checkpointer, &commits)),
            )?,
        ];
        for reader in readers {
            let (to_read, gate) = (to_read.clone(), Arc::clone(&gate));
            threads.push(spawn(
                "sqlite-reader",
                Box::new(move || reader::run(reader, &to_read, &gate)),
            )?);
        }
        Ok(Self {
            queues: RwLock::new(Some(Queues { write, read })),
            threads: Mutex::new(threads),
            watch,
            health,
        })
    }

    /// Fails when a commit could not be stored now.
    pub(super) async fn check(&self) -> Result<(), DbError> {
        let watch = self.watch.clone();
        tokio::task::spawn_blocking(move || watch.check())
            .await
            .unwrap_or(Err(DbError::Panicked))?;
        if self.health.is_bad() {
            // Only a new commit shows whether the failure persists.
            let touch = async |conn: &mut Conn| conn.query(TOUCH).execute().await.map(drop);
            self.write::<(), DbError, _>(touch).await?;
        }
        Ok(())
    }

    pub(super) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.queue(|queues| &queues.read, work).await
    }

    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.queue(|queues| &queues.write, work).await
    }

    /// Queues a unit and waits for its result. A full queue refuses immediately, because a longer
    /// wait would not help any caller.
    async fn queue<T, E, F>(
        &self,
        pick: impl FnOnce(&Queues) -> &Sender<Box<dyn Job>>,
        work: F,
    ) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (unit, answer) = Unit::new(work);
        self.send(pick, Box::new(unit))?;
        answer.await.unwrap_or(Err(DbError::Closed.into()))
    }

    fn send(
        &self,
        pick: impl FnOnce(&Queues) -> &Sender<Box<dyn Job>>,
        unit: Box<dyn Job>,
    ) -> Result<(), DbError> {
        let queues = self
            .queues
            .read()
            .expect("no holder of this lock can panic");
        let Some(queues) = &*queues else {
            return Err(DbError::Closed);
        };
        pick(queues)
            .try_send(unit)
            .map_err(|refused| match refused {
                TrySendError::Full(_) => DbError::Overloaded,
                TrySendError::Disconnected(_) => DbError::Closed,
            })
    }

    pub(super) async fn close(&self) {
        self.queues
            .write()
            .expect("no holder of this lock can panic")
            .take();
        let threads = std::mem::take(
            &mut *self
                .threads
                .lock()
                .expect("no holder of this lock can panic"),
        );
        threads::join(threads).await;
    }
}

fn spawn(
    name: &str,
    file: Arc<DatabaseFile>,
    body: Box<dyn FnOnce() + Send>,
) -> Result<JoinHandle<()>, DbError> {
    let run = move || {
        body();
        drop(file);
    };
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map_err(|error| DbError::Unavailable(format!("starting a thread: {error}")))
}
