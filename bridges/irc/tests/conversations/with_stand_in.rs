//! Conversations between a visitor's IRC client and a fake Causeway.

use std::path::Path;
use std::time::Duration;

use irc_bridge::{Bridge, NetworkSettings, Pace, Settings};
use omni_client::fake_omni::{
    FakeOmni, SECRET, TOKEN, deliver_signed_with, plain_http, staff_message,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::ngircd::Ngircd;
use crate::visitor::Visitor;

/// A network, a fake Causeway, and the bridge between them.
struct Stage {
    ngircd: Ngircd,
    omni: FakeOmni,
    bridge: Bridge,
    folder: TempDir,
}

fn settings(folder: &Path, irc_port: u16, causeway: &str) -> Settings {
    Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        state: folder.join("irc-bridge.jsonl"),
        causeway: causeway.to_owned(),
        credentials: Some((TOKEN.to_owned(), SECRET.to_owned())),
        pace: Pace {
            burst: 50,
            every: Duration::from_millis(1),
        },
        network: NetworkSettings {
            host: "127.0.0.1".to_owned(),
            port: irc_port,
            tls: false,
            nick: "help".to_owned(),
            password: None,
            nick_password: None,
        },
    }
}

impl Stage {
    async fn set() -> Self {
        let ngircd = Ngircd::start();
        let omni = FakeOmni::start().await;
        let folder = tempfile::tempdir().unwrap();
        let bridge = Bridge::start(settings(folder.path(), ngircd.port, &omni.url))
            .await
            .unwrap();
        assert_eq!(bridge.online().await.unwrap(), "help");
        Self {
            ngircd,
            omni,
            bridge,
            folder,
        }
    }

    async fn visitor(&self, nick: &str) -> Visitor {
        Visitor::join(self.ngircd.port, nick).await
    }

    fn webhook(&self) -> String {
        format!("http://{}/webhook", self.bridge.address())
    }

    async fn reply(&self, webhook_id: &str, event: &Value) -> u16 {
        self.omni
            .deliver(&self.webhook(), webhook_id, 1, event)
            .await
            .status()
            .as_u16()
    }
}

#[tokio::test]
async fn a_visitor_and_staff_exchange_messages() {
    let stage = Stage::set().await;
    let mut visitor = stage.visitor("Mina").await;

    visitor.say("help", "Hello, is anyone there?");
    let message = stage.omni.messages(1).await.remove(0);
    assert_eq!(
        (&message["visitor"]["id"], &message["visitor"]["name"]),
        (&json!("mina"), &json!("Mina"))
    );
    assert_eq!(
        (&message["type"], &message["text"]),
        (&json!("text"), &json!("Hello, is anyone there?"))
    );

    assert_eq!(
        stage
            .reply("wh_1", &staff_message("mina", "msg_1", "Hi Mina!"))
            .await,
        204
    );
    assert_eq!(
        visitor.next_message().await,
        ("help".to_owned(), "Jane: Hi Mina!".to_owned())
    );

    visitor.say("HELP", "\u{1}ACTION waves\u{1}");
    assert_eq!(stage.omni.messages(2).await[1]["text"], "* Mina waves");
}

#[tokio::test]
async fn capabilities_are_declared() {
    let stage = Stage::set().await;
    let calls = stage
        .omni
        .calls(|calls| calls.iter().any(|call| call.target.starts_with("PUT")))
        .await;
    let declared = calls
        .iter()
        .find(|call| call.target == "PUT /omni/v1/channel/capabilities")
        .unwrap();
    assert_eq!(
        (&declared.body["types"], &declared.body["typing"]),
        (&json!(["text"]), &json!(false))
    );
}

#[tokio::test]
async fn a_long_reply_arrives_in_lines_that_fit() {
    let stage = Stage::set().await;
    let mut visitor = stage.visitor("mina").await;
    let words: Vec<String> = (0..300).map(|n| format!("wörd{n}")).collect();
    let text = format!("{}\r\nQUIT :injected", words.join(" "));

    assert_eq!(
        stage
            .reply("wh_1", &staff_message("mina", "msg_1", &text))
            .await,
        204
    );

    let mut received = Vec::new();
    while received
        .last()
        .is_none_or(|line: &String| !line.contains("injected"))
    {
        received.push(visitor.next_message().await.1);
    }
    assert_eq!(received.pop().unwrap(), "QUIT :injected");
    assert!(
        received.len() >= 5 && received.iter().all(|line| line.len() < 512),
        "{received:#?}"
    );
    assert_eq!(received.join(" "), format!("Jane: {}", words.join(" ")));
}

#[tokio::test]
async fn a_repeated_delivery_is_sent_once() {
    let stage = Stage::set().await;
    let mut visitor = stage.visitor("mina").await;
    let first = staff_message("mina", "msg_1", "once");
    for _ in 0..3 {
        assert_eq!(stage.reply("wh_1", &first).await, 204);
    }
    stage
        .reply("wh_2", &staff_message("mina", "msg_2", "then"))
        .await;
    assert_eq!(visitor.next_message().await.1, "Jane: once");
    assert_eq!(visitor.next_message().await.1, "Jane: then");
}

#[tokio::test]
async fn a_reply_to_an_absent_visitor_is_reported() {
    let stage = Stage::set().await;
    assert_eq!(
        stage
            .reply("wh_1", &staff_message("absent", "msg_1", "Hello?"))
            .await,
        204
    );
    let event = stage.omni.events(1).await.remove(0);
    assert_eq!(
        (&event["type"], &event["messageId"]),
        (&json!("message.failed"), &json!("msg_1"))
    );
    assert!(
        event["reason"].as_str().unwrap().contains("No such nick"),
        "{event}"
    );
}

