//! The members of service groups.

use causeway_core::{Faults, GroupId, Reason, StaffId, Thing, WorkspaceId, event::Event};

use crate::{
    db::{Conn, DbError, statements},
    event,
    write::{AuditContext, WriteError},
};

statements! {
    const IDS: Sql = "SELECT id FROM service_groups WHERE workspace_id = $1";
    const NEW_VERSION: Sql = "UPDATE service_groups SET version = version + 1 WHERE id = $1";
    const MEMBERS: Sql = "SELECT staff_id FROM group_members WHERE group_id = $1 ORDER BY position";
    const MEMBERSHIPS: Sql = "SELECT group_id, staff_id FROM group_members WHERE workspace_id = $1
        ORDER BY group_id, position";
    const OF_STAFF: Sql = "SELECT group_id FROM group_members WHERE staff_id = $1 ORDER BY group_id";
    const TEAM_OF_STAFF: Sql = "SELECT DISTINCT theirs.staff_id FROM group_members mine
        JOIN group_members theirs ON theirs.group_id = mine.group_id WHERE mine.staff_id = $1 ORDER BY theirs.staff_id";
    const JOIN_LAST: Sql = "INSERT INTO group_members (workspace_id, group_id, staff_id, position)
        SELECT $1, $2, $3, COALESCE(max(position), 0) + 1 FROM group_members WHERE group_id = $2";
    const LEAVE: Sql = "DELETE FROM group_members WHERE group_id = $1 AND staff_id = $2";
}

/// The members of a service group, in order.
pub(crate) async fn members(conn: &mut Conn, id: GroupId) -> Result<Vec<StaffId>, DbError> {
    let rows: Vec<(StaffId,)> = conn.query(MEMBERS).bind(id).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The ids of all service groups.
pub(crate) async fn ids(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
) -> Result<Vec<GroupId>, DbError> {
    let rows: Vec<(GroupId,)> = conn.query(IDS).bind(workspace_id).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The service groups of a staff member.
pub(crate) async fn ids_of_staff(conn: &mut Conn, id: StaffId) -> Result<Vec<GroupId>, DbError> {
    let rows: Vec<(GroupId,)> = conn.query(OF_STAFF).bind(id).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// All members of a staff member's service groups, including the staff member.
pub(crate) async fn team_of_staff(conn: &mut Conn, id: StaffId) -> Result<Vec<StaffId>, DbError> {
    let rows: Vec<(StaffId,)> = conn.query(TEAM_OF_STAFF).bind(id).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// All memberships, with each group's members in order.
pub(crate) async fn memberships(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
) -> Result<Vec<(GroupId, StaffId)>, DbError> {
    conn.query(MEMBERSHIPS).bind(workspace_id).all().await
}

/// Makes a staff member a member of exactly these groups. The staff member becomes the last member
/// of each new group.
pub(crate) async fn set_groups_of_staff(
    conn: &mut Conn,
    audit: &AuditContext,
    id: StaffId,
    group_ids: &[GroupId],
) -> Result<(), WriteError> {
    let known = ids(conn, audit.workspace_id).await?;
    let mut faults = Faults::default();
    for (index, group_id) in group_ids.iter().enumerate() {
        if !known.contains(group_id) {
            faults.add(
                format!("/serviceGroupIds/{index}"),
                Reason::NotFound {
                    what: Thing::ServiceGroup,
                },
            );
        } else if group_ids[..index].contains(group_id) {
            faults.add(format!("/serviceGroupIds/{index}"), Reason::Duplicate);
        }
    }
    WriteError::if_any(faults)?;
    let before = ids_of_staff(conn, id).await?;
    for group_id in before
        .iter()
        .filter(|group_id| !group_ids.contains(group_id))
    {
        conn.query(LEAVE).bind(*group_id).bind(id).execute().await?;
        touch(conn, audit, *group_id).await?;
    }
    for group_id in group_ids
        .iter()
        .filter(|group_id| !before.contains(group_id))
    {
        conn.query(JOIN_LAST)
            .bind(audit.workspace_id)
            .bind(*group_id)
            .bind(id)
            .execute()
            .await?;
        touch(conn, audit, *group_id).await?;
    }
    Ok(())
}

/// Increases the group's version, so that a form loaded before can't overwrite the change.
pub(crate) async fn touch(
    conn: &mut Conn,
    audit: &AuditContext,
    group_id: GroupId,
) -> Result<(), DbError> {
    conn.query(NEW_VERSION).bind(group_id).execute().await?;
    event::append(
        conn,
        audit.workspace_id,
        audit.at,
        &[Event::GroupUpdated { group_id }],
    )
    .await
}
