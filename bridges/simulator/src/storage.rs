//! The state file. It is replaced atomically and readable only by its owner, because it contains
//! the token and the secret.

use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Stores the book.
pub(crate) struct Storage {
    path: Arc<Path>,
    /// Number of changes. A change is on disk when a version at least this high is written.
    changed: AtomicU64,
    /// The written version. The task with the lock writes for all waiting tasks.
    written: tokio::sync::Mutex<u64>,
}

impl Storage {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.into(),
            changed: AtomicU64::new(0),
            written: tokio::sync::Mutex::new(0),
        }
    }

    /// Returns the stored bytes, if the file exists.
    pub(crate) fn read(&self) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Counts a change. Call it while the book is locked.
    pub(crate) fn note_change(&self) {
        self.changed.fetch_add(1, Ordering::SeqCst);
    }

    /// Returns when every change counted so far is on disk. `snapshot` returns the book's current
    /// bytes.
    pub(crate) async fn sync(
        &self,
        snapshot: impl FnOnce() -> serde_json::Result<Vec<u8>>,
    ) -> io::Result<()> {
        let wanted = self.changed.load(Ordering::SeqCst);
        let mut written = self.written.lock().await;
        if *written >= wanted {
            return Ok(());
        }
        let version = self.changed.load(Ordering::SeqCst);
        let bytes = snapshot()?;
        let path = Arc::clone(&self.path);
        tokio::task::spawn_blocking(move || write_atomically(&path, &bytes))
            .await
            .map_err(io::Error::other)??;
        *written = version;
        Ok(())
    }
}

/// Writes a new file and renames it, so that a crash leaves the old file or the new one.
fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let temporary = PathBuf::from(format!("{}.new", path.display()));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)?;
    std::fs::File::open(folder)?.sync_all()
}
