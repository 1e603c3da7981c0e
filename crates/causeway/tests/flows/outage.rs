//! The database is locked, full or away: requests are refused at once, and when it is back everything goes on by itself.

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

/// "At once", on a machine that does other things too.
const AT_ONCE: Duration = Duration::from_secs(5);

/// A conversation whose reply the endpoint has not taken yet.
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
        // Nothing but the reply is still to go out.
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

    /// While the database can't be written.
    async fn is_refused_at_once(&self) {
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

    /// Once it can be written again.
    async fn goes_on(&self) {
        let answer = eventually("a message is accepted again", async || {
            self.omni
                .try_post("/messages", &again())
                .await
                .filter(|(status, _)| *status != 503)
        })
        .await;
        assert_eq!(answer.0, 201, "it was not accepted before: {}", answer.1);
        let (status, repeated) = self.omni.post("/messages", &again()).await;
        assert_eq!((status, &repeated["duplicate"]), (200, &json!(true)));
        let delivered = |all: &[causeway_testkit::receiver::Received]| {
            let last = all.last().map(causeway_testkit::receiver::Received::json);
            all.len() > 4
                && last.is_some_and(|event| event["data"]["message"]["text"] == "A moment, please")
        };
        self.receiver
            .wait_until("the reply is delivered by itself", delivered)
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

/// The message that is sent until it is accepted.
fn again() -> Value {
    json!({ "id": "m-2", "visitor": { "id": "u-1" }, "type": "text", "text": "Still there?" })
}

#[tokio::test]
async fn a_locked_database_is_told_of_at_once_and_gone_on_with() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let scene = Scene::set(&causeway).await;
    let other =
        Connection::open(database.url.trim_start_matches("sqlite://")).expect("the file is there");
    other
        .execute_batch("BEGIN IMMEDIATE")
        .expect("nobody writes for long");
    scene.is_refused_at_once().await;
    other.execute_batch("ROLLBACK").expect("it was locked");
    scene.goes_on().await;
}

#[tokio::test]
async fn a_full_disk_is_told_of_at_once_and_gone_on_with() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let scene = Scene::set(&causeway).await;
    causeway.limit_files(Some(1));
    scene.is_refused_at_once().await;
    causeway.limit_files(None);
    scene.goes_on().await;
}

#[tokio::test]
async fn a_database_that_is_away_is_told_of_at_once_and_gone_on_with() {
    let database = TestDatabase::postgres().await;
    let mut road = Road::to(&database.url).await;
    let causeway = CausewayProcess::start(&road.url).await;
    let scene = Scene::set(&causeway).await;
    road.close();
    scene.is_refused_at_once().await;
    road.open().await;
    scene.goes_on().await;
}

/// The way to a server, which can be closed.
struct Road {
    /// The server's address by way of this.
    url: String,
    from: SocketAddr,
    to: SocketAddr,
    traffic: Option<JoinHandle<()>>,
}

impl Road {
    async fn to(database_url: &str) -> Self {
        let url: url::Url = database_url.parse().expect("an address");
        let to = SocketAddr::from((Ipv4Addr::LOCALHOST, url.port().expect("a port")));
        let from = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()));
        let mut by_way = url;
        by_way.set_port(Some(from.port())).expect("it has a host");
        let mut road = Self {
            url: by_way.into(),
            from,
            to,
            traffic: None,
        };
        road.open().await;
        road
    }

    async fn open(&mut self) {
        let (listener, to) = (
            TcpListener::bind(self.from)
                .await
                .expect("the port is free"),
            self.to,
        );
        self.traffic = Some(tokio::spawn(async move {
            // Ended with this task.
            let mut under_way = JoinSet::new();
            while let Ok((mut one, _)) = listener.accept().await {
                under_way.spawn(async move {
                    if let Ok(mut other) = TcpStream::connect(to).await {
                        drop(tokio::io::copy_bidirectional(&mut one, &mut other).await);
                    }
                });
            }
        }));
    }

    /// Cuts every connection and takes no more.
    fn close(&mut self) {
        self.traffic.take().expect("it is open").abort();
    }
}
