//! Messages of a room.

use causeway_core::{
    DeliveryId, EnquiryId, MessageId, RoomId, SourceId, Timestamp, WorkspaceId,
    chatbot::CONVERSATION_MAX,
    content::Content,
    message::{Author, Edited, Message, MessageDelivery, MessageDeliveryState},
    room::RECEIPTS_MAX,
};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{Conn, DbError, FromRow, Row, statements},
    turn::ClaimedTurn,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.room_id, m.enquiry_id, m.sequence, m.content, m.author_kind, m.staff_id, m.author_name,
                m.display_name, m.purpose, m.reply_to, m.external_id, m.client_id, m.created_at, m.sent_at,
                m.fingerprint, m.edited_at, m.original_text, m.deleted_at, m.delivery_state, m.attempts,
                m.next_attempt_at, m.delivery_reason, m.private, m.imported, m.chatbot_id FROM messages m ",
            $rest
        )
    };
}

/// The first or last sequence of an enquiry: one look into its index for each kind of author.
macro_rules! bound {
    ($aggregate:literal, $enquiry:literal) => {
        concat!(
            "(SELECT ",
            $aggregate,
            "(ends.sequence) FROM (SELECT (SELECT ",
            $aggregate,
            "(o.sequence) FROM messages o WHERE o.enquiry_id = ",
            $enquiry,
            " AND o.author_kind = kinds.kind) AS sequence FROM (SELECT 'visitor' AS kind UNION ALL SELECT 'staff'
                UNION ALL SELECT 'bot' UNION ALL SELECT 'system') kinds) ends)"
        )
    };
}

