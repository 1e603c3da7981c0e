//! Presence: who is connected, and what they chose.

use causeway_core::{StaffId, Timestamp, WorkspaceId, event::Event, staff::Chosen};

use crate::{
    Store, StoreError,
    db::{Conn, DbError, Sql, statements},
    event,
};

/// What an open stream changed about its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectedChange {
    /// They were offline and are not any more: offers follow.
    CameOnline,
    /// They were connected before.
    Stayed,
    /// They were removed, so the stream ends.
    Removed,
}

statements! {
    const CONNECT: Sql = "UPDATE staff SET connected_until = CASE WHEN connected_until > $2 THEN connected_until ELSE $2 END
        WHERE id = $1 AND removed_at IS NULL RETURNING workspace_id";
    const COME_ONLINE: Sql = "UPDATE staff SET online = TRUE WHERE id = $1 AND NOT online";
    const GO_OFFLINE: Sql = {
        // sqlite: the comparison has to read as in the index.
        sqlite: "UPDATE staff SET online = 0 WHERE online = 1 AND connected_until <= $1 RETURNING workspace_id, id",
        postgres: "UPDATE staff SET online = FALSE WHERE online AND connected_until <= $1 RETURNING workspace_id, id",
    };
    const BELIEVE: Sql = {
        // sqlite: the comparison has to read as in the index.
        sqlite: "UPDATE staff SET connected_until = $1 WHERE online = 1 AND connected_until < $1",
        postgres: "UPDATE staff SET connected_until = $1 WHERE online AND connected_until < $1",
    };
    const USE: Sql = "UPDATE staff SET used_until = $2 WHERE id = $1 AND used_until < $2";
    const WAKE: Sql = "UPDATE staff SET idle = FALSE WHERE id = $1 AND idle AND removed_at IS NULL";
    const REST: Sql = "UPDATE staff SET idle = TRUE, used_until = $3 WHERE workspace_id = $1 AND id = $2 AND NOT idle
        AND removed_at IS NULL";
    const GO_IDLE: Sql = {
        // sqlite: the comparison has to read as in the index.
        sqlite: "UPDATE staff SET idle = 1 WHERE online = 1 AND idle = 0 AND used_until <= $1 RETURNING workspace_id, id",
        postgres: "UPDATE staff SET idle = TRUE WHERE online AND NOT idle AND used_until <= $1 RETURNING workspace_id, id",
    };
    const BELIEVE_IN_USE: Sql = {
        // sqlite: the comparison has to read as in the index.
        sqlite: "UPDATE staff SET used_until = $1 WHERE online = 1 AND idle = 0 AND used_until < $1",
        postgres: "UPDATE staff SET used_until = $1 WHERE online AND NOT idle AND used_until < $1",
    };
    const CHOOSE: Sql = "UPDATE staff SET chosen = $3 WHERE workspace_id = $1 AND id = $2 AND chosen <> $3
        AND removed_at IS NULL";
}

/// Records use of a device until `until`. Returns whether the staff member was idle before.
pub(crate) async fn used(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: StaffId,
    until: Timestamp,
    now: Timestamp,
) -> Result<bool, DbError> {
    conn.query(USE).bind(id).bind(until).execute().await?;
    if conn.query(WAKE).bind(id).execute().await? == 0 {
        return Ok(false);
    }
    event::append(
        conn,
        workspace_id,
        now,
        &[Event::StaffUpdated { staff_id: id }],
    )
    .await?;
    Ok(true)
}

impl Store {
    /// An open stream holds its reader online until `until`.
    pub async fn connected(
        &self,
        id: StaffId,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<ConnectedChange, StoreError> {
        self.write(async move |conn| {
            let found = conn
                .query(CONNECT)
                .bind(id)
                .bind(until)
                .optional::<(WorkspaceId,)>()
                .await?;
            let Some((workspace_id,)) = found else {
                return Ok::<_, DbError>(ConnectedChange::Removed);
            };
            if conn.query(COME_ONLINE).bind(id).execute().await? == 0 {
                return Ok(ConnectedChange::Stayed);
            }
            event::append(
                conn,
                workspace_id,
                now,
                &[Event::StaffUpdated { staff_id: id }],
            )
            .await?;
            Ok(ConnectedChange::CameOnline)
        })
        .await
    }

    /// Counts everyone who was online as online until `connected_until`, and everyone who used a device as active until
    /// `used_until`: after a pause in which no screen could report, such as a restart.
    pub async fn believe_present(
        &self,
        connected_until: Timestamp,
        used_until: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(BELIEVE).bind(connected_until).execute().await?;
            conn.query(BELIEVE_IN_USE)
                .bind(used_until)
                .execute()
                .await
                .map(drop)
        })
        .await
    }

    /// Records use of a device until `until`. Returns whether the staff member was idle before.
    pub async fn used(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(async move |conn| used(conn, workspace_id, id, until, now).await)
            .await
    }

    /// Sets a staff member to idle. Returns whether that is a change.
    pub async fn rest(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(async move |conn| {
            if conn
                .query(REST)
                .bind(workspace_id)
                .bind(id)
                .bind(now)
                .execute()
                .await?
                == 0
            {
                return Ok::<_, DbError>(false);
            }
            event::append(
                conn,
                workspace_id,
                now,
                &[Event::StaffUpdated { staff_id: id }],
            )
            .await?;
            Ok(true)
        })
        .await
    }

    /// Finds connected staff who have not used a device for a while, and sets them to idle. Returns them.
    pub async fn staff_idle(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(WorkspaceId, StaffId)>, StoreError> {
        self.notice(GO_IDLE, now).await
    }

    /// Finds staff whose last connection ended, and sets them to offline. Returns them.
    pub async fn staff_gone(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(WorkspaceId, StaffId)>, StoreError> {
        self.notice(GO_OFFLINE, now).await
    }

    /// Updates the staff that `statement` finds, with an event for each.
    async fn notice(
        &self,
        statement: Sql,
        now: Timestamp,
    ) -> Result<Vec<(WorkspaceId, StaffId)>, StoreError> {
        self.write(async move |conn| {
            let noticed: Vec<(WorkspaceId, StaffId)> =
                conn.query(statement).bind(now).all().await?;
            for (workspace_id, staff_id) in &noticed {
                event::append(
                    conn,
                    *workspace_id,
                    now,
                    &[Event::StaffUpdated {
                        staff_id: *staff_id,
                    }],
                )
                .await?;
            }
            Ok::<_, DbError>(noticed)
        })
        .await
    }

    /// Sets a staff member to active or busy. Returns whether that is a change.
    pub async fn set_chosen(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
        chosen: Chosen,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(async move |conn| {
            if conn
                .query(CHOOSE)
                .bind(workspace_id)
                .bind(id)
                .bind(chosen)
                .execute()
                .await?
                == 0
            {
                return Ok::<_, DbError>(false);
            }
            event::append(
                conn,
                workspace_id,
                now,
                &[Event::StaffUpdated { staff_id: id }],
            )
            .await?;
            Ok(true)
        })
        .await
    }
}
