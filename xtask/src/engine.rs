//! Temporary programs for the tests. Each ends when its value is dropped, also if a step fails.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::step::root;

/// A temporary PostgreSQL server. It ends when its standard input is closed: with this value or
/// with this process.
pub(crate) struct Postgres {
    /// The server's URL.
    pub(crate) url: String,
    child: Child,
    /// Kept open, so that the server's output does not fail.
    _output: BufReader<ChildStdout>,
}

impl Postgres {
    /// Starts the server. The binaries for tests must be built.
    pub(crate) fn start() -> Result<Self> {
        let program = root().join("target/debug/throwaway-postgres");
        let mut command = Command::new(program);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the temporary PostgreSQL")?;
        let output = child.stdout.take().context("stdout is not piped")?;
        let mut output = BufReader::new(output);
        let mut url = String::new();
        output
            .read_line(&mut url)
            .context("reading the URL of PostgreSQL")?;
        let url = url.trim().to_owned();
        if url.is_empty() {
            bail!("the temporary PostgreSQL did not start");
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
            eprintln!("the temporary PostgreSQL could not be stopped: {error}");
        }
    }
}
