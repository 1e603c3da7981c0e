//! Failing endpoints: probed instead of flooded, stopped on 410, and healthy again after a success.

use std::{collections::BTreeSet, time::Duration};

use causeway_server::workers::{self, Ran};
use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::StatusCode;
use serde_json::{Value, json};

use crate::{
    deliveries_order::set_webhook,
    support::{Business, Connection, Frame, Person, Screen, Shop, business, on},
};

/// A channel with an endpoint, and a message waiting in each of several conversations.
struct Scene {
    business: Business,
    receiver: Receiver,
    agent: Person,
    shop: Shop,
}

async fn scene(business: Business, conversations: usize) -> Scene {
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let scene = Scene {
        business,
        receiver,
        agent,
        shop,
    };
    for number in 0..conversations {
        scene.write_and_reply(&format!("u-{number}")).await;
    }
    scene
}

impl Scene {
    /// A visitor writes and gets a reply.
    async fn write_and_reply(&self, visitor: &str) {
        let enquiry = self
            .business
            .ongoing(&self.shop, visitor, &self.agent)
            .await;
        let reply = self
            .agent
            .replies(enquiry["id"].as_str().unwrap(), "c-1", "Hi!")
            .await;
        reply.expect(StatusCode::CREATED);
    }

    async fn source(&self) -> Value {
        self.business
            .admin
            .api
            .read(&format!("/sources/{}", self.shop.source_id))
            .await
    }

