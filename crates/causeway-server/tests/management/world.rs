//! A server that tests call without a network.

use std::{sync::LazyLock, time::Duration};

use axum::{Router, body::Body};
use causeway_core::{
    Moment, StaffId, Timestamp, WorkspaceId,
    staff::{Name, Role},
};
use causeway_server::{
    App, Bus, Clock,
    bootstrap::ensure_administrator,
    credentials::{Sealer, SessionToken, SetupToken},
    files::FileFolder,
    http::router,
    openapi_json, outgoing,
    parts::{Foundation, NodeMark, Settings, SetupGate},
};
use causeway_store::{AuditContext, NewSession, NewStaff, Store, db::DbSettings};
use causeway_testkit::{Documented, TestDatabase, process};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// The time when every test starts.
pub(crate) const START: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);
/// The administrator of [`World::set_up`].
pub(crate) const EMAIL: &str = "root@example.com";
/// The administrator's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) setup_token: SetupToken,
    router: Router,
    _database: TestDatabase,
}

/// A person with a session.
pub(crate) struct Person {
    pub(crate) workspace_id: WorkspaceId,
    pub(crate) staff_id: StaffId,
    pub(crate) cookie: String,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl World {
    /// A new server that is not set up.
    pub(crate) async fn new() -> Self {
        Self::at("http://localhost:8080").await
    }

    /// A new server that browsers reach at `public_url`.
    pub(crate) async fn at(public_url: &str) -> Self {
        Self::listening(public_url, "127.0.0.1:8080").await
    }

    /// A new server that browsers reach at `public_url` and that listens on this address.
    pub(crate) async fn listening(public_url: &str, listen: &str) -> Self {
        let database = TestDatabase::sqlite();
        let bus = Bus::in_process();
        let signals = bus.clone();
        let store = Store::open(&DbSettings::new(&database.url), START, move |signal| {
            signals.publish(signal);
        })
        .await
        .unwrap();
        let setup_token = SetupToken::generate();
        let sign_in_allow: outgoing::AllowList = "127.0.0.0/8".parse().unwrap();
        let sign_in_allow = sign_in_allow.of_setting("CAUSEWAY_SIGN_IN_ALLOW");
        let foundation = Foundation {
            node: NodeMark::alone(1),
            store,
            bus,
            clock: Clock::manual(START),
            seed: [7; 32],
            sealer: Sealer::new(&[7; 32]),
            folder: FileFolder::open(&database.files(), START).unwrap(),
            file_bytes_max: 1024 * 1024,
            program: process::binary(),
            webhook_allow: "127.0.0.0/8".parse().unwrap(),
            media_allow: "127.0.0.0/8".parse().unwrap(),
            sign_in_allow,
            stopping: CancellationToken::new(),
            metrics: PrometheusBuilder::new().build_recorder().handle(),
            setup_gate: SetupGate::open_with(&setup_token),
            settings: Settings {
                listen: listen.parse().unwrap(),
                public_url: public_url.to_owned(),
                rate_per_source: 600,
                trusted_proxies: "10.0.0.0/8".parse().unwrap(),
            },
        };
        let app = App::build(foundation).await.unwrap();
        Self {
            router: router(app.clone()),
            app,
            setup_token,
            _database: database,
        }
    }

    /// A server with an administrator, who is signed in.
    pub(crate) async fn set_up() -> (Self, Person) {
        let world = Self::new().await;
        let first = ensure_administrator(&world.app, EMAIL, PASSWORD)
            .await
            .unwrap()
            .unwrap();
        let root = world.sign_in(first.workspace_id, first.staff_id).await;
        (world, root)
    }

    /// Adds a session for a person, without the cost of checking a password.
    pub(crate) async fn sign_in(&self, workspace_id: WorkspaceId, staff_id: StaffId) -> Person {
        let (token, now) = (SessionToken::generate(), self.app.clock.now());
        let session = NewSession {
            id: self.app.moment().id(),
            workspace_id,
            staff_id,
            token_hash: token.hash(),
            user_agent: "test".to_owned(),
            expires_at: now.plus(Duration::from_hours(24)),
        };
        self.app.store.create_session(session, now).await.unwrap();
        Person {
            workspace_id,
            staff_id,
            cookie: format!("causeway_session={}", token.reveal()),
        }
    }

    /// Adds a person with this role, signed in.
    pub(crate) async fn add(&self, root: &Person, email: &str, role: Role) -> Person {
        let mut moment: Moment = self.app.moment();
        let new = NewStaff {
            id: moment.id(),
            email: email.to_owned(),
            name: Name {
                first: "Jane".to_owned(),
                last: "Doe".to_owned(),
            },
            role,
            password_hash: "none".to_owned(),
            time_zone: "UTC".to_owned(),
            group_ids: Vec::new(),
        };
        let workspace_id = root.workspace_id;
        let audit = AuditContext {
            id: moment.uuid(),
            workspace_id,
            staff_id: root.staff_id,
            at: self.app.clock.now(),
        };
        let staff = self.app.store.create_staff(audit, new).await.unwrap();
        self.sign_in(workspace_id, staff.id).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        static DOCUMENTED: LazyLock<Documented> =
            LazyLock::new(|| Documented::new(&openapi_json()));
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        DOCUMENTED.check(method.as_str(), &path, &body);
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    pub(crate) async fn ask(
        &self,
        person: &Person,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, &person.cookie);
        self.send(with_json(request, body)).await
    }

    pub(crate) async fn get(&self, person: &Person, path: &str) -> Answer {
        self.ask(person, Method::GET, path, &Value::Null).await
    }

    pub(crate) async fn post(&self, person: &Person, path: &str, body: &Value) -> Answer {
        self.ask(person, Method::POST, path, body).await
    }

    pub(crate) async fn patch(&self, person: &Person, path: &str, body: &Value) -> Answer {
        self.ask(person, Method::PATCH, path, body).await
    }

    pub(crate) async fn delete(&self, person: &Person, path: &str) -> Answer {
        self.ask(person, Method::DELETE, path, &Value::Null).await
    }

    /// Sends a request without a session.
    pub(crate) async fn ask_without_session(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Answer {
        self.send(with_json(Request::builder().method(method).uri(path), body))
            .await
    }
}

/// A request with a JSON body; `null` means none.
pub(crate) fn with_json(request: http::request::Builder, body: &Value) -> Request<Body> {
    if body.is_null() {
        return request.body(Body::empty()).unwrap();
    }
    request
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

impl Answer {
    /// The code of a problem document, after checking that it is one.
    pub(crate) fn code(&self) -> &str {
        assert_eq!(
            self.headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{}",
            self.body
        );
        assert_eq!(self.body["status"], self.status.as_u16());
        self.body["code"].as_str().unwrap()
    }

    /// The pointers of a problem's errors.
    pub(crate) fn pointers(&self) -> Vec<&str> {
        let errors = self.body["errors"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        errors
            .iter()
            .map(|fault| fault["pointer"].as_str().unwrap())
            .collect()
    }

    /// The response's `id`.
    pub(crate) fn id(&self) -> &str {
        self.body["id"]
            .as_str()
            .unwrap_or_else(|| panic!("{} {}", self.status, self.body))
    }

    pub(crate) fn ok(self) -> Self {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self
    }

    /// Status and body for a snapshot, without secrets and random values.
    pub(crate) fn shown(&self) -> Value {
        let mut body = self.body.clone();
        redact(&mut body);
        json!({ "status": self.status.as_u16(), "body": body })
    }
}

fn redact(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    "accessToken" | "signingSecret" | "durationMs" => {
                        *member = json!(format!("[{name}]"));
                    }
                    _ => redact(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact),
        Value::String(text) if text.contains("http://127.0.0.1:") => {
            // The receiver's port differs in each run.
            let (before, after) = text.split_once("http://127.0.0.1:").unwrap();
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            *text = format!("{before}http://127.0.0.1:[port]{after}");
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
