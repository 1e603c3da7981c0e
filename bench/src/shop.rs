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

/// More than anything here sends: what is measured is Causeway, not its limit.
const RATE_PER_SOURCE: &str = "1000000";

/// Everybody's.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// Sign-ins under way: passwords are checked a few at a time.
const HIRED_AT_ONCE: usize = 8;

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
            .context("the program listens on an address")?;
        let token = source["accessToken"]
            .as_str()
            .context("a source has a token")?
            .to_owned();
        let group_id = group["id"]
            .as_str()
            .context("a group has an id")?
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

    /// A new connection of the channel.
    pub(crate) async fn connect(&self) -> Result<Connection> {
        Connection::open(self.address, &self.token).await
    }

    /// The same as another channel.
    pub(crate) async fn connect_as(&self, token: &str) -> Result<Connection> {
        Connection::open(self.address, token).await
    }

    /// Connects another channel, whose enquiries nobody takes, and tells its token.
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
            .context("a source has a token")?
            .to_owned())
    }

    /// A prefix for ids that nobody else uses.
    pub(crate) fn load_name(&self) -> String {
        format!("load-{}", self.loads.fetch_add(1, Ordering::Relaxed))
    }

    /// So many agents, signed in, who alone are the service group from now on.
    pub(crate) async fn hire_crew(&self, count: usize) -> Result<Vec<Session>> {
        let hired = stream::iter(0..count)
            .map(|number| self.hire_agent(number))
            .buffered(HIRED_AT_ONCE);
        let (ids, crew): (Vec<Value>, Vec<Session>) =
            hired.collect::<Vec<_>>().await.into_iter().unzip();
        self.form_group(&ids).await?;
        Ok(crew)
    }

    /// Makes these people, and nobody else, the members of the service group that the channel's enquiries go to.
    pub(crate) async fn form_group(&self, ids: &[Value]) -> Result<()> {
        let path = format!("/service-groups/{}", self.group_id);
        let change = self
            .admin
            .request(Method::PATCH, &path)
            .json(&json!({ "memberIds": ids }));
        change.send().await?.error_for_status()?;
        Ok(())
    }

    async fn hire_agent(&self, number: usize) -> (Value, Session) {
        let email = format!("agent-{number}@example.com");
        let staff = json!({
            "firstName": "Robin", "lastName": format!("Sample {number}"), "email": email, "role": "agent",
            "password": PASSWORD,
        });
        let hired = self.admin.post("/staff", &staff).await;
        // Not from one desk: nobody may try that many passwords from one address.
        let desk = Ipv4Addr::new(10, 0, 0, u8::try_from(number % 250).unwrap_or_default());
        (
            hired["id"].clone(),
            self.causeway.sign_in_from(desk, &email, PASSWORD).await,
        )
    }

    /// Opens a screen, which makes its owner active, and waits until it stands.
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
            .context("a stream begins with where it stands")?;
        Ok(frames)
    }
}

/// A channel that says nothing by itself, without its routing.
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

/// A visitor's message of ordinary length.
pub(crate) fn text_message(id: &str, visitor_id: &str, text: &str) -> Value {
    json!({
        "id": id,
        "visitor": { "id": visitor_id, "name": "Ada" },
        "type": "text",
        "text": format!("{text}: has my order left the warehouse already, and when may I expect it?"),
    })
}
