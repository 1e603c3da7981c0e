//! Single sign-on: a workspace's identity provider, and the links of its staff to subjects there.

use causeway_core::{
    Faults, Reason, StaffId, Timestamp, WorkspaceId,
    event::Event,
    single_sign_on::{Identity, Passwords},
};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    event, staff,
    write::{self, AuditContext, WriteError},
};

/// A workspace's identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SingleSignOn {
    /// The label of the sign-in button; 1 to 40 characters.
    pub name: String,
    /// The provider's issuer identifier.
    pub issuer: String,
    /// The id under which Causeway is registered at the provider.
    pub client_id: String,
    /// The secret with which Causeway authenticates to the provider, sealed; `None` if the provider
    /// requires none.
    pub client_secret: Option<Vec<u8>>,
    /// The staff who may still sign in with a password.
    pub passwords: Passwords,
    /// Increases with each change, for `If-Match`.
    pub version: i64,
}

/// A provider that replaces the current one.
#[derive(Clone, Debug)]
pub struct NewSingleSignOn {
    /// The label of the sign-in button; 1 to 40 characters.
    pub name: String,
    /// The provider's issuer identifier.
    pub issuer: String,
    /// The id under which Causeway is registered at the provider.
    pub client_id: String,
    pub client_secret: ClientSecretChange,
    /// The staff who may still sign in with a password.
    pub passwords: Passwords,
}

/// A change of the client secret.
#[derive(Clone, Debug)]
pub enum ClientSecretChange {
    /// The secret is kept.
    Stays,
    /// The secret is removed.
    Goes,
    /// The secret is replaced by this one, which is sealed.
    Is(Vec<u8>),
}

/// A way to sign in, shown before sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInProvider {
    /// The workspace whose staff sign in with it.
    pub workspace_id: WorkspaceId,
    /// The label of the sign-in button.
    pub name: String,
}

/// The result of linking an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// The identity is linked to this staff member.
    To(StaffId),
    /// No staff member has this e-mail address.
    Nobody,
    /// The staff member with this address is linked to a different subject at the provider.
    Other,
}

