//! Rooms: every change to a conversation goes through the one method [`Store::change_room`].

mod candidates;
mod load;
mod number;
mod write;

use std::sync::Arc;

use causeway_core::{
    ChannelId, EnquiryId, GroupId, Moment, RoomId, StaffId, Timestamp, WorkspaceId,
    room::{Draft, Refusal, RoomDecision},
};

use number::Drawing;

pub use load::RoutingOutlook;
pub(crate) use number::Numbers;

use crate::{
    Store, StoreError,
    db::{Columns, DbError, Retry, statements},
    room_key::RoomKey,
};

#[cfg(test)]
pub(crate) use {
    candidates::ALL as ASKED, load::ALL as LOAD, number::ALL as NUMBER, write::ALL as WRITE,
};

/// Why a room was not changed. A refused change leaves nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum RoomError {
    /// There is no such room.
    #[error("there is no such room")]
    NotFound,
    /// The rules refuse the change.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a unit of work did not change its room.
enum UnitError {
    Room(RoomError),
    /// A new enquiry of this workspace needs a number, and this node has none left.
    NoNumber(WorkspaceId),
}

impl From<RoomError> for UnitError {
    fn from(error: RoomError) -> Self {
        Self::Room(error)
    }
}

impl From<DbError> for UnitError {
    fn from(error: DbError) -> Self {
        Self::Room(error.into())
    }
}

