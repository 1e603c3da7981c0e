//! Locks a room and loads what a decision sees.

mod outlook;

use causeway_core::{
    ChannelId, DeliveryId, EnquiryId, MessageId, Moment, RoomId, SourceId, StaffId, Timestamp,
    VisitorId, WorkspaceId,
    assignment::Destination,
    channel::Channel,
    delivery::Delivery,
    enquiry_number::EnquiryNumber,
    message::Message,
    room::{Engagement, Lookup, Room, RoomDecision, RoomSource},
    routing::Draws,
    visitor::Visitor,
    workspace::WorkspaceSettings,
};

use super::{UnitError, candidates, number::Drawing};
use crate::{
    codec::{EventChoice, Json, Parsed},
    db::{Columns, Conn, DbError, insert, record, row, statements},
    enquiry, message,
    room_key::RoomKey,
    visitor,
};

pub use outlook::RoutingOutlook;

statements! {
    const LOCK: Sql = {
        sqlite: "SELECT id FROM rooms WHERE workspace_id = $1 AND id = $2",
        postgres: "SELECT id FROM rooms WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE",
    };
    const LOCK_OF_VISITOR: Sql = {
        sqlite: "SELECT r.id FROM visitors v JOIN rooms r ON r.visitor_id = v.id AND r.channel_id = $3
            WHERE v.source_id = $1 AND v.external_id = $2",
        postgres: "SELECT r.id FROM visitors v JOIN rooms r ON r.visitor_id = v.id AND r.channel_id = $3
            WHERE v.source_id = $1 AND v.external_id = $2 FOR NO KEY UPDATE OF r",
    };
    const ADD_ROOM: Sql = [insert!(rooms { ..NewRoom }), " ON CONFLICT (channel_id, visitor_id) DO NOTHING"];
    const ROOM: Sql = ["SELECT ", RoomRow::COLUMNS, "
        FROM rooms r JOIN visitors v ON v.id = r.visitor_id JOIN channels c ON c.id = r.channel_id
            JOIN sources s ON s.id = r.source_id JOIN workspaces w ON w.id = r.workspace_id
        WHERE r.id = $1"];
    /// Locked, because another enquiry that opens on the channel at the same time must take the
    /// next share.
    const DRAWS: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT draws FROM channels WHERE id = $1",
        postgres: "SELECT draws FROM channels WHERE id = $1 FOR NO KEY UPDATE",
    };
    const DRAWS_NOW: Sql = "SELECT draws FROM channels WHERE workspace_id = $1 AND id = $2";
    const ENGAGED: Sql = "SELECT engaged_id FROM rooms WHERE channel_id = $1 AND visitor_id = $2 AND engaged_until > $3";
    const BOUND: Sql = "SELECT staff_id FROM sticky_bindings WHERE channel_id = $1 AND visitor_id = $2
        AND (expires_at IS NULL OR expires_at > $3)";
    const NUMBER_OF: Sql = "SELECT number FROM enquiries WHERE id = $1";
    const PAST_UNTIL: Sql = "SELECT created_at FROM messages WHERE room_id = $1 AND sequence = $2 AND imported";
    const CONVERSATION: Sql = "SELECT id FROM enquiries WHERE room_id = $1 AND conversation_id = $2";
    const CONVERSATION_WITHOUT_ID: Sql = "SELECT id FROM enquiries WHERE room_id = $1 AND conversation_id IS NULL
        LIMIT 1";
    const FINISHED: Sql = "SELECT id, message_id FROM deliveries WHERE room_id = $1 AND state <> 'due'";
    const FINISHED_WITH_IDS: Fragment of FINISHED = " AND id IN ($*) ORDER BY position";
    const STILL_OWED: Sql = "SELECT count(*) FROM deliveries WHERE room_id = $1 AND state = 'due' AND message_id = $2";
    const DELIVERY: Sql = ["SELECT ", Delivery::COLUMNS, " FROM deliveries WHERE room_id = $1 AND id = $2 AND state = 'due'"];
}

/// Locks the room and returns its id; `None` for a known room that doesn't exist.
///
/// The lock is a separate statement: on PostgreSQL, a statement that waited for a lock sees the
/// current version of the locked row, but everything else as it was before the wait. The lock mode
/// still allows other transactions to refer to the room's row.
pub(super) async fn lock(
    conn: &mut Conn,
    key: &RoomKey,
    moment: &mut Moment,
) -> Result<Option<RoomId>, DbError> {
    let (workspace_id, source_id, channel_id, external_id) = match key {
        RoomKey::Known {
            workspace_id,
            room_id,
        } => {
            let found: Option<(RoomId,)> = conn
                .query(LOCK)
                .bind(*workspace_id)
                .bind(*room_id)
                .optional()
                .await?;
            return Ok(found.map(|(id,)| id));
        }
        RoomKey::Visitor {
            workspace_id,
            source_id,
            channel_id,
            external_id,
        } => (*workspace_id, *source_id, *channel_id, external_id.as_str()),
    };
    let find = async |conn: &mut Conn| -> Result<Option<(RoomId,)>, DbError> {
        conn.query(LOCK_OF_VISITOR)
            .bind(source_id)
            .bind(external_id)
            .bind(channel_id)
            .optional()
            .await
    };
    if let Some((id,)) = find(conn).await? {
        return Ok(Some(id));
    }
    let now = moment.now();
    let visitor_id: VisitorId =
        visitor::add(conn, workspace_id, source_id, moment.id(), external_id, now).await?;
    conn.query(ADD_ROOM)
        .bind_all(NewRoom::of(
            workspace_id,
            moment.id(),
            source_id,
            channel_id,
            visitor_id,
            now,
        ))
        .execute()
        .await?;
    Ok(find(conn).await?.map(|(id,)| id))
}

