//! `causeway serve`.

use anyhow::Context;
use causeway_server::Node;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::signal::unix::{SignalKind, signal};

use crate::settings::Settings;

/// Serves until it is asked to stop.
pub(crate) async fn run(settings: Settings) -> anyhow::Result<()> {
    let node = start(&settings).await?;
    tracing::info!(address = %node.address(), public_url = node.app().settings.public_url, "serving");
    asked_to_stop().await?;
    tracing::info!("stopping");
    node.stop().await;
    Ok(())
}

/// Starts a node, and tells how to set it up when nobody can sign in yet.
pub(crate) async fn start(settings: &Settings) -> anyhow::Result<Node> {
    // Taken now: an upgrade may replace the file while this runs.
    let program = std::env::current_exe().context("the program's own file can't be found")?;
    let node = Node::start(settings.for_node(program, counters()?)).await?;
    if let Some(link) = node.setup_link().await? {
        // For the operator's eyes, not for the log.
        println!(
            "There is no administrator yet. Open this link to set Causeway up; it works once:\n  {link}"
        );
    }
    Ok(node)
}

/// Begins to count, for `/metrics`.
fn counters() -> anyhow::Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .install_recorder()
        .context("counting can't begin")
}

/// Waits for Ctrl-C or the signal of a service manager.
pub(crate) async fn asked_to_stop() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
