//! The simulated messenger: a separate process, started and stopped with the demo.

use std::{
    env,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitStatus,
    time::Duration,
};

use anyhow::Context;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::{
    process::{Child, Command},
    sync::Mutex,
    time,
};

use super::api::client;

/// How long the simulator may take to start.
const START_TIMEOUT: Duration = Duration::from_secs(10);

/// The running simulator. Dropping this value kills the process.
pub(super) struct Simulator {
    child: Mutex<Child>,
    client: Client,
    listen: SocketAddr,
}

impl Simulator {
    /// Starts the process and waits until it responds.
    pub(super) async fn start(
        listen: SocketAddr,
        state: &Path,
        causeway_url: &str,
    ) -> anyhow::Result<Self> {
        let program = program()?;
        let child = Command::new(&program)
            .args([
                "--listen",
                &listen.to_string(),
                "--causeway",
                causeway_url,
                "--state",
            ])
            .arg(state)
            .env("SIMULATOR_LOG", "warn")
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let simulator = Self {
            child: Mutex::new(child),
            client: client()?,
            listen,
        };
        time::timeout(START_TIMEOUT, simulator.wait_until_healthy())
            .await
            .context("the simulator did not respond in time")??;
        Ok(simulator)
    }

    async fn wait_until_healthy(&self) -> anyhow::Result<()> {
        loop {
            if let Some(status) = self.child.lock().await.try_wait()? {
                anyhow::bail!(
                    "the simulator exited with {status}: is {} already in use?",
                    self.listen
                );
            }
            let answer = self
                .client
                .get(format!("{}/healthz", self.url()))
                .send()
                .await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the process exits.
    pub(super) async fn ended(&self) -> anyhow::Result<ExitStatus> {
        Ok(self.child.lock().await.wait().await?)
    }

    /// URL of the simulator's page.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// URL of the simulator's webhook endpoint.
    pub(super) fn webhook_url(&self) -> String {
        format!("{}/webhook", self.url())
    }

    /// Makes the simulator forget its connection, so that it answers a new source's challenge.
    pub(super) async fn disconnect(&self) -> anyhow::Result<()> {
        self.client
            .post(format!("{}/disconnect", self.url()))
            .send()
            .await?
            .error_for_status()?;
        Ok(())
    }

    /// Gives the simulator the URL and the credentials for its requests to Causeway.
    pub(super) async fn connect(
        &self,
        causeway: &str,
        token: &Value,
        secret: &Value,
    ) -> anyhow::Result<()> {
        let connection =
            json!({ "causewayUrl": causeway, "accessToken": token, "signingSecret": secret });
        self.client
            .post(format!("{}/connect", self.url()))
            .json(&connection)
            .send()
            .await?
            .error_for_status()?;
        Ok(())
    }
}

/// Path of the simulator's executable, next to this one.
fn program() -> anyhow::Result<PathBuf> {
    let own = env::current_exe().context("finding this program")?;
    let program = own.with_file_name("simulator");
    anyhow::ensure!(
        program.is_file(),
        "{} is missing: run `make build`",
        program.display()
    );
    Ok(program)
}
