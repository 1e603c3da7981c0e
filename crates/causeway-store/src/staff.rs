//! Staff: people who sign in.

use causeway_core::{
    Faults, Reason, StaffId, Thing, WorkspaceId,
    permission::Actor,
    staff::{Name, Role, Staff},
};

use crate::{
    Store, StoreError,
    db::{Columns, Conn, DbError, row, statements},
    membership,
};

/// The most staff that a workspace can have.
pub const STAFF_MAX: i64 = 500;

statements! {
    const FIND: Sql = ["SELECT ", Staff::COLUMNS,
        " FROM staff s WHERE s.removed_at IS NULL AND s.workspace_id = $1 AND s.id = $2"];
    const LIST: Sql = ["SELECT ", Staff::COLUMNS, " FROM staff s WHERE s.removed_at IS NULL AND s.workspace_id = $1"];
    const AFTER: Fragment of LIST = " AND s.id > $1";
    const PAGE: Fragment of LIST = " ORDER BY s.id LIMIT $1";
    const PASSWORD: Sql = "SELECT password_hash FROM staff WHERE id = $1";
}

row! {
    Staff from s {
        id,
        email,
        first_name,
        last_name,
        role,
        chosen,
        connected_until,
        time_zone,
        version,
        used_until,
        idle,
    } => Staff {
        id,
        email,
        name: Name { first: first_name, last: last_name },
        role,
        chosen,
        connected_until,
        time_zone,
        group_ids: Vec::new(),
        version,
        used_until,
        idle,
    }
}

/// A staff member who was not removed.
pub(crate) async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: StaffId,
) -> Result<Option<Staff>, DbError> {
    let found = conn.query(FIND).bind(workspace_id).bind(id);
    let Some(mut staff) = found.optional::<Staff>().await? else {
        return Ok(None);
    };
    staff.group_ids = membership::ids_of_staff(conn, id).await?;
    Ok(Some(staff))
}

/// The actor of a staff member's requests.
pub(crate) async fn actor(conn: &mut Conn, staff: &Staff) -> Result<Actor, DbError> {
    let team = match staff.role {
        Role::Supervisor => membership::team_of_staff(conn, staff.id).await?,
        Role::Administrator | Role::Agent => Vec::new(),
    };
    Ok(Actor {
        staff_id: staff.id,
        role: staff.role,
        group_ids: staff.group_ids.clone(),
        team,
    })
}

async fn page(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    after: Option<StaffId>,
    limit: i64,
) -> Result<Vec<Staff>, DbError> {
    let query = conn.query(LIST).bind(workspace_id).and_if(AFTER, after);
    let mut staff: Vec<Staff> = query.and(PAGE).bind(limit).all().await?;
    let memberships = membership::memberships(conn, workspace_id).await?;
    for one in &mut staff {
        let theirs = memberships
            .iter()
            .filter(|(_, staff_id)| *staff_id == one.id);
        one.group_ids = theirs.map(|(group_id, _)| *group_id).collect();
    }
    Ok(staff)
}

impl Store {
    /// A staff member who was not removed.
    pub async fn staff_member(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
    ) -> Result<Option<Staff>, StoreError> {
        self.db
            .read(async move |conn| find(conn, workspace_id, id).await)
            .await
    }

    /// The hash of a staff member's password, as argon2 encodes it.
    pub async fn password_hash(&self, id: StaffId) -> Result<String, StoreError> {
        self.db
            .read(async move |conn| conn.query(PASSWORD).bind(id).scalar().await)
            .await
    }

    /// The actor of a staff member's requests, unless the staff member was removed.
    pub async fn actor(
        &self,
        workspace_id: WorkspaceId,
        id: StaffId,
    ) -> Result<Option<Actor>, StoreError> {
        self.db
            .read(
                async move |conn| match find(conn, workspace_id, id).await? {
                    Some(staff) => actor(conn, &staff).await.map(Some),
                    None => Ok(None),
                },
            )
            .await
    }

    /// All staff who were not removed, in the order in which they were added.
    pub async fn staff(&self, workspace_id: WorkspaceId) -> Result<Vec<Staff>, StoreError> {
        self.staff_page(workspace_id, None, STAFF_MAX).await
    }

    /// Some of the staff who were not removed: at most `limit`, starting after `after`.
    pub async fn staff_page(
        &self,
        workspace_id: WorkspaceId,
        after: Option<StaffId>,
        limit: i64,
    ) -> Result<Vec<Staff>, StoreError> {
        self.db
            .read(async move |conn| page(conn, workspace_id, after, limit).await)
            .await
    }
}

/// Adds a fault for each of `ids` that is not a staff member of the workspace.
pub(crate) async fn check_ids(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    pointer: &str,
    ids: &[StaffId],
    faults: &mut Faults,
) -> Result<(), DbError> {
    for (index, id) in ids.iter().enumerate() {
        if conn
            .query(FIND)
            .bind(workspace_id)
            .bind(*id)
            .optional::<Staff>()
            .await?
            .is_none()
        {
            faults.add(
                format!("{pointer}/{index}"),
                Reason::NotFound { what: Thing::Staff },
            );
        } else if ids[..index].contains(id) {
            faults.add(format!("{pointer}/{index}"), Reason::Duplicate);
        }
    }
    Ok(())
}
