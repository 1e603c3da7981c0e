//! Enquiries: their rows and their traces.

mod view;

use causeway_core::{
    EnquiryId, LabelId, RoomId, Timestamp, WorkspaceId,
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
    db::{After, Columns, Conn, DbError, Record, insert, record, row, statements},
};

statements! {
    const BY_ID: Sql = ["SELECT ", Enquiry::COLUMNS, " FROM enquiries e WHERE e.id = $1"];
    const OF_ROOM: Sql = ["SELECT ", Enquiry::COLUMNS, " FROM enquiries e WHERE e.room_id = $1 AND e.id = $2"];
    const OFFERS: Sql = ["SELECT ", Offer::COLUMNS, " FROM offers WHERE enquiry_id = $1 ORDER BY staff_id"];
    const ADD: Sql = ["INSERT INTO enquiries (", NewEnquiry::COLUMNS, ", ", Changeable::COLUMNS, ")
        SELECT ", After::<1, NewEnquiry>::VALUES, ", ", After::<{ 1 + NewEnquiry::BOUND }, Changeable>::VALUES, "
        FROM rooms r WHERE r.id = $1"];
    const UPDATE: Sql = ["UPDATE enquiries SET ", After::<1, Changeable>::SET, " WHERE id = $1"];
    const ADD_DESTINATION: Sql = [insert!(enquiry_destinations { workspace_id, enquiry_id, group_id, tried_at }),
        " ON CONFLICT (enquiry_id, group_id) DO NOTHING"];
    const ADD_ASKED: Sql = [insert!(enquiry_asked { workspace_id, enquiry_id, staff_id }),
        " ON CONFLICT (enquiry_id, staff_id) DO NOTHING"];
    const ADD_OFFER: Sql = [insert!(offers { workspace_id, enquiry_id, staff_id, expires_at }),
        " ON CONFLICT (enquiry_id, staff_id) DO UPDATE SET expires_at = excluded.expires_at"];
    const REMOVE_OFFER: Sql = "DELETE FROM offers WHERE enquiry_id = $1 AND staff_id = $2";
    const ADD_TRACE: Sql = [insert!(enquiry_traces { workspace_id, enquiry_id, version, entries })];
    const TRACE: Sql = "SELECT entries FROM enquiry_traces WHERE workspace_id = $1 AND enquiry_id = $2 ORDER BY version";
    const REMOVE_LABELS: Sql = "DELETE FROM enquiry_labels WHERE enquiry_id = $1";
    /// Skips a label that was removed in the meantime.
    const ADD_LABEL: Sql = "INSERT INTO enquiry_labels (workspace_id, enquiry_id, label_id)
        SELECT l.workspace_id, $2, l.id FROM labels l WHERE l.workspace_id = $1 AND l.id = $3";
}

row! {
    Enquiry from e {
        id,
        number,
        room_id,
        state = "e.status",
        assignment: Option<Json<Assignment>> = "e.search",
        Json(destinations),
        Json(participants),
        owner = "e.owner_id",
        created_at,
        picked_up_at,
        missed_at,
        closed_at,
        last_activity_at,
        last_message = "e.last_message_id",
        version,
        snoozed_until,
        quiet_since,
        warned_at,
        Json(asked),
        chatbot = "e.chatbot_id",
    } => Enquiry {
        id,
        number,
        room_id,
        state,
        assignment: assignment.map(|Json(assignment)| assignment),
        destinations,
        chatbot,
        asked,
        participants,
        owner,
        created_at,
        picked_up_at,
        missed_at,
        closed_at,
        last_activity_at,
        last_message,
        version,
        snoozed_until,
        quiet_since,
        warned_at,
        offers: Vec::new(),
    }
}

row! {
    Offer {
        staff_id,
        expires_at,
    }
}

record! {
    /// The columns of an enquiry that never change.
    NewEnquiry(workspace_id: WorkspaceId, enquiry: &Enquiry) {
        workspace_id,
        id: enquiry.id,
        room_id = "r.id",
        channel_id = "r.channel_id",
        number: enquiry.number,
        created_at: enquiry.created_at,
    }
}

record! {
    /// The columns of an enquiry that can change.
    Changeable(enquiry: &Enquiry) {
        version: enquiry.version,
        status: enquiry.state,
        wait_until: wait_until(enquiry),
        search: enquiry.assignment.as_ref().map(Json),
        destinations: Json(&enquiry.destinations),
        participants: Json(&enquiry.participants),
        owner_id: enquiry.owner,
        picked_up_at: enquiry.picked_up_at,
        missed_at: enquiry.missed_at,
        closed_at: enquiry.closed_at,
        last_activity_at: enquiry.last_activity_at,
        last_message_id: enquiry.last_message,
        snoozed_until: enquiry.snoozed_until,
        quiet_since: enquiry.quiet_since,
        warned_at: enquiry.warned_at,
        asked: Json(&enquiry.asked),
        chatbot_id: enquiry.chatbot,
        talking: enquiry.assignment.as_ref().is_some_and(|assignment| assignment.dialog.is_some()),
    }
}

/// When the wait of an open enquiry at its current destination ends.
fn wait_until(enquiry: &Enquiry) -> Option<Timestamp> {
    let assignment = enquiry.assignment.as_ref()?;
    (enquiry.state == EnquiryState::Open).then_some(assignment.wait_until)
}

/// Loads an enquiry with its offers.
pub(crate) async fn load(conn: &mut Conn, id: EnquiryId) -> Result<Enquiry, DbError> {
    let mut enquiry: Enquiry = conn.query(BY_ID).bind(id).one().await?;
    if enquiry.assignment.is_some() {
        enquiry.offers = conn.query(OFFERS).bind(id).all().await?;
    }
    Ok(enquiry)
}

/// Loads an enquiry of a room that is not the room's current one.
pub(crate) async fn earlier(
    conn: &mut Conn,
    room_id: RoomId,
    id: EnquiryId,
) -> Result<Option<Enquiry>, DbError> {
    conn.query(OF_ROOM).bind(room_id).bind(id).optional().await
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
    conn.query(ADD)
        .bind(enquiry.room_id)
        .bind_all(NewEnquiry::of(workspace_id, enquiry))
        .bind_all(Changeable::of(enquiry))
        .execute()
        .await
        .map(drop)
}

async fn update(conn: &mut Conn, enquiry: &Enquiry) -> Result<(), DbError> {
    conn.query(UPDATE)
        .bind(enquiry.id)
        .bind_all(Changeable::of(enquiry))
        .execute()
        .await
        .map(drop)
}

/// Replaces the labels of an enquiry.
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
    /// The trace of an enquiry, in order. The caller must check the permission to see the enquiry.
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
