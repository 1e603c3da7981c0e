//! A running Causeway with one connected channel.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use causeway_testkit::CausewayProcess;
use causeway_testkit::process::Session;
use futures_util::{StreamExt, stream};
use http::Method;
use serde_json::{Value, json};

use crate::connection::Connection;
use crate::frames::Frames;
use crate::receiver::Receiver;

/// Higher than any load here, so that the limit has no effect.
const RATE_PER_SOURCE: &str = "1000000";

/// Password of every staff member.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// Concurrent sign-ins. The server verifies only a few passwords at a time.
const SIGN_INS_AT_ONCE: usize = 8;

/// A workspace with one administrator, one service group and one channel.
pub(crate) struct Shop {
    pub(crate) causeway: CausewayProcess,
    pub(crate) admin: Session,
    pub(crate) receiver: Receiver,
    /// The administrator's id.
    pub(crate) me: Value,
    address: SocketAddr,
    group_id: String,
    token: String,
    /// Counter for unique ids of loads.
    loads: AtomicU64,
}

impl Shop {
    /// Starts the executable next to this one on an empty database, and connects a channel without
    /// automatic messages.
    pub(crate) async fn open(database_url: &str) -> Result<Self> {
        let settings = [("CAUSEWAY_RATE_PER_SOURCE", RATE_PER_SOURCE)];
        let causeway = CausewayProcess::start_with(database_url, &settings).await;
        let receiver = Receiver::start().await?;
        let admin = causeway.sign_in().await;
        let me = admin.get("/me").await;
        let group = admin
            .post(
                "/service-groups",
                &json!({ "name": "Care", "memberIds": [me["id"]] }),
            )
            .await;
        let webhook = format!("http://{}/webhook", receiver.address);
        let source = admin
            .post("/sources", &json!({ "name": "App", "webhookUrl": webhook }))
            .await;
        let mut channel = channel_form(&source["id"], "App");
        channel["routing"] = json!({ "kind": "alternative", "destinations": [group["id"]] });
        admin.post("/channels", &channel).await;
        let url = causeway.url("");
        let address = url
            .trim_start_matches("http://")
            .parse()
            .context("the URL has no socket address")?;
        let token = source["accessToken"]
            .as_str()
            .context("the source has no access token")?
            .to_owned();
        let group_id = group["id"]
            .as_str()
            .context("the group has no id")?
            .to_owned();
        Ok(Self {
            causeway,
            admin,
            receiver,
            me: me["id"].clone(),
            address,
            group_id,
            token,
            loads: AtomicU64::new(0),
        })
    }

    /// Opens a connection of the channel.
    pub(crate) async fn connect(&self) -> Result<Connection> {
        Connection::open(self.address, &self.token).await
    }

    /// Opens a connection of another channel.
    pub(crate) async fn connect_as(&self, token: &str) -> Result<Connection> {
        Connection::open(self.address, token).await
    }

    /// Connects another channel without destinations and returns its access token.
    pub(crate) async fn connect_another(&self, webhook: &str) -> Result<String> {
        let source = self
            .admin
            .post(
                "/sources",
                &json!({ "name": "Neighbour", "webhookUrl": webhook }),
            )
            .await;
        let routing = json!({ "kind": "alternative", "destinations": [] });
        let mut channel = channel_form(&source["id"], "Neighbour");
        channel["routing"] = routing;
        self.admin.post("/channels", &channel).await;
        Ok(source["accessToken"]
            .as_str()
            .context("the source has no access token")?
            .to_owned())
    }

    /// Returns a unique prefix for ids.
    pub(crate) fn load_name(&self) -> String {
        format!("load-{}", self.loads.fetch_add(1, Ordering::Relaxed))
    }

    /// Creates this many agents, signs them in, and makes them the only members of the service
    /// group.
    pub(crate) async fn add_agents(&self, count: usize) -> Result<Vec<Session>> {
        let added = stream::iter(0..count)
            .map(|number| self.add_agent(number))
            .buffered(SIGN_INS_AT_ONCE);
        let (ids, sessions): (Vec<Value>, Vec<Session>) =
            added.collect::<Vec<_>>().await.into_iter().unzip();
        self.set_group_members(&ids).await?;
        Ok(sessions)
    }

    /// Sets the members of the service group that the channel routes to.
    pub(crate) async fn set_group_members(&self, ids: &[Value]) -> Result<()> {
        let path = format!("/service-groups/{}", self.group_id);
        let change = self
            .admin
            .request(Method::PATCH, &path)
            .json(&json!({ "memberIds": ids }));
        change.send().await?.error_for_status()?;
        Ok(())
    }

    async fn add_agent(&self, number: usize) -> (Value, Session) {
        let email = format!("agent-{number}@example.com");
        let staff = json!({
            "firstName": "Robin", "lastName": format!("Sample {number}"), "email": email, "role": "agent",
            "password": PASSWORD,
        });
        let added = self.admin.post("/staff", &staff).await;
        // Each from its own address, because sign-ins are limited per address.
        let address = Ipv4Addr::new(10, 0, 0, u8::try_from(number % 250).unwrap_or_default());
        (
            added["id"].clone(),
            self.causeway.sign_in_from(address, &email, PASSWORD).await,
        )
    }

    /// Opens a screen, which makes the staff member active, and waits for the first frame.
    pub(crate) async fn open_screen(&self, staff: &Session) -> Result<Frames> {
        let answer = staff
            .request(Method::GET, "/events")
            .send()
            .await?
            .error_for_status()?;
        let mut frames = Frames::of(answer);
        frames
            .next()
            .await
            .context("the stream ended before its first frame")?;
        Ok(frames)
    }
}

/// A channel without automatic messages and without routing.
fn channel_form(source_id: &Value, name: &str) -> Value {
    let off = json!({ "enabled": false, "text": "-" });
    let welcome = json!({ "enabled": false, "text": "-", "when": "firstContact" });
    json!({
        "sourceId": source_id,
        "name": name,
        "displayNameFormat": "none",
        "messages": { "welcome": welcome, "away": off, "close": off },
    })
}

/// A visitor's message of typical length.
pub(crate) fn text_message(id: &str, visitor_id: &str, text: &str) -> Value {
    json!({
        "id": id,
        "visitor": { "id": visitor_id, "name": "Ada" },
        "type": "text",
        "text": format!("{text}: has my order left the warehouse already, and when may I expect it?"),
    })
}
