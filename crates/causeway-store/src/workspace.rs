//! Workspaces: businesses. This release has only one; the code below depends on that only at the
//! first start.

use causeway_core::{Timestamp, WorkspaceId, event::Event, workspace::WorkspaceSettings};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    codec::Json,
    db::{After, Columns, insert, record, row, statements},
    event,
    staff_change::{self, NewStaff},
    write::{self, AuditContext, WriteError},
};

/// A business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    pub id: WorkspaceId,
    /// 1 to 60 characters.
    pub name: String,
    /// The settings that apply to the whole workspace.
    pub settings: WorkspaceSettings,
    /// Increases with each change, for `If-Match`.
    pub version: i64,
}

/// A business to add.
#[derive(Clone, Debug)]
pub struct NewWorkspace {
    pub id: WorkspaceId,
    /// 1 to 60 characters.
    pub name: String,
}

/// A change of a workspace; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct WorkspaceChange {
    /// 1 to 60 characters.
    pub name: Option<String>,
    /// Whether enquiries are assigned instead of offered.
    pub auto_pick_up: Option<bool>,
}

statements! {
    const COUNT: Sql = "SELECT count(*) FROM workspaces";
    const FIND: Sql = ["SELECT ", Workspace::COLUMNS, " FROM workspaces WHERE id = $1"];
    const ADD: Sql = [insert!(workspaces { id, name, created_at })];
    const UPDATE: Sql = ["UPDATE workspaces SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    /// If two nodes start for the first time at the same moment, the second one waits for the first
    /// and finds its workspace.
    const ALONE: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT 1",
        postgres: "SELECT 1 FROM pg_advisory_xact_lock(hashtext('causeway first workspace'))",
    };
}

row! {
    Workspace {
        id,
        name,
        Json(settings),
        version,
    }
}

record! {
    /// The columns that users fill in.
    Form(name: &str, settings: &WorkspaceSettings) {
        name,
        settings: Json(settings),
    }
}

impl Store {
    /// Whether there is a workspace.
    pub async fn is_set_up(&self) -> Result<bool, StoreError> {
        self.db
            .read(async move |conn| Ok(conn.query(COUNT).scalar::<i64>().await? > 0))
            .await
    }

    /// The workspace with this id.
    pub async fn workspace(&self, id: WorkspaceId) -> Result<Option<Workspace>, StoreError> {
        self.db
            .read(async move |conn| conn.query(FIND).bind(id).optional().await)
            .await
    }

    /// Changes a workspace, if it is still at version `seen`.
    pub async fn update_workspace(
        &self,
        audit: AuditContext,
        seen: Option<i64>,
        change: WorkspaceChange,
    ) -> Result<Workspace, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found: Workspace = conn.query(FIND).bind(audit.workspace_id).one().await?;
            WriteError::if_changed(seen, found.version)?;
            let name = change.name.clone().unwrap_or(found.name);
            let auto_pick_up = change.auto_pick_up.unwrap_or(found.settings.auto_pick_up);
            let settings = WorkspaceSettings { auto_pick_up };
            conn.query(UPDATE)
                .bind(found.id)
                .bind_all(Form::of(&name, &settings))
                .execute()
                .await?;
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::SettingsUpdated {}],
            )
            .await?;
            audit::record(conn, &audit, AuditAction::SettingsUpdated, found.id, &name).await?;
            conn.query(FIND)
                .bind(audit.workspace_id)
                .one()
                .await
                .map_err(WriteError::from)
        })
        .await
    }

    /// Creates the first workspace with its administrator, unless there is a workspace already.
    /// Returns whether it did.
    pub async fn create_first(
        &self,
        workspace: NewWorkspace,
        administrator: NewStaff,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(async move |conn| {
            conn.query(ALONE).scalar::<i64>().await?;
            if conn.query(COUNT).scalar::<i64>().await? > 0 {
                return Ok(false);
            }
            conn.query(ADD)
                .bind(workspace.id)
                .bind(&workspace.name)
                .bind(now)
                .execute()
                .await?;
            staff_change::add(conn, workspace.id, &administrator, now).await?;
            Ok(true)
        })
        .await
    }
}