statements! {
    const ADD: Sql = "INSERT INTO messages (workspace_id, source_id, id, room_id, enquiry_id, sequence, content,
        author_kind, staff_id, author_name, display_name, purpose, reply_to, external_id, client_id, created_at,
        sent_at, fingerprint, delivery_state, private, imported, chatbot_id, attempts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 0)";
    const UPDATE: Sql = "UPDATE messages SET content = $2, external_id = $3, edited_at = $4, original_text = $5,
        deleted_at = $6, delivery_state = $7, attempts = $8, next_attempt_at = $9, delivery_reason = $10 WHERE id = $1";
    const BY_ID: Sql = (select!("WHERE m.room_id = $1 AND m.id = $2"));
    const INCOMING: Sql = (select!("WHERE m.source_id = $1 AND m.external_id = $2 AND m.author_kind = 'visitor'"));
    /// Each direction has an index of its own.
    const OF_CHANNEL: Sql = (select!("WHERE m.id IN (
            SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind = 'visitor'
            UNION ALL SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind <> 'visitor')
        ORDER BY m.created_at LIMIT 1"));
    /// Some networks count their messages anew in each conversation.
    const IN_ROOM: Sql = (select!("WHERE m.room_id = $3 AND m.id IN (
            SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind = 'visitor'
            UNION ALL SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind <> 'visitor')
        ORDER BY m.sequence DESC LIMIT 1"));
    const BY_CLIENT_ID: Sql = (select!("WHERE m.room_id = $1 AND m.client_id = $2"));
    const OUTGOING_UP_TO: Sql = (select!("WHERE m.room_id = $1 AND m.sequence <= $2 AND m.author_kind <> 'visitor'"));
    /// The index of what receipts may raise leaves out what was read, and says so.
    const BELOW: Fragment of OUTGOING_UP_TO = " AND m.delivery_state IN ($*) AND m.delivery_state <> 'read'";
    /// The plus keeps both engines from walking back through the whole room in search of what may be raised.
    const LATEST: Fragment of OUTGOING_UP_TO = " ORDER BY +m.sequence DESC LIMIT $1";
    const VISITOR_BETWEEN: Sql = (select!("WHERE m.room_id = $1 AND m.sequence > $2 AND m.sequence <= $3
        AND m.author_kind = 'visitor' ORDER BY m.sequence DESC LIMIT 1"));
    const OF_DELIVERY: Sql = (select!("JOIN deliveries d ON d.message_id = m.id WHERE d.id = $1"));
    const LISTED: Sql = (select!("WHERE m.workspace_id = $1"));
    const WITH_IDS: Fragment of LISTED = " AND m.id IN ($*)";
    const AFTER: Fragment of LISTED = " AND m.room_id = $1 AND m.sequence > $2 ORDER BY m.sequence LIMIT $3";
    const BEFORE: Fragment of LISTED = " AND m.room_id = $1 AND m.sequence < $2 ORDER BY m.sequence DESC LIMIT $3";
    /// Back through the room, but not past the enquiry's first message. By the enquiry's own index all of it would be sorted.
    const TOLD_TO_CHATBOTS: Fragment of LISTED = {
        sqlite: concat!(" AND m.room_id = $1 AND +m.enquiry_id = $2 AND m.sequence <= $3 AND m.sequence >= ",
            bound!("min", "$2"), " AND NOT m.private AND m.deleted_at IS NULL ORDER BY m.sequence DESC LIMIT $4"),
        postgres: concat!(" AND m.room_id = $1 AND m.enquiry_id IS NOT DISTINCT FROM $2 AND m.sequence <= $3
            AND m.sequence >= ", bound!("min", "$2"),
            " AND NOT m.private AND m.deleted_at IS NULL ORDER BY m.sequence DESC LIMIT $4"),
    };
    const END: Sql = (concat!("SELECT COALESCE(", bound!("max", "$1"), ", 0)"));
}

/// A message as its row holds it.
pub(crate) struct MessageRow(pub(crate) Message);

impl FromRow for MessageRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let author_kind: String = row.get(5)?;
        let author = match author_kind.as_str() {
            "visitor" => Author::Visitor,
            "system" if row.get(24)? => Author::Past {
                display_name: row.get(8)?,
            },
            "system" => Author::System,
            "staff" => Author::Staff {
                id: row.get(6)?,
                name: row.get::<Option<String>>(7)?.unwrap_or_default(),
                display_name: row.get(8)?,
            },
            "bot" => Author::Chatbot {
                id: row.get(25)?,
                name: row.get::<Option<String>>(7)?.unwrap_or_default(),
                display_name: row.get(8)?,
            },
            _ => return Err(row.invalid(5, "not a kind of author")),
        };
        let fingerprint: Option<Vec<u8>> = row.get(15)?;
        let fingerprint = fingerprint.map(<[u8; 32]>::try_from).transpose();
        let edited: (Option<Timestamp>, Option<String>) = (row.get(16)?, row.get(17)?);
        let state: Option<MessageDeliveryState> = row.get(19)?;
        let Json(content): Json<Content> = row.get(4)?;
        Ok(Self(Message {
            id: row.get(0)?,
            room_id: row.get(1)?,
            enquiry_id: row.get(2)?,
            sequence: row.get(3)?,
            private: row.get(23)?,
            imported: row.get(24)?,
            content,
            author,
            purpose: row.get(9)?,
            reply_to: row.get(10)?,
            external_id: row.get(11)?,
            client_id: row.get(12)?,
            created_at: row.get(13)?,
            sent_at: row.get(14)?,
            fingerprint: fingerprint.map_err(|_| row.invalid(15, "not 32 bytes"))?,
            edited: edited
                .0
                .zip(edited.1)
                .map(|(at, original_text)| Edited { at, original_text }),
            deleted_at: row.get(18)?,
            delivery: match state {
                None => None,
                Some(state) => Some(MessageDelivery {
                    state,
                    attempts: row.get(20)?,
                    next_attempt_at: row.get(21)?,
                    reason: row.get(22)?,
                }),
            },
        }))
    }
}

fn messages(rows: Vec<MessageRow>) -> Vec<Message> {
    rows.into_iter().map(|row| row.0).collect()
}

/// Adds a message.
pub(crate) async fn add(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    source_id: SourceId,
    message: &Message,
) -> Result<(), DbError> {
    let (staff_id, chatbot_id, name) = match &message.author {
        Author::Staff { id, name, .. } => (Some(*id), None, Some(name.clone())),
        Author::Chatbot { id, name, .. } => (None, Some(*id), Some(name.clone())),
        Author::Visitor | Author::System | Author::Past { .. } => (None, None, None),
    };
    conn.query(ADD)
        .bind(workspace_id)
        .bind(source_id)
        .bind(message.id)
        .bind(message.room_id)
        .bind(message.enquiry_id)
        .bind(message.sequence)
        .bind(Json(&message.content))
        .bind(stored_kind(&message.author))
        .bind(staff_id)
        .bind(name)
        .bind(message.author.display_name().map(str::to_owned))
        .bind(message.purpose)
        .bind(message.reply_to.clone())
        .bind(message.external_id.clone())
        .bind(message.client_id.clone())
        .bind(message.created_at)
        .bind(message.sent_at)
        .bind(message.fingerprint.map(Vec::from))
        .bind(message.delivery.as_ref().map(|delivery| delivery.state))
        .bind(message.private)
        .bind(message.imported)
        .bind(chatbot_id)
        .execute()
        .await?;
    Ok(())
}

/// The word in `messages.author_kind`. Who answered elsewhere is nobody who is known here, so no id of staff goes with it.
fn stored_kind(author: &Author) -> &'static str {
    match author {
        Author::Past { .. } => Author::System.kind(),
        Author::Visitor | Author::Staff { .. } | Author::Chatbot { .. } | Author::System => {
            author.kind()
        }
    }
}

