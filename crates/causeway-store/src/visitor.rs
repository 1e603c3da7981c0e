//! Visitors: the people on channels.

use causeway_core::{
    SourceId, Timestamp, VisitorId, WorkspaceId,
    visitor::{Profile, Visitor},
};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
};

statements! {
    const ADD: Sql = [insert!(visitors { workspace_id, id, source_id, external_id, created_at, ..Known }),
        " ON CONFLICT (source_id, external_id) DO NOTHING"];
    const FIND: Sql = "SELECT id FROM visitors WHERE source_id = $1 AND external_id = $2";
    const UPDATE: Sql = ["UPDATE visitors SET ", After::<1, Known>::SET, " WHERE id = $1"];
    const BLOCK: Sql = "UPDATE visitors SET blocked_at = $2 WHERE id = $1";
    const BY_ID: Sql = ["SELECT ", Visitor::COLUMNS, " FROM visitors v WHERE v.workspace_id = $1 AND v.id = $2"];
}

row! {
    Visitor from v {
        id,
        external_id,
        Json(profile),
        blocked = "v.blocked_at IS NOT NULL",
    }
}

record! {
    /// A visitor's profile, and the text by which search finds the visitor.
    Known(external_id: &str, profile: &Profile) {
        profile: Json(profile),
        search_text: search_text(external_id, profile),
    }
}

/// Adds a visitor if the visitor is new. Returns the id of the visitor's row.
pub(crate) async fn add(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    source_id: SourceId,
    id: VisitorId,
    external_id: &str,
    now: Timestamp,
) -> Result<VisitorId, DbError> {
    let profile = Profile::default();
    conn.query(ADD)
        .bind(workspace_id)
        .bind(id)
        .bind(source_id)
        .bind(external_id)
        .bind(now)
        .bind_all(Known::of(external_id, &profile))
        .execute()
        .await?;
    conn.query(FIND)
        .bind(source_id)
        .bind(external_id)
        .scalar()
        .await
}

/// Writes a visitor's profile.
pub(crate) async fn update(
    conn: &mut Conn,
    id: VisitorId,
    external_id: &str,
    profile: &Profile,
) -> Result<(), DbError> {
    conn.query(UPDATE)
        .bind(id)
        .bind_all(Known::of(external_id, profile))
        .execute()
        .await?;
    Ok(())
}

/// Blocks a visitor, or unblocks them if `at` is `None`.
pub(crate) async fn block(
    conn: &mut Conn,
    id: VisitorId,
    at: Option<Timestamp>,
) -> Result<(), DbError> {
    conn.query(BLOCK)
        .bind(id)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// The text by which search finds a visitor.
fn search_text(external_id: &str, profile: &Profile) -> String {
    let parts = [
        Some(external_id),
        profile.name.as_deref(),
        profile.email.as_deref(),
        profile.phone.as_deref(),
    ];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Store {
    /// The visitor with this id.
    pub async fn visitor(
        &self,
        workspace_id: WorkspaceId,
        id: VisitorId,
    ) -> Result<Option<Visitor>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(BY_ID)
                    .bind(workspace_id)
                    .bind(id)
                    .optional()
                    .await
            })
            .await
    }
}
