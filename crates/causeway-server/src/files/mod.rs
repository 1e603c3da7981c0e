//! Files: their bytes in a folder, thumbnails, and signed addresses that open them without a
//! session.
//!
//! An upload, or the copy of a file from the address that a visitor sent, is written into an
//! [`Upload`]. [`Files::keep`] makes it durable, reads the size if it is an image, and only then
//! adds its row. So there is no row without bytes. Bytes without a row are erased immediately or,
//! after a crash, never referred to. Afterwards [`drawing`] draws a thumbnail, at once or on first
//! request.

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

use crate::files::{
    drawing::{Drawing, Job},
    folder::Thumbnail,
};

pub use address::AddressSigner;
pub use content_check::{Checked, ContentCheck};
pub use folder::{FileFolder, FinishedUpload, UNFINISHED_KEPT_FOR, Upload, UploadError};
pub use thumbnail::{DrawingLimits, draw_picture};

/// Size limit of a file unless the operator sets another (`omni-api.md` §4).
pub const FILE_BYTES_MAX: u64 = 25 * 1024 * 1024;

/// Image headers that are read at the same time. Each is read quickly and takes up to 16 MiB.
const MEASURING_MAX: usize = 1;
/// How long a request for a thumbnail waits until it is drawn.
const DRAWING_PATIENCE: Duration = Duration::from_secs(20);

/// Stores, opens and erases files.
pub struct Files {
    folder: FileFolder,
    addresses: AddressSigner,
    bytes_max: u64,
    measuring: Arc<Semaphore>,
    drawing: Drawing,
}

/// The result of opening a file or its thumbnail.
#[derive(Debug)]
pub enum Opened {
    /// The open file.
    File(tokio::fs::File),
    /// It doesn't exist.
    Absent,
    /// The thumbnail is not drawn yet.
    Pending,
}

/// The owner of a new file.
#[derive(Clone, Debug)]
pub struct Owner {
    pub workspace_id: WorkspaceId,
    pub uploader: Uploader,
}

/// Why a file was not stored. Nothing of it remains.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// It could not be written.
    #[error(transparent)]
    Upload(#[from] UploadError),
    /// The database refused it.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Files {
    /// Files in this folder, of at most `bytes_max` bytes each. `program` is the executable of
    /// Causeway, which draws thumbnails in separate processes.
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

    /// Size limit of a file, in bytes.
    pub fn bytes_max(&self) -> u64 {
        self.bytes_max
    }

    /// Fails when files can't be stored now.
    pub async fn check(&self) -> io::Result<()> {
        self.folder.check().await
    }

    /// Starts a file.
    pub async fn begin(&self, id: FileId) -> io::Result<Upload> {
        self.folder.begin(id, self.bytes_max).await
    }

    /// Stores a file whose bytes are complete. `declared` is the type that its sender gave.
    pub async fn keep(
        &self,
        store: &Store,
        upload: Upload,
        owner: Owner,
        name: FileName,
        declared: Option<MediaType>,
        now: Timestamp,
    ) -> Result<StoredFile, KeepError> {
        let id = upload.id();
        let finished = upload.finish().await?;
        let media_type = finished.checked.media_type(declared);
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
        // From here on the database knows the bytes, even if this call does not finish.
        store.announce_file(new, now).await?;
        finished.put().await.map_err(UploadError::from)?;
        let picture = self.measure(id, &media_type).await;
        store
            .add_file(id, picture)
            .await
            .map_err(WriteError::from)?;
        if let Some(picture) = picture {
            // If too many wait already, it is drawn on first request.
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

    /// Opens the thumbnail of a file, and waits for a limited time if it is not drawn yet.
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
        // Nothing is sent: the channel closes when the drawing has ended.
        if timeout(DRAWING_PATIENCE, ending.changed()).await.is_err() {
            return Ok(Opened::Pending);
        }
        Ok(opened(self.folder.read_thumbnail(file.id).await?))
    }

    /// Erases a file and its thumbnail.
    pub async fn erase(&self, id: FileId) -> io::Result<()> {
        self.folder.erase(id).await
    }

    /// A signed address at which a channel gets the file, valid for a week.
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

    /// Whether an address with these values has a valid signature and has not expired.
    pub fn opens(&self, id: FileId, expires_seconds: i64, signature: &str, now: Timestamp) -> bool {
        self.addresses.opens(id, expires_seconds, signature, now)
    }

    /// Reads the size of an image. A file whose header can't be read has none.
    async fn measure(&self, id: FileId, media_type: &MediaType) -> Option<Picture> {
        let format = measure::format_of(media_type)?;
        let file = self.folder.read(id).await.ok()??.into_std().await;
        let place = Arc::clone(&self.measuring).acquire_owned().await.ok()?;
        let measured = task::spawn_blocking(move || {
            // Held by the work itself, which continues when its caller is dropped.
            let _place = place;
            measure::measure(BufReader::new(file), format)
        });
        match measured.await {
            Ok(Ok(picture)) => Some(picture),
            Ok(Err(error)) => {
                tracing::info!(file.id = %id, %error, "an image's header could not be read");
                None
            }
            Err(error) => {
                tracing::warn!(file.id = %id, %error, "reading an image's header panicked");
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
