//! Starts a real `ngircd` on a free loopback port.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

/// Debian's path of the program. `PATH` may not contain it.
const PROGRAM: &str = "/usr/sbin/ngircd";

/// Timeout of the server's start.
const START_TIMEOUT: Duration = Duration::from_secs(10);

/// A running IRC server, stopped when dropped.
pub(crate) struct Ngircd {
    /// The port on 127.0.0.1.
    pub(crate) port: u16,
    server: Child,
    config: PathBuf,
    _folder: TempDir,
}

impl Ngircd {
    /// Starts a server on a free port and waits until it listens.
    pub(crate) fn start() -> Self {
        assert!(
            Path::new(PROGRAM).exists(),
            "{PROGRAM} is missing: install the Debian package ngircd (`apt-get install ngircd`, which `make test` does)"
        );
        let folder = tempfile::tempdir().expect("a temporary folder");
        let port = free_port();
        let config = folder.path().join("ngircd.conf");
        std::fs::write(&config, configuration(port)).expect("the configuration can be written");
        let server = run(&config, port);
        Self {
            port,
            server,
            config,
            _folder: folder,
        }
    }

    /// Stops the server, to simulate a network outage. [`Self::restart`] starts it again on the
    /// same port.
    pub(crate) fn stop(&mut self) {
        self.server.kill().expect("the server runs");
        self.server.wait().expect("the server exits");
    }

    /// Starts the server again.
    pub(crate) fn restart(&mut self) {
        self.server = run(&self.config, self.port);
    }
}

impl Drop for Ngircd {
    fn drop(&mut self) {
        // The test may have stopped it.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Runs the server in the foreground and waits until it listens.
fn run(config: &Path, port: u16) -> Child {
    let mut server = Command::new(PROGRAM)
        .arg("--nodaemon")
        .arg("--config")
        .arg(config)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("ngircd starts");
    let log = BufReader::new(server.stdout.take().expect("stdout is piped"));
    let (sender, received) = mpsc::channel();
    // Read to the end, even without a receiver, so that a full pipe never stops the server.
    std::thread::spawn(move || {
        log.lines()
            .map_while(Result::ok)
            .for_each(|line| drop(sender.send(line)));
    });
    let listening = format!("Now listening on [127.0.0.1]:{port} ");
    let mut lines = Vec::new();
    loop {
        match received.recv_timeout(START_TIMEOUT) {
            Ok(line) if line.contains(&listening) => break,
            Ok(line) => lines.push(line),
            Err(error) => panic!("ngircd didn't start ({error}):\n{}", lines.join("\n")),
        }
    }
    server
}

/// Returns a port that is free at the moment. If another program takes it first, the server reports
/// that.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener.local_addr().expect("the listener is bound").port()
}

fn configuration(port: u16) -> String {
    format!(
        "[Global]\n\
         Name = irc.test.example\n\
         Info = A server for tests\n\
         AdminInfo1 = tests\n\
         Listen = 127.0.0.1\n\
         Ports = {port}\n\
         ServerUID = irc\n\
         ServerGID = irc\n\
         [Limits]\n\
         MaxNickLength = 20\n\
         MaxConnectionsIP = 0\n\
         MaxPenaltyTime = 0\n\
         [Options]\n\
         Ident = no\n\
         DNS = no\n\
         PAM = no\n\
         SyslogFacility = local1\n"
    )
}
