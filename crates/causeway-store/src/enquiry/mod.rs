//! Enquiries: their rows, and how they were routed.

mod view;

use causeway_core::{
    EnquiryId, LabelId, RoomId, StaffId, Timestamp, WorkspaceId,
    assignment::Assignment,
    enquiry::{Enquiry, EnquiryState, Offer},
    room::EnquiryChange,
    trace::TraceEntry,
};

#[cfg(test)]
pub(crate) use self::view::ALL as VIEW;
pub use self::view::{EnquiryFilter, EnquiryView};
use crate::{
    Store, StoreError,
    codec::Json,
    db::{Conn, DbError, FromRow, Row, Statement, statements},
};

macro_rules! columns {
    () => {
        "e.id, e.number, e.room_id, e.status, e.search, e.destinations, e.participants, e.owner_id, e.created_at,
            e.picked_up_at, e.missed_at, e.closed_at, e.last_activity_at, e.last_message_id, e.version, e.snoozed_until,
            e.quiet_since, e.warned_at, e.asked, e.chatbot_id"
    };
}
use columns;

statements! {
    const BY_ID: Sql = (concat!("SELECT ", columns!(), " FROM enquiries e WHERE e.id = $1"));
    const OF_ROOM: Sql = (concat!("SELECT ", columns!(), " FROM enquiries e WHERE e.room_id = $1 AND e.id = $2"));
    const OFFERS: Sql = "SELECT enquiry_id, staff_id, expires_at FROM offers WHERE enquiry_id = $1 ORDER BY staff_id";
    const ADD: Sql = "INSERT INTO enquiries (workspace_id, id, room_id, channel_id, number, created_at, version, status,
            wait_until, search, destinations, participants, owner_id, picked_up_at, missed_at, closed_at,
            last_activity_at, last_message_id, snoozed_until, quiet_since, warned_at, asked, chatbot_id, talking)
        SELECT $1, $2, r.id, r.channel_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23
        FROM rooms r WHERE r.id = $3";
    const UPDATE: Sql = "UPDATE enquiries SET version = $2, status = $3, wait_until = $4, search = $5, destinations = $6,
        participants = $7, owner_id = $8, picked_up_at = $9, missed_at = $10, closed_at = $11, last_activity_at = $12,
        last_message_id = $13, snoozed_until = $14, quiet_since = $15, warned_at = $16, asked = $17,
        chatbot_id = $18, talking = $19 WHERE id = $1";
    const ADD_DESTINATION: Sql = "INSERT INTO enquiry_destinations (workspace_id, enquiry_id, group_id, tried_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT (enquiry_id, group_id) DO NOTHING";
    const ADD_ASKED: Sql = "INSERT INTO enquiry_asked (workspace_id, enquiry_id, staff_id) VALUES ($1, $2, $3)
        ON CONFLICT (enquiry_id, staff_id) DO NOTHING";
    const ADD_OFFER: Sql = "INSERT INTO offers (workspace_id, enquiry_id, staff_id, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (enquiry_id, staff_id) DO UPDATE SET expires_at = excluded.expires_at";
    const REMOVE_OFFER: Sql = "DELETE FROM offers WHERE enquiry_id = $1 AND staff_id = $2";
    const ADD_TRACE: Sql = "INSERT INTO enquiry_traces (workspace_id, enquiry_id, version, entries)
        VALUES ($1, $2, $3, $4)";
    const TRACE: Sql = "SELECT entries FROM enquiry_traces WHERE workspace_id = $1 AND enquiry_id = $2 ORDER BY version";
    const REMOVE_LABELS: Sql = "DELETE FROM enquiry_labels WHERE enquiry_id = $1";
    /// A label that was removed in the meantime is passed over.
    const ADD_LABEL: Sql = "INSERT INTO enquiry_labels (workspace_id, enquiry_id, label_id)
        SELECT l.workspace_id, $2, l.id FROM labels l WHERE l.workspace_id = $1 AND l.id = $3";
}

struct EnquiryRow(Enquiry);

impl FromRow for EnquiryRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let status: String = row.get(3)?;
        let state = match status.as_str() {
            "open" => EnquiryState::Open,
            "ongoing" => EnquiryState::Ongoing,
            "missed" => EnquiryState::Missed,
            "followedUp" => EnquiryState::FollowedUp,
            "closed" => EnquiryState::Closed,
            _ => return Err(row.invalid(3, "not a status")),
        };
        let assignment: Option<Json<Assignment>> = row.get(4)?;
        let (Json(destinations), Json(participants), Json(asked)) =
            (row.get(5)?, row.get(6)?, row.get(18)?);
        Ok(Self(Enquiry {
            id: row.get(0)?,
            number: row.get(1)?,
            room_id: row.get(2)?,
            state,
            assignment: assignment.map(|Json(assignment)| assignment),
            destinations,
            chatbot: row.get(19)?,
            asked,
            participants,
            owner: row.get(7)?,
            created_at: row.get(8)?,
            picked_up_at: row.get(9)?,
            missed_at: row.get(10)?,
            closed_at: row.get(11)?,
            last_activity_at: row.get(12)?,
            last_message: row.get(13)?,
            version: row.get(14)?,
            snoozed_until: row.get(15)?,
            quiet_since: row.get(16)?,
            warned_at: row.get(17)?,
            offers: Vec::new(),
        }))
    }
}

