//! Deliveries and their lanes: the events owed to sources, and the workers that send them.
//!
//! A lane is one room's queue of deliveries to its source. Workers claim lanes, never single
//! deliveries: the head of a lane remains the head until it is delivered or has failed for good, so
//! the order within a conversation needs no further care. A lease only prevents duplicate work: two
//! workers that send the same head send the same `webhook-id`.

use causeway_core::{
    DeliveryId, Moment, RoomId, SourceId, Timestamp, WorkspaceId,
    delivery::{AttemptResult, Next},
    event::Event,
    room::{Conclusion, NewDelivery},
    source::{EndpointSignal, Gate, WebhookState},
};

use crate::{
    Signal, Store, StoreError,
    db::{After, Columns, Conn, DbError, insert, node_lock, record, row, statements},
    event,
    gate::{GateChange, Gated},
    room_key::RoomKey,
    waking,
};

statements! {
    const ADD: Sql = [insert!(deliveries { state = "'due'", ..NewRow })];
    const ADD_AGAIN: Sql = "UPDATE deliveries SET state = 'due', position = $2, attempts_before = attempts,
        first_attempt_at = NULL, outbox_seq = NULL WHERE id = $1";
    const LENGTHEN: Sql = [insert!(lanes { ..Lane }), "
        ON CONFLICT (room_id) DO UPDATE SET pending = lanes.pending + excluded.pending,
            due_at = CASE WHEN lanes.pending = 0 THEN excluded.due_at ELSE lanes.due_at END"];
    const CONCLUDE: Sql = ["UPDATE deliveries SET ", After::<2, Concluded>::SET, ", last_attempt_at = $2,
        first_attempt_at = COALESCE(first_attempt_at, $2) WHERE id = $1"];
    const SHORTEN: Sql = "UPDATE lanes SET pending = pending - 1, due_at = $2, quiet_until = 0, lease_until = 0
        WHERE room_id = $1 RETURNING pending";
    const POSTPONE: Sql = "UPDATE lanes SET due_at = $2, quiet_until = $3, lease_until = 0 WHERE room_id = $1";
    /// Sources with something to send now: healthy ones with a lane that is due, and failing ones
    /// whose probe is due.
    const SOURCES: Sql = {
        // sqlite: one writer at a time, so no other worker can be claiming.
        sqlite: ["SELECT ", SourceRow::COLUMNS, " FROM sources s
            WHERE (s.webhook_state = 'healthy' AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.due_at <= $1 AND l.lease_until <= $1))
                OR (s.webhook_state = 'failing' AND s.probe_at <= $1 AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.lease_until <= $1))
            ORDER BY s.id"],
        // Skips a source from which another node is claiming, because both together could exceed
        // its limit of concurrent requests.
        postgres: ["SELECT ", SourceRow::COLUMNS, " FROM sources s
            WHERE (s.webhook_state = 'healthy' AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.due_at <= $1 AND l.lease_until <= $1))
                OR (s.webhook_state = 'failing' AND s.probe_at <= $1 AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.lease_until <= $1))
            ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED"],
    };
    /// Runs after the source is locked, because a statement does not see commits made after it
    /// began. The condition `lease_until > 0` matches the partial index; the engines can't derive
    /// it from a parameter.
    const UNDER_WAY: Sql = "SELECT count(*) FROM lanes WHERE source_id = $1 AND lease_until > 0 AND lease_until > $2";
    const CLAIM: Sql = {
        // sqlite: one writer at a time, so no other worker can hold a row.
        sqlite: "UPDATE lanes SET lease_until = $4, claimed_by = $6 WHERE room_id IN (SELECT room_id FROM lanes WHERE source_id = $1
                AND pending > 0 AND due_at <= $2 AND lease_until <= $3 ORDER BY due_at LIMIT $5) RETURNING room_id",
        postgres: "UPDATE lanes SET lease_until = $4, claimed_by = $6 WHERE room_id IN (SELECT room_id FROM lanes WHERE source_id = $1
                AND pending > 0 AND due_at <= $2 AND lease_until <= $3 ORDER BY due_at LIMIT $5
                FOR UPDATE SKIP LOCKED) RETURNING room_id",
    };
    const HEAD: Sql = ["SELECT ", HeadRow::COLUMNS, " FROM deliveries WHERE room_id = $1 AND state = 'due'
        ORDER BY position LIMIT 1"];
    /// The next time at which a lane is due, a lease runs out or a probe is due. One index lookup
    /// for each source, however long its queue is. A failing source is probed only after all its
    /// requests in progress have ended.
    const NEXT: Sql = "SELECT min(n.at) FROM (SELECT (SELECT l.due_at FROM lanes l
                WHERE l.source_id = s.id AND l.pending > 0 AND l.lease_until = 0 ORDER BY l.due_at LIMIT 1) AS at
            FROM sources s WHERE s.webhook_state = 'healthy'
        UNION ALL SELECT (SELECT l.lease_until FROM lanes l
                WHERE l.source_id = s.id AND l.lease_until > 0 ORDER BY l.lease_until LIMIT 1) AS at
            FROM sources s WHERE s.webhook_state = 'healthy'
        UNION ALL SELECT CASE WHEN f.held_until > f.probe_at THEN f.held_until ELSE f.probe_at END AS at
            FROM (SELECT s.probe_at, (SELECT COALESCE(max(l.lease_until), 0) FROM lanes l
                    WHERE l.source_id = s.id AND l.lease_until > 0) AS held_until
                FROM sources s WHERE s.webhook_state = 'failing'
                    AND EXISTS (SELECT 1 FROM lanes l WHERE l.source_id = s.id AND l.pending > 0)) f) n";
    const GATE: Sql = {
        sqlite: ["SELECT ", Gated::COLUMNS, " FROM sources WHERE id = $1 AND webhook_url = $2"],
        postgres: ["SELECT ", Gated::COLUMNS, " FROM sources WHERE id = $1 AND webhook_url = $2 FOR NO KEY UPDATE"],
    };
    const SET_GATE: Sql = ["UPDATE sources SET ", After::<2, GateChange>::SET, ", quiet_until = $2 WHERE id = $1"];
}

