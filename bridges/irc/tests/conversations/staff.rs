//! Staff of a real Causeway: they connect the bridge as a channel, see visitors' messages, and
//! answer.

use std::time::Duration;

use causeway_testkit::{CausewayProcess, http_client, process::Session};
use http::header::{AUTHORIZATION, HeaderValue};
use http::{HeaderMap, Method};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::visitor::WAIT_TIMEOUT;

/// The administrator, signed in as Jane, who alone answers the bridge's channel.
pub(crate) struct Staff {
    session: Session,
    /// Keeps the staff member active.
    _screen: reqwest::Response,
}

/// The credentials of a source whose webhook passed the challenge.
pub(crate) struct Credentials {
    pub(crate) token: String,
    pub(crate) secret: String,
}

/// A visitor's enquiry, as staff see it.
pub(crate) struct Enquiry<'s> {
    session: &'s Session,
    /// The enquiry when it was picked up.
    pub(crate) body: Value,
    path: String,
}

impl Staff {
    pub(crate) async fn sign_in(causeway: &CausewayProcess) -> Self {
        let session = causeway.sign_in().await;
        let me = session.get("/me").await;
        let path = format!("/staff/{}", me["id"].as_str().unwrap());
        let named = session
            .request(Method::PATCH, &path)
            .json(&json!({ "firstName": "Jane" }))
            .send()
            .await
            .unwrap();
        assert!(
            named.status().is_success(),
            "{}",
            named.text().await.unwrap()
        );
        let mut screen = session
            .request(Method::GET, "/events")
            .send()
            .await
            .unwrap();
        screen
            .chunk()
            .await
            .unwrap()
            .expect("the stream has a first frame");
        Self {
            session,
            _screen: screen,
        }
    }

    /// Creates source, service group and channel for a webhook. Creating the source requires that
    /// the webhook answers the challenge.
    pub(crate) async fn connect(&self, webhook: &str) -> Credentials {
        let me = self.session.get("/me").await;
        let source = self
            .session
            .post("/sources", &json!({ "name": "IRC", "webhookUrl": webhook }))
            .await;
        let group = self
            .session
            .post(
                "/service-groups",
                &json!({ "name": "Care", "memberIds": [me["id"]] }),
            )
            .await;
        let off = json!({ "enabled": false, "text": "-" });
        let channel = json!({
            "sourceId": source["id"],
            "name": "IRC",
            "routing": { "kind": "alternative", "destinations": [group["id"]] },
            "displayNameFormat": "firstName",
            "messages": {
                "welcome": { "enabled": true, "text": "Welcome, {{visitor.name}}!", "when": "firstContact" },
                "away": off,
                "close": off,
            },
        });
        self.session.post("/channels", &channel).await;
        let credential = |name: &str| source[name].as_str().unwrap().to_owned();
        Credentials {
            token: credential("accessToken"),
            secret: credential("signingSecret"),
        }
    }

    /// Waits for a visitor's enquiry and picks it up.
    pub(crate) async fn pick_up(&self, visitor_id: &str) -> Enquiry<'_> {
        let found = eventually(&format!("{visitor_id} has an enquiry"), async || {
            let list = self.session.get("/enquiries?status=open,missed").await;
            list["items"]
                .as_array()?
                .iter()
                .find(|enquiry| enquiry["visitor"]["externalId"] == visitor_id)
                .cloned()
        })
        .await;
        let path = format!("/enquiries/{}", found["id"].as_str().unwrap());
        let body = self
            .session
            .post(&format!("{path}/pick-up"), &json!({}))
            .await;
        Enquiry {
            session: &self.session,
            body,
            path,
        }
    }
}

impl Enquiry<'_> {
    /// Replies. Returns the message's id.
    pub(crate) async fn reply(&self, client_id: &str, text: &str) -> String {
        let body = json!({ "clientId": client_id, "type": "text", "text": text });
        let message = self
            .session
            .post(&format!("{}/messages", self.path), &body)
            .await;
        message["id"].as_str().unwrap().to_owned()
    }

    /// Retries a failed message.
    pub(crate) async fn send_again(&self, message_id: &str) {
        self.session
            .post(
                &format!("{}/messages/{message_id}/retry", self.path),
                &json!({}),
            )
            .await;
    }

    /// The texts of the visitor's messages.
    pub(crate) async fn visitor_messages(&self) -> Vec<String> {
        let messages = self
            .session
            .get(&format!("{}/messages?limit=200", self.path))
            .await;
        let messages = messages["items"].as_array().unwrap();
        let from_visitor = messages
            .iter()
            .filter(|message| message["author"]["kind"] == "visitor");
        from_visitor
            .map(|message| message["text"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Waits until staff see this many of the visitor's messages, and returns them.
    pub(crate) async fn wait_for_messages(&self, count: usize) -> Vec<String> {
        eventually(
            &format!("staff see {count} of the visitor's messages"),
            async || Some(self.visitor_messages().await).filter(|messages| messages.len() >= count),
        )
        .await
    }

    /// Waits until a reply has this state. Returns the reason shown to staff, if any.
    pub(crate) async fn delivery_becomes(&self, message_id: &str, state: &str) -> String {
        eventually(&format!("{message_id} is {state}"), async || {
            let messages = self
                .session
                .get(&format!("{}/messages?limit=200", self.path))
                .await;
            let message = messages["items"]
                .as_array()?
                .iter()
                .find(|message| message["id"] == message_id)?
                .clone();
            let delivery = &message["delivery"];
            (delivery["state"] == state)
                .then(|| delivery["reason"].as_str().unwrap_or_default().to_owned())
        })
        .await
    }
}

/// Waits until the bridge has declared its capabilities.
pub(crate) async fn wait_for_capabilities(causeway: &CausewayProcess, token: &str) {
    let bearer = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
    let client = http_client(HeaderMap::from_iter([(AUTHORIZATION, bearer)]));
    eventually("the bridge declares its capabilities", async || {
        let answer = client
            .get(causeway.url("/omni/v1/channel"))
            .send()
            .await
            .ok()?;
        let channel: Value = serde_json::from_str(&answer.text().await.ok()?).ok()?;
        channel["capabilities"]["textLengthMax"]
            .is_u64()
            .then_some(())
    })
    .await;
}

/// Waits until `look` returns something. Panics with `what` at the timeout.
async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + WAIT_TIMEOUT;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < deadline, "never happened: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
