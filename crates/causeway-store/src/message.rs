//! Messages of a room.

use causeway_core::{
    ChatbotId, DeliveryId, EnquiryId, MessageId, RoomId, SourceId, StaffId, Timestamp, WorkspaceId,
    chatbot::CONVERSATION_MAX,
    message::{Author, Edited, Message, MessageDelivery, MessageDeliveryState},
    room::RECEIPTS_MAX,
};

use crate::{
    Store, StoreError,
    codec::Json,
    db::{After, Cell, Columns, Conn, DbError, FromCell, insert, record, row, statements},
};

/// The first or last sequence of an enquiry: one index lookup for each kind of author.
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
    const ADD: Sql = [insert!(messages { workspace_id, source_id, attempts = "0", ..NewMessage })];
    const UPDATE: Sql = ["UPDATE messages SET ", After::<1, Changeable>::SET, " WHERE id = $1"];
    const BY_ID: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m WHERE m.room_id = $1 AND m.id = $2"];
    const INCOMING: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m
        WHERE m.source_id = $1 AND m.external_id = $2 AND m.author_kind = 'visitor'"];
    /// Each direction has its own index.
    const OF_CHANNEL: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m WHERE m.id IN (
            SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind = 'visitor'
            UNION ALL SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind <> 'visitor')
        ORDER BY m.created_at LIMIT 1"];
    /// Some networks number their messages separately in each conversation.
    const IN_ROOM: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m WHERE m.room_id = $3 AND m.id IN (
            SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind = 'visitor'
            UNION ALL SELECT id FROM messages WHERE source_id = $1 AND external_id = $2 AND author_kind <> 'visitor')
        ORDER BY m.sequence DESC LIMIT 1"];
    const BY_CLIENT_ID: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m WHERE m.room_id = $1 AND m.client_id = $2"];
    const OUTGOING_UP_TO: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m
        WHERE m.room_id = $1 AND m.sequence <= $2 AND m.author_kind <> 'visitor'"];
    /// The condition `<> 'read'` matches the partial index, which leaves out messages that were
    /// read.
    const BELOW: Fragment of OUTGOING_UP_TO = " AND m.delivery_state IN ($*) AND m.delivery_state <> 'read'";
    /// The plus keeps both engines from scanning the whole room backwards for such messages.
    const LATEST: Fragment of OUTGOING_UP_TO = " ORDER BY +m.sequence DESC LIMIT $1";
    const VISITOR_BETWEEN: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m
        WHERE m.room_id = $1 AND m.sequence > $2 AND m.sequence <= $3 AND m.author_kind = 'visitor'
        ORDER BY m.sequence DESC LIMIT 1"];
    const OF_DELIVERY: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m
        JOIN deliveries d ON d.message_id = m.id WHERE d.id = $1"];
    const LISTED: Sql = ["SELECT ", Message::COLUMNS, " FROM messages m WHERE m.workspace_id = $1"];
    const WITH_IDS: Fragment of LISTED = " AND m.id IN ($*)";
    const AFTER: Fragment of LISTED = " AND m.room_id = $1 AND m.sequence > $2 ORDER BY m.sequence LIMIT $3";
    const BEFORE: Fragment of LISTED = " AND m.room_id = $1 AND m.sequence < $2 ORDER BY m.sequence DESC LIMIT $3";
    /// Reads the room backwards, but not beyond the enquiry's first message. With the enquiry's own
    /// index, the engine would have to sort all of its messages.
    const TOLD_TO_CHATBOTS: Fragment of LISTED = {
        sqlite: [" AND m.room_id = $1 AND +m.enquiry_id = $2 AND m.sequence <= $3 AND m.sequence >= ",
            bound!("min", "$2"), " AND NOT m.private AND m.deleted_at IS NULL ORDER BY m.sequence DESC LIMIT $4"],
        postgres: [" AND m.room_id = $1 AND m.enquiry_id IS NOT DISTINCT FROM $2 AND m.sequence <= $3
            AND m.sequence >= ", bound!("min", "$2"),
            " AND NOT m.private AND m.deleted_at IS NULL ORDER BY m.sequence DESC LIMIT $4"],
    };
    const END: Sql = ["SELECT COALESCE(", bound!("max", "$1"), ", 0)"];
}

