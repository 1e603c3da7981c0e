//! `causeway listen` against a fake outbox that drops responses, refuses requests and restarts.

mod events;

use std::{
    collections::BTreeMap,
    process::Stdio,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use causeway_testkit::{Receiver, receiver::Answer};
use omni_client::{SigningSecret, Webhook};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader, Lines},
    net::TcpListener,
    process::{Child, ChildStderr, ChildStdout, Command},
    sync::watch,
    task::JoinHandle,
};

use crate::support::SOON;

const TOKEN: &str = "cw_a-token-that-only-the-fake-server-knows";
const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// A fake outbox whose cursor is a count of events, on a port that can close and reopen.
struct Outbox {
    port: u16,
    state: Arc<OutboxState>,
    serving: Option<JoinHandle<()>>,
}

struct OutboxState {
    inner: Mutex<Inner>,
    changed: watch::Sender<usize>,
}

#[derive(Default)]
struct Inner {
    events: Vec<Value>,
    confirmed: usize,
    /// The `ids` of each confirmation.
    ids: Vec<Value>,
    /// Errors to return for the next requests, by path.
    refusals: BTreeMap<&'static str, Vec<Refusal>>,
    reads: Vec<Option<String>>,
    /// The server is down: requests in progress end without a response.
    down: bool,
}

#[derive(Clone)]
enum Refusal {
    Problem(u16, &'static str),
    /// Performs the request, then cuts off the response.
    Lost,
}

impl Outbox {
    async fn start() -> Self {
        let state = Arc::new(OutboxState {
            inner: Mutex::default(),
            changed: watch::Sender::new(0),
        });
        let mut outbox = Self {
            port: 0,
            state,
            serving: None,
        };
        outbox.reopen().await;
        outbox
    }

    async fn reopen(&mut self) {
        self.state.inner.lock().expect("no panic").down = false;
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .await
            .expect("the port is free");
        self.port = listener.local_addr().expect("the listener is bound").port();
        let router = Router::new()
            .route("/omni/v1/outbox", get(read))
            .route("/omni/v1/outbox/ack", post(acknowledge))
            .with_state(Arc::clone(&self.state));
        self.serving = Some(tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("the server runs");
        }));
    }

    async fn close(&mut self) {
        let serving = self.serving.take().expect("the server runs");
        serving.abort();
        let _ = serving.await;
        // An open connection outlives the listener while a request waits on it.
        self.state.inner.lock().expect("no panic").down = true;
        self.state.changed.send_modify(|count| *count += 1);
    }

    fn add(&self, text: &str) {
        let mut inner = self.state.inner.lock().expect("no panic");
        let number = inner.events.len() + 1;
        inner.events.push(json!({
            "id": format!("dlv_{number}"), "type": "message.created", "timestamp": "2026-11-22T10:00:04.000Z",
            "data": { "visitor": { "id": "u-42" }, "message": { "type": "text", "text": text } },
        }));
        drop(inner);
        self.state.changed.send_modify(|count| *count += 1);
    }

    fn refuse(&self, path: &'static str, refusals: &[Refusal]) {
        let mut inner = self.state.inner.lock().expect("no panic");
        inner
            .refusals
            .entry(path)
            .or_default()
            .extend(refusals.iter().cloned());
    }

    fn confirmed(&self) -> usize {
        self.state.inner.lock().expect("no panic").confirmed
    }

    /// Waits until this many events are confirmed.
    async fn wait_for_confirmed(&self, count: usize) {
        let mut changed = self.state.changed.subscribe();
        let waiting = async {
            while self.confirmed() < count {
                changed.changed().await.expect("the state exists");
            }
        };
        tokio::time::timeout(SOON, waiting)
            .await
            .expect("the events are confirmed in time");
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.serving.iter().for_each(JoinHandle::abort);
    }
}

impl OutboxState {
    /// The error to return for this request, if any.
    fn refusal(&self, path: &str, headers: &HeaderMap) -> Option<Refusal> {
        if headers
            .get("authorization")
            .is_none_or(|given| given != &format!("Bearer {TOKEN}"))
        {
            return Some(Refusal::Problem(401, "invalid-token"));
        }
        let mut inner = self.inner.lock().expect("no panic");
        let refusals = inner
            .refusals
            .get_mut(path)
            .filter(|refusals| !refusals.is_empty())?;
        Some(refusals.remove(0))
    }

    fn batch(&self, after: Option<&str>) -> (usize, Vec<Value>) {
        let inner = self.inner.lock().expect("no panic");
        let from = after.map_or(inner.confirmed, |cursor| {
            cursor
                .strip_prefix("c/")
                .expect("the cursor is one of this server")
                .parse()
                .expect("the cursor holds a count")
        });
        (
            inner.events.len(),
            inner.events.iter().skip(from).cloned().collect(),
        )
    }
}

