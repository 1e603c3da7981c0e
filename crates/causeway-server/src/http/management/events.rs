//! The stream of events for staff screens and scripts: server-sent events, or a WebSocket with the
//! same frames.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{
        FromRequestParts, Request, State,
        ws::{Message, WebSocket, WebSocketUpgrade},
    },
    response::{
        IntoResponse, Response,
        sse::{self, KeepAlive, Sse},
    },
};
use causeway_core::{Faults, Reason};
use causeway_store::Cursor;
use futures_util::{SinkExt, StreamExt, stream};
use http::{HeaderMap, HeaderName};
use serde_json::{json, value::RawValue};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::request::{
        origin,
        query::{Pairs, Parameters, Query},
        session::SignedIn,
    },
    realtime::{Stream, TooManyStreams},
    wire::{
        code::Code,
        problem::{Problem, problem_sets},
    },
};

/// The position of the event stream before the response was made.
pub(super) const CURSOR_HEADER: HeaderName = HeaderName::from_static("causeway-cursor");
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// How often the server sends a keep-alive on a quiet connection. Less than the minute after which
/// many proxies close it.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
/// How long the server waits for a WebSocket to accept its closing frame. A reader that accepts
/// nothing is dropped.
const CLOSING_MAX: Duration = Duration::from_secs(1);
/// The largest message that a screen may send. It sends only control frames, so it is small.
const INCOMING_BYTES_MAX: usize = 4 * 1024;

/// The route of the stream.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(follow_events))
}

/// Where the stream begins.
#[derive(Clone, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct After {
    /// The id of the last frame that you received, or the `causeway-cursor` of a response. If
    /// absent, the stream begins now. The header `Last-Event-ID` does the same.
    #[param(required = false)]
    after: Option<String>,
}

impl Parameters for After {
    fn read(pairs: &Pairs, _: &mut Faults) -> Option<Self> {
        Some(Self {
            after: pairs.text("after").map(str::to_owned),
        })
    }
}

problem_sets! {
    /// Problems of opening a stream.
    pub(super) struct StreamProblems = [NotSignedIn, CrossSite, Invalid, RateLimited];
}

/// Follow events
///
/// Server-sent events, resumed with `Last-Event-ID`; or, when the client requests an upgrade, a
/// WebSocket with one JSON object `{id, type, data}` per frame. The first frame is `hello`. Each
/// person gets only the events that they may see. A staff member is online while they have an open
/// stream.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "events", operation_id = "followEvents",
    security(("session" = [])),
    params(After),
    responses(
        (status = OK, description = "The stream.", body = String, content_type = "text/event-stream"),
        (status = SWITCHING_PROTOCOLS, description = "The stream, as a WebSocket."),
        StreamProblems,
    ),
)]
pub(super) async fn follow_events(
    State(app): State<App>,
    staff: SignedIn,
    Query(After { after }): Query<After>,
    request: Request,
) -> Result<Response, Problem> {
    let (mut parts, _) = request.into_parts();
    let cursor = cursor(after, &parts.headers)?;
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &app).await;
    if upgrade.is_ok() && !origin::is_ours(&parts.headers, &app.settings.public_url) {
        // Browsers let any page open a WebSocket, and send our cookie with it.
        return Err(Problem::new(Code::CrossSite));
    }
    let stream = Stream::open(
        &app,
        staff.workspace_id,
        staff.actor.clone(),
        staff.session()?,
        cursor,
    );
    let stream = stream.map_err(|TooManyStreams| {
        Problem::because(Code::RateLimited, "You have too many screens open.")
    })?;
    Ok(match upgrade {
        Ok(upgrade) => upgrade
            .max_message_size(INCOMING_BYTES_MAX)
            .max_frame_size(INCOMING_BYTES_MAX)
            .on_upgrade(|socket| to_socket(socket, stream)),
        Err(_) => to_sse(stream).into_response(),
    })
}

fn cursor(after: Option<String>, headers: &HeaderMap) -> Result<Option<Cursor>, Problem> {
    let header = headers
        .get(LAST_EVENT_ID)
        .map(|value| value.to_str().unwrap_or_default().to_owned());
    let Some(text) = header.filter(|text| !text.is_empty()).or(after) else {
        return Ok(None);
    };
    let cursor = text
        .parse()
        .map_err(|()| Faults::one("/after", Reason::InvalidCursor))?;
    Ok(Some(cursor))
}

fn to_sse(stream: Stream) -> impl IntoResponse {
    let events = stream::unfold(stream, |mut stream| async {
        let shown = stream.next().await?;
        let mut event = sse::Event::default().event(shown.kind).data(shown.data);
        if let Some(id) = shown.id {
            event = event.id(id.to_string());
        }
        Some((Ok::<_, Infallible>(event), stream))
    });
    // A proxy that buffers the response would delay the events.
    (
        [("x-accel-buffering", "no")],
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)),
    )
}

async fn to_socket(socket: WebSocket, mut stream: Stream) {
    let (mut out, mut incoming) = socket.split();
    let ended = stream.ended();
    let mut keep_alive = tokio::time::interval(KEEP_ALIVE);
    loop {
        let message = tokio::select! {
            shown = stream.next() => match shown {
                None => break,
                Some(shown) => {
                    let data = RawValue::from_string(shown.data.to_string()).expect("frames hold JSON");
                    let id = shown.id.map(|id| id.to_string());
                    Message::text(json!({ "id": id, "type": shown.kind, "data": data }).to_string())
                }
            },
            _ = keep_alive.tick() => Message::Ping(bytes::Bytes::new()),
            // A screen sends nothing of interest; only the end of the connection matters.
            received = incoming.next() => match received {
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => continue,
            },
        };
        let sent = tokio::select! {
            () = ended.cancelled() => break,
            sent = out.send(message) => sent,
        };
        if sent.is_err() {
            break;
        }
    }
    // The other side may already have closed the connection.
    drop(tokio::time::timeout(CLOSING_MAX, out.close()).await);
}
