//! A source that shows a sign of life gets its waiting deliveries immediately.

use std::time::Duration;

use causeway_server::workers::{self, Ran};
use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, business, on};

struct Scene {
    business: Business,
    receiver: Receiver,
    agent: Person,
    shop: Shop,
    enquiries: Vec<String>,
}

/// A channel with several conversations, whose endpoint failed so often that each is retried much
/// later.
async fn scene(business: Business, conversations: usize, failures: usize) -> Scene {
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let mut scene = Scene {
        business,
        receiver,
        agent,
        shop,
        enquiries: Vec::new(),
    };
    // One more, without a reply.
    for number in 0..=conversations {
        let enquiry = scene
            .business
            .ongoing(&scene.shop, &format!("u-{number}"), &scene.agent)
            .await;
        scene
            .enquiries
            .push(enquiry["id"].as_str().unwrap().to_owned());
    }
    scene.business.deliver_all().await;
    // The signs of life of the set-up are not part of the test.
    scene.wakes().await;
    scene.business.pass(Duration::from_mins(1));
    for enquiry_id in &scene.enquiries[..conversations] {
        scene
            .agent
            .replies(enquiry_id, "c-1", "Hi!")
            .await
            .expect(StatusCode::CREATED);
    }
    scene.receiver.answer(Reply::Status(503));
    for _ in 0..failures {
        scene.business.deliver_all().await;
        let next = scene
            .business
            .app
            .store
            .next_due_lane()
            .await
            .unwrap()
            .expect("something is due");
        scene
            .business
            .app
            .clock
            .set(next.max(scene.business.app.clock.now()));
    }
    scene.business.deliver_all().await;
    scene
}

impl Scene {
    async fn wakes(&self) -> Ran {
        workers::wake_once(&self.business.app).await.unwrap()
    }

    async fn calls(&self) {
        self.shop.omni.read("/channel").await;
    }

    async fn replies(&self, enquiry: usize, client_id: &str) {
        self.agent
            .replies(&self.enquiries[enquiry], client_id, client_id)
            .await
            .expect(StatusCode::CREATED);
    }

    async fn state(&self) -> Value {
        self.business
            .admin
            .api
            .read(&format!("/sources/{}", self.shop.source_id))
            .await["webhookState"]
            .clone()
    }

    /// How many of the last messages are still queued.
    async fn queued(&self) -> usize {
        let mut queued = 0;
        for enquiry_id in &self.enquiries {
            let messages = self.agent.conversation(enquiry_id).await;
            queued += usize::from(messages.last().unwrap()["delivery"]["state"] == "queued");
        }
        queued
    }
}

both_engines! { on =>
    async fn a_call_of_the_source_makes_waiting_deliveries_due(business: Business) {
        let scene = scene(business, 3, 0).await;
        assert_eq!((scene.state().await, scene.queued().await), (json!("retrying"), 3));
        scene.receiver.answer(Reply::Ok);
        assert_eq!(workers::deliver_once(&scene.business.app).await.unwrap(), Ran::Nothing, "nothing is due");
        scene.calls().await;
        assert_eq!(scene.wakes().await, Ran::Something);
        // The first immediately, all within a second.
        scene.business.deliver_all().await;
        assert_eq!(scene.queued().await, 2);
        scene.business.pass(Duration::from_secs(1));
        scene.business.deliver_all().await;
        assert_eq!(scene.queued().await, 0);
    }

    async fn a_call_of_the_source_makes_a_probe_due(business: Business) {
        let scene = scene(business, 2, 12).await;
        assert_eq!((scene.state().await, scene.queued().await), (json!("failing"), 2));
        scene.receiver.answer(Reply::Ok);
        scene.calls().await;
        assert_eq!(scene.wakes().await, Ran::Something);
        scene.business.deliver_all().await;
        assert_eq!((scene.state().await, scene.queued().await), (json!("healthy"), 0));
    }

    async fn a_delivered_event_makes_waiting_deliveries_due(business: Business) {
        let scene = scene(business, 2, 0).await;
        scene.receiver.answer(Reply::Ok);
        scene.replies(2, "c-1").await;
        scene.business.deliver_all().await;
        assert_eq!(scene.queued().await, 2, "only the new event was due");
        assert_eq!(scene.wakes().await, Ran::Something);
        scene.business.pass(Duration::from_secs(1));
        scene.business.deliver_all().await;
        assert_eq!(scene.queued().await, 0);
    }

    async fn a_pause_that_the_endpoint_requested_is_kept(business: Business) {
        let scene = scene(business, 1, 0).await;
        scene.business.pass(Duration::from_mins(1));
        scene.receiver.answer(Reply::RetryAfter(503, 300));
        scene.business.deliver_all().await;
        scene.receiver.answer(Reply::Ok);
        for _ in 0..4 {
            scene.calls().await;
            assert_eq!(scene.wakes().await, Ran::Nothing);
            scene.business.pass(Duration::from_mins(1));
        }
        assert_eq!(scene.queued().await, 1);
        scene.business.pass(Duration::from_mins(1));
        scene.business.deliver_all().await;
        assert_eq!(scene.queued().await, 0);
    }

    async fn a_pause_that_a_failing_endpoint_requested_is_kept(business: Business) {
        let scene = scene(business, 2, 12).await;
        scene.business.pass(Duration::from_mins(10));
        scene.receiver.answer(Reply::RetryAfter(429, 300));
        scene.business.deliver_all().await;
        scene.receiver.answer(Reply::Ok);
        scene.business.pass(Duration::from_mins(4));
        scene.calls().await;
        assert_eq!((scene.wakes().await, scene.queued().await), (Ran::Nothing, 2));
    }
}

#[tokio::test]
async fn calls_cause_few_probes_of_a_failing_endpoint() {
    let scene = scene(business().await, 4, 20).await;
    assert_eq!(scene.state().await, "failing");
    let asked = scene.receiver.received().len();
    for _ in 0..120 {
        scene.calls().await;
        scene.wakes().await;
        scene.business.deliver_all().await;
        scene.business.pass(Duration::from_millis(500));
    }
    let probes = scene.receiver.received().len() - asked;
    assert!((10..=16).contains(&probes), "{probes} in a minute");
}

#[tokio::test]
async fn calls_write_nothing_if_nothing_waits() {
    let scene = scene(business().await, 1, 0).await;
    scene.receiver.answer(Reply::Ok);
    scene.calls().await;
    scene.wakes().await;
    scene.business.pass(Duration::from_secs(1));
    scene.business.deliver_all().await;
    scene.replies(0, "c-2").await;
    scene.business.deliver_all().await;
    let written = scene.business.watch();
    let before = written();
    for _ in 0..5 {
        scene.business.pass(Duration::from_secs(1));
        scene.calls().await;
        assert_eq!(scene.wakes().await, Ran::Nothing);
    }
    assert_eq!(written(), before);
}
