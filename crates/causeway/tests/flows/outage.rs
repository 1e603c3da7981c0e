//! The database is locked, full or unreachable: the server refuses requests at once, and recovers
//! without a restart.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use causeway_testkit::{CausewayProcess, Receiver, TestDatabase, free_port, receiver::Answer};
use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

use crate::support::{Channel, Omni, connect, eventually};

/// Upper bound of "at once", on a busy machine.
const AT_ONCE: Duration = Duration::from_secs(5);

/// A conversation with a reply that the endpoint has not accepted yet.
struct Scene {
    receiver: Receiver,
    channel: Channel,
    omni: Omni,
    enquiry: String,
}

impl Scene {
    async fn set(causeway: &CausewayProcess) -> Self {
        let receiver = Receiver::start();
        let channel = connect(causeway, &receiver).await;
        let omni = Omni::new(causeway, &channel.token);
        let written = omni.text("u-1", "m-1", "Hello!").await;
        let enquiry = format!(
            "/enquiries/{}",
            written["enquiryId"].as_str().expect("an id")
        );
        channel
            .admin
            .post(&format!("{enquiry}/pick-up"), &json!({}))
            .await;
        // Only the reply is left to deliver.
        receiver.wait_for(3).await;
        receiver.answer(Answer::Status(500));
        let reply = json!({ "clientId": "c-1", "type": "text", "text": "A moment, please" });
        channel
            .admin
            .post(&format!("{enquiry}/messages"), &reply)
            .await;
        receiver.wait_for(4).await;
        Self {
            receiver,
            channel,
            omni,
            enquiry,
        }
    }

    /// A request is refused at once while the database can't be written.
    async fn assert_refused_at_once(&self) {
        let began = Instant::now();
        let (status, problem) = self.omni.post("/messages", &again()).await;
        assert_eq!(
            (status, &problem["code"]),
            (503, &json!("unavailable")),
            "{problem}"
        );
        assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
        self.receiver.answer(Answer::Ok);
    }

    /// The server continues after the database recovers.
    async fn assert_recovers(&self) {
        let answer = eventually("a message is accepted again", async || {
            self.omni
                .try_post("/messages", &again())
                .await
                .filter(|(status, _)| *status != 503)
        })
        .await;
        assert_eq!(
            answer.0, 201,
            "the refused attempt stored nothing: {}",
            answer.1
        );
        let (status, repeated) = self.omni.post("/messages", &again()).await;
        assert_eq!((status, &repeated["duplicate"]), (200, &json!(true)));
        let delivered = |all: &[causeway_testkit::receiver::Received]| {
            let last = all.last().map(causeway_testkit::receiver::Received::json);
            all.len() > 4
                && last.is_some_and(|event| event["data"]["message"]["text"] == "A moment, please")
        };
        self.receiver
            .wait_until("the reply is delivered", delivered)
            .await;
        let messages = self
            .channel
            .admin
            .get(&format!("{}/messages", self.enquiry))
            .await;
        let texts: Vec<&Value> = messages["items"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|message| &message["text"])
            .collect();
        assert_eq!(texts, ["Hello!", "A moment, please", "Still there?"]);
    }
}

/// The message that is sent until the server accepts it.
fn again() -> Value {
    json!({ "id": "m-2", "visitor": { "id": "u-1" }, "type": "text", "text": "Still there?" })
}

#[tokio::test]
async fn the_server_survives_a_locked_database() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let scene = Scene::set(&causeway).await;
    let other = Connection::open(database.url.trim_start_matches("sqlite://"))
        .expect("the database file exists");
    other
        .execute_batch("BEGIN IMMEDIATE")
        .expect("the lock is free");
    scene.assert_refused_at_once().await;
    other
        .execute_batch("ROLLBACK")
        .expect("the transaction is open");
    scene.assert_recovers().await;
}

#[tokio::test]
async fn the_server_survives_a_full_disk() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let scene = Scene::set(&causeway).await;
    causeway.limit_files(Some(1));
    scene.assert_refused_at_once().await;
    causeway.limit_files(None);
    scene.assert_recovers().await;
}

#[tokio::test]
async fn the_server_survives_an_unreachable_database() {
    let database = TestDatabase::postgres().await;
    let mut proxy = Proxy::to(&database.url).await;
    let causeway = CausewayProcess::start(&proxy.url).await;
    let scene = Scene::set(&causeway).await;
    proxy.close();
    scene.assert_refused_at_once().await;
    proxy.open().await;
    scene.assert_recovers().await;
}

/// A TCP proxy in front of a server, which can be closed.
struct Proxy {
    /// The server's URL through the proxy.
    url: String,
    from: SocketAddr,
    to: SocketAddr,
    traffic: Option<JoinHandle<()>>,
}

impl Proxy {
    async fn to(database_url: &str) -> Self {
        let url: url::Url = database_url.parse().expect("a URL");
        let to = SocketAddr::from((Ipv4Addr::LOCALHOST, url.port().expect("a port")));
        let from = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()));
        let mut proxied = url;
        proxied
            .set_port(Some(from.port()))
            .expect("the URL has a host");
        let mut proxy = Self {
            url: proxied.into(),
            from,
            to,
            traffic: None,
        };
        proxy.open().await;
        proxy
    }

    async fn open(&mut self) {
        let (listener, to) = (
            TcpListener::bind(self.from)
                .await
                .expect("the port is free"),
            self.to,
        );
        self.traffic = Some(tokio::spawn(async move {
            // Aborted together with this task.
            let mut connections = JoinSet::new();
            while let Ok((mut one, _)) = listener.accept().await {
                connections.spawn(async move {
                    if let Ok(mut other) = TcpStream::connect(to).await {
                        drop(tokio::io::copy_bidirectional(&mut one, &mut other).await);
                    }
                });
            }
        }));
    }

    /// Cuts all connections and accepts no new ones.
    fn close(&mut self) {
        self.traffic.take().expect("the proxy is open").abort();
    }
}
