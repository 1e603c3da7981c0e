//! Chatbots: the example `docs/examples/chatbot.py`, run unchanged, and a turn that was in progress
//! when the program was killed.

use std::process::Stdio;

use causeway_testkit::{
    CausewayProcess, Receiver, TestDatabase, both_engines,
    process::Session,
    receiver::{Answer, Gate},
};
use http::Method;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::{
    examples::{python_with_library, workspace},
    support::{Channel, Omni, connect, eventually},
};

both_engines! {
    async fn the_python_chatbot_answers_and_hands_over(database: TestDatabase) {
        let causeway = CausewayProcess::start(&database.url).await;
        let receiver = Receiver::start();
        let channel = connect(&causeway, &receiver).await;
        let (first, url) = start_example(None, "0").await;
        let added = channel.admin.post("/chatbots", &json!({ "name": "Robin", "webhookUrl": url })).await;
        drop(first);
        let port = url.rsplit(':').next().and_then(|rest| rest.split('/').next()).expect("a port");
        let (_robin, again) = start_example(added["signingSecret"].as_str(), port).await;
        assert_eq!(again, url);
        route_to_chatbot(&channel, &added["id"]).await;

        let omni = Omni::new(&causeway, &channel.token);
        let written = omni.text("u-1", "m-1", "When are you open?").await;
        receiver.wait_until("the answer", |all| all.iter().any(|one| has_text(&one.json(), "We are open from nine to six."))).await;
        omni.text("u-1", "m-2", "I want a refund").await;
        receiver.wait_until("the last message", |all| all.iter().any(|one| has_text(&one.json(), "I will get somebody for you."))).await;
        let path = format!("/enquiries/{}", written["enquiryId"].as_str().expect("an id"));
        let written_texts = texts(&channel.admin, &path).await;
        assert_eq!(written_texts, [
            "When are you open?", "We are open from nine to six.", "I want a refund", "I will get somebody for you.",
            "Asked: I want a refund",
        ]);
    }

    async fn a_turn_interrupted_by_kill_9_is_retried_and_answered_once(database: TestDatabase) {
        let mut causeway = CausewayProcess::start(&database.url).await;
        let receiver = Receiver::start();
        let channel = connect(&causeway, &receiver).await;
        let robin = Receiver::start();
        let answer = json!({ "messages": [{ "type": "text", "text": "Hi!" }] }).to_string();
        let answer = Answer::Body("application/json", answer);
        let added = channel.admin.post("/chatbots", &json!({ "name": "Robin", "webhookUrl": robin.url() })).await;
        route_to_chatbot(&channel, &added["id"]).await;
        robin.answer(Answer::Hold(Gate::closed(), Box::new(answer.clone())));
        let omni = Omni::new(&causeway, &channel.token);
        let written = omni.text("u-1", "m-1", "Hello!").await;
        let first = robin.wait_for(1).await.remove(0);
        causeway.kill9();
        robin.answer(answer);
        causeway.restart().await;
        let path = format!("/enquiries/{}", written["enquiryId"].as_str().expect("an id"));
        eventually("the chatbot answers", async || (texts(&channel.admin, &path).await.len() > 1).then_some(())).await;
        assert_eq!(texts(&channel.admin, &path).await, ["Hello!", "Hi!"]);
        let asked = robin.received();
        assert!(asked.iter().all(|one| one.header("webhook-id") == first.header("webhook-id")), "{asked:?}");
        assert_eq!(asked.last().map(|one| one.header("webhook-attempt").to_owned()).as_deref(), Some("2"));
    }
}

/// Starts the example on this port. Returns the process and the webhook's URL.
async fn start_example(secret: Option<&str>, port: &str) -> (Child, String) {
    let mut command = Command::new(python_with_library().await);
    command
        .arg(workspace().join("docs/examples/chatbot.py"))
        .env("PORT", port)
        .env("no_proxy", "127.0.0.1");
    command.envs(secret.map(|secret| ("CAUSEWAY_SECRET", secret)));
    let mut child = command
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the example starts");
    let mut output = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    let first = output
        .next_line()
        .await
        .expect("the output is UTF-8")
        .expect("the example prints a line");
    let url = first
        .strip_prefix("webhook: ")
        .expect("the first line is the webhook's URL")
        .to_owned();
    (child, url)
}

/// Makes the chatbot the first destination of the channel's rule.
async fn route_to_chatbot(channel: &Channel, chatbot: &Value) {
    let group = &channel.channel["routing"]["destinations"][0];
    let routing = json!({ "kind": "alternative", "destinations": [chatbot, group] });
    let path = format!(
        "/channels/{}",
        channel.channel["id"].as_str().expect("an id")
    );
    let change = channel
        .admin
        .request(Method::PATCH, &path)
        .json(&json!({ "routing": routing }));
    assert!(
        change
            .send()
            .await
            .expect("the server responds")
            .status()
            .is_success()
    );
}

fn has_text(event: &Value, text: &str) -> bool {
    event["data"]["message"]["text"] == text
}

async fn texts(staff: &Session, path: &str) -> Vec<String> {
    let messages = staff.get(&format!("{path}/messages")).await;
    let items = messages["items"].as_array().expect("a list");
    items
        .iter()
        .map(|message| message["text"].as_str().unwrap_or_default().to_owned())
        .collect()
}
