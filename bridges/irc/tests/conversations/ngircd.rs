//! Starts a real `ngircd` on a free loopback port.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

/// Where Debian installs it; daemons aren't always on a test's path.
const PROGRAM: &str = "/usr/sbin/ngircd";

/// How long it may be silent before it listens.
const START_TIMEOUT: Duration = Duration::from_secs(10);

/// A running IRC server; it ends when dropped.
pub(crate) struct Ngircd {
    /// Its port on 127.0.0.1.
    pub(crate) port: u16,
    server: Child,
    config: PathBuf,
    _folder: TempDir,
}

impl Ngircd {
    /// Starts a server on a free port, and returns when it listens.
    pub(crate) fn start() -> Self {
        assert!(
            Path::new(PROGRAM).exists(),
            "{PROGRAM} is missing: install the Debian package ngircd (`apt-get install ngircd`, which `make test` does)"
        );
        let folder = tempfile::tempdir().expect("a folder for the configuration");
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

    /// Ends the server, as if the network went away. [`Self::come_back`] starts it again on the same port.
    pub(crate) fn go_away(&mut self) {
        self.server.kill().expect("the server runs");
        self.server.wait().expect("the server ends");
    }

    /// Starts the server again.
    pub(crate) fn come_back(&mut self) {
        self.server = run(&self.config, self.port);
    }
}

impl Drop for Ngircd {
    fn drop(&mut self) {
        // It may have been ended by the test.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Runs the server in the foreground and waits for its word that it listens.
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
    let log = BufReader::new(server.stdout.take().expect("its log is piped"));
    let (tell, told) = mpsc::channel();
    // Read to the end, even when nobody listens any more, so that a full pipe never stops the server.
    std::thread::spawn(move || {
        log.lines()
            .map_while(Result::ok)
            .for_each(|line| drop(tell.send(line)));
    });
    let listening = format!("Now listening on [127.0.0.1]:{port} ");
    let mut said = Vec::new();
    loop {
        match told.recv_timeout(START_TIMEOUT) {
            Ok(line) if line.contains(&listening) => break,
            Ok(line) => said.push(line),
            Err(error) => panic!("ngircd didn't start ({error}):\n{}", said.join("\n")),
        }
    }
    server
}

/// A port that nobody uses at the moment. Somebody might take it before the server does, which then says so.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free loopback port");
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
