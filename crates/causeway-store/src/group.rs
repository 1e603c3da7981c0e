//! Service groups: named lists of staff who receive enquiries.

use causeway_core::{
    Faults, GroupId, StaffId, WorkspaceId,
    assignment::Destination,
    event::Event,
    group::{Distribution, GroupSettings, ServiceGroup},
};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    codec::Json,
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    destination, event, membership, staff,
    write::{self, AuditContext, WriteError},
};

/// The most service groups that a workspace can have.
pub const GROUPS_MAX: i64 = 200;

/// A service group to add.
#[derive(Clone, Debug)]
pub struct NewGroup {
    pub id: GroupId,
    /// 1 to 40 characters.
    pub name: String,
    /// In order.
    pub member_ids: Vec<StaffId>,
    pub settings: GroupSettings,
}

/// A change of a service group; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct GroupChange {
    /// 1 to 40 characters.
    pub name: Option<String>,
    /// All members, in order.
    pub member_ids: Option<Vec<StaffId>>,
    /// How enquiries are offered to the members.
    pub distribution: Option<Distribution>,
    /// How long one member is rung.
    pub ring_seconds: Option<u32>,
    /// How long an enquiry waits before the next destination is tried.
    pub wait_seconds: Option<u32>,
    /// The most open enquiries per member; `Some(None)`: no limit.
    pub max_open_per_member: Option<Option<u32>>,
    pub languages: Option<Vec<String>>,
}

impl GroupChange {
    /// Returns `settings` with this change applied.
    pub fn applied_to(&self, settings: GroupSettings) -> GroupSettings {
        GroupSettings {
            distribution: self.distribution.unwrap_or(settings.distribution),
            ring_seconds: self.ring_seconds.unwrap_or(settings.ring_seconds),
            wait_seconds: self.wait_seconds.unwrap_or(settings.wait_seconds),
            max_open_per_member: self
                .max_open_per_member
                .unwrap_or(settings.max_open_per_member),
            languages: self.languages.clone().unwrap_or(settings.languages),
        }
    }
}

statements! {
    const ADD: Sql = [insert!(service_groups { workspace_id, id, created_at, ..Form })];
    const FIND: Sql = ["SELECT ", ServiceGroup::COLUMNS, " FROM service_groups WHERE workspace_id = $1 AND id = $2"];
    const LIST: Sql = ["SELECT ", ServiceGroup::COLUMNS, " FROM service_groups WHERE workspace_id = $1"];
    const AFTER: Fragment of LIST = " AND id > $1";
    const PAGE: Fragment of LIST = " ORDER BY id LIMIT $1";
    const COUNT: Sql = "SELECT count(*) FROM service_groups WHERE workspace_id = $1";
    const UPDATE: Sql = ["UPDATE service_groups SET ", After::<1, Form>::SET, " WHERE id = $1"];
    const REMOVE: Sql = "DELETE FROM service_groups WHERE id = $1";
    const JOIN: Sql = [insert!(group_members { workspace_id, group_id, staff_id, position })];
    const LEAVE_ALL: Sql = "DELETE FROM group_members WHERE group_id = $1";
    const STAFF_VERSION: Sql = "UPDATE staff SET version = version + 1 WHERE id = $1";
}

row! {
    ServiceGroup {
        id,
        name,
        Json(settings),
        version,
    } => ServiceGroup {
        id,
        name,
        member_ids: Vec::new(),
        settings,
        version,
    }
}

record! {
    /// The columns that users fill in, except the members.
    Form(name: &str, settings: &GroupSettings) {
        name,
        settings: Json(settings),
    }
}

async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: GroupId,
) -> Result<Option<ServiceGroup>, DbError> {
    let found = conn.query(FIND).bind(workspace_id).bind(id);
    let Some(mut group) = found.optional::<ServiceGroup>().await? else {
        return Ok(None);
    };
    group.member_ids = membership::members(conn, id).await?;
    Ok(Some(group))
}

