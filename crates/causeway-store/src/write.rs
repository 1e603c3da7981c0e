//! Changes of a workspace's settings: who makes them, and why they are refused.

use causeway_core::{Faults, StaffId, Timestamp, WorkspaceId};
use uuid::Uuid;

use crate::{
    StoreError,
    db::{Conn, statements},
};

/// Who changes a workspace's settings, and when. The change adds one row to the audit log in the same transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditContext {
    /// Of the row in the audit log.
    pub id: Uuid,
    /// Whose settings.
    pub workspace_id: WorkspaceId,
    /// Who.
    pub staff_id: StaffId,
    /// When.
    pub at: Timestamp,
}

/// Why a change of settings was refused. Nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is no such thing in the workspace.
    #[error("there is no such thing in the workspace")]
    NotFound,
    /// It was changed since the version that the caller saw.
    #[error("it was changed in the meantime")]
    VersionMismatch,
    /// Values that don't fit what exists.
    #[error("values that won't do")]
    Invalid(Faults),
    /// Another one of its kind has this name.
    #[error("the name is taken")]
    NameTaken,
    /// Another canned response has this key.
    #[error("the key is taken")]
    KeyTaken,
    /// Another staff member signs in with this address.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// A channel uses the source, or did.
    #[error("a channel uses the source")]
    SourceInUse,
    /// Channels route to the service group.
    #[error("channels route to the service group")]
    GroupInUse {
        /// Their names.
        channels: Vec<String>,
    },
    /// Channels route to the chatbot.
    #[error("channels route to the chatbot")]
    ChatbotInUse {
        /// Their names.
        channels: Vec<String>,
    },
    /// They handle enquiries, which would have no owner.
    #[error("they handle {enquiries} enquiries")]
    StaffInUse {
        /// How many.
        enquiries: i64,
    },
    /// No administrator would be left.
    #[error("the last administrator has to stay one")]
    LastAdministrator,
    /// There are as many as there may be.
    #[error("there are {max} already")]
    LimitReached {
        /// How many there may be.
        max: i64,
    },
    /// The channel is archived, which is final.
    #[error("the channel is archived")]
    ChannelArchived,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

/// The tables in which a workspace has each name once.
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
    /// An error when a fault was found.
    pub(crate) fn if_any(faults: Faults) -> Result<(), Self> {
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Self::Invalid(faults))
        }
    }

    /// An error when `found` is not what the caller saw; a caller that saw nothing takes what is there.
    pub(crate) fn if_changed(seen: Option<i64>, found: i64) -> Result<(), Self> {
        if seen.is_none_or(|seen| seen == found) {
            Ok(())
        } else {
            Err(Self::VersionMismatch)
        }
    }

    /// An error when there are `max` already.
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
        // Not FOR UPDATE: rows that merely belong to the workspace can still be added beside us.
        postgres: "SELECT count(*) FROM (SELECT 1 FROM workspaces WHERE id = $1 FOR NO KEY UPDATE) locked",
    };
}

/// Keeps other changes of the workspace's settings out until this one is through. They are rare, and what each checks (a
/// limit, the last administrator, a group that a channel names) must still be true when it commits.
pub(crate) async fn lock(conn: &mut Conn, workspace_id: WorkspaceId) -> Result<(), WriteError> {
    let found: i64 = conn.query(LOCK).bind(workspace_id).scalar().await?;
    if found == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}
