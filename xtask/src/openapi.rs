//! Tests the OpenAPI document against the server that serves it.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::python::Python;
use crate::step::{Steps, command, root, run};
use crate::web;

const EMAIL: &str = "admin@example.com";
const PASSWORD: &str = "correct horse battery staple";

/// Timeout of a start.
const START_TIME_MAX: Duration = Duration::from_secs(30);

/// A new Causeway server on SQLite, stopped when dropped.
pub(crate) struct Causeway {
    pub(crate) address: String,
    folder: PathBuf,
    child: Child,
}

/// The document in the repository, for the dashboard's client and for reviewers.
pub(crate) const SNAPSHOT: &str = "docs/openapi.json";

/// Paths that are not tested: endless streams never complete (other tests check their lines against
/// the schema), a suspended or archived channel accepts nothing, and redirects lead to pages
/// outside the document.
const NOT_PLAYED: [&str; 6] = [
    "/api/v1/events",
    "/omni/v1/outbox/stream",
    "/api/v1/channels/{id}/suspend",
    "/api/v1/channels/{id}/archive",
    "/api/v1/auth/single-sign-on/start",
    "/api/v1/auth/single-sign-on/callback",
];

/// Paths of operations that may end the session. They run last.
const ENDS_SESSION: &str = "api/v1/(auth/logout|sessions/)";

/// Writes the served document to the snapshot, and generates the dashboard's types from it.
pub(crate) fn write_snapshot(steps: &mut Steps) -> Result<()> {
    steps.step("OpenAPI snapshot");
    fs::write(root().join(SNAPSHOT), served()?).context("writing the snapshot")?;
    web::write_types()
}

/// Fails if the server serves another document than the snapshot.
pub(crate) fn check_snapshot(steps: &mut Steps) -> Result<()> {
    steps.step("OpenAPI snapshot");
    if fs::read(root().join(SNAPSHOT)).context("reading the snapshot")? != served()? {
        bail!(
            "{SNAPSHOT} differs from the document that the server serves: run `cargo xtask openapi` and review the difference"
        );
    }
    Ok(())
}

fn served() -> Result<Vec<u8>> {
    let printed = command(&program().to_string_lossy(), &["openapi"])
        .output()
        .context("starting causeway")?;
    if !printed.status.success() {
        bail!(
            "causeway openapi failed: {}",
            String::from_utf8_lossy(&printed.stderr)
        );
    }
    Ok(printed.stdout)
}

fn program() -> PathBuf {
    root().join("target/debug/causeway")
}

/// Runs schemathesis on every operation of the document, with deterministic examples. Each API is
/// called with its own credentials.
pub(crate) fn run_schemathesis(steps: &mut Steps, python: &Python) -> Result<()> {
    steps.step("OpenAPI document against the server");
    let causeway = Causeway::start("schemathesis")?;
    let cookie = causeway.sign_in()?;
    let token = causeway.connect_channel(&cookie)?;
    causeway.play(
        python,
        "^/omni/",
        &[format!("Authorization: Bearer {token}")],
    )?;
    // Sends no token with the session: schemathesis would generate one, and the server would refuse
    // it.
    let origin = format!("Origin: http://{}", causeway.address);
    let session = [
        format!("Cookie: {cookie}"),
        origin,
        "Authorization: none".to_owned(),
    ];
    causeway.play(python, &format!("^/(?!omni/|{ENDS_SESSION})"), &session)?;
    // Requests after the end of the session are refused and test nothing.
    let answer = causeway.ask("GET /api/v1/me", &cookie, "")?;
    if !answer.starts_with("HTTP/1.1 200") {
        bail!("the session ended during the test: {answer}");
    }
    causeway.play(python, &format!("^/{ENDS_SESSION}"), &session)
}

