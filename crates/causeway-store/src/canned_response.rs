//! Canned responses: shared ones, and each staff member's own.

use causeway_core::{
    CannedResponseId, StaffId, WorkspaceId, canned_response::CannedResponse, event::Event,
};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    event,
    write::{self, AuditContext, WriteError},
};

/// The most shared canned responses of a workspace, and the most that one staff member can have of
/// their own.
pub const CANNED_RESPONSES_MAX: i64 = 500;

/// A canned response to add.
#[derive(Clone, Debug)]
pub struct NewCannedResponse {
    pub id: CannedResponseId,
    /// Shared with all staff, or only for the staff member who adds it.
    pub shared: bool,
    /// The word that staff type after a slash.
    pub key: String,
    /// The text; it may contain variables.
    pub text: String,
}

/// A change of a canned response; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct CannedResponseChange {
    /// The word that staff type after a slash.
    pub key: Option<String>,
    /// The text; it may contain variables.
    pub text: Option<String>,
}

statements! {
    const SEEN: Sql = ["SELECT ", CannedResponse::COLUMNS, " FROM canned_responses
        WHERE workspace_id = $1 AND (owner_id IS NULL OR owner_id = $2)"];
    const BY_KEY: Fragment of SEEN = " ORDER BY key, id";
    const WITH_ID: Fragment of SEEN = " AND id = $1";
    const COUNT_SHARED: Sql = "SELECT count(*) FROM canned_responses WHERE workspace_id = $1 AND owner_id IS NULL";
    const COUNT_OWN: Sql = "SELECT count(*) FROM canned_responses WHERE owner_id = $1";
    const ADD: Sql = [insert!(canned_responses { workspace_id, id, owner_id, created_at, ..Form })];
    const UPDATE: Sql = ["UPDATE canned_responses SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    const REMOVE: Sql = "DELETE FROM canned_responses WHERE id = $1";
    const REMOVE_OF_STAFF: Sql = "DELETE FROM canned_responses WHERE owner_id = $1";
}

row! {
    CannedResponse {
        id,
        owner = "owner_id",
        key,
        text,
        version,
    }
}

record! {
    /// The columns that users fill in.
    Form(key: &str, text: &str) {
        key,
        text,
    }
}

async fn find(
    conn: &mut Conn,
    audit: &AuditContext,
    id: CannedResponseId,
) -> Result<Option<CannedResponse>, DbError> {
    let query = conn
        .query(SEEN)
        .bind(audit.workspace_id)
        .bind(audit.staff_id);
    query.and(WITH_ID).bind(id).optional().await
}

/// Shared canned responses are settings of the workspace, so changes go into the audit log. Changes
/// of a staff member's own responses don't.
async fn record(
    conn: &mut Conn,
    audit: &AuditContext,
    action: AuditAction,
    response: &CannedResponse,
) -> Result<(), DbError> {
    if response.owner.is_none() {
        audit::record(conn, audit, action, response.id, &response.key).await?;
    }
    event::append(
        conn,
        audit.workspace_id,
        audit.at,
        &[Event::CannedResponsesUpdated {
            owner_id: response.owner,
        }],
    )
    .await
}

/// Removes a staff member's own canned responses.
pub(crate) async fn remove_of_staff(conn: &mut Conn, staff_id: StaffId) -> Result<(), DbError> {
    conn.query(REMOVE_OF_STAFF)
        .bind(staff_id)
        .execute()
        .await
        .map(drop)
}

impl Store {
    /// The shared canned responses and this staff member's own, ordered by key.
    pub async fn canned_responses(
        &self,
        workspace_id: WorkspaceId,
        staff_id: StaffId,
    ) -> Result<Vec<CannedResponse>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(SEEN)
                    .bind(workspace_id)
                    .bind(staff_id)
                    .and(BY_KEY)
                    .all()
                    .await
            })
            .await
    }

    /// A canned response, if it is shared or this staff member's own.
    pub async fn canned_response(
        &self,
        workspace_id: WorkspaceId,
        staff_id: StaffId,
        id: CannedResponseId,
    ) -> Result<Option<CannedResponse>, StoreError> {
        self.db
            .read(async move |conn| {
                let query = conn
                    .query(SEEN)
                    .bind(workspace_id)
                    .bind(staff_id)
                    .and(WITH_ID)
                    .bind(id);
                query.optional().await
            })
            .await
    }

    /// Adds a canned response.
    pub async fn create_canned_response(
        &self,
        audit: AuditContext,
        new: NewCannedResponse,
    ) -> Result<CannedResponse, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let count = if new.shared {
                conn.query(COUNT_SHARED)
                    .bind(audit.workspace_id)
                    .scalar()
                    .await?
            } else {
                conn.query(COUNT_OWN).bind(audit.staff_id).scalar().await?
            };
            WriteError::if_full(count, CANNED_RESPONSES_MAX)?;
            let owner = (!new.shared).then_some(audit.staff_id);
            conn.query(ADD)
                .bind(audit.workspace_id)
                .bind(new.id)
                .bind(owner)
                .bind(audit.at)
                .bind_all(Form::of(&new.key, &new.text))
                .execute()
                .await?;
            let created = find(conn, &audit, new.id)
                .await?
                .ok_or(WriteError::NotFound)?;
            record(conn, &audit, AuditAction::CannedResponseCreated, &created).await?;
            Ok(created)
        })
        .await
    }

    /// Changes a canned response, if it is still at version `seen`.
    pub async fn update_canned_response(
        &self,
        audit: AuditContext,
        id: CannedResponseId,
        seen: Option<i64>,
        change: CannedResponseChange,
    ) -> Result<CannedResponse, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, &audit, id).await?.ok_or(WriteError::NotFound)?;
            WriteError::if_changed(seen, found.version)?;
            let change = change.clone();
            let (key, text) = (
                change.key.unwrap_or(found.key),
                change.text.unwrap_or(found.text),
            );
            conn.query(UPDATE)
                .bind(id)
                .bind_all(Form::of(&key, &text))
                .execute()
                .await?;
            let updated = find(conn, &audit, id).await?.ok_or(WriteError::NotFound)?;
            record(conn, &audit, AuditAction::CannedResponseUpdated, &updated).await?;
            Ok(updated)
        })
        .await
    }

    /// Removes a canned response.
    pub async fn remove_canned_response(
        &self,
        audit: AuditContext,
        id: CannedResponseId,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, &audit, id).await?.ok_or(WriteError::NotFound)?;
            conn.query(REMOVE).bind(id).execute().await?;
            record(conn, &audit, AuditAction::CannedResponseRemoved, &found).await?;
            Ok(())
        })
        .await
    }
}
