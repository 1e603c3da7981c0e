//! Builds and starts the binaries.

use std::os::unix::process::CommandExt;

use anyhow::{Context, Result};

use crate::step::{Steps, command, root, run};
use crate::web;

/// Builds the dashboard and the release binaries.
pub(crate) fn release(steps: &mut Steps) -> Result<()> {
    web::install(steps)?;
    web::build(steps)?;
    steps.step("release binaries");
    run(&mut command(
        "cargo",
        &[
            "build",
            "--release",
            "--package",
            "causeway",
            "--package",
            "simulator",
        ],
    ))
}

/// Builds all binaries for tests.
pub(crate) fn debug(steps: &mut Steps) -> Result<()> {
    steps.step("binaries for tests");
    run(&mut command("cargo", &["build", "--workspace", "--bins"]))
}

/// Replaces this process with Causeway and its demo data. The data stays in `data/` for the next
/// run.
pub(crate) fn run_demo() -> Result<()> {
    let program = root().join("target/release/causeway");
    let failed = command(&program.to_string_lossy(), &["demo"]).exec();
    Err(failed).with_context(|| format!("starting {}", program.display()))
}

/// Runs the benchmarks.
pub(crate) fn bench(steps: &mut Steps) -> Result<()> {
    release(steps)?;
    steps.step("benchmarks");
    run(&mut command(
        "cargo",
        &["run", "--release", "--package", "causeway-bench"],
    ))
}
