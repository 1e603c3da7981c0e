//! `causeway listen` against a stand-in for the server's outbox that loses answers, refuses, and comes back.

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

const TOKEN: &str = "cw_a-token-that-only-the-stand-in-knows";
const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// An outbox with a cursor that counts events, behind a port that can go away and come back.
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
    /// The ids that were told with the confirmations.
    ids: Vec<Value>,
    /// What the next requests are answered instead, by path.
    refusals: BTreeMap<&'static str, Vec<Refusal>>,
    reads: Vec<Option<String>>,
    /// The server went away: requests under way end without an answer.
    gone: bool,
}

#[derive(Clone)]
enum Refusal {
    Problem(u16, &'static str),
    /// What was asked for is done, and the answer is cut off.
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
        outbox.come_back().await;
        outbox
    }

    async fn come_back(&mut self) {
        self.state.inner.lock().expect("no panic").gone = false;
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .await
            .expect("the port is free");
        self.port = listener.local_addr().expect("it is bound").port();
        let router = Router::new()
            .route("/omni/v1/outbox", get(read))
            .route("/omni/v1/outbox/ack", post(acknowledge))
            .with_state(Arc::clone(&self.state));
        self.serving = Some(tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        }));
    }

    async fn go_away(&mut self) {
        let serving = self.serving.take().expect("it is there");
        serving.abort();
        let _ = serving.await;
        // A connection outlives what accepted it while a request waits on it.
        self.state.inner.lock().expect("no panic").gone = true;
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

    /// Waits until so many events were confirmed.
    async fn wait_for_confirmed(&self, count: usize) {
        let mut changed = self.state.changed.subscribe();
        let waiting = async {
            while self.confirmed() < count {
                changed.changed().await.expect("the state lives");
            }
        };
        tokio::time::timeout(SOON, waiting)
            .await
            .expect("they are confirmed in time");
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.serving.iter().for_each(JoinHandle::abort);
    }
}

impl OutboxState {
    /// The refusal that stands in for the answer to this request, if there is one.
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
                .expect("ours")
                .parse()
                .expect("a count")
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
        if state.inner.lock().expect("no panic").gone {
            return cut_off();
        }
        let (end, items) = state.batch(after.as_deref());
        if !items.is_empty() {
            return Json(json!({ "items": items, "nextCursor": format!("c/{end}") }))
                .into_response();
        }
        changed.changed().await.expect("the state lives");
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
        .expect("ours")
        .to_owned();
    let mut inner = state.inner.lock().expect("no panic");
    inner.confirmed = cursor.parse().expect("a count");
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
    let body = json!({ "code": code, "status": status, "detail": "The stand-in says so." });
    (StatusCode::from_u16(status).expect("a status"), Json(body)).into_response()
}

/// An answer that promises more than it holds.
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
            .expect("the program starts");
        let output = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let notices = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        Self {
            child,
            output,
            notices,
        }
    }

    async fn printed(&mut self) -> String {
        let line = tokio::time::timeout(SOON, self.output.next_line())
            .await
            .expect("it prints in time");
        line.expect("it prints text").expect("it goes on")
    }

    /// Waits for a notice with this piece in it.
    async fn notices(&mut self, piece: &str) -> String {
        let waiting = async {
            loop {
                let line = self
                    .notices
                    .next_line()
                    .await
                    .expect("text")
                    .expect("it goes on");
                if line.contains(piece) {
                    return line;
                }
            }
        };
        tokio::time::timeout(SOON, waiting)
            .await
            .unwrap_or_else(|_| panic!("it says {piece} in time"))
    }

    /// Waits for its end: whether all was well, and what it said last.
    async fn end(mut self) -> (bool, String) {
        let status = tokio::time::timeout(SOON, self.child.wait())
            .await
            .expect("it ends in time")
            .expect("it ended");
        let mut rest = String::new();
        self.notices
            .into_inner()
            .read_to_string(&mut rest)
            .await
            .expect("text");
        (status.success(), rest)
    }

    /// Asks it to stop, as Ctrl-C does.
    async fn interrupt(self) -> (bool, String) {
        let id = self.child.id().expect("it runs").to_string();
        let killed = Command::new("kill")
            .args(["-INT", &id])
            .status()
            .await
            .expect("there is a kill");
        assert!(killed.success());
        self.end().await
    }
}

#[tokio::test]
async fn events_are_printed_confirmed_and_go_on_until_ctrl_c() {
    let outbox = Outbox::start().await;
    outbox.add("Hello");
    outbox.add("World");
    let mut listening = Listening::start(&outbox, &[]);
    assert!(listening.printed().await.ends_with("Hello"));
    assert!(listening.printed().await.ends_with("World"));
    outbox.wait_for_confirmed(2).await;
    outbox.add("Later");
    let line = listening.printed().await;
    assert!(
        line.starts_with("10:00:04  message.created      u-42") && line.ends_with("Later"),
        "{line}"
    );
    outbox.wait_for_confirmed(3).await;
    let (well, said) = listening.interrupt().await;
    assert!(well, "{said}");
    assert!(!said.contains(TOKEN), "{said}");
}

#[tokio::test]
async fn as_json_each_event_is_one_line_as_it_came() {
    let outbox = Outbox::start().await;
    outbox.add("Two\nlines");
    let mut listening = Listening::start(&outbox, &["--json"]);
    let printed: Value = serde_json::from_str(&listening.printed().await).expect("a line of JSON");
    assert_eq!(
        printed,
        outbox.state.inner.lock().expect("no panic").events[0]
    );
}

