//! The server process, started as an operator starts it, and killed.

use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use http::header::{COOKIE, ORIGIN, SET_COOKIE};
use http::{HeaderMap, HeaderName};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{free_port, http_client};

/// Timeout of a start, migrations on a busy machine included.
const START_TIME_MAX: Duration = Duration::from_mins(1);

/// E-mail address of the administrator that the first start creates.
pub const ADMIN_EMAIL: &str = "admin@example.com";

/// The administrator's password.
pub const ADMIN_PASSWORD: &str = "correct horse battery staple";

/// A running Causeway server, killed when dropped. Its key file and log are in its own folder.
#[derive(Debug)]
pub struct CausewayProcess {
    address: SocketAddr,
    database_url: String,
    settings: Vec<(String, String)>,
    folder: TempDir,
    child: Option<Child>,
}

/// A signed-in staff member.
#[derive(Debug, Clone)]
pub struct Session {
    base: String,
    client: reqwest::Client,
}

impl CausewayProcess {
    /// Starts `causeway serve` on the database and waits until it is ready. [`ADMIN_EMAIL`] is the
    /// first administrator, and webhooks to loopback are allowed.
    pub async fn start(database_url: &str) -> Self {
        Self::start_with(database_url, &[]).await
    }

    /// Like [`CausewayProcess::start`], with further settings by the names of their environment
    /// variables.
    pub async fn start_with(database_url: &str, settings: &[(&str, &str)]) -> Self {
        let mut process = Self {
            // The address stays the same after a restart.
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, free_port())),
            database_url: database_url.to_owned(),
            settings: settings
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            folder: tempfile::Builder::new()
                .prefix("causeway-process-")
                .tempdir()
                .expect("a temporary folder"),
            child: None,
        };
        process.restart().await;
        process
    }

    /// Starts the server again after [`CausewayProcess::kill9`] or [`CausewayProcess::stop`], and
    /// waits until it is ready.
    pub async fn restart(&mut self) {
        assert!(self.child.is_none(), "the server still runs");
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log_path())
            .expect("the log file can be opened");
        // With this signal ignored, a write beyond the limit of `limit_files` fails as on a full
        // disk. Otherwise the signal would end the process.
        let mut command = Command::new("sh");
        command
            .args(["-c", "trap '' XFSZ; exec \"$0\" serve"])
            .arg(binary())
            .env("CAUSEWAY_LISTEN", self.address.to_string())
            .env("CAUSEWAY_DATABASE_URL", &self.database_url)
            .env("CAUSEWAY_KEY_FILE", self.folder.path().join("causeway.key"))
            .env(
                "CAUSEWAY_FILES_URL",
                format!("file://{}", self.folder.path().join("files").display()),
            )
            .env("CAUSEWAY_ADMIN_EMAIL", ADMIN_EMAIL)
            .env("CAUSEWAY_ADMIN_PASSWORD", ADMIN_PASSWORD)
            .env("CAUSEWAY_WEBHOOK_ALLOW", "127.0.0.0/8")
            .env("CAUSEWAY_MEDIA_ALLOW", "127.0.0.0/8")
            .env("CAUSEWAY_SIGN_IN_ALLOW", "127.0.0.0/8")
            // `sign_in_from` sends the header of a reverse proxy.
            .env("CAUSEWAY_TRUSTED_PROXIES", "127.0.0.0/8")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a file can be shared"))
            .stderr(log);
        let child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{} could not be started: {error}", binary().display()));
        self.child = Some(child);
        self.wait_until_ready().await;
    }

    async fn wait_until_ready(&mut self) {
        let (client, ready, began) = (
            http_client(HeaderMap::new()),
            self.url("/readyz"),
            Instant::now(),
        );
        loop {
            if client
                .get(&ready)
                .send()
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                return;
            }
            let child = self.child.as_mut().expect("the server was started");
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                panic!("causeway exited with {status}:\n{}", self.log());
            }
            assert!(
                began.elapsed() < START_TIME_MAX,
                "causeway isn't ready:\n{}",
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Kills the process without a warning, like a power cut, except that the operating system's
    /// buffers survive.
    pub fn kill9(&mut self) {
        if let Some(mut child) = self.child.take() {
            end(&mut child).expect("a child can be killed");
        }
    }

    /// Limits the size of the server's files to this many bytes, as if the disk were full. `None`
    /// removes the limit.
    pub fn limit_files(&self, bytes: Option<u64>) {
        let limit = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        self.limit(&format!("--fsize={limit}:unlimited"));
    }

    /// Limits the server's memory to its current size and this many KiB more. A larger allocation
    /// fails and ends the server.
    pub fn limit_memory(&self, further_kib: u64) {
        self.limit(&format!(
            "--data={}",
            (self.memory_kib("VmData") + further_kib) * 1024
        ));
    }

    fn limit(&self, limit: &str) {
        let set = Command::new("prlimit")
            .args(["--pid", &self.pid().to_string(), limit])
            .status();
        assert!(
            set.is_ok_and(|status| status.success()),
            "the limit could not be set"
        );
    }

    fn pid(&self) -> u32 {
        self.child.as_ref().expect("the server runs").id()
    }

    /// Returns the server's memory use in KiB, by a name of `/proc/<pid>/status`: `VmHWM` is the
    /// peak, `RssAnon` the current allocations.
    pub fn memory_kib(&self, name: &str) -> u64 {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.pid())).expect("the server runs");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let number = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        number.unwrap_or_else(|| panic!("/proc has no {name}:\n{status}"))
    }

    /// The address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends SIGTERM and waits until the server exits.
    pub async fn stop(&mut self) {
        let Some(mut child) = self.child.take() else {
            return;
        };
        let sent = Command::new("kill")
            .arg("-TERM")
            .arg(child.id().to_string())
            .status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "the signal could not be sent"
        );
        let ended = tokio::task::spawn_blocking(move || child.wait())
            .await
            .expect("waiting doesn't panic");
        let status = ended.expect("a child can be waited for");
        assert!(
            status.success(),
            "causeway exited with {status}:\n{}",
            self.log()
        );
    }

    /// The URL of a path on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The log of all runs so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    fn log_path(&self) -> PathBuf {
        self.folder.path().join("causeway.log")
    }

    /// Signs in as the first administrator.
    pub async fn sign_in(&self) -> Session {
        self.sign_in_as(ADMIN_EMAIL, ADMIN_PASSWORD).await
    }

    /// Signs in as a staff member.
    pub async fn sign_in_as(&self, email: &str, password: &str) -> Session {
        self.sign_in_from(Ipv4Addr::LOCALHOST, email, password)
            .await
    }

    /// Signs in as a staff member at this address behind a reverse proxy. Sign-ins are limited per
    /// address.
    pub async fn sign_in_from(&self, address: Ipv4Addr, email: &str, password: &str) -> Session {
        let base = self.url("");
        let origin = base.parse().expect("the URL is ASCII");
        let forwarded = address.to_string().parse().expect("the address is ASCII");
        let forwarded_for = HeaderName::from_static("x-forwarded-for");
        let anonymous = http_client(HeaderMap::from_iter([
            (ORIGIN, origin),
            (forwarded_for, forwarded),
        ]));
        let login = json!({ "email": email, "password": password });
        let answer = anonymous
            .post(self.url("/api/v1/auth/login"))
            .json(&login)
            .send()
            .await
            .expect("the server responds");
        let cookies = answer
            .headers()
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|cookie| cookie.to_str().ok());
        let pairs: Vec<&str> = cookies
            .filter_map(|cookie| cookie.split(';').next())
            .collect();
        let cookie = pairs.join("; ").parse().expect("cookies are ASCII");
        let status = answer.status();
        assert!(
            status.is_success(),
            "{email} can't sign in: {status} {}",
            answer.text().await.unwrap_or_default()
        );
        let origin = base.parse().expect("the URL is ASCII");
        Session {
            client: http_client(HeaderMap::from_iter([(ORIGIN, origin), (COOKIE, cookie)])),
            base,
        }
    }
}

