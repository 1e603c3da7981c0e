//! Makes deliveries that wait for their next attempt due early, once their source shows that it is
//! reachable again (`omni-api.md` §5).
//!
//! A pause that the endpoint requested with `Retry-After` is respected: `quiet_until` of a lane, or
//! of a failing source for its probe.

use std::time::Duration;

use causeway_core::{SourceId, Timestamp, source::WebhookState};

use crate::{
    Signal, Store, StoreError,
    db::{Conn, DbError, statements},
};

/// The lanes are spread over this time, so that an endpoint that just started does not get all
/// their requests at the same moment.
const SPREAD: Duration = Duration::from_secs(1);

statements! {
    /// One index lookup for each source, however long its queue is.
    const WAITING: Sql = "SELECT s.id FROM sources s
        WHERE (s.webhook_state = 'healthy' AND EXISTS (SELECT 1 FROM lanes l
                WHERE l.source_id = s.id AND l.pending > 0 AND l.due_at > $1))
            OR (s.webhook_state = 'failing' AND s.probe_at > $1 AND EXISTS (SELECT 1 FROM lanes l
                WHERE l.source_id = s.id AND l.pending > 0))";
    /// Locked, so that two nodes that make the same lanes due early don't deadlock.
    const STATE: Sql = {
        sqlite: "SELECT webhook_state FROM sources WHERE id = $1",
        postgres: "SELECT webhook_state FROM sources WHERE id = $1 FOR NO KEY UPDATE",
    };
    const PROBE: Sql = "UPDATE sources SET probe_at = $2 WHERE id = $1 AND probe_at > $2 AND quiet_until <= $2";
    /// In the order in which the lanes are due: the first one now, the last one almost at the end
    /// of the spread.
    const BRING_FORWARD: Sql = "UPDATE lanes SET due_at = w.due_at FROM (
            SELECT q.room_id, CASE WHEN q.quiet_until > q.turn_at THEN q.quiet_until ELSE q.turn_at END AS due_at FROM (
                SELECT l.room_id, l.quiet_until,
                    $2 + (row_number() OVER (ORDER BY l.due_at, l.room_id) - 1) * $3 / count(*) OVER () AS turn_at
                FROM lanes l WHERE l.source_id = $1 AND l.pending > 0 AND l.due_at > $2) q) w
        WHERE w.room_id = lanes.room_id AND w.due_at < lanes.due_at";
}

/// What became due early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Nothing was waiting, or the endpoint requested a pause.
    Nothing,
    /// Lanes of a healthy source.
    Lanes,
    /// The probe of a failing source.
    Probe,
}

/// Makes all lanes of a source due within a second, except where its endpoint requested a pause.
/// Returns how many lanes changed.
pub(crate) async fn spread(
    conn: &mut Conn,
    source_id: SourceId,
    now: Timestamp,
) -> Result<u64, DbError> {
    let spread = i64::try_from(SPREAD.as_micros()).expect("a second");
    conn.query(BRING_FORWARD)
        .bind(source_id)
        .bind(now)
        .bind(spread)
        .execute()
        .await
}

impl Store {
    /// The sources with deliveries that wait for a later attempt.
    pub async fn waiting_sources(&self, now: Timestamp) -> Result<Vec<SourceId>, StoreError> {
        let found: Vec<(SourceId,)> = self
            .db
            .read(async move |conn| conn.query(WAITING).bind(now).all().await)
            .await?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// Makes a source's waiting deliveries due now: the lanes of a healthy source, or the probe of
    /// a failing one.
    pub async fn wake_source(
        &self,
        source_id: SourceId,
        now: Timestamp,
    ) -> Result<Woken, StoreError> {
        self.write(async move |conn| {
            let state: Option<(WebhookState,)> =
                conn.query(STATE).bind(source_id).optional().await?;
            let (changed, woken) = match state {
                Some((WebhookState::Healthy,)) => {
                    (spread(conn, source_id, now).await?, Woken::Lanes)
                }
                Some((WebhookState::Failing,)) => (
                    conn.query(PROBE)
                        .bind(source_id)
                        .bind(now)
                        .execute()
                        .await?,
                    Woken::Probe,
                ),
                Some((WebhookState::Stopped | WebhookState::None,)) | None => (0, Woken::Nothing),
            };
            if changed == 0 || woken == Woken::Nothing {
                return Ok::<_, DbError>(Woken::Nothing);
            }
            conn.signal(Signal::Lane(source_id));
            Ok(woken)
        })
        .await
    }
}
