//! A channel reads its events while the program is killed repeatedly. It reads every event, in
//! order per visitor.

use std::{collections::HashSet, time::Duration};

use causeway_testkit::{CausewayProcess, TestDatabase, both_engines};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};

use crate::support::{Channel, Omni, connect_to, eventually};

const ROUNDS: usize = 6;
const VISITORS: usize = 3;
const REPLIES: usize = 12;

both_engines! {
    async fn kill_9_loses_and_reorders_no_event_of_an_outbox(database: TestDatabase) {
        read_during_kills(database).await;
    }
}

async fn read_during_kills(database: TestDatabase) {
    let mut dice = StdRng::seed_from_u64(1);
    let mut causeway = CausewayProcess::start(&database.url).await;
    let channel = connect_to(&causeway, None).await;
    let omni = Omni::new(&causeway, &channel.token);
    let mut expected = Vec::new();
    for visitor in 0..VISITORS {
        expected.push(converse(&channel, &omni, visitor).await);
    }
    let total: usize = expected.iter().map(Vec::len).sum();
    let reading = read_all(&omni, total);
    let fate = async {
        for _ in 0..ROUNDS {
            tokio::time::sleep(Duration::from_millis(dice.random_range(5..120))).await;
            causeway.kill9();
            causeway.restart().await;
        }
    };
    let (read, ()) = tokio::join!(reading, fate);
    for (visitor, expected) in expected.iter().enumerate() {
        let visitor = format!("u-{visitor}");
        let of_visitor = read
            .iter()
            .filter(|event| event["data"]["visitor"]["id"] == visitor);
        let words: Vec<&str> = of_visitor
            .map(|event| {
                event["data"]["message"]["text"]
                    .as_str()
                    .or(event["type"].as_str())
                    .expect("a type")
            })
            .collect();
        assert_eq!(words, *expected, "{visitor}");
    }
    let left = eventually("everything is confirmed", async || {
        omni.try_get("/outbox").await
    })
    .await;
    assert_eq!(left["items"], json!([]));
}

/// A visitor writes and staff answer. Returns the events due to the channel, in order.
async fn converse(channel: &Channel, omni: &Omni, visitor: usize) -> Vec<String> {
    let id = format!("u-{visitor}");
    let written = omni.text(&id, &format!("{id}-m"), "Hello!").await;
    let enquiry = format!(
        "/enquiries/{}",
        written["enquiryId"].as_str().expect("an id")
    );
    channel
        .admin
        .post(&format!("{enquiry}/pick-up"), &json!({}))
        .await;
    let mut owed: Vec<String> = ["enquiry.opened", "enquiry.missed", "enquiry.followedUp"]
        .map(str::to_owned)
        .into();
    for number in 0..REPLIES {
        let text = format!("{id} reply {number}");
        let reply = json!({ "clientId": text, "type": "text", "text": text });
        channel
            .admin
            .post(&format!("{enquiry}/messages"), &reply)
            .await;
        owed.push(text);
    }
    owed
}

/// Reads and confirms until this many events have arrived, each counted once.
async fn read_all(omni: &Omni, total: usize) -> Vec<Value> {
    let (mut seen, mut read) = (HashSet::new(), Vec::new());
    let mut confirmed = false;
    while read.len() < total || !confirmed {
        // Starts at the first unconfirmed event, like a reader that lost its state.
        let Some(page) = omni.try_get("/outbox?wait=1").await else {
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        for event in page["items"].as_array().expect("a list") {
            if seen.insert(event["id"].as_str().expect("an id").to_owned()) {
                read.push(event.clone());
            }
        }
        let cursor = json!({ "cursor": page["nextCursor"] });
        confirmed = omni
            .try_post("/outbox/ack", &cursor)
            .await
            .is_some_and(|(status, _)| status == 204);
    }
    read
}
