//! Many screens are open, and each sees every message.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use causeway_testkit::process::Session;
use serde_json::json;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::frames::Frames;
use crate::processor::Meter;
use crate::report::Sample;
use crate::shop::{PASSWORD, Shop, text_message};

/// How many people have screens open; somebody may have 30 at most.
const STAFF: usize = 8;

/// How many screens each of them has open.
const SCREENS_EACH: usize = 25;

/// How many screens are open.
pub(crate) const SCREENS: usize = STAFF * SCREENS_EACH;

/// Most messages.
const MESSAGES_MAX: usize = 500;

/// A screen that takes longer is lost.
const ARRIVAL_MAX: Duration = Duration::from_secs(10);

/// From a visitor's message being sent, until screens show it.
pub(crate) struct FanOut {
    /// One count per screen and message.
    pub(crate) each: Sample,
    /// One count per message: the last screen.
    pub(crate) last: Sample,
}

/// Measures one message after the other: the next is sent when the last has reached every screen.
pub(crate) async fn measure(shop: &Shop, each: Duration) -> Result<FanOut> {
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut watching = JoinSet::new();
    for number in 0..STAFF {
        let staff = hire(shop, number).await;
        for _ in 0..SCREENS_EACH {
            watching.spawn(watch(shop.open_screen(&staff).await?, tell.clone()));
        }
    }
    let load = shop.load_name();
    let mut connection = shop.connect().await?;
    let mut out = FanOut {
        each: Sample::new(each),
        last: Sample::new(each),
    };
    let meter = Meter::start();
    let began = Instant::now();
    for number in 0..MESSAGES_MAX {
        let sent = Instant::now();
        connection
            .post_message(&text_message(&format!("{load}-{number}"), &load, &load))
            .await?;
        let mut last = sent;
        for _ in 0..SCREENS {
            let arrived = tokio::time::timeout(ARRIVAL_MAX, told.recv())
                .await
                .context("a screen saw no message")?;
            let arrived = arrived.context("all screens are closed")?;
            out.each.record(arrived - sent);
            last = last.max(arrived);
        }
        out.last.record(last - sent);
        if began.elapsed() > each {
            break;
        }
    }
    let (within, processor) = (began.elapsed(), meter.stop());
    let whole = |sample: Sample| sample.lasting(within).taking(processor);
    Ok(FanOut {
        each: whole(out.each),
        last: whole(out.last),
    })
}

/// One more administrator, who sees everything; signed in.
async fn hire(shop: &Shop, number: usize) -> Session {
    let email = format!("staff-{number}@example.com");
    let staff = json!({
        "firstName": "Sam", "lastName": format!("Sample {number}"), "email": email,
        "role": "administrator", "password": PASSWORD,
    });
    shop.admin.post("/staff", &staff).await;
    shop.causeway.sign_in_as(&email, PASSWORD).await
}

/// Tells when each message arrives on one screen.
async fn watch(mut screen: Frames, tell: mpsc::UnboundedSender<Instant>) {
    while let Some(frame) = screen.next().await {
        let arrived = Instant::now();
        if frame.contains("event: message.created\n") && tell.send(arrived).is_err() {
            return;
        }
    }
}
