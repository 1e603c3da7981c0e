//! Everything that continuous integration runs.

use anyhow::Result;

use crate::engine::Postgres;
use crate::step::{Steps, command, root, run, succeeds};
use crate::{build, check, install, openapi, python, web};

/// Installs what is missing, checks everything, tests everything.
pub(crate) fn all(steps: &mut Steps) -> Result<()> {
    install::missing(steps)?;
    web::install(steps)?;
    web::build(steps)?;
    check::all(steps)?;
    let python = python::environment(steps)?;
    build::debug(steps)?;

    steps.step("Rust tests");
    let postgres = Postgres::start()?;
    let nextest = succeeds("cargo", &["nextest", "--version"]);
    let mut tests = if nextest {
        command("cargo", &["nextest", "run", "--workspace"])
    } else {
        command("cargo", &["test", "--workspace", "--lib", "--bins", "--tests"])
    };
    let built = root().join("target/debug");
    tests
        .env("CAUSEWAY_TEST_POSTGRES_URL", &postgres.url)
        .env("CAUSEWAY_TEST_PYTHON", python.program("python"))
        .env("CAUSEWAY_BIN", built.join("causeway"));
    run(&mut tests)?;
    drop(postgres);

    openapi::check_snapshot(steps)?;
    web::unit_tests(steps)?;
    openapi::attack(steps, &python)?;
    web::browser_tests(steps)
}
