//! A source whose endpoint behaves badly, with thousands of events waiting, beside a healthy one.
//!
//! Each bad habit has a Causeway of its own. The healthy source's replies are measured alone first and then beside the other,
//! so that their ratio says what the neighbour costs, however quick the machine is at the moment. The bad endpoint is a process
//! of its own that gets what processor time the others leave: anywhere else it would be another machine, and making 256 MiB again
//! and again is not Causeway's work.

use std::fmt;
use std::fs;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use causeway_testkit::receiver::Answer;
use causeway_testkit::{Receiver, TestDatabase};
use clap::ValueEnum;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
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

/// How often each habit is measured. A machine is quicker at one moment than at another, so a single ratio tells little.
const ROUNDS: usize = 3;

/// What came of one habit, once.
pub(crate) struct Neighbour {
    habit: Habit,
    alone: Sample,
    beside: Sample,
    /// Bytes of memory before the events waited, and the most that there were until the end.
    memory: (u64, u64),
}

/// How an endpoint behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Habit {
    Well,
    Late,
    Drips,
    Huge,
    Closes,
    Resets,
    Fails,
}

impl Habit {
    fn name(self) -> &'static str {
        match self {
            Self::Well => "behaves well",
            Self::Late => "answers after 29 s",
            Self::Drips => "drips its answer, a byte a second",
            Self::Huge => "answers with 256 MiB",
            Self::Closes => "closes the connection",
            Self::Resets => "resets the connection",
            Self::Fails => "answers 500",
        }
    }

    fn answer(self) -> Answer {
        match self {
            Self::Well => Answer::Ok,
            Self::Late => Answer::Ok.after(Duration::from_secs(29)),
            Self::Drips => Answer::Drip(Duration::from_secs(1)),
            Self::Huge => Answer::Huge(256 << 20),
            Self::Closes => Answer::Drop,
            Self::Resets => Answer::Reset,
            Self::Fails => Answer::Status(500),
        }
    }
}

/// Is the endpoint: tells its address, and answers until whoever started it goes.
pub(crate) async fn be(habit: Habit) -> Result<()> {
    let receiver = Receiver::start();
    println!("{}", receiver.url());
    let mut orders = BufReader::new(tokio::io::stdin()).lines();
    // The challenge was answered as it must be.
    orders.next_line().await?;
    receiver.answer(habit.answer());
    orders.next_line().await?;
    Ok(())
}

/// The endpoint's process. It ends with this.
struct Endpoint {
    process: Child,
    url: String,
}

impl Endpoint {
    async fn start(habit: Habit) -> Result<Self> {
        let name = habit
            .to_possible_value()
            .context("each habit has its word")?;
        let mut process = Command::new("nice")
            .args(["-n", "19"])
            .arg(std::env::current_exe()?)
            .args(["--endpoint", name.get_name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("starting an endpoint with nice(1)")?;
        let told = process.stdout.take().context("it was piped")?;
        let url = BufReader::new(told)
            .lines()
            .next_line()
            .await?
            .context("an endpoint tells its address")?;
        Ok(Self { process, url })
    }

    /// From now on it behaves as it does.
    async fn misbehave(&mut self) -> Result<()> {
        let orders = self.process.stdin.as_mut().context("it was piped")?;
        orders.write_all(b"go\n").await?;
        Ok(orders.flush().await?)
    }
}

/// Measures each habit.
pub(crate) async fn measure() -> Result<Vec<Neighbour>> {
    let mut neighbours = Vec::new();
    for _ in 0..ROUNDS {
        for habit in Habit::value_variants() {
            neighbours.push(beside(*habit).await?);
        }
    }
    Ok(neighbours)
}

async fn beside(habit: Habit) -> Result<Neighbour> {
    let database = TestDatabase::sqlite();
    let shop = Shop::open(&database.url).await?;
    // Once to warm up.
    replies::measure(&shop, CONVERSATIONS, Duration::from_secs(1)).await?;
    let alone = replies::measure(&shop, CONVERSATIONS, EACH).await?;
    let before = memory("VmRSS:")?;
    let mut endpoint = Endpoint::start(habit).await?;
    let token = shop.connect_another(&endpoint.url).await?;
    endpoint.misbehave().await?;
    fill(&shop, &token).await?;
    let beside = replies::measure(&shop, CONVERSATIONS, EACH).await?;
    Ok(Neighbour {
        habit,
        alone,
        beside,
        memory: (before, memory("VmHWM:")?),
    })
}

/// Lets visitors write on the bad source.
async fn fill(shop: &Shop, token: &str) -> Result<()> {
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let mut connection: Connection = shop.connect_as(token).await?;
        writers.spawn(async move {
            for number in (writer..VISITORS).step_by(WRITERS) {
                let id = format!("neighbour-{number}");
                connection
                    .post_message(&text_message(&id, &id, &id))
                    .await?;
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
    let told = processor::children()
        .into_iter()
        .filter_map(|child| fs::read_to_string(child.join("status")).ok());
    let kilobytes = told
        .filter(|status| status.starts_with("Name:\tcauseway\n"))
        .filter_map(|status| {
            let line = status.lines().find_map(|line| line.strip_prefix(field))?;
            line.trim().trim_end_matches(" kB").parse::<u64>().ok()
        });
    kilobytes
        .max()
        .map(|kilobytes| kilobytes * 1_024)
        .context("the system doesn't tell of memory")
}

impl Neighbour {
    fn ratio(&self) -> f64 {
        self.beside.quantile_ms(0.99) / self.alone.quantile_ms(0.99)
    }
}

impl fmt::Display for Neighbour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (alone, beside) = (self.alone.quantile_ms(0.99), self.beside.quantile_ms(0.99));
        let more = self.memory.1.saturating_sub(self.memory.0) >> 20;
        write!(
            out,
            "| {} | {:.2} | {alone:.2} | {:.2} | {beside:.2} | {:.2} | {} | {more} |",
            self.habit.name(),
            self.alone.quantile_ms(0.5),
            self.beside.quantile_ms(0.5),
            self.ratio(),
            self.memory.0 >> 20,
        )
    }
}

/// The table of all bad habits.
pub(crate) fn print(neighbours: &[Neighbour]) {
    println!(
        "\n{} waiting events of a source whose endpoint behaves badly, beside a healthy one",
        2 * VISITORS
    );
    println!(
        "| the neighbour | p50 alone ms | p99 alone | p50 beside | p99 beside | p99 ratio | memory MiB | at most more |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for neighbour in neighbours {
        println!("{neighbour}");
    }
    for habit in Habit::value_variants() {
        let of_habit = neighbours
            .iter()
            .filter(|neighbour| neighbour.habit == *habit);
        let mut ratios: Vec<f64> = of_habit.map(Neighbour::ratio).collect();
        ratios.sort_by(f64::total_cmp);
        println!(
            "{}: {:.2} in the middle",
            habit.name(),
            ratios[ratios.len() / 2]
        );
    }
}