struct RoomRow {
    room: Room,
    enquiry_id: Option<EnquiryId>,
}

row! {
    RoomSource from s {
        id,
        Parsed(EventChoice(events)),
        Parsed(Json(capabilities)),
    }
}

row! {
    RoomRow from r {
        id,
        workspace_id,
        last_sequence,
        read_up_to,
        enquiry_id,
        ..visitor: Visitor,
        ..channel: Channel,
        ..source: RoomSource,
        due_at,
        engaged_id: Option<StaffId>,
        engaged_until: Option<Timestamp>,
        Parsed(Json(workspace)) = "w.settings",
    } => {
        let WorkspaceSettings { auto_pick_up } = workspace;
        let room = Room {
            id,
            workspace_id,
            visitor,
            channel,
            source,
            last_sequence,
            read_up_to,
            enquiry: None,
            next_number: None,
            staffing: Vec::new(),
            chatbots: Vec::new(),
            people: Vec::new(),
            draws: Draws::new(),
            bound: None,
            engaged: engaged_id
                .zip(engaged_until)
                .map(|(staff_id, until)| Engagement { staff_id, until }),
            auto_pick_up,
            due_at,
            earlier: None,
            past_until: None,
            answered: None,
            found: Vec::new(),
            found_number: None,
            is_on_its_way: false,
            delivery: None,
            finished: Vec::new(),
        };
        RoomRow { room, enquiry_id }
    }
}

row! {
    Delivery {
        id,
        message_id,
        attempts,
        attempts_before,
        first_attempt_at,
    }
}

record! {
    /// A room that is created when a visitor writes for the first time.
    NewRoom(workspace_id: WorkspaceId, id: RoomId, source_id: SourceId, channel_id: ChannelId,
        visitor_id: VisitorId, now: Timestamp) {
        workspace_id,
        id,
        source_id,
        channel_id,
        visitor_id,
        created_at: now,
    }
}

/// Loads a locked room with the data that `decision` needs.
pub(super) async fn room<D: RoomDecision>(
    conn: &mut Conn,
    id: RoomId,
    decision: &D,
    numbers: &Drawing,
    now: Timestamp,
) -> Result<Room, UnitError> {
    let RoomRow {
        mut room,
        enquiry_id,
    } = conn.query(ROOM).bind(id).one().await?;
    if let Some(enquiry_id) = enquiry_id {
        room.enquiry = Some(enquiry::load(conn, enquiry_id).await?);
    }
    find(conn, &mut room, decision.lookup()).await?;
    let mut targets: Vec<Destination> = decision.target().into_iter().collect();
    let assignment = room
        .enquiry
        .as_ref()
        .and_then(|enquiry| enquiry.assignment.as_ref());
    if let Some(assignment) = assignment.filter(|assignment| decision.may_ask(assignment)) {
        targets.extend(&assignment.plan);
    }
    let opens = room.enquiry.is_none() && room.earlier.is_none() && room.found.is_empty();
    if opens && decision.may_open_enquiry() {
        room.next_number = Some(numbers.next(conn, room.workspace_id).await?);
        targets.extend(look_ahead(conn, &mut room, now).await?);
    }
    let groups = targets
        .iter()
        .copied()
        .filter_map(Destination::group)
        .collect();
    room.staffing = candidates::staffing(conn, room.workspace_id, groups).await?;
    let bots = targets
        .iter()
        .copied()
        .filter_map(Destination::chatbot)
        .collect();
    room.chatbots = candidates::chatbots(conn, room.workspace_id, bots, now).await?;
    let people = targets
        .iter()
        .copied()
        .filter_map(Destination::staff)
        .collect();
    room.people = candidates::people(conn, room.workspace_id, people).await?;
    Ok(room)
}

/// Loads what the routing of a new enquiry depends on, and returns the destinations that it may
/// try.
async fn look_ahead(
    conn: &mut Conn,
    room: &mut Room,
    now: Timestamp,
) -> Result<Vec<Destination>, DbError> {
    let settings = &room.channel.settings;
    let mut targets: Vec<Destination> = settings.routing.destinations();
    if settings.routing.draws() {
        let Json(draws) = conn.query(DRAWS).bind(room.channel.id).scalar().await?;
        room.draws = draws;
    }
    if settings.sticky.enabled {
        let found = conn
            .query(BOUND)
            .bind(room.channel.id)
            .bind(room.visitor.id)
            .bind(now)
            .optional()
            .await?;
        room.bound = found.map(|(staff_id,)| staff_id);
    }
    let engaged = room.engaged.map(|engaged| engaged.staff_id);
    targets.extend(
        engaged
            .into_iter()
            .chain(room.bound)
            .map(Destination::Staff),
    );
    Ok(targets)
}

