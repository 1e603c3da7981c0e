//! A folder in which the commands of a guide run, and the values to fill in.

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

/// A folder with the examples in it. `causeway` and `python` are in PATH.
pub(crate) struct Desk {
    folder: TempDir,
    fills_in: Vec<(&'static str, String)>,
    environment: Vec<(&'static str, String)>,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let examples = workspace().join("docs/examples");
        for entry in std::fs::read_dir(&examples).expect("the folder of the examples") {
            let entry = entry.expect("the entry can be read");
            symlink(entry.path(), folder.path().join(entry.file_name()))
                .expect("the link is created");
        }
        let programs = folder.path().join("bin");
        std::fs::create_dir(&programs).expect("the folder is created");
        symlink(binary(), programs.join("causeway")).expect("the link is created");
        let python = format!("#!/bin/sh\nexec {} \"$@\"\n", python_with_library().await);
        executable(&programs.join("python"), &python);
        Self {
            folder,
            fills_in: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// A desk with the URL and the credentials of a connected channel.
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

    /// Fills in `value` where the guide has `shown`.
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

    /// The block with the values filled in.
    pub(crate) fn text(&self, block: &Block) -> String {
        self.fills_in
            .iter()
            .fold(block.text.clone(), |text, (shown, value)| {
                text.replace(shown, value)
            })
    }

    /// Runs commands in a shell and returns their output. Panics if one of them fails.
    pub(crate) async fn run(&self, block: &Block) -> String {
        let text = self.text(block);
        let output = self
            .output("bash", &["-euo", "pipefail", "-c", &text])
            .await;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{text}\n{printed}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        printed
    }

    pub(crate) async fn output(&self, program: &str, arguments: &[&str]) -> Output {
        let run = self.command(program, arguments).output();
        tokio::time::timeout(SOON * 3, run)
            .await
            .expect("the program exits in time")
            .expect("the program starts")
    }

    /// Starts commands that run until they are stopped.
    pub(crate) fn start(&self, text: &str) -> Running {
        let mut command = self.command("bash", &["-euo", "pipefail", "-c", text]);
        let mut child = command
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("the shell starts");
        let output = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        Running { child, output }
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let path = std::env::var("PATH").expect("PATH is set");
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

/// Creates an executable file.
pub(crate) fn executable(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, text).expect("the file can be written");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .expect("the permissions can be set");
}

/// Running commands. All of their processes are killed when this is dropped.
pub(crate) struct Running {
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
}

impl Running {
    /// Waits for a line of output for which `is` returns true.
    pub(crate) async fn wait_for_line(&mut self, is: impl Fn(&str) -> bool) -> String {
        let mut lines = Vec::new();
        let found = tokio::time::timeout(SOON, async {
            while let Some(line) = self.output.next_line().await.expect("the output is UTF-8") {
                if is(&line) {
                    return Some(line);
                }
                lines.push(line);
            }
            None
        });
        let found = found.await.ok().flatten();
        found.unwrap_or_else(|| {
            panic!(
                "the line did not come; the output was:\n{}",
                lines.join("\n")
            )
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(leader) = self.child.id() {
            let group = format!("-{leader}");
            let killed = std::process::Command::new("kill")
                .args(["-KILL", "--", &group])
                .status();
            debug_assert!(killed.is_ok(), "kill starts");
        }
    }
}
