//! Staff: people who sign in.

use causeway_core::{
    Faults, GroupId, Reason, SessionId, StaffId, Thing, Timestamp, WorkspaceId,
    event::Event,
    permission::Actor,
    staff::{Name, Role, Staff},
};

use crate::{
    Store, StoreError, api_token,
    audit::{self, AuditAction},
    canned_response,
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    event, group, second_factor, session, single_sign_on, sticky,
    write::{self, AuditContext, WriteError},
};

/// Most staff of a workspace.
pub const STAFF_MAX: i64 = 500;

/// Somebody to add.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Ours.
    pub id: StaffId,
    /// In lower case.
    pub email: String,
    /// What they are called.
    pub name: Name,
    /// What they may do.
    pub role: Role,
    /// As argon2 writes it; empty where they have none.
    pub password_hash: String,
    /// IANA name of their time zone.
    pub time_zone: String,
    /// The service groups that they join.
    pub group_ids: Vec<GroupId>,
}

/// What is to change about somebody; `None`: nothing.
#[derive(Clone, Debug, Default)]
pub struct StaffChange {
    /// The address they sign in with, in lower case.
    pub email: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// What they may do.
    pub role: Option<Role>,
    /// A new password. Whoever is signed in with the old one has to sign in again.
    pub password: Option<NewPassword>,
    /// IANA name of their time zone.
    pub time_zone: Option<String>,
    /// All service groups that they shall be in.
    pub group_ids: Option<Vec<GroupId>>,
}

/// A password that is set.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// As argon2 writes it.
    pub hash: String,
    /// The session of whoever sets it, if it is set in one: somebody who sets their own stays signed in there.
    pub set_in: Option<SessionId>,
    /// Their API tokens end with the old one: a program in the wrong hands must not outlast it.
    pub ends_api_tokens: bool,
}

statements! {
    const ADD: Sql = [insert!(staff { workspace_id, id, password_hash, chosen = "'active'", created_at, ..Form })];
    const FIND: Sql = ["SELECT ", Staff::COLUMNS,
        " FROM staff s WHERE s.removed_at IS NULL AND s.workspace_id = $1 AND s.id = $2"];
    const LIST: Sql = ["SELECT ", Staff::COLUMNS, " FROM staff s WHERE s.removed_at IS NULL AND s.workspace_id = $1"];
    const AFTER: Fragment of LIST = " AND s.id > $1";
    const PAGE: Fragment of LIST = " ORDER BY s.id LIMIT $1";
    const COUNT: Sql = "SELECT count(*) FROM staff WHERE workspace_id = $1 AND removed_at IS NULL";
    const OTHER_ADMINISTRATORS: Sql = "SELECT count(*) FROM staff WHERE workspace_id = $1 AND id <> $2
        AND role = 'administrator' AND removed_at IS NULL AND password_hash <> ''";
    const HOLD: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT count(*) FROM staff WHERE id = $1",
        // FOR UPDATE: whoever picks an enquiry up refers to this row, which waits for us, as we do for them.
        postgres: "SELECT count(*) FROM (SELECT 1 FROM staff WHERE id = $1 FOR UPDATE) held",
    };
    const HANDLED: Sql = "SELECT count(*) FROM enquiries WHERE owner_id = $1 AND status IN ('ongoing', 'followedUp')";
    const UPDATE: Sql = ["UPDATE staff SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    const PASSWORD: Sql = "SELECT password_hash FROM staff WHERE id = $1";
    const SET_PASSWORD: Sql = "UPDATE staff SET password_hash = $2 WHERE id = $1";
    const REMOVE: Sql = "UPDATE staff SET removed_at = $2, connected_until = 0, online = FALSE, version = version + 1
        WHERE id = $1";
}

row! {
    Staff from s {
        id,
        email,
        first_name,
        last_name,
        role,
        chosen,
        connected_until,
        time_zone,
        version,
        used_until,
        idle,
    } => Staff {
        id,
        email,
        name: Name { first: first_name, last: last_name },
        role,
        chosen,
        connected_until,
        time_zone,
        group_ids: Vec::new(),
        version,
        used_until,
        idle,
    }
}

record! {
    /// What people fill in, but for the password.
    Form(email: &str, name: &Name, role: Role, time_zone: &str) {
        email,
        first_name: &name.first,
        last_name: &name.last,
        role,
        time_zone,
    }
}

/// Writes somebody's row, and tells their colleagues' screens.
pub(crate) async fn add(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    staff: &NewStaff,
    now: Timestamp,
) -> Result<(), DbError> {
    conn.query(ADD)
        .bind(workspace_id)
        .bind(staff.id)
        .bind(&staff.password_hash)
        .bind(now)
        .bind_all(Form::of(
            &staff.email,
            &staff.name,
            staff.role,
            &staff.time_zone,
        ))
        .execute()
        .await?;
    event::append(
        conn,
        workspace_id,
        now,
        &[Event::StaffUpdated { staff_id: staff.id }],
    )
    .await
}

