//! The example channels of `docs/examples`, run unchanged: typed lines reach staff, each reply is
//! printed once, and unsigned requests are refused.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::support::{Channel, SOON, connect, eventually};
use causeway_testkit::{
    CausewayProcess, Receiver, TestDatabase, both_engines, http_client, receiver::Received,
};
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

both_engines! {
    async fn the_python_example_is_a_complete_channel(database: TestDatabase) {
        let mut command = Command::new(python_with_library().await);
        command.arg(workspace().join("docs/examples/channel.py"));
        converse(command, &database).await;
    }

    async fn the_typescript_example_is_a_complete_channel(database: TestDatabase) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut command = Command::new("node");
        command.arg(compiled("channel", &folder).await);
        converse(command, &database).await;
    }
}

/// Returns a Python interpreter with the library that the example needs.
pub(crate) async fn python_with_library() -> String {
    let python = std::env::var("CAUSEWAY_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_library = Command::new(&python)
        .args(["-c", "import standardwebhooks"])
        .output()
        .await;
    assert!(
        has_library.is_ok_and(|output| output.status.success()),
        "{python} with the package standardwebhooks is needed: `cargo xtask rust` installs it and sets CAUSEWAY_TEST_PYTHON"
    );
    python
}

/// Compiles a TypeScript example to JavaScript, with type checks.
pub(crate) async fn compiled(name: &str, folder: &TempDir) -> PathBuf {
    let packages = workspace().join("web/node_modules");
    let compiler = packages.join("typescript/bin/tsc");
    assert!(
        compiler.is_file(),
        "the TypeScript compiler is needed: `cargo xtask rust`, or `npm ci` in web/, installs it"
    );
    let output = Command::new("node")
        .arg(compiler)
        .args([
            "--strict",
            "--target",
            "es2022",
            "--module",
            "esnext",
            "--moduleResolution",
            "bundler",
        ])
        .args(["--types", "node", "--typeRoots"])
        .arg(packages.join("@types"))
        .arg("--outDir")
        .arg(folder.path())
        .arg(workspace().join(format!("docs/examples/{name}.mts")))
        .output()
        .await
        .expect("Node 20.19 or later is in PATH");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    folder.path().join(format!("{name}.mjs"))
}

/// Messages flow in both directions through the example that the command starts.
async fn converse(command: Command, database: &TestDatabase) {
    let causeway = CausewayProcess::start(&database.url).await;
    let receiver = Receiver::start();
    let channel = connect(&causeway, &receiver).await;
    let mut example = Example::start(command, &causeway, &channel).await;

    example.type_in("Hello!").await;
    let staff = &channel.admin;
    let enquiry = eventually("the visitor's message is an enquiry", async || {
        staff.get("/enquiries").await["items"]
            .as_array()?
            .first()
            .cloned()
    })
    .await;
    assert_eq!(enquiry["lastMessage"]["text"], "Hello!");
    let enquiry = format!("/enquiries/{}", enquiry["id"].as_str().expect("an id"));
    staff.post(&format!("{enquiry}/pick-up"), &json!({})).await;

    // Another endpoint captures a request that Causeway signed. The example receives it altered,
    // and twice.
    reply(&channel, &enquiry, "Once").await;
    let received = receiver
        .wait_until("the reply", |all| all.iter().any(is_message))
        .await;
    let request = received
        .iter()
        .find(|request| is_message(request))
        .expect("the reply arrived");
    let altered = String::from_utf8_lossy(&request.body).replace("Once", "Never");
    assert_eq!(
        example.receive(request, altered.into_bytes()).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        example.receive(request, request.body.to_vec()).await,
        StatusCode::OK
    );
    assert_eq!(
        example.receive(request, request.body.to_vec()).await,
        StatusCode::OK
    );

    let path = format!("/sources/{}", channel.source["id"].as_str().expect("an id"));
    let change = staff
        .request(Method::PATCH, &path)
        .json(&json!({ "webhookUrl": example.webhook_url }));
    let answer = change.send().await.expect("the server responds");
    assert_eq!(
        answer.status(),
        StatusCode::OK,
        "the challenge: {}",
        answer.text().await.unwrap_or_default()
    );
    reply(&channel, &enquiry, "Hi Ada, how can I help?").await;
    assert_eq!(example.printed().await, "Once");
    assert_eq!(example.printed().await, "Hi Ada, how can I help?");
}

async fn reply(channel: &Channel, enquiry: &str, text: &str) {
    let message = json!({ "clientId": text, "type": "text", "text": text });
    channel
        .admin
        .post(&format!("{enquiry}/messages"), &message)
        .await;
}

fn is_message(request: &Received) -> bool {
    request.json()["type"] == "message.created"
}

/// A running example, killed when dropped.
struct Example {
    webhook_url: String,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

impl Example {
    /// Starts the example with the channel's credentials and waits until it prints its webhook's
    /// URL.
    async fn start(mut command: Command, causeway: &CausewayProcess, channel: &Channel) -> Self {
        let mut child = command
            .env("CAUSEWAY_URL", causeway.url(""))
            .env("CAUSEWAY_TOKEN", &channel.token)
            .env(
                "CAUSEWAY_SECRET",
                channel.source["signingSecret"].as_str().expect("a secret"),
            )
            .env("PORT", "0")
            .env("no_proxy", "127.0.0.1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the example starts");
        let input = child.stdin.take().expect("stdin is piped");
        let mut output = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let first = next_line(&mut output).await;
        let webhook_url = first
            .strip_prefix("webhook: ")
            .expect("the first line is the webhook's URL")
            .to_owned();
        Self {
            webhook_url,
            input,
            output,
            _child: child,
        }
    }

    async fn type_in(&mut self, text: &str) {
        self.input
            .write_all(format!("{text}\n").as_bytes())
            .await
            .expect("the example reads stdin");
    }

    /// The next line of output.
    async fn printed(&mut self) -> String {
        next_line(&mut self.output).await
    }

    /// Sends the captured request with this body to the example. Returns the response's status.
    async fn receive(&self, request: &Received, body: Vec<u8>) -> StatusCode {
        let mut post = http_client(HeaderMap::new())
            .post(&self.webhook_url)
            .body(body);
        for name in [
            "content-type",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
        ] {
            post = post.header(name, request.header(name));
        }
        post.send().await.expect("the example responds").status()
    }
}

async fn next_line(output: &mut Lines<BufReader<ChildStdout>>) -> String {
    let line = tokio::time::timeout(SOON, output.next_line())
        .await
        .expect("the example prints in time");
    line.expect("the output is UTF-8")
        .expect("the example keeps running")
}

/// The root folder of the workspace.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("the crate is in the workspace")
}
