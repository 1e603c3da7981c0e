//! Node packages, as pinned by their lock files.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step::{Steps, command, root, run};

/// The oldest Node that the tools of the dashboard and the examples support.
const NODE_MIN: (u32, u32) = (20, 19);

/// A copy of the lock file from which the packages were installed.
const INSTALLED_LOCK: &str = "node_modules/.causeway-lock.json";

/// Installs the packages of the guides' Node examples.
pub(crate) fn install_examples(steps: &mut Steps) -> Result<()> {
    packages(steps, "docs/examples", "packages of the examples")
}

/// Installs the packages of a folder if its lock file has changed.
pub(crate) fn packages(steps: &mut Steps, folder: &str, step: &'static str) -> Result<()> {
    require_node()?;
    let path = root().join(folder);
    let lock = fs::read(path.join("package-lock.json"))
        .with_context(|| format!("reading the lock file of {folder}"))?;
    if fs::read(path.join(INSTALLED_LOCK)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    steps.step(step);
    run(&mut npm(folder, &["ci", "--no-audit", "--no-fund"]))?;
    fs::write(path.join(INSTALLED_LOCK), lock).context("storing a copy of the lock file")
}

/// An npm command in a folder of the workspace.
pub(crate) fn npm(folder: &str, arguments: &[&str]) -> Command {
    let mut npm = command("npm", arguments);
    npm.current_dir(root().join(folder));
    npm
}

fn require_node() -> Result<()> {
    let needed = format!(
        "Node {}.{} or later is needed, with npm",
        NODE_MIN.0, NODE_MIN.1
    );
    let output = command("node", &["--version"])
        .output()
        .with_context(|| needed.clone())?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(|number| number.parse().unwrap_or(0));
    if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) < NODE_MIN {
        bail!("{needed}, found {version}");
    }
    Ok(())
}
