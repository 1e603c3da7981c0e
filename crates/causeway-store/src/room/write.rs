//! Writes the changes that a decision makes.

use std::collections::BTreeSet;

use causeway_core::{
    ChannelId, EnquiryId, RoomId, SourceId, StaffId, Timestamp, VisitorId, WorkspaceId,
    event::Event,
    message::{Author, Message},
    room::{NewBinding, Refusal, Room, RoomChange},
};

use super::RoomError;
use crate::{
    Signal, attempt,
    codec::Json,
    db::{After, Conn, DbError, insert, record, statements},
    delivery, enquiry, event, file, file_copy, message, turn, visitor,
};

statements! {
    const UPDATE: Sql = ["UPDATE rooms SET ", After::<2, Progress>::SET, ",
        delivery_count = delivery_count + $2 WHERE id = $1 RETURNING delivery_count"];
    const ENGAGE: Sql = "UPDATE rooms SET engaged_id = $2, engaged_until = $3 WHERE id = $1";
    const NAME_CONVERSATION: Sql = "UPDATE enquiries SET conversation_id = $2 WHERE id = $1";
    const DRAW: Sql = "UPDATE channels SET draws = $2 WHERE id = $1";
    const BIND: Sql = [insert!(sticky_bindings { ..Binding }), " ON CONFLICT (channel_id, visitor_id)
        DO UPDATE SET staff_id = excluded.staff_id, bound_at = excluded.bound_at, expires_at = excluded.expires_at"];
    const PICKED: Sql = "UPDATE service_groups SET last_picked_id = $2 WHERE id = $1";
    const BUSIED: Sql = "UPDATE staff SET last_enquiry_at = $2 WHERE id = $1";
    const HANDLING: Sql = "SELECT count(*) FROM enquiries WHERE owner_id = $1 AND status IN ('ongoing', 'followedUp')";
    /// The lock makes the removal of a staff member wait until this transaction ends; the removal
    /// then sees what the staff member handles.
    const STILL_THERE: Sql = {
        sqlite: "SELECT id FROM staff WHERE id = $1 AND removed_at IS NULL",
        postgres: "SELECT id FROM staff WHERE id = $1 AND removed_at IS NULL FOR KEY SHARE",
    };
}

record! {
    /// The progress of the room.
    Progress(last_sequence: i64, read_up_to: i64, enquiry_id: Option<EnquiryId>, due_at: Option<Timestamp>) {
        last_sequence,
        read_up_to,
        enquiry_id,
        due_at,
    }
}

record! {
    /// The staff member that the visitor is bound to on the channel.
    Binding(before: &Before, bound: NewBinding, now: Timestamp) {
        workspace_id: before.workspace_id,
        id: bound.id,
        channel_id: before.channel_id,
        visitor_id: before.visitor_id,
        staff_id: bound.staff_id,
        bound_at: now,
        expires_at: bound.expires_at,
    }
}

/// The values of the room that are still needed after the decision has consumed it.
pub(super) struct Before {
    workspace_id: WorkspaceId,
    room_id: RoomId,
    source_id: SourceId,
    channel_id: ChannelId,
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
            channel_id: room.channel.id,
            visitor_id: room.visitor.id,
            external_id: room.visitor.external_id.clone(),
            last_sequence: room.last_sequence,
            read_up_to: room.read_up_to,
            enquiry_id: room.enquiry.as_ref().map(|enquiry| enquiry.id),
            owner: room.enquiry.as_ref().and_then(|enquiry| enquiry.owner),
            due_at: room.due_at,
        }
    }
}

