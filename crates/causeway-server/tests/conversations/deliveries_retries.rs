//! An event that is not delivered is retried by its schedule, for a day.

use std::time::Duration;

use causeway_core::Timestamp;
use causeway_server::workers::{self, Ran};
use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, HeldTime, Person, Shop, business, on};

/// A channel with an endpoint, and an enquiry that an agent handles.
struct Scene {
    business: Business,
    receiver: Receiver,
    agent: Person,
    shop: Shop,
    enquiry_id: String,
}

async fn scene(business: Business) -> Scene {
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    Scene {
        agent,
        shop,
        enquiry_id: enquiry["id"].as_str().unwrap().to_owned(),
        receiver,
        business,
    }
}

impl Scene {
    /// The agent sends a message; returns its id.
    async fn replies(&self, client_id: &str) -> String {
        let message = self
            .agent
            .replies(&self.enquiry_id, client_id, client_id)
            .await
            .expect(StatusCode::CREATED);
        message["id"].as_str().unwrap().to_owned()
    }

    /// The delivery of a message, as staff see it.
    async fn delivery(&self, message_id: &str) -> Value {
        let messages = self.agent.conversation(&self.enquiry_id).await;
        messages
            .iter()
            .find(|message| message["id"] == message_id)
            .unwrap()["delivery"]
            .clone()
    }

    /// Moves the clock to the source's next request.
    async fn pass_until_next(&self) -> Duration {
        let now = self.business.app.clock.now();
        let next = self
            .business
            .app
            .store
            .next_due_lane()
            .await
            .unwrap()
            .expect("something is due");
        self.business.app.clock.set(next);
        next.since(now)
    }
}

both_engines! { on =>
    async fn a_clock_change_delays_a_retry_by_at_most_its_pause(business: Business) {
        let scene = scene(business).await;
        let app = &scene.business.app;
        let mut sweeper = workers::Sweeper::default();
        sweeper.sweep(app).await.unwrap();
        let two_hours = Duration::from_hours(2);
        for (step, id) in [("back", "c-1"), ("forward", "c-2"), ("back", "c-3")] {
            let message = scene.replies(id).await;
            scene.receiver.answer(Reply::Status(500));
            scene.business.deliver_all().await;
            assert_eq!(scene.delivery(&message).await["state"], "queued");
            let now = app.clock.now();
            app.clock.set(if step == "back" { now.minus(two_hours) } else { now.plus(two_hours) });
            sweeper.sweep(app).await.unwrap();
            scene.receiver.answer(Reply::Ok);
            // The first pause is at most a second.
            scene.business.pass(Duration::from_secs(1));
            scene.business.deliver_all().await;
            assert_eq!(scene.delivery(&message).await["state"], "sent", "{step}");
        }
    }

    async fn a_clock_set_back_before_the_start_delays_no_retry(business: Business) {
        let scene = scene(business).await;
        let app = &scene.business.app;
        let message = scene.replies("c-1").await;
        scene.receiver.answer(Reply::Status(500));
        scene.business.deliver_all().await;
        app.clock.set(app.clock.now().minus(Duration::from_hours(2)));
        workers::Sweeper::default().sweep(app).await.unwrap();
        scene.receiver.answer(Reply::Ok);
        scene.business.pass(Duration::from_secs(1));
        scene.business.deliver_all().await;
        assert_eq!(scene.delivery(&message).await["state"], "sent");
    }

    async fn pauses_grow_and_every_attempt_is_the_same_event(business: Business) {
        let scene = scene(business).await;
        let message = scene.replies("c-1").await;
        scene.receiver.answer(Reply::Status(500));
        // Full jitter: each pause is random, from zero to its length.
        for (attempt, longest) in [(1, 1), (2, 2), (3, 5), (4, 30)] {
            scene.business.deliver_all().await;
            let delivery = scene.delivery(&message).await;
            assert_eq!((&delivery["state"], &delivery["attempts"]), (&json!("queued"), &json!(attempt)));
            assert_eq!(delivery["reason"], "the endpoint answered 500");
            let next = Timestamp::parse(delivery["nextAttemptAt"].as_str().unwrap()).unwrap();
            let pause = scene.pass_until_next().await;
            assert!(pause >= Duration::from_millis(500) && pause <= Duration::from_secs(longest), "{pause:?}");
            assert!(scene.business.app.clock.now().since(next) < Duration::from_millis(1), "staff see the time of the next attempt");
        }
        scene.receiver.answer(Reply::Ok);
        scene.business.deliver_all().await;
        let sent = json!({ "state": "sent", "attempts": 5, "nextAttemptAt": null, "reason": null });
        assert_eq!(scene.delivery(&message).await, sent);
        let events = scene.receiver.received();
        for (event, attempt) in events.iter().zip(1..) {
            assert_eq!(event.header("webhook-id"), events[0].header("webhook-id"));
            assert_eq!(event.header("webhook-attempt"), attempt.to_string());
            assert_eq!(event.body, events[0].body);
        }
        assert_eq!(events.len(), 5);
    }

    async fn a_message_fails_after_a_day_of_retries_and_can_be_resent(business: Business) {
        let scene = scene(business).await;
        let (first, second) = (scene.replies("c-1").await, scene.replies("c-2").await);
        scene.receiver.answer(Reply::Status(500));
        let begin = scene.business.app.clock.now();
        for _ in 0..8 {
            scene.business.deliver_all().await;
            scene.pass_until_next().await;
        }
        let day = begin.plus(Duration::from_hours(24));
        scene.business.app.clock.set(day.minus(Duration::from_secs(1)));
        scene.business.deliver_all().await;
        assert_eq!(scene.delivery(&first).await["state"], "queued");
        scene.pass_until_next().await;
        assert!(scene.business.app.clock.now() < day.plus(Duration::from_mins(5)));
        scene.business.deliver_all().await;
        let delivery = scene.delivery(&first).await;
        assert_eq!((&delivery["state"], &delivery["nextAttemptAt"]), (&json!("failed"), &Value::Null));
        assert_eq!(delivery["reason"], "the endpoint answered 500");
        let attempts = scene.receiver.received();
        let ids: Vec<&str> = attempts.iter().map(|event| event.header("webhook-id")).collect();
        // The first message delays the second until it is given up.
        assert!(ids.iter().all(|id| *id == ids[0]));
        scene.receiver.answer(Reply::Ok);
        scene.pass_until_next().await;
        scene.business.deliver_all().await;
        assert_eq!(scene.delivery(&second).await["state"], "sent");

        let path = format!("/enquiries/{}/messages/{first}/retry", scene.enquiry_id);
        scene.agent.api.call(&path).await.expect(StatusCode::OK);
        scene.agent.api.call(&path).await.refused(409, "not-failed");
        scene.business.deliver_all().await;
        let last = scene.receiver.received().pop().unwrap();
        assert_ne!(last.header("webhook-id"), ids[0]);
        assert_eq!((last.header("webhook-attempt"), &last.json()["data"]["message"]["id"]), ("1", &json!(first)));
        let sent = json!({ "state": "sent", "attempts": 1, "nextAttemptAt": null, "reason": null });
        assert_eq!(scene.delivery(&first).await, sent);
    }
}

