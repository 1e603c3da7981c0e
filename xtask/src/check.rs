//! What to run before every commit.

use anyhow::Result;

use crate::step::{Steps, command, run};
use crate::web;

/// Formatting, lints and types, of Rust and of the dashboard.
pub(crate) fn all(steps: &mut Steps) -> Result<()> {
    steps.step("formatting");
    run(&mut command("cargo", &["fmt", "--all", "--check"]))?;
    steps.step("lints");
    run(&mut command("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    web::check(steps)
}
