//! Files: their bytes in a folder, whole or not at all; small pictures of them; and addresses that open them without
//! signing in.
//!
//! The cast: whoever brings a file (an upload, or the copy of what a visitor sent by address) writes it into an
//! [`Arrival`]; [`Files::keep`] makes it durable, measures it if it is a picture, and only then adds its row. A row without
//! bytes can't be; bytes without a row are erased at once or, after a crash, are unknown to everybody. Afterwards
//! [`drawing`] draws a picture small, or when somebody first looks at it.

mod address;
mod content_check;
mod drawing;
mod folder;
mod measure;
mod thumbnail;

use std::{io, io::BufReader, path::PathBuf, sync::Arc, time::Duration};

use causeway_core::{
    FileId, Timestamp, WorkspaceId,
    attachment::Picture,
    file::{FileName, MediaType},
};
use causeway_store::{NewFile, Store, StoredFile, Uploader, WriteError};
use tokio::{sync::Semaphore, task, time::timeout};
use url::Url;

use drawing::{Drawing, Job};
use folder::Thumbnail;

pub use address::AddressSigner;
pub use content_check::{Checked, ContentCheck};
pub use folder::{FileFolder, FinishedUpload, UNFINISHED_KEPT_FOR, Upload, UploadError};
pub use thumbnail::{DrawingLimits, draw_picture};

/// Largest file, unless the operator sets another size (`omni-api.md` §4).
pub const FILE_BYTES_MAX: u64 = 25 * 1024 * 1024;

/// Headers of pictures that are read at once. Each is soon read, and takes up to 16 MiB.
const MEASURING_MAX: usize = 1;
/// How long somebody who looks at a picture waits until it is drawn small.
const DRAWING_PATIENCE: Duration = Duration::from_secs(20);

/// What this server does with files.
pub struct Files {
    folder: FileFolder,
    addresses: AddressSigner,
    bytes_max: u64,
    measuring: Arc<Semaphore>,
    drawing: Drawing,
}

/// A file, or its small picture, to be read.
#[derive(Debug)]
pub enum Opened {
    /// It is there.
    File(tokio::fs::File),
    /// It is not there.
    Absent,
    /// The small picture is not drawn yet.
    Pending,
}

/// Whose a new file is.
#[derive(Clone, Debug)]
pub struct Owner {
    /// Whose.
    pub workspace_id: WorkspaceId,
    /// Who brings it.
    pub uploader: Uploader,
}

