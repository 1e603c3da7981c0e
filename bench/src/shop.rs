//! A running Causeway with one connected channel.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use causeway_testkit::CausewayProcess;
use causeway_testkit::process::Session;
use http::Method;
use serde_json::{Value, json};

use crate::connection::Connection;
use crate::frames::Frames;
use crate::receiver::Receiver;

/// More than anything here sends: what is measured is Causeway, not its limit.
const RATE_PER_SOURCE: &str = "1000000";

/// A workspace with one administrator, one service group and one channel.
pub(crate) struct Shop {
    pub(crate) causeway: CausewayProcess,
    pub(crate) admin: Session,
    pub(crate) receiver: Receiver,
    address: SocketAddr,
    token: String,
    /// Numbers the loads, so that no two use the same ids.
    loads: AtomicU64,
}

impl Shop {
    /// Starts the program beside this one on an empty database, and connects a channel that says nothing by itself.
    pub(crate) async fn open(database_url: &str) -> Result<Self> {
        let settings = [("CAUSEWAY_RATE_PER_SOURCE", RATE_PER_SOURCE)];
        let causeway = CausewayProcess::start_with(database_url, &settings).await;
        let receiver = Receiver::start().await?;
        let admin = causeway.sign_in().await;
        let me = admin.get("/me").await;
        let group = admin.post("/service-groups", &json!({ "name": "Care", "memberIds": [me["id"]] })).await;
        let webhook = format!("http://{}/webhook", receiver.address);
        let source = admin.post("/sources", &json!({ "name": "App", "webhookUrl": webhook })).await;
        let off = json!({ "enabled": false, "text": "-" });
        let welcome = json!({ "enabled": false, "text": "-", "when": "firstContact" });
        let channel = json!({
            "sourceId": source["id"],
            "name": "App",
            "routing": { "kind": "alternative", "destinations": [group["id"]] },
            "displayNameFormat": "none",
            "messages": { "welcome": welcome, "away": off, "close": off },
        });
        admin.post("/channels", &channel).await;
        let url = causeway.url("");
        let address = url.trim_start_matches("http://").parse().context("the program listens on an address")?;
        let token = source["accessToken"].as_str().context("a source has a token")?.to_owned();
        Ok(Self { causeway, admin, receiver, address, token, loads: AtomicU64::new(0) })
    }

    /// A new connection of the channel.
    pub(crate) async fn connect(&self) -> Result<Connection> {
        Connection::open(self.address, &self.token).await
    }

    /// A prefix for ids that nobody else uses.
    pub(crate) fn load_name(&self) -> String {
        format!("load-{}", self.loads.fetch_add(1, Ordering::Relaxed))
    }

    /// Opens a screen, which makes its owner active, and waits until it stands.
    pub(crate) async fn open_screen(&self, staff: &Session) -> Result<Frames> {
        let answer = staff.request(Method::GET, "/events").send().await?.error_for_status()?;
        let mut frames = Frames::of(answer);
        frames.next().await.context("a stream begins with where it stands")?;
        Ok(frames)
    }
}

/// A visitor's message of ordinary length.
pub(crate) fn text_message(id: &str, visitor_id: &str, text: &str) -> Value {
    json!({
        "id": id,
        "visitor": { "id": visitor_id, "name": "Ada" },
        "type": "text",
        "text": format!("{text}: has my order left the warehouse already, and when may I expect it?"),
    })
}