/// The words in `messages.author_kind`.
enum AuthorKind {
    Visitor,
    Staff,
    Chatbot,
    System,
}

impl FromCell for AuthorKind {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else {
            return Err(cell.unexpected("a word"));
        };
        match text {
            "visitor" => Ok(Self::Visitor),
            "staff" => Ok(Self::Staff),
            "bot" => Ok(Self::Chatbot),
            "system" => Ok(Self::System),
            _ => Err("not a kind of author".to_owned()),
        }
    }
}

row! {
    Message from m {
        id,
        room_id,
        enquiry_id,
        sequence,
        Json(content),
        author_kind,
        lazy staff_id: StaffId,
        author_name: Option<String>,
        display_name,
        purpose,
        reply_to,
        external_id,
        client_id,
        created_at,
        sent_at,
        fingerprint,
        edited_at: Option<Timestamp>,
        original_text: Option<String>,
        deleted_at,
        delivery_state: Option<MessageDeliveryState>,
        attempts,
        next_attempt_at,
        delivery_reason,
        private,
        imported,
        lazy chatbot_id: ChatbotId,
    } => Message {
        id,
        room_id,
        enquiry_id,
        sequence,
        private,
        imported,
        content,
        author: match author_kind {
            AuthorKind::Visitor => Author::Visitor,
            AuthorKind::System if imported => Author::Past { display_name },
            AuthorKind::System => Author::System,
            AuthorKind::Staff => Author::Staff {
                id: staff_id()?,
                name: author_name.unwrap_or_default(),
                display_name,
            },
            AuthorKind::Chatbot => Author::Chatbot {
                id: chatbot_id()?,
                name: author_name.unwrap_or_default(),
                display_name,
            },
        },
        purpose,
        reply_to,
        external_id,
        client_id,
        created_at,
        sent_at,
        fingerprint,
        edited: edited_at
            .zip(original_text)
            .map(|(at, original_text)| Edited { at, original_text }),
        deleted_at,
        delivery: delivery_state.map(|state| MessageDelivery {
            state,
            attempts,
            next_attempt_at,
            reason: delivery_reason,
        }),
    }
}

record! {
    /// A new message.
    NewMessage(message: &Message) {
        id: message.id,
        room_id: message.room_id,
        enquiry_id: message.enquiry_id,
        sequence: message.sequence,
        content: Json(&message.content),
        author_kind: stored_kind(&message.author),
        staff_id: staff_id(&message.author),
        author_name: stored_name(&message.author),
        display_name: message.author.display_name(),
        purpose: message.purpose,
        reply_to: message.reply_to.as_ref(),
        external_id: message.external_id.as_ref(),
        client_id: message.client_id.as_ref(),
        created_at: message.created_at,
        sent_at: message.sent_at,
        fingerprint: message.fingerprint.map(Vec::from),
        delivery_state: message.delivery.as_ref().map(|delivery| delivery.state),
        private: message.private,
        imported: message.imported,
        chatbot_id: chatbot_id(&message.author),
    }
}

record! {
    /// The columns of a message that can change.
    Changeable(message: &Message, delivery: Option<&MessageDelivery>) {
        content: Json(&message.content),
        external_id: message.external_id.as_ref(),
        edited_at: message.edited.as_ref().map(|edited| edited.at),
        original_text: message.edited.as_ref().map(|edited| &edited.original_text),
        deleted_at: message.deleted_at,
        delivery_state: delivery.map(|delivery| delivery.state),
        attempts: delivery.map_or(0, |delivery| delivery.attempts),
        next_attempt_at: delivery.and_then(|delivery| delivery.next_attempt_at),
        delivery_reason: delivery.and_then(|delivery| delivery.reason.as_ref()),
    }
}

