//! Chatbots: destinations that answer visitors automatically, and the health of their endpoints.

use causeway_core::{
    ChatbotId, Moment, Timestamp, WorkspaceId,
    assignment::Destination,
    chatbot::ChatbotSettings,
    event::Event,
    source::{EndpointSignal, Gate, WebhookHealth, WebhookState},
};

use crate::{
    SealedCredential, Store, StoreError,
    audit::{self, AuditAction},
    codec::Json,
    db::{After, Columns, Conn, DbError, insert, record, row, statements},
    destination, event,
    gate::{GateChange, Gated},
    write::{self, AuditContext, WriteError},
};

/// The most chatbots that a workspace can have.
pub const CHATBOTS_MAX: i64 = 50;
/// The most signing secrets that a chatbot has at the same time: the current one and the expiring
/// ones.
const SECRETS_MAX: i64 = 5;

/// A chatbot, its settings and the state of its endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chatbot {
    pub id: ChatbotId,
    /// 1 to 40 characters, unique in the workspace.
    pub name: String,
    /// The address that receives its turns; the endpoint passed the challenge.
    pub webhook_url: String,
    pub webhook_state: WebhookState,
    /// Why requests to the endpoint fail.
    pub failure_reason: Option<String>,
    pub settings: ChatbotSettings,
    pub created_at: Timestamp,
    /// Increases with each change, for `If-Match`.
    pub version: i64,
    /// How many requests failed in a row.
    pub failures: i64,
    /// How many rooms wait for its answer.
    pub waiting: i64,
}

impl Chatbot {
    /// The health of its endpoint.
    pub fn health(&self) -> WebhookHealth {
        WebhookHealth::of(self.webhook_state, self.failures > 0)
    }
}

/// A chatbot to add.
#[derive(Clone, Debug)]
pub struct NewChatbot {
    pub id: ChatbotId,
    /// 1 to 40 characters.
    pub name: String,
    /// The address of an endpoint that passed the challenge.
    pub webhook_url: String,
    pub settings: ChatbotSettings,
    /// The secret that signs its requests.
    pub secret: SealedCredential,
}

/// A change of a chatbot; a field that is `None` is not changed.
#[derive(Clone, Debug, Default)]
pub struct ChatbotChange {
    /// 1 to 40 characters.
    pub name: Option<String>,
    /// The address of another endpoint, which passed the challenge.
    pub webhook_url: Option<String>,
    /// The time limit for each answer, in seconds.
    pub answer_seconds: Option<u32>,
    /// Minutes without a message from the visitor after which the conversation closes.
    pub quiet_minutes: Option<u32>,
}

impl ChatbotChange {
    /// Returns `settings` with this change applied.
    pub fn applied_to(&self, settings: ChatbotSettings) -> ChatbotSettings {
        ChatbotSettings {
            answer_seconds: self.answer_seconds.unwrap_or(settings.answer_seconds),
            quiet_minutes: self.quiet_minutes.unwrap_or(settings.quiet_minutes),
        }
    }
}

