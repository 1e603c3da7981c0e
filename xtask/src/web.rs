//! The dashboard: its packages, its build, its checks and tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::Result;

use crate::engine::Postgres;
use crate::node;
use crate::step::{Steps, root, run};

/// A file that a build makes. Not `index.html`: a page that only says that there is no dashboard stands in for that one.
const BUILT: &str = "build/_app/version.json";

/// The catalogues of messages as functions. Every build and check rewrites them.
const COMPILED: &str = "src/lib/paraglide";

/// Installs the packages of the dashboard.
pub(crate) fn install(steps: &mut Steps) -> Result<()> {
    node::packages(steps, "web", "packages of the dashboard")
}

/// Builds the dashboard, when something that it is made of is newer than the last build.
pub(crate) fn build(steps: &mut Steps) -> Result<()> {
    let sources = [
        "src",
        "messages",
        "static",
        "scripts",
        "package-lock.json",
        "svelte.config.js",
        "vite.config.ts",
        "tsconfig.json",
    ];
    let newest = sources
        .iter()
        .filter_map(|source| newest_change(&folder().join(source)))
        .max();
    if newest_change(&folder().join(BUILT))
        .is_some_and(|built| newest.is_some_and(|source| source < built))
    {
        return Ok(());
    }
    steps.step("dashboard");
    run(&mut npm(&["run", "build"]))
}

/// Checks the formatting and the lints, those of the simulator's page too.
pub(crate) fn lint(steps: &mut Steps) -> Result<()> {
    steps.step("formatting and lints of the dashboard");
    run(&mut npm(&["run", "lint"]))
}

/// Checks types, and that the client's types are those of the OpenAPI snapshot.
pub(crate) fn check(steps: &mut Steps) -> Result<()> {
    steps.step("types of the dashboard");
    run(&mut npm(&["run", "check"]))?;
    run(&mut npm(&["run", "api", "--", "--check"]))
}

/// Writes the types of the client after the OpenAPI snapshot.
pub(crate) fn write_types() -> Result<()> {
    run(&mut npm(&["run", "api"]))
}

/// Runs the unit tests.
pub(crate) fn unit_tests(steps: &mut Steps) -> Result<()> {
    steps.step("unit tests of the dashboard");
    run(&mut npm(&["run", "test"]))
}

/// Runs the tests in a browser, against the binaries for tests: all on SQLite, the stories on a throw-away PostgreSQL too.
pub(crate) fn browser_tests(steps: &mut Steps) -> Result<()> {
    steps.step("tests in the browser");
    let built = root().join("target/debug");
    let postgres = Postgres::start()?;
    let mut tests = npm(&["run", "test:e2e"]);
    tests
        .env("CAUSEWAY_BIN", built.join("causeway"))
        .env("CAUSEWAY_SIMULATOR_BIN", built.join("simulator"))
        .env("CAUSEWAY_TEST_POSTGRES_URL", &postgres.url);
    run(&mut tests)
}

fn folder() -> PathBuf {
    root().join("web")
}

pub(crate) fn npm(arguments: &[&str]) -> Command {
    node::npm("web", arguments)
}

/// When the file, or anything in the folder, was last changed.
pub(crate) fn newest_change(path: &Path) -> Option<SystemTime> {
    // What a build makes among the sources is no change of them.
    if path.ends_with(COMPILED) {
        return None;
    }
    let own = fs::metadata(path).and_then(|file| file.modified()).ok();
    let Ok(entries) = fs::read_dir(path) else {
        return own;
    };
    entries
        .flatten()
        .filter_map(|entry| newest_change(&entry.path()))
        .chain(own)
        .max()
}