record! {
    /// A delivery and its position in the lane.
    NewRow(owed: Owed, delivery: &NewDelivery, position: i64) {
        workspace_id: owed.workspace_id,
        id: delivery.id,
        source_id: owed.source_id,
        room_id: owed.room_id,
        enquiry_id: delivery.enquiry_id,
        message_id: delivery.message_id,
        position,
        event: delivery.event,
        body: &delivery.body,
        created_at: owed.now,
    }
}

record! {
    Lane(owed: Owed, pending: i64) {
        workspace_id: owed.workspace_id,
        room_id: owed.room_id,
        source_id: owed.source_id,
        pending,
        due_at: owed.now,
    }
}

record! {
    /// The outcome of an attempt.
    Concluded(conclusion: &Conclusion) {
        state: state_after(conclusion.next),
        attempts: conclusion.attempts,
        last_status: status(&conclusion.result),
        last_reason: conclusion.result.reason(),
    }
}

/// The lane to which deliveries are added.
#[derive(Clone, Copy)]
pub(crate) struct Owed {
    pub(crate) workspace_id: WorkspaceId,
    pub(crate) room_id: RoomId,
    pub(crate) source_id: SourceId,
    pub(crate) now: Timestamp,
}

impl Owed {
    /// Adds deliveries to the lane, in order. `count` is the number of deliveries that the room has
    /// had so far, including these.
    pub(crate) async fn add(
        self,
        conn: &mut Conn,
        count: i64,
        deliveries: &[NewDelivery],
    ) -> Result<(), DbError> {
        let added = i64::try_from(deliveries.len()).unwrap_or(i64::MAX);
        for (delivery, position) in deliveries.iter().zip(count - added + 1..) {
            conn.query(ADD)
                .bind_all(NewRow::of(self, delivery, position))
                .execute()
                .await?;
        }
        self.lengthen(conn, added).await
    }

    /// Moves finished deliveries to the end of the lane, in order. `count` is as for `add`.
    pub(crate) async fn add_again(
        self,
        conn: &mut Conn,
        count: i64,
        ids: &[DeliveryId],
    ) -> Result<(), DbError> {
        let added = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        for (id, position) in ids.iter().zip(count - added + 1..) {
            conn.query(ADD_AGAIN)
                .bind(*id)
                .bind(position)
                .execute()
                .await?;
        }
        self.lengthen(conn, added).await
    }

    async fn lengthen(self, conn: &mut Conn, added: i64) -> Result<(), DbError> {
        conn.query(LENGTHEN)
            .bind_all(Lane::of(self, added))
            .execute()
            .await?;
        Ok(())
    }
}

