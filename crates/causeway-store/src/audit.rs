//! The audit log: every change of settings and every reveal of a credential.

use causeway_core::{StaffId, Timestamp, WorkspaceId};

use crate::{
    Store, StoreError,
    db::{Conn, DbError, FromRow, Row, statements},
    write::Act,
};

/// Most entries that one call reads.
const ENTRIES_MAX: i64 = 200;

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    StaffCreated,
    StaffUpdated,
    StaffRemoved,
    GroupCreated,
    GroupUpdated,
    GroupRemoved,
    SourceCreated,
    SourceUpdated,
    SourceRemoved,
    SourceRevealed,
    TokenRotated,
    SecretRotated,
    ChannelCreated,
    ChannelUpdated,
    ChannelSuspended,
    ChannelResumed,
    ChannelArchived,
}

impl Deed {
    /// The word in `audit_log.action`.
    fn name(self) -> &'static str {
        match self {
            Self::StaffCreated => "staff.created",
            Self::StaffUpdated => "staff.updated",
            Self::StaffRemoved => "staff.removed",
            Self::GroupCreated => "group.created",
            Self::GroupUpdated => "group.updated",
            Self::GroupRemoved => "group.removed",
            Self::SourceCreated => "source.created",
            Self::SourceUpdated => "source.updated",
            Self::SourceRemoved => "source.removed",
            Self::SourceRevealed => "source.revealed",
            Self::TokenRotated => "source.tokenRotated",
            Self::SecretRotated => "source.secretRotated",
            Self::ChannelCreated => "channel.created",
            Self::ChannelUpdated => "channel.updated",
            Self::ChannelSuspended => "channel.suspended",
            Self::ChannelResumed => "channel.resumed",
            Self::ChannelArchived => "channel.archived",
        }
    }
}

/// One entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub staff_id: StaffId,
    /// What, as in `source.revealed`.
    pub action: String,
    /// To what: its id.
    pub subject: String,
}

statements! {
    const RECORD: Sql = "INSERT INTO audit_log (workspace_id, id, at, staff_id, action, subject)
        VALUES ($1, $2, $3, $4, $5, $6)";
    const LATEST: Sql = "SELECT at, staff_id, action, subject FROM audit_log WHERE workspace_id = $1
        ORDER BY at DESC, id LIMIT $2";
}

impl FromRow for AuditEntry {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self { at: row.get(0)?, staff_id: row.get(1)?, action: row.get(2)?, subject: row.get(3)? })
    }
}

/// Writes down what `act` does to `subject`.
pub(crate) async fn record(
    conn: &mut Conn,
    act: &Act,
    deed: Deed,
    subject: impl std::fmt::Display,
) -> Result<(), DbError> {
    let query = conn.query(RECORD).bind(act.workspace_id).bind(act.id).bind(act.at).bind(act.staff_id);
    query.bind(deed.name()).bind(subject.to_string()).execute().await?;
    Ok(())
}

impl Store {
    /// The latest entries of a workspace's audit log, newest first.
    pub async fn audit_log(&self, workspace_id: WorkspaceId) -> Result<Vec<AuditEntry>, StoreError> {
        self.db.read(async move |conn| conn.query(LATEST).bind(workspace_id).bind(ENTRIES_MAX).all().await).await
    }
}
