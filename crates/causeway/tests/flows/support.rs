//! A connected channel for the flows.

use std::time::Duration;

use causeway_testkit::{CausewayProcess, Receiver, http_client, process::Session};
use http::{
    HeaderMap,
    header::{AUTHORIZATION, HeaderValue},
};
use serde_json::{Value, json};

/// Timeout for something that takes no time on an idle machine.
pub(crate) const SOON: Duration = Duration::from_secs(20);

/// A channel with its token, and the administrator who created it.
pub(crate) struct Channel {
    pub(crate) admin: Session,
    pub(crate) source: Value,
    pub(crate) channel: Value,
    pub(crate) token: String,
}

/// Connects `receiver` as a channel without automatic messages that routes to a group of the
/// administrator.
pub(crate) async fn connect(causeway: &CausewayProcess, receiver: &Receiver) -> Channel {
    connect_to(causeway, Some(receiver.url())).await
}

/// Like [`connect`], with or without a webhook.
pub(crate) async fn connect_to(causeway: &CausewayProcess, webhook: Option<String>) -> Channel {
    let admin = causeway.sign_in().await;
    let me = admin.get("/me").await;
    let group = admin
        .post(
            "/service-groups",
            &json!({ "name": "Care", "memberIds": [me["id"]] }),
        )
        .await;
    let source = admin
        .post("/sources", &json!({ "name": "App", "webhookUrl": webhook }))
        .await;
    let quiet = json!({ "enabled": false, "text": "-" });
    let channel = json!({
        "sourceId": source["id"], "name": "In-app chat",
        "routing": { "kind": "alternative", "destinations": [group["id"]] },
        "displayNameFormat": "none",
        "messages": {
            "welcome": { "enabled": false, "text": "-", "when": "firstContact" }, "away": quiet, "close": quiet,
        },
    });
    let channel = admin.post("/channels", &channel).await;
    let token = source["accessToken"].as_str().expect("a token").to_owned();
    Channel {
        admin,
        source,
        channel,
        token,
    }
}

/// A client of the Omni API for one channel.
#[derive(Clone)]
pub(crate) struct Omni {
    client: reqwest::Client,
    base: String,
}

impl Omni {
    pub(crate) fn new(causeway: &CausewayProcess, token: &str) -> Self {
        let mut bearer =
            HeaderValue::from_str(&format!("Bearer {token}")).expect("a token is ASCII");
        bearer.set_sensitive(true);
        Self {
            client: http_client(HeaderMap::from_iter([(AUTHORIZATION, bearer)])),
            base: causeway.url("/omni/v1"),
        }
    }

    /// Sends once. Returns `None` if there was no response.
    pub(crate) async fn try_post(&self, path: &str, body: &Value) -> Option<(u16, Value)> {
        let answer = self
            .client
            .post(format!("{}{path}", self.base))
            .json(body)
            .send()
            .await
            .ok()?;
        let status = answer.status().as_u16();
        let text = answer.text().await.ok()?;
        Some((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
    }

    /// Reads once. Returns `None` if there was no response.
    pub(crate) async fn try_get(&self, path: &str) -> Option<Value> {
        let answer = self
            .client
            .get(format!("{}{path}", self.base))
            .send()
            .await
            .ok()?;
        let text = answer.error_for_status().ok()?.text().await.ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Sends and expects a response.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.try_post(path, body)
            .await
            .expect("the server responds")
    }

    /// Sends a visitor's text message.
    pub(crate) async fn text(&self, visitor: &str, id: &str, text: &str) -> Value {
        let body = json!({ "id": id, "visitor": { "id": visitor }, "type": "text", "text": text });
        let (status, answer) = self.post("/messages", &body).await;
        assert_eq!(status, 201, "{answer}");
        answer
    }
}

/// Waits until `look` returns something. Panics with `what` at the timeout.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = tokio::time::Instant::now() + SOON;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(
            tokio::time::Instant::now() < deadline,
            "never happened: {what}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