/// Writes `change`.
pub(super) async fn change(
    conn: &mut Conn,
    before: Before,
    change: RoomChange,
    now: Timestamp,
) -> Result<(), RoomError> {
    let Before {
        workspace_id,
        room_id,
        source_id,
        ..
    } = before;
    if let Some(profile) = &change.profile {
        visitor::update(conn, before.visitor_id, &before.external_id, profile).await?;
    }
    if let Some(blocked) = change.blocked {
        visitor::block(conn, before.visitor_id, blocked.then_some(now)).await?;
    }
    write_enquiry(conn, &before, &change, now).await?;
    remember_for_routing(conn, &before, &change, now).await?;
    for staff_id in &change.busied {
        conn.signal(Signal::Staff(workspace_id, *staff_id));
    }
    if let Some(Some(due_at)) = change.due_at {
        conn.signal(Signal::Due(due_at));
    }
    let delivery_count = update_room(conn, &before, &change).await?;
    write_messages(conn, &before, &change, now).await?;
    if let Some(owed) = change.turn {
        turn::set(conn, workspace_id, room_id, owed, now).await?;
        if owed.is_some() {
            conn.signal(Signal::Due(now));
        }
    }
    if let Some(conclusion) = &change.conclusion {
        attempt::add(conn, workspace_id, source_id, conclusion, now).await?;
        delivery::conclude(conn, room_id, source_id, conclusion, now).await?;
        if delivery::changes_retries(conclusion) {
            event::append(
                conn,
                workspace_id,
                now,
                &[Event::SourceUpdated { source_id }],
            )
            .await?;
        }
    }
    write_deliveries(conn, &before, &change, delivery_count, now).await?;
    event::append(conn, workspace_id, now, &change.events).await?;
    if let Some(signal) = typing_ended(&before, &change) {
        conn.signal(signal);
    }
    Ok(())
}

/// Writes the enquiry, if its new owner was not removed in the meantime.
async fn write_enquiry(
    conn: &mut Conn,
    before: &Before,
    change: &RoomChange,
    now: Timestamp,
) -> Result<(), RoomError> {
    let workspace_id = before.workspace_id;
    if let Some(changed) = &change.enquiry {
        let new_owner = changed
            .enquiry
            .owner
            .filter(|owner| before.owner != Some(*owner));
        if let Some(owner) = new_owner
            && conn
                .query(STILL_THERE)
                .bind(owner)
                .optional::<(StaffId,)>()
                .await?
                .is_none()
        {
            return Err(Refusal::Forbidden.into());
        }
        enquiry::write(conn, workspace_id, changed, now).await?;
    }
    if let Some((id, conversation_id)) = &change.conversation {
        conn.query(NAME_CONVERSATION)
            .bind(*id)
            .bind(conversation_id)
            .execute()
            .await?;
    }
    if let Some((id, labels)) = &change.labels {
        enquiry::set_labels(conn, workspace_id, *id, labels).await?;
    }
    Ok(())
}

/// Adds the new deliveries, and those that go out again, to the end of the room's lane.
async fn write_deliveries(
    conn: &mut Conn,
    before: &Before,
    change: &RoomChange,
    delivery_count: i64,
    now: Timestamp,
) -> Result<(), DbError> {
    let Before {
        workspace_id,
        room_id,
        source_id,
        ..
    } = *before;
    let owed = delivery::Owed {
        workspace_id,
        room_id,
        source_id,
        now,
    };
    if !change.requeued.is_empty() {
        owed.add_again(
            conn,
            delivery_count - len(&change.deliveries),
            &change.requeued,
        )
        .await?;
        conn.signal(Signal::Lane(source_id));
    }
    if !change.deliveries.is_empty() {
        owed.add(conn, delivery_count, &change.deliveries).await?;
        conn.signal(Signal::Lane(source_id));
    }
    Ok(())
}

/// Returns a signal if staff who were typing in the room stop with this change: they sent a
/// message, or the enquiry is closed or no longer theirs.
fn typing_ended(before: &Before, change: &RoomChange) -> Option<Signal> {
    let enquiry = change.enquiry.as_ref().map(|changed| &changed.enquiry);
    let closed = enquiry.is_some_and(|enquiry| enquiry.closed_at.is_some());
    let handed_on =
        before.owner.is_some() && enquiry.is_some_and(|enquiry| enquiry.owner != before.owner);
    let said = change
        .messages
        .iter()
        .any(|message| matches!(message.author, Author::Staff { .. }));
    (closed || handed_on || said).then_some(Signal::TypingEnded {
        room_id: before.room_id,
        closed,
    })
}

