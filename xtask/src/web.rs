//! The dashboard: its packages, its build, its checks and tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::engine::Postgres;
use crate::step::{Steps, command, root, run};

/// The oldest Node that the dashboard's tools run on.
const NODE_MIN: (u32, u32) = (20, 19);

/// A copy of the lock file that the installed packages came from.
const INSTALLED_LOCK: &str = "node_modules/.causeway-lock.json";

/// A file that a build makes. Not `index.html`: a page that only says that there is no dashboard stands in for that one.
const BUILT: &str = "build/_app/version.json";

/// Installs the packages, when the lock file says others than last time.
pub(crate) fn install(steps: &mut Steps) -> Result<()> {
    require_node()?;
    let lock = fs::read(folder().join("package-lock.json")).context("reading web/package-lock.json")?;
    if fs::read(folder().join(INSTALLED_LOCK)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    steps.step("packages of the dashboard");
    run(&mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(folder().join(INSTALLED_LOCK), lock).context("remembering the lock file")
}

/// Builds the dashboard, when something that it is made of is newer than the last build.
pub(crate) fn build(steps: &mut Steps) -> Result<()> {
    let sources =
        ["src", "static", "scripts", "package-lock.json", "svelte.config.js", "vite.config.ts", "tsconfig.json"];
    let newest = sources.iter().filter_map(|source| newest_change(&folder().join(source))).max();
    if newest_change(&folder().join(BUILT)).is_some_and(|built| newest.is_some_and(|source| source < built)) {
        return Ok(());
    }
    steps.step("dashboard");
    run(&mut npm(&["run", "build"]))
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

fn npm(arguments: &[&str]) -> Command {
    let mut npm = command("npm", arguments);
    npm.current_dir(folder());
    npm
}

fn require_node() -> Result<()> {
    let needed = format!("Node {}.{} or later is needed, with npm", NODE_MIN.0, NODE_MIN.1);
    let told = command("node", &["--version"]).output().with_context(|| needed.clone())?;
    let version = String::from_utf8_lossy(&told.stdout).trim().to_owned();
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse().unwrap_or(0));
    if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) < NODE_MIN {
        bail!("{needed}; this one is {version}");
    }
    Ok(())
}

/// When the file, or anything in the folder, was last changed.
fn newest_change(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|file| file.modified()).ok();
    let Ok(entries) = fs::read_dir(path) else { return own };
    entries.flatten().filter_map(|entry| newest_change(&entry.path())).chain(own).max()
}
