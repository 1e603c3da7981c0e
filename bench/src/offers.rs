//! Offers: from a visitor's first message until the screens of the members show the offer.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::frames::Frames;
use crate::processor::Meter;
use crate::report::Sample;
use crate::shop::{Shop, text_message};

/// Number of connected members of the service group, each with one screen.
pub(crate) const STAFF: usize = 200;

/// Number of measured enquiries, enough for a meaningful 99th percentile.
pub(crate) const ENQUIRIES: usize = 500;

/// Timeout for an offer to reach a screen.
const ARRIVAL_MAX: Duration = Duration::from_secs(10);

/// Latencies from sending a visitor's first message until screens show the offer.
pub(crate) struct Offers {
    /// One value per member and enquiry.
    pub(crate) each: Sample,
    /// One value per enquiry: the last member.
    pub(crate) last: Sample,
}

/// Measures one enquiry at a time. The next opens when all members have seen the previous offer.
/// The time includes opening and routing the enquiry, and the events to all members.
pub(crate) async fn measure(shop: &Shop) -> Result<Offers> {
    let (offers_sender, mut offers) = mpsc::unbounded_channel();
    let mut watching = JoinSet::new();
    let members = shop.add_agents(STAFF).await?;
    for member in &members {
        watching.spawn(watch(
            shop.open_screen(member).await?,
            offers_sender.clone(),
        ));
    }
    let load = shop.load_name();
    let mut connection = shop.connect().await?;
    let mut out = Offers {
        each: Sample::new(ARRIVAL_MAX),
        last: Sample::new(ARRIVAL_MAX),
    };
    let meter = Meter::start();
    let began = Instant::now();
    for number in 0..ENQUIRIES {
        let visitor = format!("{load}-{number}");
        let sent = Instant::now();
        let answer = connection
            .post_message(&text_message(&visitor, &visitor, &visitor))
            .await?;
        let answer: Value = serde_json::from_slice(&answer)?;
        let enquiry_id = answer["enquiryId"]
            .as_str()
            .context("the response has no enquiryId")?;
        let mut last = sent;
        for _ in 0..STAFF {
            let seen = tokio::time::timeout(ARRIVAL_MAX, offers.recv())
                .await
                .context("a screen did not receive an offer in time")?;
            let (about, at): (String, Instant) = seen.context("all screens are closed")?;
            anyhow::ensure!(
                about.contains(enquiry_id),
                "an offer of another enquiry arrived"
            );
            out.each.record(at - sent);
            last = last.max(at);
        }
        out.last.record(last - sent);
        // Taking the enquiry over ends all its offers.
        shop.admin
            .post(&format!("/enquiries/{enquiry_id}/take-over"), &json!({}))
            .await;
    }
    let (within, processor) = (began.elapsed(), meter.stop());
    shop.set_group_members(std::slice::from_ref(&shop.me))
        .await?;
    let whole = |sample: Sample| sample.lasting(within).taking(processor);
    Ok(Offers {
        each: whole(out.each),
        last: whole(out.last),
    })
}

/// Reports the arrival and the text of each offer on one screen.
async fn watch(mut screen: Frames, offers_sender: mpsc::UnboundedSender<(String, Instant)>) {
    while let Some(frame) = screen.next().await {
        let arrived = Instant::now();
        if frame.contains("event: offer.made\n") && offers_sender.send((frame, arrived)).is_err() {
            return;
        }
    }
}
