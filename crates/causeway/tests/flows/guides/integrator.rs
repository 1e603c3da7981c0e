//! The integrator guide's commands, against a channel that reads its outbox.

use causeway_testkit::{CausewayProcess, Receiver, TestDatabase, free_port, http_client};
use http::{HeaderMap, HeaderName, StatusCode};
use omni_client::SigningSecret;
use serde_json::{Value, json};

use super::{
    block, blocks,
    desk::{Desk, Running},
};
use crate::support::{Channel, Omni, connect_to, eventually};

const GUIDE: &str = "docs/integrator.md";

async fn channel(database: &TestDatabase) -> (CausewayProcess, Channel) {
    let causeway = CausewayProcess::start(&database.url).await;
    let channel = connect_to(&causeway, None).await;
    (causeway, channel)
}

/// Picks up the visitor's enquiry and answers it.
pub(super) async fn answer_enquiry(channel: &Channel, text: &str) {
    let enquiry = eventually("the visitor's message is an enquiry", async || {
        channel.admin.get("/enquiries").await["items"]
            .as_array()?
            .first()
            .cloned()
    });
    let enquiry = format!(
        "/enquiries/{}",
        enquiry.await["id"].as_str().expect("an id")
    );
    channel
        .admin
        .post(&format!("{enquiry}/pick-up"), &json!({}))
        .await;
    let reply = json!({ "clientId": text, "type": "text", "text": text });
    channel
        .admin
        .post(&format!("{enquiry}/messages"), &reply)
        .await;
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| panic!("not JSON: {text}"))
}

#[tokio::test]
async fn the_curl_commands_of_the_guide_work() {
    let database = TestDatabase::sqlite();
    let (causeway, channel) = channel(&database).await;
    let desk = Desk::of(&causeway, &channel).await;
    let messages: Vec<_> = blocks()
        .into_iter()
        .filter(|block| {
            block
                .text
                .starts_with("curl http://127.0.0.1:8080/omni/v1/messages")
        })
        .collect();
    assert_eq!(messages.len(), 2, "the ones of the quick start and of §4");
    for message in messages {
        assert_eq!(json_of(&desk.run(&message).await)["duplicate"], false);
        assert_eq!(json_of(&desk.run(&message).await)["duplicate"], true);
    }
    let who = json_of(
        &desk
            .run(&block(GUIDE, "curl http://127.0.0.1:8080/omni/v1/channel "))
            .await,
    );
    assert_eq!(who["channel"]["name"], "In-app chat");
    let limits = json_of(&desk.run(&block(GUIDE, "curl --request PUT")).await);
    assert_eq!(limits["textLengthMax"], 2000);
    let desk = desk
        .env("CAUSEWAY", causeway.url(""))
        .env("TOKEN", &channel.token);
    std::fs::write(desk.path("leak.jpg"), "drip").unwrap();
    let file = json_of(
        &desk
            .run(&block(GUIDE, "curl \"$CAUSEWAY/omni/v1/files\""))
            .await,
    );
    assert_eq!(file["name"], "leak.jpg");
}

#[tokio::test]
async fn the_messages_in_the_guide_are_accepted() {
    let database = TestDatabase::sqlite();
    let (causeway, channel) = channel(&database).await;
    let omni = Omni::new(&causeway, &channel.token);
    let shown: Vec<Value> = blocks()
        .into_iter()
        .filter(|block| block.page == GUIDE && block.language == "json")
        .filter_map(|block| serde_json::from_str(&block.text).ok())
        .collect();
    let (past, others): (Vec<&Value>, Vec<&Value>) =
        shown.iter().partition(|value| value["messages"].is_array());
    assert_eq!(past.len(), 1);
    let (status, answer) = omni.post("/history", past[0]).await;
    let all_have_ids = |results: &Value| {
        results
            .as_array()
            .is_some_and(|all| all.iter().all(|one| one["id"].is_string()))
    };
    assert!(
        status == 200 && all_have_ids(&answer["results"]),
        "{answer}"
    );
    let messages: Vec<&&Value> = others
        .iter()
        .filter(|value| value["visitor"]["id"] == "u-42" && value["id"].is_string())
        .collect();
    assert_eq!(messages.len(), 3, "a picture, a location, a postback");
    for message in messages {
        let (status, answer) = omni.post("/messages", message).await;
        assert_eq!(status, 201, "{message}\n{answer}");
    }
}

