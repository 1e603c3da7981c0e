//! Turns: the answers that chatbots owe. A room owes at most one; its row comes and goes with the room's changes, and only
//! claiming and trying again write it besides.

use causeway_core::{
    ChannelId, ChatbotId, EnquiryId, RoomId, Timestamp, TurnId, WorkspaceId,
    chatbot::{CONVERSATION_MAX, ChatbotSettings},
    enquiry::EnquiryNumber,
    message::Message,
    room::NewTurn,
    source::WebhookState,
    visitor::Profile,
};

use crate::{
    Claimant, Store, StoreError,
    codec::Json,
    db::{Conn, DbError, FromRow, Row, node_lock, statements},
    message,
    room::RoomKey,
};

statements! {
    const REMOVE: Sql = "DELETE FROM turns WHERE room_id = $1";
    const ADD: Sql = "INSERT INTO turns (workspace_id, room_id, id, chatbot_id, enquiry_id, up_to, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Whose turn it is, in the order of who waited longest.
    const CHATBOTS: Sql = "SELECT chatbot_id FROM turns WHERE due_at <= $1 AND lease_until <= $1 GROUP BY chatbot_id
        ORDER BY min(due_at)";
    const UNDER_WAY: Sql = "SELECT count(*) FROM turns WHERE chatbot_id = $1 AND lease_until > $2";
    const CLAIM: Sql = {
        sqlite: "UPDATE turns SET lease_until = $3, claimed_by = $4, tries = tries + 1 WHERE room_id IN (SELECT t.room_id
            FROM turns t WHERE t.chatbot_id = $1 AND t.due_at <= $2 AND t.lease_until <= $2 ORDER BY t.due_at LIMIT $5)
            RETURNING workspace_id, room_id, id, chatbot_id, enquiry_id, up_to, tries",
        postgres: "UPDATE turns SET lease_until = $3, claimed_by = $4, tries = tries + 1 WHERE room_id IN (SELECT t.room_id
            FROM turns t WHERE t.chatbot_id = $1 AND t.due_at <= $2 AND t.lease_until <= $2 ORDER BY t.due_at LIMIT $5
            FOR UPDATE SKIP LOCKED)
            RETURNING workspace_id, room_id, id, chatbot_id, enquiry_id, up_to, tries",
    };
    const AGAIN: Sql = "UPDATE turns SET due_at = $2, lease_until = 0 WHERE id = $1";
    const NEXT: Sql = "SELECT min(due_at) FROM turns WHERE lease_until = 0";
    const NEXT_LEASE: Sql = "SELECT min(lease_until) FROM turns WHERE lease_until > 0";
    const RELEASE_OF_THE_GONE: Sql = {
        // sqlite: the file is one process's alone.
        sqlite: "UPDATE turns SET lease_until = 0 WHERE lease_until > 0 AND claimed_by IS NOT $1",
        // A key of 64 bits is shown as two numbers of 32.
        postgres: "UPDATE turns SET lease_until = 0 WHERE lease_until > 0 AND claimed_by <> $1
            AND claimed_by NOT IN (SELECT (l.classid::bigint << 32) | l.objid::bigint FROM pg_locks l
                WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND l.classid::bigint >> 16 = 203
                AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))",
    };
    const ENDPOINT: Sql = "SELECT name, webhook_url, webhook_state, settings FROM chatbots WHERE id = $1";
    const PLACE: Sql = "SELECT c.id, c.name, v.external_id, v.profile, e.number, e.status FROM rooms r
        JOIN channels c ON c.id = r.channel_id JOIN visitors v ON v.id = r.visitor_id JOIN enquiries e ON e.room_id = r.id
        WHERE r.id = $1 AND e.id = $2";
}

/// A turn that somebody is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedTurn {
    /// The turn; the `webhook-id`.
    pub id: TurnId,
    /// Whose.
    pub workspace_id: WorkspaceId,
    /// Where.
    pub room_id: RoomId,
    /// Who owes it.
    pub chatbot_id: ChatbotId,
    /// The enquiry it is about.
    pub enquiry_id: EnquiryId,
    /// What was said last, by its place in the room.
    pub up_to: i64,
    /// Which try this is, from 1.
    pub tries: i64,
}

impl ClaimedTurn {
    /// The room that it belongs to.
    pub fn room(&self) -> RoomKey {
        RoomKey::Known { workspace_id: self.workspace_id, room_id: self.room_id }
    }
}

impl FromRow for ClaimedTurn {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            workspace_id: row.get(0)?,
            room_id: row.get(1)?,
            id: row.get(2)?,
            chatbot_id: row.get(3)?,
            enquiry_id: row.get(4)?,
            up_to: row.get(5)?,
            tries: row.get(6)?,
        })
    }
}

