//! All tests of continuous integration.

use anyhow::Result;

use crate::engine::Postgres;
use crate::step::{Steps, command, root, run, succeeds};
use crate::{build, check, clients, fuzz, install, node, openapi, python, web};

/// Installs missing programs, then runs all checks and tests.
pub(crate) fn all(steps: &mut Steps) -> Result<()> {
    install::missing(steps, install::FOR_BROWSER_TESTS)?;
    web::install(steps)?;
    web::build(steps)?;
    check::all(steps)?;

    web::check(steps)?;
    web::unit_tests(steps)?;
    openapi::check_snapshot(steps)?;
    let python = python::environment(steps)?;
    openapi::run_schemathesis(steps, &python)?;
    clients::all(steps, &python)?;
    fuzz::all(steps)?;
    web::browser_tests(steps)
}

/// Runs the Rust tests with a temporary PostgreSQL server. `choice` goes to the test runner. Some
/// tests use the Python environment and the packages of the dashboard and of the examples, which
/// are installed first.
pub(crate) fn rust(steps: &mut Steps, choice: &[String]) -> Result<()> {
    let python = python::environment(steps)?;
    web::install(steps)?;
    node::install_examples(steps)?;
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