statements! {
    /// Other tables call this id `room_id`.
    const DUE: Sql = "SELECT workspace_id, id FROM rooms WHERE due_at <= $1 ORDER BY due_at LIMIT $2";
    const NEXT_DUE: Sql = "SELECT min(due_at) FROM rooms WHERE due_at IS NOT NULL";
    const OF_VISITOR: Sql = "SELECT r.id, r.enquiry_id FROM rooms r JOIN visitors v ON v.id = r.visitor_id
        WHERE r.workspace_id = $1 AND r.channel_id = $2 AND v.external_id = $3";
    const WAITING_FOR: Sql = ["SELECT ", RoomKey::COLUMNS, " FROM enquiries e
        WHERE e.workspace_id = $1 AND e.search IS NOT NULL AND NOT e.talking AND (
            EXISTS (SELECT 1 FROM offers o WHERE o.enquiry_id = e.id AND o.staff_id = $2)
            OR EXISTS (SELECT 1 FROM enquiry_destinations d JOIN group_members g ON g.group_id = d.group_id
                WHERE d.enquiry_id = e.id AND g.staff_id = $2))
        ORDER BY e.last_activity_at LIMIT $3"];
    const WAITING_AT: Sql = ["SELECT ", RoomKey::COLUMNS, " FROM enquiries e
        WHERE e.workspace_id = $1 AND e.search IS NOT NULL AND NOT e.talking
            AND EXISTS (SELECT 1 FROM enquiry_destinations d WHERE d.enquiry_id = e.id AND d.group_id = $2)
        ORDER BY e.last_activity_at LIMIT $3"];
    const WAITING: Sql = ["SELECT ", RoomKey::COLUMNS, " FROM enquiries WHERE search IS NOT NULL AND NOT talking
        ORDER BY last_activity_at LIMIT $1"];
    const STALE: Sql = ["SELECT ", RoomKey::COLUMNS, " FROM enquiries e WHERE e.search IS NOT NULL AND EXISTS (
            SELECT 1 FROM offers o JOIN staff s ON s.id = o.staff_id WHERE o.enquiry_id = e.id
                AND (NOT s.online OR s.chosen <> 'active' OR s.idle OR s.removed_at IS NOT NULL))
        ORDER BY e.last_activity_at LIMIT $1"];
}

/// The most rooms that one query returns.
pub const ROOMS_BATCH: i64 = 500;

impl Store {
    /// Locks the room (and creates it on first contact), passes it to `decision`, and writes the
    /// outcome, or nothing.
    ///
    /// All of it is one transaction: when this returns `Ok`, messages, enquiry, offers, events and
    /// deliveries are durable together.
    pub async fn change_room<D: RoomDecision>(
        &self,
        key: RoomKey,
        decision: D,
        moment: Moment,
    ) -> Result<D::Answer, RoomError> {
        let (key, decision) = (Arc::new(key), Arc::new(decision));
        loop {
            match self
                .try_change(Arc::clone(&key), Arc::clone(&decision), moment.clone())
                .await
            {
                Ok(answer) => return Ok(answer),
                Err(UnitError::NoNumber(workspace_id)) => self.take_numbers(workspace_id).await?,
                Err(UnitError::Room(error)) => return Err(error),
            }
        }
    }

    /// Changes the room, unless the decision needs a number and this node has none left.
    async fn try_change<D: RoomDecision>(
        &self,
        key: Arc<RoomKey>,
        decision: Arc<D>,
        moment: Moment,
    ) -> Result<D::Answer, UnitError> {
        let drawing = Arc::new(Drawing::of(&self.numbers));
        let numbers = Arc::clone(&drawing);
        // A visitor may write twice at the same moment, and the same message may arrive twice at
        // the same moment, in one room or in two.
        let changed = self
            .write_with(Retry::OnUniqueViolation, async move |conn| {
                let mut moment = moment.clone();
                let now = moment.now();
                let room_id = load::lock(conn, &key, &mut moment)
                    .await?
                    .ok_or(RoomError::NotFound)?;
                let room = load::room(conn, room_id, &*decision, &numbers, now).await?;
                let before = write::Before::of(&room);
                let mut draft = Draft::new(room, &mut moment);
                let answer = decision.decide(&mut draft).map_err(RoomError::from)?;
                let change = draft.finish();
                let opened = change
                    .enquiry
                    .as_ref()
                    .is_some_and(|changed| changed.is_new);
                write::change(conn, before, change, now).await?;
                Ok::<_, UnitError>((answer, opened))
            })
            .await;
        if matches!(
            changed,
            Ok((_, false)) | Err(UnitError::Room(RoomError::Refused(_)))
        ) {
            drawing.put_back();
        }
        changed.map(|(answer, _)| answer)
    }

    /// Rooms whose `due_at` has passed, the longest overdue first.
    pub async fn due_rooms(&self, now: Timestamp) -> Result<Vec<RoomKey>, StoreError> {
        self.db
            .read(async move |conn| conn.query(DUE).bind(now).bind(ROOMS_BATCH).all().await)
            .await
    }

    /// The earliest `due_at` of any room.
    pub async fn next_due_room(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db
            .read(async move |conn| conn.query(NEXT_DUE).scalar().await)
            .await
    }

    /// The room of a visitor on a channel, if the visitor ever wrote there, and its enquiry that is
    /// not closed.
    pub async fn room_of_visitor(
        &self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        external_id: String,
    ) -> Result<Option<(RoomId, Option<EnquiryId>)>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(OF_VISITOR)
                    .bind(workspace_id)
                    .bind(channel_id)
                    .bind(external_id)
                    .optional()
                    .await
            })
            .await
    }

    /// Rooms whose enquiry is offered to a staff member who can't take it now.
    pub async fn rooms_with_stale_offers(&self) -> Result<Vec<RoomKey>, StoreError> {
        self.db
            .read(async move |conn| conn.query(STALE).bind(ROOMS_BATCH).all().await)
            .await
    }

    /// Rooms whose enquiry is waiting for a staff member.
    pub async fn waiting_rooms(&self) -> Result<Vec<RoomKey>, StoreError> {
        self.db
            .read(async move |conn| conn.query(WAITING).bind(ROOMS_BATCH).all().await)
            .await
    }

    /// Rooms with an open enquiry that waits, or waited, at this service group.
    pub async fn rooms_waiting_at(
        &self,
        workspace_id: WorkspaceId,
        group_id: GroupId,
    ) -> Result<Vec<RoomKey>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(WAITING_AT)
                    .bind(workspace_id)
                    .bind(group_id)
                    .bind(ROOMS_BATCH)
                    .all()
                    .await
            })
            .await
    }

    /// Rooms with an open enquiry that is, or could be, offered to this person.
    pub async fn rooms_waiting_for(
        &self,
        workspace_id: WorkspaceId,
        staff_id: StaffId,
    ) -> Result<Vec<RoomKey>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(WAITING_FOR)
                    .bind(workspace_id)
                    .bind(staff_id)
                    .bind(ROOMS_BATCH)
                    .all()
                    .await
            })
            .await
    }
}
