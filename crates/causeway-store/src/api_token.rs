//! API tokens: programs call the management API with them, on behalf of the staff member who
//! created the token.

use causeway_core::{
    ApiTokenId, Id, StaffId, Timestamp, WorkspaceId, event::Event, permission::Actor, scope::Scope,
    staff::Staff,
};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    codec::Json,
    db::{Cell, Columns, Conn, DbError, FromCell, Value, insert, record, row, statements},
    event, staff,
    write::{self, AuditContext, WriteError},
};

/// The most API tokens that a workspace can have.
pub const API_TOKENS_MAX: i64 = 100;

/// A token to store.
#[derive(Clone, Debug)]
pub struct NewApiToken {
    pub id: ApiTokenId,
    /// What it is for; 1 to 60 characters.
    pub name: String,
    /// The hash by which the token is found.
    pub token_hash: [u8; 32],
    pub scopes: Vec<Scope>,
    /// When it expires; `None`: never.
    pub expires_at: Option<Timestamp>,
}

/// A token as it is shown to staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    pub id: ApiTokenId,
    /// What it is for.
    pub name: String,
    /// The staff member on whose behalf it acts.
    pub staff_id: StaffId,
    pub scopes: Vec<Scope>,
    pub created_at: Timestamp,
    /// When it expires; `None`: never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
}

/// A token that a request presented, and the person on whose behalf it acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    pub id: ApiTokenId,
    pub workspace_id: WorkspaceId,
    /// The staff member who created it.
    pub staff: Staff,
    /// The actor of requests with this token.
    pub actor: Actor,
    pub scopes: Vec<Scope>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
}

statements! {
    const LIST: Sql = ["SELECT ", ApiToken::COLUMNS, " FROM api_tokens WHERE workspace_id = $1 ORDER BY id"];
    const FIND: Sql = ["SELECT ", FoundRow::COLUMNS, " FROM api_tokens
        WHERE token_hash = $1 AND (expires_at IS NULL OR expires_at > $2)"];
    const NAME: Sql = "SELECT name FROM api_tokens WHERE workspace_id = $1 AND id = $2";
    const COUNT: Sql = "SELECT count(*) FROM api_tokens WHERE workspace_id = $1";
    const ADD: Sql = [insert!(api_tokens { ..NewRow })];
    const USE: Sql = "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1";
    const REMOVE: Sql = "DELETE FROM api_tokens WHERE id = $1";
    const OF_STAFF: Sql = "SELECT id, name FROM api_tokens WHERE staff_id = $1";
    const REMOVE_OF_STAFF: Sql = "DELETE FROM api_tokens WHERE staff_id = $1";
}

/// Scopes, stored as words. A word from a later release is ignored.
struct Scopes(Vec<Scope>);

impl FromCell for Scopes {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Json(words): Json<Vec<String>> = FromCell::from_cell(cell)?;
        let known = words.iter().filter_map(|word| Scope::parse(word));
        Ok(Self(known.collect()))
    }
}

impl From<&[Scope]> for Value {
    fn from(scopes: &[Scope]) -> Self {
        let words: Vec<String> = scopes.iter().map(ToString::to_string).collect();
        Self::from(Json(words))
    }
}

row! {
    ApiToken {
        id,
        name,
        staff_id,
        Scopes(scopes),
        created_at,
        expires_at,
        last_used_at,
    }
}

row! {
    /// A token, found by its hash.
    struct FoundRow {
        id: ApiTokenId,
        workspace_id: WorkspaceId,
        staff_id: StaffId,
        scopes: Scopes,
        last_used_at: Option<Timestamp>,
    }
}

record! {
    NewRow(audit: &AuditContext, token: &NewApiToken) {
        workspace_id: audit.workspace_id,
        id: token.id,
        staff_id: audit.staff_id,
        name: &token.name,
        token_hash: &token.token_hash[..],
        scopes: &token.scopes[..],
        created_at: audit.at,
        expires_at: token.expires_at,
    }
}

