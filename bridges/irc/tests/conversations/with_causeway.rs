//! The whole way: a visitor's IRC client, a real IRC server, the bridge, the real `causeway`, its staff; and back.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use causeway_testkit::{CausewayProcess, TestDatabase, both_engines};
use irc_bridge::{Bridge, NetworkSettings, Pace, Settings};
use tempfile::TempDir;

use crate::ngircd::Ngircd;
use crate::staff::{Credentials, Staff, introduced};
use crate::visitor::Visitor;

/// Everything between a visitor and staff, connected.
struct Stage {
    ngircd: Ngircd,
    causeway: CausewayProcess,
    staff: Staff,
    _bridge: Bridge,
    _folder: TempDir,
}

impl Stage {
    /// Connects the bridge as its README tells: first without credentials, to answer the challenge, then with them.
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
        introduced(&causeway, &token).await;
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
    async fn a_visitor_on_irc_and_staff_talk_both_ways(database: TestDatabase) {
        let stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("Mina").await;

        visitor.say("help", "Hello, is anybody there?");
        assert_eq!(visitor.hears().await, ("help".to_owned(), "Welcome, Mina!".to_owned()));

        let enquiry = stage.staff.pick_up("mina").await;
        assert_eq!((&enquiry.body["status"], &enquiry.body["number"]), (&"ongoing".into(), &"INQ-000001".into()));
        assert_eq!(enquiry.body["visitor"]["name"], "Mina");
        assert_eq!(enquiry.hears(1).await, ["Hello, is anybody there?"]);

        let reply = enquiry.reply("c-1", "Hi Mina, what can I do for you?").await;
        assert_eq!(visitor.hears().await, ("help".to_owned(), "Jane: Hi Mina, what can I do for you?".to_owned()));
        enquiry.delivery_becomes(&reply, "sent").await;

        visitor.say("help", "\u{1}ACTION waves\u{1}");
        assert_eq!(enquiry.hears(2).await[1], "* Mina waves");
    }

    async fn a_conversation_goes_on_when_causeway_is_killed_in_the_middle(database: TestDatabase) {
        let mut stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("Mina").await;
        let lines: Vec<String> = (1..=9).map(|number| format!("line {number}")).collect();

        visitor.say("help", &lines[0]);
        assert_eq!(visitor.hears().await.1, "Welcome, Mina!");
        let enquiry = stage.staff.pick_up("mina").await;
        // Some are on their way, and one reply is, when the end comes.
        for line in &lines[1..6] {
            visitor.say("help", line);
        }
        let reply = enquiry.reply("c-1", "One moment").await;
        stage.causeway.kill9();
        for line in &lines[6..] {
            visitor.say("help", line);
        }

        stage.causeway.restart().await;
        assert_eq!(visitor.hears().await.1, "Jane: One moment");
        enquiry.delivery_becomes(&reply, "sent").await;
        assert_eq!(enquiry.hears(lines.len()).await, lines);
        enquiry.reply("c-2", "Here I am again").await;
        assert_eq!(visitor.hears().await.1, "Jane: Here I am again");
    }

    async fn a_long_reply_arrives_whole_in_lines_cut_at_word_ends(database: TestDatabase) {
        let stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("mina").await;
        visitor.say("help", "Tell me everything");
        visitor.hears().await;
        let enquiry = stage.staff.pick_up("mina").await;

        // Longer than the bridge takes at once, so Causeway makes several messages of it and the bridge several lines of each.
        let words: Vec<String> = (1..=450).map(|number| format!("wörd{number}")).collect();
        enquiry.reply("c-1", &words.join(" ")).await;
        enquiry.reply("c-2", "That was everything").await;

        let mut heard = Vec::new();
        while heard.last().is_none_or(|line| line != "Jane: That was everything") {
            heard.push(visitor.hears().await.1);
        }
        heard.pop();
        let longest = heard.iter().map(String::len).max().unwrap();
        // What a server relays has its prefix besides, up to 512 bytes.
        assert!(heard.len() >= 8 && (300..450).contains(&longest), "{longest}: {heard:#?}");
        let parts = heard.iter().filter(|line| line.starts_with("Jane: ")).count();
        assert!(parts >= 2, "several messages, each with its sender in front: {heard:#?}");
        let said: Vec<&str> = heard.iter().map(|line| line.strip_prefix("Jane: ").unwrap_or(line)).collect();
        assert_eq!(said.join(" "), words.join(" "));
    }

    async fn a_reply_to_a_visitor_who_is_gone_fails_and_can_be_sent_again(database: TestDatabase) {
        let stage = Stage::set(&database).await;
        let mut visitor = stage.visitor("mina").await;
        visitor.say("help", "I must go soon");
        visitor.hears().await;
        let enquiry = stage.staff.pick_up("mina").await;
        visitor.leave().await;

        let reply = enquiry.reply("c-1", "Here is your answer").await;
        let reason = enquiry.delivery_becomes(&reply, "failed").await;
        assert!(reason.contains("No such nick"), "{reason}");

        let mut visitor = stage.visitor("Mina").await;
        enquiry.send_again(&reply).await;
        assert_eq!(visitor.hears().await.1, "Jane: Here is your answer");
        enquiry.delivery_becomes(&reply, "sent").await;
    }
}