/// Writes what may change of a message.
pub(crate) async fn update(conn: &mut Conn, message: &Message) -> Result<(), DbError> {
    let delivery = message.delivery.as_ref();
    conn.query(UPDATE)
        .bind(message.id)
        .bind(Json(&message.content))
        .bind(message.external_id.clone())
        .bind(message.edited.as_ref().map(|edited| edited.at))
        .bind(
            message
                .edited
                .as_ref()
                .map(|edited| edited.original_text.clone()),
        )
        .bind(message.deleted_at)
        .bind(delivery.map(|delivery| delivery.state))
        .bind(delivery.map_or(0, |delivery| delivery.attempts))
        .bind(delivery.and_then(|delivery| delivery.next_attempt_at))
        .bind(delivery.and_then(|delivery| delivery.reason.clone()))
        .execute()
        .await?;
    Ok(())
}

/// The message of a room with this id.
pub(crate) async fn by_id(
    conn: &mut Conn,
    room_id: RoomId,
    id: MessageId,
) -> Result<Vec<Message>, DbError> {
    conn.query(BY_ID)
        .bind(room_id)
        .bind(id)
        .all()
        .await
        .map(messages)
}

/// The visitor's message with this id of the channel.
pub(crate) async fn incoming(
    conn: &mut Conn,
    source_id: SourceId,
    external_id: &str,
) -> Result<Vec<Message>, DbError> {
    conn.query(INCOMING)
        .bind(source_id)
        .bind(external_id)
        .all()
        .await
        .map(messages)
}

/// The message of either direction with this id of the channel.
pub(crate) async fn of_channel(
    conn: &mut Conn,
    source_id: SourceId,
    external_id: &str,
) -> Result<Vec<Message>, DbError> {
    conn.query(OF_CHANNEL)
        .bind(source_id)
        .bind(external_id)
        .all()
        .await
        .map(messages)
}

/// The latest message of a room of either direction with this id of the channel.
pub(crate) async fn in_room(
    conn: &mut Conn,
    source_id: SourceId,
    room_id: RoomId,
    external_id: &str,
) -> Result<Vec<Message>, DbError> {
    conn.query(IN_ROOM)
        .bind(source_id)
        .bind(external_id)
        .bind(room_id)
        .all()
        .await
        .map(messages)
}

/// The message of a room with this id of a staff member's client.
pub(crate) async fn by_client_id(
    conn: &mut Conn,
    room_id: RoomId,
    client_id: &str,
) -> Result<Vec<Message>, DbError> {
    conn.query(BY_CLIENT_ID)
        .bind(room_id)
        .bind(client_id)
        .all()
        .await
        .map(messages)
}

