//! What `make` calls: builds Causeway, runs it, checks it, tests it. Needs cargo and a few small crates alone.

mod build;
mod check;
mod dependencies;
mod dev;
mod engine;
mod fuzz;
mod install;
mod node;
mod openapi;
mod python;
mod step;
mod test;
mod web;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::step::Steps;

const USAGE: &str = "cargo xtask <task>
  run           build, and start Causeway with demo data on http://127.0.0.1:8080
  dev           Causeway with reload: the dashboard on http://127.0.0.1:5173, the server started again after each change
  build         the release binaries, with the dashboard inside
  check         formatting, dependencies, lints, Rust tests: what to run before every commit
  dependencies  licences, bans and sources of dependencies against deny.toml
  test          everything that continuous integration runs
  rust […]      the Rust tests, with what follows for the test runner: `cargo xtask rust -E 'package(causeway-store)'`
  openapi       write docs/openapi.json and the dashboard's types after what the program serves
  schemathesis  the OpenAPI document against the running program
  fuzz          what comes from outside, altered at random, against its readers; about two minutes
  bench         the benchmarks";

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    match perform(&task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &str) -> Result<()> {
    let mut steps = Steps::begin();
    match task {
        "run" => {
            build::release(&mut steps)?;
            build::run_demo()?;
        }
        "dev" => dev::run(&mut steps)?,
        "build" => build::release(&mut steps)?,
        "check" => check::all(&mut steps)?,
        "dependencies" => dependencies::check(&mut steps)?,
        "test" => test::all(&mut steps)?,
        "rust" => {
            let choice: Vec<String> = std::env::args().skip(2).collect();
            test::rust(&mut steps, &choice)?;
        }
        "openapi" => {
            web::install(&mut steps)?;
            build::debug(&mut steps)?;
            openapi::write_snapshot(&mut steps)?;
        }
        "schemathesis" => {
            let python = python::environment(&mut steps)?;
            build::debug(&mut steps)?;
            openapi::attack(&mut steps, &python)?;
        }
        "fuzz" => fuzz::all(&mut steps)?,
        "bench" => build::bench(&mut steps)?,
        "help" => println!("{USAGE}"),
        _ => bail!("{USAGE}"),
    }
    steps.end();
    Ok(())
}
