//! Causeway with reload: Vite serves the dashboard, and changes of the sources rebuild and restart
//! the server.

use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::step::{Steps, command, root};
use crate::web;

/// Interval between checks for changed sources.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// The sources of the server.
const SOURCES: [&str; 4] = ["crates", "bridges", "Cargo.toml", "Cargo.lock"];

/// Runs until it is interrupted. Vite serves the dashboard on its own port and forwards API calls
/// to the server.
pub(crate) fn run(steps: &mut Steps) -> Result<()> {
    web::install(steps)?;
    steps.step("dashboard on http://127.0.0.1:5173, demo on http://127.0.0.1:8080");
    let _vite = Running::start(web::npm(&["run", "dev", "--", "--host", "127.0.0.1"]))?;
    let mut server: Option<Running> = None;
    let mut built: Option<SystemTime> = None;
    loop {
        let newest = SOURCES
            .iter()
            .filter_map(|source| web::newest_change(&root().join(source)))
            .max();
        if built.is_none() || newest > built {
            built = newest;
            // The running server stays until a build succeeds.
            if crate::step::run(&mut command(
                "cargo",
                &["build", "--package", "causeway", "--package", "simulator"],
            ))
            .is_ok()
            {
                drop(server.take());
                let program = root().join("target/debug/causeway");
                server = Some(Running::start(command(
                    &program.to_string_lossy(),
                    &["demo"],
                ))?);
            }
        }
        sleep(POLL_INTERVAL);
    }
}

/// A process that is stopped when this value is dropped.
struct Running(Child);

impl Running {
    fn start(mut command: Command) -> Result<Self> {
        let child = command
            .spawn()
            .with_context(|| format!("starting {}", command.get_program().to_string_lossy()))?;
        Ok(Self(child))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // SIGTERM, so that the process exits in order. `kill` exists on every supported system.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}
