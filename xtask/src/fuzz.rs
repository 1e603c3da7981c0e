//! Fuzzing: mutated external input, guided by coverage, must not crash a parser.
//!
//! The targets are a separate workspace in `fuzz/`, built here with the coverage instrumentation of
//! libFuzzer. Their code is safe Rust, so stable Rust without sanitizers is enough.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step::{Steps, root, run};

/// The names of the targets and of the folders of their inputs.
const TARGETS: [&str; 3] = ["incoming_message", "incoming_event", "challenge_answer"];
/// Run time of each target, in seconds.
const SECONDS_EACH: u32 = 20;
/// Timeout of one input, in seconds, far longer than any correct run.
const SECONDS_PER_INPUT_MAX: u32 = 10;
/// Longest input. Larger bodies are possible, but show no other faults.
const INPUT_BYTES_MAX: u32 = 16 * 1024;
/// Longest part of a crashing input that is printed.
const PRINTED_BYTES_MAX: usize = 4 * 1024;

/// Compiler flags for libFuzzer's instrumentation.
const FLAGS: [&str; 6] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4 -sanitizer-coverage-inline-8bit-counters -sanitizer-coverage-pc-table \
     -sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=on",
    "-Coverflow-checks=on",
    "-Ccodegen-units=1",
];

/// Runs each target on the kept inputs, then on new ones.
pub(crate) fn all(steps: &mut Steps) -> Result<()> {
    steps.step("fuzz targets");
    let host = host()?;
    let build_folder = root().join("target/fuzz");
    // With `--target`, the flags do not apply to build scripts, which cannot link the fuzzer.
    let mut build = Command::new("cargo");
    build
        .args(["build", "--target", &host, "--target-dir"])
        .arg(&build_folder)
        .current_dir(root().join("fuzz"))
        .env_remove("RUSTFLAGS")
        // The separator is this character, because some flags contain spaces.
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    run(&mut build)?;
    steps.step("fuzzing");
    TARGETS.iter().try_for_each(|target| {
        fuzz(
            target,
            &build_folder,
            &build_folder.join(&host).join("debug").join(target),
        )
    })
}

/// The host's target triple.
fn host() -> Result<String> {
    let output = Command::new("rustc")
        .arg("-vV")
        .output()
        .context("asking rustc for its host")?;
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = output.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc reports no host")
}

fn fuzz(target: &str, build_folder: &Path, program: &Path) -> Result<()> {
    let (found, crashes) = (
        build_folder.join("corpus").join(target),
        build_folder.join("crashes").join(target),
    );
    if crashes.exists() {
        fs::remove_dir_all(&crashes).context("deleting the results of the last run")?;
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
        // libFuzzer writes new inputs into the first folder and only reads the repository's.
        .arg(&found)
        .arg(root().join("fuzz/corpus").join(target))
        .current_dir(root());
    run(&mut fuzzer).or_else(|failed| bail!("{failed:#}\n{}", crash_inputs(&crashes)))
}

/// Formats the inputs that crashed the target.
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
        + "Write a test that fails with it, fix the code, and keep the input under fuzz/corpus/."
}