impl Causeway {
    /// Starts a server whose data is in a folder of `target/`.
    pub(crate) fn start(folder: &str) -> Result<Self> {
        let folder = root().join("target").join(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).context("deleting the last run's folder")?;
        }
        fs::create_dir_all(&folder)?;
        let address = TcpListener::bind(("127.0.0.1", 0))?
            .local_addr()?
            .to_string();
        let log = File::create(folder.join("causeway.log"))?;
        let child = Command::new(program())
            .arg("serve")
            .env("CAUSEWAY_LISTEN", &address)
            .env(
                "CAUSEWAY_DATABASE_URL",
                format!("sqlite://{}/causeway.db", folder.display()),
            )
            .env("CAUSEWAY_KEY_FILE", folder.join("causeway.key"))
            .env("CAUSEWAY_ADMIN_EMAIL", EMAIL)
            .env("CAUSEWAY_ADMIN_PASSWORD", PASSWORD)
            .current_dir(&folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("starting target/debug/causeway")?;
        let mut causeway = Self {
            address,
            folder,
            child,
        };
        causeway.wait_until_ready()?;
        Ok(causeway)
    }

    /// Runs the operations whose paths match `paths`, with these headers.
    fn play(&self, python: &Python, paths: &str, headers: &[String]) -> Result<()> {
        let document = format!("http://{}/api/openapi.json", self.address);
        let mut schemathesis =
            command(&python.program("st").to_string_lossy(), &["run", &document]);
        schemathesis
            .args(["--include-path-regex", paths])
            .args(headers.iter().flat_map(|header| ["--header", header]))
            .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "20", "--seed", "1", "--no-shrink"])
            .args(["--generation-deterministic", "--request-timeout", "40", "--continue-on-failure"])
            .args([
                "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
            ])
            .args(NOT_PLAYED.iter().flat_map(|path| ["--exclude-path", path]))
            .current_dir(&self.folder);
        run(&mut schemathesis).with_context(|| format!("the log is {}", self.log_path().display()))
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let began = Instant::now();
        while !self
            .ask("GET /readyz", "", "")
            .is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
        {
            if self.child.try_wait()?.is_some() || began.elapsed() > START_TIME_MAX {
                bail!(
                    "causeway isn't ready:\n{}",
                    fs::read_to_string(self.log_path()).unwrap_or_default()
                );
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn log_path(&self) -> PathBuf {
        self.folder.join("causeway.log")
    }

    /// Signs in and returns the session's cookie.
    pub(crate) fn sign_in(&self) -> Result<String> {
        let login = format!(r#"{{"email":"{EMAIL}","password":"{PASSWORD}"}}"#);
        let answer = self.ask("POST /api/v1/auth/login", "", &login)?;
        let cookies = answer
            .lines()
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.split_once(": "));
        let session = cookies
            .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            .map(|(_, cookie)| cookie);
        let pairs: Vec<&str> = session
            .filter_map(|cookie| cookie.split(';').next())
            .collect();
        if pairs.is_empty() {
            bail!("signing in failed: {answer}");
        }
        Ok(pairs.join("; "))
    }

    /// Creates a source and a channel, so that messages are accepted, and returns the source's
    /// access token.
    pub(crate) fn connect_channel(&self, cookie: &str) -> Result<String> {
        let source = self.ask("POST /api/v1/sources", cookie, r#"{"name":"Under test"}"#)?;
        let (id, token) = (
            text_after(&source, r#""id":""#)?,
            text_after(&source, r#""accessToken":""#)?,
        );
        let routing = r#"{"kind":"alternative","destinations":[]}"#;
        let channel = format!(r#"{{"sourceId":"{id}","name":"Under test","routing":{routing}}}"#);
        let channel = self.ask("POST /api/v1/channels", cookie, &channel)?;
        text_after(&channel, r#""id":""#)?;
        Ok(token)
    }

    /// Sends one request without an HTTP client, to avoid a dependency.
    fn ask(&self, what: &str, cookie: &str, body: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        let (address, bytes) = (&self.address, body.len());
        write!(
            stream,
            "{what} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nconnection: close\r\n\
             cookie: {cookie}\r\ncontent-type: application/json\r\ncontent-length: {bytes}\r\n\r\n{body}"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

/// Returns the JSON string that follows `beginning`, up to its closing quote.
fn text_after(answer: &str, beginning: &str) -> Result<String> {
    let found = answer
        .split_once(beginning)
        .and_then(|(_, rest)| rest.split_once('"'));
    found
        .map(|(text, _)| text.to_owned())
        .with_context(|| format!("no {beginning} in {answer}"))
}

impl Drop for Causeway {
    fn drop(&mut self) {
        if let Err(error) = self.child.kill().and_then(|()| self.child.wait()) {
            eprintln!("causeway could not be stopped: {error}");
        }
    }
}
