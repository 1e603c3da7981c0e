//! Channels: named entry points on sources.

use causeway_core::{
    ChannelId, Faults, Reason, SourceId, Thing, WorkspaceId,
    assignment::Destination,
    channel::{
        AutoClose, AutomaticMessagesChange, Channel, ChannelSettings, ChannelState,
        DisplayNameFormat, Sticky,
    },
    event::Event,
    incoming::Capabilities,
    routing::Rule,
};

use crate::{
    Store, StoreError,
    audit::{self, AuditAction},
    chatbot,
    codec::{Json, Parsed},
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    event, membership, source, sticky,
    write::{self, AuditContext, WriteError},
};

/// The most channels of a workspace that are not archived.
pub const CHANNELS_MAX: i64 = 200;

/// A channel and the name of its source.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelOnSource {
    pub channel: Channel,
    pub source_name: String,
    /// What the channel can display.
    pub capabilities: Capabilities,
}

/// A channel to add.
#[derive(Clone, Debug)]
pub struct NewChannel {
    pub id: ChannelId,
    pub source_id: SourceId,
    /// 1 to 40 characters.
    pub name: String,
    pub settings: ChannelSettings,
}

/// A change of a channel; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct ChannelChange {
    /// 1 to 40 characters.
    pub name: Option<String>,
    /// Where enquiries go.
    pub routing: Option<Rule>,
    /// Whether a visitor's next enquiry goes to the person who handled the last one.
    pub sticky: Option<Sticky>,
    /// How staff names are shown to visitors.
    pub display_name_format: Option<DisplayNameFormat>,
    pub messages: AutomaticMessagesChange,
    /// Whether enquiries close automatically.
    pub auto_close: Option<AutoClose>,
}

/// A change of a channel's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelMove {
    /// The channel accepts no messages; staff can finish the enquiries that are not closed.
    Suspend,
    /// The channel accepts messages again.
    Resume,
    /// The channel is kept only for reports. This is final.
    Archive,
}

impl ChannelMove {
    /// The state after the move. A move to the channel's current state changes nothing.
    fn from(self, state: ChannelState) -> Result<ChannelState, WriteError> {
        match (state, self) {
            (
                ChannelState::Active | ChannelState::Suspended | ChannelState::Archived,
                Self::Archive,
            ) => Ok(ChannelState::Archived),
            (ChannelState::Archived, Self::Suspend | Self::Resume) => {
                Err(WriteError::ChannelArchived)
            }
            (ChannelState::Active | ChannelState::Suspended, Self::Suspend) => {
                Ok(ChannelState::Suspended)
            }
            (ChannelState::Active | ChannelState::Suspended, Self::Resume) => {
                Ok(ChannelState::Active)
            }
        }
    }

    fn action(self) -> AuditAction {
        match self {
            Self::Suspend => AuditAction::ChannelSuspended,
            Self::Resume => AuditAction::ChannelResumed,
            Self::Archive => AuditAction::ChannelArchived,
        }
    }
}