/// Adds a message.
pub(crate) async fn add(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    source_id: SourceId,
    message: &Message,
) -> Result<(), DbError> {
    conn.query(ADD)
        .bind(workspace_id)
        .bind(source_id)
        .bind_all(NewMessage::of(message))
        .execute()
        .await?;
    Ok(())
}

/// The word in `messages.author_kind`. The author of an imported reply is not a known staff member,
/// so it is stored as `system`, without a staff id.
fn stored_kind(author: &Author) -> &'static str {
    match author {
        Author::Past { .. } => Author::System.kind(),
        Author::Visitor | Author::Staff { .. } | Author::Chatbot { .. } | Author::System => {
            author.kind()
        }
    }
}

fn staff_id(author: &Author) -> Option<StaffId> {
    match author {
        Author::Staff { id, .. } => Some(*id),
        Author::Visitor | Author::Chatbot { .. } | Author::System | Author::Past { .. } => None,
    }
}

fn chatbot_id(author: &Author) -> Option<ChatbotId> {
    match author {
        Author::Chatbot { id, .. } => Some(*id),
        Author::Visitor | Author::Staff { .. } | Author::System | Author::Past { .. } => None,
    }
}

/// The author's name as staff see it.
fn stored_name(author: &Author) -> Option<&str> {
    match author {
        Author::Staff { name, .. } | Author::Chatbot { name, .. } => Some(name),
        Author::Visitor | Author::System | Author::Past { .. } => None,
    }
}

/// Writes the columns of a message that can change.
pub(crate) async fn update(conn: &mut Conn, message: &Message) -> Result<(), DbError> {
    conn.query(UPDATE)
        .bind(message.id)
        .bind_all(Changeable::of(message, message.delivery.as_ref()))
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
    conn.query(BY_ID).bind(room_id).bind(id).all().await
}

/// The visitor's message to which the channel gave this id.
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
}

/// The message, incoming or outgoing, to which the channel gave this id.
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
}

/// The latest message of a room, incoming or outgoing, to which the channel gave this id.
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
}

/// The message of a room to which a staff member's client gave this id.
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
}

/// The latest outgoing messages up to `sequence` whose delivery state `news` advances.
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
    query.and(LATEST).bind(RECEIPTS_MAX).all().await
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
}

/// The message that a delivery carries.
pub(crate) async fn of_delivery(
    conn: &mut Conn,
    delivery_id: DeliveryId,
) -> Result<Vec<Message>, DbError> {
    conn.query(OF_DELIVERY).bind(delivery_id).all().await
}

/// The messages with these ids, in no particular order.
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
}

/// The messages that a chatbot receives with a turn, in order.
pub(crate) async fn chatbot_context(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    room_id: RoomId,
    enquiry_id: EnquiryId,
    up_to: i64,
) -> Result<Vec<Message>, DbError> {
    let query = conn
        .query(LISTED)
        .bind(workspace_id)
        .and(TOLD_TO_CHATBOTS)
        .bind(room_id);
    let query = query.bind(enquiry_id).bind(up_to).bind(CONVERSATION_MAX);
    let mut found: Vec<Message> = query.all().await?;
    found.reverse();
    Ok(found)
}

/// Which part of a conversation to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The messages after this sequence.
    After(i64),
    /// The messages before this sequence.
    Before(i64),
    /// The latest messages.
    Latest,
}

impl Store {
    /// A part of a room's messages in ascending order of `sequence`, at most `limit`, and whether
    /// there are more in the requested direction. With `until`, the conversation ends with the last
    /// message of that enquiry.
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
                let query = query.bind(room_id).bind(from).bind(limit + 1);
                let mut found: Vec<Message> = query.all().await?;
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

    /// The messages with these ids, in no particular order.
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
