//! The dashboard: packages, build, checks and tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::Result;

use crate::engine::Postgres;
use crate::node;
use crate::step::{Steps, root, run};

/// A file that every build creates. Not `index.html`, because a placeholder page with that name
/// exists without a build.
const BUILT: &str = "build/_app/version.json";

/// The compiled message catalogues. Every build and check rewrites them.
const COMPILED: &str = "src/lib/paraglide";

/// Installs the packages of the dashboard.
pub(crate) fn install(steps: &mut Steps) -> Result<()> {
    node::packages(steps, "web", "packages of the dashboard")
}

/// Builds the dashboard if a source is newer than the last build.
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

/// Checks formatting and lints, also of the simulator's page.
pub(crate) fn lint(steps: &mut Steps) -> Result<()> {
    steps.step("formatting and lints of the dashboard");
    run(&mut npm(&["run", "lint"]))
}

/// Checks types, and that the client's types match the OpenAPI snapshot.
pub(crate) fn check(steps: &mut Steps) -> Result<()> {
    steps.step("types of the dashboard");
    run(&mut npm(&["run", "check"]))?;
    run(&mut npm(&["run", "api", "--", "--check"]))
}

/// Generates the client's types from the OpenAPI snapshot.
pub(crate) fn write_types() -> Result<()> {
    run(&mut npm(&["run", "api"]))
}

/// Runs the unit tests.
pub(crate) fn unit_tests(steps: &mut Steps) -> Result<()> {
    steps.step("unit tests of the dashboard");
    run(&mut npm(&["run", "test"]))
}

/// Runs the browser tests against the test binaries: all on SQLite, and the stories also on a
/// temporary PostgreSQL.
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

/// The latest modification time of the file, or of any file in the folder.
pub(crate) fn newest_change(path: &Path) -> Option<SystemTime> {
    // Files that a build generates among the sources do not count.
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