/// Writes new and changed messages.
async fn write_messages(
    conn: &mut Conn,
    before: &Before,
    change: &RoomChange,
    now: Timestamp,
) -> Result<(), RoomError> {
    let Before {
        workspace_id,
        source_id,
        ..
    } = *before;
    for message in &change.messages {
        message::add(conn, workspace_id, source_id, message).await?;
        link_file(conn, workspace_id, message, now).await?;
        if file_copy::add(conn, workspace_id, source_id, message, now).await? {
            conn.signal(Signal::Due(now));
        }
    }
    for message in &change.updated {
        message::update(conn, message).await?;
        if message.deleted_at.is_some() {
            file::take_back(conn, message).await?;
        }
    }
    if let Some(message_id) = change.copied {
        file_copy::remove(conn, message_id).await?;
        for message in change
            .updated
            .iter()
            .filter(|message| message.id == message_id)
        {
            link_file(conn, workspace_id, message, now).await?;
        }
    }
    Ok(())
}

/// Keeps the file that a message refers to.
async fn link_file(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    message: &Message,
    now: Timestamp,
) -> Result<(), RoomError> {
    let Some(file_id) = message
        .content
        .attachment()
        .and_then(|attachment| attachment.file_id)
    else {
        return Ok(());
    };
    if file::link_file(conn, workspace_id, file_id, message.enquiry_id, now).await? {
        return Ok(());
    }
    // The file was unused for too long and is being erased.
    Err(Refusal::UnknownFile.into())
}

fn len<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).expect("a change is short")
}

/// Writes what later routing depends on. Changes of many rooms write these rows, so they are always
/// written in the order channel, group, staff, which prevents deadlocks.
async fn remember_for_routing(
    conn: &mut Conn,
    before: &Before,
    change: &RoomChange,
    now: Timestamp,
) -> Result<(), DbError> {
    if let Some(engaged) = change.engaged {
        let (staff_id, until) = (
            engaged.map(|engaged| engaged.staff_id),
            engaged.map(|engaged| engaged.until),
        );
        conn.query(ENGAGE)
            .bind(before.room_id)
            .bind(staff_id)
            .bind(until)
            .execute()
            .await?;
    }
    if let Some(draws) = &change.draws {
        conn.query(DRAW)
            .bind(before.channel_id)
            .bind(Json(draws))
            .execute()
            .await?;
    }
    if let Some(bound) = change.bound {
        conn.query(BIND)
            .bind_all(Binding::of(before, bound, now))
            .execute()
            .await?;
    }
    if let Some((group_id, staff_id)) = change.picked {
        conn.query(PICKED)
            .bind(group_id)
            .bind(staff_id)
            .execute()
            .await?;
    }
    for staff_id in change.busied.iter().copied().collect::<BTreeSet<StaffId>>() {
        conn.query(BUSIED)
            .bind(staff_id)
            .bind(now)
            .execute()
            .await?;
    }
    if let Some((staff_id, max)) = change.max_open {
        // This transaction has locked the staff member's row. Any other transaction that gave them
        // an enquiry has committed by now, or waits for this one.
        let handling: i64 = conn.query(HANDLING).bind(staff_id).scalar().await?;
        if handling > i64::from(max) {
            let reason = "somebody was given another enquiry at the same time".to_owned();
            return Err(DbError::Conflict {
                statement: "room::write::HANDLING",
                reason,
            });
        }
    }
    Ok(())
}

/// Updates the room's own row if any of it changed, and returns how many deliveries the room has
/// had so far; 0 if nothing changed.
async fn update_room(
    conn: &mut Conn,
    before: &Before,
    change: &RoomChange,
) -> Result<i64, DbError> {
    let enquiry_id = match &change.enquiry {
        None => before.enquiry_id,
        Some(changed) if changed.enquiry.closed_at.is_some() => None,
        Some(changed) => Some(changed.enquiry.id),
    };
    let due_at = change.due_at.unwrap_or(before.due_at);
    let last_sequence = change.last_sequence.unwrap_or(before.last_sequence);
    let read_up_to = change.read_up_to.unwrap_or(before.read_up_to);
    let owed = len(&change.deliveries) + len(&change.requeued);
    let same = (
        before.last_sequence,
        before.read_up_to,
        before.enquiry_id,
        before.due_at,
    ) == (last_sequence, read_up_to, enquiry_id, due_at);
    if same && owed == 0 {
        return Ok(0);
    }
    conn.query(UPDATE)
        .bind(before.room_id)
        .bind(owed)
        .bind_all(Progress::of(last_sequence, read_up_to, enquiry_id, due_at))
        .scalar()
        .await
}
