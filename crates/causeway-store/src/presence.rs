//! Presence: who is connected, and what they chose.

use causeway_core::{StaffId, Timestamp, WorkspaceId, event::Event, staff::Chosen};

use crate::{
    Signal, Store, StoreError,
    db::{DbError, statements},
    event,
};

/// What an open stream changed about its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectedChange {
    /// They were offline and are not any more: offers follow.
    CameOnline,
    /// They were connected before.
    Stayed,
    /// They were removed: the stream has nobody to read it.
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
    const CHOOSE: Sql = "UPDATE staff SET chosen = $3 WHERE workspace_id = $1 AND id = $2 AND chosen <> $3
        AND removed_at IS NULL";
}

impl Store {
    /// An open stream holds its reader online until `until`.
    pub async fn connected(
        &self,
        id: StaffId,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<ConnectedChange, StoreError> {
        let change = self
            .db
            .write(async move |conn| {
                let found = conn.query(CONNECT).bind(id).bind(until).optional::<(WorkspaceId,)>().await?;
                let Some((workspace_id,)) = found else { return Ok::<_, DbError>(ConnectedChange::Removed) };
                if conn.query(COME_ONLINE).bind(id).execute().await? == 0 {
                    return Ok(ConnectedChange::Stayed);
                }
                event::append(conn, workspace_id, now, &[Event::StaffUpdated { staff_id: id }]).await?;
                Ok(ConnectedChange::CameOnline)
            })
            .await?;
        if change == ConnectedChange::CameOnline {
            self.signal(Signal::Events);
        }
        Ok(change)
    }

    /// Believes everybody who was online to be so until `until`: after a pause in which nobody could show it, such as a
    /// restart.
    pub async fn believe_online(&self, until: Timestamp) -> Result<(), StoreError> {
        self.db.write(async move |conn| conn.query(BELIEVE).bind(until).execute().await.map(drop)).await
    }

    /// Notices everybody whose last connection ended, and tells who they are.
    pub async fn staff_gone(&self, now: Timestamp) -> Result<Vec<(WorkspaceId, StaffId)>, StoreError> {
        let gone = self
            .db
            .write(async move |conn| {
                let gone: Vec<(WorkspaceId, StaffId)> = conn.query(GO_OFFLINE).bind(now).all().await?;
                for (workspace_id, staff_id) in &gone {
                    event::append(conn, *workspace_id, now, &[Event::StaffUpdated { staff_id: *staff_id }]).await?;
                }
                Ok::<_, DbError>(gone)
            })
            .await?;
        if !gone.is_empty() {
            self.signal(Signal::Events);
        }
        Ok(gone)
    }

    /// Somebody is ready, busy or away; tells whether that is news.
    pub async fn set_chosen(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
        chosen: Chosen,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let is_news = self
            .db
            .write(async move |conn| {
                if conn.query(CHOOSE).bind(workspace_id).bind(id).bind(chosen).execute().await? == 0 {
                    return Ok::<_, DbError>(false);
                }
                event::append(conn, workspace_id, now, &[Event::StaffUpdated { staff_id: id }]).await?;
                Ok(true)
            })
            .await?;
        if is_news {
            self.signal(Signal::Events);
        }
        Ok(is_news)
    }
}