/// The word in `deliveries.state`.
fn state_after(next: Next) -> &'static str {
    match next {
        Next::Delivered => "delivered",
        Next::GivenUp => "failed",
        Next::RetryAt(_) => "due",
    }
}

/// The status of an unsuccessful response.
fn status(result: &AttemptResult) -> Option<i64> {
    match result {
        AttemptResult::Refused { status, .. } => Some(i64::from(*status)),
        AttemptResult::Gone => Some(410),
        AttemptResult::Accepted { .. } | AttemptResult::Unreachable { .. } => None,
    }
}

/// Writes the outcome of an attempt, releases the lane and signals the work that follows.
pub(crate) async fn conclude(
    conn: &mut Conn,
    room_id: RoomId,
    source_id: SourceId,
    conclusion: &Conclusion,
    now: Timestamp,
) -> Result<(), DbError> {
    conn.query(CONCLUDE)
        .bind(conclusion.delivery_id)
        .bind(now)
        .bind_all(Concluded::of(conclusion))
        .execute()
        .await?;
    match conclusion.next {
        Next::RetryAt(at) => {
            let quiet_until = conclusion
                .result
                .asked_pause()
                .map_or(Timestamp::from_micros(0), |pause| now.plus(pause));
            conn.query(POSTPONE)
                .bind(room_id)
                .bind(at)
                .bind(quiet_until)
                .execute()
                .await?;
            conn.signal(Signal::Due(at));
        }
        Next::Delivered | Next::GivenUp => {
            let pending: i64 = conn.query(SHORTEN).bind(room_id).bind(now).scalar().await?;
            if pending > 0 {
                conn.signal(Signal::Lane(source_id));
            }
        }
    }
    Ok(())
}

/// Whether a delivery begins or stops waiting for a retry, which changes the state that the source
/// shows.
pub(crate) fn changes_retries(conclusion: &Conclusion) -> bool {
    let is_first = conclusion.attempts == 1;
    match conclusion.next {
        Next::RetryAt(_) => is_first,
        Next::Delivered | Next::GivenUp => !is_first,
    }
}

/// The head of a claimed lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The `webhook-id`.
    pub delivery_id: DeliveryId,
    pub workspace_id: WorkspaceId,
    /// The room whose lane is claimed.
    pub room_id: RoomId,
    pub source_id: SourceId,
    pub webhook_url: String,
    /// The gate of the source when the lane was claimed.
    pub gate: Gate,
    /// The body of the request.
    pub body: String,
    /// How many requests were made before.
    pub attempts: i64,
    /// When this worker's lease ends.
    pub lease_until: Timestamp,
}

impl Claimed {
    /// The key of the room, for [`Store::change_room`].
    pub fn room(&self) -> RoomKey {
        RoomKey::Known {
            workspace_id: self.workspace_id,
            room_id: self.room_id,
        }
    }
}

/// The result of claiming.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// The heads of the claimed lanes.
    pub heads: Vec<Claimed>,
    /// A limit of a source or of the node was reached: more lanes may be due.
    pub may_be_more: bool,
}

/// The node that claims.
#[derive(Clone, Copy, Debug)]
pub struct Claimant {
    /// Its number, unique among the nodes. `None` while other nodes can't see that this node is
    /// running: they then leave its claims alone until the lease runs out.
    pub node: Option<u64>,
    /// When the claim ends if the node does not release it.
    pub lease_until: Timestamp,
}

/// How much to claim.
#[derive(Clone, Copy, Debug)]
pub struct ClaimLimits {
    /// The most lanes of all sources together.
    pub total: i64,
    /// The most lanes of one source with a request in progress, counted over all nodes.
    pub per_source: i64,
    /// The index of the source that comes first this time; the others follow in order.
    pub turn: usize,
}

struct SourceRow {
    id: SourceId,
    webhook_url: String,
    gate: Gate,
}

row! {
    SourceRow from s {
        id,
        webhook_url,
        ..gate: Gate,
    }
}

row! {
    /// The first delivery of a lane.
    struct HeadRow {
        id: DeliveryId,
        workspace_id: WorkspaceId,
        room_id: RoomId,
        body: String,
        attempts: i64,
    }
}

