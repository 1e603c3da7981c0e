//! Stores visitors' submissions on disk until Causeway accepts them.
//!
//! The file is append-only JSON lines: one for each push, synced before it counts, and one for each
//! settlement. A line truncated by a crash is the last one and was never confirmed. At the start,
//! and when the file has grown, it is rewritten with the waiting submissions only.

use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use omni_client::{Acceptance, OmniError, Spool, Submission};
use serde::{Deserialize, Serialize};

/// Maximum number of waiting submissions of one visitor. Under IRC's own flood limits, reaching it
/// takes several minutes.
const WAITING_PER_VISITOR_MAX: usize = 200;

/// Maximum number of waiting submissions of all visitors.
const WAITING_MAX: usize = 20_000;

/// The file is rewritten when it exceeds twice its size after the last rewrite by this much.
const GROWTH_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Entry {
    /// A submission was added to the visitor's queue.
    Pushed {
        visitor: String,
        submission: Box<Submission>,
    },
    /// The head of the visitor's queue was settled.
    Settled { visitor: String },
}

/// Why a submission was refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PushError {
    /// Too many submissions are waiting.
    #[error("too many submissions are waiting")]
    Full,
    /// The file can't be written.
    #[error("the state file can't be written")]
    Storage(#[from] io::Error),
}

/// Queues by visitor, stored in a file.
pub(crate) struct DiskSpool {
    queues: Mutex<HashMap<String, VecDeque<Submission>>>,
    /// Locked for each change of the queues and the file, to keep them consistent.
    file: Arc<tokio::sync::Mutex<SpoolFile>>,
}

struct SpoolFile {
    path: PathBuf,
    file: File,
    bytes: u64,
    /// Size after the last rewrite.
    rewritten_bytes: u64,
}

impl DiskSpool {
    /// Opens or creates the file and reads the waiting submissions.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let queues = match std::fs::read(path) {
            Ok(bytes) => replay(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => HashMap::new(),
            Err(error) => return Err(error),
        };
        let file = SpoolFile::rewrite(path.to_owned(), &queues)?;
        Ok(Self {
            queues: Mutex::new(queues),
            file: Arc::new(tokio::sync::Mutex::new(file)),
        })
    }

    /// Visitors with waiting submissions.
    pub(crate) fn waiting(&self) -> Vec<String> {
        self.queues().keys().cloned().collect()
    }

    /// Adds to the visitor's queue. The submission is on disk when this returns.
    pub(crate) async fn push(
        &self,
        visitor: &str,
        submission: Submission,
    ) -> Result<(), PushError> {
        let mut file = Arc::clone(&self.file).lock_owned().await;
        {
            let queues = self.queues();
            let of_visitor = queues.get(visitor).map_or(0, VecDeque::len);
            if of_visitor >= WAITING_PER_VISITOR_MAX
                || queues.values().map(VecDeque::len).sum::<usize>() >= WAITING_MAX
            {
                return Err(PushError::Full);
            }
        }
        let entry = Entry::Pushed {
            visitor: visitor.to_owned(),
            submission: Box::new(submission.clone()),
        };
        let file = tokio::task::spawn_blocking(move || file.append(&entry, true).map(|()| file))
            .await
            .map_err(io::Error::other)??;
        self.queues()
            .entry(visitor.to_owned())
            .or_default()
            .push_back(submission);
        drop(file);
        Ok(())
    }

    async fn settle(&self, visitor: &str) -> io::Result<()> {
        let mut file = Arc::clone(&self.file).lock_owned().await;
        let to_rewrite = {
            let mut queues = self.queues();
            if let Some(queue) = queues.get_mut(visitor) {
                queue.pop_front();
                if queue.is_empty() {
                    queues.remove(visitor);
                }
            }
            file.has_grown().then(|| queues.clone())
        };
        let entry = Entry::Settled {
            visitor: visitor.to_owned(),
        };
        // Not synced: after a crash, a settled submission is sent again, and Causeway recognises
        // its id.
        tokio::task::spawn_blocking(move || match to_rewrite {
            Some(queues) => {
                SpoolFile::rewrite(file.path.clone(), &queues).map(|written| *file = written)
            }
            None => file.append(&entry, false),
        })
        .await
        .map_err(io::Error::other)?
    }

    fn queues(&self) -> MutexGuard<'_, HashMap<String, VecDeque<Submission>>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spool for DiskSpool {
    fn head(&self, visitor_id: &str) -> Option<Submission> {
        self.queues().get(visitor_id)?.front().cloned()
    }

    fn held(&self, _visitor_id: &str, error: &OmniError) {
        tracing::warn!(%error, "Causeway did not accept a submission, trying again");
    }

    async fn settled(
        &self,
        visitor_id: &str,
        _head: &Submission,
        outcome: Result<Option<Acceptance>, OmniError>,
    ) {
        if let Err(error) = outcome {
            tracing::error!(%error, "Causeway refused a submission for good");
        }
        if let Err(error) = self.settle(visitor_id).await {
            tracing::error!(%error, "the state file can't be written");
        }
    }
}

