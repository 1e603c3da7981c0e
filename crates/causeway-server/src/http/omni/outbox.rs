//! The outbox: a channel that can't be reached from outside reads its events.

use std::{collections::HashMap, convert::Infallible, time::Duration};

use axum::{
    extract::{Request, State},
    response::{
        IntoResponse, Response,
        sse::{self, KeepAlive, Sse},
    },
};
use causeway_core::{
    DeliveryId, Faults, Fields, Reason, SourceId,
    delivery::AttemptResult,
    external_id::{self, EXTERNAL_ID_MAX},
    room::Conclude,
};
use causeway_store::{OutboxItem, RoomError, Unconfirmed};
use futures_util::{StreamExt, TryStreamExt, stream};
use http::{HeaderMap, HeaderName, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::{sync::broadcast, time};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    bus::{Hint, POLL_INTERVAL},
    http::request::{
        caller::{self, Caller},
        json::Json,
        query::{Pairs, Parameters, Query},
        rate::{self, with_rate_headers},
    },
    parts::readers::{Place, Readers, WAITING_MAX},
    wire::{
        code::Code,
        input::Input,
        problem::{Problem, problem_sets},
    },
};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// The longest time that a reader may wait for events (`omni-api.md` §5).
const WAIT_SECONDS_MAX: i64 = 30;
/// How often the server sends a keep-alive on a quiet stream. Less than the minute after which many
/// proxies close it.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
/// How long a stream lasts. A client that reconnects has to send a valid token again.
const STREAM_MAX: Duration = Duration::from_mins(15);
/// The number of rooms in which events are confirmed concurrently; they share commits.
const ROOMS_AT_ONCE: usize = 16;

/// Takes a place among the readers of the source that wait, or refuses.
fn enter(readers: &Readers, source_id: SourceId) -> Result<Place, Problem> {
    readers.enter(source_id).ok_or_else(|| {
        let detail = format!("{WAITING_MAX} readers of this source are waiting already.");
        Problem::because(Code::RateLimited, detail).retry_after(Duration::from_secs(1))
    })
}

/// Where to begin, and how long to wait.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Reading {
    /// The `nextCursor` of a response. If absent, reading begins at the first event that was not
    /// confirmed.
    #[param(required = false)]
    after: Option<String>,
    /// Seconds to wait for an event when there is none.
    #[param(required = false, minimum = 0, maximum = 30)]
    wait: i64,
}

impl Parameters for Reading {
    const IGNORES_UNKNOWN: bool = true;

    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let wait = pairs
            .integer("wait", 0..=WAIT_SECONDS_MAX, faults)
            .unwrap_or(0);
        Some(Self {
            after: pairs.text("after").map(str::to_owned),
            wait,
        })
    }
}

/// Events, in order.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Outbox)]
pub(super) struct OutboxBody {
    /// Each as a webhook would get it, plus its `id`, which is the `webhook-id`, beside `type`,
    /// `timestamp` and `data`.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Value>,
    /// The cursor for the next read. Confirm it once all these events are processed.
    next_cursor: String,
}

problem_sets! {
    /// Problems of reading the outbox.
    pub(super) struct OutboxProblems = [InvalidToken, OutboxNotUsed, Invalid, RateLimited];
    /// Problems of a confirmation.
    pub(super) struct ConfirmProblems = [
        MalformedJson, InvalidToken, RequestTimeout, OutboxNotUsed, PayloadTooLarge, UnsupportedMediaType, Invalid,
        RateLimited,
    ];
}

/// Read events
///
/// For a source without a webhook: the same events in the same order, at least once. Without
/// `after`, reading begins at the first event that was not confirmed. A response has at most 100
/// events.
#[utoipa::path(
    get, path = "/omni/v1/outbox", tag = "omni", operation_id = "readOmniOutbox",
    security(("accessToken" = [])),
    params(Reading),
    responses((status = OK, description = "The events.", body = OutboxBody), OutboxProblems),
)]
pub(super) async fn read_outbox(
    State(app): State<App>,
    caller: Caller,
    Query(Reading { after, wait }): Query<Reading>,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    Ok(with_rate_headers(
        rate,
        read(&app, caller, after, wait).await.map(Json),
    ))
}

async fn read(
    app: &App,
    caller: Caller,
    after: Option<String>,
    wait: i64,
) -> Result<OutboxBody, Problem> {
    let after = after.as_deref().map_or(Ok(0), cursor)?;
    let wait = Duration::from_secs(u64::try_from(wait).unwrap_or(0));
    let _place = if wait.is_zero() {
        None
    } else {
        Some(enter(&app.readers, caller.source_id)?)
    };
    let mut reader = Reader {
        app: app.clone(),
        hints: app.bus.subscribe(),
        caller,
        after,
    };
    let items = reader.next(time::Instant::now() + wait).await?;
    Ok(OutboxBody {
        items: items.iter().map(event).collect(),
        next_cursor: reader.after.to_string(),
    })
}