async fn find(conn: &mut Conn, room: &mut Room, lookup: Lookup) -> Result<(), DbError> {
    room.found = match lookup {
        Lookup::Nothing => Vec::new(),
        Lookup::Enquiry(id) => {
            if room.enquiry.as_ref().is_none_or(|enquiry| enquiry.id != id) {
                room.earlier = enquiry::earlier(conn, room.id, id).await?;
            }
            Vec::new()
        }
        Lookup::Incoming(external_id) => {
            let found = message::incoming(conn, room.source.id, &external_id).await?;
            room.found_number = number_of(conn, &found).await?;
            found
        }
        Lookup::Past {
            external_id,
            conversation_id,
        } => {
            let found = message::of_channel(conn, room.source.id, &external_id).await?;
            room.found_number = number_of(conn, &found).await?;
            find_past(conn, room, conversation_id).await?;
            found
        }
        Lookup::Client {
            client_id,
            reply_to,
        } => {
            room.answered = answered(conn, room, reply_to).await?;
            message::by_client_id(conn, room.id, &client_id).await?
        }
        Lookup::Message(id) => message::by_id(conn, room.id, id).await?,
        Lookup::Sent(id) => {
            let owed: i64 = conn
                .query(STILL_OWED)
                .bind(room.id)
                .bind(id)
                .scalar()
                .await?;
            room.is_on_its_way = owed > 0;
            let found = message::by_id(conn, room.id, id).await?;
            let reply_to = found.first().and_then(|message| message.reply_to.clone());
            room.answered = answered(conn, room, reply_to).await?;
            found
        }
        Lookup::OutgoingUpTo { sequence, news } => {
            message::outgoing_up_to(conn, room.id, sequence, news).await?
        }
        Lookup::UnreadUpTo(sequence) => {
            message::visitor_between(conn, room.id, room.read_up_to, sequence).await?
        }
        Lookup::Delivery(id) => {
            room.delivery = conn
                .query(DELIVERY)
                .bind(room.id)
                .bind(id)
                .optional()
                .await?;
            message::of_delivery(conn, id).await?
        }
        Lookup::Finished(ids) if ids.is_empty() => Vec::new(),
        Lookup::Finished(ids) => {
            let query = conn
                .query(FINISHED)
                .bind(room.id)
                .and_each(FINISHED_WITH_IDS, ids);
            let rows: Vec<(DeliveryId, Option<MessageId>)> = query.all().await?;
            room.finished = rows.iter().map(|row| row.0).collect();
            message::with_ids(
                conn,
                room.workspace_id,
                rows.into_iter().filter_map(|row| row.1).collect(),
            )
            .await?
        }
    };
    Ok(())
}

/// The number of the enquiry that the first of these messages belongs to.
async fn number_of(
    conn: &mut Conn,
    messages: &[Message],
) -> Result<Option<EnquiryNumber>, DbError> {
    let Some(first) = messages.first() else {
        return Ok(None);
    };
    let number = conn
        .query(NUMBER_OF)
        .bind(first.enquiry_id)
        .scalar()
        .await?;
    Ok(Some(number))
}

/// Loads how far the room's imported history reaches, if there are no messages after it, and the
/// enquiry that holds this conversation of the history.
async fn find_past(
    conn: &mut Conn,
    room: &mut Room,
    conversation_id: Option<String>,
) -> Result<(), DbError> {
    let until: Option<(Timestamp,)> = conn
        .query(PAST_UNTIL)
        .bind(room.id)
        .bind(room.last_sequence)
        .optional()
        .await?;
    let Some((until,)) = until else { return Ok(()) };
    room.past_until = Some(until);
    let query = match conversation_id {
        Some(id) => conn.query(CONVERSATION).bind(room.id).bind(id),
        None => conn.query(CONVERSATION_WITHOUT_ID).bind(room.id),
    };
    if let Some((enquiry_id,)) = query.optional().await? {
        room.earlier = enquiry::earlier(conn, room.id, enquiry_id).await?;
    }
    Ok(())
}

/// The message of the room that `reply_to` refers to, if the channel knows it.
async fn answered(
    conn: &mut Conn,
    room: &Room,
    reply_to: Option<String>,
) -> Result<Option<Message>, DbError> {
    let Some(id) = reply_to else { return Ok(None) };
    let found = match MessageId::parse(&id) {
        Some(ours) => message::by_id(conn, room.id, ours).await?,
        None => message::in_room(conn, room.source.id, room.id, &id).await?,
    };
    Ok(found.into_iter().find(|message| !message.private))
}
