//! Sessions: sign-ins of staff.

use causeway_core::{
    SessionId, StaffId, Timestamp, WorkspaceId,
    event::Event,
    permission::Actor,
    single_sign_on::Passwords,
    staff::{Device, Staff},
};

use crate::{
    Store, StoreError,
    db::{Columns, Conn, DbError, insert, record, row, statements},
    event, presence, staff,
};

/// The most sessions of one staff member. A further sign-in ends the least recently used one.
const SESSIONS_MAX: i64 = 20;
/// The most sessions that one call of [`Store::prune_sessions`] removes.
const PRUNE_BATCH: i64 = 500;

/// The staff member whose password is checked at a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub workspace_id: WorkspaceId,
    pub staff_id: StaffId,
    /// As argon2 encodes it; empty if the staff member has no password.
    pub password_hash: String,
    /// Whether the staff member may sign in with the password; otherwise the workspace's single
    /// sign-on is the only way.
    pub by_password: bool,
}

/// A sign-in to store.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub id: SessionId,
    pub workspace_id: WorkspaceId,
    pub staff_id: StaffId,
    /// The hash by which the session is found.
    pub token_hash: [u8; 32],
    /// The browser's `User-Agent`.
    pub user_agent: String,
    /// When it expires if it is not used before.
    pub expires_at: Timestamp,
}

/// A session as its staff member sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    /// The browser's `User-Agent`.
    pub user_agent: String,
    /// When the staff member signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
    /// When it expires if it is not used before.
    pub expires_at: Timestamp,
}

/// A session that has not expired, and its staff member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub session_id: SessionId,
    pub workspace_id: WorkspaceId,
    pub staff: Staff,
    /// The actor of requests in this session.
    pub actor: Actor,
    /// When the staff member signed in.
    pub created_at: Timestamp,
    /// When the session was last used, to the minute.
    pub last_used_at: Timestamp,
}

