//! The folder of files. A file is written in `arriving/`, made durable and then moved to its final
//! path in one step: every file at its final path is complete, even after a crash.

use std::{
    fs, io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, UNIX_EPOCH},
};

use causeway_core::{FileId, Timestamp};
use tokio::{
    fs::{File, OpenOptions},
    io::AsyncWriteExt,
    task,
};

use crate::files::{Checked, ContentCheck};

/// How long an unfinished file is kept: longer than any upload may take, since another node that
/// shares the folder may be writing it.
pub const UNFINISHED_KEPT_FOR: Duration = Duration::from_hours(24);
/// Files of visitors and staff are readable by this user only, like the database and the key.
const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;
/// Folder of unfinished files.
const ARRIVING: &str = "arriving";
/// How much must fit into the folder for it to count as ready.
const SPARE_BYTES: usize = 256 * 1024;

/// The folder that holds the bytes of files, each under its id.
#[derive(Clone, Debug)]
pub struct FileFolder {
    path: PathBuf,
}

/// A file that is being written. If it is dropped before [`Upload::finish`], nothing remains of
/// it.
pub struct Upload {
    id: FileId,
    file: File,
    bytes_max: u64,
    check: ContentCheck,
    /// Temporary path.
    from: Unfinished,
    /// Final path.
    to: PathBuf,
}

/// A durable file that is not at its final path yet.
#[derive(Debug)]
pub struct FinishedUpload {
    pub checked: Checked,
    from: Unfinished,
    to: PathBuf,
}

impl FinishedUpload {
    /// Moves the file to its final path, durably.
    pub async fn put(self) -> io::Result<()> {
        let Self { from, to, .. } = self;
        task::spawn_blocking(move || put(&from.0, &to))
            .await
            .map_err(io::Error::other)?
    }
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The file is larger than the limit.
    #[error("more than {bytes_max} bytes")]
    TooLarge { bytes_max: u64 },
    /// The file system failed.
    #[error("the file could not be written")]
    Io(#[from] io::Error),
}

/// A path that is removed unless its file was moved.
#[derive(Debug)]
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        match fs::remove_file(&self.0) {
            Ok(()) => {}
            // The file was moved, or never created.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                tracing::warn!(%error, "an unfinished file could not be removed; the next start tries again");
            }
        }
    }
}

