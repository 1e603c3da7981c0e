//! Credentials of sources: access tokens, which are found by hash, and signing secrets. Both are
//! stored sealed, each under its own id, so that staff with permission can read them again.

use causeway_core::{
    ChannelId, SourceId, Timestamp, WorkspaceId, channel::ChannelState, event::Event,
};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    db::{Columns, Conn, DbError, insert, record, row, statements},
    event,
    write::{self, AuditContext, WriteError},
};

/// The most credentials of one kind that a source has at the same time: the current one and the
/// expiring ones.
pub const OVERLAPS_MAX: i64 = 5;

/// A credential to store.
#[derive(Clone, Debug)]
pub struct NewCredential {
    /// The id under which it is sealed.
    pub id: Uuid,
    /// The hash by which an access token is found; `None` for a signing secret, which is not looked
    /// up.
    pub hash: Option<[u8; 32]>,
    /// The credential, encrypted.
    pub sealed: Vec<u8>,
}

/// A stored credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedCredential {
    /// The id under which it is sealed.
    pub id: Uuid,
    /// The credential, encrypted.
    pub sealed: Vec<u8>,
}

/// The current credentials of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revealed {
    /// The credential that the source sends when it calls Causeway.
    pub access_token: SealedCredential,
    /// The key that signs outgoing requests.
    pub signing_secret: SealedCredential,
}

/// The source that an access token belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenOwner {
    pub workspace_id: WorkspaceId,
    pub source_id: SourceId,
    /// The source's channel, if it has one that is not archived.
    pub channel: Option<(ChannelId, ChannelState)>,
    /// When the token expires; `None` unless a newer token replaced it.
    pub expires_at: Option<Timestamp>,
    /// When a use of it was last recorded.
    pub last_used_at: Option<Timestamp>,
}

/// The metadata of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CredentialUse {
    /// `true`: an access token; `false`: a signing secret.
    pub is_token: bool,
    pub created_at: Timestamp,
    /// When it expires; `None`: it is the current one.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute; only for access tokens.
    pub last_used_at: Option<Timestamp>,
}

