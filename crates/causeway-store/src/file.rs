//! Files from channels and staff. A row is written before the file's bytes are stored and is
//! deleted after they are erased, so there are never bytes without a row. The file is `ready` once
//! its bytes are durable.

use std::time::Duration;

use causeway_core::{
    EnquiryId, FileId, SourceId, StaffId, Timestamp, WorkspaceId,
    attachment::{KeptFile, Picture},
    file::{FileName, MediaType},
    message::Message,
};

use crate::{
    Store, StoreError,
    db::{Cell, Columns, Conn, DbError, FromCell, Value, insert, record, row, statements},
    write::{self, WriteError},
};

/// The most files of one uploader to which no message refers yet. A channel sends a file and then
/// its message, so normally there are only a few; an uploader beyond this limit would fill the
/// disk.
pub const UNUSED_FILES_MAX: i64 = 200;
/// How long a file is kept to which no message refers: long enough for a channel that is down
/// overnight between the upload and the message.
pub const UNUSED_KEPT_FOR: Duration = Duration::from_hours(24);
/// The most files that one call of [`Store::condemn_unused_files`] returns: erasing each is a call
/// to the file storage.
pub const FILES_BATCH: i64 = 100;

/// The most enquiries that are checked for permission to see a file.
const SHOWN_MAX: i64 = 50;

/// The uploader of a file. Only the uploader's messages may refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Uploader {
    /// A channel, which sends its source's access token.
    Source(SourceId),
    /// A staff member.
    Staff(StaffId),
}

/// A file whose bytes were received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    pub id: FileId,
    pub workspace_id: WorkspaceId,
    pub uploader: Uploader,
    pub name: FileName,
    pub media_type: MediaType,
    /// In bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub sha256: [u8; 32],
}

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub id: FileId,
    pub uploader: Uploader,
    pub name: FileName,
    pub media_type: MediaType,
    /// In bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub sha256: [u8; 32],
    pub created_at: Timestamp,
    /// The dimensions of the picture, if the file is one that can be shown as a preview.
    pub picture: Option<Picture>,
}

impl StoredFile {
    /// The data that a message keeps about the file.
    pub fn kept(&self) -> KeptFile {
        KeptFile {
            id: self.id,
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            picture: self.picture,
        }
    }
}

