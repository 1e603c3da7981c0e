//! `causeway serve`.

use anyhow::Context;
use causeway_server::Node;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::signal::unix::{SignalKind, signal};

use crate::settings::Settings;

/// Serves until it receives a signal to stop.
pub(crate) async fn run(settings: Settings) -> anyhow::Result<()> {
    let node = start(&settings).await?;
    tracing::info!(address = %node.address(), public_url = node.app().settings.public_url, "serving");
    stop_signal().await?;
    tracing::info!("stopping");
    node.stop().await;
    Ok(())
}

/// Starts a node. If no one can sign in yet, prints the set-up link.
pub(crate) async fn start(settings: &Settings) -> anyhow::Result<Node> {
    // Resolved at start, because an upgrade may replace the file while the server runs.
    let program =
        std::env::current_exe().context("the path of the executable can't be determined")?;
    let node = Node::start(settings.for_node(program, metrics_recorder()?)).await?;
    if let Some(link) = node.setup_link().await? {
        // Printed, not logged: the link grants access.
        println!(
            "There is no administrator yet. Open this link to set up Causeway. It works once:\n  {link}"
        );
    }
    Ok(node)
}

/// Installs the recorder of `/metrics`.
fn metrics_recorder() -> anyhow::Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .install_recorder()
        .context("metrics can't be recorded")
}

/// Waits for Ctrl-C or SIGTERM.
pub(crate) async fn stop_signal() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
