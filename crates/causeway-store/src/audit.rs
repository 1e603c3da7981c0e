//! The audit log: every change of settings and every reveal of a credential.

use causeway_core::{StaffId, Timestamp, WorkspaceId, staff::Name};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    db::{Columns, Conn, DbError, insert, record, row, statements},
    write::AuditContext,
};

/// What a staff member did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuditAction {
    StaffCreated,
    StaffUpdated,
    StaffRemoved,
    PasswordChanged,
    SecondFactorTurnedOn,
    SecondFactorTurnedOff,
    GroupCreated,
    GroupUpdated,
    GroupRemoved,
    SourceCreated,
    SourceUpdated,
    SourceRemoved,
    SourceRevealed,
    TokenRotated,
    SecretRotated,
    SourceReplayed,
    ChatbotCreated,
    ChatbotUpdated,
    ChatbotRemoved,
    ChatbotRevealed,
    ChatbotSecretRotated,
    ChannelCreated,
    ChannelUpdated,
    ChannelSuspended,
    ChannelResumed,
    ChannelArchived,
    LabelCreated,
    LabelUpdated,
    LabelRemoved,
    CannedResponseCreated,
    CannedResponseUpdated,
    CannedResponseRemoved,
    StickyBindingRemoved,
    SettingsUpdated,
    ApiTokenCreated,
    ApiTokenRemoved,
    SingleSignOnUpdated,
    SingleSignOnRemoved,
    SingleSignOnLinked,
    /// A staff member's link to an identity was removed.
    SingleSignOnUnlinked,
}

impl AuditAction {
    /// The word in `audit_log.action`.
    fn name(self) -> &'static str {
        match self {
            Self::StaffCreated => "staff.created",
            Self::StaffUpdated => "staff.updated",
            Self::StaffRemoved => "staff.removed",
            Self::PasswordChanged => "staff.passwordChanged",
            Self::SecondFactorTurnedOn => "staff.secondFactorTurnedOn",
            Self::SecondFactorTurnedOff => "staff.secondFactorTurnedOff",
            Self::GroupCreated => "group.created",
            Self::GroupUpdated => "group.updated",
            Self::GroupRemoved => "group.removed",
            Self::SourceCreated => "source.created",
            Self::SourceUpdated => "source.updated",
            Self::SourceRemoved => "source.removed",
            Self::SourceRevealed => "source.revealed",
            Self::TokenRotated => "source.tokenRotated",
            Self::SecretRotated => "source.secretRotated",
            Self::SourceReplayed => "source.replayed",
            Self::ChatbotCreated => "chatbot.created",
            Self::ChatbotUpdated => "chatbot.updated",
            Self::ChatbotRemoved => "chatbot.removed",
            Self::ChatbotRevealed => "chatbot.revealed",
            Self::ChatbotSecretRotated => "chatbot.secretRotated",
            Self::ChannelCreated => "channel.created",
            Self::ChannelUpdated => "channel.updated",
            Self::ChannelSuspended => "channel.suspended",
            Self::ChannelResumed => "channel.resumed",
            Self::ChannelArchived => "channel.archived",
            Self::LabelCreated => "label.created",
            Self::LabelUpdated => "label.updated",
            Self::LabelRemoved => "label.removed",
            Self::CannedResponseCreated => "cannedResponse.created",
            Self::CannedResponseUpdated => "cannedResponse.updated",
            Self::CannedResponseRemoved => "cannedResponse.removed",
            Self::StickyBindingRemoved => "stickyBinding.removed",
            Self::SettingsUpdated => "settings.updated",
            Self::ApiTokenCreated => "apiToken.created",
            Self::ApiTokenRemoved => "apiToken.removed",
            Self::SingleSignOnUpdated => "singleSignOn.updated",
            Self::SingleSignOnRemoved => "singleSignOn.removed",
            Self::SingleSignOnLinked => "staff.singleSignOnLinked",
            Self::SingleSignOnUnlinked => "staff.singleSignOnUnlinked",
        }
    }
}

/// One entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    pub id: Uuid,
    pub at: Timestamp,
    /// The staff member who acted.
    pub staff_id: StaffId,
    /// The staff member's name: the current one, or the last one before they were removed.
    pub staff_name: String,
    /// The action, such as `source.revealed`.
    pub action: String,
    /// The id of what the action changed or read.
    pub subject: String,
    /// The subject's name at that time.
    pub subject_name: String,
}

/// Which entries a list shows. An empty field does not filter.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// By this staff member.
    pub staff_id: Option<StaffId>,
    /// With this action.
    pub action: Option<String>,
    /// Older than this entry.
    pub before: Option<(Timestamp, Uuid)>,
}

statements! {
    const RECORD: Sql = [insert!(audit_log { ..NewEntry })];
    const LIST: Sql = ["SELECT ", AuditEntry::COLUMNS, "
        FROM audit_log a JOIN staff s ON s.id = a.staff_id WHERE a.workspace_id = $1"];
    const OF_STAFF: Fragment of LIST = " AND a.staff_id = $1";
    const OF_KIND: Fragment of LIST = " AND a.action = $1";
    const BEFORE: Fragment of LIST = " AND (a.at, a.id) < ($1, $2)";
    const NEWEST: Fragment of LIST = " ORDER BY a.at DESC, a.id DESC LIMIT $1";
}

row! {
    AuditEntry from a {
        id,
        at,
        staff_id,
        first = "s.first_name",
        last = "s.last_name",
        action,
        subject,
        subject_name,
    } => AuditEntry {
        id,
        at,
        staff_id,
        staff_name: Name { first, last }.full(),
        action,
        subject,
        subject_name,
    }
}

record! {
    NewEntry(audit: &AuditContext, action: AuditAction, subject: String, subject_name: &str) {
        workspace_id: audit.workspace_id,
        id: audit.id,
        at: audit.at,
        staff_id: audit.staff_id,
        action: action.name(),
        subject,
        subject_name,
    }
}

/// Adds a row to the audit log: what was done to `subject`, and the subject's current name.
pub(crate) async fn record(
    conn: &mut Conn,
    audit: &AuditContext,
    action: AuditAction,
    subject: impl std::fmt::Display,
    subject_name: &str,
) -> Result<(), DbError> {
    conn.query(RECORD)
        .bind_all(NewEntry::of(
            audit,
            action,
            subject.to_string(),
            subject_name,
        ))
        .execute()
        .await?;
    Ok(())
}

impl Store {
    /// Some entries of a workspace's audit log, newest first: at most `limit`.
    pub async fn audit_log(
        &self,
        workspace_id: WorkspaceId,
        filter: AuditFilter,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        self.db
            .read(async move |conn| {
                let query = conn.query(LIST).bind(workspace_id);
                let mut query = query
                    .and_if(OF_STAFF, filter.staff_id)
                    .and_if(OF_KIND, filter.action.clone());
                if let Some((at, id)) = filter.before {
                    query = query.and(BEFORE).bind(at).bind(id);
                }
                query.and(NEWEST).bind(limit).all().await
            })
            .await
    }
}