#[tokio::test]
async fn an_endpoint_can_request_a_pause_of_at_most_an_hour() {
    for (status, asked, granted) in [(429, 120, 120), (503, 7, 7), (503, 86_400, 3_600)] {
        let scene = scene(business().await).await;
        let message = scene.replies("c-1").await;
        scene
            .receiver
            .answer_next([Reply::RetryAfter(status, asked)]);
        scene.business.deliver_all().await;
        assert_eq!(
            scene.delivery(&message).await["reason"],
            format!("the endpoint answered {status}")
        );
        scene.business.pass(Duration::from_secs(granted - 1));
        assert_eq!(
            workers::deliver_once(&scene.business.app).await.unwrap(),
            Ran::Nothing
        );
        scene.business.pass(Duration::from_secs(1));
        scene.business.deliver_all().await;
        assert_eq!(scene.delivery(&message).await["state"], "sent");
    }
    // With other statuses, the header is ignored.
    let scene = scene(business().await).await;
    scene.replies("c-1").await;
    scene.receiver.answer_next([Reply::RetryAfter(500, 3_000)]);
    scene.business.deliver_all().await;
    assert!(scene.pass_until_next().await <= Duration::from_secs(5));
}

#[tokio::test]
async fn the_channels_message_id_in_the_response_is_stored() {
    let scene = scene(business().await).await;
    let answers = [
        (Reply::json(&json!({ "id": "x-1" })), json!("x-1")),
        (
            Reply::Body("text/plain", "{\"id\":\"x-2\"}".to_owned()),
            json!("x-2"),
        ),
        (Reply::Body("text/plain", "thanks".to_owned()), Value::Null),
        (Reply::json(&json!(["x-3"])), Value::Null),
        (Reply::json(&json!({ "id": 104 })), json!("104")),
        (
            Reply::Body(
                "application/json",
                "{\"id\": 12345678901234567890123 }".to_owned(),
            ),
            json!("12345678901234567890123"),
        ),
        (Reply::json(&json!({ "id": ["x-4"] })), Value::Null),
        (Reply::json(&json!({ "id": null })), Value::Null),
        (Reply::json(&json!({ "id": "" })), Value::Null),
        (Reply::json(&json!({ "id": "x".repeat(256) })), Value::Null),
        (Reply::json(&json!({ "id": "a\0b" })), Value::Null),
        (Reply::Status(204), Value::Null),
        (Reply::Huge(300_000), Value::Null),
    ];
    for (number, (answer, external_id)) in answers.into_iter().enumerate() {
        let message = scene.replies(&format!("c-{number}")).await;
        scene.receiver.answer_next([answer.clone()]);
        scene.business.deliver_all().await;
        let shown = scene
            .agent
            .conversation(&scene.enquiry_id)
            .await
            .pop()
            .unwrap();
        assert_eq!(shown["id"], message.as_str());
        assert_eq!(shown["delivery"]["state"], "sent", "{answer:?}");
        assert_eq!(shown["externalId"], external_id, "{answer:?}");
    }
}