/// Reads the file's lines up to the first truncated one.
fn replay(bytes: &[u8]) -> HashMap<String, VecDeque<Submission>> {
    let mut queues: HashMap<String, VecDeque<Submission>> = HashMap::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        match serde_json::from_slice(line) {
            Ok(Entry::Pushed {
                visitor,
                submission,
            }) => queues.entry(visitor).or_default().push_back(*submission),
            Ok(Entry::Settled { visitor }) => {
                queues.entry(visitor).or_default().pop_front();
            }
            Err(_) => break,
        }
    }
    queues.retain(|_, queue| !queue.is_empty());
    queues
}

impl SpoolFile {
    fn has_grown(&self) -> bool {
        self.bytes > GROWTH_BYTES_MAX + 2 * self.rewritten_bytes
    }

    fn append(&mut self, entry: &Entry, sync: bool) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        self.bytes += u64::try_from(line.len()).unwrap_or(u64::MAX);
        if sync { self.file.sync_data() } else { Ok(()) }
    }

    /// Writes a new file and renames it, so that a crash leaves the old file or the new one.
    fn rewrite(path: PathBuf, queues: &HashMap<String, VecDeque<Submission>>) -> io::Result<Self> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
            .to_owned();
        std::fs::create_dir_all(&folder)?;
        let temporary = PathBuf::from(format!("{}.new", path.display()));
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)?;
        let mut written = Self {
            path,
            file,
            bytes: 0,
            rewritten_bytes: 0,
        };
        for (visitor, queue) in queues {
            for submission in queue {
                let entry = Entry::Pushed {
                    visitor: visitor.clone(),
                    submission: Box::new(submission.clone()),
                };
                written.append(&entry, false)?;
            }
        }
        written.rewritten_bytes = written.bytes;
        written.file.sync_all()?;
        std::fs::rename(&temporary, &written.path)?;
        File::open(&folder)?.sync_all()?;
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use omni_client::ChannelEvent;

    use super::*;

    fn event(id: &str) -> Submission {
        Submission::Event(ChannelEvent::MessageDeleted { id: id.into() })
    }

    #[tokio::test]
    async fn waiting_submissions_survive_in_order_and_settled_ones_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/spool.jsonl");
        let spool = DiskSpool::open(&path).unwrap();
        for (visitor, id) in [("mina", "1"), ("theo", "2"), ("mina", "3"), ("mina", "4")] {
            spool.push(visitor, event(id)).await.unwrap();
        }
        spool.settled("mina", &event("1"), Ok(None)).await;
        spool.settled("theo", &event("2"), Ok(None)).await;
        drop(spool);

        // A crash in the middle of a line.
        let mut file = File::options().append(true).open(&path).unwrap();
        file.write_all(br#"{"pushed":{"visitor":"mi"#).unwrap();

        let spool = DiskSpool::open(&path).unwrap();
        assert_eq!(spool.waiting(), ["mina"]);
        assert_eq!(spool.head("mina"), Some(event("3")));
        spool.settled("mina", &event("3"), Ok(None)).await;
        assert_eq!(spool.head("mina"), Some(event("4")));
        assert_eq!(
            DiskSpool::open(&path).unwrap().head("mina"),
            Some(event("4"))
        );
    }

    #[tokio::test]
    async fn one_visitor_can_not_fill_the_spool() {
        let folder = tempfile::tempdir().unwrap();
        let spool = DiskSpool::open(&folder.path().join("spool.jsonl")).unwrap();
        for n in 0..WAITING_PER_VISITOR_MAX {
            spool.push("mina", event(&n.to_string())).await.unwrap();
        }
        assert!(matches!(
            spool.push("mina", event("more")).await,
            Err(PushError::Full)
        ));
        spool.push("theo", event("1")).await.unwrap();
    }
}
