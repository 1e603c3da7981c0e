//! Sources: third-party accounts behind channels.

use causeway_core::{
    ChannelId, Faults, Reason, SourceId, Timestamp, WorkspaceId,
    event::Event,
    incoming::Capabilities,
    source::{Gate, OutgoingEvent, WebhookHealth, WebhookState},
};

use crate::{
    Signal, Store, StoreError,
    audit::{self, AuditAction},
    codec::{EventChoice, Json},
    credential::{self, NewCredential},
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    event,
    write::{self, AuditContext, WriteError},
};

/// The most sources that a workspace can have.
pub const SOURCES_MAX: i64 = 200;

/// A source, its settings and the state of its endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: SourceId,
    /// 1 to 60 characters, unique in the workspace.
    pub name: String,
    /// The address that receives its events; `None`: the channel reads the outbox.
    pub webhook_url: Option<String>,
    pub webhook_state: WebhookState,
    /// Why requests to the endpoint fail.
    pub failure_reason: Option<String>,
    /// The events that the source receives.
    pub events: Vec<OutgoingEvent>,
    pub capabilities: Capabilities,
    pub created_at: Timestamp,
    /// Increases with each change, for `If-Match`.
    pub version: i64,
    /// The id and name of its channel, if it has one that is not archived.
    pub channel: Option<(ChannelId, String)>,
    /// The latest request.
    pub last_delivery: Option<LastDelivery>,
    /// Events that have not been delivered and have not failed for good.
    pub waiting: i64,
    /// Whether one of them waits for a retry.
    pub has_retries: bool,
}

impl Source {
    /// The health of its endpoint.
    pub fn health(&self) -> WebhookHealth {
        WebhookHealth::of(self.webhook_state, self.has_retries)
    }
}

/// The latest request to a source's endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDelivery {
    pub at: Timestamp,
    /// The current state of its delivery: `due` (it will be retried), `delivered` or `failed`.
    pub state: String,
    /// Why the event was not delivered.
    pub reason: Option<String>,
}

/// A source to add.
#[derive(Clone, Debug)]
pub struct NewSource {
    pub id: SourceId,
    /// 1 to 60 characters.
    pub name: String,
    /// The address of an endpoint that passed the challenge; `None`: the channel reads the outbox.
    pub webhook_url: Option<String>,
    /// The events that the source receives.
    pub events: Vec<OutgoingEvent>,
    /// The credential that the source sends when it calls Causeway.
    pub access_token: NewCredential,
    /// The key that signs outgoing requests.
    pub signing_secret: NewCredential,
}

/// A change of a source; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct SourceChange {
    /// 1 to 60 characters.
    pub name: Option<String>,
    pub webhook: Option<WebhookChange>,
    /// The events that the source receives.
    pub events: Option<Vec<OutgoingEvent>>,
}

/// A change of a source's endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookChange {
    /// Events go to this address, which passed the challenge.
    Set(String),
    /// The endpoint is removed: the channel reads the outbox.
    Remove,
}

/// Sources, each with its channel and its latest request.
const FROM: &str =
    " FROM sources s LEFT JOIN channels c ON c.source_id = s.id AND c.state <> 'archived'
        LEFT JOIN deliveries d ON d.id = (SELECT l.id FROM deliveries l WHERE l.source_id = s.id
            AND l.last_attempt_at IS NOT NULL ORDER BY l.last_attempt_at DESC LIMIT 1)
    WHERE s.workspace_id = $1 AND s.removed_at IS NULL";

