//! Deliveries as staff see them: lists, states and what each one waits for.

use causeway_core::{
    DeliveryId, EnquiryId, MessageId, RoomId, SourceId, Timestamp, VisitorId, WorkspaceId,
    enquiry_number::EnquiryNumber, source::WebhookState, visitor::Visitor,
};

use crate::{
    Signal, Store, StoreError,
    audit::{self, AuditAction},
    codec::Json,
    db::{Columns, row, statements},
    room_key::RoomKey,
    source,
    write::{AuditContext, WriteError},
};

/// The most events that one replay sends again.
pub const REPLAY_MAX: i64 = 10_000;

statements! {
    const VIEW: Sql = ["SELECT ", DeliveryView::COLUMNS, "
        FROM deliveries d JOIN sources s ON s.id = d.source_id JOIN rooms r ON r.id = d.room_id
            JOIN visitors v ON v.id = r.visitor_id LEFT JOIN lanes l ON l.room_id = d.room_id
            LEFT JOIN enquiries e ON e.id = d.enquiry_id
        WHERE d.workspace_id = $1"];
    const WITH_IDS: Fragment of VIEW = " AND d.id IN ($*)";
    const OF_SOURCE: Fragment of VIEW = " AND d.source_id = $1";
    const OF_VISITOR: Fragment of VIEW = " AND r.visitor_id = $1";
    const OF_EVENT: Fragment of VIEW = " AND d.event = $1";
    const DELIVERED: Fragment of VIEW = " AND d.state = 'delivered'";
    const FAILED: Fragment of VIEW = " AND d.state = 'failed'";
    const WAITING: Fragment of VIEW = " AND d.state = 'due' AND NOT (l.lease_until > $1 AND d.position =
        (SELECT min(h.position) FROM deliveries h WHERE h.room_id = d.room_id AND h.state = 'due'))";
    const IN_FLIGHT: Fragment of VIEW = " AND d.state = 'due' AND l.lease_until > $1 AND d.position =
        (SELECT min(h.position) FROM deliveries h WHERE h.room_id = d.room_id AND h.state = 'due')";
    const BEFORE: Fragment of VIEW = " AND d.id < $1";
    const NEWEST: Fragment of VIEW = " ORDER BY d.id DESC LIMIT $1";
    const BODY: Sql = "SELECT body FROM deliveries WHERE workspace_id = $1 AND id = $2";
    /// Puts the lane before all other lanes of its source, unless a worker holds its lease.
    const NOW: Sql = "UPDATE lanes SET due_at = 0 WHERE room_id = $1 AND pending > 0 AND lease_until <= $2";
    const PROBE_NOW: Sql = "UPDATE sources SET probe_at = $2 WHERE id = $1 AND webhook_state = 'failing'";
    const SENT_BETWEEN: Sql = ["SELECT ", Sent::COLUMNS, " FROM deliveries
        WHERE workspace_id = $1 AND source_id = $2 AND last_attempt_at >= $3 AND last_attempt_at < $4 AND state <> 'due'
        ORDER BY last_attempt_at, position LIMIT $5"];
    const FAILURES: Sql = ["SELECT ", FailedAttempt::COLUMNS, " FROM deliveries
        WHERE source_id = $1 AND last_reason IS NOT NULL ORDER BY last_attempt_at DESC LIMIT $2"];
}

/// The state of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It waits for its turn or its next attempt.
    Due,
    /// Its request is in progress.
    InFlight,
    Delivered,
    /// It failed for good.
    Failed,
}

/// What a delivery that is due waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// A free slot among the requests to its source.
    Turn,
    /// Its next attempt on its own schedule.
    Retry(Timestamp),
    /// An earlier event of the same visitor.
    Earlier(DeliveryId),
    /// The next request to a failing endpoint; all deliveries of the source wait for it.
    Probe(Timestamp),
    /// Staff must repair the endpoint and verify it again.
    Stopped,
    /// The source has no webhook; the channel reads its events from the outbox.
    Reader,
}

/// A delivery with the details that staff see.
#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryView {
    /// The `webhook-id`.
    pub id: DeliveryId,
    pub source_id: SourceId,
    pub source_name: String,
    /// The room in whose lane it waits.
    pub room_id: RoomId,
    pub enquiry_id: Option<EnquiryId>,
    pub enquiry_number: Option<EnquiryNumber>,
    pub message_id: Option<MessageId>,
    /// The visitor of the room.
    pub visitor_id: VisitorId,
    pub visitor_name: String,
    /// The event's name.
    pub event: String,
    /// How many requests were made.
    pub attempts: i64,
    /// When the event occurred.
    pub created_at: Timestamp,
    /// When the last request ended.
    pub last_attempt_at: Option<Timestamp>,
    /// The status of the last response, if it was unsuccessful.
    pub last_status: Option<i64>,
    /// Why the last request failed.
    pub last_reason: Option<String>,
    queue: Queue,
}

