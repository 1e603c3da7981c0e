//! Files that channels and staff sent. A row is written once the bytes are durable and removed once they are erased, so
//! that every row has its bytes.

use std::time::Duration;

use causeway_core::{
    FileId, SourceId, StaffId, Timestamp, WorkspaceId,
    file::{FileName, MediaType},
};

use crate::{
    Store, StoreError,
    db::{Cell, DbError, FromCell, FromRow, Row, Value, statements},
    write::{self, WriteError},
};

/// Most files of one uploader that no message refers to yet: a channel sends a file and then its message, so a few are
/// under way at a time; past this it fills the disk.
pub const UNUSED_FILES_MAX: i64 = 200;
/// How long a file is kept that no message refers to: long enough for a channel to be down over night in between.
pub const UNUSED_KEPT_FOR: Duration = Duration::from_hours(24);
/// Most files that one call of [`Store::condemn_unused_files`] answers: erasing each is a call to the file storage.
pub const FILES_BATCH: i64 = 100;

/// Who sent a file. Nobody else's message may refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uploader {
    /// A channel, with its source's token.
    Source(SourceId),
    /// A staff member.
    Staff(StaffId),
}

/// A file whose bytes are durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Ours.
    pub id: FileId,
    /// Whose.
    pub workspace_id: WorkspaceId,
    /// Who sent it.
    pub uploader: Uploader,
    /// What it is called.
    pub name: FileName,
    /// What it is.
    pub media_type: MediaType,
    /// Bytes.
    pub size: u64,
    /// Of its bytes.
    pub sha256: [u8; 32],
}

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Ours.
    pub id: FileId,
    /// Who sent it.
    pub uploader: Uploader,
    /// What it is called.
    pub name: FileName,
    /// What it is.
    pub media_type: MediaType,
    /// Bytes.
    pub size: u64,
    /// Of its bytes.
    pub sha256: [u8; 32],
    /// When it came.
    pub created_at: Timestamp,
}

statements! {
    const COUNT_OF_SOURCE: Sql = "SELECT count(*) FROM files WHERE source_id = $1 AND used_at IS NULL";
    const COUNT_OF_STAFF: Sql = "SELECT count(*) FROM files WHERE staff_id = $1 AND used_at IS NULL";
    const ADD: Sql = "INSERT INTO files (workspace_id, id, source_id, staff_id, name, media_type, size, sha256, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    const FIND: Sql = "SELECT id, source_id, staff_id, name, media_type, size, sha256, created_at FROM files
        WHERE workspace_id = $1 AND id = $2 AND state = 'ready'";
    const USE: Sql = "UPDATE files SET used_at = coalesce(used_at, $5)
        WHERE workspace_id = $1 AND id = $2 AND (source_id = $3 OR staff_id = $4) AND state = 'ready'";
    // What a message came to refer to since the inner query saw it is left alone. What was condemned before and not
    // forgotten, because its eraser died, is answered again.
    const CONDEMN: Sql = "UPDATE files SET state = 'erasing' WHERE used_at IS NULL AND id IN
        (SELECT id FROM files WHERE used_at IS NULL AND created_at <= $1 ORDER BY created_at LIMIT $2)
        RETURNING id";
    const FORGET: Sql = "DELETE FROM files WHERE id = $1 AND state = 'erasing'";
}

impl Uploader {
    fn source_id(self) -> Option<SourceId> {
        match self {
            Self::Source(id) => Some(id),
            Self::Staff(_) => None,
        }
    }

    fn staff_id(self) -> Option<StaffId> {
        match self {
            Self::Source(_) => None,
            Self::Staff(id) => Some(id),
        }
    }
}

impl From<&FileName> for Value {
    fn from(name: &FileName) -> Self {
        Self::from(name.as_str())
    }
}

impl FromCell for FileName {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        Self::parse(&String::from_cell(cell)?).ok_or_else(|| "not a file's name".to_owned())
    }
}

impl From<&MediaType> for Value {
    fn from(media_type: &MediaType) -> Self {
        Self::from(media_type.as_str())
    }
}

