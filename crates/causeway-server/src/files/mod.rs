//! Files: their bytes in a folder, whole or not at all; small pictures of them; and addresses that open them without
//! signing in.
//!
//! The cast: whoever brings a file (an upload, or the copy of what a visitor sent by address) writes it into an
//! [`Arrival`]; [`Files::keep`] makes it durable, looks at it, draws it small, and only then adds its row. A row without
//! bytes can't be; bytes without a row are erased at once or, after a crash, are unknown to everybody.

mod address;
mod content_check;
mod folder;
mod thumbnail;

use std::io;

use causeway_core::{
    FileId, Timestamp, WorkspaceId,
    file::{FileName, MediaType},
};
use causeway_store::{NewFile, Store, StoredFile, Uploader, WriteError};
use tokio::sync::Semaphore;
use url::Url;

pub use address::AddressSigner;
pub use content_check::{Checked, ContentCheck};
pub use folder::{Arrival, ArrivalError, Arrived, FileFolder, UNFINISHED_KEPT_FOR};

/// Largest file, unless the operator sets another size (`omni-api.md` §4).
pub const FILE_BYTES_MAX: u64 = 25 * 1024 * 1024;

/// What this server does with files.
pub struct Files {
    folder: FileFolder,
    addresses: AddressSigner,
    bytes_max: u64,
    /// Pictures are drawn one at a time: a large one takes all of a processor and its memory.
    drawing: Semaphore,
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
    Arrival(#[from] ArrivalError),
    /// The store refused it.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Files {
    /// Files in this folder, of at most `bytes_max` bytes each.
    pub fn new(folder: FileFolder, addresses: AddressSigner, bytes_max: u64) -> Self {
        Self { folder, addresses, bytes_max, drawing: Semaphore::new(1) }
    }

    /// Largest file, in bytes.
    pub fn bytes_max(&self) -> u64 {
        self.bytes_max
    }

    /// Begins a file.
    pub async fn begin(&self, id: FileId) -> io::Result<Arrival> {
        self.folder.begin(id, self.bytes_max).await
    }

    /// Keeps a file whose bytes have all come. `said` is what its sender says that it is.
    pub async fn keep(
        &self,
        store: &Store,
        arrival: Arrival,
        owner: Owner,
        name: FileName,
        said: Option<MediaType>,
        now: Timestamp,
    ) -> Result<StoredFile, KeepError> {
        let id = arrival.id();
        let arrived = arrival.finish().await?;
        let media_type = arrived.checked.media_type(said);
        let Owner { workspace_id, uploader } = owner;
        let (size, sha256) = (arrived.checked.size, arrived.checked.sha256);
        let new =
            NewFile { id, workspace_id, uploader, name: name.clone(), media_type: media_type.clone(), size, sha256 };
        // From here on the store knows of the bytes, whether this goes on or not.
        store.announce_file(new, now).await?;
        arrived.put().await.map_err(ArrivalError::from)?;
        let picture = self.draw(id, &media_type).await;
        store.add_file(id, picture).await.map_err(WriteError::from)?;
        Ok(StoredFile { id, uploader, name, media_type, size, sha256, created_at: now, picture })
    }

    /// Opens a file, or its small picture; `None` if it is not there.
    pub async fn open(&self, id: FileId, thumbnail: bool) -> io::Result<Option<tokio::fs::File>> {
        if thumbnail { self.folder.read_thumbnail(id).await } else { self.folder.read(id).await }
    }

    /// Erases a file with its small picture.
    pub async fn erase(&self, id: FileId) -> io::Result<()> {
        self.folder.erase(id).await
    }

    /// The address by which a channel gets a file, good for a week.
    pub fn address(&self, public_url: &str, id: FileId, name: &FileName, now: Timestamp) -> Option<String> {
        let public_url = Url::parse(public_url).ok()?;
        Some(self.addresses.address(&public_url, id, name, now).to_string())
    }

    /// Whether an address with these values is one of ours and still good.
    pub fn opens(&self, id: FileId, expires_seconds: i64, signature: &str, now: Timestamp) -> bool {
        self.addresses.opens(id, expires_seconds, signature, now)
    }

    /// Draws a picture small. One that can't be drawn is a file like any other.
    async fn draw(&self, id: FileId, media_type: &MediaType) -> Option<causeway_core::attachment::Picture> {
        if !thumbnail::can_be_drawn(media_type) {
            return None;
        }
        let _turn = self.drawing.acquire().await.ok()?;
        let (from, to) = (self.folder.place(id), self.folder.thumbnail_place(id));
        let drawn = tokio::task::spawn_blocking(move || thumbnail::draw(&from, &to)).await;
        match drawn {
            Ok(Ok(picture)) => Some(picture),
            Ok(Err(error)) => {
                tracing::info!(file.id = %id, %error, "a picture could not be drawn small");
                None
            }
            Err(error) => {
                tracing::warn!(file.id = %id, %error, "drawing a picture panicked");
                None
            }
        }
    }
}