statements! {
    const ADD: Sql = [insert!(sources { workspace_id, id, created_at, webhook_url, webhook_state, capabilities, ..Form })];
    const FIND: Sql = ["SELECT ", Source::COLUMNS, FROM, " AND s.id = $2"];
    const LIST: Sql = ["SELECT ", Source::COLUMNS, FROM];
    const AFTER: Fragment of LIST = " AND s.id > $1";
    const PAGE: Fragment of LIST = " ORDER BY s.id LIMIT $1";
    const COUNT: Sql = "SELECT count(*) FROM sources WHERE workspace_id = $1 AND removed_at IS NULL";
    const UPDATE: Sql = ["UPDATE sources SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    const SET_WEBHOOK: Sql = "UPDATE sources SET webhook_url = $2, webhook_state = $3, failures = 0, probe_at = NULL,
        failure_reason = NULL WHERE id = $1";
    const ENDPOINT: Sql = "SELECT webhook_url, webhook_state FROM sources WHERE workspace_id = $1 AND id = $2";
    const LANES_DUE: Sql = "UPDATE lanes SET due_at = $2 WHERE source_id = $1 AND pending > 0";
    const SET_CAPABILITIES: Sql = "UPDATE sources SET capabilities = $2 WHERE id = $1 AND capabilities <> $2
        RETURNING workspace_id";
    const CHANNEL: Sql = "SELECT id FROM channels WHERE source_id = $1 AND state <> 'archived'";
    const CHANNELS_EVER: Sql = "SELECT count(*) FROM channels WHERE source_id = $1";
    const REMOVE: Sql = "DELETE FROM sources WHERE id = $1";
    // Archived channels need the row for their enquiries. The new name frees the old one for
    // another source.
    const RETIRE: Sql = "UPDATE sources SET removed_at = $2, name = $3, webhook_url = NULL, webhook_state = 'none',
        probe_at = NULL, failure_reason = NULL, version = version + 1 WHERE id = $1";
    const REMOVE_CREDENTIALS: Sql = "DELETE FROM credentials WHERE source_id = $1";
}

row! {
    Source from s {
        id,
        name,
        webhook_url,
        webhook_state,
        failure_reason,
        EventChoice(events),
        Json(capabilities),
        created_at,
        version,
        channel_id: Option<ChannelId> = "c.id",
        channel_name: Option<String> = "c.name",
        last_attempt_at: Option<Timestamp> = "d.last_attempt_at",
        last_state: Option<String> = "d.state",
        last_reason = "d.last_reason",
        waiting = "(SELECT CAST(COALESCE(sum(l.pending), 0) AS BIGINT) FROM lanes l
            WHERE l.source_id = s.id AND l.pending > 0)",
        retries: i64 = "CASE WHEN EXISTS (SELECT 1 FROM lanes l WHERE l.source_id = s.id AND l.pending > 0
            AND (SELECT h.last_reason FROM deliveries h WHERE h.room_id = l.room_id
                AND h.state = 'due' ORDER BY h.position LIMIT 1) IS NOT NULL) THEN 1 ELSE 0 END",
    } => Source {
        id,
        name,
        webhook_url,
        webhook_state,
        failure_reason,
        events,
        capabilities,
        created_at,
        version,
        channel: channel_id.zip(channel_name),
        last_delivery: last_attempt_at.zip(last_state).map(|(at, state)| LastDelivery {
            at,
            state,
            reason: last_reason,
        }),
        waiting,
        has_retries: retries > 0,
    }
}

record! {
    /// The columns that users fill in, except the endpoint.
    Form(name: &str, events: Vec<OutgoingEvent>) {
        name,
        events: EventChoice(events),
    }
}

/// The state of a new endpoint that just passed the challenge, or of a source without one.
fn fresh_state(webhook_url: Option<&String>) -> WebhookState {
    if webhook_url.is_some() {
        Gate::OPEN.state
    } else {
        WebhookState::None
    }
}

pub(crate) async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: SourceId,
) -> Result<Option<Source>, DbError> {
    conn.query(FIND)
        .bind(workspace_id)
        .bind(id)
        .optional()
        .await
}

impl Store {
    /// The source with this id.
    pub async fn source(
        &self,
        workspace_id: WorkspaceId,
        id: SourceId,
    ) -> Result<Option<Source>, StoreError> {
        self.db
            .read(async move |conn| find(conn, workspace_id, id).await)
            .await
    }

    /// The address of a source's endpoint, if the endpoint is healthy. The cost does not depend on
    /// how many events wait for the source.
    pub async fn healthy_endpoint(
        &self,
        workspace_id: WorkspaceId,
        id: SourceId,
    ) -> Result<Option<String>, StoreError> {
        type Found = (Option<String>, WebhookState);
        let found: Option<Found> = self
            .db
            .read(async move |conn| {
                conn.query(ENDPOINT)
                    .bind(workspace_id)
                    .bind(id)
                    .optional()
                    .await
            })
            .await?;
        Ok(found.and_then(|(url, state)| url.filter(|_| state == WebhookState::Healthy)))
    }