/// What a chatbot is asked with.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// Where to.
    pub endpoint: TurnEndpoint,
    /// The channel's id and name.
    pub channel: (ChannelId, String),
    /// The channel's id of the visitor.
    pub visitor_id: String,
    /// What is known of the visitor.
    pub profile: Profile,
    /// The enquiry's number.
    pub number: EnquiryNumber,
    /// Where it stands.
    pub status: String,
    /// The enquiry's latest messages up to the turn's, in order; at most [`CONVERSATION_MAX`]. What was said in earlier
    /// enquiries stays between the visitor and whoever handled those.
    pub messages: Vec<Message>,
}

/// A chatbot's endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnEndpoint {
    /// The chatbot's name.
    pub name: String,
    /// Its address.
    pub webhook_url: String,
    /// It is not stopped.
    pub is_open: bool,
    /// How it is spoken to.
    pub settings: ChatbotSettings,
}

impl FromRow for TurnEndpoint {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let state: WebhookState = row.get(2)?;
        let Json(settings) = row.get(3)?;
        Ok(Self { name: row.get(0)?, webhook_url: row.get(1)?, is_open: state != WebhookState::Stopped, settings })
    }
}

/// Writes what a room owes from now on.
pub(crate) async fn set(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    room_id: RoomId,
    turn: Option<NewTurn>,
    now: Timestamp,
) -> Result<(), DbError> {
    conn.query(REMOVE).bind(room_id).execute().await?;
    if let Some(turn) = turn {
        let query = conn.query(ADD).bind(workspace_id).bind(room_id).bind(turn.id).bind(turn.chatbot_id);
        query.bind(turn.enquiry_id).bind(turn.up_to).bind(now).execute().await?;
    }
    Ok(())
}

/// Gives back the turns that processes are at that are gone.
pub(crate) async fn release_of_the_gone(conn: &mut Conn, node: u64) -> Result<u64, DbError> {
    conn.query(RELEASE_OF_THE_GONE).bind(node_lock(node)).execute().await
}

impl Store {
    /// Claims turns that are due: at most `total`, and of one chatbot no more than `per_chatbot` at a time.
    pub async fn claim_turns(
        &self,
        now: Timestamp,
        claimant: Claimant,
        total: i64,
        per_chatbot: i64,
    ) -> Result<Vec<ClaimedTurn>, StoreError> {
        let Claimant { node, lease_until } = claimant;
        self.db
            .write(async move |conn| {
                let chatbots: Vec<(ChatbotId,)> = conn.query(CHATBOTS).bind(now).all().await?;
                let mut claimed: Vec<ClaimedTurn> = Vec::new();
                for (id,) in chatbots {
                    let left = total - i64::try_from(claimed.len()).unwrap_or(i64::MAX);
                    let under_way: i64 = conn.query(UNDER_WAY).bind(id).bind(now).scalar().await?;
                    let most = left.min(per_chatbot - under_way);
                    if most > 0 {
                        let query = conn.query(CLAIM).bind(id).bind(now).bind(lease_until);
                        claimed.extend(query.bind(node.map(node_lock)).bind(most).all::<ClaimedTurn>().await?);
                    }
                }
                Ok(claimed)
            })
            .await
    }

    /// What the chatbot is asked with; `None`: it was removed.
    pub async fn conversation(&self, turn: &ClaimedTurn) -> Result<Option<Conversation>, StoreError> {
        let turn = turn.clone();
        self.db
            .read(async move |conn| {
                type Place = (ChannelId, String, String, Json<Profile>, EnquiryNumber, String);
                let endpoint: Option<TurnEndpoint> = conn.query(ENDPOINT).bind(turn.chatbot_id).optional().await?;
                let Some(endpoint) = endpoint else { return Ok(None) };
                let query = conn.query(PLACE).bind(turn.room_id).bind(turn.enquiry_id);
                let (channel_id, channel_name, visitor_id, Json(profile), number, status): Place = query.one().await?;
                let below = turn.up_to + 1;
                let mut messages =
                    message::before(conn, turn.workspace_id, turn.room_id, below, CONVERSATION_MAX).await?;
                messages.retain(|message| message.enquiry_id == turn.enquiry_id);
                let channel = (channel_id, channel_name);
                Ok(Some(Conversation { endpoint, channel, visitor_id, profile, number, status, messages }))
            })
            .await
    }

    /// Tries a turn again at `at`, should it still be owed.
    pub async fn postpone_turn(&self, id: TurnId, at: Timestamp) -> Result<(), StoreError> {
        self.db.write(async move |conn| conn.query(AGAIN).bind(id).bind(at).execute().await.map(drop)).await
    }

    /// When a turn or an abandoned lease next needs a worker.
    pub async fn next_due_turn(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db
            .read(async move |conn| {
                let due: Option<Timestamp> = conn.query(NEXT).scalar().await?;
                let lease: Option<Timestamp> = conn.query(NEXT_LEASE).scalar().await?;
                Ok(due.into_iter().chain(lease).min())
            })
            .await
    }
}