statements! {
    const FIND: Sql = ["SELECT ", SingleSignOn::COLUMNS, " FROM single_sign_on WHERE workspace_id = $1"];
    const PROVIDERS: Sql = ["SELECT ", SignInProvider::COLUMNS, " FROM single_sign_on ORDER BY workspace_id"];
    const ADD: Sql = [insert!(single_sign_on { workspace_id, ..Form })];
    const UPDATE: Sql = ["UPDATE single_sign_on SET ", After::<1, Form>::SET, ",
        version = version + 1 WHERE workspace_id = $1"];
    const REMOVE: Sql = "DELETE FROM single_sign_on WHERE workspace_id = $1";
    const LINKED: Sql = "SELECT l.staff_id FROM single_sign_on_links l
        JOIN single_sign_on o ON o.workspace_id = l.workspace_id AND o.issuer = l.issuer
        JOIN staff s ON s.id = l.staff_id
        WHERE l.workspace_id = $1 AND l.issuer = $2 AND l.subject = $3 AND s.removed_at IS NULL";
    const BY_EMAIL: Sql = "SELECT s.id, l.subject FROM staff s LEFT JOIN single_sign_on_links l ON l.staff_id = s.id
        WHERE s.email = $2 AND s.workspace_id = $1 AND s.removed_at IS NULL";
    const LINK: Sql = [insert!(single_sign_on_links { workspace_id, staff_id, issuer, subject })];
    const REMOVE_LINKS: Sql = "DELETE FROM single_sign_on_links WHERE workspace_id = $1";
    const REMOVE_LINK_OF: Sql = "DELETE FROM single_sign_on_links WHERE staff_id = $1";
}

row! {
    SingleSignOn {
        name,
        issuer,
        client_id,
        client_secret,
        passwords,
        version,
    }
}

row! {
    SignInProvider {
        workspace_id,
        name,
    }
}

record! {
    /// The columns that users fill in, and the secret that is stored.
    Form(new: &NewSingleSignOn, client_secret: Option<&[u8]>) {
        name: &new.name,
        issuer: &new.issuer,
        client_id: &new.client_id,
        client_secret,
        passwords: new.passwords,
    }
}

/// Removes the link of a staff member. Single sign-on must not admit a staff member who was
/// removed.
pub(crate) async fn remove_link_of(conn: &mut Conn, id: StaffId) -> Result<(), DbError> {
    conn.query(REMOVE_LINK_OF)
        .bind(id)
        .execute()
        .await
        .map(drop)
}

async fn announce(conn: &mut Conn, audit: &AuditContext) -> Result<(), DbError> {
    event::append(
        conn,
        audit.workspace_id,
        audit.at,
        &[Event::SingleSignOnUpdated {}],
    )
    .await
}

async fn find(conn: &mut Conn, workspace_id: WorkspaceId) -> Result<Option<SingleSignOn>, DbError> {
    conn.query(FIND).bind(workspace_id).optional().await
}

async fn linked(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    identity: &Identity,
) -> Result<Option<StaffId>, DbError> {
    let query = conn
        .query(LINKED)
        .bind(workspace_id)
        .bind(&identity.issuer)
        .bind(&identity.subject);
    Ok(query.optional::<(StaffId,)>().await?.map(|(id,)| id))
}

impl Store {
    /// A workspace's identity provider, if it has one.
    pub async fn single_sign_on(
        &self,
        workspace_id: WorkspaceId,
    ) -> Result<Option<SingleSignOn>, StoreError> {
        self.db
            .read(async move |conn| find(conn, workspace_id).await)
            .await
    }

    /// The identity providers of all workspaces.
    pub async fn sign_in_providers(&self) -> Result<Vec<SignInProvider>, StoreError> {
        self.db
            .read(async move |conn| conn.query(PROVIDERS).all().await)
            .await
    }

    /// Sets a workspace's identity provider, if it is still at version `seen`. A different
    /// provider, or a different client id, uses different subjects, so all links are removed.
    pub async fn set_single_sign_on(
        &self,
        audit: AuditContext,
        seen: Option<i64>,
        new: NewSingleSignOn,
    ) -> Result<SingleSignOn, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id).await?;
            WriteError::if_changed(seen, found.as_ref().map_or(0, |found| found.version))?;
            let secret = secret_of(&new, found.as_ref())?;
            let statement = if found.is_some() { UPDATE } else { ADD };
            conn.query(statement)
                .bind(audit.workspace_id)
                .bind_all(Form::of(&new, secret.as_deref()))
                .execute()
                .await?;
            if found.is_some_and(|found| {
                (found.issuer, found.client_id) != (new.issuer.clone(), new.client_id.clone())
            }) {
                conn.query(REMOVE_LINKS)
                    .bind(audit.workspace_id)
                    .execute()
                    .await?;
            }
            announce(conn, &audit).await?;
            audit::record(
                conn,
                &audit,
                AuditAction::SingleSignOnUpdated,
                audit.workspace_id,
                &new.name,
            )
            .await?;
            find(conn, audit.workspace_id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Removes a workspace's identity provider and all links. Its staff sign in only with passwords
    /// from now on.
    pub async fn remove_single_sign_on(&self, audit: AuditContext) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id)
                .await?
                .ok_or(WriteError::NotFound)?;
            conn.query(REMOVE)
                .bind(audit.workspace_id)
                .execute()
                .await?;
            conn.query(REMOVE_LINKS)
                .bind(audit.workspace_id)
                .execute()
                .await?;
            announce(conn, &audit).await?;
            audit::record(
                conn,
                &audit,
                AuditAction::SingleSignOnRemoved,
                audit.workspace_id,
                &found.name,
            )
            .await?;
            Ok(())
        })
        .await
    }

    /// Removes a staff member's link to an identity. The next identity with the staff member's
    /// address is linked instead.
    pub async fn unlink_staff(&self, audit: AuditContext, id: StaffId) -> Result<(), WriteError> {
        self.write(async move |conn| {
            let found = staff::find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            remove_link_of(conn, id).await?;
            audit::record(
                conn,
                &audit,
                AuditAction::SingleSignOnUnlinked,
                id,
                &found.name.full(),
            )
            .await?;
            Ok(())
        })
        .await
    }

    /// The staff member who is linked to this identity.
    pub async fn linked_staff(
        &self,
        workspace_id: WorkspaceId,
        identity: Identity,
    ) -> Result<Option<StaffId>, StoreError> {
        self.db
            .read(async move |conn| linked(conn, workspace_id, &identity).await)
            .await
    }

    /// Links the identity to the staff member with the identity's address. Returns `NotFound` if
    /// its provider, or the client id of the sign-in, no longer belongs to the workspace.
    pub async fn link_staff(
        &self,
        workspace_id: WorkspaceId,
        client_id: String,
        identity: Identity,
        deed_id: Uuid,
        now: Timestamp,
    ) -> Result<Linked, WriteError> {
        self.write(async move |conn| {
            // Prevents a race with the removal of the provider, and with the same sign-in in a
            // second request.
            write::lock(conn, workspace_id).await?;
            let provider = find(conn, workspace_id).await?;
            if provider
                .is_none_or(|kept| kept.issuer != identity.issuer || kept.client_id != client_id)
            {
                return Err(WriteError::NotFound);
            }
            if let Some(id) = linked(conn, workspace_id, &identity).await? {
                return Ok(Linked::To(id));
            }
            let Some(email) = &identity.email else {
                return Ok(Linked::Nobody);
            };
            let found = conn
                .query(BY_EMAIL)
                .bind(workspace_id)
                .bind(email)
                .optional()
                .await?;
            let Some((id, other)): Option<(StaffId, Option<String>)> = found else {
                return Ok(Linked::Nobody);
            };
            if other.is_some() {
                return Ok(Linked::Other);
            }
            let query = conn
                .query(LINK)
                .bind(workspace_id)
                .bind(id)
                .bind(&identity.issuer)
                .bind(&identity.subject);
            query.execute().await?;
            let name = staff::find(conn, workspace_id, id)
                .await?
                .map(|staff| staff.name.full())
                .unwrap_or_default();
            let audit = AuditContext {
                id: deed_id,
                workspace_id,
                staff_id: id,
                at: now,
            };
            audit::record(conn, &audit, AuditAction::SingleSignOnLinked, id, &name).await?;
            Ok(Linked::To(id))
        })
        .await
    }
}

/// The secret to store. A secret that is kept is only ever sent to the same provider: a person who
/// may change the settings must not be able to read the secret by naming a different provider.
fn secret_of(
    new: &NewSingleSignOn,
    found: Option<&SingleSignOn>,
) -> Result<Option<Vec<u8>>, WriteError> {
    match &new.client_secret {
        ClientSecretChange::Goes => Ok(None),
        ClientSecretChange::Is(sealed) => Ok(Some(sealed.clone())),
        ClientSecretChange::Stays => {
            let Some((found, secret)) =
                found.and_then(|found| Some((found, found.client_secret.clone()?)))
            else {
                return Ok(None);
            };
            if found.issuer != new.issuer {
                return Err(WriteError::Invalid(Faults::one(
                    "/clientSecret",
                    Reason::SecretOfOtherProvider,
                )));
            }
            Ok(Some(secret))
        }
    }
}
