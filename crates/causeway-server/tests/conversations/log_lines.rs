//! The log: enough to follow a request, but no content and no credentials.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use causeway_testkit::{Receiver, receiver::Answer as Reply};
use http::StatusCode;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{Business, Connection, Shop, business, text_message};

/// Everything that was logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Requests that are refused in every way, each with private content.
async fn refusals(business: &Business, shop: &Shop, message: &Value, wrong: &str) {
    shop.omni
        .post(
            "/messages",
            &text_message("visitor-of-note", "m-1", "what else they say"),
        )
        .await
        .refused(409, "idempotency-conflict");
    shop.omni
        .post(
            "/messages",
            &json!({ "id": "what a visitor says", "text": 7 }),
        )
        .await
        .refused(422, "invalid-message");
    shop.omni
        .text(http::Method::POST, "/messages", "{\"what a visitor says")
        .await
        .refused(400, "malformed-json");
    shop.omni
        .post(
            "/events",
            &json!({ "type": "message.deleted", "id": "what a visitor says" }),
        )
        .await
        .refused(404, "unknown-message");
    business
        .with_token(wrong)
        .post("/messages", message)
        .await
        .refused(401, "invalid-token");
}

#[tokio::test]
async fn log_lines_contain_no_bodies_tokens_or_people() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone());
    let _logging = tracing::subscriber::set_default(subscriber.finish());
    // With a single subscriber, tracing caches its interest for all threads: a line that another
    // test's thread reaches first would be dropped here, too.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let mut message = text_message("visitor-of-note", "m-1", "what a visitor says");
    message["visitor"]["email"] = json!("note@example.org");
    let written = shop
        .omni
        .post("/messages", &message)
        .await
        .expect(StatusCode::CREATED);
    let id = written["enquiryId"].as_str().unwrap();
    let wrong = "cw_notthetokenofanybodynotthetokenofanybodynotth";
    refusals(&business, &shop, &message, wrong).await;
    agent
        .api
        .get("/enquiries?q=visitor-of-note")
        .await
        .expect(StatusCode::OK);
    agent
        .api
        .call(&format!("/enquiries/{id}/pick-up"))
        .await
        .expect(StatusCode::OK);
    agent
        .replies(id, "c-1", "what staff say")
        .await
        .expect(StatusCode::CREATED);
    receiver.answer_next([Reply::Status(500)]);
    business.deliver_all().await;
    business.app.store.close().await;
    shop.omni
        .post("/messages", &message)
        .await
        .refused(503, "unavailable");

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for line in [
        "route=\"/omni/v1/messages\"",
        "status=409",
        "status=422",
        "delivery attempted",
    ] {
        assert!(log.contains(line), "{line} is missing in:\n{log}");
    }
    let secrets = [
        "what a visitor says",
        "what else they say",
        "what staff say",
        "visitor-of-note",
        "note@example.org",
        wrong,
        &shop.access_token,
        &shop.signing_secret,
        "causeway_session",
    ];
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
