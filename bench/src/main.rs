//! Measures the release binary from outside, as its users meet it: on loopback, with a database of its own.
//!
//! The cast: a [`Shop`](shop::Shop) is a running Causeway with one connected channel; `incoming`, `replies`, `fan_out` and
//! `offers` each put one kind of load on it; the `receiver` is the channel's webhook; the `baseline` is what the same disk
//! does without Causeway, which makes numbers of different machines comparable; the `report` is what is printed. Load
//! generator and Causeway share the machine, so these are lower bounds.

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

/// Nothing here may take longer altogether: a benchmark that hangs tells nothing.
const TIME_MAX: Duration = Duration::from_mins(3);

/// Visitors that write at the same time.
const CONCURRENCIES: [usize; 3] = [1, 64, 256];

/// Measures Causeway: incoming messages, replies to the webhook, and live frames.
#[derive(Parser)]
struct Arguments {
    /// Measure on this engine alone; otherwise on both, where there is a PostgreSQL.
    #[arg(long, value_enum)]
    only: Option<Engine>,
    /// Measure what a source with a bad endpoint costs its neighbour, and nothing else. Takes some minutes.
    #[arg(long)]
    neighbours: bool,
    /// Be an endpoint that behaves so: what `--neighbours` starts.
    #[arg(long, value_enum, hide = true)]
    endpoint: Option<neighbours::Habit>,
    /// Milliseconds that each load is measured, after a moment to warm up.
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
        return neighbours::be(habit).await;
    }
    if cfg!(debug_assertions) {
        println!("This is a debug build, whose numbers tell nothing: make bench");
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
        put_to_work("SQLite", &database.url, each).await?;
    }
    if wants(Engine::Postgres) {
        measure_on_postgres(each).await?;
    }
    Ok(())
}

/// On the server that the tests use, if one is named, else on a throw-away one. The latter doesn't sync to the disk.
async fn measure_on_postgres(each: Duration) -> Result<()> {
    if std::env::var_os(postgres::URL_VARIABLE).is_some() {
        let database = TestDatabase::postgres().await;
        return put_to_work("PostgreSQL", &database.url, each).await;
    }
    match postgres::Server::start() {
        Ok(server) => {
            let url = format!("{}/postgres", server.url);
            put_to_work("PostgreSQL, throw-away, fsync off", &url, each).await
        }
        Err(error) => {
            println!("\nPostgreSQL isn't measured: {error}");
            Ok(())
        }
    }
}

/// One engine, from an empty database. What leaves work behind for the delivery workers comes last.
async fn put_to_work(engine: &str, database_url: &str, each: Duration) -> Result<()> {
    let mut report = Report::new(engine, baseline::measure().await?);
    let shop = Shop::open(database_url).await?;
    // Before others leave enquiries behind that would be offered too.
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
