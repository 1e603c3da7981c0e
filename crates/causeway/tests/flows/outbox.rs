//! A channel that reads its events, and a program that dies again and again: everything is read, in order by visitor.

use std::{collections::HashSet, time::Duration};

use causeway_testkit::{CausewayProcess, TestDatabase, both_engines};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};

use crate::support::{Channel, Omni, connect_to, eventually};

const ROUNDS: usize = 6;
const VISITORS: usize = 3;
const REPLIES: usize = 12;

both_engines! {
    async fn nothing_that_waits_in_the_outbox_is_lost_or_reordered_by_kill_9(database: TestDatabase) {
        read_while_it_dies(database).await;
    }
}

async fn read_while_it_dies(database: TestDatabase) {
    let mut dice = StdRng::seed_from_u64(1);
    let mut causeway = CausewayProcess::start(&database.url).await;
    let channel = connect_to(&causeway, None).await;
    let omni = Omni::new(&causeway, &channel.token);
    let mut expected = Vec::new();
    for visitor in 0..VISITORS {
        expected.push(talk(&channel, &omni, visitor).await);
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

/// A visitor writes, staff answer: what the channel is owed, in order.
async fn talk(channel: &Channel, omni: &Omni, visitor: usize) -> Vec<String> {
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

/// Reads and confirms until so many events have come, each once.
async fn read_all(omni: &Omni, total: usize) -> Vec<Value> {
    let (mut seen, mut read) = (HashSet::new(), Vec::new());
    let mut confirmed = false;
    while read.len() < total || !confirmed {
        // Always from the first that was not confirmed, as a reader does that lost its own memory.
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