statements! {
    const COUNT_OF_SOURCE: Sql = "SELECT count(*) FROM files WHERE source_id = $1 AND used_at IS NULL";
    const COUNT_OF_STAFF: Sql = "SELECT count(*) FROM files WHERE staff_id = $1 AND used_at IS NULL";
    /// Starts in the state of a file that is being erased: if the process dies before the bytes are
    /// stored, the file is erased later.
    const ANNOUNCE: Sql = [insert!(files { state = "'erasing'", ..NewRow })];
    const ADD: Sql = "UPDATE files SET state = 'ready', width = $2, height = $3 WHERE id = $1";
    const FIND: Sql = ["SELECT ", StoredFile::COLUMNS, " FROM files
        WHERE workspace_id = $1 AND id = $2 AND state = 'ready'"];
    const FIND_BY_ADDRESS: Sql = ["SELECT ", StoredFile::COLUMNS, " FROM files
        WHERE id = $1 AND state = 'ready' AND EXISTS (SELECT 1 FROM file_uses u WHERE u.file_id = $1)"];
    const USE: Sql = "UPDATE files SET used_at = coalesce(used_at, $3) WHERE workspace_id = $1 AND id = $2
        AND state = 'ready'";
    const REFER: Sql = [insert!(file_uses { file_id, enquiry_id }), " ON CONFLICT DO NOTHING"];
    /// The content contains the file's id as text, and nothing else in it looks like such an id.
    const SHOWN_BESIDE: Sql = "SELECT count(*) FROM messages WHERE room_id = $1 AND enquiry_id = $2 AND id <> $3
        AND deleted_at IS NULL AND content LIKE $4";
    const UNREFER: Sql = "DELETE FROM file_uses WHERE file_id = $1 AND enquiry_id = $2";
    /// An enquiry also shows the earlier messages of its room.
    const SHOWN_IN: Sql = "SELECT e.id FROM file_uses u JOIN enquiries first ON first.id = u.enquiry_id
            JOIN enquiries e ON e.room_id = first.room_id AND e.number >= first.number
        WHERE u.file_id = $1 AND e.workspace_id = $2 ORDER BY e.number DESC LIMIT $3";
    // Skips files to which a message began to refer after the inner query ran. Includes files that
    // an earlier call condemned and whose deletion did not finish because the process died.
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

/// The uploader, from its two columns; a CHECK of the table ensures that one of them is filled.
fn uploader(source_id: Option<SourceId>, staff_id: Option<StaffId>) -> Uploader {
    source_id
        .map(Uploader::Source)
        .or(staff_id.map(Uploader::Staff))
        .expect("a CHECK of the table: one of them sent it")
}

row! {
    StoredFile {
        id,
        source_id,
        staff_id,
        name,
        media_type,
        size,
        sha256,
        created_at,
        width,
        height,
    } => StoredFile {
        id,
        uploader: uploader(source_id, staff_id),
        name,
        media_type,
        size,
        sha256,
        created_at,
        picture: picture(width, height),
    }
}

record! {
    NewRow(file: &NewFile, now: Timestamp) {
        workspace_id: file.workspace_id,
        id: file.id,
        source_id: file.uploader.source_id(),
        staff_id: file.uploader.staff_id(),
        name: &file.name,
        media_type: &file.media_type,
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        sha256: &file.sha256[..],
        created_at: now,
    }
}

fn picture(width: Option<i64>, height: Option<i64>) -> Option<Picture> {
    let pixels = |number: i64| u32::try_from(number).ok();
    Some(Picture {
        width: pixels(width?)?,
        height: pixels(height?)?,
    })
}

/// Keeps a file permanently, because a message in this enquiry refers to it. Returns whether the
/// file exists.
pub(crate) async fn link_file(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: FileId,
    enquiry_id: EnquiryId,
    now: Timestamp,
) -> Result<bool, DbError> {
    if conn
        .query(USE)
        .bind(workspace_id)
        .bind(id)
        .bind(now)
        .execute()
        .await?
        == 0
    {
        return Ok(false);
    }
    conn.query(REFER)
        .bind(id)
        .bind(enquiry_id)
        .execute()
        .await?;
    Ok(true)
}

/// Stops showing the file of a deleted message in its enquiry, unless another message of the
/// enquiry shows it.
pub(crate) async fn take_back(conn: &mut Conn, message: &Message) -> Result<(), DbError> {
    let Some(id) = message
        .content
        .attachment()
        .and_then(|attachment| attachment.file_id)
    else {
        return Ok(());
    };
    let query = conn
        .query(SHOWN_BESIDE)
        .bind(message.room_id)
        .bind(message.enquiry_id)
        .bind(message.id);
    if query.bind(format!("%\"{id}\"%")).scalar::<i64>().await? == 0 {
        conn.query(UNREFER)
            .bind(id)
            .bind(message.enquiry_id)
            .execute()
            .await?;
    }
    Ok(())
}

impl Store {
    /// Announces a file before its bytes are stored. Unless [`Store::add_file`] follows within a
    /// day, the bytes are erased if any were stored.
    pub async fn announce_file(&self, new: NewFile, now: Timestamp) -> Result<(), WriteError> {
        self.write(async move |conn| {
            // Without the lock, two uploads at the same moment could both take the last free place.
            write::lock(conn, new.workspace_id).await?;
            let unused: i64 = match new.uploader {
                Uploader::Source(id) => conn.query(COUNT_OF_SOURCE).bind(id).scalar().await?,
                Uploader::Staff(id) => conn.query(COUNT_OF_STAFF).bind(id).scalar().await?,
            };
            WriteError::if_full(unused, UNUSED_FILES_MAX)?;
            conn.query(ANNOUNCE)
                .bind_all(NewRow::of(&new, now))
                .execute()
                .await?;
            Ok(())
        })
        .await
    }

    /// Marks an announced file as ready; its bytes must be stored durably before this call.
    pub async fn add_file(&self, id: FileId, picture: Option<Picture>) -> Result<(), StoreError> {
        self.write(async move |conn| {
            let query = conn
                .query(ADD)
                .bind(id)
                .bind(picture.map(|picture| i64::from(picture.width)));
            query
                .bind(picture.map(|picture| i64::from(picture.height)))
                .execute()
                .await
                .map(drop)
        })
        .await
    }

    /// A file, unless it is being erased.
    pub async fn file(
        &self,
        workspace_id: WorkspaceId,
        id: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(FIND)
                    .bind(workspace_id)
                    .bind(id)
                    .optional()
                    .await
            })
            .await
    }

    /// A file of any workspace that a message shows, for callers that hold a Causeway address that
    /// opens it.
    pub async fn file_by_address(&self, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        self.db
            .read(async move |conn| conn.query(FIND_BY_ADDRESS).bind(id).optional().await)
            .await
    }

    /// The latest enquiries that show a message with this file.
    pub async fn enquiries_with_file(
        &self,
        workspace_id: WorkspaceId,
        id: FileId,
    ) -> Result<Vec<EnquiryId>, StoreError> {
        self.db
            .read(async move |conn| {
                let query = conn
                    .query(SHOWN_IN)
                    .bind(id)
                    .bind(workspace_id)
                    .bind(SHOWN_MAX);
                let found: Vec<(EnquiryId,)> = query.all().await?;
                Ok(found.into_iter().map(|(id,)| id).collect())
            })
            .await
    }

    /// Condemns and returns up to [`FILES_BATCH`] files to which no message referred in time. They
    /// can't be found any more. After the bytes of a file are erased, call [`Store::forget_file`].
    pub async fn condemn_unused_files(&self, now: Timestamp) -> Result<Vec<FileId>, StoreError> {
        let before = now.minus(UNUSED_KEPT_FOR);
        self.write(async move |conn| {
            let condemned: Vec<(FileId,)> = conn
                .query(CONDEMN)
                .bind(before)
                .bind(FILES_BATCH)
                .all()
                .await?;
            Ok(condemned.into_iter().map(|(id,)| id).collect())
        })
        .await
    }

    /// Deletes the row of a condemned file whose bytes are erased.
    pub async fn forget_file(&self, id: FileId) -> Result<(), StoreError> {
        self.write(async move |conn| conn.query(FORGET).bind(id).execute().await.map(drop))
            .await
    }
}