/// Somebody who was not removed.
pub(crate) async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: StaffId,
) -> Result<Option<Staff>, DbError> {
    let found = conn.query(FIND).bind(workspace_id).bind(id);
    let Some(mut staff) = found.optional::<Staff>().await? else {
        return Ok(None);
    };
    staff.group_ids = group::ids_of_staff(conn, id).await?;
    Ok(Some(staff))
}

/// As whom somebody asks for something.
pub(crate) async fn actor(conn: &mut Conn, staff: &Staff) -> Result<Actor, DbError> {
    let team = match staff.role {
        Role::Supervisor => group::team_of_staff(conn, staff.id).await?,
        Role::Administrator | Role::Agent => Vec::new(),
    };
    Ok(Actor {
        staff_id: staff.id,
        role: staff.role,
        group_ids: staff.group_ids.clone(),
        team,
    })
}

async fn page(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    after: Option<StaffId>,
    limit: i64,
) -> Result<Vec<Staff>, DbError> {
    let query = conn.query(LIST).bind(workspace_id).and_if(AFTER, after);
    let mut staff: Vec<Staff> = query.and(PAGE).bind(limit).all().await?;
    let memberships = group::memberships(conn, workspace_id).await?;
    for one in &mut staff {
        let theirs = memberships
            .iter()
            .filter(|(_, staff_id)| *staff_id == one.id);
        one.group_ids = theirs.map(|(group_id, _)| *group_id).collect();
    }
    Ok(staff)
}

impl Store {
    /// Somebody who was not removed.
    pub async fn staff_member(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
    ) -> Result<Option<Staff>, StoreError> {
        self.db
            .read(async move |conn| find(conn, workspace_id, id).await)
            .await
    }

    /// As argon2 wrote somebody's password.
    pub async fn password_hash(&self, id: StaffId) -> Result<String, StoreError> {
        self.db
            .read(async move |conn| conn.query(PASSWORD).bind(id).scalar().await)
            .await
    }

    /// Whoever acts has another password from now on, and stays signed in here alone.
    pub async fn change_own_password(
        &self,
        audit: AuditContext,
        password: NewPassword,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            let found = find(conn, audit.workspace_id, audit.staff_id)
                .await?
                .ok_or(WriteError::NotFound)?;
            set_password(conn, &audit, audit.staff_id, &password).await?;
            session::tell_of_end(conn, audit.workspace_id, audit.staff_id, audit.at).await?;
            audit::record(
                conn,
                &audit,
                AuditAction::PasswordChanged,
                audit.staff_id,
                &found.name.full(),
            )
            .await?;
            Ok(())
        })
        .await
    }

    /// As whom somebody asks for something, unless they were removed.
    pub async fn actor(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
    ) -> Result<Option<Actor>, StoreError> {
        self.db
            .read(
                async move |conn| match find(conn, workspace_id, id).await? {
                    Some(staff) => actor(conn, &staff).await.map(Some),
                    None => Ok(None),
                },
            )
            .await
    }

    /// Everybody who was not removed, in the order in which they were added.
    pub async fn staff(&self, workspace_id: WorkspaceId) -> Result<Vec<Staff>, StoreError> {
        self.staff_page(workspace_id, None, STAFF_MAX).await
    }

    /// Some of those who were not removed: at most `limit`, from the one after `after` on.
    pub async fn staff_page(
        &self,
        workspace_id: WorkspaceId,
        after: Option<StaffId>,
        limit: i64,
    ) -> Result<Vec<Staff>, StoreError> {
        self.db
            .read(async move |conn| page(conn, workspace_id, after, limit).await)
            .await
    }

    /// Adds somebody.
    pub async fn create_staff(
        &self,
        audit: AuditContext,
        new: NewStaff,
    ) -> Result<Staff, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                STAFF_MAX,
            )?;
            add(conn, audit.workspace_id, &new, audit.at).await?;
            group::set_groups_of_staff(conn, &audit, new.id, &new.group_ids).await?;
            let created = find(conn, audit.workspace_id, new.id)
                .await?
                .ok_or(WriteError::NotFound)?;
            audit::record(
                conn,
                &audit,
                AuditAction::StaffCreated,
                new.id,
                &created.name.full(),
            )
            .await?;
            Ok(created)
        })
        .await
    }

    /// Changes somebody, if they still are at version `seen`.
    pub async fn update_staff(
        &self,
        audit: AuditContext,
        id: StaffId,
        seen: Option<i64>,
        change: StaffChange,
    ) -> Result<Staff, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            WriteError::if_changed(seen, found.version)?;
            update(conn, &audit, found, &change).await?;
            if let Some(password) = &change.password {
                set_password(conn, &audit, id, password).await?;
            }
            if let Some(group_ids) = &change.group_ids {
                group::set_groups_of_staff(conn, &audit, id, group_ids).await?;
            }
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::StaffUpdated { staff_id: id }],
            )
            .await?;
            let updated = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            audit::record(
                conn,
                &audit,
                AuditAction::StaffUpdated,
                id,
                &updated.name.full(),
            )
            .await?;
            Ok(updated)
        })
        .await
    }

    /// Removes somebody who handles no enquiry. Their name stays on what they wrote; they are signed out everywhere.
    pub async fn remove_staff(&self, audit: AuditContext, id: StaffId) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            if found.role == Role::Administrator {
                keep_an_administrator(conn, &audit, id).await?;
            }
            leave_no_enquiry(conn, id).await?;
            group::set_groups_of_staff(conn, &audit, id, &[]).await?;
            session::remove_all_of(conn, id).await?;
            second_factor::remove(conn, id).await?;
            api_token::remove_of_staff(conn, id).await?;
            single_sign_on::remove_link_of(conn, id).await?;
            sticky::remove_of_staff(conn, id).await?;
            canned_response::remove_of_staff(conn, id).await?;
            conn.query(REMOVE).bind(id).bind(audit.at).execute().await?;
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[
                    Event::StaffRemoved { staff_id: id },
                    Event::ApiTokensUpdated {},
                ],
            )
            .await?;
            audit::record(
                conn,
                &audit,
                AuditAction::StaffRemoved,
                id,
                &found.name.full(),
            )
            .await?;
            Ok(())
        })
        .await
    }
}