#[tokio::test]
async fn every_other_status_than_2xx_is_a_failure_with_a_reason() {
    let elsewhere = Receiver::start();
    for (answer, reason) in [
        (
            Reply::Redirect(elsewhere.url()),
            "the endpoint answered 307",
        ),
        (Reply::Status(404), "the endpoint answered 404"),
        (Reply::Status(302), "the endpoint answered 302"),
        (
            Reply::Drop,
            "No answer from 127.0.0.1: it closed the connection before the answer was complete. Check that the \
            endpoint is running, and its port.",
        ),
    ] {
        let scene = scene(business().await).await;
        let message = scene.replies("c-1").await;
        scene.receiver.answer_next([answer]);
        scene.business.deliver_all().await;
        let delivery = scene.delivery(&message).await;
        assert_eq!(
            (&delivery["state"], &delivery["reason"]),
            (&json!("queued"), &json!(reason))
        );
    }
    assert!(elsewhere.received().is_empty(), "no redirect is followed");
}

#[tokio::test]
async fn an_endpoint_without_a_response_in_fifteen_seconds_fails() {
    let scene = scene(business().await).await;
    let message = scene.replies("c-1").await;
    let gate = causeway_testkit::receiver::Gate::closed();
    scene.receiver.answer(Reply::Ok.held_by(&gate));
    let held = HeldTime::hold();
    let app = scene.business.app.clone();
    let attempt = tokio::spawn(async move { workers::deliver_once(&app).await });
    scene.receiver.wait_for(1).await;
    held.pass(Duration::from_millis(14_900)).await;
    assert!(!attempt.is_finished());
    held.pass(Duration::from_millis(200)).await;
    drop(held);
    attempt.await.unwrap().unwrap();
    let reason = "No complete answer within 15 s. Answer first and do the work afterwards.";
    assert_eq!(scene.delivery(&message).await["reason"], reason);
}

#[tokio::test]
async fn a_receipt_that_arrives_before_the_endpoints_response_is_kept() {
    let scene = scene(business().await).await;
    let message = scene.replies("c-1").await;
    let gate = causeway_testkit::receiver::Gate::closed();
    scene
        .receiver
        .answer(Reply::json(&json!({ "id": "x-1" })).held_by(&gate));
    let app = scene.business.app.clone();
    let attempt = tokio::spawn(async move { workers::deliver_once(&app).await });
    scene.receiver.wait_for(1).await;
    scene
        .shop
        .sends_event(&json!({ "type": "message.read", "messageId": message }))
        .await;
    gate.open();
    attempt.await.unwrap().unwrap();
    assert_eq!(scene.delivery(&message).await["state"], "read");
    assert_eq!(
        scene.agent.conversation(&scene.enquiry_id).await[1]["externalId"],
        "x-1"
    );
}

#[tokio::test]
async fn the_first_three_retries_are_within_five_seconds() {
    let scene = scene(business().await).await;
    let message = scene.replies("c-1").await;
    scene.receiver.answer(Reply::Status(502));
    let begin = scene.business.app.clock.now();
    for _ in 0..3 {
        scene.business.deliver_all().await;
        scene.pass_until_next().await;
    }
    scene.receiver.answer(Reply::Ok);
    scene.business.deliver_all().await;
    assert_eq!(scene.delivery(&message).await["state"], "sent");
    assert!(scene.business.app.clock.now().since(begin) <= Duration::from_secs(5));
}
