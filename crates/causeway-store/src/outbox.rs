//! The outbox: events that a source reads instead of receiving them at a webhook.
//!
//! It is not a table: the events owed to a source without a webhook wait in its lanes like all
//! deliveries. A read numbers the events that have no number in the outbox yet, while it holds the
//! lock on their source. A number that a reader has seen is therefore never followed by a lower
//! one, in whatever order transactions commit, and sources with a webhook have no extra cost.

use causeway_core::{DeliveryId, SourceId, source::WebhookState};

use crate::{
    Store, StoreError,
    db::{Columns, Conn, DbError, row, statements},
    room_key::RoomKey,
};

/// The most events that one call numbers, reads or confirms.
pub const OUTBOX_BATCH: i64 = 100;

statements! {
    const LOCK: Sql = {
        sqlite: "SELECT webhook_state, outbox_count FROM sources WHERE id = $1",
        postgres: "SELECT webhook_state, outbox_count FROM sources WHERE id = $1 FOR NO KEY UPDATE",
    };
    const STATE: Sql = "SELECT webhook_state, outbox_count FROM sources WHERE id = $1";
    const ANY_UNNUMBERED: Sql = "SELECT count(*) FROM (SELECT 1 FROM lanes l
            JOIN deliveries d ON d.room_id = l.room_id AND d.state = 'due' AND d.outbox_seq IS NULL
        WHERE l.source_id = $1 AND l.pending > 0 LIMIT 1) any_of_them";
    /// Sorted by the time of the latest event so far in each room, because the clocks of nodes can
    /// differ, while positions can't. Numbered events come before all unnumbered ones, so they
    /// don't affect the order.
    const UNNUMBERED: Sql = "SELECT q.id FROM (SELECT d.id, d.room_id, d.position,
            max(d.created_at) OVER (PARTITION BY d.room_id ORDER BY d.position) AS at
            FROM lanes l JOIN deliveries d ON d.room_id = l.room_id AND d.state = 'due' AND d.outbox_seq IS NULL
            WHERE l.source_id = $1 AND l.pending > 0) q
        ORDER BY q.at, q.room_id, q.position LIMIT $2";
    const GIVE: Sql = "UPDATE deliveries SET outbox_seq = $2 WHERE id = $1";
    const COUNT: Sql = "UPDATE sources SET outbox_count = $2 WHERE id = $1";
    const ITEMS: Sql = ["SELECT ", OutboxItem::COLUMNS, " FROM deliveries
        WHERE source_id = $1 AND outbox_seq > $2 AND outbox_seq IS NOT NULL AND state = 'due' ORDER BY outbox_seq LIMIT $3"];
    const UP_TO: Sql = ["SELECT ", Unconfirmed::COLUMNS, " FROM deliveries
        WHERE source_id = $1 AND outbox_seq <= $2 AND outbox_seq IS NOT NULL AND state = 'due' ORDER BY outbox_seq LIMIT $3"];
}

/// One event, as the source reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxItem {
    /// Its number in the outbox: ascending, and in order within each conversation.
    pub seq: i64,
    pub delivery_id: DeliveryId,
    /// The body that a webhook would receive.
    pub body: String,
}

row! {
    OutboxItem {
        seq = "outbox_seq",
        delivery_id = "id",
        body,
    }
}

/// An event to confirm, and its room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconfirmed {
    pub room: RoomKey,
    pub delivery_id: DeliveryId,
}

row! {
    Unconfirmed {
        ..room: RoomKey,
        delivery_id = "id",
    }
}

/// The source has a webhook: its events are sent there and can't be read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRead;

impl Store {
    /// The first unconfirmed events after `after`, at most [`OUTBOX_BATCH`].
    pub async fn read_outbox(
        &self,
        source_id: SourceId,
        after: i64,
    ) -> Result<Result<Vec<OutboxItem>, NotRead>, StoreError> {
        // Almost every read finds nothing new: it writes nothing and blocks no other transaction.
        let looked = self
            .db
            .read(async move |conn| {
                let (state, _): (WebhookState, i64) =
                    conn.query(STATE).bind(source_id).one().await?;
                if state != WebhookState::None {
                    return Ok(Some(Err(NotRead)));
                }
                let items = items(conn, source_id, after).await?;
                let is_full = i64::try_from(items.len()).is_ok_and(|count| count >= OUTBOX_BATCH);
                let is_whole = is_full
                    || conn
                        .query(ANY_UNNUMBERED)
                        .bind(source_id)
                        .scalar::<i64>()
                        .await?
                        == 0;
                Ok::<_, DbError>(is_whole.then_some(Ok(items)))
            })
            .await?;
        if let Some(found) = looked {
            return Ok(found);
        }
        self.write(async move |conn| {
            let (state, count): (WebhookState, i64) =
                conn.query(LOCK).bind(source_id).one().await?;
            if state != WebhookState::None {
                return Ok(Err(NotRead));
            }
            number(conn, source_id, count).await?;
            Ok::<_, DbError>(Ok(items(conn, source_id, after).await?))
        })
        .await
    }

    /// The first unconfirmed events up to `seq`, at most [`OUTBOX_BATCH`]; `None` if the number
    /// `seq` was never assigned.
    pub async fn unconfirmed(
        &self,
        source_id: SourceId,
        seq: i64,
    ) -> Result<Result<Option<Vec<Unconfirmed>>, NotRead>, StoreError> {
        self.db
            .read(async move |conn| {
                let (state, count): (WebhookState, i64) =
                    conn.query(STATE).bind(source_id).one().await?;
                if state != WebhookState::None {
                    return Ok(Err(NotRead));
                }
                if seq > count {
                    return Ok(Ok(None));
                }
                let found = conn
                    .query(UP_TO)
                    .bind(source_id)
                    .bind(seq)
                    .bind(OUTBOX_BATCH)
                    .all()
                    .await?;
                Ok::<_, DbError>(Ok(Some(found)))
            })
            .await
    }
}

async fn items(
    conn: &mut Conn,
    source_id: SourceId,
    after: i64,
) -> Result<Vec<OutboxItem>, DbError> {
    conn.query(ITEMS)
        .bind(source_id)
        .bind(after)
        .bind(OUTBOX_BATCH)
        .all()
        .await
}

/// Assigns the next numbers to events that have none.
async fn number(conn: &mut Conn, source_id: SourceId, count: i64) -> Result<(), DbError> {
    let found: Vec<(DeliveryId,)> = conn
        .query(UNNUMBERED)
        .bind(source_id)
        .bind(OUTBOX_BATCH)
        .all()
        .await?;
    let mut last = count;
    for (id,) in found {
        last += 1;
        conn.query(GIVE).bind(id).bind(last).execute().await?;
    }
    if last > count {
        conn.query(COUNT)
            .bind(source_id)
            .bind(last)
            .execute()
            .await?;
    }
    Ok(())
}