#[tokio::test]
async fn the_outbox_loop_reads_and_confirms() {
    let database = TestDatabase::sqlite();
    let (causeway, channel) = channel(&database).await;
    let desk = Desk::of(&causeway, &channel).await;
    let mut reading = desk.start(&desk.text(&block(GUIDE, "while :; do")));
    Omni::new(&causeway, &channel.token)
        .text("u-1", "m-1", "Hello!")
        .await;
    answer_enquiry(&channel, "How can I help?").await;
    let event = json_of(
        &reading
            .wait_for_line(|line| line.contains("message.created"))
            .await,
    );
    assert_eq!(event["data"]["message"]["text"], "How can I help?");
    eventually("the event is confirmed", async || {
        let list = channel.admin.get("/enquiries").await;
        let id = list["items"][0]["id"].as_str()?.to_owned();
        let messages = channel
            .admin
            .get(&format!("/enquiries/{id}/messages"))
            .await;
        (messages["items"].as_array()?.last()?["delivery"]["state"] == "sent").then_some(())
    })
    .await;
}

#[tokio::test]
async fn listen_forwards_events_to_a_local_program() {
    let database = TestDatabase::sqlite();
    let (causeway, channel) = channel(&database).await;
    let receiver = Receiver::start();
    let desk = Desk::of(&causeway, &channel)
        .await
        .with("http://127.0.0.1:8070/webhook", receiver.url());
    let text = desk.text(&block(
        GUIDE,
        "export CAUSEWAY_TOKEN='cw_…' CAUSEWAY_SECRET='whsec_…'\ncauseway",
    ));
    let mut listening = desk.start(&text);
    Omni::new(&causeway, &channel.token)
        .text("u-1", "m-1", "Hello!")
        .await;
    answer_enquiry(&channel, "How can I help?").await;
    listening
        .wait_for_line(|line| line.contains("How can I help?"))
        .await;
    let forwarded = |all: &[causeway_testkit::receiver::Received]| {
        all.iter()
            .any(|request| request.json()["data"]["message"]["text"] == "How can I help?")
    };
    receiver.wait_until("the answer", forwarded).await;
}

/// Checks that typed lines reach staff and that the program prints their answers.
async fn check_channel(mut program: Running, channel: &Channel) {
    let webhook = program
        .wait_for_line(|line| line.starts_with("webhook: "))
        .await;
    let webhook = webhook.trim_start_matches("webhook: ");
    let path = format!("/sources/{}", channel.source["id"].as_str().expect("an id"));
    let change = channel
        .admin
        .request(http::Method::PATCH, &path)
        .json(&json!({ "webhookUrl": webhook }));
    assert_eq!(
        change.send().await.expect("the server responds").status(),
        StatusCode::OK
    );
    answer_enquiry(channel, "How can I help?").await;
    program
        .wait_for_line(|line| line == "How can I help?")
        .await;
}

#[tokio::test]
async fn the_python_channel_runs_as_printed() {
    let database = TestDatabase::sqlite();
    let (causeway, channel) = channel(&database).await;
    let desk = Desk::of(&causeway, &channel).await.env("PORT", "0");
    let text = desk.text(&block(
        GUIDE,
        "export CAUSEWAY_TOKEN='cw_…' CAUSEWAY_SECRET='whsec_…'\npython",
    ));
    check_channel(
        desk.start(&format!("{}{text}{}", TYPED.0, TYPED.1)),
        &channel,
    )
    .await;
}

/// Types a line and keeps the input open.
const TYPED: (&str, &str) = ("{ echo Hello!; sleep 60; } | {\n", "}\n");

#[tokio::test]
async fn the_typescript_channel_runs_as_printed() {
    let commands = block(GUIDE, "node channel.mts");
    for command in commands.text.lines() {
        let desk = Desk::new().await;
        if command.starts_with("node ") && !runs_typescript(&desk).await {
            continue;
        }
        let database = TestDatabase::sqlite();
        let (causeway, channel) = channel(&database).await;
        let desk = Desk::of(&causeway, &channel).await.env("PORT", "0");
        check_channel(
            desk.start(&format!("{}{command}\n{}", TYPED.0, TYPED.1)),
            &channel,
        )
        .await;
    }
}

/// Node runs TypeScript without flags from 22.18.
async fn runs_typescript(desk: &Desk) -> bool {
    let output = desk
        .output("node", &["--print", "process.features.typescript"])
        .await;
    String::from_utf8_lossy(&output.stdout).trim() == "strip"
}