/// Why a file was not kept. Nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// It did not arrive.
    #[error(transparent)]
    Upload(#[from] UploadError),
    /// The store refused it.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Files {
    /// Files in this folder, of at most `bytes_max` bytes each. `program` is Causeway itself: it draws pictures in processes
    /// of its own.
    pub fn new(
        folder: FileFolder,
        addresses: AddressSigner,
        bytes_max: u64,
        program: PathBuf,
    ) -> Self {
        let drawing = Drawing::new(folder.clone(), program);
        Self {
            folder,
            addresses,
            bytes_max,
            measuring: Arc::new(Semaphore::new(MEASURING_MAX)),
            drawing,
        }
    }

    /// Largest file, in bytes.
    pub fn bytes_max(&self) -> u64 {
        self.bytes_max
    }

    /// Fails when nothing could be kept now.
    pub async fn check(&self) -> io::Result<()> {
        self.folder.check().await
    }

    /// Begins a file.
    pub async fn begin(&self, id: FileId) -> io::Result<Upload> {
        self.folder.begin(id, self.bytes_max).await
    }

    /// Keeps a file whose bytes have all come. `said` is what its sender says that it is.
    pub async fn keep(
        &self,
        store: &Store,
        upload: Upload,
        owner: Owner,
        name: FileName,
        said: Option<MediaType>,
        now: Timestamp,
    ) -> Result<StoredFile, KeepError> {
        let id = upload.id();
        let finished = upload.finish().await?;
        let media_type = finished.checked.media_type(said);
        let Owner {
            workspace_id,
            uploader,
        } = owner;
        let (size, sha256) = (finished.checked.size, finished.checked.sha256);
        let new = NewFile {
            id,
            workspace_id,
            uploader,
            name: name.clone(),
            media_type: media_type.clone(),
            size,
            sha256,
        };
        // From here on the store knows of the bytes, whether this goes on or not.
        store.announce_file(new, now).await?;
        finished.put().await.map_err(UploadError::from)?;
        let picture = self.measure(id, &media_type).await;
        store
            .add_file(id, picture)
            .await
            .map_err(WriteError::from)?;
        if let Some(picture) = picture {
            // Where too many wait already, it is drawn when somebody looks at it.
            drop(self.drawing.begin(Job {
                id,
                uploader,
                picture,
            }));
        }
        Ok(StoredFile {
            id,
            uploader,
            name,
            media_type,
            size,
            sha256,
            created_at: now,
            picture,
        })
    }

    /// Opens a file.
    pub async fn open(&self, id: FileId) -> io::Result<Opened> {
        Ok(self
            .folder
            .read(id)
            .await?
            .map_or(Opened::Absent, Opened::File))
    }

    /// Opens the small picture of a file, and waits a while where it is still to be drawn.
    pub async fn open_thumbnail(&self, file: &StoredFile) -> io::Result<Opened> {
        let found = self.folder.read_thumbnail(file.id).await?;
        let Some(picture) = file
            .picture
            .filter(|_| matches!(found, Thumbnail::NotDrawn))
        else {
            return Ok(opened(found));
        };
        let begun = self.drawing.begin(Job {
            id: file.id,
            uploader: file.uploader,
            picture,
        });
        let Ok(mut ending) = begun else {
            return Ok(Opened::Pending);
        };
        // Nothing is ever sent: it ends when the drawing has.
        if timeout(DRAWING_PATIENCE, ending.changed()).await.is_err() {
            return Ok(Opened::Pending);
        }
        Ok(opened(self.folder.read_thumbnail(file.id).await?))
    }

    /// Erases a file with its small picture.
    pub async fn erase(&self, id: FileId) -> io::Result<()> {
        self.folder.erase(id).await
    }

    /// The address by which a channel gets a file, good for a week.
    pub fn address(
        &self,
        public_url: &str,
        id: FileId,
        name: &FileName,
        now: Timestamp,
    ) -> Option<String> {
        let public_url = Url::parse(public_url).ok()?;
        Some(
            self.addresses
                .address(&public_url, id, name, now)
                .to_string(),
        )
    }

    /// Whether an address with these values is one of ours and still good.
    pub fn opens(&self, id: FileId, expires_seconds: i64, signature: &str, now: Timestamp) -> bool {
        self.addresses.opens(id, expires_seconds, signature, now)
    }

    /// Measures a picture. One whose header can't be read is a file like any other.
    async fn measure(&self, id: FileId, media_type: &MediaType) -> Option<Picture> {
        let format = measure::format_of(media_type)?;
        let file = self.folder.read(id).await.ok()??.into_std().await;
        let place = Arc::clone(&self.measuring).acquire_owned().await.ok()?;
        let measured = task::spawn_blocking(move || {
            // Held by the work itself: it goes on when whoever asked for it has gone.
            let _place = place;
            measure::measure(BufReader::new(file), format)
        });
        match measured.await {
            Ok(Ok(picture)) => Some(picture),
            Ok(Err(error)) => {
                tracing::info!(file.id = %id, %error, "a picture's header could not be read");
                None
            }
            Err(error) => {
                tracing::warn!(file.id = %id, %error, "reading a picture's header panicked");
                None
            }
        }
    }
}

fn opened(thumbnail: Thumbnail) -> Opened {
    match thumbnail {
        Thumbnail::Drawn(file) => Opened::File(file),
        Thumbnail::NotDrawn | Thumbnail::NotDrawable => Opened::Absent,
    }
}