statements! {
    const NAME: Sql = "SELECT name FROM sources WHERE workspace_id = $1 AND id = $2
        AND removed_at IS NULL";
    const ADD: Sql = [insert!(credentials { ..NewRow })];
    const BY_TOKEN: Sql = ["SELECT ", TokenOwner::COLUMNS, " FROM credentials k
        LEFT JOIN channels c ON c.source_id = k.source_id AND c.state <> 'archived'
        WHERE k.hash = $1 AND (k.expires_at IS NULL OR k.expires_at > $2)"];
    const SECRETS: Sql = ["SELECT ", SealedCredential::COLUMNS, " FROM credentials
        WHERE source_id = $1 AND kind = 'signingSecret'
        AND (expires_at IS NULL OR expires_at > $2) ORDER BY expires_at IS NOT NULL, created_at DESC, id"];
    const PRESENT: Sql = ["SELECT ", SealedCredential::COLUMNS, " FROM credentials
        WHERE source_id = $1 AND kind = $2 AND expires_at IS NULL"];
    const LIST: Sql = ["SELECT ", CredentialUse::COLUMNS, " FROM credentials WHERE source_id = $1
        AND (expires_at IS NULL OR expires_at > $2) ORDER BY kind, expires_at IS NOT NULL, created_at DESC"];
    const USED: Sql = "UPDATE credentials SET last_used_at = $2 WHERE hash = $1";
    const FORGET: Sql = "DELETE FROM credentials WHERE source_id = $1 AND kind = $2 AND expires_at <= $3";
    const COUNT: Sql = "SELECT count(*) FROM credentials WHERE source_id = $1 AND kind = $2";
    const EXPIRE: Sql = "UPDATE credentials SET expires_at = $3 WHERE source_id = $1 AND kind = $2
        AND (expires_at IS NULL OR expires_at > $3)";
}

row! {
    CredentialUse {
        kind: String,
        created_at,
        expires_at,
        last_used_at,
    } => CredentialUse {
        is_token: kind == "accessToken",
        created_at,
        expires_at,
        last_used_at,
    }
}

row! {
    SealedCredential {
        id,
        sealed,
    }
}

row! {
    TokenOwner from k {
        workspace_id,
        source_id,
        channel_id: Option<ChannelId> = "c.id",
        channel_state = "c.state",
        expires_at,
        last_used_at,
    } => TokenOwner {
        workspace_id,
        source_id,
        channel: channel_id.zip(channel_state),
        expires_at,
        last_used_at,
    }
}

record! {
    NewRow(audit: &AuditContext, source_id: SourceId, credential: &NewCredential) {
        workspace_id: audit.workspace_id,
        id: credential.id,
        source_id,
        kind: credential.kind(),
        hash: credential.hash.map(Vec::from),
        sealed: &credential.sealed[..],
        created_at: audit.at,
    }
}

impl NewCredential {
    /// The word in `credentials.kind`.
    fn kind(&self) -> &'static str {
        if self.hash.is_some() {
            "accessToken"
        } else {
            "signingSecret"
        }
    }
}

/// Adds a credential to a source.
pub(crate) async fn add(
    conn: &mut Conn,
    audit: &AuditContext,
    source_id: SourceId,
    new: &NewCredential,
) -> Result<(), DbError> {
    conn.query(ADD)
        .bind_all(NewRow::of(audit, source_id, new))
        .execute()
        .await?;
    Ok(())
}

/// The name of a source.
async fn name_of(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    source_id: SourceId,
) -> Result<String, WriteError> {
    let name: Option<(String,)> = conn
        .query(NAME)
        .bind(workspace_id)
        .bind(source_id)
        .optional()
        .await?;
    name.map(|(name,)| name).ok_or(WriteError::NotFound)
}

impl Store {
    /// The source to which this access token belongs, if the token is valid.
    pub async fn source_by_token(
        &self,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<TokenOwner>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(BY_TOKEN)
                    .bind(&hash[..])
                    .bind(now)
                    .optional()
                    .await
            })
            .await
    }

    /// Records that an access token was used.
    pub async fn note_token_use(&self, hash: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(USED)
                .bind(&hash[..])
                .bind(now)
                .execute()
                .await
                .map(drop)
        })
        .await
    }

    /// The valid credentials of a source: for each kind the current one first, then the expiring
    /// ones.
    pub async fn credential_uses(
        &self,
        source_id: SourceId,
        now: Timestamp,
    ) -> Result<Vec<CredentialUse>, StoreError> {
        self.db
            .read(async move |conn| conn.query(LIST).bind(source_id).bind(now).all().await)
            .await
    }

    /// The valid signing secrets of a source, newest first.
    pub async fn source_secrets(
        &self,
        source_id: SourceId,
        now: Timestamp,
    ) -> Result<Vec<SealedCredential>, StoreError> {
        self.db
            .read(async move |conn| conn.query(SECRETS).bind(source_id).bind(now).all().await)
            .await
    }

    /// The current credentials of a source, to show to a staff member. The same transaction adds a
    /// row to the audit log.
    pub async fn reveal(
        &self,
        audit: AuditContext,
        source_id: SourceId,
    ) -> Result<Revealed, WriteError> {
        self.write(async move |conn| {
            let name = name_of(conn, audit.workspace_id, source_id).await?;
            audit::record(conn, &audit, AuditAction::SourceRevealed, source_id, &name).await?;
            Ok(Revealed {
                access_token: conn
                    .query(PRESENT)
                    .bind(source_id)
                    .bind("accessToken")
                    .one()
                    .await?,
                signing_secret: conn
                    .query(PRESENT)
                    .bind(source_id)
                    .bind("signingSecret")
                    .one()
                    .await?,
            })
        })
        .await
    }

    /// Replaces the current credential of the same kind with `new`. The old credential, and older
    /// ones that are still valid, stay valid until `old_until` at the latest.
    pub async fn rotate(
        &self,
        audit: AuditContext,
        source_id: SourceId,
        new: NewCredential,
        old_until: Timestamp,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let name = name_of(conn, audit.workspace_id, source_id).await?;
            let kind = new.kind();
            conn.query(EXPIRE)
                .bind(source_id)
                .bind(kind)
                .bind(old_until)
                .execute()
                .await?;
            conn.query(FORGET)
                .bind(source_id)
                .bind(kind)
                .bind(audit.at)
                .execute()
                .await?;
            let kept: i64 = conn
                .query(COUNT)
                .bind(source_id)
                .bind(kind)
                .scalar()
                .await?;
            WriteError::if_full(kept, OVERLAPS_MAX)?;
            add(conn, &audit, source_id, &new).await?;
            let action = if new.hash.is_some() {
                AuditAction::TokenRotated
            } else {
                AuditAction::SecretRotated
            };
            audit::record(conn, &audit, action, source_id, &name).await?;
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::SourceUpdated { source_id }],
            )
            .await?;
            Ok(())
        })
        .await
    }
}
