//! A fake Causeway server for tests of programs that connect to it (feature `fake-omni`). It
//! records the calls it receives, responds like the Omni API or as scripted, and sends signed
//! webhook requests.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::SigningSecret;

/// The access token that the server accepts.
pub const TOKEN: &str = "cw_test-token";
/// The secret that signs webhook requests.
pub const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// Timeout of a test's waits.
const WAIT_TIMEOUT: Duration = Duration::from_secs(20);

/// A running fake server.
pub struct FakeOmni {
    /// The server's URL.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    script: Mutex<VecDeque<(u16, Value, Option<u32>)>>,
    accepted: Mutex<HashSet<String>>,
    calls: watch::Sender<Vec<Call>>,
}

/// A recorded call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Method and path.
    pub target: String,
    /// The JSON body.
    pub body: Value,
    /// The status of the response.
    pub status: u16,
}

impl FakeOmni {
    /// Starts the server on a free port.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        Self::on(listener)
    }

    /// Starts the server on a bound listener.
    pub fn on(listener: tokio::net::TcpListener) -> Self {
        let url = format!(
            "http://{}",
            listener.local_addr().expect("the listener is bound")
        );
        let shared = Arc::new(Shared {
            script: Mutex::default(),
            accepted: Mutex::default(),
            calls: watch::Sender::new(Vec::new()),
        });
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared));
        tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("the server runs");
        });
        Self { url, shared }
    }

    /// Responds to the next POST with a problem.
    pub fn refuse_next(&self, status: u16, code: &str, retry_after: Option<u32>) {
        let problem = json!({"type": format!("https://test/{code}"), "title": code, "status": status, "code": code});
        self.shared
            .script
            .lock()
            .expect("no holder of this lock panics")
            .push_back((status, problem, retry_after));
    }

    /// Waits until `enough` returns true for the recorded calls, and returns them.
    pub async fn calls(&self, enough: impl FnMut(&Vec<Call>) -> bool) -> Vec<Call> {
        let mut calls = self.shared.calls.subscribe();
        let Ok(seen) = tokio::time::timeout(WAIT_TIMEOUT, calls.wait_for(enough)).await else {
            panic!(
                "timed out; recorded calls: {:#?}",
                self.shared.calls.borrow()
            );
        };
        seen.expect("the sender exists").clone()
    }

    /// Waits for `count` accepted visitor messages and returns their bodies.
    pub async fn messages(&self, count: usize) -> Vec<Value> {
        bodies(
            &self
                .calls(|calls| bodies(calls, "POST /omni/v1/messages").len() >= count)
                .await,
            "POST /omni/v1/messages",
        )
    }

    /// Waits for `count` accepted events and returns their bodies.
    pub async fn events(&self, count: usize) -> Vec<Value> {
        bodies(
            &self
                .calls(|calls| bodies(calls, "POST /omni/v1/events").len() >= count)
                .await,
            "POST /omni/v1/events",
        )
    }

    /// Sends a signed webhook request like Causeway.
    pub async fn deliver(
        &self,
        webhook: &str,
        webhook_id: &str,
        attempt: u32,
        event: &Value,
    ) -> reqwest::Response {
        deliver_signed_with(SECRET, webhook, webhook_id, attempt, event)
            .await
            .expect("the webhook responds")
    }
}

/// Sends a webhook request signed with this secret.
pub async fn deliver_signed_with(
    secret: &str,
    webhook: &str,
    webhook_id: &str,
    attempt: u32,
    event: &Value,
) -> reqwest::Result<reqwest::Response> {
    let body = event.to_string();
    let now = crate::now();
    let signature = SigningSecret::parse(secret)
        .expect("the secret is well-formed")
        .sign(webhook_id, now, body.as_bytes());
    plain_http()
        .post(webhook)
        .header("content-type", "application/json")
        .header("webhook-id", webhook_id)
        .header("webhook-timestamp", now.as_second())
        .header("webhook-attempt", attempt)
        .header("webhook-signature", signature)
        .body(body)
        .send()
        .await
}

/// An HTTP client for calls to the program under test.
#[expect(
    clippy::disallowed_methods,
    reason = "a test calls its own servers on loopback"
)]
pub fn plain_http() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("the client can be built")
}

/// A `message.created` event.
pub fn staff_message(visitor: &str, message: &str, text: &str) -> Value {
    json!({
        "type": "message.created", "timestamp": "2026-11-22T10:00:04.000Z",
        "data": {
            "channel": {"id": "chn_1", "name": "Test"}, "visitor": {"id": visitor},
            "enquiry": {"id": "enq_1", "number": "INQ-000001", "status": "ongoing"},
            "message": {"id": message, "sequence": 7, "type": "text", "text": text, "renderedText": format!("Jane: {text}"),
                "author": {"kind": "staff", "displayName": "Jane"}, "purpose": "reply",
                "createdAt": "2026-11-22T10:00:04.000Z"}
        }
    })
}

fn bodies(calls: &[Call], target: &str) -> Vec<Value> {
    calls
        .iter()
        .filter(|call| call.target == target && call.status < 300)
        .map(|call| call.body.clone())
        .collect()
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: String,
) -> Response {
    let target = format!("{method} {}", uri.path());
    let body: Value = serde_json::from_str(&body).unwrap_or(Value::Null);
    let (status, answer, retry_after) = decide(&shared, &target, &headers, &body);
    shared.calls.send_modify(|calls| {
        calls.push(Call {
            target,
            body,
            status,
        });
    });
    let mut response = (
        StatusCode::from_u16(status).expect("a scripted status is valid"),
        Json(answer),
    )
        .into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert("retry-after", seconds.into());
    }
    response
}

fn decide(
    shared: &Shared,
    target: &str,
    headers: &HeaderMap,
    body: &Value,
) -> (u16, Value, Option<u32>) {
    if headers
        .get("authorization")
        .is_none_or(|given| given != &format!("Bearer {TOKEN}"))
    {
        return (
            401,
            json!({"title": "The token is unknown", "status": 401, "code": "invalid-token"}),
            None,
        );
    }
    if target.starts_with("POST")
        && let Some(scripted) = shared
            .script
            .lock()
            .expect("no holder of this lock panics")
            .pop_front()
    {
        return scripted;
    }
    match target {
        "POST /omni/v1/messages" => {
            let id = body["id"]
                .as_str()
                .expect("the message has an id")
                .to_owned();
            let first = shared
                .accepted
                .lock()
                .expect("no holder of this lock panics")
                .insert(id.clone());
            let acceptance = json!({
                "id": format!("msg_of_{id}"), "externalId": id, "visitorId": "vis_1", "enquiryId": "enq_1",
                "enquiryNumber": "INQ-000001", "acceptedAt": "2026-11-22T10:00:00.000Z", "duplicate": !first
            });
            (if first { 201 } else { 200 }, acceptance, None)
        }
        "GET /omni/v1/channel" => (
            200,
            json!({"source": {"id": "src_1", "name": "Test source"},
                   "channel": {"id": "chn_1", "name": "Test channel"}, "state": "active", "lastFailures": []}),
            None,
        ),
        "GET /omni/v1/outbox" => {
            let mut event = staff_message("u-1", "msg_1", "Hi!");
            event["id"] = json!("dlv_1");
            (200, json!({"items": [event], "nextCursor": "1"}), None)
        }
        _ => (204, Value::Null, None),
    }
}
