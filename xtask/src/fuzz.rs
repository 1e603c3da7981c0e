//! Fuzzing: what comes from outside, altered at random and by what the code looks at, must not bring a reader down.
//!
//! The targets are a workspace of their own in `fuzz/`, built here with the coverage that libFuzzer wants. Their code is
//! safe Rust, so no sanitizer is needed, and stable Rust will do.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step::{Steps, root, run};

/// What is fuzzed: the names of the targets and of the folders of their inputs.
const TARGETS: [&str; 3] = ["incoming_message", "incoming_event", "challenge_answer"];
/// How long each target looks for something new, in seconds.
const SECONDS_EACH: u32 = 20;
/// How long one input may take, in seconds: far longer than any that is bounded as it should be.
const SECONDS_PER_INPUT_MAX: u32 = 10;
/// Longest input. Bodies may be larger; what is wrong with large ones is wrong with these.
const INPUT_BYTES_MAX: u32 = 16 * 1024;
/// How much of an input that brings a target down is printed.
const PRINTED_BYTES_MAX: usize = 4 * 1024;

/// What libFuzzer wants to see of the code.
const FLAGS: [&str; 6] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4 -sanitizer-coverage-inline-8bit-counters -sanitizer-coverage-pc-table \
     -sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=on",
    "-Coverflow-checks=on",
    "-Ccodegen-units=1",
];

/// Plays the kept inputs, then new ones for a while, against each target.
pub(crate) fn all(steps: &mut Steps) -> Result<()> {
    steps.step("fuzz targets");
    let host = host()?;
    let made = root().join("target/fuzz");
    // With a target named, the flags leave build scripts alone, which have no fuzzer to report to.
    let mut build = Command::new("cargo");
    build
        .args(["build", "--target", &host, "--target-dir"])
        .arg(&made)
        .current_dir(root().join("fuzz"))
        .env_remove("RUSTFLAGS")
        // Between flags stands this character, since some have spaces in them.
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    run(&mut build)?;
    steps.step("fuzzing");
    TARGETS
        .iter()
        .try_for_each(|target| fuzz(target, &made, &made.join(&host).join("debug").join(target)))
}

/// The machine that this runs on, as the compiler calls it.
fn host() -> Result<String> {
    let told = Command::new("rustc")
        .arg("-vV")
        .output()
        .context("asking rustc for its host")?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc tells its host")
}

fn fuzz(target: &str, made: &Path, program: &Path) -> Result<()> {
    let (found, crashes) = (
        made.join("corpus").join(target),
        made.join("crashes").join(target),
    );
    if crashes.exists() {
        fs::remove_dir_all(&crashes).context("clearing what the last run found")?;
    }
    fs::create_dir_all(&found)?;
    fs::create_dir_all(&crashes)?;
    let mut fuzzer = Command::new(program);
    fuzzer
        .arg(format!("-max_total_time={SECONDS_EACH}"))
        .arg(format!("-timeout={SECONDS_PER_INPUT_MAX}"))
        .arg(format!("-max_len={INPUT_BYTES_MAX}"))
        .arg(format!("-artifact_prefix={}/", crashes.display()))
        .arg(format!("-dict={}", root().join("fuzz/omni.dict").display()))
        .args(["-rss_limit_mb=2048", "-verbosity=0", "-print_final_stats=1"])
        // New inputs are kept in the first folder; those of the repository are only read.
        .arg(&found)
        .arg(root().join("fuzz/corpus").join(target))
        .current_dir(root());
    run(&mut fuzzer).or_else(|failed| bail!("{failed:#}\n{}", crash_inputs(&crashes)))
}

/// The inputs that brought a target down, to be read and to be kept.
fn crash_inputs(crashes: &Path) -> String {
    let inputs = fs::read_dir(crashes)
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| {
            let bytes = fs::read(file.path()).unwrap_or_default();
            let shown = bytes
                .get(..PRINTED_BYTES_MAX)
                .unwrap_or(&bytes)
                .escape_ascii();
            format!(
                "input ({} bytes, {}):\n{shown}\n",
                bytes.len(),
                file.path().display()
            )
        });
    inputs.collect::<String>()
        + "Write a test that fails with it, mend the code, and keep the input under fuzz/corpus/."
}