/// A confirmation of events that were processed.
#[derive(ToSchema)]
#[schema(as = OutboxConfirmation)]
pub(super) struct Confirmation {
    /// The `nextCursor` of a response, or the id of an event of the stream.
    cursor: String,
    /// Your own ids of the messages, by the `id` of their event: a webhook would return them as
    /// `{"id": …}`. Strings of 1 to 255 characters, or whole numbers. Ids for events that this call
    /// does not confirm are ignored.
    #[schema(required = false, value_type = Option<HashMap<String, String>>, example = json!({ "dlv_…": "m-2001" }))]
    ids: HashMap<DeliveryId, String>,
}

impl Input for Confirmation {
    const IGNORES_UNKNOWN: bool = true;

    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let cursor = fields.required_string("cursor", 1, 64, faults);
        let ids = fields
            .object("ids", faults)
            .map(|ids| read_ids(&ids, faults))
            .unwrap_or_default();
        Some(Self {
            cursor: cursor?,
            ids,
        })
    }
}

fn read_ids(ids: &Fields<'_>, faults: &mut Faults) -> HashMap<DeliveryId, String> {
    let mut read = HashMap::new();
    for (event, id) in ids.entries() {
        let id = match id {
            // As everywhere, an empty value counts as absent.
            Value::Null => continue,
            Value::String(id) if id.is_empty() => continue,
            Value::String(id) => Some(id.clone()),
            Value::Number(id) if id.is_i64() || id.is_u64() => Some(id.to_string()),
            Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        match (
            id.filter(|id| external_id::is_good(id)),
            DeliveryId::parse(event),
        ) {
            (Some(id), Some(event)) => drop(read.insert(event, id)),
            // A key that is no delivery id can't belong to a confirmed event.
            (Some(_), None) => {}
            (None, _) => {
                faults.add(
                    ids.pointer(event),
                    Reason::InvalidExternalId {
                        max: EXTERNAL_ID_MAX,
                    },
                );
            }
        }
    }
    read
}

/// Confirm events
///
/// All events up to the cursor were processed and are not read again; staff see their messages as
/// sent. Your own ids of messages in `ids` are known from then on: receipts and replies may use
/// them.
#[utoipa::path(
    post, path = "/omni/v1/outbox/ack", tag = "omni", operation_id = "confirmOmniOutbox",
    security(("accessToken" = [])),
    request_body = Confirmation,
    responses((status = NO_CONTENT, description = "Confirmed."), ConfirmProblems),
)]
pub(super) async fn confirm(
    State(app): State<App>,
    caller: Caller,
    Json(confirmation): Json<Confirmation>,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    let confirmed = confirm_up_to(&app, caller.source_id, &confirmation).await;
    Ok(with_rate_headers(
        rate,
        confirmed.map(|()| StatusCode::NO_CONTENT),
    ))
}

async fn confirm_up_to(
    app: &App,
    source_id: SourceId,
    confirmation: &Confirmation,
) -> Result<(), Problem> {
    let faulty = || Problem::from(Faults::one("/cursor", Reason::InvalidCursor));
    let seq = confirmation.cursor.parse().map_err(|_| faulty())?;
    loop {
        let found = app
            .store
            .unconfirmed(source_id, seq)
            .await?
            .map_err(|_| Problem::new(Code::OutboxNotUsed))?;
        let found = found.ok_or_else(faulty)?;
        if found.is_empty() {
            return Ok(());
        }
        let mut of_rooms: Vec<Vec<Unconfirmed>> = Vec::new();
        for one in found {
            match of_rooms
                .iter_mut()
                .find(|of_room| of_room[0].room == one.room)
            {
                Some(of_room) => of_room.push(one),
                None => of_rooms.push(vec![one]),
            }
        }
        let rooms = stream::iter(
            of_rooms
                .into_iter()
                .map(|of_room| confirm_in_turn(app, of_room, &confirmation.ids)),
        );
        rooms
            .buffer_unordered(ROOMS_AT_ONCE)
            .try_collect::<()>()
            .await?;
    }
}