/// The state of the delivery's queue.
#[derive(Clone, Debug, PartialEq)]
struct Queue {
    state: String,
    webhook_state: WebhookState,
    probe_at: Option<Timestamp>,
    due_at: Option<Timestamp>,
    lease_until: Option<Timestamp>,
    head: Option<DeliveryId>,
}

row! {
    DeliveryView from d {
        id,
        source_id,
        source_name = "s.name",
        room_id,
        enquiry_id,
        enquiry_number = "e.number",
        message_id,
        visitor_id = "v.id",
        external_id = "v.external_id",
        Json(profile) = "v.profile",
        event,
        state,
        attempts,
        created_at,
        last_attempt_at,
        last_status,
        last_reason,
        webhook_state = "s.webhook_state",
        probe_at = "s.probe_at",
        due_at = "l.due_at",
        lease_until = "l.lease_until",
        head = "CASE WHEN d.state = 'due' THEN (SELECT h.id FROM deliveries h
            WHERE h.room_id = d.room_id AND h.state = 'due' ORDER BY h.position LIMIT 1) END",
    } => {
        let visitor = Visitor { id: visitor_id, external_id, profile, blocked: false };
        DeliveryView {
            id,
            source_id,
            source_name,
            room_id,
            enquiry_id,
            enquiry_number,
            message_id,
            visitor_id,
            visitor_name: visitor.display_name().to_owned(),
            event,
            attempts,
            created_at,
            last_attempt_at,
            last_status,
            last_reason,
            queue: Queue { state, webhook_state, probe_at, due_at, lease_until, head },
        }
    }
}

impl DeliveryView {
    /// The state of the delivery at `now`.
    pub fn progress(&self, now: Timestamp) -> DeliveryState {
        let leased = self.queue.lease_until.is_some_and(|until| until > now);
        match self.queue.state.as_str() {
            "delivered" => DeliveryState::Delivered,
            "failed" => DeliveryState::Failed,
            _ if leased && self.queue.head == Some(self.id) => DeliveryState::InFlight,
            _ => DeliveryState::Due,
        }
    }

    /// What the delivery waits for at `now`; `None` when it isn't waiting.
    pub fn waits_for(&self, now: Timestamp) -> Option<WaitsFor> {
        if self.progress(now) != DeliveryState::Due {
            return None;
        }
        let earlier = self.queue.head.filter(|head| *head != self.id);
        let due_at = self.queue.due_at.filter(|at| *at > now);
        Some(match self.queue.webhook_state {
            WebhookState::None => WaitsFor::Reader,
            WebhookState::Stopped => WaitsFor::Stopped,
            _ if earlier.is_some() => WaitsFor::Earlier(earlier?),
            WebhookState::Failing => WaitsFor::Probe(self.queue.probe_at.unwrap_or(now).max(now)),
            WebhookState::Healthy => due_at.map_or(WaitsFor::Turn, WaitsFor::Retry),
        })
    }

    /// The key of the room, for [`Store::change_room`].
    pub fn room(&self, workspace_id: WorkspaceId) -> RoomKey {
        RoomKey::Known {
            workspace_id,
            room_id: self.room_id,
        }
    }
}

/// Which deliveries a list shows. An empty field does not filter.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter {
    /// To this source.
    pub source_id: Option<SourceId>,
    /// For rooms of this visitor.
    pub visitor_id: Option<VisitorId>,
    /// In this state.
    pub progress: Option<DeliveryState>,
    /// With this event.
    pub event: Option<String>,
    /// Older than this delivery.
    pub before: Option<DeliveryId>,
}

/// A failed request, as it is shown to a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedAttempt {
    /// The `webhook-id`.
    pub delivery_id: DeliveryId,
    /// The event's name.
    pub event: String,
    pub at: Timestamp,
    /// The HTTP status, if there was a response.
    pub status: Option<i64>,
    /// The reason as a sentence.
    pub reason: String,
}

row! {
    FailedAttempt {
        delivery_id = "id",
        event,
        at = "last_attempt_at",
        status = "last_status",
        reason = "last_reason",
    }
}

