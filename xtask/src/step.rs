//! Steps of a task: each says what begins and how long everything has taken so far.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The steps of the task under way.
pub(crate) struct Steps {
    began: Instant,
    done: Vec<&'static str>,
}

impl Steps {
    pub(crate) fn begin() -> Self {
        Self {
            began: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Says that a step begins.
    pub(crate) fn step(&mut self, name: &'static str) {
        println!("\n── {name} (at {}) ──", self.elapsed());
        self.done.push(name);
    }

    /// Says that all went well.
    pub(crate) fn end(&self) {
        println!(
            "\n── done in {}: {} ──",
            self.elapsed(),
            self.done.join(", ")
        );
    }

    fn elapsed(&self) -> String {
        let seconds = self.began.elapsed().as_secs();
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace")
        .to_owned()
}

/// A command that runs in the workspace's folder.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command to its end; its failure is the task's.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let told = tell(command);
    println!("$ {told}");
    let status = command
        .status()
        .with_context(|| format!("starting {told}"))?;
    if !status.success() {
        bail!("{told} failed ({status})");
    }
    Ok(())
}

/// Whether a command can be started and succeeds; what it prints is thrown away.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = command(program, arguments);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn tell(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
