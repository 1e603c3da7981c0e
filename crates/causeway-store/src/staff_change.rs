//! Adding, changing and removing staff.

use causeway_core::{
    GroupId, SessionId, StaffId, Timestamp, WorkspaceId,
    event::Event,
    staff::{Name, Role, Staff},
};

use crate::{
    Store, api_token,
    audit::{self, AuditAction},
    canned_response,
    db::{After, Conn, DbError, insert, record, statements},
    event, membership, second_factor, session, single_sign_on,
    staff::{STAFF_MAX, find},
    sticky,
    write::{self, AuditContext, WriteError},
};

/// A staff member to add.
#[derive(Clone, Debug)]
pub struct NewStaff {
    pub id: StaffId,
    /// In lower case.
    pub email: String,
    pub name: Name,
    pub role: Role,
    /// As argon2 encodes it; empty if the staff member has no password.
    pub password_hash: String,
    /// The IANA name.
    pub time_zone: String,
    /// The service groups that they join.
    pub group_ids: Vec<GroupId>,
}

/// A change of a staff member; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct StaffChange {
    /// The address for sign-in, in lower case.
    pub email: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub role: Option<Role>,
    /// A new password. Sessions that began with the old one end.
    pub password: Option<NewPassword>,
    /// The IANA name.
    pub time_zone: Option<String>,
    /// All service groups of the staff member.
    pub group_ids: Option<Vec<GroupId>>,
}

/// A new password.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// As argon2 encodes it.
    pub hash: String,
    /// The session in which the password is set, if it is set in one. Staff who change their own
    /// password stay signed in there.
    pub set_in: Option<SessionId>,
    /// Whether the staff member's API tokens are removed with the old password: a program in the
    /// wrong hands must not keep access.
    pub ends_api_tokens: bool,
}

statements! {
    const ADD: Sql = [insert!(staff { workspace_id, id, password_hash, chosen = "'active'", created_at, ..Form })];
    const COUNT: Sql = "SELECT count(*) FROM staff WHERE workspace_id = $1 AND removed_at IS NULL";
    const OTHER_ADMINISTRATORS: Sql = "SELECT count(*) FROM staff WHERE workspace_id = $1 AND id <> $2
        AND role = 'administrator' AND removed_at IS NULL AND password_hash <> ''";
    const HOLD: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT count(*) FROM staff WHERE id = $1",
        // FOR UPDATE: a transaction that picks an enquiry up refers to this row, so it waits for
        // this transaction, and this transaction waits for it.
        postgres: "SELECT count(*) FROM (SELECT 1 FROM staff WHERE id = $1 FOR UPDATE) held",
    };
    const HANDLED: Sql = "SELECT count(*) FROM enquiries WHERE owner_id = $1 AND status IN ('ongoing', 'followedUp')";
    const UPDATE: Sql = ["UPDATE staff SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    const SET_PASSWORD: Sql = "UPDATE staff SET password_hash = $2 WHERE id = $1";
    const REMOVE: Sql = "UPDATE staff SET removed_at = $2, connected_until = 0, online = FALSE, version = version + 1
        WHERE id = $1";
}

record! {
    /// The columns that users fill in, except the password.
    Form(email: &str, name: &Name, role: Role, time_zone: &str) {
        email,
        first_name: &name.first,
        last_name: &name.last,
        role,
        time_zone,
    }
}

/// Writes a staff member's row and announces it to staff screens.
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

impl Store {
    /// Changes the password of the acting staff member, who stays signed in only in the session
    /// `set_in`.
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

    /// Adds a staff member.
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
            membership::set_groups_of_staff(conn, &audit, new.id, &new.group_ids).await?;
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

    /// Changes a staff member, if the row is still at version `seen`.
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
                membership::set_groups_of_staff(conn, &audit, id, group_ids).await?;
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

    /// Removes a staff member who handles no enquiry. Their name remains on the messages that they
    /// wrote, and all their sessions end.
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
            membership::set_groups_of_staff(conn, &audit, id, &[]).await?;
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

/// Sets a password. Sessions that began with the old one end.
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
    // A new address usually means a new person, so the link to the old identity is removed.
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

/// Returns an error if no administrator besides `id` has a password. At least one administrator
/// must be able to sign in without the identity provider.
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

/// Returns an error if the staff member handles enquiries. The lock is a separate statement, so
/// that the count sees the changes that the lock waited for.
async fn leave_no_enquiry(conn: &mut Conn, id: StaffId) -> Result<(), WriteError> {
    conn.query(HOLD).bind(id).scalar::<i64>().await?;
    let enquiries = conn.query(HANDLED).bind(id).scalar().await?;
    if enquiries == 0 {
        Ok(())
    } else {
        Err(WriteError::StaffInUse { enquiries })
    }
}