impl FromCell for MediaType {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        Self::parse(&String::from_cell(cell)?).ok_or_else(|| "not a media type".to_owned())
    }
}

/// A hash of 32 bytes.
struct Sha256([u8; 32]);

impl FromCell for Sha256 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let bytes = Vec::<u8>::from_cell(cell)?;
        bytes.try_into().map(Self).map_err(|_| "not 32 bytes".to_owned())
    }
}

/// A size, which the database keeps as a number with a sign.
struct Size(u64);

impl FromCell for Size {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        u64::try_from(i64::from_cell(cell)?).map(Self).map_err(|_| "a size below nothing".to_owned())
    }
}

/// Who sent a file, from its two columns, of which a CHECK holds that one is filled.
fn uploader(source_id: Option<SourceId>, staff_id: Option<StaffId>) -> Uploader {
    source_id
        .map(Uploader::Source)
        .or(staff_id.map(Uploader::Staff))
        .expect("a CHECK of the table: one of them sent it")
}

impl FromRow for StoredFile {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let (Size(size), Sha256(sha256)) = (row.get(5)?, row.get(6)?);
        Ok(Self {
            id: row.get(0)?,
            uploader: uploader(row.get(1)?, row.get(2)?),
            name: row.get(3)?,
            media_type: row.get(4)?,
            size,
            sha256,
            created_at: row.get(7)?,
        })
    }
}

impl Store {
    /// Adds a file whose bytes are durable. If it is refused, they are the caller's to erase.
    pub async fn add_file(&self, new: NewFile, now: Timestamp) -> Result<(), WriteError> {
        let size = i64::try_from(new.size).unwrap_or(i64::MAX);
        self.db
            .write(async move |conn| {
                // Two uploads at once would both see the last place free.
                write::lock(conn, new.workspace_id).await?;
                let unused: i64 = match new.uploader {
                    Uploader::Source(id) => conn.query(COUNT_OF_SOURCE).bind(id).scalar().await?,
                    Uploader::Staff(id) => conn.query(COUNT_OF_STAFF).bind(id).scalar().await?,
                };
                WriteError::if_full(unused, UNUSED_FILES_MAX)?;
                let query = conn.query(ADD).bind(new.workspace_id).bind(new.id);
                let query = query.bind(new.uploader.source_id()).bind(new.uploader.staff_id());
                let query = query.bind(&new.name).bind(&new.media_type).bind(size).bind(&new.sha256[..]).bind(now);
                query.execute().await?;
                Ok(())
            })
            .await
    }

    /// A file, unless it is being erased.
    pub async fn file(&self, workspace_id: WorkspaceId, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        self.db.read(async move |conn| conn.query(FIND).bind(workspace_id).bind(id).optional().await).await
    }

    /// Keeps a file for good, since a message of its uploader is about to refer to it. Whether there is such a file.
    pub async fn keep_file(
        &self,
        workspace_id: WorkspaceId,
        id: FileId,
        uploader: Uploader,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.db
            .write(async move |conn| {
                let query = conn.query(USE).bind(workspace_id).bind(id);
                let query = query.bind(uploader.source_id()).bind(uploader.staff_id()).bind(now);
                Ok(query.execute().await? > 0)
            })
            .await
    }

    /// Up to [`FILES_BATCH`] files that no message came to refer to in time. Nobody finds them any more; whoever erased
    /// one's bytes calls [`Store::forget_file`].
    pub async fn condemn_unused_files(&self, now: Timestamp) -> Result<Vec<FileId>, StoreError> {
        let before = now.minus(UNUSED_KEPT_FOR);
        self.db
            .write(async move |conn| {
                let condemned: Vec<(FileId,)> = conn.query(CONDEMN).bind(before).bind(FILES_BATCH).all().await?;
                Ok(condemned.into_iter().map(|(id,)| id).collect())
            })
            .await
    }

    /// Forgets a condemned file whose bytes are erased.
    pub async fn forget_file(&self, id: FileId) -> Result<(), StoreError> {
        self.db.write(async move |conn| conn.query(FORGET).bind(id).execute().await.map(drop)).await
    }
}