#[tokio::test]
async fn the_example_passes_conform() {
    let database = TestDatabase::sqlite();
    let (causeway, channel) = channel(&database).await;
    let port = free_port();
    let desk = Desk::of(&causeway, &channel)
        .await
        .env("PORT", port.to_string());
    let desk = desk.with(
        "http://127.0.0.1:8070/webhook",
        format!("http://127.0.0.1:{port}/webhook"),
    );
    let mut program = desk.start("{ sleep 60; } | python channel.py");
    program
        .wait_for_line(|line| line.starts_with("webhook: "))
        .await;
    let report = desk.run(&block(GUIDE, "causeway conform")).await;
    assert!(report.contains("unknown-fields"), "{report}");
}

/// A signed event, as a webhook receives it.
pub(super) struct Signed {
    pub(super) headers: HeaderMap,
    pub(super) body: &'static str,
    pub(super) secret: &'static str,
}

pub(super) fn signed() -> Signed {
    let secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let body = r#"{"type":"enquiry.opened","timestamp":"2026-11-22T10:00:04.000Z","data":{"channel":{"id":"chn_1","name":"In-app chat"},"visitor":{"id":"u-42"},"enquiry":{"id":"enq_1","number":"INQ-000001","status":"open"}}}"#;
    let now = omni_client::now();
    let signature =
        SigningSecret::parse(secret)
            .expect("a valid secret")
            .sign("dlv_1", now, body.as_bytes());
    let headers = [
        ("webhook-id", "dlv_1".to_owned()),
        ("webhook-timestamp", now.as_second().to_string()),
        ("webhook-signature", signature),
    ];
    let headers =
        headers.map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("ASCII")));
    Signed {
        headers: HeaderMap::from_iter(headers),
        body,
        secret,
    }
}

#[tokio::test]
async fn the_library_code_verifies_signatures() {
    let Signed {
        headers,
        body,
        secret,
    } = signed();
    let names: serde_json::Map<String, Value> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap())))
        .collect();
    let desk = Desk::new().await;
    let python = block(GUIDE, "from standardwebhooks").text;
    let program = format!(
        "secret, raw_body, headers = {}, {}, {}\n{python}print(event['type'])\n",
        json!(secret),
        json!(body),
        json!(names)
    );
    let output = desk.output("python", &["-c", &program]).await;
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        "enquiry.opened",
        "{output:?}"
    );
    let node = block(GUIDE, "import { Webhook }").text;
    let program = format!(
        "{node}console.log(event.type);\n",
        node = node.replace(
            "const event",
            &format!(
                "const [secret, rawBody, request] = [{}, {}, {}];\nconst event",
                json!(secret),
                json!(body),
                json!({ "headers": names })
            )
        )
    );
    std::fs::write(desk.path("check.mjs"), program).unwrap();
    let output = desk.output("node", &["check.mjs"]).await;
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        "enquiry.opened",
        "{output:?}"
    );
}

#[test]
fn the_omni_client_code_verifies_signatures() -> Result<(), Box<dyn std::error::Error>> {
    let Signed {
        headers,
        body,
        secret,
    } = signed();
    let body = body.as_bytes().to_vec();
    #[rustfmt::skip]
    let received = {
        use omni_client::{SigningSecret, Webhook};

        let webhook = Webhook::new(SigningSecret::parse(secret)?);
        let received = webhook.receive(&headers, &body, omni_client::now())?; // typed event, webhook id, attempt
        received
    };
    assert_eq!(received.webhook_id, "dlv_1");
    Ok(())
}

#[tokio::test]
async fn the_openssl_command_signs_correctly() {
    let desk = Desk::new()
        .await
        .env("secret", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
        .env("id", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk")
        .env("timestamp", "1649367553");
    std::fs::write(
        desk.path("body.json"),
        r#"{"email":"test@example.com","username":"test_user"}"#,
    )
    .unwrap();
    let signature = desk.run(&block(GUIDE, "key=")).await;
    assert_eq!(
        signature.trim(),
        "tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="
    );
}

/// Waits until the server that the commands started is ready.
pub(super) async fn is_ready(port: u16) {
    let client = http_client(HeaderMap::new());
    eventually("the server is ready", async || {
        let answer = client
            .get(format!("http://127.0.0.1:{port}/readyz"))
            .send()
            .await
            .ok()?;
        answer.status().is_success().then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_server_with_a_local_webhook_starts() {
    let port = free_port();
    let desk = Desk::new()
        .await
        .env("CAUSEWAY_LISTEN", format!("127.0.0.1:{port}"));
    let _serving = desk.start(&desk.text(&block(GUIDE, "CAUSEWAY_WEBHOOK_ALLOW=")));
    is_ready(port).await;
}