async fn read(
    State(state): State<Arc<OutboxState>>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    assert_eq!(query["wait"], "30");
    let after = query.get("after").cloned();
    state
        .inner
        .lock()
        .expect("no panic")
        .reads
        .push(after.clone());
    let mut changed = state.changed.subscribe();
    match state.refusal("outbox", &headers) {
        Some(Refusal::Problem(status, code)) => return problem(status, code),
        Some(Refusal::Lost) => return cut_off(),
        None => {}
    }
    loop {
        changed.borrow_and_update();
        if state.inner.lock().expect("no panic").down {
            return cut_off();
        }
        let (end, items) = state.batch(after.as_deref());
        if !items.is_empty() {
            return Json(json!({ "items": items, "nextCursor": format!("c/{end}") }))
                .into_response();
        }
        changed.changed().await.expect("the state exists");
    }
}

async fn acknowledge(
    State(state): State<Arc<OutboxState>>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let refusal = state.refusal("ack", &headers);
    if let Some(Refusal::Problem(status, code)) = refusal {
        return problem(status, code);
    }
    let cursor = body["cursor"]
        .as_str()
        .and_then(|cursor| cursor.strip_prefix("c/"))
        .expect("the cursor is one of this server")
        .to_owned();
    let mut inner = state.inner.lock().expect("no panic");
    inner.confirmed = cursor.parse().expect("the cursor holds a count");
    inner.ids.push(body["ids"].clone());
    drop(inner);
    state.changed.send_modify(|count| *count += 1);
    if refusal.is_some() {
        cut_off()
    } else {
        StatusCode::NO_CONTENT.into_response()
    }
}

fn problem(status: u16, code: &str) -> Response {
    let body = json!({ "code": code, "status": status, "detail": "A test error." });
    (StatusCode::from_u16(status).expect("a status"), Json(body)).into_response()
}

/// A response that ends before its announced length.
fn cut_off() -> Response {
    let pieces = futures_util::stream::iter([
        Ok(r#"{"items":["#),
        Err(std::io::Error::other("the line is cut")),
    ]);
    axum::body::Body::from_stream(pieces).into_response()
}

/// The program under test, killed when dropped.
struct Listening {
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
    notices: Lines<BufReader<ChildStderr>>,
}

impl Listening {
    fn start(outbox: &Outbox, flags: &[&str]) -> Self {
        Self::with_token(outbox, TOKEN, flags)
    }

    fn with_token(outbox: &Outbox, token: &str, flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_causeway"))
            .args([
                "listen",
                "--server",
                &format!("http://127.0.0.1:{}", outbox.port),
            ])
            .args(flags)
            .env("CAUSEWAY_TOKEN", token)
            .env("no_proxy", "127.0.0.1")
            .env_remove("CAUSEWAY_SECRET")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the command starts");
        let output = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let notices = BufReader::new(child.stderr.take().expect("stderr is piped")).lines();
        Self {
            child,
            output,
            notices,
        }
    }

    async fn printed(&mut self) -> String {
        let line = tokio::time::timeout(SOON, self.output.next_line())
            .await
            .expect("the command prints in time");
        line.expect("the output is UTF-8")
            .expect("the command keeps running")
    }

    /// Waits for a notice that contains `piece`.
    async fn notices(&mut self, piece: &str) -> String {
        let waiting = async {
            loop {
                let line = self
                    .notices
                    .next_line()
                    .await
                    .expect("the output is UTF-8")
                    .expect("the command keeps running");
                if line.contains(piece) {
                    return line;
                }
            }
        };
        tokio::time::timeout(SOON, waiting)
            .await
            .unwrap_or_else(|_| panic!("no notice with {piece} in time"))
    }

    /// Waits until the command exits. Returns whether it succeeded, and its last notices.
    async fn end(mut self) -> (bool, String) {
        let status = tokio::time::timeout(SOON, self.child.wait())
            .await
            .expect("the command exits in time")
            .expect("the exit status is known");
        let mut rest = String::new();
        self.notices
            .into_inner()
            .read_to_string(&mut rest)
            .await
            .expect("the output is UTF-8");
        (status.success(), rest)
    }

    /// Sends SIGINT, as Ctrl-C does.
    async fn interrupt(self) -> (bool, String) {
        let id = self.child.id().expect("the command runs").to_string();
        let killed = Command::new("kill")
            .args(["-INT", &id])
            .status()
            .await
            .expect("kill starts");
        assert!(killed.success());
        self.end().await
    }
}
