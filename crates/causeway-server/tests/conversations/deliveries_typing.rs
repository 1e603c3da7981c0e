//! Typing notices: sent immediately and once, or not at all.

use std::time::Duration;

use causeway_testkit::{Receiver, receiver::Answer as Reply};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    deliveries_body::{ALL_EVENTS, assert_keeps_to_its_schema},
    support::{Business, Connection, HeldTime, Person, Shop, Story, business},
};

struct Scene {
    business: Business,
    receiver: Receiver,
    agent: Person,
    shop: Shop,
    enquiry_id: String,
}

async fn scene(events: &[&str]) -> Scene {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        events: Some(events),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    business.deliver_all().await;
    Scene {
        agent,
        shop,
        enquiry_id: enquiry["id"].as_str().unwrap().to_owned(),
        receiver,
        business,
    }
}

impl Scene {
    async fn types(&self, typing: bool) {
        let path = format!("/enquiries/{}/typing", self.enquiry_id);
        assert_eq!(
            self.agent
                .api
                .post(&path, &json!({ "typing": typing }))
                .await
                .status,
            StatusCode::NO_CONTENT
        );
    }

    /// Sends a reply, which always arrives; returns the events before it.
    async fn events_before_a_reply(&self) -> Vec<Value> {
        let before = self.receiver.received().len();
        self.agent
            .replies(&self.enquiry_id, "c-1", "Hi!")
            .await
            .expect(StatusCode::CREATED);
        self.business.deliver_all().await;
        let received = self.receiver.received().split_off(before);
        received.iter().for_each(assert_keeps_to_its_schema);
        received
            .iter()
            .map(|event| event.json()["type"].clone())
            .collect()
    }
}

#[tokio::test]
async fn a_typing_notice_is_sent_once_and_not_stored() {
    let scene = scene(&ALL_EVENTS).await;
    let (before, came) = (scene.business.ledger(), scene.receiver.received().len());
    scene.types(true).await;
    scene.receiver.wait_for(came + 1).await;
    scene.types(false).await;
    let events = scene.receiver.wait_for(came + 2).await;
    assert_eq!(scene.business.ledger(), before);
    let mut story = Story::default();
    for event in &events[came..] {
        assert!(
            event.header("webhook-id").starts_with("dlv_")
                && event.header("webhook-signature").starts_with("v1,")
        );
        assert_eq!(event.header("webhook-attempt"), "1");
        story.value("event", &event.json());
    }
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_refused_typing_notice_is_not_retried() {
    let scene = scene(&ALL_EVENTS).await;
    let came = scene.receiver.received().len();
    scene.receiver.answer_next([Reply::Status(500)]);
    scene.types(true).await;
    scene.receiver.wait_for(came + 1).await;
    scene.business.pass(Duration::from_mins(10));
    assert_eq!(scene.events_before_a_reply().await, ["message.created"]);
    let source = scene
        .business
        .admin
        .api
        .read(&format!("/sources/{}", scene.shop.source_id))
        .await;
    assert_eq!(source["webhookState"], "healthy");
}

#[tokio::test]
async fn a_channel_without_typing_gets_no_notices() {
    let shows_nothing = scene(&ALL_EVENTS).await;
    let capabilities = json!({ "typing": false });
    let answer = shows_nothing
        .shop
        .omni
        .json(Method::PUT, "/channel/capabilities", &capabilities)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let chose_nothing = scene(&[]).await;
    for scene in [shows_nothing, chose_nothing] {
        scene.types(true).await;
        scene.types(false).await;
        assert_eq!(scene.events_before_a_reply().await, ["message.created"]);
    }
}

#[tokio::test]
async fn an_invalid_typing_request_is_refused() {
    let scene = scene(&ALL_EVENTS).await;
    let path = format!("/enquiries/{}/typing", scene.enquiry_id);
    for body in [
        json!({}),
        json!({ "typing": "yes" }),
        json!({ "typing": null }),
    ] {
        let problem = scene
            .agent
            .api
            .post(&path, &body)
            .await
            .refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/typing");
    }
}

impl Scene {
    /// Waits for the request after the first `came`, and returns its type and the state of its
    /// enquiry.
    async fn next_event(&self, came: usize) -> (Value, Value) {
        let event = self.receiver.wait_for(came + 1).await.pop().unwrap();
        assert_keeps_to_its_schema(&event);
        (
            event.json()["type"].clone(),
            event.json()["data"]["enquiry"]["status"].clone(),
        )
    }

    /// Staff start typing; returns the number of requests before the notice.
    async fn starts(&self) -> usize {
        let came = self.receiver.received().len();
        self.types(true).await;
        assert_eq!(self.next_event(came).await.0, "typing.started");
        came + 1
    }
}

#[tokio::test]
async fn typing_ends_with_the_message_and_with_the_close() {
    let scene = scene(&ALL_EVENTS).await;
    scene.business.keep_typing();
    let came = scene.starts().await;
    scene
        .agent
        .replies(&scene.enquiry_id, "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(
        scene.next_event(came).await,
        (json!("typing.stopped"), json!("ongoing"))
    );
    scene.business.deliver_all().await;
    let came = scene.starts().await;
    let path = format!("/enquiries/{}/close", scene.enquiry_id);
    scene.agent.api.call(&path).await.expect(StatusCode::OK);
    assert_eq!(
        scene.next_event(came).await,
        (json!("typing.stopped"), json!("closed"))
    );
}

#[tokio::test]
async fn typing_ends_when_the_visitor_leaves() {
    let scene = scene(&ALL_EVENTS).await;
    scene.business.keep_typing();
    let came = scene.starts().await;
    scene
        .shop
        .sends_event(&json!({ "type": "conversation.closed", "visitorId": "u-1" }))
        .await;
    assert_eq!(
        scene.next_event(came).await,
        (json!("typing.stopped"), json!("closed"))
    );
}

#[tokio::test]
async fn typing_ends_after_ten_seconds_of_silence_and_not_before() {
    let scene = scene(&ALL_EVENTS).await;
    scene.business.keep_typing();
    let held = HeldTime::hold();
    let came = scene.starts().await;
    held.pass(Duration::from_secs(8)).await;
    scene.types(true).await;
    assert_eq!(
        scene.next_event(came).await.0,
        "typing.started",
        "still typing"
    );
    held.pass(Duration::from_secs(8)).await;
    // Another event that always arrives: the events before it are all of them.
    scene.types(true).await;
    assert_eq!(scene.next_event(came + 1).await.0, "typing.started");
    held.pass(Duration::from_millis(10_600)).await;
    assert_eq!(scene.next_event(came + 2).await.0, "typing.stopped");
}

#[tokio::test]
async fn a_message_without_typing_sends_no_stop() {
    let scene = scene(&ALL_EVENTS).await;
    scene.business.keep_typing();
    assert_eq!(scene.events_before_a_reply().await, ["message.created"]);
    let came = scene.starts().await;
    assert_eq!(came, scene.receiver.received().len(), "no event before it");
}
