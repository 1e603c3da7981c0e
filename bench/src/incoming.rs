//! Incoming messages: each writer sends its next message after the 201 for the previous one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::connection::Connection;
use crate::processor::Meter;
use crate::report::Sample;
use crate::shop::{Shop, text_message};

/// Time between the first messages and the measurement, while caches fill and the load evens out.
const WARM_UP: Duration = Duration::from_millis(300);

/// Maximum number of messages of one writer. The time limit comes first, unless the clock stands
/// still.
const MESSAGES_MAX: u64 = 100_000;

/// Messages per conversation. Longer unread conversations are rare.
const CONVERSATION: u64 = 20;

/// Which visitors write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visitors {
    /// Visitors with twenty messages each.
    Known,
    /// A new visitor for each message, so that each message opens an enquiry.
    New,
}

/// The task of one writer.
struct Writer {
    connection: Connection,
    name: String,
    visitors: Visitors,
    each: Duration,
    ready: Arc<Barrier>,
}

/// Measures this many concurrent writers. One staff screen is open and shows every message.
pub(crate) async fn measure(
    shop: &Shop,
    writers: usize,
    visitors: Visitors,
    each: Duration,
) -> Result<Sample> {
    let mut screen = shop.open_screen(&shop.admin).await?;
    let mut watching = JoinSet::new();
    watching.spawn(async move { while screen.next().await.is_some() {} });
    let load = shop.load_name();
    let mut connections = Vec::new();
    for _ in 0..writers {
        connections.push(shop.connect().await?);
    }
    let ready = Arc::new(Barrier::new(writers + 1));
    let mut writing = JoinSet::new();
    for (number, connection) in connections.into_iter().enumerate() {
        let name = format!("{load}-{number}");
        writing.spawn(
            Writer {
                connection,
                name,
                visitors,
                each,
                ready: Arc::clone(&ready),
            }
            .run(),
        );
    }
    tokio::select! {
        _ = ready.wait() => {}
        // A writer that ends before all are ready has failed.
        Some(failed) = writing.join_next() => return failed?,
    }
    tokio::time::sleep(WARM_UP).await;
    let meter = Meter::start();
    tokio::time::sleep(each).await;
    let mut all = Sample::new(each).taking(meter.stop());
    while let Some(written) = writing.join_next().await {
        all.merge(&written??);
    }
    Ok(all)
}

impl Writer {
    async fn run(mut self) -> Result<Sample> {
        self.post(0).await?;
        self.ready.wait().await;
        let from = Instant::now() + WARM_UP;
        let until = from + self.each;
        let mut sample = Sample::new(self.each);
        for number in 1..MESSAGES_MAX {
            let (sent, answered) = self.post(number).await?;
            if answered > until {
                break;
            }
            if sent >= from {
                sample.record(answered - sent);
            }
        }
        Ok(sample)
    }

    /// Sends a message. Returns when it was sent and when it was answered.
    async fn post(&mut self, number: u64) -> Result<(Instant, Instant)> {
        let id = format!("{}-{number}", self.name);
        let visitor_id = match self.visitors {
            Visitors::Known => format!("{}-from-{}", self.name, number / CONVERSATION),
            Visitors::New => id.clone(),
        };
        let message = text_message(&id, &visitor_id, &id);
        let sent = Instant::now();
        self.connection.post_message(&message).await?;
        Ok((sent, Instant::now()))
    }
}
