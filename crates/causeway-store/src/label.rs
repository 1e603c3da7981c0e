//! Labels of enquiries.

use causeway_core::{
    LabelId, WorkspaceId,
    event::Event,
    label::{Colour, Label},
};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    event,
    write::{self, AuditContext, WriteError},
};

/// The most labels that a workspace can have.
pub const LABELS_MAX: i64 = 200;

/// A change of a label; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct LabelChange {
    /// 1 to 40 characters.
    pub name: Option<String>,
    pub colour: Option<Colour>,
}

statements! {
    const LIST: Sql = ["SELECT ", Label::COLUMNS, " FROM labels WHERE workspace_id = $1"];
    const BY_NAME: Fragment of LIST = " ORDER BY name, id";
    const WITH_ID: Fragment of LIST = " AND id = $1";
    const COUNT: Sql = "SELECT count(*) FROM labels WHERE workspace_id = $1";
    const ADD: Sql = [insert!(labels { workspace_id, id, created_at, ..Form })];
    const UPDATE: Sql = ["UPDATE labels SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    const REMOVE: Sql = "DELETE FROM labels WHERE id = $1";
}

row! {
    Label {
        id,
        name,
        colour,
        version,
    }
}

record! {
    /// The columns that users fill in.
    Form(name: &str, colour: Colour) {
        name,
        colour,
    }
}

async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: LabelId,
) -> Result<Option<Label>, DbError> {
    conn.query(LIST)
        .bind(workspace_id)
        .and(WITH_ID)
        .bind(id)
        .optional()
        .await
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
    /// All labels of a workspace, ordered by name; there are at most [`LABELS_MAX`].
    pub async fn labels(&self, workspace_id: WorkspaceId) -> Result<Vec<Label>, StoreError> {
        self.db
            .read(async move |conn| conn.query(LIST).bind(workspace_id).and(BY_NAME).all().await)
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
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                LABELS_MAX,
            )?;
            conn.query(ADD)
                .bind(audit.workspace_id)
                .bind(id)
                .bind(audit.at)
                .bind_all(Form::of(&name, colour))
                .execute()
                .await?;
            audit::record(conn, &audit, AuditAction::LabelCreated, id, &name).await?;
            announce(conn, &audit).await?;
            find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Changes a label, if it is still at version `seen`.
    pub async fn update_label(
        &self,
        audit: AuditContext,
        id: LabelId,
        seen: Option<i64>,
        change: LabelChange,
    ) -> Result<Label, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            WriteError::if_changed(seen, found.version)?;
            let name = change.name.clone().unwrap_or(found.name);
            let colour = change.colour.unwrap_or(found.colour);
            conn.query(UPDATE)
                .bind(id)
                .bind_all(Form::of(&name, colour))
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

    /// Removes a label, also from every enquiry.
    pub async fn remove_label(&self, audit: AuditContext, id: LabelId) -> Result<(), WriteError> {
        self.write(async move |conn| {
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