impl Store {
    /// Claims lanes that are due, source by source, and returns the head of each.
    pub async fn claim_lanes(
        &self,
        now: Timestamp,
        claimant: Claimant,
        limits: ClaimLimits,
    ) -> Result<Claims, StoreError> {
        self.write(async move |conn| {
            let mut sources: Vec<SourceRow> = conn.query(SOURCES).bind(now).all().await?;
            let turn = limits.turn % sources.len().max(1);
            sources.rotate_left(turn);
            let mut all = Claims::default();
            let mut left = limits.total;
            for (index, source) in sources.iter().enumerate() {
                // An even share of the remaining limit, so that the backlog of the first source
                // doesn't use all of it.
                let waiting = i64::try_from(sources.len() - index).unwrap_or(i64::MAX);
                let share = (left / waiting).max(1).min(left);
                let of_source =
                    claim_of_source(conn, source, now, claimant, share, limits.per_source).await?;
                left -= i64::try_from(of_source.heads.len()).unwrap_or(i64::MAX);
                all.heads.extend(of_source.heads);
                all.may_be_more |= of_source.may_be_more;
                if left <= 0 {
                    break;
                }
            }
            Ok(all)
        })
        .await
    }

    /// The next time at which a worker is needed: a lane or a probe is due, or an abandoned lease
    /// runs out.
    pub async fn next_due_lane(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db
            .read(async move |conn| conn.query(NEXT).scalar().await)
            .await
    }

    /// Records the result of a request to `webhook_url` in the source's gate, unless the source has
    /// a different endpoint by now. When the source becomes healthy, its lanes become due within a
    /// second.
    pub async fn record_endpoint_signal(
        &self,
        source_id: SourceId,
        webhook_url: String,
        sign: EndpointSignal,
        reason: Option<String>,
        moment: Moment,
    ) -> Result<(), StoreError> {
        let now = moment.now();
        self.write(async move |conn| {
            let found: Option<Gated> = conn
                .query(GATE)
                .bind(source_id)
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
            let asked = matches!(sign, EndpointSignal::Busy(_))
                .then_some(gate.probe_at)
                .flatten();
            let quiet_until = asked.unwrap_or(Timestamp::from_micros(0));
            conn.query(SET_GATE)
                .bind(source_id)
                .bind(quiet_until)
                .bind_all(GateChange::of(gate, reason.as_ref()))
                .execute()
                .await?;
            if before.state == WebhookState::Failing && gate == Gate::OPEN {
                waking::spread(conn, source_id, now).await?;
            }
            let is_news = gate.state != before.state;
            if is_news {
                let event = Event::SourceUpdated { source_id };
                event::append(conn, workspace_id, now, &[event]).await?;
                conn.signal(Signal::Lane(source_id));
            }
            Ok::<_, StoreError>(())
        })
        .await
    }
}

async fn claim_of_source(
    conn: &mut Conn,
    source: &SourceRow,
    now: Timestamp,
    claimant: Claimant,
    share: i64,
    per_source: i64,
) -> Result<Claims, DbError> {
    let under_way: i64 = conn
        .query(UNDER_WAY)
        .bind(source.id)
        .bind(now)
        .scalar()
        .await?;
    // A failing endpoint is probed with the first lane, whatever the lane's own `due_at`: the gate
    // decides when the probe is due.
    let (most, due_by) = match source.gate.state {
        WebhookState::Failing => (1 - under_way, Timestamp::from_micros(i64::MAX)),
        WebhookState::Healthy => (per_source - under_way, now),
        WebhookState::Stopped | WebhookState::None => return Ok(Claims::default()),
    };
    let most = most.min(share);
    if most <= 0 {
        return Ok(Claims {
            heads: Vec::new(),
            may_be_more: true,
        });
    }
    let Claimant { node, lease_until } = claimant;
    let query = conn
        .query(CLAIM)
        .bind(source.id)
        .bind(due_by)
        .bind(now)
        .bind(lease_until)
        .bind(most);
    let rooms: Vec<(RoomId,)> = query.bind(node.map(node_lock)).all().await?;
    let may_be_more = i64::try_from(rooms.len()).is_ok_and(|claimed| claimed >= most);
    let mut heads = Vec::with_capacity(rooms.len());
    for (room_id,) in rooms {
        let head: Option<HeadRow> = conn.query(HEAD).bind(room_id).optional().await?;
        heads.extend(head.map(|head| Claimed {
            delivery_id: head.id,
            workspace_id: head.workspace_id,
            room_id: head.room_id,
            source_id: source.id,
            webhook_url: source.webhook_url.clone(),
            gate: source.gate,
            body: head.body,
            attempts: head.attempts,
            lease_until,
        }));
    }
    Ok(Claims { heads, may_be_more })
}
