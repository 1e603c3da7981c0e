//! Where a reader of a guide tries its commands: a folder, and what they fill in.

use std::{
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use causeway_testkit::{CausewayProcess, process::binary};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use super::Block;
use crate::{
    examples::{python_with_library, workspace},
    support::{Channel, SOON},
};

/// A folder with the examples in it, where `causeway` and `python` are on the path.
pub(crate) struct Desk {
    folder: TempDir,
    fills_in: Vec<(&'static str, String)>,
    environment: Vec<(&'static str, String)>,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let examples = workspace().join("docs/examples");
        for entry in std::fs::read_dir(&examples).expect("the examples") {
            let entry = entry.expect("a name");
            symlink(entry.path(), folder.path().join(entry.file_name())).expect("a link");
        }
        let programs = folder.path().join("bin");
        std::fs::create_dir(&programs).expect("a folder");
        symlink(binary(), programs.join("causeway")).expect("a link");
        let python = format!("#!/bin/sh\nexec {} \"$@\"\n", python_with_library().await);
        executable(&programs.join("python"), &python);
        Self {
            folder,
            fills_in: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// With the address and credentials of a connected channel.
    pub(crate) async fn of(causeway: &CausewayProcess, channel: &Channel) -> Self {
        let secret = channel.source["signingSecret"].as_str().expect("a secret");
        Self::new()
            .await
            .with("http://127.0.0.1:8080", causeway.url(""))
            .with("https://chat.example.com", causeway.url(""))
            .with("cw_…", channel.token.clone())
            .with("whsec_…", secret)
            .env("CAUSEWAY_URL", causeway.url(""))
            .env("CAUSEWAY_TOKEN", channel.token.clone())
            .env("CAUSEWAY_SECRET", secret)
    }

    /// Fills in `value` where the guide shows `shown`.
    pub(crate) fn with(mut self, shown: &'static str, value: impl Into<String>) -> Self {
        self.fills_in.push((shown, value.into()));
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The block as the reader would have it.
    pub(crate) fn text(&self, block: &Block) -> String {
        self.fills_in
            .iter()
            .fold(block.text.clone(), |text, (shown, value)| {
                text.replace(shown, value)
            })
    }

    /// Runs commands in a shell; their output, if all of them succeeded.
    pub(crate) async fn run(&self, block: &Block) -> String {
        let text = self.text(block);
        let output = self
            .output("bash", &["-euo", "pipefail", "-c", &text])
            .await;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{text}\n{told}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        told
    }

    pub(crate) async fn output(&self, program: &str, arguments: &[&str]) -> Output {
        let run = self.command(program, arguments).output();
        tokio::time::timeout(SOON * 3, run)
            .await
            .expect("it ends in time")
            .expect("it starts")
    }

    /// Starts commands that go on until they are stopped.
    pub(crate) fn start(&self, text: &str) -> Running {
        let mut command = self.command("bash", &["-euo", "pipefail", "-c", text]);
        let mut child = command
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("it starts");
        let output = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        Running { child, output }
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let path = std::env::var("PATH").expect("a path");
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("no_proxy", "127.0.0.1")
            .env("NO_PROXY", "127.0.0.1")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }
}

/// Writes a program.
pub(crate) fn executable(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, text).expect("the folder can be written");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
}

/// Commands that run, stopped with all that they started when dropped.
pub(crate) struct Running {
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
}

impl Running {
    /// Waits for a line of output that `is` it.
    pub(crate) async fn says(&mut self, is: impl Fn(&str) -> bool) -> String {
        let mut said = Vec::new();
        let found = tokio::time::timeout(SOON, async {
            while let Some(line) = self.output.next_line().await.expect("it prints text") {
                if is(&line) {
                    return Some(line);
                }
                said.push(line);
            }
            None
        });
        let found = found.await.ok().flatten();
        found.unwrap_or_else(|| panic!("it said something else:\n{}", said.join("\n")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(leader) = self.child.id() {
            let group = format!("-{leader}");
            let killed = std::process::Command::new("kill")
                .args(["-KILL", "--", &group])
                .status();
            debug_assert!(killed.is_ok(), "kill can be started");
        }
    }
}
