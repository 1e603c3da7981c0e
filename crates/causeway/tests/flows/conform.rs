//! `causeway conform` against a correct endpoint, endpoints with one flaw each, and the integrator
//! examples.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each flaw shows in one place alone"
)]

mod examples;

use std::{
    process::{Output, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use omni_client::{SigningSecret, Webhook};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    process::Command,
    task::JoinHandle,
};

use crate::examples::{compiled, python_with_library, workspace};

const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// The flaw of a test endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    Nothing,
    ChecksTheChallenge,
    EchoesTheFirstChallenge,
    ChallengeIn201,
    ChecksNoSignature,
    AcceptsUnsigned,
    ChecksNoTime,
    ChecksParsedBody,
    ReadsTheFirstSignature,
    NewIdEachTime,
    RefusesRepetitions,
    RefusesLaterAttempts,
    Redirects,
    CutsLongBodies,
    RefusesUnknownEvents,
    RefusesUnknownFields,
    BreaksOnLocations,
    ForgeriesBreakIt,
}

/// A channel's endpoint, stopped when dropped.
struct Endpoint {
    url: String,
    serving: JoinHandle<()>,
}

struct Handler {
    flaw: Flaw,
    webhook: Webhook,
    challenge: Mutex<Option<String>>,
    seen: Mutex<Vec<String>>,
    count: AtomicU64,
}

