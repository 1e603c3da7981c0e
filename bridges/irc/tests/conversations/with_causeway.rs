//! End to end: a visitor's IRC client, a real IRC server, the bridge, the real `causeway` and its
//! staff.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use causeway_testkit::{CausewayProcess, TestDatabase, both_engines};
use irc_bridge::{Bridge, NetworkSettings, Pace, Settings};
use tempfile::TempDir;

use crate::ngircd::Ngircd;
use crate::staff::{Credentials, Staff, wait_for_capabilities};
use crate::visitor::Visitor;

/// A visitor's network, the bridge, and Causeway with its staff.
struct Stage {
    ngircd: Ngircd,
    causeway: CausewayProcess,
    staff: Staff,
    _bridge: Bridge,
    _folder: TempDir,
}

impl Stage {
    /// Connects the bridge as its README describes: first without credentials, to answer the
    /// challenge, then with them.
    async fn set(database: &TestDatabase) -> Self {
        let ngircd = Ngircd::start();
        let causeway = CausewayProcess::start(&database.url).await;
        let folder = tempfile::tempdir().unwrap();
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        let unconnected = Bridge::start(settings(free, None, &folder, &ngircd, &causeway))
            .await
            .unwrap();
        let address = unconnected.address();
        let staff = Staff::sign_in(&causeway).await;
        let credentials = staff.connect(&format!("http://{address}/webhook")).await;
        unconnected.stop().await;

        let token = credentials.token.clone();
        let connected = settings(address, Some(credentials), &folder, &ngircd, &causeway);
        let bridge = Bridge::start(connected).await.unwrap();
        assert_eq!(bridge.online().await.unwrap(), "help");
        wait_for_capabilities(&causeway, &token).await;
        Self {
            ngircd,
            causeway,
            staff,
            _bridge: bridge,
            _folder: folder,
        }
    }

    async fn visitor(&self, nick: &str) -> Visitor {
        Visitor::join(self.ngircd.port, nick).await
    }
}

fn settings(
    listen: SocketAddr,
    credentials: Option<Credentials>,
    folder: &TempDir,
    ngircd: &Ngircd,
    causeway: &CausewayProcess,
) -> Settings {
    Settings {
        listen,
        state: Path::join(folder.path(), "irc-bridge.jsonl"),
        causeway: causeway.url(""),
        credentials: credentials.map(|given| (given.token, given.secret)),
        pace: Pace {
            burst: 100,
            every: Duration::from_millis(1),
        },
        network: NetworkSettings {
            host: "127.0.0.1".to_owned(),
            port: ngircd.port,
            tls: false,
            nick: "help".to_owned(),
            password: None,
            nick_password: None,
        },
    }
}

both_engines! {
    async fn a_visitor_on_irc_and_staff_exchange_messages(database: TestDatabase) {
        let stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("Mina").await;

        visitor.say("help", "Hello, is anyone there?");
        assert_eq!(visitor.next_message().await, ("help".to_owned(), "Welcome, Mina!".to_owned()));

        let enquiry = stage.staff.pick_up("mina").await;
        assert_eq!((&enquiry.body["status"], &enquiry.body["number"]), (&"ongoing".into(), &"INQ-000001".into()));
        assert_eq!(enquiry.body["visitor"]["name"], "Mina");
        assert_eq!(enquiry.wait_for_messages(1).await, ["Hello, is anyone there?"]);

        let reply = enquiry.reply("c-1", "Hi Mina, what can I do for you?").await;
        assert_eq!(visitor.next_message().await, ("help".to_owned(), "Jane: Hi Mina, what can I do for you?".to_owned()));
        enquiry.delivery_becomes(&reply, "sent").await;

        visitor.say("help", "\u{1}ACTION waves\u{1}");
        assert_eq!(enquiry.wait_for_messages(2).await[1], "* Mina waves");
    }

    async fn a_conversation_continues_after_causeway_is_killed(database: TestDatabase) {
        let mut stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("Mina").await;
        let lines: Vec<String> = (1..=9).map(|number| format!("line {number}")).collect();

        visitor.say("help", &lines[0]);
        assert_eq!(visitor.next_message().await.1, "Welcome, Mina!");
        let enquiry = stage.staff.pick_up("mina").await;
        // Several messages and one reply are in progress when Causeway is killed.
        for line in &lines[1..6] {
            visitor.say("help", line);
        }
        let reply = enquiry.reply("c-1", "One moment").await;
        stage.causeway.kill9();
        for line in &lines[6..] {
            visitor.say("help", line);
        }

        stage.causeway.restart().await;
        assert_eq!(visitor.next_message().await.1, "Jane: One moment");
        enquiry.delivery_becomes(&reply, "sent").await;
        assert_eq!(enquiry.wait_for_messages(lines.len()).await, lines);
        enquiry.reply("c-2", "Here I am again").await;
        assert_eq!(visitor.next_message().await.1, "Jane: Here I am again");
    }

    async fn a_long_reply_arrives_in_lines_split_at_word_ends(database: TestDatabase) {
        let stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("mina").await;
        visitor.say("help", "Tell me everything");
        visitor.next_message().await;
        let enquiry = stage.staff.pick_up("mina").await;

        // Longer than the bridge's limit: Causeway splits it into several messages, and the bridge
        // splits each into several lines.
        let words: Vec<String> = (1..=450).map(|number| format!("wörd{number}")).collect();
        enquiry.reply("c-1", &words.join(" ")).await;
        enquiry.reply("c-2", "That was everything").await;

        let mut received = Vec::new();
        while received.last().is_none_or(|line| line != "Jane: That was everything") {
            received.push(visitor.next_message().await.1);
        }
        received.pop();
        let longest = received.iter().map(String::len).max().unwrap();
        // A relayed line includes a prefix, up to 512 bytes in total.
        assert!(received.len() >= 8 && (300..450).contains(&longest), "{longest}: {received:#?}");
        let parts = received.iter().filter(|line| line.starts_with("Jane: ")).count();
        assert!(parts >= 2, "several messages, each with its sender: {received:#?}");
        let texts: Vec<&str> = received.iter().map(|line| line.strip_prefix("Jane: ").unwrap_or(line)).collect();
        assert_eq!(texts.join(" "), words.join(" "));
    }

    async fn a_reply_to_an_absent_visitor_fails_and_can_be_retried(database: TestDatabase) {
        let stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("mina").await;
        visitor.say("help", "I must go soon");
        visitor.next_message().await;
        let enquiry = stage.staff.pick_up("mina").await;
        visitor.leave().await;

        let reply = enquiry.reply("c-1", "Here is your answer").await;
        let reason = enquiry.delivery_becomes(&reply, "failed").await;
        assert!(reason.contains("No such nick"), "{reason}");

        let mut visitor = stage.visitor("Mina").await;
        enquiry.send_again(&reply).await;
        assert_eq!(visitor.next_message().await.1, "Jane: Here is your answer");
        enquiry.delivery_becomes(&reply, "sent").await;
    }
}
