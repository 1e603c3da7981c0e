//! Workspaces: businesses. This release has one; nothing below depends on that but the first start.

use causeway_core::{Timestamp, WorkspaceId};

use crate::{
    Store, StoreError,
    db::{DbError, FromRow, Row, statements},
    staff::{self, NewStaff},
};

/// A business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Ours.
    pub id: WorkspaceId,
    /// 1 to 60 characters.
    pub name: String,
}

statements! {
    const COUNT: Sql = "SELECT count(*) FROM workspaces";
    const FIND: Sql = "SELECT id, name FROM workspaces WHERE id = $1";
    const ADD: Sql = "INSERT INTO workspaces (id, name, created_at) VALUES ($1, $2, $3)";
    /// Two first starts at once: the second waits for the first and finds its workspace.
    const ALONE: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT 1",
        postgres: "SELECT 1 FROM pg_advisory_xact_lock(hashtext('causeway first workspace'))",
    };
}

impl FromRow for Workspace {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self { id: row.get(0)?, name: row.get(1)? })
    }
}

impl Store {
    /// There is a workspace.
    pub async fn is_set_up(&self) -> Result<bool, StoreError> {
        self.db.read(async move |conn| Ok(conn.query(COUNT).scalar::<i64>().await? > 0)).await
    }

    /// A workspace.
    pub async fn workspace(&self, id: WorkspaceId) -> Result<Option<Workspace>, StoreError> {
        self.db.read(async move |conn| conn.query(FIND).bind(id).optional().await).await
    }

    /// Creates the first workspace with its administrator, unless there is one already; tells whether it did.
    pub async fn create_first(
        &self,
        workspace: Workspace,
        administrator: NewStaff,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.db
            .write(async move |conn| {
                conn.query(ALONE).scalar::<i64>().await?;
                if conn.query(COUNT).scalar::<i64>().await? > 0 {
                    return Ok(false);
                }
                conn.query(ADD).bind(workspace.id).bind(&workspace.name).bind(now).execute().await?;
                staff::add(conn, workspace.id, &administrator, now).await?;
                Ok(true)
            })
            .await
    }
}
