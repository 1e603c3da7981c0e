//! Writing what a decision changes.

use causeway_core::{
    EnquiryId, RoomId, SourceId, StaffId, Timestamp, VisitorId, WorkspaceId,
    room::{Refusal, Room, RoomChange},
};

use super::{RoomError, Signals};
use crate::{
    Signal,
    db::{Conn, DbError, statements},
    delivery, enquiry, event, message, visitor,
};

statements! {
    const UPDATE: Sql = "UPDATE rooms SET last_sequence = $2, read_up_to = $3, enquiry_id = $4, due_at = $5,
        delivery_count = delivery_count + $6 WHERE id = $1 RETURNING delivery_count";
    /// Removing somebody waits until this ends, and then finds what they handle.
    const STILL_THERE: Sql = {
        sqlite: "SELECT id FROM staff WHERE id = $1 AND removed_at IS NULL",
        postgres: "SELECT id FROM staff WHERE id = $1 AND removed_at IS NULL FOR KEY SHARE",
    };
}

/// What has to be remembered of the room as it was before the decision took it.
pub(super) struct Before {
    workspace_id: WorkspaceId,
    room_id: RoomId,
    source_id: SourceId,
    visitor_id: VisitorId,
    external_id: String,
    last_sequence: i64,
    read_up_to: i64,
    enquiry_id: Option<EnquiryId>,
    owner: Option<StaffId>,
    due_at: Option<Timestamp>,
}

impl Before {
    pub(super) fn of(room: &Room) -> Self {
        Self {
            workspace_id: room.workspace_id,
            room_id: room.id,
            source_id: room.source.id,
            visitor_id: room.visitor.id,
            external_id: room.visitor.external_id.clone(),
            last_sequence: room.last_sequence,
            read_up_to: room.read_up_to,
            enquiry_id: room.enquiry.as_ref().map(|enquiry| enquiry.id),
            owner: room.enquiry.as_ref().and_then(|enquiry| enquiry.owner),
            due_at: room.enquiry.as_ref().and_then(causeway_core::enquiry::Enquiry::due_at),
        }
    }
}

/// Writes `change` and tells what it leaves to do.
pub(super) async fn change(
    conn: &mut Conn,
    before: Before,
    change: RoomChange,
    now: Timestamp,
) -> Result<Signals, RoomError> {
    let Before { workspace_id, room_id, source_id, .. } = before;
    let mut signals = Signals::new();
    if let Some(profile) = &change.profile {
        visitor::update(conn, before.visitor_id, &before.external_id, profile).await?;
    }
    if let Some(changed) = &change.enquiry {
        let new_owner = changed.enquiry.owner.filter(|owner| before.owner != Some(*owner));
        if let Some(owner) = new_owner
            && conn.query(STILL_THERE).bind(owner).optional::<(StaffId,)>().await?.is_none()
        {
            return Err(Refusal::Forbidden.into());
        }
        enquiry::write(conn, workspace_id, changed, now).await?;
        signals.extend(changed.enquiry.due_at().filter(|_| changed.enquiry.due_at() != before.due_at).map(Signal::Due));
    }
    let delivery_count = update_room(conn, &before, &change).await?;
    for message in &change.messages {
        message::add(conn, workspace_id, source_id, message).await?;
    }
    for message in &change.updated {
        message::update(conn, message).await?;
    }
    if let Some(conclusion) = &change.conclusion {
        signals.extend(delivery::conclude(conn, room_id, source_id, conclusion, now).await?);
    }
    if !change.deliveries.is_empty() {
        let owed = delivery::Owed { workspace_id, room_id, source_id, now };
        owed.add(conn, delivery_count, &change.deliveries).await?;
        signals.push(Signal::Lane(source_id));
    }
    if !change.events.is_empty() {
        event::append(conn, workspace_id, now, &change.events).await?;
        signals.push(Signal::Events);
    }
    Ok(signals)
}

/// Updates the room's own row where anything of it changed, and tells how many deliveries it ever owed.
async fn update_room(conn: &mut Conn, before: &Before, change: &RoomChange) -> Result<i64, DbError> {
    let (enquiry_id, due_at) = match &change.enquiry {
        None => (before.enquiry_id, before.due_at),
        Some(changed) if changed.enquiry.closed_at.is_some() => (None, None),
        Some(changed) => (Some(changed.enquiry.id), changed.enquiry.due_at()),
    };
    let last_sequence = change.last_sequence.unwrap_or(before.last_sequence);
    let read_up_to = change.read_up_to.unwrap_or(before.read_up_to);
    let owed = i64::try_from(change.deliveries.len()).unwrap_or(i64::MAX);
    let same = (before.last_sequence, before.read_up_to, before.enquiry_id, before.due_at)
        == (last_sequence, read_up_to, enquiry_id, due_at);
    if same && owed == 0 {
        return Ok(0);
    }
    conn.query(UPDATE)
        .bind(before.room_id)
        .bind(last_sequence)
        .bind(read_up_to)
        .bind(enquiry_id)
        .bind(due_at)
        .bind(owed)
        .scalar()
        .await
}
