//! A whole conversation on both databases: a visitor writes, staff pick up, answer and close. The
//! channel receives everything in order and reports receipts.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use crate::support::{Omni, SOON, connect, eventually};
use causeway_testkit::{
    CausewayProcess, Receiver, TestDatabase, both_engines,
    process::Session,
    receiver::{Answer, Received},
};
use futures_util::{StreamExt, stream::BoxStream};
use http::Method;
use serde_json::{Value, json};

both_engines! {
    async fn messages_and_receipts_flow_in_both_directions(database: TestDatabase) {
        converse(database).await;
    }
}

async fn converse(database: TestDatabase) {
    let receiver = Receiver::start();
    // The server must ignore proxy variables for webhooks: through a proxy it could not check the
    // address.
    let nowhere = "http://127.0.0.1:9";
    let proxies =
        ["http_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].map(|name| (name, nowhere));
    let causeway = CausewayProcess::start_with(&database.url, &proxies).await;
    let channel = connect(&causeway, &receiver).await;
    let (staff, omni) = (&channel.admin, Omni::new(&causeway, &channel.token));
    let mut events = Events::open(staff).await;
    events.wait_for("hello").await;

    let accepted = omni.text("u-1", "m-1", "Hello!").await;
    assert_eq!(accepted["enquiryNumber"], "INQ-000001");
    events.wait_for("offer.made").await;
    let enquiry = format!(
        "/enquiries/{}",
        accepted["enquiryId"].as_str().expect("an id")
    );
    assert_eq!(staff.get(&enquiry).await["status"], "open");
    assert_eq!(
        staff.post(&format!("{enquiry}/pick-up"), &json!({})).await["status"],
        "ongoing"
    );
    assert_eq!(
        staff
            .post(&format!("{enquiry}/read"), &json!({ "upTo": 1 }))
            .await["unread"],
        0
    );

    receiver.answer_next([Answer::json(&json!({ "id": "theirs-1" }))]);
    let reply = json!({ "clientId": "c-1", "type": "text", "text": "Hi Ada", "replyTo": "m-1" });
    let reply = staff.post(&format!("{enquiry}/messages"), &reply).await;
    let received = receiver
        .wait_until("the reply", |all| {
            of_type(all, "message.created").len() == 1
        })
        .await;
    let event = &of_type(&received, "message.created")[0];
    assert_eq!(event["data"]["message"]["id"], reply["id"]);
    assert_eq!(event["data"]["message"]["text"], "Hi Ada");
    assert_eq!(event["data"]["visitor"], json!({ "id": "u-1" }));
    check_signatures(&channel.source, &received);

    delivery_becomes(staff, &enquiry, "sent").await;
    for (receipt, state) in [
        ("message.delivered", "delivered"),
        ("message.read", "read"),
        ("message.delivered", "read"),
    ] {
        let body = json!({ "type": receipt, "messageId": reply["id"] });
        assert_eq!(omni.post("/events", &body).await.0, 204);
        delivery_becomes(staff, &enquiry, state).await;
    }

    assert_eq!(
        staff.post(&format!("{enquiry}/close"), &json!({})).await["status"],
        "closed"
    );
    let received = receiver
        .wait_until("the close", |all| of_type(all, "enquiry.closed").len() == 1)
        .await;
    let order: Vec<Value> = received
        .iter()
        .map(|request| request.json()["type"].clone())
        .collect();
    assert_eq!(
        order,
        [
            "enquiry.opened",
            "enquiry.assigned",
            "message.read",
            "message.created",
            "enquiry.closed"
        ]
    );

    let again = omni.text("u-1", "m-2", "One more thing").await;
    assert_eq!(again["enquiryNumber"], "INQ-000002");
}

/// An open stream of events.
struct Events {
    stream: BoxStream<'static, Vec<u8>>,
    seen: String,
}

impl Events {
    async fn open(staff: &Session) -> Self {
        let answer = staff
            .request(Method::GET, "/events")
            .send()
            .await
            .expect("the event stream opens");
        let stream = answer
            .bytes_stream()
            .map(|part| part.expect("the event stream continues").to_vec())
            .boxed();
        Self {
            stream,
            seen: String::new(),
        }
    }

    async fn wait_for(&mut self, kind: &str) {
        let line = format!("event: {kind}\n");
        while !self.seen.contains(&line) {
            let part = tokio::time::timeout(SOON, self.stream.next())
                .await
                .expect("the event arrives in time");
            self.seen.push_str(&String::from_utf8_lossy(
                &part.expect("the event stream stays open"),
            ));
        }
    }
}

fn of_type(received: &[Received], kind: &str) -> Vec<Value> {
    received
        .iter()
        .map(Received::json)
        .filter(|event| event["type"] == kind)
        .collect()
}

/// Waits until the last message of an enquiry has this delivery state.
async fn delivery_becomes(staff: &Session, enquiry: &str, state: &str) {
    eventually(&format!("the message is {state}"), async || {
        let messages = staff.get(&format!("{enquiry}/messages")).await;
        let last = messages["items"].as_array()?.last()?["delivery"]["state"].clone();
        (last == state).then_some(())
    })
    .await;
}

/// Verifies every request's signature with an independent library.
fn check_signatures(source: &Value, received: &[Received]) {
    let python = std::env::var("CAUSEWAY_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let requests: Vec<Value> = received
        .iter()
        .map(|request| {
            json!({
                "headers": {
                    "webhook-id": request.header("webhook-id"),
                    "webhook-timestamp": request.header("webhook-timestamp"),
                    "webhook-signature": request.header("webhook-signature"),
                },
                "body": String::from_utf8_lossy(&request.body),
            })
        })
        .collect();
    let script = "import json, sys\nfrom standardwebhooks import Webhook\ninput = json.load(sys.stdin)\n\
        for request in input['requests']:\n    Webhook(input['secret']).verify(request['body'], request['headers'])\n\
        print(len(input['requests']))";
    let mut child = Command::new(&python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python with the package standardwebhooks, which `make test` installs");
    let input = json!({ "secret": source["signingSecret"], "requests": requests }).to_string();
    child
        .stdin
        .take()
        .expect("stdin is piped")
        .write_all(input.as_bytes())
        .expect("the script reads its input");
    let output = child.wait_with_output().expect("the script exits");
    assert!(output.status.success(), "the library refused a signature");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        requests.len().to_string()
    );
}

both_engines! {
    async fn a_dead_endpoint_delays_no_other_source(database: TestDatabase) {
        deliver_beside_a_dead_endpoint(database).await;
    }
}

async fn deliver_beside_a_dead_endpoint(database: TestDatabase) {
    let (dead, alive) = (Receiver::start(), Receiver::start());
    let causeway = CausewayProcess::start(&database.url).await;
    let first = connect(&causeway, &dead).await;
    let admin = &first.admin;
    let source = admin
        .post(
            "/sources",
            &json!({ "name": "Other", "webhookUrl": alive.url() }),
        )
        .await;
    let channel = json!({
        "sourceId": source["id"], "name": "Other", "routing": first.channel["routing"],
        "displayNameFormat": "none", "messages": first.channel["messages"],
    });
    admin.post("/channels", &channel).await;
    dead.answer(Answer::Drop);
    let omni_dead = Omni::new(&causeway, &first.token);
    for visitor in 0..40 {
        omni_dead
            .text(
                &format!("u-{visitor}"),
                &format!("m-{visitor}"),
                "Is anyone there?",
            )
            .await;
    }
    let omni = Omni::new(&causeway, source["accessToken"].as_str().expect("a token"));
    omni.text("u-1", "m-1", "Hello").await;
    alive
        .wait_until("the healthy source's events", |all| !all.is_empty())
        .await;
    eventually("the dead source is failing", async || {
        let source = admin
            .get(&format!("/sources/{}", first.source["id"].as_str()?))
            .await;
        (source["webhookState"] == "failing").then_some(())
    })
    .await;
    // When the endpoint answers again, its whole queue drains, each conversation in order.
    dead.answer(Answer::Ok);
    dead.wait_until("the dead source's queue", |all| {
        let opened = all
            .iter()
            .filter(|request| request.json()["type"] == "enquiry.opened");
        let visitors: std::collections::HashSet<String> = opened
            .map(|request| request.json()["data"]["visitor"]["id"].to_string())
            .collect();
        visitors.len() == 40
    })
    .await;
}