impl Drop for CausewayProcess {
    fn drop(&mut self) {
        self.kill9();
        if std::thread::panicking() {
            eprintln!("--- causeway's log ---\n{}", self.log());
        }
    }
}

impl Session {
    /// The same session on another node with the same database.
    #[must_use]
    pub fn at(&self, node: &CausewayProcess) -> Self {
        Self {
            base: node.url(""),
            client: self.client.clone(),
        }
    }

    /// A request of this staff member to a path under `/api/v1`.
    pub fn request(&self, method: http::Method, path: &str) -> reqwest::RequestBuilder {
        self.client
            .request(method, format!("{}/api/v1{path}", self.base))
    }

    /// Reads a resource. Panics with the response if it is not a success.
    pub async fn get(&self, path: &str) -> Value {
        json_of(self.request(http::Method::GET, path)).await
    }

    /// Posts to a resource. Panics with the response if it is not a success.
    pub async fn post(&self, path: &str, body: &Value) -> Value {
        json_of(self.request(http::Method::POST, path).json(body)).await
    }
}

async fn json_of(request: reqwest::RequestBuilder) -> Value {
    let answer = request.send().await.expect("the server responds");
    let (status, url) = (answer.status(), answer.url().clone());
    let text = answer.text().await.unwrap_or_default();
    assert!(status.is_success(), "{url}: {status}: {text}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

fn end(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}

/// Path of the executable: `CAUSEWAY_BIN`, otherwise the one that cargo built next to the test.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("CAUSEWAY_BIN") {
        return PathBuf::from(path);
    }
    let test = std::env::current_exe().expect("the path of the test is known");
    let built = test
        .ancestors()
        .skip(1)
        .map(|folder| folder.join("causeway"))
        .find(|path| path.is_file());
    built.expect("there is no causeway beside this test: cargo build --package causeway")
}