/// Removes the tokens of a staff member. A token can't act on behalf of a staff member who was
/// removed.
pub(crate) async fn remove_of_staff(conn: &mut Conn, id: StaffId) -> Result<(), DbError> {
    conn.query(REMOVE_OF_STAFF)
        .bind(id)
        .execute()
        .await
        .map(drop)
}

/// Removes all tokens of a staff member and adds a row to the audit log for each.
pub(crate) async fn end_of_staff(
    conn: &mut Conn,
    audit: &AuditContext,
    id: StaffId,
) -> Result<(), DbError> {
    let tokens: Vec<(ApiTokenId, String)> = conn.query(OF_STAFF).bind(id).all().await?;
    for (token_id, name) in tokens {
        // Each row of the audit log needs its own id. A token is removed only once, so its own id
        // is free for that.
        let audit = AuditContext {
            id: token_id.uuid(),
            ..*audit
        };
        audit::record(conn, &audit, AuditAction::ApiTokenRemoved, token_id, &name).await?;
    }
    remove_of_staff(conn, id).await?;
    announce(conn, audit).await
}

async fn announce(conn: &mut Conn, audit: &AuditContext) -> Result<(), DbError> {
    event::append(
        conn,
        audit.workspace_id,
        audit.at,
        &[Event::ApiTokensUpdated {}],
    )
    .await
}

impl Store {
    /// All API tokens of a workspace, the oldest first; there are at most [`API_TOKENS_MAX`].
    pub async fn api_tokens(&self, workspace_id: WorkspaceId) -> Result<Vec<ApiToken>, StoreError> {
        self.db
            .read(async move |conn| conn.query(LIST).bind(workspace_id).all().await)
            .await
    }

    /// Adds a token that acts on behalf of the staff member who adds it.
    pub async fn create_api_token(
        &self,
        audit: AuditContext,
        new: NewApiToken,
    ) -> Result<ApiToken, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                API_TOKENS_MAX,
            )?;
            conn.query(ADD)
                .bind_all(NewRow::of(&audit, &new))
                .execute()
                .await?;
            announce(conn, &audit).await?;
            audit::record(
                conn,
                &audit,
                AuditAction::ApiTokenCreated,
                new.id,
                &new.name,
            )
            .await?;
            Ok(ApiToken {
                id: new.id,
                name: new.name.clone(),
                staff_id: audit.staff_id,
                scopes: new.scopes.clone(),
                created_at: audit.at,
                expires_at: new.expires_at,
                last_used_at: None,
            })
        })
        .await
    }

    /// Removes a token. Requests with it are refused from now on.
    pub async fn remove_api_token(
        &self,
        audit: AuditContext,
        id: ApiTokenId,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            let found: Option<(String,)> = conn
                .query(NAME)
                .bind(audit.workspace_id)
                .bind(id)
                .optional()
                .await?;
            let (name,) = found.ok_or(WriteError::NotFound)?;
            conn.query(REMOVE).bind(id).execute().await?;
            announce(conn, &audit).await?;
            audit::record(conn, &audit, AuditAction::ApiTokenRemoved, id, &name).await?;
            Ok(())
        })
        .await
    }

    /// The token with this hash, unless it has expired.
    pub async fn api_token(
        &self,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Presented>, StoreError> {
        self.db
            .read(async move |conn| {
                let found = conn
                    .query(FIND)
                    .bind(&token_hash[..])
                    .bind(now)
                    .optional::<FoundRow>()
                    .await?;
                let Some(found) = found else {
                    return Ok(None);
                };
                let staff = staff::find(conn, found.workspace_id, found.staff_id).await?;
                let Some(staff) = staff else {
                    return Ok(None);
                };
                let actor = staff::actor(conn, &staff).await?;
                Ok(Some(Presented {
                    id: found.id,
                    workspace_id: found.workspace_id,
                    staff,
                    actor,
                    scopes: found.scopes.0,
                    last_used_at: found.last_used_at,
                }))
            })
            .await
    }

    /// Records that a token was used.
    pub async fn note_api_token_use(
        &self,
        id: ApiTokenId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| conn.query(USE).bind(id).bind(now).execute().await.map(drop))
            .await
    }
}
