//! The checks to run before every commit.

use anyhow::Result;

use crate::step::{Steps, command, run};
use crate::{dependencies, install, test, web};

/// Installs missing programs, then checks formatting, dependencies and lints and runs the Rust
/// tests.
pub(crate) fn all(steps: &mut Steps) -> Result<()> {
    install::missing(steps, install::FOR_RUST_TESTS)?;
    web::install(steps)?;
    steps.step("formatting");
    run(&mut command("cargo", &["fmt", "--all", "--check"]))?;
    run(&mut command(
        "cargo",
        &["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"],
    ))?;
    dependencies::check(steps)?;
    steps.step("lints");
    run(&mut command(
        "cargo",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    ))?;
    web::lint(steps)?;
    test::rust(steps, &[])
}
