//! Locking a room and loading what a decision sees.

use causeway_core::{
    EnquiryId, GroupId, Moment, RoomId, StaffId, VisitorId, WorkspaceId,
    channel::Channel,
    delivery::Delivery,
    enquiry::{Enquiry, EnquiryState},
    room::{Destination, Lookup, Member, Room, RoomDecision, RoomSource},
    staff::Chosen,
    visitor::{Profile, Visitor},
};

use super::RoomKey;
use crate::{
    codec::{EventChoice, Json},
    db::{Conn, DbError, FromRow, Row, statements},
    enquiry, message, visitor,
};

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
    const ADD_ROOM: Sql = "INSERT INTO rooms (workspace_id, id, source_id, channel_id, visitor_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (channel_id, visitor_id) DO NOTHING";
    const ROOM: Sql = "SELECT r.id, r.workspace_id, r.last_sequence, r.read_up_to, r.enquiry_id,
            v.id, v.external_id, v.profile, c.id, c.name, c.state, c.settings, c.created_at, c.version,
            s.id, s.events, s.capabilities
        FROM rooms r JOIN visitors v ON v.id = r.visitor_id JOIN channels c ON c.id = r.channel_id
            JOIN sources s ON s.id = r.source_id
        WHERE r.id = $1";
    const NUMBER: Sql = "UPDATE workspaces SET enquiry_count = enquiry_count + 1 WHERE id = $1 RETURNING enquiry_count";
    const NUMBER_OF: Sql = "SELECT number FROM enquiries WHERE id = $1";
    const GROUPS: Sql = "SELECT id, settings FROM service_groups WHERE workspace_id = $1";
    const GROUPS_WITH_IDS: Fragment of GROUPS = " AND id IN ($*)";
    const MEMBERS: Sql = "SELECT g.group_id, s.id, s.chosen, s.online,
            (SELECT count(*) FROM enquiries e WHERE e.owner_id = s.id AND e.status IN ('ongoing', 'followedUp'))
        FROM group_members g JOIN staff s ON s.id = g.staff_id WHERE g.workspace_id = $1";
    const MEMBERS_OF: Fragment of MEMBERS = " AND g.group_id IN ($*) ORDER BY g.group_id, g.position";
    const DELIVERY: Sql = "SELECT id, message_id, attempts, first_attempt_at FROM deliveries
        WHERE room_id = $1 AND id = $2 AND state = 'due'";
}

/// Locks the room and tells its id; `None` for a known room that isn't there.
///
/// The lock is a statement of its own: on PostgreSQL, a statement that waited for a lock sees the locked row as it is
/// now and everything else as it was before it waited. It is one that lets others refer to the room's row meanwhile.
pub(super) async fn lock(conn: &mut Conn, key: &RoomKey, moment: &mut Moment) -> Result<Option<RoomId>, DbError> {
    let (workspace_id, source_id, channel_id, external_id) = match key {
        RoomKey::Known { workspace_id, room_id } => {
            let found: Option<(RoomId,)> = conn.query(LOCK).bind(*workspace_id).bind(*room_id).optional().await?;
            return Ok(found.map(|(id,)| id));
        }
        RoomKey::Visitor { workspace_id, source_id, channel_id, external_id } => {
            (*workspace_id, *source_id, *channel_id, external_id.as_str())
        }
    };
    let find = async |conn: &mut Conn| -> Result<Option<(RoomId,)>, DbError> {
        conn.query(LOCK_OF_VISITOR).bind(source_id).bind(external_id).bind(channel_id).optional().await
    };
    if let Some((id,)) = find(conn).await? {
        return Ok(Some(id));
    }
    let now = moment.now();
    let visitor_id: VisitorId = visitor::add(conn, workspace_id, source_id, moment.id(), external_id, now).await?;
    conn.query(ADD_ROOM)
        .bind(workspace_id)
        .bind(moment.id::<RoomId>())
        .bind(source_id)
        .bind(channel_id)
        .bind(visitor_id)
        .bind(now)
        .execute()
        .await?;
    Ok(find(conn).await?.map(|(id,)| id))
}

struct RoomRow {
    room: Room,
    enquiry_id: Option<EnquiryId>,
}