/// Replaces the members of a group.
async fn set_members(
    conn: &mut Conn,
    audit: &AuditContext,
    id: GroupId,
    member_ids: &[StaffId],
) -> Result<(), WriteError> {
    let mut faults = Faults::default();
    staff::check_ids(
        conn,
        audit.workspace_id,
        "/memberIds",
        member_ids,
        &mut faults,
    )
    .await?;
    WriteError::if_any(faults)?;
    let before = membership::members(conn, id).await?;
    conn.query(LEAVE_ALL).bind(id).execute().await?;
    for (position, staff_id) in (1_i64..).zip(member_ids) {
        conn.query(JOIN)
            .bind(audit.workspace_id)
            .bind(id)
            .bind(*staff_id)
            .bind(position)
            .execute()
            .await?;
    }
    let left = before
        .iter()
        .filter(|staff_id| !member_ids.contains(staff_id));
    let joined = member_ids
        .iter()
        .filter(|staff_id| !before.contains(staff_id));
    for staff_id in left.chain(joined) {
        conn.query(STAFF_VERSION).bind(*staff_id).execute().await?;
        event::append(
            conn,
            audit.workspace_id,
            audit.at,
            &[Event::StaffUpdated {
                staff_id: *staff_id,
            }],
        )
        .await?;
    }
    Ok(())
}

impl Store {
    /// The service group with this id.
    pub async fn service_group(
        &self,
        workspace_id: WorkspaceId,
        id: GroupId,
    ) -> Result<Option<ServiceGroup>, StoreError> {
        self.db
            .read(async move |conn| find(conn, workspace_id, id).await)
            .await
    }

    /// Some service groups, in the order in which they were added: at most `limit`, starting after
    /// `after`.
    pub async fn service_groups(
        &self,
        workspace_id: WorkspaceId,
        after: Option<GroupId>,
        limit: i64,
    ) -> Result<Vec<ServiceGroup>, StoreError> {
        self.db
            .read(async move |conn| {
                let query = conn.query(LIST).bind(workspace_id).and_if(AFTER, after);
                let mut groups: Vec<ServiceGroup> = query.and(PAGE).bind(limit).all().await?;
                let memberships = membership::memberships(conn, workspace_id).await?;
                for group in &mut groups {
                    let of_group = memberships
                        .iter()
                        .filter(|(group_id, _)| *group_id == group.id);
                    group.member_ids = of_group.map(|(_, staff_id)| *staff_id).collect();
                }
                Ok(groups)
            })
            .await
    }

    /// Adds a service group.
    pub async fn create_service_group(
        &self,
        audit: AuditContext,
        new: NewGroup,
    ) -> Result<ServiceGroup, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                GROUPS_MAX,
            )?;
            conn.query(ADD)
                .bind(audit.workspace_id)
                .bind(new.id)
                .bind(audit.at)
                .bind_all(Form::of(&new.name, &new.settings))
                .execute()
                .await?;
            set_members(conn, &audit, new.id, &new.member_ids).await?;
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::GroupUpdated { group_id: new.id }],
            )
            .await?;
            audit::record(conn, &audit, AuditAction::GroupCreated, new.id, &new.name).await?;
            find(conn, audit.workspace_id, new.id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Changes a service group, if it is still at version `seen`.
    pub async fn update_service_group(
        &self,
        audit: AuditContext,
        id: GroupId,
        seen: Option<i64>,
        change: GroupChange,
    ) -> Result<ServiceGroup, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            WriteError::if_changed(seen, found.version)?;
            let name = change.name.as_ref().unwrap_or(&found.name);
            let settings = change.applied_to(found.settings);
            conn.query(UPDATE)
                .bind(id)
                .bind_all(Form::of(name, &settings))
                .execute()
                .await?;
            if let Some(member_ids) = &change.member_ids {
                set_members(conn, &audit, id, member_ids).await?;
            }
            membership::touch(conn, &audit, id).await?;
            audit::record(conn, &audit, AuditAction::GroupUpdated, id, name).await?;
            find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Removes a service group to which no channel routes.
    pub async fn remove_service_group(
        &self,
        audit: AuditContext,
        id: GroupId,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            let channels =
                destination::names_routing_to(conn, audit.workspace_id, Destination::Group(id))
                    .await?;
            if !channels.is_empty() {
                return Err(WriteError::GroupInUse { channels });
            }
            set_members(conn, &audit, id, &[]).await?;
            conn.query(REMOVE).bind(id).execute().await?;
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::GroupRemoved { group_id: id }],
            )
            .await?;
            audit::record(conn, &audit, AuditAction::GroupRemoved, id, &found.name).await?;
            Ok(())
        })
        .await
    }
}