impl Endpoint {
    async fn start(flaw: Flaw) -> Self {
        let handler = Arc::new(Handler {
            flaw,
            webhook: Webhook::new(SigningSecret::parse(SECRET).expect("a valid secret")),
            challenge: Mutex::default(),
            seen: Mutex::default(),
            count: AtomicU64::new(0),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!(
            "http://{}/webhook",
            listener.local_addr().expect("the listener is bound")
        );
        let router = Router::new().fallback(receive).with_state(handler);
        let serving = tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("the server runs");
        });
        Self { url, serving }
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive(State(handler): State<Arc<Handler>>, headers: HeaderMap, body: Bytes) -> Response {
    let flaw = handler.flaw;
    let event: Value = serde_json::from_slice(&body).expect("Causeway sends JSON");
    if event["type"] == "url_verification" {
        if flaw == Flaw::ChecksTheChallenge && !handler.is_genuine(&headers, &body) {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        let challenge = event["challenge"]
            .as_str()
            .expect("the challenge is a string")
            .to_owned();
        let first = handler
            .challenge
            .lock()
            .expect("no panic")
            .get_or_insert_with(|| challenge.clone())
            .clone();
        return match flaw {
            Flaw::EchoesTheFirstChallenge => first.into_response(),
            Flaw::ChallengeIn201 => (StatusCode::CREATED, challenge).into_response(),
            _ => challenge.into_response(),
        };
    }
    if flaw == Flaw::Redirects {
        return (
            StatusCode::PERMANENT_REDIRECT,
            [(header::LOCATION, "https://elsewhere.example/")],
        )
            .into_response();
    }
    if !handler.is_genuine(&headers, &body) {
        let broken = flaw == Flaw::ForgeriesBreakIt;
        return if broken {
            StatusCode::INTERNAL_SERVER_ERROR
        } else {
            StatusCode::UNAUTHORIZED
        }
        .into_response();
    }
    handler.respond(&headers, &event, body.len())
}

impl Handler {
    fn is_genuine(&self, headers: &HeaderMap, body: &Bytes) -> bool {
        let mut headers = headers.clone();
        let mut now = omni_client::now();
        let mut bytes = body.to_vec();
        match self.flaw {
            Flaw::ChecksNoSignature => return true,
            Flaw::AcceptsUnsigned if !headers.contains_key("webhook-signature") => {
                return true;
            }
            Flaw::ChecksNoTime => {
                let sent_at = headers["webhook-timestamp"].to_str().expect("text");
                now = jiff::Timestamp::from_second(sent_at.parse().expect("seconds"))
                    .expect("a time");
            }
            Flaw::ChecksParsedBody => {
                let parsed: Value = serde_json::from_slice(body).expect("JSON");
                bytes = parsed.to_string().into_bytes();
            }
            Flaw::ReadsTheFirstSignature => {
                let first = headers
                    .get("webhook-signature")
                    .and_then(|all| all.to_str().ok())
                    .unwrap_or_default();
                let first = HeaderValue::from_str(first.split(' ').next().unwrap_or_default())
                    .expect("ASCII");
                headers.insert("webhook-signature", first);
            }
            _ => {}
        }
        self.webhook.check(&headers, &bytes, now).is_ok()
    }

    /// The response to a genuine event.
    fn respond(&self, headers: &HeaderMap, event: &Value, bytes: usize) -> Response {
        let id = headers["webhook-id"].to_str().expect("ASCII").to_owned();
        let mut seen = self.seen.lock().expect("no panic");
        let repeated = seen.contains(&id);
        seen.push(id.clone());
        let kind = event["type"].as_str().unwrap_or_default();
        let status = match self.flaw {
            Flaw::RefusesRepetitions if repeated => 409,
            Flaw::RefusesLaterAttempts if headers["webhook-attempt"] != "1" => 409,
            Flaw::CutsLongBodies if bytes > 8 * 1024 => 413,
            Flaw::RefusesUnknownEvents if kind == "enquiry.celebrated" => 400,
            Flaw::RefusesUnknownFields if event.get("mood").is_some() => 422,
            Flaw::BreaksOnLocations if event["data"]["message"]["type"] == "location" => 500,
            Flaw::NewIdEachTime => {
                let count = self.count.fetch_add(1, Ordering::Relaxed);
                return axum::Json(json!({ "id": format!("m-{count}") })).into_response();
            }
            _ => return axum::Json(json!({ "id": format!("for-{id}") })).into_response(),
        };
        StatusCode::from_u16(status)
            .expect("a status")
            .into_response()
    }
}

/// Runs the command with these flags.
async fn conform(flags: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_causeway"));
    command
        .arg("conform")
        .args(flags)
        .env_remove("CAUSEWAY_SECRET")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command.output().await.expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

/// The names of the checks whose line starts with `mark`.
fn marked(output: &Output, mark: char) -> Vec<String> {
    let text = text(&output.stdout);
    let lines = text.lines().filter_map(|line| line.strip_prefix(mark));
    lines
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_correct_endpoint_passes_every_check() {
    let endpoint = Endpoint::start(Flaw::Nothing).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let junit = folder.path().join("report.xml");
    let output = conform(&[
        "--url",
        &endpoint.url,
        "--secret",
        SECRET,
        "--junit",
        junit.to_str().expect("UTF-8"),
    ])
    .await;
    let report = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{report}");
    assert!(
        report.ends_with("17 checks: 17 passed, 0 passed with a warning, 0 failed.\n"),
        "{report}"
    );
    assert!(
        !report.contains('\x1b') && !report.contains(SECRET),
        "{report}"
    );
    let xml = std::fs::read_to_string(junit).expect("the report file exists");
    assert!(xml.contains("tests=\"17\" failures=\"0\""), "{xml}");
}

#[tokio::test]
async fn each_flaw_fails_exactly_its_own_checks() {
    let forgeries = [
        "signature-bad",
        "signature-missing",
        "timestamp",
        "body-tampered",
    ]
    .as_slice();
    let taken: Vec<&str> = vec![
        "signature-good",
        "signature-bad",
        "signature-missing",
        "timestamp",
        "body-tampered",
        "raw-body",
        "secret-rotation",
        "repetition",
        "retry",
        "order",
        "speed",
        "long-text",
        "event-types",
        "unknown-event",
        "unknown-fields",
    ];
    let cases: [(Flaw, &[&str]); 16] = [
        (Flaw::ChecksTheChallenge, &["challenge"]),
        (
            Flaw::EchoesTheFirstChallenge,
            &["challenge", "challenge-again"],
        ),
        (Flaw::ChallengeIn201, &["challenge", "challenge-again"]),
        (Flaw::ChecksNoSignature, forgeries),
        (Flaw::AcceptsUnsigned, &["signature-missing"]),
        (Flaw::ChecksNoTime, &["timestamp"]),
        (Flaw::ChecksParsedBody, &["raw-body"]),
        (Flaw::ReadsTheFirstSignature, &["secret-rotation"]),
        (Flaw::NewIdEachTime, &["repetition"]),
        (Flaw::RefusesRepetitions, &["repetition", "retry"]),
        (Flaw::RefusesLaterAttempts, &["retry"]),
        (Flaw::Redirects, &taken),
        (Flaw::CutsLongBodies, &["long-text"]),
        (Flaw::RefusesUnknownEvents, &["unknown-event"]),
        (Flaw::RefusesUnknownFields, &["unknown-fields"]),
        (Flaw::BreaksOnLocations, &["event-types"]),
    ];
    for (flaw, expected) in cases {
        let endpoint = Endpoint::start(flaw).await;
        let output = conform(&["--url", &endpoint.url, "--secret", SECRET]).await;
        assert_eq!(
            marked(&output, '✗'),
            expected,
            "{flaw:?}: {}",
            text(&output.stdout)
        );
        assert_eq!(output.status.code(), Some(1), "{flaw:?}");
    }
}

#[tokio::test]
async fn warnings_do_not_fail_and_only_selects_checks() {
    let endpoint = Endpoint::start(Flaw::ForgeriesBreakIt).await;
    let flags = [
        "--url",
        &endpoint.url,
        "--secret",
        SECRET,
        "--only",
        "signature-bad",
        "signature-good",
    ];
    let output = conform(&flags).await;
    assert_eq!(
        (marked(&output, '!'), marked(&output, '✓')),
        (
            vec!["signature-bad".to_owned()],
            vec!["signature-good".to_owned()]
        )
    );
    assert_eq!(output.status.code(), Some(0));
    let report = text(&output.stdout);
    for piece in [
        "sent       a message signed with another secret",
        "received   500",
        "why",
        "docs/integrator.md#9-check-signatures",
    ] {
        assert!(report.contains(piece), "{piece} is missing in {report}");
    }
}

#[tokio::test]
async fn a_new_secret_is_printed_before_waiting_for_enter() {
    let endpoint = Endpoint::start(Flaw::Nothing).await;
    let output = conform(&["--url", &endpoint.url, "--yes", "--only", "challenge"]).await;
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text(&output.stdout)
            .lines()
            .any(|line| line.trim().starts_with("whsec_"))
    );
    // Without input, there is no Enter to wait for.
    let output = conform(&["--url", &endpoint.url, "--only", "challenge"]).await;
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--yes"));
    // With input, the command waits for Enter.
    let mut child = Command::new(env!("CARGO_BIN_EXE_causeway"))
        .args(["conform", "--url", &endpoint.url, "--only", "challenge"])
        .env_remove("CAUSEWAY_SECRET")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the command starts");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    while !lines
        .next_line()
        .await
        .expect("the output is UTF-8")
        .expect("the command waits for Enter")
        .contains("Press Enter")
    {}
    child
        .stdin
        .take()
        .expect("stdin is piped")
        .write_all(b"\n")
        .await
        .expect("the command reads stdin");
    while let Some(line) = lines.next_line().await.expect("the output is UTF-8") {
        assert!(!line.starts_with('✗'), "{line}");
    }
    assert_eq!(
        child.wait().await.expect("the command exits").code(),
        Some(0)
    );
}

#[tokio::test]
async fn checks_that_can_not_run_exit_with_their_own_status() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port")
        .local_addr()
        .expect("the listener is bound");
    let closed_url = format!("http://{closed}/");
    for flags in [
        vec!["--url", &closed_url, "--yes"],
        vec!["--url", "mailto:a@b.example", "--yes"],
        vec!["--url", "http://10.255.255.1/", "--yes"],
        vec!["--url", &closed_url, "--secret", "whsec_short"],
        vec!["--url", &closed_url, "--yes", "--allow", "everything"],
        vec!["--url", &closed_url, "--yes", "--only", "nonsense"],
        vec![],
    ] {
        let output = conform(&flags).await;
        assert_eq!(
            output.status.code(),
            Some(2),
            "{flags:?}: {}",
            text(&output.stdout)
        );
        assert!(!output.stderr.is_empty(), "{flags:?}");
    }
}

#[tokio::test]
async fn an_endpoint_that_verifies_challenges_passes_with_secret_first() {
    let endpoint = Endpoint::start(Flaw::ChecksTheChallenge).await;
    let output = conform(&[
        "--url",
        &endpoint.url,
        "--secret",
        SECRET,
        "--only",
        "challenge",
    ])
    .await;
    assert!(
        text(&output.stdout).contains("Answer `url_verification` before you check its signature")
    );
    let output = conform(&["--url", &endpoint.url, "--secret", SECRET, "--secret-first"]).await;
    assert_eq!(
        (marked(&output, '✗'), output.status.code()),
        (Vec::<String>::new(), Some(0))
    );
}