#[tokio::test]
async fn waiting_messages_survive_a_restart_of_the_bridge() {
    let ngircd = Ngircd::start();
    let folder = tempfile::tempdir().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let causeway = format!("http://{}", listener.local_addr().unwrap());
    let bridge = Bridge::start(settings(folder.path(), ngircd.port, &causeway))
        .await
        .unwrap();
    bridge.online().await.unwrap();
    let visitor = Visitor::join(ngircd.port, "mina").await;
    for text in ["one", "two", "three"] {
        visitor.say("help", text);
    }
    let state = folder.path().join("irc-bridge.jsonl");
    while std::fs::read_to_string(&state).unwrap().lines().count() < 3 {
        tokio::task::yield_now().await;
    }
    bridge.stop().await;
    drop(visitor);

    let omni = FakeOmni::on(listener);
    let _bridge = Bridge::start(settings(folder.path(), ngircd.port, &causeway))
        .await
        .unwrap();
    // The message in progress when the first bridge stopped may arrive twice, with the same id.
    let calls = omni
        .calls(|calls| calls.iter().any(|call| call.body["text"] == "three"))
        .await;
    let mut messages: Vec<_> = calls
        .iter()
        .filter(|call| call.target == "POST /omni/v1/messages")
        .collect();
    messages.dedup_by_key(|call| call.body["id"].clone());
    let texts: Vec<_> = messages
        .iter()
        .map(|call| call.body["text"].clone())
        .collect();
    assert_eq!(texts, ["one", "two", "three"]);
}

#[tokio::test]
async fn replies_wait_for_the_network_and_are_sent_once_it_is_back() {
    let mut stage = Stage::set().await;
    stage.ngircd.stop();
    let reply = staff_message("mina", "msg_1", "Still here");
    // The request may arrive before the bridge notices the outage.
    let held = stage
        .omni
        .deliver(&stage.webhook(), "wh_1", 1, &reply)
        .await;
    assert_eq!(held.status(), 503);
    assert!(held.headers().contains_key("retry-after"));

    stage.ngircd.restart();
    let mut visitor = stage.visitor("mina").await;
    stage.bridge.online().await.unwrap();
    assert_eq!(stage.reply("wh_1", &reply).await, 204);
    assert_eq!(visitor.next_message().await.1, "Jane: Still here");
}

#[tokio::test]
async fn a_taken_nick_gets_a_suffix_and_receives_messages() {
    let ngircd = Ngircd::start();
    let _squatter = Visitor::join(ngircd.port, "help").await;
    let omni = FakeOmni::start().await;
    let folder = tempfile::tempdir().unwrap();
    let bridge = Bridge::start(settings(folder.path(), ngircd.port, &omni.url))
        .await
        .unwrap();
    assert_eq!(bridge.online().await.unwrap(), "help_");
    let visitor = Visitor::join(ngircd.port, "mina").await;
    visitor.say("help_", "Hello");
    assert_eq!(omni.messages(1).await[0]["text"], "Hello");
}

#[tokio::test]
async fn a_line_that_is_not_utf8_is_received() {
    use tokio::io::AsyncWriteExt;

    let stage = Stage::set().await;
    let mut client = tokio::net::TcpStream::connect(("127.0.0.1", stage.ngircd.port))
        .await
        .unwrap();
    client
        .write_all(b"NICK latin\r\nUSER latin 0 * :latin\r\n")
        .await
        .unwrap();
    let (reading, mut writing) = client.into_split();
    let mut lines = tokio::io::BufReader::new(reading);
    let mut line = Vec::new();
    while !String::from_utf8_lossy(&line).contains(" 001 ") {
        line.clear();
        tokio::io::AsyncBufReadExt::read_until(&mut lines, b'\n', &mut line)
            .await
            .unwrap();
    }
    writing
        .write_all(b"PRIVMSG help :caf\xe9\r\nPRIVMSG help :tea\r\n")
        .await
        .unwrap();
    let texts: Vec<_> = stage
        .omni
        .messages(2)
        .await
        .iter()
        .map(|message| message["text"].clone())
        .collect();
    assert_eq!(texts, ["caf\u{fffd}", "tea"]);
}

#[tokio::test]
async fn forged_and_unsigned_requests_are_refused() {
    let stage = Stage::set().await;
    let other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let event = staff_message("mina", "msg_1", "Send me your password");
    let forged = deliver_signed_with(other, &stage.webhook(), "wh_1", 1, &event)
        .await
        .unwrap();
    assert_eq!(forged.status(), 401);
    let unsigned = plain_http()
        .post(stage.webhook())
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(unsigned.status(), 401);
}

#[tokio::test]
async fn without_credentials_only_the_challenge_is_answered() {
    let stage = Stage::set().await;
    let unconnected = Settings {
        credentials: None,
        ..settings(stage.folder.path(), stage.ngircd.port, &stage.omni.url)
    };
    let bridge = Bridge::start(unconnected).await.unwrap();
    let webhook = format!("http://{}/webhook", bridge.address());
    let challenge = json!({"type": "url_verification", "challenge": "abc-123", "timestamp": "2026-11-22T10:00:00.000Z"});
    let answer = stage.omni.deliver(&webhook, "wh_1", 1, &challenge).await;
    assert_eq!(
        (
            answer.status().as_u16(),
            answer.text().await.unwrap().as_str()
        ),
        (200, "abc-123")
    );
    let early = stage
        .omni
        .deliver(&webhook, "wh_2", 1, &staff_message("mina", "msg_1", "Hi"))
        .await;
    assert_eq!(early.status(), 503);
    assert_eq!(bridge.online().await, None);
}
