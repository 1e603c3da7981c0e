//! Throw-away programs around the tests: each ends with its value, so also when a step fails.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::step::root;

/// A throw-away PostgreSQL, which ends when its standard input does: with this value, or with this process.
pub(crate) struct Postgres {
    /// Where it is, for the tests.
    pub(crate) url: String,
    child: Child,
    /// Kept open, so that whatever it says finds a reader.
    _output: BufReader<ChildStdout>,
}

impl Postgres {
    /// Starts it; the binaries for tests must be built.
    pub(crate) fn start() -> Result<Self> {
        let program = root().join("target/debug/throwaway-postgres");
        let mut command = Command::new(program);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the throw-away PostgreSQL")?;
        let output = child.stdout.take().context("its output is piped")?;
        let mut output = BufReader::new(output);
        let mut url = String::new();
        output
            .read_line(&mut url)
            .context("reading where PostgreSQL is")?;
        let url = url.trim().to_owned();
        if url.is_empty() {
            bail!("the throw-away PostgreSQL did not start");
        }
        println!("PostgreSQL for the tests: {url}");
        Ok(Self {
            url,
            child,
            _output: output,
        })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        if let Err(error) = self.child.wait() {
            eprintln!("the throw-away PostgreSQL could not be ended: {error}");
        }
    }
}
