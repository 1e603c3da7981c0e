//! Benchmarks of the release binary over its network interfaces, on loopback with its own database.
//!
//! A [`Shop`](shop::Shop) is a running Causeway with one connected channel. `incoming`, `replies`,
//! `fan_out` and `offers` each apply one kind of load to it. `receiver` is the channel's webhook.
//! `baseline` measures the disk without Causeway, to compare machines. `report` prints the results.
//! The load generator and Causeway share the machine, so the results are lower bounds.

mod baseline;
mod connection;
mod fan_out;
mod frames;
mod incoming;
mod lane;
mod neighbours;
mod offers;
mod processor;
mod receiver;
mod replies;
mod report;
mod shop;

use std::time::Duration;

use anyhow::{Context, Result};
use causeway_testkit::{TestDatabase, postgres};
use clap::{Parser, ValueEnum};

use crate::incoming::Visitors;
use crate::report::Report;
use crate::shop::Shop;

/// Timeout of all benchmarks together.
const TIME_MAX: Duration = Duration::from_mins(3);

/// Numbers of concurrent writers.
const CONCURRENCIES: [usize; 3] = [1, 64, 256];

/// Measure Causeway: incoming messages, replies to the webhook, and live events.
#[derive(Parser)]
struct Arguments {
    /// Measure on this engine only [default: both, if PostgreSQL is available].
    #[arg(long, value_enum)]
    only: Option<Engine>,
    /// Measure only how a source with a bad endpoint affects another source. Takes several minutes.
    #[arg(long)]
    neighbours: bool,
    /// Run an endpoint with this behaviour. `--neighbours` starts it.
    #[arg(long, value_enum, hide = true)]
    endpoint: Option<neighbours::Habit>,
    /// Duration of each measurement in milliseconds, after a warm-up.
    #[arg(long, default_value_t = 1_800, value_parser = clap::value_parser!(u64).range(100..=2_500))]
    each_ms: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if let Some(habit) = arguments.endpoint {
        return neighbours::run_endpoint(habit).await;
    }
    if cfg!(debug_assertions) {
        println!("This is a debug build, so the results are meaningless. Use: make bench");
    }
    if arguments.neighbours {
        neighbours::print(&neighbours::measure().await?);
        return Ok(());
    }
    let measured = measure(&arguments);
    tokio::time::timeout(TIME_MAX, measured)
        .await
        .context("the benchmarks took longer than three minutes")?
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let each = Duration::from_millis(arguments.each_ms);
    let wants = |engine| arguments.only.is_none_or(|only| only == engine);
    if wants(Engine::Sqlite) {
        let database = TestDatabase::sqlite();
        measure_engine("SQLite", &database.url, each).await?;
    }
    if wants(Engine::Postgres) {
        measure_on_postgres(each).await?;
    }
    Ok(())
}

/// Uses the tests' PostgreSQL server if the variable is set, otherwise a temporary server, which
/// does not sync to disk.
async fn measure_on_postgres(each: Duration) -> Result<()> {
    if std::env::var_os(postgres::URL_VARIABLE).is_some() {
        let database = TestDatabase::postgres().await;
        return measure_engine("PostgreSQL", &database.url, each).await;
    }
    match postgres::Server::start() {
        Ok(server) => {
            let url = format!("{}/postgres", server.url);
            measure_engine("PostgreSQL, temporary, fsync off", &url, each).await
        }
        Err(error) => {
            println!("\nPostgreSQL was not measured: {error}");
            Ok(())
        }
    }
}

/// Measures one engine on an empty database. Loads that leave deliveries behind come last.
async fn measure_engine(engine: &str, database_url: &str, each: Duration) -> Result<()> {
    let mut report = Report::new(engine, baseline::measure().await?);
    let shop = Shop::open(database_url).await?;
    // First, because enquiries of other loads would be offered too.
    let offers = offers::measure(&shop).await?;
    report.add(
        &format!(
            "new enquiry to the offer on each of {} screens",
            offers::STAFF
        ),
        &offers.each,
    );
    report.add(
        &format!("new enquiry to the last offer of {}", offers::STAFF),
        &offers.last,
    );
    for concurrency in CONCURRENCIES {
        let sample = incoming::measure(&shop, concurrency, Visitors::Known, each).await?;
        report.add(&format!("incoming, {concurrency} at a time"), &sample);
    }
    for conversations in [1, 32] {
        let sample = replies::measure(&shop, conversations, each).await?;
        report.add(
            &format!("reply to webhook, {conversations} at a time"),
            &sample,
        );
    }
    report.add(
        "delivery in one conversation, answer in two packets",
        &lane::measure(&shop).await?,
    );
    let fan_out = fan_out::measure(&shop, each).await?;
    report.add(
        &format!("message to each of {} screens", fan_out::SCREENS),
        &fan_out.each,
    );
    report.add(
        &format!("message to the last of {} screens", fan_out::SCREENS),
        &fan_out.last,
    );
    let sample = incoming::measure(&shop, 64, Visitors::New, each).await?;
    report.add("first message, new visitor, 64 at a time", &sample);
    report.add_baseline(&baseline::measure().await?);
    print!("{report}");
    Ok(())
}
