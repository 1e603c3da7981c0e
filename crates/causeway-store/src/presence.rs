//! Presence: the availability that staff chose, and whether they are connected and active.

use causeway_core::{StaffId, Timestamp, WorkspaceId, event::Event, staff::Chosen};

use crate::{
    Store, StoreError,
    db::{Conn, DbError, Sql, statements},
    event,
};

/// How an open stream changes the presence of its staff member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectedChange {
    /// The staff member was offline and is now online: offers follow.
    CameOnline,
    /// The staff member was already online.
    Stayed,
    /// The staff member was removed; the stream must end.
    Removed,
}

statements! {
    const CONNECT: Sql = "UPDATE staff SET connected_until = CASE WHEN connected_until > $2 THEN connected_until ELSE $2 END
        WHERE id = $1 AND removed_at IS NULL RETURNING workspace_id";
    const COME_ONLINE: Sql = "UPDATE staff SET online = TRUE WHERE id = $1 AND NOT online";
    const GO_OFFLINE: Sql = {
        // sqlite: the comparison must be written as in the index.
        sqlite: "UPDATE staff SET online = 0 WHERE online = 1 AND connected_until <= $1 RETURNING workspace_id, id",
        postgres: "UPDATE staff SET online = FALSE WHERE online AND connected_until <= $1 RETURNING workspace_id, id",
    };
    const BELIEVE: Sql = {
        // sqlite: the comparison must be written as in the index.
        sqlite: "UPDATE staff SET connected_until = $1 WHERE online = 1 AND connected_until < $1",
        postgres: "UPDATE staff SET connected_until = $1 WHERE online AND connected_until < $1",
    };
    const USE: Sql = "UPDATE staff SET used_until = $2 WHERE id = $1 AND used_until < $2";
    const WAKE: Sql = "UPDATE staff SET idle = FALSE WHERE id = $1 AND idle AND removed_at IS NULL";
    const REST: Sql = "UPDATE staff SET idle = TRUE, used_until = $3 WHERE workspace_id = $1 AND id = $2 AND NOT idle
        AND removed_at IS NULL";
    const GO_IDLE: Sql = {
        // sqlite: the comparison must be written as in the index.
        sqlite: "UPDATE staff SET idle = 1 WHERE online = 1 AND idle = 0 AND used_until <= $1 RETURNING workspace_id, id",
        postgres: "UPDATE staff SET idle = TRUE WHERE online AND NOT idle AND used_until <= $1 RETURNING workspace_id, id",
    };
    const BELIEVE_IN_USE: Sql = {
        // sqlite: the comparison must be written as in the index.
        sqlite: "UPDATE staff SET used_until = $1 WHERE online = 1 AND idle = 0 AND used_until < $1",
        postgres: "UPDATE staff SET used_until = $1 WHERE online AND NOT idle AND used_until < $1",
    };
    const CHOOSE: Sql = "UPDATE staff SET chosen = $3 WHERE workspace_id = $1 AND id = $2 AND chosen <> $3
        AND removed_at IS NULL";
}

/// Records use of a device until `until`. If the staff member was idle, they become active; returns
/// whether they were idle.
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
    /// Keeps the staff member who reads an open stream online until `until`.
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

    /// Extends the presence of all staff after a pause in which they could not show it, such as a
    /// restart: online staff count as connected until `connected_until`, and staff who are not idle
    /// as active until `used_until`.
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

    /// Records that a staff member uses a device; they count as active until `until`. Returns
    /// whether they were idle.
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

    /// Marks a staff member as idle, because they said that they are away from the screen. Returns
    /// whether this is a change.
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

    /// Marks connected staff who have not used a device for a while as idle, and returns them.
    pub async fn staff_idle(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(WorkspaceId, StaffId)>, StoreError> {
        self.notice(GO_IDLE, now).await
    }

    /// Marks staff whose last connection has ended as offline, and returns them.
    pub async fn staff_gone(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(WorkspaceId, StaffId)>, StoreError> {
        self.notice(GO_OFFLINE, now).await
    }

    /// Updates all staff that `statement` finds, and announces the change to staff screens.
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

    /// Sets the availability that a staff member chose. Returns whether this is a change.
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