/// Whoever is signed in with the old one has to sign in again.
async fn set_password(
    conn: &mut Conn,
    audit: &AuditContext,
    id: StaffId,
    password: &NewPassword,
) -> Result<(), DbError> {
    conn.query(SET_PASSWORD)
        .bind(id)
        .bind(&password.hash)
        .execute()
        .await?;
    if password.ends_api_tokens {
        api_token::end_of_staff(conn, audit, id).await?;
    }
    match password.set_in {
        Some(session_id) => session::remove_others_of(conn, id, session_id).await,
        None => session::remove_all_of(conn, id).await,
    }
}

async fn update(
    conn: &mut Conn,
    audit: &AuditContext,
    found: Staff,
    change: &StaffChange,
) -> Result<(), WriteError> {
    let role = change.role.unwrap_or(found.role);
    if found.role == Role::Administrator && role != Role::Administrator {
        keep_an_administrator(conn, audit, found.id).await?;
    }
    // Whoever gives an account to somebody else does not mean the identity of who had it.
    if change
        .email
        .as_ref()
        .is_some_and(|email| *email != found.email)
    {
        single_sign_on::remove_link_of(conn, found.id).await?;
    }
    let name = Name {
        first: change.first_name.clone().unwrap_or(found.name.first),
        last: change.last_name.clone().unwrap_or(found.name.last),
    };
    let email = change.email.as_ref().unwrap_or(&found.email);
    let time_zone = change.time_zone.as_ref().unwrap_or(&found.time_zone);
    conn.query(UPDATE)
        .bind(found.id)
        .bind_all(Form::of(email, &name, role, time_zone))
        .execute()
        .await?;
    Ok(())
}

/// Refuses when nobody but `id` may do everything and can come in by a password, whatever becomes of an identity provider.
async fn keep_an_administrator(
    conn: &mut Conn,
    audit: &AuditContext,
    id: StaffId,
) -> Result<(), WriteError> {
    let others: i64 = conn
        .query(OTHER_ADMINISTRATORS)
        .bind(audit.workspace_id)
        .bind(id)
        .scalar()
        .await?;
    if others > 0 {
        Ok(())
    } else {
        Err(WriteError::LastAdministrator)
    }
}

/// Refuses while somebody handles enquiries. The lock is a statement of its own, so that the count sees what it waited for.
async fn leave_no_enquiry(conn: &mut Conn, id: StaffId) -> Result<(), WriteError> {
    conn.query(HOLD).bind(id).scalar::<i64>().await?;
    let enquiries = conn.query(HANDLED).bind(id).scalar().await?;
    if enquiries == 0 {
        Ok(())
    } else {
        Err(WriteError::StaffInUse { enquiries })
    }
}

/// Notes each of `ids` that is not a staff member of the workspace.
pub(crate) async fn check_ids(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    pointer: &str,
    ids: &[StaffId],
    faults: &mut Faults,
) -> Result<(), DbError> {
    for (index, id) in ids.iter().enumerate() {
        if conn
            .query(FIND)
            .bind(workspace_id)
            .bind(*id)
            .optional::<Staff>()
            .await?
            .is_none()
        {
            faults.add(
                format!("{pointer}/{index}"),
                Reason::NotFound { what: Thing::Staff },
            );
        } else if ids[..index].contains(id) {
            faults.add(format!("{pointer}/{index}"), Reason::Duplicate);
        }
    }
    Ok(())
}