impl FromRow for RoomRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let Json(profile): Json<Profile> = row.get(7)?;
        let Json(settings) = row.get(11)?;
        let EventChoice(events) = row.get(15)?;
        let Json(capabilities) = row.get(16)?;
        let visitor = Visitor { id: row.get(5)?, external_id: row.get(6)?, profile };
        let source = RoomSource { id: row.get(14)?, events, capabilities };
        let channel = Channel {
            id: row.get(8)?,
            source_id: source.id,
            name: row.get(9)?,
            state: row.get(10)?,
            settings,
            created_at: row.get(12)?,
            version: row.get(13)?,
        };
        let room = Room {
            id: row.get(0)?,
            workspace_id: row.get(1)?,
            visitor,
            channel,
            source,
            last_sequence: row.get(2)?,
            read_up_to: row.get(3)?,
            enquiry: None,
            next_number: None,
            staffing: Vec::new(),
            found: Vec::new(),
            found_number: None,
            delivery: None,
        };
        Ok(Self { room, enquiry_id: row.get(4)? })
    }
}

/// Loads a locked room with what `decision` needs to see.
pub(super) async fn room<D: RoomDecision>(conn: &mut Conn, id: RoomId, decision: &D) -> Result<Room, DbError> {
    let RoomRow { mut room, enquiry_id } = conn.query(ROOM).bind(id).one().await?;
    if let Some(enquiry_id) = enquiry_id {
        room.enquiry = Some(enquiry::load(conn, enquiry_id).await?);
    }
    find(conn, &mut room, decision.lookup()).await?;
    let opens = room.enquiry.is_none() && room.found.is_empty() && decision.may_open_enquiry();
    if opens {
        room.next_number = Some(conn.query(NUMBER).bind(room.workspace_id).scalar().await?);
    }
    let groups = groups_to_staff(room.enquiry.as_ref(), &room.channel, opens);
    if !groups.is_empty() {
        room.staffing = staffing(conn, room.workspace_id, groups).await?;
    }
    Ok(room)
}

async fn find(conn: &mut Conn, room: &mut Room, lookup: Lookup) -> Result<(), DbError> {
    room.found = match lookup {
        Lookup::Nothing => Vec::new(),
        Lookup::Incoming(external_id) => {
            let found = message::incoming(conn, room.source.id, &external_id).await?;
            if let Some(first) = found.first() {
                room.found_number = Some(conn.query(NUMBER_OF).bind(first.enquiry_id).scalar().await?);
            }
            found
        }
        Lookup::Client(client_id) => message::by_client_id(conn, room.id, &client_id).await?,
        Lookup::Message(id) => message::by_id(conn, room.id, id).await?,
        Lookup::OutgoingUpTo { sequence, news } => message::outgoing_up_to(conn, room.id, sequence, news).await?,
        Lookup::VisitorUpTo(sequence) => message::visitor_up_to(conn, room.id, sequence).await?,
        Lookup::Delivery(id) => {
            room.delivery = conn.query(DELIVERY).bind(room.id).bind(id).optional().await?.map(|DeliveryRow(row)| row);
            message::of_delivery(conn, id).await?
        }
    };
    Ok(())
}

/// The groups whose members matter: while an enquiry is open, or when one may open now.
fn groups_to_staff(enquiry: Option<&Enquiry>, channel: &Channel, opens: bool) -> Vec<GroupId> {
    match enquiry.map(|enquiry| (enquiry.state, &enquiry.plan)) {
        Some((EnquiryState::Open { .. }, plan)) => plan.clone(),
        Some((EnquiryState::Ongoing | EnquiryState::Missed | EnquiryState::FollowedUp | EnquiryState::Closed, _)) => {
            Vec::new()
        }
        None if opens => channel.settings.routing.destinations().to_vec(),
        None => Vec::new(),
    }
}

async fn staffing(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    groups: Vec<GroupId>,
) -> Result<Vec<Destination>, DbError> {
    let found: Vec<(GroupId, Json<_>)> =
        conn.query(GROUPS).bind(workspace_id).and_each(GROUPS_WITH_IDS, groups.clone()).all().await?;
    let members: Vec<(GroupId, StaffId, Chosen, bool, i64)> =
        conn.query(MEMBERS).bind(workspace_id).and_each(MEMBERS_OF, groups).all().await?;
    let destination = |(group_id, Json(settings))| Destination {
        group_id,
        settings,
        members: members
            .iter()
            .filter(|member| member.0 == group_id)
            .map(|&(_, staff_id, chosen, online, handling)| Member {
                staff_id,
                // Who is gone is for the sweep to say: after a pause of our own everybody seems to be.
                active: chosen == Chosen::Active && online,
                handling,
            })
            .collect(),
    };
    Ok(found.into_iter().map(destination).collect())
}

struct DeliveryRow(Delivery);

impl FromRow for DeliveryRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Delivery {
            id: row.get(0)?,
            message_id: row.get(1)?,
            attempts: row.get(2)?,
            first_attempt_at: row.get(3)?,
        }))
    }
}
