//! Fan-out: many screens are open, and each shows every message.

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

/// Number of staff members. Each may have at most 30 streams.
const STAFF: usize = 8;

/// Number of open screens per staff member.
const SCREENS_EACH: usize = 25;

/// Number of open screens.
pub(crate) const SCREENS: usize = STAFF * SCREENS_EACH;

/// Maximum number of messages in a measurement.
const MESSAGES_MAX: usize = 500;

/// Timeout for a message to reach a screen.
const ARRIVAL_MAX: Duration = Duration::from_secs(10);

/// Latencies from sending a visitor's message until screens show it.
pub(crate) struct FanOut {
    /// One value per screen and message.
    pub(crate) each: Sample,
    /// One value per message: the last screen.
    pub(crate) last: Sample,
}

/// Measures one message at a time. The next is sent when every screen has the previous one.
pub(crate) async fn measure(shop: &Shop, each: Duration) -> Result<FanOut> {
    let (arrivals, mut arrived_at) = mpsc::unbounded_channel();
    let mut watching = JoinSet::new();
    for number in 0..STAFF {
        let staff = add_administrator(shop, number).await;
        for _ in 0..SCREENS_EACH {
            watching.spawn(watch(shop.open_screen(&staff).await?, arrivals.clone()));
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
            let arrived = tokio::time::timeout(ARRIVAL_MAX, arrived_at.recv())
                .await
                .context("a screen did not receive a message in time")?;
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

/// Creates another administrator, who sees every enquiry, and signs in.
async fn add_administrator(shop: &Shop, number: usize) -> Session {
    let email = format!("staff-{number}@example.com");
    let staff = json!({
        "firstName": "Sam", "lastName": format!("Sample {number}"), "email": email,
        "role": "administrator", "password": PASSWORD,
    });
    shop.admin.post("/staff", &staff).await;
    shop.causeway.sign_in_as(&email, PASSWORD).await
}

/// Reports the arrival of each message on one screen.
async fn watch(mut screen: Frames, arrivals: mpsc::UnboundedSender<Instant>) {
    while let Some(frame) = screen.next().await {
        let arrived = Instant::now();
        if frame.contains("event: message.created\n") && arrivals.send(arrived).is_err() {
            return;
        }
    }
}
