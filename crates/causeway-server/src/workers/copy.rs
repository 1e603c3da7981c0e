//! Copies files from the addresses that visitors' messages contain: channels delete the files that
//! they host, and staff must not be sent to servers that strangers chose.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use causeway_core::{
    SourceId, Timestamp,
    file::{FileName, MediaType, name_in},
    room::FinishCopy,
};
use causeway_store::{CopyLimits, FileCopy, RoomError, StoreError, Uploader, WriteError};
use futures_util::future::join_all;
use http::header;
use tokio::sync::Notify;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    App,
    bus::Hint,
    files::{KeepError, Owner, Upload, UploadError},
    outgoing::{self, Download, DownloadFailure, Patience},
    workers::{Ran, due_or_retry, wait},
};

/// Timeout of a whole copy.
const COPY_TIMEOUT: Duration = Duration::from_mins(1);
/// Lease of a claim: after that, another worker makes a copy whose worker died.
const LEASE: Duration = COPY_TIMEOUT.saturating_add(Duration::from_secs(30));
/// Concurrent copies on this node, and per source: a channel with a slow server delays only its
/// own.
const UNDER_WAY_MAX: usize = 16;
const PER_SOURCE_MAX: usize = 4;
/// Pauses after failed attempts, each minus a random part of up to a tenth. The first [`SOON`] of
/// them take more than ten minutes together: networks send an address seconds, and sometimes
/// minutes, before the file is available.
const PAUSES: [Duration; 11] = [
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(20),
    Duration::from_secs(40),
    Duration::from_mins(1),
    Duration::from_mins(2),
    Duration::from_mins(3),
    Duration::from_mins(4),
    Duration::from_mins(20),
    Duration::from_mins(40),
];
/// Number of pauses for a file that is not available yet. A file whose server has a problem gets
/// all of them, about an hour.
const SOON: usize = 9;

/// Claims and starts copies, each in a task of its own.
#[derive(Clone)]
pub struct Copier {
    app: App,
    /// Number of copies in progress per source.
    under_way: Arc<Mutex<HashMap<SourceId, usize>>>,
    /// A copy ended.
    finished: Arc<Notify>,
    tasks: TaskTracker,
}

impl Copier {
    /// A copier for `app`.
    pub fn new(app: App) -> Self {
        Self {
            app,
            under_way: Arc::default(),
            finished: Arc::default(),
            tasks: TaskTracker::new(),
        }
    }

    /// Claims due copies, as far as there are free places, and starts them.
    pub async fn start_due(&self, stop: &CancellationToken) -> Result<Ran, StoreError> {
        let under_way = self.counts().clone();
        let total = UNDER_WAY_MAX.saturating_sub(under_way.values().sum());
        let copies = claim(
            &self.app,
            CopyLimits {
                total,
                per_source: PER_SOURCE_MAX,
                under_way,
            },
        )
        .await?;
        let ran = if copies.is_empty() {
            Ran::Nothing
        } else {
            Ran::Something
        };
        for copy in copies {
            *self.counts().entry(copy.source_id).or_default() += 1;
            let place = Place {
                copier: self.clone(),
                source_id: copy.source_id,
            };
            let stop = stop.clone();
            self.tasks.spawn(async move {
                // A copy in progress when the program stops is started again when its lease
                // expires.
                stop.run_until_cancelled(make(&place.copier.app, &copy))
                    .await;
                drop(place);
            });
        }
        Ok(ran)
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<SourceId, usize>> {
        self.under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    async fn run(self, stop: CancellationToken) {
        let mut hints = self.app.bus.subscribe();
        loop {
            let next = due_or_retry(self.step(&stop).await, "copies could not be claimed");
            // Copies that are due but were not claimed wait for a place of their source.
            let next = next.filter(|at| *at > self.app.clock.now());
            tokio::select! {
                () = self.finished.notified() => {}
                go_on = wait(&self.app, &mut hints, next, &stop, |hint| matches!(hint, Hint::Due(_))) => {
                    if !go_on { break }
                }
            }
        }
        self.tasks.close();
        self.tasks.wait().await;
    }

    async fn step(&self, stop: &CancellationToken) -> Result<Option<Timestamp>, StoreError> {
        while !stop.is_cancelled() && self.start_due(stop).await? == Ran::Something {}
        self.app.store.next_due_copy().await
    }
}

/// A copy's place among those in progress; freed on drop.
struct Place {
    copier: Copier,
    source_id: SourceId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.copier.counts();
        if let Some(count) = counts.get_mut(&self.source_id) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.source_id);
            }
        }
        drop(counts);
        self.copier.finished.notify_one();
    }
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    Copier::new(app).run(stop).await;
}

/// Makes the copies that are due, once: the step that tests call.
pub async fn copy_once(app: &App) -> Result<Ran, StoreError> {
    let limits = CopyLimits {
        total: UNDER_WAY_MAX,
        per_source: PER_SOURCE_MAX,
        ..CopyLimits::default()
    };
    let copies = claim(app, limits).await?;
    join_all(copies.iter().map(|copy| make(app, copy))).await;
    Ok(if copies.is_empty() {
        Ran::Nothing
    } else {
        Ran::Something
    })
}