statements! {
    const ADD: Sql = [insert!(chatbots { workspace_id, id, webhook_url, webhook_state, created_at, ..Form })];
    const LIST: Sql = ["SELECT ", Chatbot::COLUMNS, " FROM chatbots WHERE workspace_id = $1"];
    const WITH_ID: Fragment of LIST = " AND id = $1";
    const AFTER: Fragment of LIST = " AND id > $1";
    const PAGE: Fragment of LIST = " ORDER BY id LIMIT $1";
    const COUNT: Sql = "SELECT count(*) FROM chatbots WHERE workspace_id = $1";
    const IDS: Sql = "SELECT id FROM chatbots WHERE workspace_id = $1";
    const UPDATE: Sql = ["UPDATE chatbots SET ", After::<1, Form>::SET, ", version = version + 1 WHERE id = $1"];
    const SET_WEBHOOK: Sql = "UPDATE chatbots SET webhook_url = $2, webhook_state = $3, failures = 0, probe_at = NULL,
        failure_reason = NULL WHERE id = $1";
    const REMOVE: Sql = "DELETE FROM chatbots WHERE id = $1";
    const GATE: Sql = {
        sqlite: ["SELECT ", Gated::COLUMNS, " FROM chatbots WHERE id = $1 AND webhook_url = $2"],
        postgres: ["SELECT ", Gated::COLUMNS, " FROM chatbots WHERE id = $1 AND webhook_url = $2 FOR NO KEY UPDATE"],
    };
    const SET_GATE: Sql = ["UPDATE chatbots SET ", After::<1, GateChange>::SET, " WHERE id = $1"];
    const ADD_SECRET: Sql = [insert!(chatbot_secrets { ..NewSecret })];
    const SECRETS: Sql = ["SELECT ", SealedCredential::COLUMNS, " FROM chatbot_secrets WHERE chatbot_id = $1
        AND (expires_at IS NULL OR expires_at > $2) ORDER BY expires_at IS NOT NULL, created_at DESC, id"];
    const PRESENT_SECRET: Sql = ["SELECT ", SealedCredential::COLUMNS, " FROM chatbot_secrets
        WHERE chatbot_id = $1 AND expires_at IS NULL"];
    const FORGET_SECRETS: Sql = "DELETE FROM chatbot_secrets WHERE chatbot_id = $1 AND expires_at <= $2";
    const COUNT_SECRETS: Sql = "SELECT count(*) FROM chatbot_secrets WHERE chatbot_id = $1";
    const EXPIRE_SECRETS: Sql = "UPDATE chatbot_secrets SET expires_at = $2 WHERE chatbot_id = $1
        AND (expires_at IS NULL OR expires_at > $2)";
}

row! {
    Chatbot {
        id,
        name,
        webhook_url,
        webhook_state,
        failure_reason,
        Json(settings),
        created_at,
        version,
        failures,
        waiting = "(SELECT count(*) FROM turns t WHERE t.chatbot_id = chatbots.id)",
    }
}

record! {
    /// The columns that users fill in, except the endpoint.
    Form(name: &str, settings: &ChatbotSettings) {
        name,
        settings: Json(settings),
    }
}

record! {
    NewSecret(audit: &AuditContext, id: ChatbotId, secret: &SealedCredential) {
        workspace_id: audit.workspace_id,
        id: secret.id,
        chatbot_id: id,
        sealed: &secret.sealed[..],
        created_at: audit.at,
    }
}

async fn find(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    id: ChatbotId,
) -> Result<Option<Chatbot>, DbError> {
    conn.query(LIST)
        .bind(workspace_id)
        .and(WITH_ID)
        .bind(id)
        .optional()
        .await
}

/// The ids of all chatbots.
pub(crate) async fn ids(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
) -> Result<Vec<ChatbotId>, DbError> {
    let rows: Vec<(ChatbotId,)> = conn.query(IDS).bind(workspace_id).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn add_secret(
    conn: &mut Conn,
    audit: &AuditContext,
    id: ChatbotId,
    secret: &SealedCredential,
) -> Result<(), DbError> {
    conn.query(ADD_SECRET)
        .bind_all(NewSecret::of(audit, id, secret))
        .execute()
        .await
        .map(drop)
}

async fn announce(
    conn: &mut Conn,
    audit: &AuditContext,
    chatbot_id: ChatbotId,
) -> Result<(), DbError> {
    event::append(
        conn,
        audit.workspace_id,
        audit.at,
        &[Event::ChatbotUpdated { chatbot_id }],
    )
    .await
}

impl Store {
    /// The chatbot with this id.
    pub async fn chatbot(
        &self,
        workspace_id: WorkspaceId,
        id: ChatbotId,
    ) -> Result<Option<Chatbot>, StoreError> {
        self.db
            .read(async move |conn| find(conn, workspace_id, id).await)
            .await
    }

    /// Some chatbots, in the order in which they were added: at most `limit`, starting after
    /// `after`.
    pub async fn chatbots(
        &self,
        workspace_id: WorkspaceId,
        after: Option<ChatbotId>,
        limit: i64,
    ) -> Result<Vec<Chatbot>, StoreError> {
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

    /// Adds a chatbot with its signing secret.
    pub async fn create_chatbot(
        &self,
        audit: AuditContext,
        new: NewChatbot,
    ) -> Result<Chatbot, WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            WriteError::if_full(
                conn.query(COUNT).bind(audit.workspace_id).scalar().await?,
                CHATBOTS_MAX,
            )?;
            conn.query(ADD)
                .bind(audit.workspace_id)
                .bind(new.id)
                .bind(&new.webhook_url)
                .bind(Gate::OPEN.state)
                .bind(audit.at)
                .bind_all(Form::of(&new.name, &new.settings))
                .execute()
                .await?;
            add_secret(conn, &audit, new.id, &new.secret).await?;
            announce(conn, &audit, new.id).await?;
            audit::record(conn, &audit, AuditAction::ChatbotCreated, new.id, &new.name).await?;
            find(conn, audit.workspace_id, new.id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Changes a chatbot, if it is still at version `seen`.
    pub async fn update_chatbot(
        &self,
        audit: AuditContext,
        id: ChatbotId,
        seen: Option<i64>,
        change: ChatbotChange,
    ) -> Result<Chatbot, WriteError> {
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
            if let Some(url) = &change.webhook_url {
                conn.query(SET_WEBHOOK)
                    .bind(id)
                    .bind(url)
                    .bind(Gate::OPEN.state)
                    .execute()
                    .await?;
            }
            announce(conn, &audit, id).await?;
            audit::record(conn, &audit, AuditAction::ChatbotUpdated, id, name).await?;
            find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)
        })
        .await
    }

    /// Removes a chatbot to which no channel routes. In its conversations, the next destination is
    /// tried.
    pub async fn remove_chatbot(
        &self,
        audit: AuditContext,
        id: ChatbotId,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            let channels =
                destination::names_routing_to(conn, audit.workspace_id, Destination::Chatbot(id))
                    .await?;
            if !channels.is_empty() {
                return Err(WriteError::ChatbotInUse { channels });
            }
            conn.query(REMOVE).bind(id).execute().await?;
            event::append(
                conn,
                audit.workspace_id,
                audit.at,
                &[Event::ChatbotRemoved { chatbot_id: id }],
            )
            .await?;
            audit::record(conn, &audit, AuditAction::ChatbotRemoved, id, &found.name).await?;
            Ok(())
        })
        .await
    }

    /// The valid signing secrets of a chatbot, newest first.
    pub async fn chatbot_secrets(
        &self,
        id: ChatbotId,
        now: Timestamp,
    ) -> Result<Vec<SealedCredential>, StoreError> {
        self.db
            .read(async move |conn| conn.query(SECRETS).bind(id).bind(now).all().await)
            .await
    }

    /// The current signing secret of a chatbot, to show to a staff member. The same transaction
    /// adds a row to the audit log.
    pub async fn reveal_chatbot(
        &self,
        audit: AuditContext,
        id: ChatbotId,
    ) -> Result<SealedCredential, WriteError> {
        self.write(async move |conn| {
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            audit::record(conn, &audit, AuditAction::ChatbotRevealed, id, &found.name).await?;
            Ok(conn.query(PRESENT_SECRET).bind(id).one().await?)
        })
        .await
    }

    /// Replaces the current signing secret with `new`. The old secret, and older ones that are
    /// still valid, stay valid until `old_until` at the latest.
    pub async fn rotate_chatbot_secret(
        &self,
        audit: AuditContext,
        id: ChatbotId,
        new: SealedCredential,
        old_until: Timestamp,
    ) -> Result<(), WriteError> {
        self.write(async move |conn| {
            write::lock(conn, audit.workspace_id).await?;
            let found = find(conn, audit.workspace_id, id)
                .await?
                .ok_or(WriteError::NotFound)?;
            conn.query(EXPIRE_SECRETS)
                .bind(id)
                .bind(old_until)
                .execute()
                .await?;
            conn.query(FORGET_SECRETS)
                .bind(id)
                .bind(audit.at)
                .execute()
                .await?;
            WriteError::if_full(
                conn.query(COUNT_SECRETS).bind(id).scalar().await?,
                SECRETS_MAX,
            )?;
            add_secret(conn, &audit, id, &new).await?;
            audit::record(
                conn,
                &audit,
                AuditAction::ChatbotSecretRotated,
                id,
                &found.name,
            )
            .await?;
            announce(conn, &audit, id).await?;
            Ok(())
        })
        .await
    }

    /// Records the result of a request to `webhook_url` in the chatbot's gate, unless the chatbot
    /// has a different endpoint by now.
    pub async fn record_chatbot_signal(
        &self,
        id: ChatbotId,
        webhook_url: String,
        sign: EndpointSignal,
        reason: Option<String>,
        moment: Moment,
    ) -> Result<(), StoreError> {
        let now = moment.now();
        self.write(async move |conn| {
            let found: Option<Gated> = conn
                .query(GATE)
                .bind(id)
                .bind(&webhook_url)
                .optional()
                .await?;
            let Some(Gated {
                gate: before,
                workspace_id,
            }) = found
            else {
                return Ok(());
            };
            let Some(gate) = before.after(sign, &mut moment.clone()) else {
                return Ok(());
            };
            conn.query(SET_GATE)
                .bind(id)
                .bind_all(GateChange::of(gate, reason.as_ref()))
                .execute()
                .await?;
            let is_news = !gate.looks_like(before);
            if is_news {
                event::append(
                    conn,
                    workspace_id,
                    now,
                    &[Event::ChatbotUpdated { chatbot_id: id }],
                )
                .await?;
            }
            Ok::<_, StoreError>(())
        })
        .await
    }
}

/// Whether a decision may send turns to a chatbot: yes, unless its endpoint failed repeatedly and
/// its next probe is not due yet.
pub(crate) fn is_spoken_to(
    state: WebhookState,
    probe_at: Option<Timestamp>,
    now: Timestamp,
) -> bool {
    match state {
        WebhookState::Healthy => true,
        WebhookState::Failing => probe_at.is_none_or(|probe_at| probe_at <= now),
        WebhookState::Stopped | WebhookState::None => false,
    }
}
