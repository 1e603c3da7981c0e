//! The tasks behind `make`: build, run, check and test Causeway. Needs only cargo and a few small
//! crates.

mod build;
mod check;
mod clients;
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
  run           build and start Causeway with demo data on http://127.0.0.1:8080
  dev           run Causeway with reload: the dashboard on http://127.0.0.1:5173, the server restarts after each change
  build         build the release binaries, including the dashboard
  check         check formatting, dependencies and lints and run the Rust tests: run this before every commit
  dependencies  check licences, bans and sources of dependencies against deny.toml
  test          run everything that continuous integration runs
  rust […]      run the Rust tests; further arguments go to the test runner: `cargo xtask rust -E 'package(causeway-store)'`
  openapi       write docs/openapi.json and the dashboard's types from the document that the server serves
  schemathesis  test the OpenAPI document against the running server
  clients       lint the OpenAPI document, generate clients from it and use them
  fuzz          test the parsers of external input with random mutations, about two minutes
  bench         run the benchmarks";

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
            openapi::run_schemathesis(&mut steps, &python)?;
        }
        "clients" => {
            let python = python::environment(&mut steps)?;
            build::debug(&mut steps)?;
            clients::all(&mut steps, &python)?;
        }
        "fuzz" => fuzz::all(&mut steps)?,
        "bench" => build::bench(&mut steps)?,
        "help" => println!("{USAGE}"),
        _ => bail!("{USAGE}"),
    }
    steps.end();
    Ok(())
}
