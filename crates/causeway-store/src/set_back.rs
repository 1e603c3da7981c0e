//! Corrects stored times after the clock was set back; otherwise everything would wait until the
//! clock has caught up. No stored wait may end later than the maximum length of such a wait allows.

use std::time::Duration;

use causeway_core::{
    RoomId, Timestamp, WorkspaceId,
    delivery::RETRY_AFTER_MAX,
    staff::{Device, OFFLINE_AFTER},
};

use crate::{
    Store, StoreError,
    db::{Columns, DbError, row, statements},
    room::ROOMS_BATCH,
    room_key::RoomKey,
};

/// Longer than any claim of a lane, a turn or a copy lasts.
const LEASE_MAX: Duration = Duration::from_secs(130);

statements! {
    const LATEST: Sql = "SELECT max(at) FROM events";
    /// A pause that the endpoint requested is respected, up to [`RETRY_AFTER_MAX`].
    const QUIET_LANES: Sql = "UPDATE lanes SET due_at = $1, quiet_until = $1 WHERE quiet_until > $1";
    const LANES: Sql = "UPDATE lanes SET due_at = $1 WHERE pending > 0 AND due_at > $1 AND quiet_until <= $1";
    const LANE_LEASES: Sql = "UPDATE lanes SET lease_until = $1 WHERE lease_until > 0 AND lease_until > $1";
    const QUIET_PROBES: Sql = "UPDATE sources SET probe_at = $1, quiet_until = $1 WHERE quiet_until > $1";
    const PROBES: Sql = "UPDATE sources SET probe_at = $1 WHERE probe_at > $1 AND quiet_until <= $1";
    const CHATBOT_PROBES: Sql = "UPDATE chatbots SET probe_at = $1 WHERE probe_at > $1";
    const TURNS: Sql = "UPDATE turns SET due_at = $1 WHERE due_at > $1";
    const TURN_LEASES: Sql = "UPDATE turns SET lease_until = $1 WHERE lease_until > 0 AND lease_until > $1";
    /// A copy in progress is due when its lease ends.
    const COPIES: Sql = "UPDATE file_copies SET due_at = $1 WHERE due_at > $1";
    const CONNECTED: Sql = "UPDATE staff SET connected_until = $1 WHERE connected_until > $1";
    const USED: Sql = "UPDATE staff SET used_until = $1 WHERE used_until > $1";
    /// A session's lifetime is counted from its last use.
    const SESSIONS: Sql = "UPDATE sessions SET expires_at = expires_at - (last_used_at - $1), last_used_at = $1
        WHERE last_used_at > $1";
    const ROOMS: Sql = ["SELECT ", Waiting::COLUMNS, " FROM rooms WHERE due_at >= $1 AND (due_at, id) > ($1, $2)
        ORDER BY due_at, id LIMIT $3"];
}

row! {
    /// A room that waits, and when it is due.
    struct Waiting {
        workspace_id: WorkspaceId,
        room_id: RoomId = "id",
        due_at: Timestamp,
    }
}

impl Store {
    /// The time of the latest event in the log.
    pub async fn latest_event_at(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db
            .read(async move |conn| conn.query(LATEST).scalar().await)
            .await
    }

    /// Shortens every wait to the maximum that it could have if it began at `now`: retries and
    /// probes become due, and leases and presence end in time. Rooms are left out, because only
    /// decisions change them.
    pub async fn bound_waits(&self, now: Timestamp) -> Result<(), StoreError> {
        let (lease_until, quiet_until) = (now.plus(LEASE_MAX), now.plus(RETRY_AFTER_MAX));
        self.write(async move |conn| {
            for (statement, latest) in [
                (TURNS, now),
                (TURN_LEASES, lease_until),
                (QUIET_LANES, quiet_until),
                (LANES, now),
                (LANE_LEASES, lease_until),
                (QUIET_PROBES, quiet_until),
                (PROBES, now),
                (CHATBOT_PROBES, now),
                (COPIES, lease_until),
                (CONNECTED, now.plus(OFFLINE_AFTER)),
                (USED, now.plus(Device::Desktop.idle_after())),
                (SESSIONS, now),
            ] {
                conn.query(statement).bind(latest).execute().await?;
            }
            Ok::<_, DbError>(())
        })
        .await
    }

    /// Rooms that are due later than `after`, which is the time and the room of the previous entry;
    /// the earliest first.
    pub async fn waiting_after(
        &self,
        after: (Timestamp, RoomId),
    ) -> Result<Vec<(RoomKey, (Timestamp, RoomId))>, StoreError> {
        let (at, room_id) = after;
        let found: Vec<Waiting> = self
            .db
            .read(async move |conn| {
                conn.query(ROOMS)
                    .bind(at)
                    .bind(room_id)
                    .bind(ROOMS_BATCH)
                    .all()
                    .await
            })
            .await?;
        let key = |room: Waiting| {
            let key = RoomKey::Known {
                workspace_id: room.workspace_id,
                room_id: room.room_id,
            };
            (key, (room.due_at, room.room_id))
        };
        Ok(found.into_iter().map(key).collect())
    }
}
