//! Labels of enquiries.

use causeway_core::{
    LabelId, WorkspaceId,
    event::Event,
    label::{Colour, Label},
};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    db::{Conn, DbError, FromRow, Row, statements},
    event,
    write::{self, AuditContext, WriteError},
};

/// Most labels of a workspace.
pub const LABELS_MAX: i64 = 200;

/// What is to change about a label; `None`: nothing.
#[derive(Clone, Debug, Default)]
pub struct LabelChange {
    /// 1 to 40 characters.
    pub name: Option<String>,
    /// How it is shown.
    pub colour: Option<Colour>,
}

statements! {
    const LIST: Sql = "SELECT id, name, colour, version FROM labels WHERE workspace_id = $1";
    const BY_NAME: Fragment of LIST = " ORDER BY name, id";
    const WITH_ID: Fragment of LIST = " AND id = $1";
    const COUNT: Sql = "SELECT count(*) FROM labels WHERE workspace_id = $1";
    const ADD: Sql = "INSERT INTO labels (workspace_id, id, name, colour, created_at) VALUES ($1, $2, $3, $4, $5)";
    const UPDATE: Sql = "UPDATE labels SET name = $2, colour = $3, version = version + 1 WHERE id = $1";
    const REMOVE: Sql = "DELETE FROM labels WHERE id = $1";
}

struct LabelRow(Label);

impl FromRow for LabelRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Label {
            id: row.get(0)?,
            name: row.get(1)?,
            colour: row.get(2)?,
            version: row.get(3)?,
        }))
    }
}

async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: LabelId,
) -> Result<Option<Label>, DbError> {
    let found = conn
        .query(LIST)
        .bind(workspace_id)
        .and(WITH_ID)
        .bind(id)
        .optional()
        .await?;
    Ok(found.map(|LabelRow(label)| label))
}

async fn announce(conn: &mut Conn, audit: &AuditContext) -> Result<(), DbError> {
    event::append(
        conn,
        audit.workspace_id,
        audit.at,
        &[Event::LabelsUpdated {}],
    )
    .await
}

impl Store {
    /// All labels of a workspace by name; there are at most [`LABELS_MAX`].
    pub async fn labels(&self, workspace_id: WorkspaceId) -> Result<Vec<Label>, StoreError> {
        self.db
            .read(async move |conn| {
                let rows = conn
                    .query(LIST)
                    .bind(workspace_id)
                    .and(BY_NAME)
                    .all()
                    .await?;
                Ok(rows.into_iter().map(|LabelRow(label)| label).collect())
            })
            .await
    }

    /// Adds a label.
    pub async fn create_label(
        &self,
        audit: AuditContext,
        id: LabelId,
        name: String,
        colour: Colour,
    ) -> Result<Label, WriteError> {
        self.change_settings(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                LABELS_MAX,
            )?;
            let query = conn
                .query(ADD)
                .bind(audit.workspace_id)
                .bind(id)
                .bind(&name);
            query.bind(colour).bind(audit.at).execute().await?;
            audit::record(conn, &audit, AuditAction::LabelCreated, id, &name).await?;
            announce(conn, &audit).await?;
            find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Changes a label, if it still is at version `seen`.
    pub async fn update_label(
        &self,
        audit: AuditContext,
        id: LabelId,
        seen: Option<i64>,
        change: LabelChange,
    ) -> Result<Label, WriteError> {
        self.change_settings(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            WriteError::if_changed(seen, found.version)?;
            let name = change.name.clone().unwrap_or(found.name);
            conn.query(UPDATE)
                .bind(id)
                .bind(&name)
                .bind(change.colour.unwrap_or(found.colour))
                .execute()
                .await?;
            audit::record(conn, &audit, AuditAction::LabelUpdated, id, &name).await?;
            announce(conn, &audit).await?;
            find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Removes a label, and takes it off every enquiry.
    pub async fn remove_label(&self, audit: AuditContext, id: LabelId) -> Result<(), WriteError> {
        self.change_settings(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            conn.query(REMOVE).bind(id).execute().await?;
            audit::record(conn, &audit, AuditAction::LabelRemoved, id, &found.name).await?;
            announce(conn, &audit).await?;
            Ok(())
        })
        .await
    }
}
