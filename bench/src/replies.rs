//! Staff replies: each conversation's next reply is sent when the previous one has reached the
//! channel's webhook.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use causeway_testkit::process::Session;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::processor::Meter;
use crate::receiver::Receiver;
use crate::report::Sample;
use crate::shop::{Shop, text_message};

/// Timeout of a reply. Causeway's timeout for an attempt is 15 s.
const ARRIVAL_MAX: Duration = Duration::from_secs(20);

/// Maximum number of replies in one conversation.
const REPLIES_MAX: u32 = 20_000;

/// Measures the time from posting a reply to its arrival, in this many concurrent conversations.
pub(crate) async fn measure(shop: &Shop, conversations: usize, each: Duration) -> Result<Sample> {
    let load = shop.load_name();
    let mut connection = shop.connect().await?;
    let mut paths = Vec::new();
    for number in 0..conversations {
        let id = format!("{load}-{number}");
        let answer = connection
            .post_message(&text_message(&id, &id, &id))
            .await?;
        let answer: Value = serde_json::from_slice(&answer)?;
        let path = format!(
            "/enquiries/{}",
            answer["enquiryId"]
                .as_str()
                .context("the response has no enquiryId")?
        );
        shop.admin
            .post(&format!("{path}/pick-up"), &json!({}))
            .await;
        paths.push(path);
    }
    let meter = Meter::start();
    let until = Instant::now() + each;
    let conversations = paths.iter().enumerate().map(|(number, path)| Conversation {
        staff: shop.admin.clone(),
        path: format!("{path}/messages"),
        name: format!("{load}-{number}"),
        until,
    });
    let mut running = JoinSet::new();
    for conversation in conversations {
        let receiver = shop.receiver.clone();
        running.spawn(conversation.run(receiver, Sample::new(each)));
    }
    let mut all = Sample::new(each);
    while let Some(finished) = running.join_next().await {
        all.merge(&finished??);
    }
    Ok(all.taking(meter.stop()))
}

/// One conversation.
struct Conversation {
    staff: Session,
    path: String,
    name: String,
    until: Instant,
}

impl Conversation {
    async fn run(self, receiver: Receiver, mut sample: Sample) -> Result<Sample> {
        for number in 0..REPLIES_MAX {
            let text = format!("{} reply {number}", self.name);
            let arrives = receiver.expect(&text);
            let posted = Instant::now();
            self.staff
                .post(
                    &self.path,
                    &json!({ "clientId": text, "type": "text", "text": text }),
                )
                .await;
            let arrived = tokio::time::timeout(ARRIVAL_MAX, arrives)
                .await
                .context("a reply did not arrive in time")??;
            if arrived > self.until {
                break;
            }
            sample.record(arrived - posted);
        }
        Ok(sample)
    }
}
