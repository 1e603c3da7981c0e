//! The program itself, started as its operators start it, and killed as fate does.

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

/// How long a start may take: migrations on a busy machine.
const START_TIME_MAX: Duration = Duration::from_mins(1);

/// The administrator that a first start makes.
pub const ADMIN_EMAIL: &str = "admin@example.com";

/// The administrator's password.
pub const ADMIN_PASSWORD: &str = "correct horse battery staple";

/// A running Causeway, killed when dropped. Its key file and log lie in a folder of its own.
#[derive(Debug)]
pub struct CausewayProcess {
    address: SocketAddr,
    database_url: String,
    settings: Vec<(String, String)>,
    folder: TempDir,
    child: Option<Child>,
}

/// Somebody signed in.
#[derive(Debug, Clone)]
pub struct Session {
    base: String,
    client: reqwest::Client,
}

impl CausewayProcess {
    /// Starts `causeway serve` on the database, with [`ADMIN_EMAIL`] as its first administrator and webhooks to loopback
    /// allowed, and waits until it is ready.
    pub async fn start(database_url: &str) -> Self {
        Self::start_with(database_url, &[]).await
    }

    /// Like [`CausewayProcess::start`], with further settings by the names of their environment variables.
    pub async fn start_with(database_url: &str, settings: &[(&str, &str)]) -> Self {
        let mut process = Self {
            // Kept over restarts, so that whoever talks to it finds it again.
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

    /// Starts it again, after [`CausewayProcess::kill9`] or [`CausewayProcess::stop`], and waits until it is ready.
    pub async fn restart(&mut self) {
        assert!(self.child.is_none(), "it still runs");
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log_path())
            .expect("the folder can be written");
        // Ignoring the signal, a write beyond what `limit_files` permits fails as on a full disk, instead of ending it.
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
            // `sign_in_from` speaks as a reverse proxy would.
            .env("CAUSEWAY_TRUSTED_PROXIES", "127.0.0.0/8")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a file can be shared"))
            .stderr(log);
        let child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{} doesn't start: {error}", binary().display()));
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
            let child = self.child.as_mut().expect("it was started");
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                panic!("causeway ended with {status}:\n{}", self.log());
            }
            assert!(
                began.elapsed() < START_TIME_MAX,
                "causeway isn't ready:\n{}",
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Ends it without a warning, as a power cut would, but for what the operating system still holds.
    pub fn kill9(&mut self) {
        if let Some(mut child) = self.child.take() {
            end(&mut child).expect("a child can be killed");
        }
    }

    /// Lets none of its files grow beyond so many bytes, as if the disk were full; `None`: as large as they like.
    pub fn limit_files(&self, bytes: Option<u64>) {
        let limit = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        self.limit(&format!("--fsize={limit}:unlimited"));
    }

    /// Lets it have so many KiB of memory more than it has now: what it asks for beyond them is refused, and ends it.
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
        self.child.as_ref().expect("it runs").id()
    }

    /// How much memory it takes, by a name of `/proc/<pid>/status` such as `VmHWM`, the most so far, or `RssAnon`, what it
    /// allocated and has now. In KiB.
    pub fn memory_kib(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).expect("it runs");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let number = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        number.unwrap_or_else(|| panic!("the system does not tell {name}:\n{status}"))
    }

    /// Where it serves.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Asks it to end and waits until it has.
    pub async fn stop(&mut self) {
        let Some(mut child) = self.child.take() else {
            return;
        };
        let asked = Command::new("kill")
            .arg("-TERM")
            .arg(child.id().to_string())
            .status();
        assert!(
            asked.is_ok_and(|status| status.success()),
            "the signal could not be sent"
        );
        let ended = tokio::task::spawn_blocking(move || child.wait())
            .await
            .expect("waiting doesn't panic");
        let status = ended.expect("a child can be waited for");
        assert!(
            status.success(),
            "causeway ended with {status}:\n{}",
            self.log()
        );
    }

    /// The address of a path on it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it has logged so far, over all its runs.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    fn log_path(&self) -> PathBuf {
        self.folder.path().join("causeway.log")
    }

    /// Signs the first administrator in.
    pub async fn sign_in(&self) -> Session {
        self.sign_in_as(ADMIN_EMAIL, ADMIN_PASSWORD).await
    }

    /// Signs a member of staff in.
    pub async fn sign_in_as(&self, email: &str, password: &str) -> Session {
        self.sign_in_from(Ipv4Addr::LOCALHOST, email, password)
            .await
    }

    /// Signs a member of staff in who sits behind a reverse proxy, at this address: sign-ins are limited by address.
    pub async fn sign_in_from(&self, address: Ipv4Addr, email: &str, password: &str) -> Session {
        let base = self.url("");
        let origin = base.parse().expect("an address made of ASCII");
        let forwarded = address
            .to_string()
            .parse()
            .expect("an address made of ASCII");
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
            .expect("it answers");
        let cookies = answer
            .headers()
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|cookie| cookie.to_str().ok());
        let pairs: Vec<&str> = cookies
            .filter_map(|cookie| cookie.split(';').next())
            .collect();
        let cookie = pairs.join("; ").parse().expect("cookies made of ASCII");
        let status = answer.status();
        assert!(
            status.is_success(),
            "{email} can't sign in: {status} {}",
            answer.text().await.unwrap_or_default()
        );
        let origin = base.parse().expect("an address made of ASCII");
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
    /// The same person, asking another node of the same Causeway.
    #[must_use]
    pub fn at(&self, node: &CausewayProcess) -> Self {
        Self {
            base: node.url(""),
            client: self.client.clone(),
        }
    }

    /// A request as this person, to a path under `/api/v1`.
    pub fn request(&self, method: http::Method, path: &str) -> reqwest::RequestBuilder {
        self.client
            .request(method, format!("{}/api/v1{path}", self.base))
    }

    /// Reads a resource; panics and tells the answer when that isn't a success.
    pub async fn get(&self, path: &str) -> Value {
        json_of(self.request(http::Method::GET, path)).await
    }

    /// Posts to a resource; panics and tells the answer when that isn't a success.
    pub async fn post(&self, path: &str, body: &Value) -> Value {
        json_of(self.request(http::Method::POST, path).json(body)).await
    }
}

async fn json_of(request: reqwest::RequestBuilder) -> Value {
    let answer = request.send().await.expect("it answers");
    let (status, url) = (answer.status(), answer.url().clone());
    let text = answer.text().await.unwrap_or_default();
    assert!(status.is_success(), "{url}: {status}: {text}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

fn end(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}

/// The program, as `CAUSEWAY_BIN` names it, or else as cargo builds it beside the test.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("CAUSEWAY_BIN") {
        return PathBuf::from(path);
    }
    let test = std::env::current_exe().expect("a test is a program");
    let built = test
        .ancestors()
        .skip(1)
        .map(|folder| folder.join("causeway"))
        .find(|path| path.is_file());
    built.expect("there is no causeway beside this test: cargo build --package causeway")
}
