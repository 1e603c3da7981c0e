//! The simulator in this process, with a fake Causeway and requests like a browser's.

#![expect(
    clippy::unwrap_used,
    reason = "tests and their helpers fail by panicking"
)]

mod endpoint;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use omni_client::fake_omni::{
    FakeOmni, SECRET, TOKEN, deliver_signed_with, plain_http, staff_message,
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use simulator::{Settings, Simulator};
use tempfile::TempDir;

struct Stage {
    folder: TempDir,
    simulator: Simulator,
    omni: FakeOmni,
}

impl Stage {
    async fn unconnected() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let omni = FakeOmni::start().await;
        Self {
            simulator: start(folder.path()).await,
            folder,
            omni,
        }
    }

    async fn connected() -> Self {
        let stage = Self::unconnected().await;
        let settings =
            json!({"causewayUrl": stage.omni.url, "accessToken": TOKEN, "signingSecret": SECRET});
        assert_eq!(
            stage.post("connect", &settings).await.status(),
            StatusCode::NO_CONTENT
        );
        stage
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.simulator.address())
    }

    async fn post(&self, path: &str, body: &Value) -> reqwest::Response {
        plain_http()
            .post(self.url(path))
            .json(body)
            .send()
            .await
            .unwrap()
    }

    async fn put(&self, path: &str, body: &Value) -> reqwest::Response {
        plain_http()
            .put(self.url(path))
            .json(body)
            .send()
            .await
            .unwrap()
    }

    /// The first event of the page's stream.
    async fn snapshot(&self) -> Value {
        let mut stream = plain_http().get(self.url("events")).send().await.unwrap();
        let mut text = String::new();
        while !text.contains("\n\n") {
            text.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
        }
        let data = text
            .lines()
            .find_map(|line| line.strip_prefix("data: "))
            .unwrap();
        serde_json::from_str(data).unwrap()
    }

    async fn first_phone(&self) -> String {
        self.snapshot().await["phones"][0]["head"]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    async fn write(&self, phone: &str, text: &str) -> String {
        let sent = self
            .post(
                &format!("phones/{phone}/messages"),
                &json!({"type": "text", "text": text}),
            )
            .await;
        assert_eq!(sent.status(), StatusCode::CREATED);
        sent.json::<Value>().await.unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    async fn deliver(&self, webhook_id: &str, attempt: u32, event: &Value) -> reqwest::Response {
        self.omni
            .deliver(&self.url("webhook"), webhook_id, attempt, event)
            .await
    }
}

async fn start(folder: &Path) -> Simulator {
    let settings = Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        state: folder.join("data/simulator.json"),
        causeway: "http://127.0.0.1:8080".to_owned(),
    };
    Simulator::start(settings).await.unwrap()
}

fn challenge() -> Value {
    json!({"type": "url_verification", "challenge": "abc-123", "timestamp": "2026-11-22T10:00:00.000Z"})
}

#[tokio::test]
async fn a_visitors_message_is_sent_with_the_profile() {
    let stage = Stage::connected().await;
    let phone = stage.first_phone().await;
    let id = stage.write(&phone, "Hello!").await;
    let message = &stage.omni.messages(1).await[0];
    assert_eq!(
        (
            &message["id"],
            &message["visitor"]["id"],
            &message["visitor"]["name"]
        ),
        (&json!(id), &json!(phone), &json!("Mina Park"))
    );
    assert_eq!(
        (&message["type"], &message["text"]),
        (&json!("text"), &json!("Hello!"))
    );
}

#[tokio::test]
async fn waiting_messages_survive_a_restart_and_arrive_in_order() {
    let Stage {
        folder,
        simulator,
        omni,
    } = Stage::unconnected().await;
    let stage = Stage {
        folder,
        simulator,
        omni,
    };
    let phone = stage.first_phone().await;
    let mut ids = Vec::new();
    for text in ["one", "two", "three"] {
        ids.push(stage.write(&phone, text).await);
    }
    let Stage {
        folder,
        simulator,
        omni,
    } = stage;
    simulator.stop().await;

    let stage = Stage {
        simulator: start(folder.path()).await,
        folder,
        omni,
    };
    let settings =
        json!({"causewayUrl": stage.omni.url, "accessToken": TOKEN, "signingSecret": SECRET});
    stage.post("connect", &settings).await;

    let arrived: Vec<_> = stage
        .omni
        .messages(3)
        .await
        .iter()
        .map(|message| message["id"].clone())
        .collect();
    assert_eq!(arrived, ids);
}

#[tokio::test]
async fn the_state_file_is_private_and_stores_the_connection() {
    let stage = Stage::connected().await;
    let file = stage.folder.path().join("data/simulator.json");
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let Stage {
        folder,
        simulator,
        omni,
    } = stage;
    simulator.stop().await;

    let stage = Stage {
        simulator: start(folder.path()).await,
        folder,
        omni,
    };
    let phone = stage.first_phone().await;
    stage.write(&phone, "Still there?").await;
    assert_eq!(stage.omni.messages(1).await[0]["text"], "Still there?");
}

