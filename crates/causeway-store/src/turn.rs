//! Turns: the answers that chatbots owe. A room has at most one. Changes of the room add and remove
//! its row; otherwise only claims and retries write it.

use causeway_core::{
    ChannelId, ChatbotId, EnquiryId, RoomId, Timestamp, TurnId, WorkspaceId,
    chatbot::ChatbotSettings, enquiry_number::EnquiryNumber, message::Message, room::NewTurn,
    source::WebhookState, visitor::Profile,
};

use crate::{
    Claimant, Store, StoreError,
    codec::{Json, Parsed},
    db::{Columns, Conn, DbError, insert, node_lock, record, row, statements},
    message,
    room_key::RoomKey,
};

statements! {
    const REMOVE: Sql = "DELETE FROM turns WHERE room_id = $1";
    const ADD: Sql = [insert!(turns { ..NewRow })];
    const CHATBOTS: Sql = "SELECT DISTINCT chatbot_id FROM turns WHERE due_at <= $1 AND lease_until <= $1 ORDER BY chatbot_id";
    /// Locks the chatbot, because other nodes count the turns that this one claims. Chatbots are
    /// always locked in the order of their ids, so that no two transactions deadlock.
    const LOCK_CHATBOT: Sql = {
        // sqlite: one writer at a time.
        sqlite: "SELECT id FROM chatbots WHERE id = $1",
        postgres: "SELECT id FROM chatbots WHERE id = $1 FOR NO KEY UPDATE",
    };
    const UNDER_WAY: Sql = "SELECT count(*) FROM turns WHERE chatbot_id = $1 AND lease_until > $2";
    const CLAIM: Sql = {
        sqlite: ["UPDATE turns SET lease_until = $3, claimed_by = $4, tries = tries + 1 WHERE room_id IN (SELECT t.room_id
            FROM turns t WHERE t.chatbot_id = $1 AND t.due_at <= $2 AND t.lease_until <= $2 ORDER BY t.due_at LIMIT $5)
            RETURNING ", ClaimedTurn::COLUMNS],
        postgres: ["UPDATE turns SET lease_until = $3, claimed_by = $4, tries = tries + 1 WHERE room_id IN (SELECT t.room_id
            FROM turns t WHERE t.chatbot_id = $1 AND t.due_at <= $2 AND t.lease_until <= $2 ORDER BY t.due_at LIMIT $5
            FOR UPDATE SKIP LOCKED)
            RETURNING ", ClaimedTurn::COLUMNS],
    };
    const AGAIN: Sql = "UPDATE turns SET due_at = $2, lease_until = 0 WHERE id = $1";
    const NEXT: Sql = "SELECT min(due_at) FROM turns WHERE lease_until = 0";
    const NEXT_LEASE: Sql = "SELECT min(lease_until) FROM turns WHERE lease_until > 0";
    const ENDPOINT: Sql = ["SELECT ", TurnEndpoint::COLUMNS, " FROM chatbots WHERE id = $1"];
    const PLACE: Sql = ["SELECT ", PlaceRow::COLUMNS, " FROM rooms r
        JOIN channels c ON c.id = r.channel_id JOIN visitors v ON v.id = r.visitor_id JOIN enquiries e ON e.room_id = r.id
        WHERE r.id = $1 AND e.id = $2"];
}

/// A turn that a worker has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedTurn {
    /// The turn; the `webhook-id`.
    pub id: TurnId,
    pub workspace_id: WorkspaceId,
    pub room_id: RoomId,
    /// The chatbot that owes the answer.
    pub chatbot_id: ChatbotId,
    /// The enquiry it is about.
    pub enquiry_id: EnquiryId,
    /// The `sequence` of the last message that the turn answers.
    pub up_to: i64,
    /// Which try this is, from 1.
    pub tries: i64,
    /// The deadline; without an answer by then, the enquiry goes to the next destination.
    pub answer_by: Timestamp,
}

impl ClaimedTurn {
    /// The room that it belongs to.
    pub fn room(&self) -> RoomKey {
        RoomKey::Known {
            workspace_id: self.workspace_id,
            room_id: self.room_id,
        }
    }
}

row! {
    ClaimedTurn {
        workspace_id,
        room_id,
        id,
        chatbot_id,
        enquiry_id,
        up_to,
        tries,
        answer_by,
    }
}

record! {
    NewRow(workspace_id: WorkspaceId, room_id: RoomId, turn: NewTurn, due_at: Timestamp) {
        workspace_id,
        room_id,
        id: turn.id,
        chatbot_id: turn.chatbot_id,
        enquiry_id: turn.enquiry_id,
        up_to: turn.up_to,
        due_at,
        answer_by: turn.answer_by,
    }
}

/// The content of a request to a chatbot.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The endpoint that gets the request.
    pub endpoint: TurnEndpoint,
    /// The channel's id and name.
    pub channel: (ChannelId, String),
    /// The channel's id of the visitor.
    pub visitor_id: String,
    pub profile: Profile,
    /// The enquiry's number.
    pub number: EnquiryNumber,
    /// The enquiry's status.
    pub status: String,
    /// The enquiry's latest messages up to the turn's, in order; at most [`CONVERSATION_MAX`].
    /// Notes and deleted messages are left out. Messages of earlier enquiries are left out too,
    /// because they stay between the visitor and the staff who handled those.
    ///
    /// [`CONVERSATION_MAX`]: causeway_core::chatbot::CONVERSATION_MAX
    pub messages: Vec<Message>,
}