/// Confirms the events of one conversation, one after the other.
async fn confirm_in_turn(
    app: &App,
    events: Vec<Unconfirmed>,
    ids: &HashMap<DeliveryId, String>,
) -> Result<(), Problem> {
    for Unconfirmed { room, delivery_id } in events {
        let result = AttemptResult::Accepted {
            external_id: ids.get(&delivery_id).cloned(),
        };
        let conclude = Conclude {
            delivery_id,
            result,
            attempted_at: app.clock.now(),
            exchange: None,
        };
        match app.store.change_room(room, conclude, app.moment()).await {
            // `None`: another request has confirmed it in the meantime.
            Ok(Some(_) | None) | Err(RoomError::NotFound | RoomError::Refused(_)) => {}
            Err(RoomError::Store(error)) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Follow events
///
/// The same events as server-sent events: `id` is the cursor, `event` the type, `data` the event
/// with its `id`. Resumed with `Last-Event-ID`; events still have to be confirmed. The stream ends
/// after 15 minutes: connect again. It ends immediately when the token is no longer valid.
#[utoipa::path(
    get, path = "/omni/v1/outbox/stream", tag = "omni", operation_id = "streamOmniOutbox",
    security(("accessToken" = [])),
    params(("after" = Option<String>, Query, description = "Like when reading; `Last-Event-ID` has the same meaning.")),
    responses(
        (status = OK, description = "The stream.", body = String, content_type = "text/event-stream"),
        OutboxProblems,
    ),
)]
pub(super) async fn stream_outbox(
    State(app): State<App>,
    caller: Caller,
    Query(Reading { after, .. }): Query<Reading>,
    request: Request,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    Ok(with_rate_headers(
        rate,
        open(&app, caller, after, request.headers()).await,
    ))
}

async fn open(
    app: &App,
    caller: Caller,
    after: Option<String>,
    headers: &HeaderMap,
) -> Result<impl IntoResponse + use<>, Problem> {
    let header = headers
        .get(LAST_EVENT_ID)
        .map(|value| value.to_str().unwrap_or_default().to_owned());
    let after = header
        .filter(|text| !text.is_empty())
        .or(after)
        .as_deref()
        .map_or(Ok(0), cursor)?;
    let place = enter(&app.readers, caller.source_id)?;
    let mut reader = Reader {
        app: app.clone(),
        hints: app.bus.subscribe(),
        caller,
        after,
    };
    // Read before the stream begins, so that a source with a webhook gets a problem instead of a
    // stream that ends.
    let first = reader.next(time::Instant::now()).await?;
    let end = time::Instant::now() + STREAM_MAX;
    let batches = stream::unfold(
        (Some(first), reader, place),
        move |(batch, mut reader, place)| async move {
            let items = match batch {
                Some(items) => items,
                None => reader
                    .next(end)
                    .await
                    .ok()
                    .filter(|items| !items.is_empty())?,
            };
            Some((items, (None, reader, place)))
        },
    );
    let events = batches.flat_map(|items| {
        stream::iter(
            items
                .iter()
                .map(|item| Ok::<_, Infallible>(shown(item)))
                .collect::<Vec<_>>(),
        )
    });
    // A proxy that buffers the response would delay the events.
    Ok((
        [("x-accel-buffering", "no")],
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)),
    ))
}

/// One reader of a source's outbox.
struct Reader {
    app: App,
    hints: broadcast::Receiver<Hint>,
    caller: Caller,
    after: i64,
}

impl Reader {
    /// The next events; nothing at the deadline or when the server stops. A reader that misses a
    /// hint reads again within [`POLL_INTERVAL`]. Once the token is no longer valid there are no
    /// more events, whichever node replaced it.
    async fn next(&mut self, deadline: time::Instant) -> Result<Vec<OutboxItem>, Problem> {
        let source_id = self.caller.source_id;
        loop {
            let read = self.app.store.read_outbox(source_id, self.after).await?;
            let items = read.map_err(|_| Problem::new(Code::OutboxNotUsed))?;
            // Checked after reading, so that events read after the token ended are not shown. The
            // cache may be outdated, so the database is checked.
            let now = self.app.clock.now();
            let owner = self
                .app
                .store
                .source_by_token(self.caller.token_hash, now)
                .await?;
            let owner = owner
                .filter(|owner| owner.source_id == source_id)
                .ok_or_else(caller::unknown)?;
            if let Some(last) = items.last() {
                self.after = last.seq;
                return Ok(items);
            }
            if time::Instant::now() >= deadline || self.app.stopping.is_cancelled() {
                return Ok(items);
            }
            let good_for = owner
                .expires_at
                .map_or(POLL_INTERVAL, |expires_at| expires_at.since(now))
                .min(POLL_INTERVAL);
            let look_again = deadline.min(time::Instant::now() + good_for);
            tokio::select! {
                () = self.app.stopping.cancelled() => {}
                () = time::sleep_until(look_again) => {}
                () = called(&mut self.hints, source_id) => {}
            }
        }
    }
}

/// Waits until a new event is owed to the source, its tokens may have changed, or hints were lost.
async fn called(hints: &mut broadcast::Receiver<Hint>, source_id: SourceId) {
    loop {
        match hints.recv().await {
            Ok(Hint::Lane(called)) if called != source_id => {}
            Ok(Hint::Lane(_) | Hint::Sources)
            | Err(broadcast::error::RecvError::Lagged(_) | broadcast::error::RecvError::Closed) => {
                return;
            }
            Ok(_) => {}
        }
    }
}

fn cursor(text: &str) -> Result<i64, Problem> {
    let seq = text.parse().ok().filter(|seq| *seq >= 0);
    seq.ok_or_else(|| Faults::one("/after", Reason::InvalidCursor).into())
}

/// The event in the form that the reader gets.
fn event(item: &OutboxItem) -> Value {
    let mut event: Value = serde_json::from_str(&item.body).unwrap_or_else(|_| json!({}));
    event["id"] = json!(item.delivery_id);
    event
}

fn shown(item: &OutboxItem) -> sse::Event {
    let event = event(item);
    let kind = event["type"].as_str().unwrap_or_default().to_owned();
    sse::Event::default()
        .id(item.seq.to_string())
        .event(kind)
        .data(event.to_string())
}