async fn claim(app: &App, limits: CopyLimits) -> Result<Vec<FileCopy>, StoreError> {
    let now = app.clock.now();
    app.store.claim_copies(now, now.plus(LEASE), limits).await
}

/// Why an attempt failed.
struct Trouble {
    /// For staff.
    reason: String,
    /// For how long it is retried.
    patience: Patience,
}

impl Trouble {
    fn passing(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            patience: Patience::Hour,
        }
    }

    fn soon_over(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            patience: Patience::Minutes,
        }
    }

    fn for_good(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            patience: Patience::None,
        }
    }

    /// The pause after this many attempts; `None` gives up.
    fn pause_after(&self, attempts: i64) -> Option<Duration> {
        let pauses = match self.patience {
            Patience::None => &[],
            Patience::Minutes => &PAUSES[..SOON],
            Patience::Hour => &PAUSES[..],
        };
        usize::try_from(attempts - 1)
            .ok()
            .and_then(|index| pauses.get(index))
            .copied()
    }
}

impl From<DownloadFailure> for Trouble {
    fn from(failure: DownloadFailure) -> Self {
        Self {
            reason: failure.to_string(),
            patience: failure.patience(),
        }
    }
}

async fn make(app: &App, copy: &FileCopy) {
    if let Err(error) = try_to_make(app, copy).await {
        // Its lease expires and another attempt is made.
        tracing::error!(message.id = %copy.message_id, %error, "a copy could not be recorded");
    }
}

async fn try_to_make(app: &App, copy: &FileCopy) -> Result<(), StoreError> {
    let fetched = tokio::time::timeout(COPY_TIMEOUT, fetch(app, copy)).await;
    let fetched =
        fetched.unwrap_or_else(|_| Err(Trouble::passing("it did not arrive within a minute")));
    let result = match fetched {
        Ok(file) => Ok(file.kept()),
        Err(trouble) => {
            if let Some(pause) = trouble.pause_after(copy.attempt) {
                let mut moment = app.moment();
                let due_at = moment
                    .now()
                    .plus(pause.saturating_sub(moment.jitter(pause / 10)));
                return app.store.postpone_copy(copy.message_id, due_at).await;
            }
            Err(trouble.reason)
        }
    };
    let finish = FinishCopy {
        message_id: copy.message_id,
        result,
    };
    match app
        .store
        .change_room(copy.room.clone(), finish, app.moment())
        .await
    {
        Ok(()) | Err(RoomError::NotFound | RoomError::Refused(_)) => Ok(()),
        Err(RoomError::Store(error)) => Err(error),
    }
}

async fn fetch(app: &App, copy: &FileCopy) -> Result<causeway_store::StoredFile, Trouble> {
    let mut download = outgoing::download(&app.media, &copy.url).await?;
    let too_large = || {
        Trouble::for_good(format!(
            "it has more than {} MiB",
            app.files.bytes_max() / 1024 / 1024
        ))
    };
    if download
        .length()
        .is_some_and(|length| length > app.files.bytes_max())
    {
        return Err(too_large());
    }
    let here = |error: &dyn std::error::Error| {
        tracing::error!(message.id = %copy.message_id, %error, "a copy could not be written");
        Trouble::passing("it could not be stored")
    };
    let upload = app
        .files
        .begin(app.moment().id())
        .await
        .map_err(|error| here(&error))?;
    let upload = match write(upload, &mut download).await? {
        Ok(upload) => upload,
        Err(UploadError::TooLarge { .. }) => return Err(too_large()),
        Err(error) => return Err(here(&error)),
    };
    if upload.size() == 0 {
        return Err(Trouble::soon_over("it is empty"));
    }
    let headers = download.into_headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let declared = text(header::CONTENT_TYPE).and_then(MediaType::parse);
    let owner = Owner {
        workspace_id: copy.workspace_id,
        uploader: Uploader::Source(copy.source_id),
    };
    let from_server = || {
        headers
            .get(header::CONTENT_DISPOSITION)
            .and_then(|value| name_in(value.as_bytes()))
    };
    let name = copy
        .name
        .as_deref()
        .map(FileName::tidy)
        .or_else(from_server);
    let name = name.unwrap_or_else(|| FileName::tidy(&last_part(&copy.url)));
    match app
        .files
        .keep(&app.store, upload, owner, name, declared, app.clock.now())
        .await
    {
        Ok(file) => Ok(file),
        Err(KeepError::Write(error @ WriteError::LimitReached { .. })) => {
            Err(Trouble::passing(error.to_string()))
        }
        Err(error) => Err(here(&error)),
    }
}

async fn write(
    mut upload: Upload,
    download: &mut Download,
) -> Result<Result<Upload, UploadError>, Trouble> {
    while let Some(bytes) = download.next().await? {
        if let Err(error) = upload.write(&bytes).await {
            return Ok(Err(error));
        }
    }
    Ok(Ok(upload))
}

/// The last part of an address's path: the name of a file without another one.
fn last_part(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    // Decoded as a form value, in which these two characters have another meaning.
    let value = format!("name={}", last.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(value.as_bytes())
        .next()
        .map_or_else(String::new, |(_, name)| name.into_owned())
}
