//! Changes to a workspace's settings: who makes them, and why they are refused.

use causeway_core::{Faults, StaffId, Timestamp, WorkspaceId};
use uuid::Uuid;

use crate::{
    StoreError,
    db::{Conn, statements},
};

/// A staff member's change of a workspace's settings. It adds one row to the audit log, in the same
/// transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditContext {
    /// The id of the row in the audit log.
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    /// The staff member who makes the change.
    pub staff_id: StaffId,
    pub at: Timestamp,
}

/// Why a change of settings was refused. A refused change leaves nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The workspace has no object with this id.
    #[error("there is no such thing in the workspace")]
    NotFound,
    /// The version in the database is no longer the one that the caller saw.
    #[error("it was changed in the meantime")]
    VersionMismatch,
    /// Values that conflict with other settings.
    #[error("values that won't do")]
    Invalid(Faults),
    /// Another item of the same kind in the workspace has this name.
    #[error("the name is taken")]
    NameTaken,
    /// Another canned response has this key.
    #[error("the key is taken")]
    KeyTaken,
    /// Another staff member signs in with this address.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// A channel uses the source, or an archived one used it.
    #[error("a channel uses the source")]
    SourceInUse,
    /// Channels route to the service group.
    #[error("channels route to the service group")]
    GroupInUse {
        /// The channels' names.
        channels: Vec<String>,
    },
    /// Channels route to the chatbot.
    #[error("channels route to the chatbot")]
    ChatbotInUse {
        /// The channels' names.
        channels: Vec<String>,
    },
    /// The staff member handles enquiries, which would be left without an owner.
    #[error("they handle {enquiries} enquiries")]
    StaffInUse {
        /// How many enquiries the staff member handles.
        enquiries: i64,
    },
    /// The workspace would be left without an administrator.
    #[error("the last administrator has to stay one")]
    LastAdministrator,
    /// The workspace already has the maximum number of these.
    #[error("there are {max} already")]
    LimitReached {
        /// The maximum.
        max: i64,
    },
    /// The channel is archived, which is final.
    #[error("the channel is archived")]
    ChannelArchived,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

/// The tables in which a name is unique within a workspace.
const NAMED: [&str; 5] = [
    "service_groups",
    "sources",
    "channels",
    "labels",
    "chatbots",
];

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        let taken = |table, column| error.violates_unique(table, column);
        if taken("staff", "email") {
            Self::EmailTaken
        } else if NAMED.into_iter().any(|table| taken(table, "name")) {
            Self::NameTaken
        } else if taken("canned_responses", "key") {
            Self::KeyTaken
        } else if taken("channels", "source") {
            Self::SourceInUse
        } else {
            Self::Store(error)
        }
    }
}

impl WriteError {
    /// Returns an error when there are faults.
    pub(crate) fn if_any(faults: Faults) -> Result<(), Self> {
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Self::Invalid(faults))
        }
    }

    /// Returns an error when the version `found` is not the one that the caller saw. With `None` in
    /// `seen`, any version is accepted.
    pub(crate) fn if_changed(seen: Option<i64>, found: i64) -> Result<(), Self> {
        if seen.is_none_or(|seen| seen == found) {
            Ok(())
        } else {
            Err(Self::VersionMismatch)
        }
    }

    /// Returns an error when there are already `max`.
    pub(crate) fn if_full(count: i64, max: i64) -> Result<(), Self> {
        if count < max {
            Ok(())
        } else {
            Err(Self::LimitReached { max })
        }
    }
}

statements! {
    const LOCK: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT count(*) FROM workspaces WHERE id = $1",
        // Not FOR UPDATE: other transactions can still add rows that refer to the workspace.
        postgres: "SELECT count(*) FROM (SELECT 1 FROM workspaces WHERE id = $1 FOR NO KEY UPDATE) locked",
    };
}

/// Locks the workspace's settings against other changes until this transaction ends. Such changes
/// are rare, and what each one checks (a limit, the last administrator, a group that a channel
/// names) must still be true when it commits.
pub(crate) async fn lock(conn: &mut Conn, workspace_id: WorkspaceId) -> Result<(), WriteError> {
    let found: i64 = conn.query(LOCK).bind(workspace_id).scalar().await?;
    if found == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}
