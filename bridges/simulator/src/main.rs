//! The simulator's executable.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;
use simulator::{Settings, Simulator};
use tracing_subscriber::EnvFilter;

/// A messenger to try Causeway with: phones on a page, connected through the Omni API.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Address to serve the page and the webhook on.
    #[arg(long, env = "SIMULATOR_LISTEN", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// File for the connection and the conversations.
    #[arg(long, env = "SIMULATOR_STATE", default_value = "data/simulator.json")]
    state: PathBuf,
    /// Causeway's URL that the connection form suggests.
    #[arg(long, env = "CAUSEWAY_URL", default_value = "http://127.0.0.1:8080")]
    causeway: String,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_from_env("SIMULATOR_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let Arguments {
        listen,
        state,
        causeway,
    } = Arguments::parse();
    let simulator = Simulator::start(Settings {
        listen,
        state,
        causeway,
    })
    .await?;
    tracing::info!(address = %simulator.address(), "the simulator is ready");
    tokio::signal::ctrl_c().await?;
    simulator.stop().await;
    Ok(())
}