statements! {
    const CREDENTIALS: Sql = ["SELECT ", SignIn::COLUMNS, " FROM staff s
        LEFT JOIN single_sign_on o ON o.workspace_id = s.workspace_id WHERE s.email = $1 AND s.removed_at IS NULL"];
    const ADD: Sql = [insert!(sessions { ..NewRow })];
    const OLDEST: Sql = "SELECT id FROM sessions WHERE staff_id = $1 ORDER BY last_used_at DESC, id DESC LIMIT $3 OFFSET $2";
    const FIND: Sql = ["SELECT ", FoundRow::COLUMNS, " FROM sessions WHERE token_hash = $1 AND expires_at > $2"];
    const USE: Sql = "UPDATE sessions SET last_used_at = $2, expires_at = $3 WHERE id = $1";
    const LIVES: Sql = "SELECT count(*) FROM sessions WHERE id = $1 AND expires_at > $2";
    const OF_STAFF: Sql = ["SELECT ", Session::COLUMNS, " FROM sessions
        WHERE staff_id = $1 AND expires_at > $2 ORDER BY last_used_at DESC, id DESC"];
    const REMOVE: Sql = "DELETE FROM sessions WHERE id = $1";
    const REMOVE_OF: Sql = "DELETE FROM sessions WHERE staff_id = $1 AND id = $2";
    const REMOVE_ALL_OF: Sql = "DELETE FROM sessions WHERE staff_id = $1";
    const REMOVE_OTHERS_OF: Sql = "DELETE FROM sessions WHERE staff_id = $1 AND id <> $2";
    const PRUNE: Sql = "DELETE FROM sessions WHERE id IN
        (SELECT id FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";
}

row! {
    SignIn from s {
        workspace_id,
        staff_id = "s.id",
        password_hash,
        role,
        passwords: Option<Passwords> = "o.passwords",
    } => SignIn {
        workspace_id,
        staff_id,
        password_hash,
        by_password: passwords.is_none_or(|passwords| passwords.permit(role)),
    }
}

row! {
    Session {
        id,
        user_agent,
        created_at,
        last_used_at,
        expires_at,
    }
}

row! {
    /// A session, found by its token.
    struct FoundRow {
        id: SessionId,
        workspace_id: WorkspaceId,
        staff_id: StaffId,
        created_at: Timestamp,
        last_used_at: Timestamp,
    }
}

record! {
    NewRow(session: &NewSession, now: Timestamp) {
        workspace_id: session.workspace_id,
        id: session.id,
        staff_id: session.staff_id,
        token_hash: &session.token_hash[..],
        user_agent: &session.user_agent,
        created_at: now,
        last_used_at: now,
        expires_at: session.expires_at,
    }
}

/// Ends all sessions of a staff member.
pub(crate) async fn remove_all_of(conn: &mut Conn, id: StaffId) -> Result<(), DbError> {
    conn.query(REMOVE_ALL_OF).bind(id).execute().await?;
    Ok(())
}

/// Ends all sessions of a staff member except one.
pub(crate) async fn remove_others_of(
    conn: &mut Conn,
    id: StaffId,
    kept: SessionId,
) -> Result<(), DbError> {
    conn.query(REMOVE_OTHERS_OF)
        .bind(id)
        .bind(kept)
        .execute()
        .await?;
    Ok(())
}

/// Announces to all nodes that a session of the staff member has ended: its open streams end when
/// they receive the event.
pub(crate) async fn tell_of_end(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    staff_id: StaffId,
    now: Timestamp,
) -> Result<(), DbError> {
    event::append(conn, workspace_id, now, &[Event::StaffUpdated { staff_id }]).await
}

impl Store {
    /// The staff member who signs in with this e-mail address, if there is one.
    pub async fn sign_in(&self, email: String) -> Result<Option<SignIn>, StoreError> {
        self.db
            .read(async move |conn| conn.query(CREDENTIALS).bind(&email).optional().await)
            .await
    }

    /// Stores a sign-in. It counts as use of a device, so an idle staff member becomes active; the
    /// availability that they chose remains.
    pub async fn create_session(&self, new: NewSession, now: Timestamp) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(ADD)
                .bind_all(NewRow::of(&new, now))
                .execute()
                .await?;
            let surplus = conn
                .query(OLDEST)
                .bind(new.staff_id)
                .bind(SESSIONS_MAX)
                .bind(SESSIONS_MAX);
            let surplus: Vec<(SessionId,)> = surplus.all().await?;
            for (id,) in &surplus {
                conn.query(REMOVE).bind(*id).execute().await?;
            }
            let until = now.plus(Device::of_user_agent(&new.user_agent).idle_after());
            let returned = presence::used(conn, new.workspace_id, new.staff_id, until, now).await?;
            if !surplus.is_empty() && !returned {
                tell_of_end(conn, new.workspace_id, new.staff_id, now).await?;
            }
            Ok(())
        })
        .await
    }

    /// The session with this token, unless it has expired.
    pub async fn session(
        &self,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<SignedIn>, StoreError> {
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
                Ok(Some(SignedIn {
                    session_id: found.id,
                    workspace_id: found.workspace_id,
                    staff,
                    actor,
                    created_at: found.created_at,
                    last_used_at: found.last_used_at,
                }))
            })
            .await
    }

    /// Whether a session exists and has not expired.
    pub async fn session_lives(&self, id: SessionId, now: Timestamp) -> Result<bool, StoreError> {
        self.db
            .read(async move |conn| {
                Ok(conn.query(LIVES).bind(id).bind(now).scalar::<i64>().await? > 0)
            })
            .await
    }

    /// Records that a session was used, and extends it to `expires_at`.
    pub async fn note_session_use(
        &self,
        id: SessionId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(USE)
                .bind(id)
                .bind(now)
                .bind(expires_at)
                .execute()
                .await?;
            Ok(())
        })
        .await
    }

    /// The sessions of a staff member that have not expired at `now`, the most recently used first.
    /// There are at most 20.
    pub async fn sessions_of(
        &self,
        id: StaffId,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError> {
        self.db
            .read(async move |conn| conn.query(OF_STAFF).bind(id).bind(now).all().await)
            .await
    }

    /// Ends a session of a staff member. Returns whether it existed.
    pub async fn remove_session_of(
        &self,
        workspace_id: WorkspaceId,
        staff_id: StaffId,
        id: SessionId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(async move |conn| {
            let ended = conn
                .query(REMOVE_OF)
                .bind(staff_id)
                .bind(id)
                .execute()
                .await?
                > 0;
            if ended {
                tell_of_end(conn, workspace_id, staff_id, now).await?;
            }
            Ok::<_, DbError>(ended)
        })
        .await
    }

    /// Ends all sessions of a staff member except one.
    pub async fn remove_other_sessions(
        &self,
        workspace_id: WorkspaceId,
        staff_id: StaffId,
        kept: SessionId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| {
            remove_others_of(conn, staff_id, kept).await?;
            tell_of_end(conn, workspace_id, staff_id, now).await
        })
        .await
    }

    /// Removes some of the expired sessions and returns how many.
    pub async fn prune_sessions(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.write(async move |conn| {
            conn.query(PRUNE)
                .bind(now)
                .bind(PRUNE_BATCH)
                .execute()
                .await
        })
        .await
    }
}