#[tokio::test]
async fn an_event_is_confirmed_only_once_the_program_behind_took_it() {
    let outbox = Outbox::start().await;
    let receiver = Receiver::start();
    receiver.answer_next([Answer::Status(500)]);
    let mut listening =
        Listening::start(&outbox, &["--forward", &receiver.url(), "--secret", SECRET]);
    outbox.add("Hello");
    listening
        .notices("the endpoint answered 500. Retrying in")
        .await;
    assert_eq!(outbox.confirmed(), 0);
    outbox.wait_for_confirmed(1).await;

    let received = receiver.received();
    let webhook = Webhook::new(SigningSecret::parse(SECRET).expect("a secret"));
    for (attempt, request) in ["1", "2"].into_iter().zip(&received) {
        webhook
            .check(&request.headers, &request.body, omni_client::now())
            .expect("it is signed as a webhook is");
        assert_eq!(
            (
                request.header("webhook-id"),
                request.header("webhook-attempt")
            ),
            ("dlv_1", attempt)
        );
        assert_eq!(request.json()["data"]["message"]["text"], "Hello");
        assert_eq!(request.json().get("id"), None);
    }
    assert_eq!(received.len(), 2);
}

#[tokio::test]
async fn a_program_that_answers_410_ends_it_and_the_event_is_kept() {
    let outbox = Outbox::start().await;
    let receiver = Receiver::start();
    receiver.answer(Answer::Status(410));
    outbox.add("Hello");
    let listening = Listening::start(&outbox, &["--forward", &receiver.url(), "--secret", SECRET]);
    let (well, said) = listening.end().await;
    assert!(!well && said.contains("410"), "{said}");
    assert_eq!(outbox.confirmed(), 0);
}

#[tokio::test]
async fn lost_answers_and_a_server_that_restarts_lose_and_repeat_nothing() {
    let mut outbox = Outbox::start().await;
    outbox.refuse(
        "outbox",
        &[Refusal::Lost, Refusal::Problem(503, "overloaded")],
    );
    outbox.refuse("ack", &[Refusal::Lost, Refusal::Problem(500, "internal")]);
    outbox.add("One");
    let mut listening = Listening::start(&outbox, &[]);
    assert!(listening.printed().await.ends_with("One"));
    listening
        .notices("confirming: the server answered 500")
        .await;
    outbox.wait_for_confirmed(1).await;
    listening.notices("The server answers again.").await;

    outbox.go_away().await;
    listening.notices("reading: the").await;
    outbox.add("Two");
    outbox.come_back().await;
    // Whatever was printed twice would come before this.
    assert!(listening.printed().await.ends_with("Two"));
    outbox.wait_for_confirmed(2).await;
    let reads = outbox.state.inner.lock().expect("no panic").reads.clone();
    assert_eq!(reads.first(), Some(&None));
    assert!(
        reads.contains(&Some("c/1".to_owned())),
        "it goes on where it was: {reads:?}"
    );
    let (well, said) = listening.interrupt().await;
    assert!(well, "{said}");
}

#[tokio::test]
async fn what_waiting_does_not_mend_ends_it_with_the_reason() {
    let outbox = Outbox::start().await;
    let (well, said) = Listening::with_token(&outbox, "cw_another", &[])
        .end()
        .await;
    assert!(
        !well && said.contains("The token is not valid") && !said.contains("cw_another"),
        "{said}"
    );
    outbox.refuse("outbox", &[Refusal::Problem(409, "outbox-not-used")]);
    let (well, said) = Listening::start(&outbox, &[]).end().await;
    assert!(!well && said.contains("The source has a webhook"), "{said}");
    for flags in [
        ["--forward", "mailto:a@b.example"].as_slice(),
        &[
            "--forward",
            "http://127.0.0.1:1/",
            "--secret",
            "whsec_short",
        ],
    ] {
        let (well, said) = Listening::start(&outbox, flags).end().await;
        assert!(!well && said.contains("can't be used"), "{said}");
    }
}

#[tokio::test]
async fn a_suspended_channel_is_waited_for() {
    let outbox = Outbox::start().await;
    outbox.refuse("outbox", &[Refusal::Problem(403, "channel-suspended")]);
    outbox.add("Hello");
    let mut listening = Listening::start(&outbox, &[]);
    listening.notices("the channel is suspended").await;
    assert!(listening.printed().await.ends_with("Hello"));
}

#[tokio::test]
async fn the_ids_that_the_program_behind_tells_come_with_the_confirmation() {
    let outbox = Outbox::start().await;
    let receiver = Receiver::start();
    receiver.answer_next([
        Answer::json(&json!({ "id": 104 })),
        Answer::json(&json!({ "id": "m-2" })),
        Answer::Ok,
    ]);
    let _listening = Listening::start(&outbox, &["--forward", &receiver.url(), "--secret", SECRET]);
    for count in 1..=3 {
        outbox.add("Hello");
        outbox.wait_for_confirmed(count).await;
    }
    let ids = outbox.state.inner.lock().expect("no panic").ids.clone();
    assert_eq!(
        ids,
        [
            json!({ "dlv_1": "104" }),
            json!({ "dlv_2": "m-2" }),
            Value::Null
        ]
    );
}
