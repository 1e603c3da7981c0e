//! A new enquiry is offered: from a visitor's first message until those who may pick it up see it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::frames::Frames;
use crate::processor::Meter;
use crate::report::Sample;
use crate::shop::{Shop, text_message};

/// How many people are connected, each at a screen of their own. All are members of the service group that is asked.
pub(crate) const STAFF: usize = 200;

/// How many enquiries are measured: a 99th percentile of fewer tells of a handful.
pub(crate) const ENQUIRIES: usize = 500;

/// An offer that takes longer is lost.
const ARRIVAL_MAX: Duration = Duration::from_secs(10);

/// From a visitor's first message being sent, until screens show the offer.
pub(crate) struct Offers {
    /// One count per member and enquiry.
    pub(crate) each: Sample,
    /// One count per enquiry: the last member.
    pub(crate) last: Sample,
}

/// Measures one enquiry after the other: the next opens when all members have seen the last. Everything else that happens on
/// that way happens here too: the enquiry opens, it is routed, and all are told.
pub(crate) async fn measure(shop: &Shop) -> Result<Offers> {
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut watching = JoinSet::new();
    let crew = shop.hire_crew(STAFF).await?;
    for member in &crew {
        watching.spawn(watch(shop.open_screen(member).await?, tell.clone()));
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
            .context("an answer tells the enquiry")?;
        let mut last = sent;
        for _ in 0..STAFF {
            let seen = tokio::time::timeout(ARRIVAL_MAX, told.recv())
                .await
                .context("somebody saw no offer")?;
            let (about, at): (String, Instant) = seen.context("all screens are closed")?;
            anyhow::ensure!(
                about.contains(enquiry_id),
                "an offer of another enquiry came in between"
            );
            out.each.record(at - sent);
            last = last.max(at);
        }
        out.last.record(last - sent);
        // Whoever picks it up ends all its offers.
        shop.admin
            .post(&format!("/enquiries/{enquiry_id}/take-over"), &json!({}))
            .await;
    }
    let (within, processor) = (began.elapsed(), meter.stop());
    shop.form_group(std::slice::from_ref(&shop.me)).await?;
    let whole = |sample: Sample| sample.lasting(within).taking(processor);
    Ok(Offers {
        each: whole(out.each),
        last: whole(out.last),
    })
}

/// Tells when each offer arrives on one screen, and what it says.
async fn watch(mut screen: Frames, tell: mpsc::UnboundedSender<(String, Instant)>) {
    while let Some(frame) = screen.next().await {
        let arrived = Instant::now();
        if frame.contains("event: offer.made\n") && tell.send((frame, arrived)).is_err() {
            return;
        }
    }
}
