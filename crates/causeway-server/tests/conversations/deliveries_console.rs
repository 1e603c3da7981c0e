//! What administrators see of deliveries, and what they can do with them.

use std::time::Duration;

use causeway_core::source::OutgoingEvent;
use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::StatusCode;
use serde_json::{Value, json};

use crate::{
    deliveries_order::set_webhook,
    support::{Business, Connection, Person, Screen, Shop, Story, business, on},
};

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
    /// The agent sends a message, slightly later than the previous one; returns its id.
    async fn replies(&self, client_id: &str) -> String {
        self.business.pass(Duration::from_millis(10));
        let message = self
            .agent
            .replies(&self.enquiry_id, client_id, client_id)
            .await
            .expect(StatusCode::CREATED);
        message["id"].as_str().unwrap().to_owned()
    }

    async fn list(&self, query: &str) -> Vec<Value> {
        let list = self
            .business
            .admin
            .api
            .read(&format!("/deliveries{query}"))
            .await;
        list["items"].as_array().unwrap().clone()
    }

    async fn ids(&self, query: &str) -> Vec<String> {
        self.list(query)
            .await
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn show(&self, id: &str) -> Value {
        self.business
            .admin
            .api
            .read(&format!("/deliveries/{id}"))
            .await
    }

    async fn retry(&self, id: &str) -> Value {
        self.business
            .admin
            .api
            .call(&format!("/deliveries/{id}/retry"))
            .await
            .expect(StatusCode::OK)
    }

    async fn replay(&self, body: &Value) -> Value {
        let path = format!("/sources/{}/replay", self.shop.source_id);
        self.business
            .admin
            .api
            .post(&path, body)
            .await
            .expect(StatusCode::OK)
    }

    /// Texts of the messages that arrived, in order.
    fn arrived(&self) -> Vec<String> {
        let events = self.receiver.received();
        events
            .iter()
            .map(|one| {
                one.json()["data"]["message"]["text"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    }
}

both_engines! { on =>
    async fn a_delivery_shows_its_request_response_and_next_attempt(business: Business) {
        let scene = scene(business).await;
        scene.replies("c-1").await;
        scene.replies("c-2").await;
        scene.receiver.answer_next([Reply::Status(500)]);
        scene.business.deliver_all().await;
        let [second, first] = &scene.ids("").await[..] else { panic!("two events") };
        let shown = scene.show(first).await;
        assert_eq!((&shown["state"], &shown["attemptCount"]), (&json!("due"), &json!(1)));
        assert_eq!(shown["waitsFor"]["kind"], "retry");
        let attempt = &shown["attempts"][0];
        assert_eq!((&attempt["status"], &attempt["reason"]), (&json!(500), &json!("the endpoint answered 500")));
        assert_eq!(attempt["response"]["status"], 500);
        assert!(attempt["timings"]["totalMs"].as_f64() >= attempt["timings"]["firstByteMs"].as_f64());
        assert!(attempt["timings"]["connectMs"].is_null(), "the challenge left a connection open");
        assert!(attempt["request"]["remoteAddress"].as_str().unwrap().starts_with("127.0.0.1:"));
        let sent = attempt["request"]["headers"].as_array().unwrap();
        let value = |name: &str| sent.iter().find(|one| one["name"] == name).unwrap()["value"].clone();
        assert_eq!((value("webhook-id"), value("webhook-signature")), (json!(first), json!("(hidden)")));
        assert_eq!(shown["body"].as_str().unwrap().as_bytes(), &scene.receiver.received()[0].body[..]);
        let waits = &scene.show(second).await["waitsFor"];
        assert_eq!(*waits, json!({ "kind": "earlier", "deliveryId": first }));

        // "Try now" ignores the schedule.
        assert_eq!(scene.retry(second).await["state"], "due");
        scene.business.deliver_all().await;
        assert_eq!(scene.ids("?state=delivered").await, [second.clone(), first.clone()]);
        let attempts = scene.show(first).await["attempts"].clone();
        assert_eq!((&attempts[0]["number"], &attempts[0]["reason"]), (&json!(2), &Value::Null));
        assert_eq!(attempts.as_array().unwrap().len(), 2);
        assert_eq!(scene.arrived(), ["c-1", "c-1", "c-2"]);
    }

    async fn a_list_is_filtered_by_source_state_visitor_and_event(business: Business) {
        let scene = scene(business).await;
        scene.replies("c-1").await;
        scene.business.ongoing(&scene.shop, "u-2", &scene.agent).await;
        scene.receiver.answer(Reply::Status(500));
        scene.business.deliver_all().await;
        let all = scene.list("").await;
        let of = |field: &str| all[0][field].as_str().unwrap().to_owned();
        for query in [
            format!("?sourceId={}", scene.shop.source_id),
            format!("?visitorId={}", of("visitorId")),
            "?state=due".to_owned(),
            "?event=message.created".to_owned(),
        ] {
            assert_eq!(scene.ids(&query).await, [of("id")], "{query}");
        }
        for query in ["?state=failed", "?state=delivered", "?state=inFlight", "?event=enquiry.closed"] {
            assert_eq!(scene.ids(query).await, Vec::<String>::new(), "{query}");
        }
        for (query, pointer) in [("?state=late", "/state"), ("?event=x", "/event"), ("?cursor=x", "/cursor"), ("?sourceId=x", "/sourceId")] {
            let refused = scene.business.admin.api.get(&format!("/deliveries{query}")).await.refused(422, "invalid");
            assert_eq!(refused["errors"][0]["pointer"], pointer);
        }
    }

    async fn a_failed_delivery_is_resent_after_the_later_ones(business: Business) {
        let scene = scene(business).await;
        let message = scene.replies("c-1").await;
        scene.receiver.answer(Reply::Status(500));
        scene.business.deliver_all().await;
        scene.business.pass(Duration::from_hours(25));
        scene.business.deliver_all().await;
        let failed = scene.ids("?state=failed").await.pop().unwrap();
        scene.replies("c-2").await;
        scene.receiver.answer(Reply::Ok);
        let before = scene.receiver.received().len();
        assert_eq!(scene.retry(&failed).await["state"], "due");
        let conversation = scene.agent.conversation(&scene.enquiry_id).await;
        let stored = conversation.iter().find(|one| one["id"] == message).unwrap();
        assert_eq!(stored["delivery"]["state"], "queued");
        scene.business.deliver_all().await;
        assert_eq!(scene.arrived()[before..], ["c-2", "c-1"]);
        let again = scene.receiver.received().pop().unwrap();
        assert_eq!(again.header("webhook-id"), failed);
        assert_eq!(again.header("webhook-attempt"), "3");
    }

    async fn a_replay_resends_in_order_what_was_sent_since(business: Business) {
        let scene = scene(business).await;
        scene.replies("c-1").await;
        scene.business.deliver_all().await;
        scene.business.pass(Duration::from_hours(1));
        let since = scene.business.app.clock.now();
        scene.replies("c-2").await;
        scene.business.deliver_all().await;
        scene.replies("c-3").await;
        scene.business.deliver_all().await;
        scene.business.pass(Duration::from_secs(1));
        let replayed = scene.replay(&json!({ "since": since })).await;
        assert_eq!((&replayed["count"], &replayed["continueFrom"]), (&json!(2), &Value::Null));
        // A second replay before the first was sent adds nothing.
        assert_eq!(scene.replay(&json!({ "since": since })).await["count"], 0);
        scene.business.deliver_all().await;
        assert_eq!(scene.arrived(), ["c-1", "c-2", "c-3", "c-2", "c-3"]);
        let ids: Vec<String> = scene.receiver.received().iter().map(|one| one.header("webhook-id").to_owned()).collect();
        assert_eq!((&ids[1], &ids[2]), (&ids[3], &ids[4]));
        let entries = scene.business.admin.api.read("/audit-log?action=source.replayed").await;
        assert_eq!(entries["items"].as_array().unwrap().len(), 2);
        let path = format!("/sources/{}/replay", scene.shop.source_id);
        let week_ago = since.minus(Duration::from_hours(8 * 24));
        for body in [json!({ "since": week_ago }), json!({ "since": "yesterday" }), json!({})] {
            scene.business.admin.api.post(&path, &body).await.refused(422, "invalid");
        }
    }
}

#[tokio::test]
async fn a_failing_endpoint_is_probed_on_request() {
    let scene = scene(business().await).await;
    scene.replies("c-1").await;
    scene.receiver.answer(Reply::Status(500));
    while scene
        .business
        .admin
        .api
        .read(&format!("/sources/{}", scene.shop.source_id))
        .await["webhookState"]
        != "failing"
    {
        scene.business.pass(Duration::from_mins(30));
        scene.business.deliver_all().await;
    }
    let id = scene.ids("").await.pop().unwrap();
    assert_eq!(scene.show(&id).await["waitsFor"]["kind"], "probe");
    scene.receiver.answer(Reply::Ok);
    scene.business.deliver_all().await;
    assert_eq!(
        scene.show(&id).await["state"],
        "due",
        "the probe is not due yet"
    );
    scene.retry(&id).await;
    scene.business.deliver_all().await;
    assert_eq!(scene.show(&id).await["state"], "delivered");
}

#[tokio::test]
async fn a_stopped_or_missing_endpoint_cannot_be_retried() {
    let scene = scene(business().await).await;
    scene.replies("c-1").await;
    scene.receiver.answer(Reply::Status(410));
    scene.business.deliver_all().await;
    let id = scene.ids("").await.pop().unwrap();
    assert_eq!(scene.show(&id).await["waitsFor"]["kind"], "stopped");
    let api = &scene.business.admin.api;
    api.call(&format!("/deliveries/{id}/retry"))
        .await
        .refused(409, "source-stopped");
    scene.receiver.answer(Reply::Ok);
    set_webhook(&scene.business, &scene.shop, "").await;
    assert_eq!(scene.show(&id).await["waitsFor"]["kind"], "reader");
    api.call(&format!("/deliveries/{id}/retry"))
        .await
        .refused(409, "no-webhook");
    let path = format!("/sources/{}/test-event", scene.shop.source_id);
    api.post(&path, &json!({ "type": "message.created" }))
        .await
        .refused(409, "no-webhook");
}

#[tokio::test]
async fn a_test_event_of_every_type_is_sent_immediately_and_not_stored() {
    let scene = scene(business().await).await;
    let path = format!("/sources/{}/test-event", scene.shop.source_id);
    let before = scene.business.ledger();
    for (event, count) in OutgoingEvent::ALL.into_iter().zip(1..) {
        let result = scene
            .business
            .admin
            .api
            .post(&path, &json!({ "type": event.name() }))
            .await
            .expect(StatusCode::OK);
        assert_eq!(
            (&result["ok"], &result["status"]),
            (&json!(true), &json!(200)),
            "{event:?}"
        );
        let received = scene.receiver.received();
        assert_eq!(received.len(), count);
        let body = received[count - 1].json();
        assert_eq!(
            (&body["type"], &body["test"]),
            (&json!(event.name()), &json!(true))
        );
        assert_eq!(
            received[count - 1].header("webhook-id"),
            result["deliveryId"].as_str().unwrap()
        );
    }
    scene.receiver.answer(Reply::Status(500));
    let result = scene
        .business
        .admin
        .api
        .post(&path, &json!({ "type": "enquiry.closed" }))
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        (&result["ok"], &result["reason"]),
        (&json!(false), &json!("The endpoint answered 500."))
    );
    assert_eq!(scene.business.ledger(), before);
    scene
        .business
        .admin
        .api
        .post(&path, &json!({ "type": "enquiry.lost" }))
        .await
        .refused(422, "invalid");
}

#[tokio::test]
async fn the_last_day_is_counted_in_hours() {
    let scene = scene(business().await).await;
    scene.replies("c-1").await;
    scene.receiver.answer_next([Reply::Status(500)]);
    scene.business.deliver_all().await;
    scene.business.pass(Duration::from_hours(2));
    scene.business.deliver_all().await;
    scene.replies("c-2").await;
    let stats = scene
        .business
        .admin
        .api
        .read(&format!("/sources/{}/delivery-stats", scene.shop.source_id))
        .await;
    let hours = stats["hours"].as_array().unwrap();
    let counted: Vec<(usize, i64, i64)> = hours
        .iter()
        .enumerate()
        .filter(|(_, hour)| hour["attempts"] != 0)
        .map(|(index, hour)| {
            (
                index,
                hour["attempts"].as_i64().unwrap(),
                hour["arrived"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!((hours.len(), counted), (24, vec![(21, 1, 0), (23, 1, 1)]));
    assert_eq!(
        (&stats["day"]["attempts"], &stats["day"]["arrived"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        (&stats["waiting"], &stats["inFlight"]),
        (&json!(1), &json!(0))
    );
}

#[tokio::test]
async fn only_administrators_get_delivery_events() {
    let scene = scene(business().await).await;
    scene.business.follow_events();
    let (mut admins, _) = Screen::open(&scene.business.admin, None).await;
    let (mut agents, _) = Screen::open(&scene.agent, None).await;
    scene.replies("c-1").await;
    scene.business.deliver_all().await;
    let updated = admins.until_kind("delivery.updated").await.pop().unwrap();
    assert_eq!(
        (&updated.data["state"], &updated.data["event"]),
        (&json!("delivered"), &json!("message.created"))
    );
    // The agent sees the message's state only.
    let seen = agents.until(|frame| frame.kind == "message.updated").await;
    assert!(seen.iter().all(|frame| frame.kind != "delivery.updated"));
    scene.shop.writes("u-1", "m-2", "Thanks").await;
    let seen = agents.until_kind("message.created").await;
    assert!(seen.iter().all(|frame| frame.kind != "delivery.updated"));
}

#[tokio::test]
async fn a_delivery_of_another_workspace_is_not_found() {
    let scene = scene(business().await).await;
    scene.replies("c-1").await;
    let id = scene.ids("").await.pop().unwrap();
    let neighbour = scene.business.neighbour().await;
    neighbour
        .admin
        .api
        .get(&format!("/deliveries/{id}"))
        .await
        .refused(404, "not-found");
    neighbour
        .admin
        .api
        .call(&format!("/deliveries/{id}/retry"))
        .await
        .refused(404, "not-found");
    let since = scene
        .business
        .app
        .clock
        .now()
        .minus(Duration::from_hours(1));
    for (verb, body) in [
        ("replay", json!({ "since": since })),
        ("test-event", json!({ "type": "message.read" })),
    ] {
        let path = format!("/sources/{}/{verb}", scene.shop.source_id);
        neighbour
            .admin
            .api
            .post(&path, &body)
            .await
            .refused(404, "not-found");
    }
    neighbour
        .admin
        .api
        .get(&format!("/sources/{}/delivery-stats", scene.shop.source_id))
        .await
        .refused(404, "not-found");
    assert_eq!(
        neighbour.admin.api.read("/deliveries").await["items"],
        json!([])
    );
}

#[tokio::test]
async fn the_shape_of_a_delivery() {
    let scene = scene(business().await).await;
    scene.replies("c-1").await;
    scene.receiver.answer_next([Reply::Status(503)]);
    scene.business.deliver_all().await;
    let mut story = Story::default();
    let mut list = scene.business.admin.api.read("/deliveries").await;
    list["items"][0]["nextAttemptAt"] = "by its schedule".into();
    story.value("a list", &list);
    let mut shown = scene.show(list["items"][0]["id"].as_str().unwrap()).await;
    shown["nextAttemptAt"] = "by its schedule".into();
    let attempt = &mut shown["attempts"][0];
    attempt["durationMs"] = "real".into();
    for (_, value) in attempt["timings"].as_object_mut().unwrap() {
        *value = if value.is_null() {
            Value::Null
        } else {
            "real".into()
        };
    }
    for header in attempt["response"]["headers"].as_array_mut().unwrap() {
        if header["name"] == "date" {
            header["value"] = "real".into();
        }
    }
    story.value("one of them", &shown);
    insta::assert_snapshot!(story.finish());
}
