//! Schedules the drawing of thumbnails.
//!
//! Each thumbnail is drawn by a process of its own. The system ends the process when it exceeds its
//! memory limit, and it is killed at its deadline: only this stops the work with certainty. There
//! are two lanes, so that no small image waits behind large ones, and in each lane uploaders take
//! turns.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use causeway_core::{FileId, attachment::Picture};
use causeway_store::Uploader;
use tokio::{
    process::Command,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};

use crate::files::{
    folder::FileFolder,
    thumbnail::{HINDERED, NOT_DRAWABLE},
};

/// Images that wait or are being drawn. Beyond this limit a thumbnail is drawn only when it is
/// requested.
const QUEUE_MAX: usize = 1_000;
/// Entries of `turns` before the idle ones are dropped.
const TURNS_MAX: usize = 1_000;

/// Settings of jemalloc for the process that draws. It runs one thread, so it needs no background
/// thread to return memory, whose stack would count as the image's memory, and no reserved address
/// space.
const ALLOCATOR_SETTINGS: &str = "background_thread:false,narenas:1,retain:false";

/// Limits for images of one size class.
struct Lane {
    places: Semaphore,
    memory_mib: u64,
    deadline: Duration,
}

/// Most pixels of a small image: about the size to which messengers scale photos.
const SMALL_PIXELS_MAX: u64 = 2_000_000;

impl Lane {
    /// 2 megapixels with 16-bit colours and transparency take 16 MiB.
    fn small() -> Self {
        Self {
            places: Semaphore::new(1),
            memory_mib: 20,
            deadline: Duration::from_secs(5),
        }
    }

    /// A photo of 24 megapixels takes 70 MiB in addition to the file. With the other lane and an
    /// idle server, the total is below 150 MiB.
    fn large() -> Self {
        Self {
            places: Semaphore::new(1),
            memory_mib: 84,
            deadline: Duration::from_secs(10),
        }
    }
}

/// Draws thumbnails. Clones share it.
#[derive(Clone)]
pub(super) struct Drawing(Arc<Parts>);

struct Parts {
    folder: FileFolder,
    /// The executable of Causeway.
    program: PathBuf,
    small: Lane,
    large: Lane,
    /// One turn at a time for each uploader in each lane.
    turns: Mutex<HashMap<(Uploader, bool), Arc<Semaphore>>>,
    /// Each channel closes when its thumbnail is drawn or failed.
    under_way: Mutex<HashMap<FileId, watch::Receiver<()>>>,
}

/// An image to draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    pub(super) id: FileId,
    pub(super) uploader: Uploader,
    pub(super) picture: Picture,
}

impl Job {
    fn is_small(self) -> bool {
        u64::from(self.picture.width) * u64::from(self.picture.height) <= SMALL_PIXELS_MAX
    }
}

/// Too many images wait already.
#[derive(Clone, Copy, Debug)]
pub(super) struct QueueFull;

/// Why a thumbnail was not drawn.
enum NotDrawn {
    /// The image can't be drawn.
    ForGood(String),
    /// A later attempt may succeed.
    Now(io::Error),
}

impl From<io::Error> for NotDrawn {
    fn from(error: io::Error) -> Self {
        Self::Now(error)
    }
}

impl Drawing {
    pub(super) fn new(folder: FileFolder, program: PathBuf) -> Self {
        let (small, large) = (Lane::small(), Lane::large());
        Self(Arc::new(Parts {
            folder,
            program,
            small,
            large,
            turns: Mutex::default(),
            under_way: Mutex::default(),
        }))
    }

    /// Starts to draw an image, unless that is in progress. The returned channel closes when it is
    /// done.
    pub(super) fn begin(&self, job: Job) -> Result<watch::Receiver<()>, QueueFull> {
        let mut under_way = lock(&self.0.under_way);
        if let Some(ending) = under_way.get(&job.id) {
            return Ok(ending.clone());
        }
        if under_way.len() >= QUEUE_MAX {
            return Err(QueueFull);
        }
        let (end, ending) = watch::channel(());
        under_way.insert(job.id, ending.clone());
        drop(under_way);
        let drawing = self.clone();
        // A separate task: it continues when the caller is dropped, and holds its permit until the
        // work has stopped.
        tokio::spawn(async move {
            drawing.draw(job).await;
            lock(&drawing.0.under_way).remove(&job.id);
            drop(end);
        });
        Ok(ending)
    }