statements! {
    const ADD: Sql = [insert!(channels { workspace_id, id, source_id, state = "'active'", created_at, ..Form })];
    const FIND: Sql = ["SELECT ", ChannelOnSource::COLUMNS,
        " FROM channels c JOIN sources s ON s.id = c.source_id WHERE c.workspace_id = $1 AND c.id = $2"];
    const LIST: Sql = ["SELECT ", ChannelOnSource::COLUMNS,
        " FROM channels c JOIN sources s ON s.id = c.source_id WHERE c.workspace_id = $1"];
    const AFTER: Fragment of LIST = " AND c.id > $1";
    const PAGE: Fragment of LIST = " ORDER BY c.id LIMIT $1";
    const COUNT: Sql = "SELECT count(*) FROM channels WHERE workspace_id = $1 AND state <> 'archived'";
    const UPDATE: Sql = ["UPDATE channels SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    /// Shares are counted from the last change of the rule.
    const FORGET_DRAWS: Sql = "UPDATE channels SET draws = '{}' WHERE id = $1";
    /// Enquiries that are not closed follow the new auto-close setting: their rooms become due.
    const LOOK_AGAIN: Sql = "UPDATE rooms SET due_at = $2 WHERE channel_id = $1 AND enquiry_id IS NOT NULL";
    const MOVE: Sql = "UPDATE channels SET state = $2, version = version + 1 WHERE id = $1";
}

row! {
    Channel from c {
        id,
        source_id,
        name,
        state,
        Parsed(Json(settings)),
        created_at,
        version,
    }
}

row! {
    ChannelOnSource from s {
        ..channel: Channel,
        source_name = "s.name",
        Parsed(Json(capabilities)),
    }
}

record! {
    /// The columns that users fill in.
    Form(name: &str, settings: &ChannelSettings) {
        name,
        settings: Json(settings),
    }
}

async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<Option<ChannelOnSource>, DbError> {
    conn.query(FIND)
        .bind(workspace_id)
        .bind(id)
        .optional()
        .await
}

/// All service groups and chatbots of a workspace.
async fn destinations(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
) -> Result<Vec<Destination>, DbError> {
    let mut all: Vec<Destination> = membership::ids(conn, workspace_id)
        .await?
        .into_iter()
        .map(Destination::Group)
        .collect();
    all.extend(
        chatbot::ids(conn, workspace_id)
            .await?
            .into_iter()
            .map(Destination::Chatbot),
    );
    Ok(all)
}

/// Checks the settings against the rest of the database, which the form's own validation can't see.
async fn check(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    settings: &ChannelSettings,
    faults: &mut Faults,
) -> Result<(), DbError> {
    let known = destinations(conn, workspace_id).await?;
    settings.check(|destination| known.contains(&destination), faults);
    Ok(())
}

/// Announces the change to staff screens: of the channel, and of its source, whose page shows the
/// channel.
async fn announce(conn: &mut Conn, audit: &AuditContext, channel: &Channel) -> Result<(), DbError> {
    let events = [
        Event::ChannelUpdated {
            channel_id: channel.id,
        },
        Event::SourceUpdated {
            source_id: channel.source_id,
        },
    ];
    event::append(conn, audit.workspace_id, audit.at, &events).await
}

impl Store {
    /// All destinations that a rule of the workspace may name.
    pub async fn destinations(
        &self,
        workspace_id: WorkspaceId,
    ) -> Result<Vec<Destination>, StoreError> {
        self.db
            .read(async move |conn| destinations(conn, workspace_id).await)
            .await
    }

    /// A channel, archived or not.
    pub async fn channel(
        &self,
        workspace_id: WorkspaceId,
        id: ChannelId,
    ) -> Result<Option<ChannelOnSource>, StoreError> {
        self.db
            .read(async move |conn| find(conn, workspace_id, id).await)
            .await
    }

    /// Some channels, including archived ones, in the order in which they were added: at most
    /// `limit`, starting after `after`.
    pub async fn channels(
        &self,
        workspace_id: WorkspaceId,
        after: Option<ChannelId>,
        limit: i64,
    ) -> Result<Vec<ChannelOnSource>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(LIST)
                    .bind(workspace_id)
                    .and_if(AFTER, after)
                    .and(PAGE)
                    .bind(limit)
                    .all()
                    .await
            })
            .await
    }

    /// Adds a channel to a source that has none.
    pub async fn create_channel(
        &self,
        audit: AuditContext,
        new: NewChannel,
    ) -> Result<ChannelOnSource, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let mut faults = Faults::default();
            if source::find(conn, audit.workspace_id, new.source_id)
                .await?
                .is_none()
            {
                faults.add(
                    "/sourceId",
                    Reason::NotFound {
                        what: Thing::Source,
                    },
                );
            }
            check(conn, audit.workspace_id, &new.settings, &mut faults).await?;
            WriteError::if_any(faults)?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                CHANNELS_MAX,
            )?;
            conn.query(ADD)
                .bind(audit.workspace_id)
                .bind(new.id)
                .bind(new.source_id)
                .bind(audit.at)
                .bind_all(Form::of(&new.name, &new.settings))
                .execute()
                .await?;
            audit::record(conn, &audit, AuditAction::ChannelCreated, new.id, &new.name).await?;
            let created = find(conn, audit.workspace_id, new.id)
                .await?
                .ok_or(WriteError::NotFound)?;
            announce(conn, &audit, &created.channel).await?;
            Ok(created)
        })
        .await
    }

    /// Changes a channel, if it is still at version `seen`.
    pub async fn update_channel(
        &self,
        audit: AuditContext,
        id: ChannelId,
        seen: Option<i64>,
        change: ChannelChange,
    ) -> Result<ChannelOnSource, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?
                .channel;
            WriteError::if_changed(seen, found.version)?;
            let change = change.clone();
            let before = found.settings.clone();
            let settings = ChannelSettings {
                routing: change.routing.unwrap_or(before.routing),
                sticky: change.sticky.unwrap_or(before.sticky),
                display_name_format: change
                    .display_name_format
                    .unwrap_or(before.display_name_format),
                messages: change.messages.applied_to(before.messages),
                auto_close: change.auto_close.unwrap_or(before.auto_close),
            };
            let mut faults = Faults::default();
            check(conn, audit.workspace_id, &settings, &mut faults).await?;
            WriteError::if_any(faults)?;
            let name = change.name.unwrap_or(found.name);
            if settings.routing != found.settings.routing {
                conn.query(FORGET_DRAWS).bind(id).execute().await?;
            }
            if settings.sticky.expiry_days != found.settings.sticky.expiry_days {
                sticky::last(conn, id, settings.sticky.expiry_days).await?;
            }
            if settings.auto_close != found.settings.auto_close {
                conn.query(LOOK_AGAIN)
                    .bind(id)
                    .bind(audit.at)
                    .execute()
                    .await?;
            }
            conn.query(UPDATE)
                .bind(id)
                .bind_all(Form::of(&name, &settings))
                .execute()
                .await?;
            audit::record(conn, &audit, AuditAction::ChannelUpdated, id, &name).await?;
            let updated = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            announce(conn, &audit, &updated.channel).await?;
            Ok(updated)
        })
        .await
    }

    /// Suspends, resumes or archives a channel.
    pub async fn move_channel(
        &self,
        audit: AuditContext,
        id: ChannelId,
        to: ChannelMove,
    ) -> Result<ChannelOnSource, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            let state = to.from(found.channel.state)?;
            if state == found.channel.state {
                return Ok(found);
            }
            conn.query(MOVE).bind(id).bind(state).execute().await?;
            audit::record(conn, &audit, to.action(), id, &found.channel.name).await?;
            let moved = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            announce(conn, &audit, &moved.channel).await?;
            Ok(moved)
        })
        .await
    }
}
