//! Starts and stops a PostgreSQL server, as any user including root.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tokio_postgres::NoTls;

use super::{block_on, certificate};
use crate::free_port;

/// Timeout of the server's start. On a busy machine a start takes a few seconds.
const START_TIME_MAX: Duration = Duration::from_mins(1);

/// Runs the server and stops it when standard input ends, because the process at the other end
/// stopped or was killed.
const WATCH: &str = r#"
trap "" INT TERM HUP
folder=$1; shift
"$@" </dev/null &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$folder"
"#;

/// Durability is off, because no data outlives the tests. A shorter deadlock timeout makes the
/// tests of deadlocks quick.
const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=400",
    "deadlock_timeout=200ms",
    "max_wal_size=4GB",
];

/// A PostgreSQL server. It stops with this value or with this process.
#[derive(Debug)]
pub struct Server {
    /// The URL, without a database.
    pub url: String,
    watch: Child,
}

impl Server {
    /// Starts a server on a free port of loopback, with its files in a temporary folder.
    pub fn start() -> io::Result<Self> {
        Self::start_with(false).map(|(server, _)| server)
    }

    /// Starts a server that also accepts TLS connections. Returns it with the path of the
    /// authority's certificate.
    pub fn start_encrypted() -> io::Result<(Self, PathBuf)> {
        Self::start_with(true).map(|(server, folder)| (server, folder.join(certificate::AUTHORITY)))
    }

    /// Returns the server and its folder.
    fn start_with(encrypted: bool) -> io::Result<(Self, PathBuf)> {
        let programs = find_programs()?;
        let folder = tempfile::Builder::new()
            .prefix("causeway-postgres-")
            .tempdir()?
            .keep();
        let user = User::choose()?;
        user.give_access(&folder)?;
        let data = folder.join("data");

        let mut initdb = user.command(&programs.join("initdb"));
        initdb.arg("-D").arg(&data).args([
            "-U",
            "causeway",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        let output = initdb.current_dir(&folder).stdin(Stdio::null()).output()?;
        if !output.status.success() {
            return Err(io::Error::other(format!(
                "initdb failed: {}",
                String::from_utf8_lossy(&output.stderr)
            )));
        }

        let port = free_port();
        let log = File::create(folder.join("log"))?;
        let server = user.command(&programs.join("postgres"));
        let mut watch = Command::new("sh");
        watch
            .args(["-c", WATCH, "watch"])
            .arg(&folder)
            .arg(server.get_program())
            .args(server.get_args());
        watch
            .arg("-D")
            .arg(&data)
            .arg("-p")
            .arg(port.to_string())
            .arg("-k")
            .arg(&folder);
        for setting in SETTINGS {
            watch.args(["-c", setting]);
        }
        if encrypted {
            certificate::make(&folder)?;
            user.give_access(&folder.join("server.key"))?;
            for setting in [
                "ssl=on",
                "ssl_cert_file=../server.crt",
                "ssl_key_file=../server.key",
            ] {
                watch.args(["-c", setting]);
            }
        }
        // A separate process group, so that killing the test's group does not kill the watch, which
        // cleans up.
        watch.process_group(0).current_dir(&folder);
        let watch = watch
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let started = Self {
            url: format!("postgres://causeway@127.0.0.1:{port}"),
            watch,
        };
        started.wait_until_ready(&folder)?;
        Ok((started, folder))
    }

    fn wait_until_ready(&self, folder: &Path) -> io::Result<()> {
        let began = Instant::now();
        loop {
            let url = format!("{}/postgres", self.url);
            let answered = thread::spawn(move || {
                block_on(async { tokio_postgres::connect(&url, NoTls).await.map(drop) })
            });
            match answered.join().expect("connecting doesn't panic") {
                Ok(()) => return Ok(()),
                Err(error) if began.elapsed() > START_TIME_MAX => {
                    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
                    return Err(io::Error::other(format!(
                        "PostgreSQL did not start: {error}\n{log}"
                    )));
                }
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        if let Err(error) = self.watch.wait() {
            eprintln!("the test PostgreSQL could not be stopped: {error}");
        }
    }
}

/// Finds the folder of `postgres` and `initdb`. Debian does not put them into `PATH`.
fn find_programs() -> io::Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    folders.into_iter().find(|folder| folder.join("postgres").exists() && folder.join("initdb").exists()).ok_or_else(
        || io::Error::other("PostgreSQL is in neither PATH nor /usr/lib/postgresql. On Debian: apt-get install postgresql"),
    )
}

/// The user that the server runs as.
enum User {
    /// The user that runs the tests.
    Same,
    /// PostgreSQL refuses to run as root, so root uses the user of PostgreSQL's package.
    Postgres { uid: u32, gid: u32 },
}

impl User {
    fn choose() -> io::Result<Self> {
        if id(&["-u"])? != 0 {
            return Ok(Self::Same);
        }
        let of_postgres = |option| {
            id(&[option, "postgres"]).map_err(|_| {
                io::Error::other(
                    "PostgreSQL refuses to run as root, and there is no user `postgres`",
                )
            })
        };
        Ok(Self::Postgres {
            uid: of_postgres("-u")?,
            gid: of_postgres("-g")?,
        })
    }

    /// Gives the user exclusive access to a file or folder.
    fn give_access(&self, path: &Path) -> io::Result<()> {
        if let Self::Postgres { uid, gid } = self {
            chown(path, Some(*uid), Some(*gid))?;
        }
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
    }

    fn command(&self, program: &Path) -> Command {
        match self {
            Self::Same => Command::new(program),
            Self::Postgres { .. } => {
                let mut command = Command::new("setpriv");
                command
                    .args([
                        "--reuid=postgres",
                        "--regid=postgres",
                        "--init-groups",
                        "--",
                    ])
                    .arg(program);
                command
            }
        }
    }
}

fn id(arguments: &[&str]) -> io::Result<u32> {
    let output = Command::new("id").args(arguments).output()?;
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .map_err(io::Error::other)
}
