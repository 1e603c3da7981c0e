//! Deliveries and their lanes: what is owed to sources, and who is sending it.
//!
//! A lane is one room's queue towards its source. Workers claim lanes, never single deliveries: the head of a lane stays
//! its head until it arrived or was given up, so order inside a conversation needs no further care. A lease only saves
//! work: two workers that send the same head send the same `webhook-id`.

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
    /// Sources that have something to send now: healthy ones with a lane that is due, failing ones whose probe is.
    const SOURCES: Sql = {
        // sqlite: one writer at a time, so no other claim is in progress.
        sqlite: ["SELECT ", SourceRow::COLUMNS, " FROM sources s
            WHERE (s.webhook_state = 'healthy' AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.due_at <= $1 AND l.lease_until <= $1))
                OR (s.webhook_state = 'failing' AND s.probe_at <= $1 AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.lease_until <= $1))
            ORDER BY s.id"],
        // A source that another node claims from is left to it, or both together would go beyond its window.
        postgres: ["SELECT ", SourceRow::COLUMNS, " FROM sources s
            WHERE (s.webhook_state = 'healthy' AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.due_at <= $1 AND l.lease_until <= $1))
                OR (s.webhook_state = 'failing' AND s.probe_at <= $1 AND EXISTS (SELECT 1 FROM lanes l
                    WHERE l.source_id = s.id AND l.pending > 0 AND l.lease_until <= $1))
            ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED"],
    };
    /// Asked when the source is locked: a statement sees nothing that was committed after it began. The index of what is
    /// leased holds what is above 0, which no engine sees of a parameter.
    const UNDER_WAY: Sql = "SELECT count(*) FROM lanes WHERE source_id = $1 AND lease_until > 0 AND lease_until > $2";
    const CLAIM: Sql = {
        // sqlite: one writer at a time, so no other unit holds a row.
        sqlite: "UPDATE lanes SET lease_until = $4, claimed_by = $6 WHERE room_id IN (SELECT room_id FROM lanes WHERE source_id = $1
                AND pending > 0 AND due_at <= $2 AND lease_until <= $3 ORDER BY due_at LIMIT $5) RETURNING room_id",
        postgres: "UPDATE lanes SET lease_until = $4, claimed_by = $6 WHERE room_id IN (SELECT room_id FROM lanes WHERE source_id = $1
                AND pending > 0 AND due_at <= $2 AND lease_until <= $3 ORDER BY due_at LIMIT $5
                FOR UPDATE SKIP LOCKED) RETURNING room_id",
    };
    const HEAD: Sql = ["SELECT ", HeadRow::COLUMNS, " FROM deliveries WHERE room_id = $1 AND state = 'due'
        ORDER BY position LIMIT 1"];
    /// When a lane is due, a lease runs out, a probe is due. One look into an index for each source, however long its queue
    /// is. A failing source is not probed before everything of it that is under way has ended.
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
    /// A delivery at its place in the lane.
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
    /// How an attempt came out.
    Concluded(conclusion: &Conclusion) {
        state: state_after(conclusion.next),
        attempts: conclusion.attempts,
        last_status: status(&conclusion.result),
        last_reason: conclusion.result.reason(),
    }
}

/// Where deliveries are added.
#[derive(Clone, Copy)]
pub(crate) struct Owed {
    pub(crate) workspace_id: WorkspaceId,
    pub(crate) room_id: RoomId,
    pub(crate) source_id: SourceId,
    pub(crate) now: Timestamp,
}

impl Owed {
    /// Adds deliveries, in order, and lengthens the lane. `count` is how many the room ever owed, with these.
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

    /// Moves finished deliveries to the end of the lane, in order. `count` is as above.
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

/// The status that came back, where it was no success.
fn status(result: &AttemptResult) -> Option<i64> {
    match result {
        AttemptResult::Refused { status, .. } => Some(i64::from(*status)),
        AttemptResult::Gone => Some(410),
        AttemptResult::Accepted { .. } | AttemptResult::Unreachable { .. } => None,
    }
}

/// Writes how an attempt came out and gives the lane back. Tells what that leaves to do.
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

/// Whether an event starts or stops waiting for another attempt, which changes the health that a source shows.
pub(crate) fn changes_retries(conclusion: &Conclusion) -> bool {
    let is_first = conclusion.attempts == 1;
    match conclusion.next {
        Next::RetryAt(_) => is_first,
        Next::Delivered | Next::GivenUp => !is_first,
    }
}

/// The head of a lane, claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The `webhook-id`.
    pub delivery_id: DeliveryId,
    /// Whose.
    pub workspace_id: WorkspaceId,
    /// The room whose lane is claimed.
    pub room_id: RoomId,
    /// Where it goes.
    pub source_id: SourceId,
    /// The address.
    pub webhook_url: String,
    /// How the source stood when the lane was claimed.
    pub gate: Gate,
    /// The request's body.
    pub body: String,
    /// Requests made before.
    pub attempts: i64,
    /// Until when the lane is ours.
    pub lease_until: Timestamp,
}

impl Claimed {
    /// The room, for [`Store::change_room`].
    pub fn room(&self) -> RoomKey {
        RoomKey::Known {
            workspace_id: self.workspace_id,
            room_id: self.room_id,
        }
    }
}

/// What was claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// The heads of the lanes.
    pub heads: Vec<Claimed>,
    /// A source, or the node, has as much under way as it may: something that is due may have been left.
    pub may_be_more: bool,
}

/// Who claims.
#[derive(Clone, Copy, Debug)]
pub struct Claimant {
    /// Its number, different from all other nodes'; `None` while the others can't see that it is there: then what it holds
    /// is its own until the lease runs out.
    pub node: Option<u64>,
    /// When its claims expire if it doesn't report.
    pub lease_until: Timestamp,
}

/// How much to claim.
#[derive(Clone, Copy, Debug)]
pub struct ClaimLimits {
    /// Lanes altogether.
    pub total: i64,
    /// Lanes of one source under way at the same time, on all nodes.
    pub per_source: i64,
    /// Which source comes first this time; the others follow in turn.
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
    /// Claims lanes that are due, going round the sources, and brings the head of each.
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
                // An even share of what is left, so that the first source's backlog doesn't take it all.
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

    /// When a lane, a probe or an abandoned lease next needs a worker.
    pub async fn next_due_lane(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db
            .read(async move |conn| conn.query(NEXT).scalar().await)
            .await
    }

    /// Notes what a request to `webhook_url` said about its source's endpoint, unless that is another one since. A source that
    /// recovers gets its whole queue together.
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
    // A failing endpoint is probed with whatever comes first, when its probe is due; not with what its lanes think.
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