#[tokio::test]
async fn a_staff_message_is_shown_once_and_receipts_are_sent() {
    let stage = Stage::connected().await;
    let phone = stage.first_phone().await;
    let event = staff_message(&phone, "msg_1", "How can I help?");

    let first = stage.deliver("wh_1", 1, &event).await;
    assert_eq!(first.status(), StatusCode::OK);
    let first: Value = first.json().await.unwrap();
    assert!(first["id"].as_str().unwrap().starts_with("sim-"));
    // The first response, which has the id for replies, may have been lost.
    let second = stage.deliver("wh_1", 2, &event).await;
    assert_eq!(second.json::<Value>().await.unwrap(), first);

    let snapshot = stage.snapshot().await;
    let bubbles = snapshot["phones"][0]["bubbles"].as_array().unwrap();
    assert_eq!(bubbles.len(), 1);
    assert_eq!(
        (
            &bubbles[0]["side"],
            &bubbles[0]["text"],
            &bubbles[0]["name"]
        ),
        (&json!("theirs"), &json!("How can I help?"), &json!("Jane"))
    );
    assert_eq!(snapshot["calls"][1]["duplicate"], true);
    let receipts: Vec<_> = stage
        .omni
        .events(2)
        .await
        .iter()
        .map(|event| event["type"].clone())
        .collect();
    assert_eq!(receipts, ["message.delivered", "message.read"]);
}

#[tokio::test]
async fn messages_are_read_when_the_visitor_looks() {
    let stage = Stage::connected().await;
    let phone = stage.first_phone().await;
    stage
        .put(
            &format!("phones/{phone}/looking"),
            &json!({"looking": false}),
        )
        .await;
    stage
        .deliver("wh_1", 1, &staff_message(&phone, "msg_1", "Hi"))
        .await;
    assert_eq!(
        stage.omni.events(1).await,
        [json!({"type": "message.delivered", "messageId": "msg_1"})]
    );
    stage
        .put(
            &format!("phones/{phone}/looking"),
            &json!({"looking": true}),
        )
        .await;
    assert_eq!(
        stage.omni.events(2).await[1],
        json!({"type": "message.read", "messageId": "msg_1"})
    );
}

#[tokio::test]
async fn ticks_show_the_state_of_a_message() {
    let stage = Stage::connected().await;
    let phone = stage.first_phone().await;
    let id = stage.write(&phone, "Hello!").await;
    stage.omni.messages(1).await;
    let read = json!({"type": "message.read", "timestamp": "2026-11-22T10:00:05.000Z",
        "data": {"visitor": {"id": phone}, "upTo": id}});
    stage.deliver("wh_1", 1, &read).await;
    assert_eq!(
        stage.snapshot().await["phones"][0]["bubbles"][0]["tick"]["state"],
        "read"
    );
}

#[tokio::test]
async fn edits_deletions_typing_and_the_end_are_reported() {
    let stage = Stage::connected().await;
    let phone = stage.first_phone().await;
    let id = stage.write(&phone, "Helo").await;
    let message = format!("phones/{phone}/messages/{id}");
    stage.put(&message, &json!({"text": "Hello"})).await;
    plain_http()
        .delete(stage.url(&message))
        .send()
        .await
        .unwrap();
    stage
        .post(&format!("phones/{phone}/end"), &Value::Null)
        .await;
    let events: Vec<_> = stage.omni.events(3).await;
    assert_eq!(
        events,
        [
            json!({"type": "message.edited", "id": id, "text": "Hello"}),
            json!({"type": "message.deleted", "id": id}),
            json!({"type": "conversation.closed", "visitorId": phone}),
        ]
    );
    stage
        .put(&format!("phones/{phone}/typing"), &json!({"typing": true}))
        .await;
    assert_eq!(
        stage.omni.events(4).await[3],
        json!({"type": "typing.started", "visitorId": phone})
    );
}

#[tokio::test]
async fn the_page_shows_the_channel_or_the_connections_fault() {
    let stage = Stage::connected().await;
    let wait_for = async |state: &str| loop {
        let connection = stage.snapshot().await["connection"].clone();
        if connection["state"] == state {
            return connection;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(wait_for("connected").await["channel"], "Test channel");
    let wrong =
        json!({"causewayUrl": stage.omni.url, "accessToken": "cw_wrong", "signingSecret": SECRET});
    stage.post("connect", &wrong).await;
    assert!(
        wait_for("broken").await["detail"]
            .as_str()
            .unwrap()
            .contains("invalid-token")
    );
    let malformed =
        json!({"causewayUrl": "causeway", "accessToken": TOKEN, "signingSecret": SECRET});
    assert_eq!(
        stage.post("connect", &malformed).await.status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn the_page_and_its_files_are_served() {
    let stage = Stage::unconnected().await;
    let page = plain_http()
        .get(stage.url(""))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let files: Vec<_> = page
        .split('"')
        .filter(|part| part.starts_with("/page/"))
        .collect();
    assert!(files.len() >= 4, "{files:?}");
    for file in files {
        let answer = plain_http()
            .get(stage.url(&file[1..]))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{file}");
    }
    assert_eq!(
        plain_http()
            .get(stage.url("healthz"))
            .send()
            .await
            .unwrap()
            .status(),
        StatusCode::OK
    );
}