/// A chatbot's endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnEndpoint {
    /// The chatbot's name.
    pub name: String,
    /// Its address.
    pub webhook_url: String,
    /// Whether requests may be sent: the endpoint is not stopped.
    pub is_open: bool,
    /// Its settings, such as the time limit for an answer.
    pub settings: ChatbotSettings,
}

row! {
    TurnEndpoint {
        name,
        webhook_url,
        webhook_state: WebhookState,
        Parsed(Json(settings)),
    } => TurnEndpoint {
        name,
        webhook_url,
        is_open: webhook_state != WebhookState::Stopped,
        settings,
    }
}

/// The channel, visitor and enquiry of a conversation.
struct PlaceRow {
    channel: (ChannelId, String),
    visitor_id: String,
    profile: Profile,
    number: EnquiryNumber,
    status: String,
}

row! {
    PlaceRow from e {
        channel_id = "c.id",
        channel_name = "c.name",
        visitor_id = "v.external_id",
        Json(profile) = "v.profile",
        number,
        status,
    } => PlaceRow {
        channel: (channel_id, channel_name),
        visitor_id,
        profile,
        number,
        status,
    }
}

/// Replaces the turn that a room owes.
pub(crate) async fn set(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    room_id: RoomId,
    turn: Option<NewTurn>,
    now: Timestamp,
) -> Result<(), DbError> {
    conn.query(REMOVE).bind(room_id).execute().await?;
    if let Some(turn) = turn {
        conn.query(ADD)
            .bind_all(NewRow::of(workspace_id, room_id, turn, now))
            .execute()
            .await?;
    }
    Ok(())
}

impl Store {
    /// Claims turns that are due: at most `total`, and at most `per_chatbot` of one chatbot in
    /// progress at the same time.
    pub async fn claim_turns(
        &self,
        now: Timestamp,
        claimant: Claimant,
        total: i64,
        per_chatbot: i64,
    ) -> Result<Vec<ClaimedTurn>, StoreError> {
        let Claimant { node, lease_until } = claimant;
        self.write(async move |conn| {
            let chatbots: Vec<(ChatbotId,)> = conn.query(CHATBOTS).bind(now).all().await?;
            let mut claimed: Vec<ClaimedTurn> = Vec::new();
            for (index, (id,)) in chatbots.iter().copied().enumerate() {
                // An even share of the remaining limit, so that one chatbot's backlog doesn't use
                // all of it.
                let left = total - i64::try_from(claimed.len()).unwrap_or(i64::MAX);
                let waiting = i64::try_from(chatbots.len() - index).unwrap_or(i64::MAX);
                let share = (left / waiting).max(1).min(left);
                // A chatbot that was removed has no row. Its turns are claimed anyway, so that the
                // worker can give them up.
                conn.query(LOCK_CHATBOT)
                    .bind(id)
                    .optional::<(ChatbotId,)>()
                    .await?;
                let under_way: i64 = conn.query(UNDER_WAY).bind(id).bind(now).scalar().await?;
                let most = share.min(per_chatbot - under_way);
                if most > 0 {
                    let query = conn.query(CLAIM).bind(id).bind(now).bind(lease_until);
                    claimed.extend(
                        query
                            .bind(node.map(node_lock))
                            .bind(most)
                            .all::<ClaimedTurn>()
                            .await?,
                    );
                }
            }
            Ok(claimed)
        })
        .await
    }

    /// The content of the request to the chatbot; `None` if the chatbot was removed.
    pub async fn conversation(
        &self,
        turn: &ClaimedTurn,
    ) -> Result<Option<Conversation>, StoreError> {
        let turn = turn.clone();
        self.db
            .read(async move |conn| {
                let endpoint: Option<TurnEndpoint> = conn
                    .query(ENDPOINT)
                    .bind(turn.chatbot_id)
                    .optional()
                    .await?;
                let Some(endpoint) = endpoint else {
                    return Ok(None);
                };
                let query = conn.query(PLACE).bind(turn.room_id).bind(turn.enquiry_id);
                let place: PlaceRow = query.one().await?;
                let messages = message::chatbot_context(
                    conn,
                    turn.workspace_id,
                    turn.room_id,
                    turn.enquiry_id,
                    turn.up_to,
                )
                .await?;
                Ok(Some(Conversation {
                    endpoint,
                    channel: place.channel,
                    visitor_id: place.visitor_id,
                    profile: place.profile,
                    number: place.number,
                    status: place.status,
                    messages,
                }))
            })
            .await
    }

    /// Schedules a retry of a turn at `at`, if it is still owed.
    pub async fn postpone_turn(&self, id: TurnId, at: Timestamp) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(AGAIN)
                .bind(id)
                .bind(at)
                .execute()
                .await
                .map(drop)
        })
        .await
    }

    /// When the next turn is due or the next lease expires.
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
