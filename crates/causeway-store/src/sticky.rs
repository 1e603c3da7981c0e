//! Sticky bindings: the staff member who is offered a visitor's next enquiry on a channel first.

use causeway_core::{
    ChannelId, StaffId, StickyBindingId, Timestamp, WorkspaceId, event::Event, permission::Actor,
    staff::Role, visitor::Visitor,
};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    db::{Columns, Conn, DbError, row, statements},
    event,
    write::{AuditContext, WriteError},
};

/// Microseconds per day.
const DAY_MICROS: i64 = 86_400_000_000;

/// A visitor's binding.
#[derive(Clone, Debug, PartialEq)]
pub struct StickyBinding {
    pub id: StickyBindingId,
    pub channel_id: ChannelId,
    pub channel_name: String,
    pub visitor: Visitor,
    /// The staff member that the visitor is bound to.
    pub staff_id: StaffId,
    pub bound_at: Timestamp,
    /// `None`: it never expires.
    pub expires_at: Option<Timestamp>,
}

/// Which bindings a list shows, among those that the reader may see. An empty field does not
/// filter.
#[derive(Clone, Debug, Default)]
pub struct StickyFilter {
    /// On this channel.
    pub channel_id: Option<ChannelId>,
    /// To this staff member.
    pub staff_id: Option<StaffId>,
    /// Starting after this binding.
    pub after: Option<StickyBindingId>,
}

statements! {
    const LIST: Sql = ["SELECT ", StickyBinding::COLUMNS, "
        FROM sticky_bindings b JOIN channels c ON c.id = b.channel_id JOIN visitors v ON v.id = b.visitor_id
        WHERE b.workspace_id = $1 AND (b.expires_at IS NULL OR b.expires_at > $2)"];
    const ON_CHANNEL: Fragment of LIST = " AND b.channel_id = $1";
    const TO_STAFF: Fragment of LIST = " AND b.staff_id = $1";
    /// The SQL form of [`Actor::may_unbind_from`], for lists.
    const TO_TEAM: Fragment of LIST = " AND b.staff_id IN ($*)";
    const AFTER: Fragment of LIST = " AND b.id > $1";
    const PAGE: Fragment of LIST = " ORDER BY b.id LIMIT $1";
    const FIND: Sql = "SELECT v.external_id, b.staff_id FROM sticky_bindings b JOIN visitors v ON v.id = b.visitor_id
        WHERE b.workspace_id = $1 AND b.id = $2";
    const REMOVE: Sql = "DELETE FROM sticky_bindings WHERE id = $1";
    const REMOVE_OF_STAFF: Sql = "DELETE FROM sticky_bindings WHERE staff_id = $1";
    const LAST_DAYS: Sql = "UPDATE sticky_bindings SET expires_at = bound_at + $2 WHERE channel_id = $1";
    const LAST_FOR_EVER: Sql = "UPDATE sticky_bindings SET expires_at = NULL WHERE channel_id = $1";
}

row! {
    StickyBinding from b {
        id,
        channel_id,
        channel_name = "c.name",
        ..visitor: Visitor,
        staff_id,
        bound_at,
        expires_at,
    }
}

/// Recalculates when the bindings of a channel expire, from the channel's new setting and the time
/// when each was made.
pub(crate) async fn last(
    conn: &mut Conn,
    channel_id: ChannelId,
    expiry_days: Option<u16>,
) -> Result<(), DbError> {
    match expiry_days {
        Some(days) => {
            conn.query(LAST_DAYS)
                .bind(channel_id)
                .bind(i64::from(days) * DAY_MICROS)
                .execute()
                .await
        }
        None => conn.query(LAST_FOR_EVER).bind(channel_id).execute().await,
    }
    .map(drop)
}

/// Removes the bindings to a staff member who is removed.
pub(crate) async fn remove_of_staff(conn: &mut Conn, staff_id: StaffId) -> Result<(), DbError> {
    conn.query(REMOVE_OF_STAFF)
        .bind(staff_id)
        .execute()
        .await
        .map(drop)
}

impl Store {
    /// Some bindings that `actor` may see and that have not expired at `now`, ordered by id: at
    /// most `limit`.
    pub async fn sticky_bindings(
        &self,
        workspace_id: WorkspaceId,
        actor: Actor,
        filter: StickyFilter,
        now: Timestamp,
        limit: i64,
    ) -> Result<Vec<StickyBinding>, StoreError> {
        self.db
            .read(async move |conn| {
                let mut query = conn.query(LIST).bind(workspace_id).bind(now);
                query = match actor.role {
                    Role::Administrator => query,
                    Role::Supervisor | Role::Agent => query.and_each(TO_TEAM, actor.team),
                };
                if let Some(channel_id) = filter.channel_id {
                    query = query.and(ON_CHANNEL).bind(channel_id);
                }
                if let Some(staff_id) = filter.staff_id {
                    query = query.and(TO_STAFF).bind(staff_id);
                }
                if let Some(after) = filter.after {
                    query = query.and(AFTER).bind(after);
                }
                query.and(PAGE).bind(limit).all().await
            })
            .await
    }

    /// Removes a binding that `actor` may see. The visitor's next enquiry follows the channel's
    /// rule.
    pub async fn remove_sticky_binding(
        &self,
        audit: AuditContext,
        actor: Actor,
        id: StickyBindingId,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            let found: Option<(String, StaffId)> = conn
                .query(FIND)
                .bind(audit.workspace_id)
                .bind(id)
                .optional()
                .await?;
            let found = found.filter(|(_, staff_id)| actor.may_unbind_from(*staff_id));
            let (visitor, staff_id) = found.ok_or(WriteError::NotFound)?;
            conn.query(REMOVE).bind(id).execute().await?;
            let removed = Event::StickyBindingRemoved {
                binding_id: id,
                staff_id,
            };
            event::append(conn, audit.workspace_id, audit.at, &[removed]).await?;
            audit::record(
                conn,
                &audit,
                AuditAction::StickyBindingRemoved,
                id,
                &visitor,
            )
            .await?;
            Ok(())
        })
        .await
    }
}
