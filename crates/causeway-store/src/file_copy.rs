//! Copies of files that visitors sent as an address.
//!
//! A claimed copy becomes due again when its lease ends. If the worker that makes the copy dies,
//! another one retries it.

use std::collections::HashMap;

use causeway_core::{
    MessageId, SourceId, Timestamp, WorkspaceId,
    attachment::{Attachment, Copying},
    message::Message,
};

use crate::{
    Store, StoreError,
    db::{Columns, Conn, DbError, insert, record, row, statements},
    room_key::RoomKey,
};

/// How many copies a worker can claim.
#[derive(Clone, Debug, Default)]
pub struct CopyLimits {
    /// The most copies to claim now, over all sources.
    pub total: usize,
    /// The most copies in progress for one source.
    pub per_source: usize,
    /// How many copies the worker has in progress, by source.
    pub under_way: HashMap<SourceId, usize>,
}

statements! {
    const ADD: Sql = [insert!(file_copies { ..NewRow })];
    const DUE_SOURCES: Sql = "SELECT source_id FROM file_copies WHERE due_at <= $1 GROUP BY source_id ORDER BY min(due_at)";
    const CLAIM: Sql = {
        // sqlite: one writer at a time.
        sqlite: ["UPDATE file_copies SET due_at = $3, attempts = attempts + 1 WHERE message_id IN
                (SELECT message_id FROM file_copies WHERE source_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $4)
            RETURNING ", FileCopy::COLUMNS],
        postgres: ["UPDATE file_copies SET due_at = $3, attempts = attempts + 1 WHERE message_id IN
                (SELECT message_id FROM file_copies WHERE source_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $4
                    FOR UPDATE SKIP LOCKED)
            RETURNING ", FileCopy::COLUMNS],
    };
    const NEXT: Sql = "SELECT min(due_at) FROM file_copies";
    const POSTPONE: Sql = "UPDATE file_copies SET due_at = $2 WHERE message_id = $1";
    const REMOVE: Sql = "DELETE FROM file_copies WHERE message_id = $1";
}

/// A copy to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCopy {
    /// The room of the message.
    pub room: RoomKey,
    pub workspace_id: WorkspaceId,
    pub message_id: MessageId,
    pub source_id: SourceId,
    pub url: String,
    /// The file's name, as the sender gave it.
    pub name: Option<String>,
    /// The number of this attempt, from 1.
    pub attempt: i64,
}

row! {
    FileCopy {
        workspace_id,
        room_id,
        message_id,
        source_id,
        url,
        name,
        attempt = "attempts",
    } => FileCopy {
        room: RoomKey::Known {
            workspace_id,
            room_id,
        },
        workspace_id,
        message_id,
        source_id,
        url,
        name,
        attempt,
    }
}

record! {
    NewRow(workspace_id: WorkspaceId, source_id: SourceId, message: &Message, file: &Attachment, due_at: Timestamp) {
        workspace_id,
        message_id: message.id,
        room_id: message.room_id,
        source_id,
        url: file.url.as_deref().unwrap_or_default(),
        name: file.name.as_ref(),
        due_at,
    }
}

/// Adds a copy for a message's file, if the file must be copied. Returns whether it must.
pub(crate) async fn add(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    source_id: SourceId,
    message: &Message,
    now: Timestamp,
) -> Result<bool, DbError> {
    let Some(attachment) = message
        .content
        .attachment()
        .filter(|file| file.copying == Some(Copying::Pending))
    else {
        return Ok(false);
    };
    conn.query(ADD)
        .bind_all(NewRow::of(
            workspace_id,
            source_id,
            message,
            attachment,
            now,
        ))
        .execute()
        .await?;
    Ok(true)
}

/// Deletes a copy that is finished or has failed for good.
pub(crate) async fn remove(conn: &mut Conn, message_id: MessageId) -> Result<(), DbError> {
    conn.query(REMOVE)
        .bind(message_id)
        .execute()
        .await
        .map(drop)
}

impl Store {
    /// Claims copies that are due, until `lease_until`. Sources with the fewest copies in progress
    /// come first; among those, the source that has waited longest.
    pub async fn claim_copies(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limits: CopyLimits,
    ) -> Result<Vec<FileCopy>, StoreError> {
        if limits.total == 0 {
            return Ok(Vec::new());
        }
        self.write(async move |conn| {
            let mut claimed: Vec<FileCopy> = Vec::new();
            let under_way =
                |source_id: &SourceId| limits.under_way.get(source_id).copied().unwrap_or_default();
            let mut sources: Vec<(SourceId,)> = conn.query(DUE_SOURCES).bind(now).all().await?;
            sources.sort_by_key(|(source_id,)| under_way(source_id));
            for (source_id,) in sources {
                let free = limits
                    .per_source
                    .saturating_sub(under_way(&source_id))
                    .min(limits.total - claimed.len());
                if free > 0 {
                    let free = i64::try_from(free).expect("a few");
                    let query = conn
                        .query(CLAIM)
                        .bind(source_id)
                        .bind(now)
                        .bind(lease_until)
                        .bind(free);
                    claimed.extend(query.all::<FileCopy>().await?);
                }
            }
            Ok::<_, DbError>(claimed)
        })
        .await
    }

    /// The earliest time at which a copy is due.
    pub async fn next_due_copy(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db
            .read(async move |conn| conn.query(NEXT).scalar().await)
            .await
    }

    /// Postpones a copy.
    pub async fn postpone_copy(
        &self,
        message_id: MessageId,
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(POSTPONE)
                .bind(message_id)
                .bind(due_at)
                .execute()
                .await
                .map(drop)
        })
        .await
    }
}
