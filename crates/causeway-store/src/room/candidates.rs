//! Who may be asked, as a decision sees them.

use causeway_core::{
    ChatbotId, GroupId, StaffId, Timestamp, WorkspaceId,
    chatbot::ChatbotSettings,
    group::GroupSettings,
    source::WebhookState,
    staff::{Availability, Chosen, Name},
    staffing::{Chatbot, GroupStaffing, Member},
};

use crate::{
    chatbot::is_spoken_to,
    codec::{Json, Parsed},
    db::{Conn, DbError, FromRow, Row, statements},
};

/// A staff member as a decision sees them. Who is gone is for the sweep to say: after a pause of our own everybody seems
/// to be.
macro_rules! member {
    () => {
        "s.id, s.first_name, s.last_name, s.chosen, s.online, s.idle, s.last_enquiry_at,
            (SELECT count(*) FROM enquiries e WHERE e.owner_id = s.id AND e.status IN ('ongoing', 'followedUp'))"
    };
}

statements! {
    const GROUPS: Sql = "SELECT id, name, settings, last_picked_id FROM service_groups WHERE workspace_id = $1";
    const GROUPS_WITH_IDS: Fragment of GROUPS = " AND id IN ($*)";
    const MEMBERS: Sql = (concat!("SELECT ", member!(), ", g.group_id
        FROM group_members g JOIN staff s ON s.id = g.staff_id WHERE g.workspace_id = $1"));
    const MEMBERS_OF: Fragment of MEMBERS = " AND g.group_id IN ($*) ORDER BY g.group_id, g.position";
    const PEOPLE: Sql = (concat!("SELECT ", member!(), " FROM staff s WHERE s.workspace_id = $1 AND s.removed_at IS NULL"));
    const PEOPLE_WITH_IDS: Fragment of PEOPLE = " AND s.id IN ($*)";
    const CHATBOTS: Sql = "SELECT id, name, settings, webhook_state, probe_at FROM chatbots WHERE workspace_id = $1";
    const CHATBOTS_WITH_IDS: Fragment of CHATBOTS = " AND id IN ($*)";
}

struct MemberRow(Member);

impl FromRow for MemberRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let (chosen, online, idle): (Chosen, bool, bool) = (row.get(3)?, row.get(4)?, row.get(5)?);
        Ok(Self(Member {
            staff_id: row.get(0)?,
            name: Name {
                first: row.get(1)?,
                last: row.get(2)?,
            },
            availability: match (online, chosen, idle) {
                (false, ..) => Availability::Offline,
                (true, Chosen::Busy, _) => Availability::Busy,
                (true, Chosen::Active, true) => Availability::Idle,
                (true, Chosen::Active, false) => Availability::Active,
            },
            last_enquiry_at: row.get(6)?,
            handling: row.get(7)?,
        }))
    }
}

/// A member, and of which group.
struct MembershipRow(GroupId, Member);

impl FromRow for MembershipRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let MemberRow(member) = FromRow::from_row(row)?;
        Ok(Self(row.get(8)?, member))
    }
}

/// The service groups with these ids.
pub(super) async fn staffing(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    groups: Vec<GroupId>,
) -> Result<Vec<GroupStaffing>, DbError> {
    type Found = (
        GroupId,
        String,
        Parsed<Json<GroupSettings>>,
        Option<StaffId>,
    );
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<Found> = conn
        .query(GROUPS)
        .bind(workspace_id)
        .and_each(GROUPS_WITH_IDS, groups.clone())
        .all()
        .await?;
    let members: Vec<MembershipRow> = conn
        .query(MEMBERS)
        .bind(workspace_id)
        .and_each(MEMBERS_OF, groups)
        .all()
        .await?;
    let destination = |(group_id, name, Parsed(Json(settings)), last_picked)| GroupStaffing {
        group_id,
        name,
        settings,
        members: members
            .iter()
            .filter(|row| row.0 == group_id)
            .map(|row| row.1.clone())
            .collect(),
        last_picked,
    };
    Ok(found.into_iter().map(destination).collect())
}

/// The chatbots with these ids.
pub(super) async fn chatbots(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    ids: Vec<ChatbotId>,
    now: Timestamp,
) -> Result<Vec<Chatbot>, DbError> {
    type Found = (
        ChatbotId,
        String,
        Parsed<Json<ChatbotSettings>>,
        WebhookState,
        Option<Timestamp>,
    );
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<Found> = conn
        .query(CHATBOTS)
        .bind(workspace_id)
        .and_each(CHATBOTS_WITH_IDS, ids)
        .all()
        .await?;
    let seen = |(chatbot_id, name, Parsed(Json(settings)), state, probe_at)| {
        let answers = is_spoken_to(state, probe_at, now);
        Chatbot {
            chatbot_id,
            name,
            settings,
            answers,
        }
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
    let found = conn
        .query(PEOPLE)
        .bind(workspace_id)
        .and_each(PEOPLE_WITH_IDS, ids)
        .all()
        .await?;
    Ok(found.into_iter().map(|MemberRow(member)| member).collect())
}