    async fn state(&self) -> Value {
        self.source().await["webhookState"].clone()
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
    async fn a_failing_endpoint_is_probed_and_its_queue_then_drains_in_order(business: Business) {
        let scene = scene(business, 5).await;
        scene.receiver.answer(Reply::Status(500));
        scene.business.deliver_all().await;
        assert_eq!(scene.receiver.received().len(), 5);
        let source = scene.source().await;
        assert_eq!((&source["webhookState"], &source["failureReason"]), (&json!("failing"), &json!("the endpoint answered 500")));
        // Its queue is kept. It is probed with single requests, with growing pauses.
        scene.write_and_reply("u-5").await;
        let mut longest = Duration::ZERO;
        for probe in 1..=8 {
            assert_eq!(workers::deliver_once(&scene.business.app).await.unwrap(), Ran::Nothing);
            let pause = scene.pass_until_next().await;
            assert!(pause <= Duration::from_mins(5), "{pause:?}");
            longest = longest.max(pause);
            scene.business.deliver_all().await;
            assert_eq!(scene.receiver.received().len(), 5 + probe);
        }
        assert!(longest > Duration::from_mins(1), "{longest:?}");
        scene.receiver.answer(Reply::Ok);
        scene.pass_until_next().await;
        scene.business.deliver_all().await;
        assert_eq!(scene.state().await, "healthy");
        assert_eq!(scene.source().await["failureReason"], Value::Null);
        scene.business.pass(Duration::from_secs(1));
        scene.business.deliver_all().await;
        let arrived = scene.receiver.received().split_off(13);
        let visitors: BTreeSet<String> =
            arrived.iter().map(|event| event.json()["data"]["visitor"]["id"].to_string()).collect();
        assert_eq!((arrived.len(), visitors.len()), (6, 6), "all waiting messages arrive within a second");
    }
}

#[tokio::test]
async fn administrators_see_an_endpoint_fail_and_heal() {
    let scene = scene(business().await, 5).await;
    scene.business.follow_events();
    let end = scene.business.end_of_log().await;
    let (mut of_admin, _) = Screen::open(&scene.business.admin, Some(&end)).await;
    let (mut of_agent, _) = Screen::open(&scene.agent, Some(&end)).await;
    scene.receiver.answer(Reply::Status(500));
    scene.business.deliver_all().await;
    let shown = of_admin
        .until(|frame| is_source_in(frame, "failing"))
        .await
        .pop()
        .unwrap();
    assert_eq!(
        (&shown.data["id"], &shown.data["waiting"]),
        (&json!(scene.shop.source_id), &json!(5))
    );
    scene.receiver.answer(Reply::Ok);
    scene.pass_until_next().await;
    scene.business.deliver_all().await;
    of_admin.until(|frame| is_source_in(frame, "healthy")).await;
    // Agents see the state of their messages, and nothing of sources.
    let frames = of_agent
        .until(|frame| frame.kind == "message.updated" && frame.data["delivery"]["state"] == "sent")
        .await;
    assert!(frames.iter().all(|frame| frame.kind != "source.updated"));
}

fn is_source_in(frame: &Frame, state: &str) -> bool {
    frame.kind == "source.updated" && frame.data["webhookState"] == state
}

both_engines! { on =>
    async fn an_endpoint_with_recent_failures_is_retrying_with_its_queue(business: Business) {
        let scene = scene(business, 2).await;
        scene.business.follow_events();
        let (mut of_admin, _) = Screen::open(&scene.business.admin, Some(&scene.business.end_of_log().await)).await;
        let state_and_waiting = async || {
            let (source, channel) = (scene.source().await, scene.shop.omni.read("/channel").await);
            let of_channel = (channel["source"]["webhookState"].clone(), channel["source"]["waiting"].clone());
            assert_eq!((source["webhookState"].clone(), source["waiting"].clone()), of_channel);
            of_channel
        };
        assert_eq!(state_and_waiting().await, (json!("healthy"), json!(2)), "nothing was tried yet");
        scene.receiver.answer(Reply::Status(500));
        scene.business.deliver_all().await;
        assert_eq!(state_and_waiting().await, (json!("retrying"), json!(2)));
        of_admin.until(|frame| is_source_in(frame, "retrying")).await;
        scene.write_and_reply("u-9").await;
        assert_eq!(state_and_waiting().await, (json!("retrying"), json!(3)));
        scene.receiver.answer(Reply::Ok);
        scene.business.pass(Duration::from_mins(1));
        scene.business.deliver_all().await;
        assert_eq!(state_and_waiting().await, (json!("healthy"), json!(0)));
        of_admin.until(|frame| is_source_in(frame, "healthy")).await;
    }

    async fn a_requested_pause_or_one_failing_visitor_also_means_retrying(business: Business) {
        let scene = scene(business, 1).await;
        scene.receiver.answer(Reply::RetryAfter(429, 120));
        scene.business.deliver_all().await;
        assert_eq!(scene.state().await, "retrying");
        // Other visitors get their events meanwhile.
        scene.receiver.answer(Reply::Ok);
        scene.write_and_reply("u-1").await;
        scene.business.deliver_all().await;
        assert_eq!((scene.state().await, scene.source().await["waiting"].clone()), (json!("retrying"), json!(1)));
        scene.business.follow_events();
        let (mut of_admin, _) = Screen::open(&scene.business.admin, Some(&scene.business.end_of_log().await)).await;
        scene.business.pass(Duration::from_mins(3));
        scene.business.deliver_all().await;
        let shown = of_admin.until(|frame| is_source_in(frame, "healthy")).await.pop().unwrap();
        assert_eq!(shown.data["waiting"], 0);
    }

    async fn an_endpoint_that_returns_410_is_stopped_until_it_passes_a_challenge(business: Business) {
        let scene = scene(business, 2).await;
        scene.business.follow_events();
        let (mut of_admin, _) = Screen::open(&scene.business.admin, Some(&scene.business.end_of_log().await)).await;
        scene.receiver.answer(Reply::Status(410));
        workers::deliver_once(&scene.business.app).await.unwrap();
        let shown = of_admin.until(|frame| is_source_in(frame, "stopped")).await.pop().unwrap();
        assert_eq!(shown.data["failureReason"], "the endpoint answered 410 Gone");
        let asked = scene.receiver.received().len();
        scene.write_and_reply("u-2").await;
        scene.business.pass(Duration::from_hours(48));
        scene.business.deliver_all().await;
        assert_eq!(scene.receiver.received().len(), asked, "nothing more is sent");
        // Nothing was given up in the meantime.
        let again = Receiver::start();
        set_webhook(&scene.business, &scene.shop, &again.url()).await;
        scene.business.deliver_all().await;
        assert_eq!(scene.state().await, "healthy");
        assert_eq!(again.received().len(), 3);
    }
}

#[tokio::test]
async fn a_pause_requested_by_a_failing_endpoint_is_kept() {
    let scene = scene(business().await, 5).await;
    scene.receiver.answer(Reply::Status(500));
    scene.business.deliver_all().await;
    assert_eq!(scene.state().await, "failing");
    scene.receiver.answer(Reply::RetryAfter(429, 120));
    scene.pass_until_next().await;
    for _ in 0..10 {
        workers::deliver_once(&scene.business.app).await.unwrap();
    }
    assert_eq!(scene.receiver.received().len(), 6);
}

#[tokio::test]
async fn one_success_resets_the_count_of_failures() {
    let scene = scene(business().await, 0).await;
    for round in 0..3 {
        for failure in 0..4 {
            scene.receiver.answer_next([Reply::Status(500)]);
            scene.write_and_reply(&format!("u-{round}-{failure}")).await;
            workers::deliver_once(&scene.business.app).await.unwrap();
        }
        assert_eq!(scene.state().await, "retrying");
        scene.write_and_reply(&format!("u-{round}-good")).await;
        workers::deliver_once(&scene.business.app).await.unwrap();
    }
}

#[tokio::test]
async fn a_source_without_its_webhook_keeps_its_queue() {
    let scene = scene(business().await, 2).await;
    let path = format!("/sources/{}", scene.shop.source_id);
    let change = json!({ "webhookUrl": null });
    scene
        .business
        .admin
        .api
        .json(http::Method::PATCH, &path, &change)
        .await
        .expect(StatusCode::OK);
    scene.business.deliver_all().await;
    assert!(scene.receiver.received().is_empty());
    set_webhook(&scene.business, &scene.shop, &scene.receiver.url()).await;
    scene.business.deliver_all().await;
    assert_eq!(scene.receiver.received().len(), 2);
}