/// The latest outgoing messages up to `sequence` whose state `news` raises.
pub(crate) async fn outgoing_up_to(
    conn: &mut Conn,
    room_id: RoomId,
    sequence: i64,
    news: MessageDeliveryState,
) -> Result<Vec<Message>, DbError> {
    let below = MessageDeliveryState::ALL
        .into_iter()
        .filter(|state| *state < news);
    let query = conn
        .query(OUTGOING_UP_TO)
        .bind(room_id)
        .bind(sequence)
        .and_each(BELOW, below);
    query
        .and(LATEST)
        .bind(RECEIPTS_MAX)
        .all()
        .await
        .map(messages)
}

/// The last message of the visitor after `after` and up to `sequence`.
pub(crate) async fn visitor_between(
    conn: &mut Conn,
    room_id: RoomId,
    after: i64,
    sequence: i64,
) -> Result<Vec<Message>, DbError> {
    conn.query(VISITOR_BETWEEN)
        .bind(room_id)
        .bind(after)
        .bind(sequence)
        .all()
        .await
        .map(messages)
}

/// The message that a delivery carries.
pub(crate) async fn of_delivery(
    conn: &mut Conn,
    delivery_id: DeliveryId,
) -> Result<Vec<Message>, DbError> {
    conn.query(OF_DELIVERY)
        .bind(delivery_id)
        .all()
        .await
        .map(messages)
}

/// The messages with these ids, in no order.
pub(crate) async fn with_ids(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    ids: Vec<MessageId>,
) -> Result<Vec<Message>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    conn.query(LISTED)
        .bind(workspace_id)
        .and_each(WITH_IDS, ids)
        .all()
        .await
        .map(messages)
}

/// What a chatbot is asked with, in order.
pub(crate) async fn chatbot_context(
    conn: &mut Conn,
    turn: &ClaimedTurn,
) -> Result<Vec<Message>, DbError> {
    let query = conn
        .query(LISTED)
        .bind(turn.workspace_id)
        .and(TOLD_TO_CHATBOTS)
        .bind(turn.room_id);
    let query = query
        .bind(turn.enquiry_id)
        .bind(turn.up_to)
        .bind(CONVERSATION_MAX);
    let mut found = messages(query.all().await?);
    found.reverse();
    Ok(found)
}

/// Which part of a conversation to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What follows this sequence.
    After(i64),
    /// What leads up to this sequence.
    Before(i64),
    /// The latest.
    Latest,
}

impl Store {
    /// A part of a room's conversation by rising sequence, at most `limit` messages, and whether there is more of it in
    /// the direction asked for. With `until`, the conversation ends with the last message of that enquiry.
    pub async fn messages(
        &self,
        workspace_id: WorkspaceId,
        room_id: RoomId,
        until: Option<EnquiryId>,
        part: Part,
        limit: i64,
    ) -> Result<(Vec<Message>, bool), StoreError> {
        self.db
            .read(async move |conn| {
                let end = match until {
                    None => i64::MAX,
                    Some(enquiry_id) => conn.query(END).bind(enquiry_id).scalar::<i64>().await? + 1,
                };
                let (fragment, from, rising) = match part {
                    Part::After(sequence) => (AFTER, sequence, true),
                    Part::Before(sequence) => (BEFORE, sequence.min(end), false),
                    Part::Latest => (BEFORE, end, false),
                };
                let query = conn.query(LISTED).bind(workspace_id).and(fragment);
                let rows = query.bind(room_id).bind(from).bind(limit + 1).all().await?;
                let mut found = messages(rows);
                found.retain(|message| message.sequence < end);
                let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
                found.truncate(usize::try_from(limit).unwrap_or(0));
                if !rising {
                    found.reverse();
                }
                Ok((found, more))
            })
            .await
    }

    /// The message with this id.
    pub async fn message(
        &self,
        workspace_id: WorkspaceId,
        id: MessageId,
    ) -> Result<Option<Message>, StoreError> {
        self.db
            .read(async move |conn| Ok(with_ids(conn, workspace_id, vec![id]).await?.pop()))
            .await
    }

    /// The messages with these ids, in no order.
    pub async fn messages_with_ids(
        &self,
        workspace_id: WorkspaceId,
        ids: Vec<MessageId>,
    ) -> Result<Vec<Message>, StoreError> {
        self.db
            .read(async move |conn| with_ids(conn, workspace_id, ids).await)
            .await
    }
}
