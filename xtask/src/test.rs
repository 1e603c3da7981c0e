//! Everything that continuous integration runs.

use anyhow::Result;

use crate::engine::Postgres;
use crate::step::{Steps, command, root, run, succeeds};
use crate::{build, check, fuzz, install, node, openapi, python, web};

/// Installs what is missing, checks everything, tests everything.
pub(crate) fn all(steps: &mut Steps) -> Result<()> {
    install::missing(steps, install::FOR_BROWSER_TESTS)?;
    web::install(steps)?;
    web::build(steps)?;
    check::all(steps)?;

    web::check(steps)?;
    web::unit_tests(steps)?;
    openapi::check_snapshot(steps)?;
    let python = python::environment(steps)?;
    openapi::attack(steps, &python)?;
    fuzz::all(steps)?;
    web::browser_tests(steps)
}

/// Runs the Rust tests beside a throw-away PostgreSQL; `choice` goes to the test runner. Some of them hold packages of
/// Python, of the dashboard and of the examples against Causeway, so these come first.
pub(crate) fn rust(steps: &mut Steps, choice: &[String]) -> Result<()> {
    let python = python::environment(steps)?;
    web::install(steps)?;
    node::of_examples(steps)?;
    build::debug(steps)?;
    steps.step("Rust tests");
    let postgres = Postgres::start()?;
    let runner = if succeeds("cargo", &["nextest", "--version"]) {
        ["nextest", "run", "--workspace"].as_slice()
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests"]
    };
    run(command("cargo", runner)
        .args(choice)
        .env("CAUSEWAY_TEST_POSTGRES_URL", &postgres.url)
        .env("CAUSEWAY_TEST_PYTHON", python.program("python"))
        .env("CAUSEWAY_BIN", root().join("target/debug/causeway")))
}