/// Loads an enquiry with its offers.
pub(crate) async fn load(conn: &mut Conn, id: EnquiryId) -> Result<Enquiry, DbError> {
    let EnquiryRow(mut enquiry) = conn.query(BY_ID).bind(id).one().await?;
    if enquiry.assignment.is_some() {
        let offers: Vec<(EnquiryId, StaffId, Timestamp)> =
            conn.query(OFFERS).bind(id).all().await?;
        enquiry.offers = offers
            .into_iter()
            .map(|(_, staff_id, expires_at)| Offer {
                staff_id,
                expires_at,
            })
            .collect();
    }
    Ok(enquiry)
}

/// Loads an enquiry of a room that is not its present one.
pub(crate) async fn earlier(
    conn: &mut Conn,
    room_id: RoomId,
    id: EnquiryId,
) -> Result<Option<Enquiry>, DbError> {
    let found = conn
        .query(OF_ROOM)
        .bind(room_id)
        .bind(id)
        .optional()
        .await?;
    Ok(found.map(|EnquiryRow(enquiry)| enquiry))
}

/// Writes a change of an enquiry.
pub(crate) async fn write(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    change: &EnquiryChange,
    now: Timestamp,
) -> Result<(), DbError> {
    let enquiry = &change.enquiry;
    if change.is_new {
        add(conn, workspace_id, enquiry).await?;
    } else {
        update(conn, enquiry).await?;
    }
    for group in &change.destinations_tried {
        let query = conn.query(ADD_DESTINATION).bind(workspace_id);
        query
            .bind(enquiry.id)
            .bind(*group)
            .bind(now)
            .execute()
            .await?;
    }
    for staff in &change.asked {
        conn.query(ADD_ASKED)
            .bind(workspace_id)
            .bind(enquiry.id)
            .bind(*staff)
            .execute()
            .await?;
    }
    for staff in &change.offers_withdrawn {
        conn.query(REMOVE_OFFER)
            .bind(enquiry.id)
            .bind(*staff)
            .execute()
            .await?;
    }
    for offer in &change.offers_made {
        let query = conn.query(ADD_OFFER).bind(workspace_id);
        query
            .bind(enquiry.id)
            .bind(offer.staff_id)
            .bind(offer.expires_at)
            .execute()
            .await?;
    }
    if !change.trace.is_empty() {
        let query = conn
            .query(ADD_TRACE)
            .bind(workspace_id)
            .bind(enquiry.id)
            .bind(enquiry.version);
        query.bind(Json(&change.trace)).execute().await?;
    }
    Ok(())
}

async fn add(conn: &mut Conn, workspace_id: WorkspaceId, enquiry: &Enquiry) -> Result<(), DbError> {
    let query = conn
        .query(ADD)
        .bind(workspace_id)
        .bind(enquiry.id)
        .bind(enquiry.room_id);
    let query = query.bind(enquiry.number).bind(enquiry.created_at);
    bind_what_changes(query, enquiry).execute().await.map(drop)
}

async fn update(conn: &mut Conn, enquiry: &Enquiry) -> Result<(), DbError> {
    bind_what_changes(conn.query(UPDATE).bind(enquiry.id), enquiry)
        .execute()
        .await
        .map(drop)
}

fn bind_what_changes<'c>(query: Statement<'c>, enquiry: &Enquiry) -> Statement<'c> {
    let is_open = enquiry.state == EnquiryState::Open;
    let wait_until = enquiry
        .assignment
        .as_ref()
        .filter(|_| is_open)
        .map(|assignment| assignment.wait_until);
    query
        .bind(enquiry.version)
        .bind(enquiry.state.name())
        .bind(wait_until)
        .bind(enquiry.assignment.as_ref().map(Json))
        .bind(Json(&enquiry.destinations))
        .bind(Json(&enquiry.participants))
        .bind(enquiry.owner)
        .bind(enquiry.picked_up_at)
        .bind(enquiry.missed_at)
        .bind(enquiry.closed_at)
        .bind(enquiry.last_activity_at)
        .bind(enquiry.last_message)
        .bind(enquiry.snoozed_until)
        .bind(enquiry.quiet_since)
        .bind(enquiry.warned_at)
        .bind(Json(&enquiry.asked))
        .bind(enquiry.chatbot)
        .bind(
            enquiry
                .assignment
                .as_ref()
                .is_some_and(|assignment| assignment.dialog.is_some()),
        )
}

/// Gives an enquiry exactly these labels.
pub(crate) async fn set_labels(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: EnquiryId,
    labels: &[LabelId],
) -> Result<(), DbError> {
    conn.query(REMOVE_LABELS).bind(id).execute().await?;
    for label in labels {
        conn.query(ADD_LABEL)
            .bind(workspace_id)
            .bind(id)
            .bind(*label)
            .execute()
            .await?;
    }
    Ok(())
}

impl Store {
    /// How an enquiry was routed, in order. Whether somebody may see it is asked by the caller.
    pub async fn enquiry_trace(
        &self,
        workspace_id: WorkspaceId,
        id: EnquiryId,
    ) -> Result<Vec<TraceEntry>, StoreError> {
        self.db
            .read(async move |conn| {
                let changes: Vec<(Json<Vec<TraceEntry>>,)> =
                    conn.query(TRACE).bind(workspace_id).bind(id).all().await?;
                Ok(changes
                    .into_iter()
                    .flat_map(|(Json(entries),)| entries)
                    .collect())
            })
            .await
    }
}
