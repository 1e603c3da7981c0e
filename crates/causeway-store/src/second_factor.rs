//! The second factor at sign-in: a secret that is shared with an authenticator app, and recovery
//! codes for when the app is lost.

use causeway_core::{StaffId, WorkspaceId};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    db::{Columns, Conn, DbError, insert, row, statements},
    staff,
    write::{AuditContext, WriteError},
};

/// A staff member's second factor, sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret that was offered but not yet confirmed with a code.
    pub offered: Option<Vec<u8>>,
    /// The confirmed secret, which sign-ins must use.
    pub secret: Option<Vec<u8>>,
}

/// What a staff member signs in with, besides the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffSignIn {
    /// Whether a sign-in requires a second factor.
    pub second_factor: bool,
    /// Whether the staff member is linked to an account at the identity provider.
    pub single_sign_on: bool,
}

statements! {
    const SIGN_IN: Sql = ["SELECT ", StaffSignIn::COLUMNS, "
        FROM staff s WHERE s.workspace_id = $1 AND s.id = $2 AND s.removed_at IS NULL"];
    const FIND: Sql = ["SELECT ", SecondFactor::COLUMNS, " FROM staff WHERE id = $1"];
    const OFFER: Sql = "UPDATE staff SET totp_offered = $2 WHERE id = $1";
    const TURN_ON: Sql = "UPDATE staff SET totp_secret = totp_offered, totp_offered = NULL, totp_step = $2
        WHERE id = $1 AND totp_offered = $3";
    const TURN_OFF: Sql = "UPDATE staff SET totp_secret = NULL, totp_offered = NULL WHERE id = $1";
    const USE_STEP: Sql = "UPDATE staff SET totp_step = $2 WHERE id = $1 AND totp_step < $2";
    const ADD_CODE: Sql = [insert!(recovery_codes { workspace_id, staff_id, code_hash })];
    const USE_CODE: Sql = "DELETE FROM recovery_codes WHERE staff_id = $1 AND code_hash = $2";
    const REMOVE_CODES: Sql = "DELETE FROM recovery_codes WHERE staff_id = $1";
    const CODES: Sql = "SELECT count(*) FROM recovery_codes WHERE staff_id = $1";
}

row! {
    StaffSignIn {
        second_factor: i64 = "CASE WHEN s.totp_secret IS NULL THEN 0 ELSE 1 END",
        links: i64 = "(SELECT count(*) FROM single_sign_on_links l WHERE l.staff_id = s.id)",
    } => StaffSignIn {
        second_factor: second_factor > 0,
        single_sign_on: links > 0,
    }
}

row! {
    SecondFactor {
        offered = "totp_offered",
        secret = "totp_secret",
    }
}

/// Removes the second factor and its recovery codes.
pub(crate) async fn remove(conn: &mut Conn, id: StaffId) -> Result<(), DbError> {
    conn.query(TURN_OFF).bind(id).execute().await?;
    conn.query(REMOVE_CODES).bind(id).execute().await.map(drop)
}

impl Store {
    /// The second factor of a staff member.
    pub async fn second_factor(&self, id: StaffId) -> Result<SecondFactor, StoreError> {
        self.db
            .read(async move |conn| conn.query(FIND).bind(id).one().await)
            .await
    }

    /// How a staff member of a workspace signs in; `None`: there is no such staff member.
    pub async fn sign_in_of(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
    ) -> Result<Option<StaffSignIn>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(SIGN_IN)
                    .bind(workspace_id)
                    .bind(id)
                    .optional()
                    .await
            })
            .await
    }

    /// How many recovery codes the staff member has left.
    pub async fn recovery_codes_left(&self, id: StaffId) -> Result<i64, StoreError> {
        self.db
            .read(async move |conn| conn.query(CODES).bind(id).scalar().await)
            .await
    }

    /// Stores a secret until it is confirmed with a code. The current second factor remains valid
    /// until then.
    pub async fn offer_second_factor(
        &self,
        id: StaffId,
        sealed: Vec<u8>,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(OFFER)
                .bind(id)
                .bind(&sealed[..])
                .execute()
                .await
                .map(drop)
        })
        .await
    }

    /// Turns on the offered second factor of the acting staff member, after its code of `step` was
    /// verified. Returns `false` if another secret was offered in the meantime.
    pub async fn turn_second_factor_on(
        &self,
        audit: AuditContext,
        offered: Vec<u8>,
        step: i64,
        code_hashes: Vec<[u8; 32]>,
    ) -> Result<bool, WriteError> {
        let id = audit.staff_id;
        self.write(async move |conn| {
            if conn
                .query(TURN_ON)
                .bind(id)
                .bind(step)
                .bind(&offered[..])
                .execute()
                .await?
                == 0
            {
                return Ok(false);
            }
            conn.query(REMOVE_CODES).bind(id).execute().await?;
            for hash in &code_hashes {
                conn.query(ADD_CODE)
                    .bind(audit.workspace_id)
                    .bind(id)
                    .bind(&hash[..])
                    .execute()
                    .await?;
            }
            record(conn, &audit, AuditAction::SecondFactorTurnedOn, id).await?;
            Ok(true)
        })
        .await
    }

    /// Turns off a staff member's second factor: the password alone is enough from now on.
    pub async fn turn_second_factor_off(
        &self,
        audit: AuditContext,
        id: StaffId,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            if staff::find(conn, audit.workspace_id, id).await?.is_none() {
                return Err(WriteError::NotFound);
            }
            remove(conn, id).await?;
            record(conn, &audit, AuditAction::SecondFactorTurnedOff, id).await
        })
        .await
    }

    /// Uses the code of a step. Returns `false` if that step or a later one was used before.
    pub async fn use_totp_step(&self, id: StaffId, step: i64) -> Result<bool, StoreError> {
        self.write(async move |conn| {
            Ok(conn.query(USE_STEP).bind(id).bind(step).execute().await? > 0)
        })
        .await
    }

    /// Uses a recovery code, which is valid once. Returns whether it was valid.
    pub async fn use_recovery_code(&self, id: StaffId, hash: [u8; 32]) -> Result<bool, StoreError> {
        self.write(async move |conn| {
            Ok(conn
                .query(USE_CODE)
                .bind(id)
                .bind(&hash[..])
                .execute()
                .await?
                > 0)
        })
        .await
    }
}

async fn record(
    conn: &mut Conn,
    audit: &AuditContext,
    action: AuditAction,
    id: StaffId,
) -> Result<(), WriteError> {
    let name = staff::find(conn, audit.workspace_id, id)
        .await?
        .map(|staff| staff.name.full())
        .unwrap_or_default();
    audit::record(conn, audit, action, id, &name).await?;
    Ok(())
}
