//! A source with a bad endpoint and thousands of waiting events, beside a healthy source.
//!
//! Each behaviour gets its own Causeway. The healthy source's replies are measured first alone,
//! then next to the bad source. The ratio shows the effect, independent of the machine's current
//! speed. The bad endpoint is a separate process with low priority: in production it is another
//! machine, and generating 256 MiB per response is not Causeway's work.

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

/// Visitors of the bad source. Each causes two events: the enquiry opens and is missed.
const VISITORS: usize = 5_000;

/// Number of connections that send the visitors' messages.
const WRITERS: usize = 32;

/// Concurrent healthy conversations: enough to keep Causeway busy, few enough that they do not
/// queue.
const CONVERSATIONS: usize = 4;

/// Duration of each measurement.
const EACH: Duration = Duration::from_secs(10);

/// Number of measurements per behaviour. The machine's speed varies, so a single ratio is not
/// reliable.
const ROUNDS: usize = 3;

/// The result of one measurement.
pub(crate) struct Neighbour {
    habit: Habit,
    alone: Sample,
    beside: Sample,
    /// Resident memory in bytes before the events were queued, and the peak at the end.
    memory: (u64, u64),
}

/// The behaviour of an endpoint.
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
            Self::Late => "responds after 29 s",
            Self::Drips => "sends its response at one byte per second",
            Self::Huge => "responds with 256 MiB",
            Self::Closes => "closes the connection",
            Self::Resets => "resets the connection",
            Self::Fails => "returns 500",
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

/// Runs the endpoint: prints its URL, and answers until standard input ends.
pub(crate) async fn run_endpoint(habit: Habit) -> Result<()> {
    let receiver = Receiver::start();
    println!("{}", receiver.url());
    let mut orders = BufReader::new(tokio::io::stdin()).lines();
    // The first line comes after the challenge was answered correctly.
    orders.next_line().await?;
    receiver.answer(habit.answer());
    orders.next_line().await?;
    Ok(())
}

/// The endpoint's process, killed when dropped.
struct Endpoint {
    process: Child,
    url: String,
}

impl Endpoint {
    async fn start(habit: Habit) -> Result<Self> {
        let name = habit
            .to_possible_value()
            .context("every behaviour has a name")?;
        let mut process = Command::new("nice")
            .args(["-n", "19"])
            .arg(std::env::current_exe()?)
            .args(["--endpoint", name.get_name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("starting an endpoint with nice(1)")?;
        let output = process.stdout.take().context("stdout is not piped")?;
        let url = BufReader::new(output)
            .lines()
            .next_line()
            .await?
            .context("the endpoint printed no URL")?;
        Ok(Self { process, url })
    }

    /// Switches the endpoint to its bad behaviour.
    async fn misbehave(&mut self) -> Result<()> {
        let orders = self.process.stdin.as_mut().context("stdin is not piped")?;
        orders.write_all(b"go\n").await?;
        Ok(orders.flush().await?)
    }
}

/// Measures each behaviour.
pub(crate) async fn measure() -> Result<Vec<Neighbour>> {
    let mut neighbours = Vec::new();
    for _ in 0..ROUNDS {
        for habit in Habit::value_variants() {
            neighbours.push(measure_habit(*habit).await?);
        }
    }
    Ok(neighbours)
}

async fn measure_habit(habit: Habit) -> Result<Neighbour> {
    let database = TestDatabase::sqlite();
    let shop = Shop::open(&database.url).await?;
    // Warm-up.
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

/// Sends the visitors' messages on the bad source.
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

/// Causeway's memory in bytes: `VmRSS:` is the current, `VmHWM:` the peak (proc_pid_status(5)).
fn memory(field: &str) -> Result<u64> {
    let statuses = processor::children()
        .into_iter()
        .filter_map(|child| fs::read_to_string(child.join("status")).ok());
    let kilobytes = statuses
        .filter(|status| status.starts_with("Name:\tcauseway\n"))
        .filter_map(|status| {
            let line = status.lines().find_map(|line| line.strip_prefix(field))?;
            line.trim().trim_end_matches(" kB").parse::<u64>().ok()
        });
    kilobytes
        .max()
        .map(|kilobytes| kilobytes * 1_024)
        .context("/proc has no memory values of Causeway")
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

/// Prints the table of all behaviours.
pub(crate) fn print(neighbours: &[Neighbour]) {
    println!(
        "\n{} waiting events of a source with a bad endpoint, beside a healthy source",
        2 * VISITORS
    );
    println!(
        "| neighbour's endpoint | p50 alone ms | p99 alone | p50 beside | p99 beside | p99 ratio | memory MiB | peak growth MiB |"
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
            "{}: median p99 ratio {:.2}",
            habit.name(),
            ratios[ratios.len() / 2]
        );
    }
}