    /// Some sources, in the order in which they were added: at most `limit`, starting after
    /// `after`.
    pub async fn sources(
        &self,
        workspace_id: WorkspaceId,
        after: Option<SourceId>,
        limit: i64,
    ) -> Result<Vec<Source>, StoreError> {
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

    /// Adds a source with its credentials.
    pub async fn create_source(
        &self,
        audit: AuditContext,
        new: NewSource,
    ) -> Result<Source, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                SOURCES_MAX,
            )?;
            conn.query(ADD)
                .bind(audit.workspace_id)
                .bind(new.id)
                .bind(audit.at)
                .bind(new.webhook_url.as_ref())
                .bind(fresh_state(new.webhook_url.as_ref()))
                .bind(Json(Capabilities::default()))
                .bind_all(Form::of(&new.name, new.events.clone()))
                .execute()
                .await?;
            credential::add(conn, &audit, new.id, &new.access_token).await?;
            credential::add(conn, &audit, new.id, &new.signing_secret).await?;
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::SourceUpdated { source_id: new.id }],
            )
            .await?;
            audit::record(conn, &audit, AuditAction::SourceCreated, new.id, &new.name).await?;
            find(conn, audit.workspace_id, new.id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Changes a source, if it is still at version `seen`. When the endpoint changes, everything
    /// that waits for the source becomes due immediately.
    pub async fn update_source(
        &self,
        audit: AuditContext,
        id: SourceId,
        seen: Option<i64>,
        change: SourceChange,
    ) -> Result<Source, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            WriteError::if_changed(seen, found.version)?;
            let events = change.events.clone().unwrap_or(found.events);
            let name = change.name.as_ref().unwrap_or(&found.name);
            conn.query(UPDATE)
                .bind(id)
                .bind_all(Form::of(name, events))
                .execute()
                .await?;
            if let Some(webhook) = &change.webhook {
                let url = match webhook {
                    WebhookChange::Set(url) => Some(url),
                    WebhookChange::Remove => None,
                };
                conn.query(SET_WEBHOOK)
                    .bind(id)
                    .bind(url)
                    .bind(fresh_state(url))
                    .execute()
                    .await?;
                conn.query(LANES_DUE)
                    .bind(id)
                    .bind(audit.at)
                    .execute()
                    .await?;
                if url.is_some() {
                    conn.signal(Signal::Lane(id));
                }
            }
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::SourceUpdated { source_id: id }],
            )
            .await?;
            audit::record(conn, &audit, AuditAction::SourceUpdated, id, name).await?;
            find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Removes a source that no channel uses, with its credentials. The caller must confirm with
    /// the source's name. If archived channels used it, a row with a changed name and without
    /// endpoint and credentials remains for their enquiries.
    pub async fn remove_source(
        &self,
        audit: AuditContext,
        id: SourceId,
        confirmed_name: String,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            if found.channel.is_some() {
                return Err(WriteError::SourceInUse);
            }
            if found.name != confirmed_name {
                return Err(WriteError::Invalid(Faults::one(
                    "/confirm",
                    Reason::NotConfirmed,
                )));
            }
            if conn.query(CHANNELS_EVER).bind(id).scalar::<i64>().await? > 0 {
                conn.query(REMOVE_CREDENTIALS).bind(id).execute().await?;
                conn.query(RETIRE)
                    .bind(id)
                    .bind(audit.at)
                    .bind(format!("{} ({id})", found.name))
                    .execute()
                    .await?;
            } else {
                conn.query(REMOVE).bind(id).execute().await?;
            }
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::SourceRemoved { source_id: id }],
            )
            .await?;
            audit::record(conn, &audit, AuditAction::SourceRemoved, id, &found.name).await?;
            Ok(())
        })
        .await
    }

    /// Stores the capabilities of a source's channel.
    pub async fn set_capabilities(
        &self,
        id: SourceId,
        capabilities: Capabilities,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| {
            let query = conn
                .query(SET_CAPABILITIES)
                .bind(id)
                .bind(Json(&capabilities));
            // A channel reports its capabilities at every start, usually unchanged.
            let Some((workspace_id,)) = query.optional::<(WorkspaceId,)>().await? else {
                return Ok::<_, DbError>(());
            };
            let channel: Option<(ChannelId,)> = conn.query(CHANNEL).bind(id).optional().await?;
            let mut events = vec![Event::SourceUpdated { source_id: id }];
            events.extend(channel.map(|(channel_id,)| Event::ChannelUpdated { channel_id }));
            event::append(conn, workspace_id, now, &events).await
        })
        .await
    }
}