/// A finished delivery that can be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The room in whose lane it was.
    pub room: RoomKey,
    /// The id of that room.
    pub room_id: RoomId,
    pub delivery_id: DeliveryId,
    /// When the last request with it ended.
    pub last_attempt_at: Timestamp,
}

row! {
    Sent {
        workspace_id,
        room_id,
        delivery_id = "id",
        last_attempt_at,
    } => Sent {
        room: RoomKey::Known { workspace_id, room_id },
        room_id,
        delivery_id,
        last_attempt_at,
    }
}

impl Store {
    /// Some deliveries of a workspace, newest first: at most `limit`.
    pub async fn deliveries(
        &self,
        workspace_id: WorkspaceId,
        filter: DeliveryFilter,
        now: Timestamp,
        limit: i64,
    ) -> Result<Vec<DeliveryView>, StoreError> {
        self.db
            .read(async move |conn| {
                let mut query = conn.query(VIEW).bind(workspace_id);
                if let Some(source_id) = filter.source_id {
                    query = query.and(OF_SOURCE).bind(source_id);
                }
                if let Some(visitor_id) = filter.visitor_id {
                    query = query.and(OF_VISITOR).bind(visitor_id);
                }
                if let Some(event) = &filter.event {
                    query = query.and(OF_EVENT).bind(event);
                }
                query = match filter.progress {
                    None => query,
                    Some(DeliveryState::Delivered) => query.and(DELIVERED),
                    Some(DeliveryState::Failed) => query.and(FAILED),
                    Some(DeliveryState::Due) => query.and(WAITING).bind(now),
                    Some(DeliveryState::InFlight) => query.and(IN_FLIGHT).bind(now),
                };
                if let Some(id) = filter.before {
                    query = query.and(BEFORE).bind(id);
                }
                query.and(NEWEST).bind(limit).all().await
            })
            .await
    }

    /// The deliveries with these ids that belong to the workspace, in no particular order.
    pub async fn deliveries_with_ids(
        &self,
        workspace_id: WorkspaceId,
        ids: Vec<DeliveryId>,
    ) -> Result<Vec<DeliveryView>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.db
            .read(async move |conn| {
                conn.query(VIEW)
                    .bind(workspace_id)
                    .and_each(WITH_IDS, ids.clone())
                    .all()
                    .await
            })
            .await
    }

    /// The request body of a delivery.
    pub async fn delivery_body(
        &self,
        workspace_id: WorkspaceId,
        id: DeliveryId,
    ) -> Result<Option<String>, StoreError> {
        self.db
            .read(async move |conn| {
                let found: Option<(String,)> = conn
                    .query(BODY)
                    .bind(workspace_id)
                    .bind(id)
                    .optional()
                    .await?;
                Ok(found.map(|(body,)| body))
            })
            .await
    }

    /// Makes the first event of a lane due now, before all other lanes of its source. For a failing
    /// endpoint, its next probe becomes due.
    pub async fn try_now(
        &self,
        room_id: RoomId,
        source_id: SourceId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(async move |conn| {
            conn.query(PROBE_NOW)
                .bind(source_id)
                .bind(now)
                .execute()
                .await?;
            conn.query(NOW).bind(room_id).bind(now).execute().await?;
            conn.signal(Signal::Lane(source_id));
            Ok::<_, StoreError>(())
        })
        .await
    }

    /// Records a replay of a source in the audit log and returns the finished deliveries to send
    /// again: those whose last request ended at or after `since` and before `until`, in that order,
    /// at most one more than [`REPLAY_MAX`].
    pub async fn begin_replay(
        &self,
        audit: AuditContext,
        source_id: SourceId,
        since: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Sent>, WriteError> {
        self.write(async move |conn| {
            let found = source::find(conn, audit.workspace_id, source_id)
                .await?
                .ok_or(WriteError::NotFound)?;
            audit::record(
                conn,
                &audit,
                AuditAction::SourceReplayed,
                source_id,
                &found.name,
            )
            .await?;
            let query = conn
                .query(SENT_BETWEEN)
                .bind(audit.workspace_id)
                .bind(source_id)
                .bind(since)
                .bind(until);
            Ok(query.bind(REPLAY_MAX + 1).all().await?)
        })
        .await
    }

    /// The latest failed requests to a source whose deliveries have not succeeded since.
    pub async fn recent_failures(
        &self,
        source_id: SourceId,
        limit: i64,
    ) -> Result<Vec<FailedAttempt>, StoreError> {
        self.db
            .read(async move |conn| conn.query(FAILURES).bind(source_id).bind(limit).all().await)
            .await
    }
}