impl FileFolder {
    /// Opens the folder, creates it if it doesn't exist, and removes files that were left
    /// unfinished long before `now`.
    pub fn open(path: &Path, now: Timestamp) -> io::Result<Self> {
        let arriving = path.join(ARRIVING);
        make_private(&arriving)?;
        let before = UNIX_EPOCH
            + now
                .minus(UNFINISHED_KEPT_FOR)
                .since(Timestamp::from_micros(0));
        for entry in fs::read_dir(&arriving)? {
            // Another node may move or remove it at the same time.
            let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
            let path = entry?.path();
            match fs::metadata(&path).and_then(|facts| facts.modified()) {
                Ok(modified) if modified <= before => match fs::remove_file(&path) {
                    Err(error) if !is_missing(&error) => return Err(error),
                    Ok(()) | Err(_) => {}
                },
                Err(error) if !is_missing(&error) => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// Starts a file of at most `bytes_max` bytes.
    pub async fn begin(&self, id: FileId, bytes_max: u64) -> io::Result<Upload> {
        let from = Unfinished(self.path.join(ARRIVING).join(id.to_string()));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(&from.0)
            .await?;
        Ok(Upload {
            id,
            file,
            bytes_max,
            check: ContentCheck::default(),
            from,
            to: self.place(id),
        })
    }

    /// Fails when files can't be stored now: the folder is missing, or its disk is full.
    pub async fn check(&self) -> io::Result<()> {
        static CHECKS: AtomicU64 = AtomicU64::new(0);
        // Concurrent checks, also of other nodes, must not remove each other's file.
        let number = CHECKS.fetch_add(1, Ordering::Relaxed);
        let place = self
            .path
            .join(ARRIVING)
            .join(format!("check-{}-{number}", std::process::id()));
        let probe = Unfinished(place);
        tokio::fs::write(&probe.0, vec![0; SPARE_BYTES]).await
    }

    /// Opens a file for reading; `None` if it doesn't exist.
    pub async fn read(&self, id: FileId) -> io::Result<Option<File>> {
        open(&self.place(id)).await
    }

    /// Opens a file's thumbnail.
    pub(super) async fn read_thumbnail(&self, id: FileId) -> io::Result<Thumbnail> {
        let Some(file) = open(&self.thumbnail_place(id)).await? else {
            return Ok(Thumbnail::NotDrawn);
        };
        Ok(if file.metadata().await?.len() == 0 {
            Thumbnail::NotDrawable
        } else {
            Thumbnail::Drawn(file)
        })
    }

    /// Creates a file's thumbnail, replacing what an earlier attempt left.
    pub(super) async fn begin_thumbnail(&self, id: FileId) -> io::Result<File> {
        let path = self.unfinished_thumbnail(id);
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(FILE_MODE)
            .open(path)
            .await
    }

    /// Moves a thumbnail to its final path. It need not be durable, only complete, since a lost one
    /// is drawn again.
    pub(super) async fn put_thumbnail(&self, id: FileId) -> io::Result<()> {
        tokio::fs::rename(self.unfinished_thumbnail(id), self.thumbnail_place(id)).await?;
        // The file may have been erased in the meantime; its bytes go first.
        if tokio::fs::try_exists(self.place(id)).await? {
            Ok(())
        } else {
            remove(&self.thumbnail_place(id)).await
        }
    }

    /// Records with an empty file that no thumbnail can be drawn.
    pub(super) async fn keep_no_thumbnail(&self, id: FileId) -> io::Result<()> {
        self.begin_thumbnail(id).await?;
        self.put_thumbnail(id).await
    }

    /// Removes an unfinished thumbnail.
    pub(super) async fn drop_thumbnail(&self, id: FileId) -> io::Result<()> {
        remove(&self.unfinished_thumbnail(id)).await
    }

    fn unfinished_thumbnail(&self, id: FileId) -> PathBuf {
        self.thumbnail_place(id).with_extension("drawing")
    }

    /// Erases a file, then its thumbnail. Succeeds if there is none.
    pub async fn erase(&self, id: FileId) -> io::Result<()> {
        for path in [
            self.place(id),
            self.unfinished_thumbnail(id),
            self.thumbnail_place(id),
        ] {
            remove(&path).await?;
        }
        Ok(())
    }

    /// The final path of a file's thumbnail.
    fn thumbnail_place(&self, id: FileId) -> PathBuf {
        self.place(id).with_extension("small")
    }

    /// The final path of a file: in one of 1,024 folders, by the end of its id, which is random. A
    /// single folder with a million files is slow to list and to back up.
    pub(super) fn place(&self, id: FileId) -> PathBuf {
        let name = id.to_string();
        self.path.join(&name[name.len() - 2..]).join(name)
    }
}

/// The state of a file's thumbnail.
pub(super) enum Thumbnail {
    /// It exists.
    Drawn(File),
    /// It has not been drawn yet.
    NotDrawn,
    /// It can't be drawn.
    NotDrawable,
}

/// Removes a file. Succeeds if it doesn't exist.
async fn remove(path: &Path) -> io::Result<()> {
    match tokio::fs::remove_file(path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

async fn open(path: &Path) -> io::Result<Option<File>> {
    match File::open(path).await {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Upload {
    /// The file's id.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// Number of bytes so far.
    pub fn size(&self) -> u64 {
        self.check.size()
    }

    /// Writes the next bytes, unless they exceed the limit.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), UploadError> {
        if self.check.size() + bytes.len() as u64 > self.bytes_max {
            return Err(UploadError::TooLarge {
                bytes_max: self.bytes_max,
            });
        }
        self.check.pass(bytes);
        Ok(self.file.write_all(bytes).await?)
    }

    /// Makes the file durable and returns its properties. It is not at its final path yet.
    pub async fn finish(mut self) -> Result<FinishedUpload, UploadError> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let Self {
            file,
            check,
            from,
            to,
            ..
        } = self;
        drop(file);
        Ok(FinishedUpload {
            checked: check.finish(),
            from,
            to,
        })
    }
}

/// Creates a folder and its missing parents, for this user only. Existing folders keep their mode.
fn make_private(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(FOLDER_MODE)
        .create(folder)
}

/// Moves a durable file to its final path, durably: a name is durable once its folder is synced,
/// and that also holds for the folder's own name.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_private(folder)?;
    fs::rename(from, to)?;
    for changed in folder.ancestors().take(2) {
        fs::File::open(changed)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use causeway_core::Id;
    use tokio::io::AsyncReadExt;
    use uuid::Uuid;

    use super::*;

    /// Later than any clock under which the tests' files are created.
    const FAR: Timestamp = Timestamp::from_micros(i64::MAX / 4);
    const START: Timestamp = Timestamp::from_micros(0);

    fn id(bits: u128) -> FileId {
        FileId::from_uuid(Uuid::from_u128(bits))
    }

    fn files_below(path: &Path) -> usize {
        let entries = fs::read_dir(path).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                if entry.path().is_dir() {
                    files_below(&entry.path())
                } else {
                    1
                }
            })
            .sum()
    }

    async fn content(folder: &FileFolder, id: FileId) -> Option<String> {
        let mut content = String::new();
        folder
            .read(id)
            .await
            .unwrap()?
            .read_to_string(&mut content)
            .await
            .unwrap();
        Some(content)
    }

    #[tokio::test]
    async fn a_file_is_visible_only_when_it_is_complete() {
        let path = tempfile::tempdir().unwrap();
        let folder = FileFolder::open(path.path(), START).unwrap();
        let mut upload = folder.begin(id(7), 5).await.unwrap();
        upload.write(b"Hel").await.unwrap();
        assert_eq!(content(&folder, id(7)).await, None);
        upload.write(b"lo").await.unwrap();
        let finished = upload.finish().await.unwrap();
        assert_eq!((finished.checked.size, finished.checked.is_text), (5, true));
        assert_eq!(content(&folder, id(7)).await, None);
        finished.put().await.unwrap();
        assert_eq!(content(&folder, id(7)).await.as_deref(), Some("Hello"));
        assert_eq!(
            content(&FileFolder::open(path.path(), FAR).unwrap(), id(7))
                .await
                .as_deref(),
            Some("Hello")
        );
        folder.erase(id(7)).await.unwrap();
        assert_eq!(content(&folder, id(7)).await, None);
        folder.erase(id(7)).await.unwrap();
        assert_eq!(files_below(path.path()), 0);
    }

    #[tokio::test]
    async fn files_and_their_folders_are_private_to_this_user() {
        use std::os::unix::fs::PermissionsExt;

        let path = tempfile::tempdir().unwrap();
        let files = path.path().join("data/files");
        let folder = FileFolder::open(&files, START).unwrap();
        let mut upload = folder.begin(id(7), 5).await.unwrap();
        upload.write(b"Hello").await.unwrap();
        upload.finish().await.unwrap().put().await.unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let place = folder.place(id(7));
        assert_eq!(mode(&place), 0o600);
        for below in [
            files.as_path(),
            &files.join(ARRIVING),
            place.parent().unwrap(),
        ] {
            assert_eq!(mode(below), 0o700, "{}", below.display());
        }
    }

    #[tokio::test]
    async fn a_too_large_or_cancelled_upload_leaves_nothing_behind() {
        let path = tempfile::tempdir().unwrap();
        let folder = FileFolder::open(path.path(), START).unwrap();
        let mut upload = folder.begin(id(7), 5).await.unwrap();
        upload.write(b"Hello").await.unwrap();
        let refused = upload.write(b"!").await;
        assert!(matches!(
            refused,
            Err(UploadError::TooLarge { bytes_max: 5 })
        ));
        assert_eq!(files_below(path.path()), 1);
        drop(upload);
        assert_eq!(files_below(path.path()), 0);
    }

    #[tokio::test]
    async fn a_start_removes_old_files_that_a_crash_left_unfinished() {
        let path = tempfile::tempdir().unwrap();
        let folder = FileFolder::open(path.path(), START).unwrap();
        let mut upload = folder.begin(id(7), 5).await.unwrap();
        upload.write(b"Hel").await.unwrap();
        upload.file.flush().await.unwrap();
        // A crash runs no destructors.
        std::mem::forget(upload);
        FileFolder::open(path.path(), START).unwrap();
        assert_eq!(files_below(path.path()), 1);
        FileFolder::open(path.path(), FAR).unwrap();
        assert_eq!(files_below(path.path()), 0);
        assert_eq!(content(&folder, id(7)).await, None);
    }
}
