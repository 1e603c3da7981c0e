//! A source whose endpoint behaves badly, with thousands of events waiting, beside a healthy one.
//!
//! Each bad habit has a Causeway of its own. The healthy source's replies are measured alone first and then beside the other,
//! so that their ratio says what the neighbour costs, however quick the machine is at the moment.

use std::fmt;
use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use causeway_testkit::receiver::Answer;
use causeway_testkit::{Receiver, TestDatabase};
use tokio::task::JoinSet;

use crate::connection::Connection;
use crate::processor;
use crate::replies;
use crate::report::Sample;
use crate::shop::{Shop, text_message};

/// Visitors of the bad source. Each owes it two events: the enquiry opened, and nobody took it.
const VISITORS: usize = 5_000;

/// Connections over which they write.
const WRITERS: usize = 32;

/// Healthy conversations at a time: enough to keep Causeway busy, few enough that waiting for a place says nothing.
const CONVERSATIONS: usize = 4;

/// How long each is measured.
const EACH: Duration = Duration::from_secs(10);

/// What came of one bad habit.
pub(crate) struct Neighbour {
    habit: &'static str,
    alone: Sample,
    beside: Sample,
    /// Bytes of memory before the events waited, and the most that there were until the end.
    memory: (u64, u64),
}

/// Measures each bad habit.
pub(crate) async fn measure() -> Result<Vec<Neighbour>> {
    let habits = [
        ("behaves well", Answer::Ok),
        ("answers after 29 s", Answer::Ok.after(Duration::from_secs(29))),
        ("drips its answer, a byte a second", Answer::Drip(Duration::from_secs(1))),
        ("answers with 256 MiB", Answer::Huge(256 << 20)),
        ("closes the connection", Answer::Drop),
        ("answers 500", Answer::Status(500)),
    ];
    let mut neighbours = Vec::new();
    for (habit, answer) in habits {
        neighbours.push(beside(habit, answer).await?);
    }
    Ok(neighbours)
}

async fn beside(habit: &'static str, answer: Answer) -> Result<Neighbour> {
    let database = TestDatabase::sqlite();
    let shop = Shop::open(&database.url).await?;
    // Once to warm up.
    replies::measure(&shop, CONVERSATIONS, Duration::from_secs(1)).await?;
    let alone = replies::measure(&shop, CONVERSATIONS, EACH).await?;
    let before = memory("VmRSS:")?;
    let receiver = Receiver::start();
    let token = shop.connect_another(&receiver.url()).await?;
    receiver.answer(answer);
    fill(&shop, &token).await?;
    let beside = replies::measure(&shop, CONVERSATIONS, EACH).await?;
    Ok(Neighbour { habit, alone, beside, memory: (before, memory("VmHWM:")?) })
}

/// Lets visitors write on the bad source.
async fn fill(shop: &Shop, token: &str) -> Result<()> {
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let mut connection: Connection = shop.connect_as(token).await?;
        writers.spawn(async move {
            for number in (writer..VISITORS).step_by(WRITERS) {
                let id = format!("neighbour-{number}");
                connection.post_message(&text_message(&id, &id, &id)).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(written) = writers.join_next().await {
        written??;
    }
    Ok(())
}

/// Bytes of Causeway's memory: `VmRSS:` now, `VmHWM:` at the most (proc_pid_status(5)).
fn memory(field: &str) -> Result<u64> {
    let told = processor::children().into_iter().filter_map(|child| fs::read_to_string(child.join("status")).ok());
    let kilobytes = told.filter_map(|status| {
        let line = status.lines().find_map(|line| line.strip_prefix(field))?;
        line.trim().trim_end_matches(" kB").parse::<u64>().ok()
    });
    kilobytes.max().map(|kilobytes| kilobytes * 1_024).context("the system doesn't tell of memory")
}

impl fmt::Display for Neighbour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (alone, beside) = (self.alone.quantile_ms(0.99), self.beside.quantile_ms(0.99));
        let more = self.memory.1.saturating_sub(self.memory.0) >> 20;
        write!(
            out,
            "| {} | {:.2} | {alone:.2} | {:.2} | {beside:.2} | {:.2} | {} | {more} |",
            self.habit,
            self.alone.quantile_ms(0.5),
            self.beside.quantile_ms(0.5),
            beside / alone,
            self.memory.0 >> 20,
        )
    }
}

/// The table of all bad habits.
pub(crate) fn print(neighbours: &[Neighbour]) {
    println!("\n{} waiting events of a source whose endpoint behaves badly, beside a healthy one", 2 * VISITORS);
    println!(
        "| the neighbour | p50 alone ms | p99 alone | p50 beside | p99 beside | p99 ratio | memory MiB | at most more |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for neighbour in neighbours {
        println!("{neighbour}");
    }
}
