//! Loads the staff, service groups and chatbots that may get an enquiry, as a decision sees them.

use causeway_core::{
    ChatbotId, GroupId, StaffId, Timestamp, WorkspaceId,
    chatbot::ChatbotSettings,
    source::WebhookState,
    staff::{Availability, Chosen, Name},
    staffing::{Chatbot, GroupStaffing, Member},
};

use crate::{
    chatbot::is_spoken_to,
    codec::{Json, Parsed},
    db::{Columns, Conn, DbError, row, statements},
};

statements! {
    const GROUPS: Sql = ["SELECT ", GroupStaffing::COLUMNS, " FROM service_groups WHERE workspace_id = $1"];
    const GROUPS_WITH_IDS: Fragment of GROUPS = " AND id IN ($*)";
    const MEMBERS: Sql = ["SELECT ", Membership::COLUMNS, " FROM group_members g JOIN staff s ON s.id = g.staff_id
        WHERE g.workspace_id = $1"];
    const MEMBERS_OF: Fragment of MEMBERS = " AND g.group_id IN ($*) ORDER BY g.group_id, g.position";
    const PEOPLE: Sql = ["SELECT ", Member::COLUMNS, " FROM staff s WHERE s.workspace_id = $1 AND s.removed_at IS NULL"];
    const PEOPLE_WITH_IDS: Fragment of PEOPLE = " AND s.id IN ($*)";
    const CHATBOTS: Sql = ["SELECT ", ChatbotRow::COLUMNS, " FROM chatbots WHERE workspace_id = $1"];
    const CHATBOTS_WITH_IDS: Fragment of CHATBOTS = " AND id IN ($*)";
}

// Presence is not computed here: the sweep marks staff as gone. After a pause of this process every
// staff member would seem to be gone.
row! {
    Member from s {
        staff_id = "s.id",
        first_name,
        last_name,
        chosen,
        online,
        idle,
        last_enquiry_at,
        handling = "(SELECT count(*) FROM enquiries e WHERE e.owner_id = s.id AND e.status IN ('ongoing', 'followedUp'))",
    } => Member {
        staff_id,
        name: Name { first: first_name, last: last_name },
        availability: match (online, chosen, idle) {
            (false, ..) => Availability::Offline,
            (true, Chosen::Busy, _) => Availability::Busy,
            (true, Chosen::Active, true) => Availability::Idle,
            (true, Chosen::Active, false) => Availability::Active,
        },
        last_enquiry_at,
        handling,
    }
}

/// A member and the id of their group.
struct Membership {
    member: Member,
    group_id: GroupId,
}

row! {
    Membership from g {
        ..member: Member,
        group_id,
    }
}

row! {
    GroupStaffing {
        group_id = "id",
        name,
        Parsed(Json(settings)),
        last_picked = "last_picked_id",
    } => GroupStaffing {
        group_id,
        name,
        settings,
        members: Vec::new(),
        last_picked,
    }
}

row! {
    struct ChatbotRow {
        id: ChatbotId,
        name: String,
        settings: Parsed<Json<ChatbotSettings>>,
        webhook_state: WebhookState,
        probe_at: Option<Timestamp>,
    }
}

/// The service groups with these ids.
pub(super) async fn staffing(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    groups: Vec<GroupId>,
) -> Result<Vec<GroupStaffing>, DbError> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<GroupStaffing> = conn
        .query(GROUPS)
        .bind(workspace_id)
        .and_each(GROUPS_WITH_IDS, groups.clone())
        .all()
        .await?;
    let members: Vec<Membership> = conn
        .query(MEMBERS)
        .bind(workspace_id)
        .and_each(MEMBERS_OF, groups)
        .all()
        .await?;
    for group in &mut found {
        let own = members
            .iter()
            .filter(|membership| membership.group_id == group.group_id);
        group.members = own.map(|membership| membership.member.clone()).collect();
    }
    Ok(found)
}

/// The chatbots with these ids.
pub(super) async fn chatbots(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    ids: Vec<ChatbotId>,
    now: Timestamp,
) -> Result<Vec<Chatbot>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<ChatbotRow> = conn
        .query(CHATBOTS)
        .bind(workspace_id)
        .and_each(CHATBOTS_WITH_IDS, ids)
        .all()
        .await?;
    let seen = |row: ChatbotRow| Chatbot {
        chatbot_id: row.id,
        name: row.name,
        settings: row.settings.0.0,
        answers: is_spoken_to(row.webhook_state, row.probe_at, now),
    };
    Ok(found.into_iter().map(seen).collect())
}

/// The people with these ids.
pub(super) async fn people(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    ids: Vec<StaffId>,
) -> Result<Vec<Member>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    conn.query(PEOPLE)
        .bind(workspace_id)
        .and_each(PEOPLE_WITH_IDS, ids)
        .all()
        .await
}