    async fn draw(&self, job: Job) {
        let lane = if job.is_small() {
            &self.0.small
        } else {
            &self.0.large
        };
        let _turn = self.turn(job).await;
        let _place = lane.places.acquire().await;
        match self.run(job.id, lane).await {
            Ok(()) => {}
            Err(NotDrawn::ForGood(reason)) => {
                tracing::info!(file.id = %job.id, reason, "no thumbnail could be drawn");
                if let Err(error) = self.0.folder.keep_no_thumbnail(job.id).await {
                    tracing::warn!(file.id = %job.id, %error, "it could not be recorded that an image can't be drawn");
                }
            }
            Err(NotDrawn::Now(error)) => {
                tracing::warn!(file.id = %job.id, %error, "drawing a thumbnail failed; a later request tries again");
            }
        }
    }

    /// Waits for the uploader's earlier images in the lane.
    async fn turn(&self, job: Job) -> Option<OwnedSemaphorePermit> {
        let turns = {
            let mut turns = lock(&self.0.turns);
            if turns.len() > TURNS_MAX {
                turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            }
            let key = (job.uploader, job.is_small());
            Arc::clone(
                turns
                    .entry(key)
                    .or_insert_with(|| Arc::new(Semaphore::new(1))),
            )
        };
        turns.acquire_owned().await.ok()
    }

    async fn run(&self, id: FileId, lane: &Lane) -> Result<(), NotDrawn> {
        let Some(from) = self.0.folder.read(id).await? else {
            return Ok(());
        };
        let unfinished = self.0.folder.begin_thumbnail(id).await?;
        let ended = end_of(
            &self.0.program,
            lane,
            from.into_std().await,
            unfinished.into_std().await,
        )
        .await;
        match ended.and_then(judge) {
            Ok(()) => Ok(self.0.folder.put_thumbnail(id).await?),
            Err(not_drawn) => {
                self.0.folder.drop_thumbnail(id).await?;
                Err(not_drawn)
            }
        }
    }
}

/// Runs the process that draws, and kills it at its deadline.
async fn end_of(
    program: &Path,
    lane: &Lane,
    from: std::fs::File,
    to: std::fs::File,
) -> Result<ExitStatus, NotDrawn> {
    let mut command = Command::new(program);
    command.arg("draw-picture");
    command
        .arg(format!("--memory-mib={}", lane.memory_mib))
        .arg(format!("--seconds={}", lane.deadline.as_secs()));
    // It gets two open files and none of our environment, and so no passwords.
    command.env_clear().env("MALLOC_CONF", ALLOCATOR_SETTINGS);
    command
        .current_dir("/")
        .stdin(from)
        .stdout(to)
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let mut child = command.spawn()?;
    if let Ok(ended) = timeout(lane.deadline, child.wait()).await {
        return Ok(ended?);
    }
    child.kill().await?;
    Err(NotDrawn::ForGood(format!(
        "it took more than {} s",
        lane.deadline.as_secs()
    )))
}

fn judge(ended: ExitStatus) -> Result<(), NotDrawn> {
    match ended.code() {
        Some(0) => Ok(()),
        Some(code) if code == i32::from(HINDERED) => {
            Err(io::Error::other("the process could not read or write").into())
        }
        Some(code) if code == i32::from(NOT_DRAWABLE) => {
            Err(NotDrawn::ForGood("the decoder refused it".to_owned()))
        }
        // The decoder panicked, or exceeded its limit of memory or time.
        Some(_) | None => Err(NotDrawn::ForGood(format!(
            "the decoder was terminated: {ended}"
        ))),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
