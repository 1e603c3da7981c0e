//! Channels that read their events from the outbox instead of a webhook.

use std::time::Duration;

use causeway_testkit::{Receiver, both_engines};
use futures_util::StreamExt;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, business, on};

/// A source without a webhook that gets every event.
async fn shop(business: &Business, ann: &Person) -> Shop {
    business
        .connect(Connection {
            members: &[ann],
            events: None,
            ..Connection::default()
        })
        .await
}

async fn read(shop: &Shop, query: &str) -> (Vec<Value>, String) {
    let page = shop.omni.read(&format!("/outbox{query}")).await;
    (
        page["items"].as_array().unwrap().clone(),
        page["nextCursor"].as_str().unwrap().to_owned(),
    )
}

fn types(items: &[Value]) -> Vec<&str> {
    items
        .iter()
        .map(|item| item["type"].as_str().unwrap())
        .collect()
}

async fn confirm(shop: &Shop, cursor: &str) {
    let answer = shop
        .omni
        .post("/outbox/ack", &json!({ "cursor": cursor }))
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{:?}", answer.body);
}

both_engines! { on =>
    async fn unconfirmed_events_are_read_again_in_the_same_order(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let shop = shop(&business, &ann).await;
        let enquiry = business.ongoing(&shop, "u-1", &ann).await;
        let id = enquiry["id"].as_str().unwrap();
        ann.replies(id, "c-1", "Hello").await.expect(StatusCode::CREATED);
        let (items, cursor) = read(&shop, "").await;
        assert_eq!(types(&items), ["enquiry.opened", "enquiry.assigned", "message.created"]);
        assert!(items.iter().all(|item| item["id"].as_str().unwrap().starts_with("dlv_") && item["data"]["visitor"]["id"] == "u-1"));
        assert_eq!(read(&shop, "").await, (items.clone(), cursor.clone()), "nothing was confirmed");
        assert_eq!(read(&shop, &format!("?after={cursor}")).await, (vec![], cursor.clone()));
        ann.replies(id, "c-2", "Anything else?").await.expect(StatusCode::CREATED);
        business.pass(Duration::from_millis(1));
        shop.writes("u-2", "m-2", "Hello from me").await;
        let (later, _) = read(&shop, &format!("?after={cursor}")).await;
        assert_eq!(types(&later), ["message.created", "enquiry.opened"]);
        confirm(&shop, &cursor).await;
        confirm(&shop, &cursor).await;
        assert_eq!(read(&shop, "").await.0, later, "confirmed events are removed");
        let states: Vec<Value> = ann.conversation(id).await.iter().map(|message| message["delivery"]["state"].clone()).collect();
        assert_eq!(states, [Value::Null, json!("sent"), json!("queued")]);
        shop.omni.post("/outbox/ack", &json!({ "cursor": "99" })).await.refused(422, "invalid");
        shop.omni.post("/outbox/ack", &json!({ "cursor": "soon" })).await.refused(422, "invalid");
        shop.omni.get("/outbox?after=-1&wait=31").await.refused(422, "invalid");
    }

    async fn unread_events_move_to_a_new_webhook_and_back(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let shop = shop(&business, &ann).await;
        let enquiry = business.ongoing(&shop, "u-1", &ann).await;
        let (items, first) = read(&shop, "").await;
        ann.replies(enquiry["id"].as_str().unwrap(), "c-1", "Hello").await.expect(StatusCode::CREATED);
        let receiver = Receiver::start();
        let source = format!("/sources/{}", shop.source_id);
        business.admin.api.json(Method::PATCH, &source, &json!({ "webhookUrl": receiver.url() })).await.expect(StatusCode::OK);
        shop.omni.get("/outbox").await.refused(409, "outbox-not-used");
        shop.omni.get("/outbox/stream").await.refused(409, "outbox-not-used");
        shop.omni.post("/outbox/ack", &json!({ "cursor": first })).await.refused(409, "outbox-not-used");
        business.deliver_all().await;
        let sent: Vec<Value> = receiver.received().iter().map(|one| one.json()["type"].clone()).collect();
        assert_eq!(sent, ["enquiry.opened", "enquiry.assigned", "message.created"], "none of them was confirmed");
        assert_eq!(receiver.received()[0].header("webhook-id"), items[0]["id"]);
        business.admin.api.json(Method::PATCH, &source, &json!({ "webhookUrl": null })).await.expect(StatusCode::OK);
        assert_eq!(read(&shop, "").await.0, Vec::<Value>::new());
        ann.replies(enquiry["id"].as_str().unwrap(), "c-2", "And?").await.expect(StatusCode::CREATED);
        assert_eq!(types(&read(&shop, "").await.0), ["message.created"]);
    }
}

#[tokio::test]
async fn a_waiting_reader_gets_a_new_event_immediately() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = shop(&business, &ann).await;
    let waiting = read(&shop, "?wait=30");
    let writing = async {
        tokio::task::yield_now().await;
        shop.writes("u-1", "m-1", "Hello!").await;
    };
    let ((items, _), ()) = tokio::time::timeout(Duration::from_secs(20), async {
        tokio::join!(waiting, writing)
    })
    .await
    .expect("the reader does not wait for the whole time");
    assert_eq!(types(&items), ["enquiry.opened"]);
}

#[tokio::test]
async fn waiting_readers_are_limited_per_source() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = shop(&business, &ann).await;
    let mut streams = Vec::new();
    for _ in 0..8 {
        let request = shop
            .omni
            .request(Method::GET, "/outbox/stream")
            .body(axum::body::Body::empty())
            .unwrap();
        let answer = shop.omni.begin(request).await;
        assert_eq!(answer.status(), StatusCode::OK);
        streams.push(answer);
    }
    shop.omni
        .get("/outbox/stream")
        .await
        .refused(429, "rate-limited");
    shop.omni
        .get("/outbox?wait=1")
        .await
        .refused(429, "rate-limited");
    shop.omni.get("/outbox").await.expect(StatusCode::OK);
    let other = business
        .connect(Connection {
            name: "Kiosk",
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    assert_eq!(read(&other, "?wait=1").await.0, Vec::<Value>::new());
    drop(streams);
    shop.omni.get("/outbox?wait=1").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_stream_sends_each_event_once_and_resumes_after_the_last() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = shop(&business, &ann).await;
    shop.writes("u-1", "m-1", "Hello!").await;
    let open = async |last: &str| {
        let request = shop
            .omni
            .request(Method::GET, "/outbox/stream")
            .header("last-event-id", last);
        let answer = shop
            .omni
            .begin(request.body(axum::body::Body::empty()).unwrap())
            .await;
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        answer.into_body().into_data_stream()
    };
    let next = async |stream: &mut axum::body::BodyDataStream| {
        let part = tokio::time::timeout(Duration::from_secs(20), stream.next())
            .await
            .expect("the event arrives immediately");
        String::from_utf8(part.unwrap().unwrap().to_vec()).unwrap()
    };
    let mut stream = open("").await;
    let first = next(&mut stream).await;
    assert!(
        first.contains("id: 1\n") && first.contains("event: enquiry.opened\n"),
        "{first}"
    );
    shop.writes("u-2", "m-2", "Me too").await;
    let second = next(&mut stream).await;
    assert!(
        second.contains("id: 2\n") && second.contains("\"u-2\""),
        "{second}"
    );
    drop(stream);
    let mut again = open("1").await;
    assert_eq!(next(&mut again).await, second);
}

both_engines! { on =>
    async fn a_confirmation_can_contain_the_channels_own_ids(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let shop = shop(&business, &ann).await;
        let enquiry = business.ongoing(&shop, "u-1", &ann).await;
        let id = enquiry["id"].as_str().unwrap();
        for text in ["One", "Two", "Three"] {
            ann.replies(id, text, text).await.expect(StatusCode::CREATED);
        }
        let (items, cursor) = read(&shop, "").await;
        let events: Vec<&str> = items.iter().filter(|item| item["type"] == "message.created").map(|item| item["id"].as_str().unwrap()).collect();
        let ids = json!({ events[0]: "own-1", events[1]: 104, events[2]: "", items[0]["id"].as_str().unwrap(): "no message", "dlv_unknown": "x" });
        let answer = shop.omni.post("/outbox/ack", &json!({ "cursor": cursor, "ids": ids })).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{:?}", answer.body);
        let known: Vec<Value> = ann.conversation(id).await.iter().skip(1).map(|message| message["externalId"].clone()).collect();
        assert_eq!(known, [json!("own-1"), json!("104"), Value::Null]);
        // Afterwards the channel may refer to the messages by its own ids.
        shop.sends_event(&json!({ "type": "message.read", "externalId": "104" })).await;
        let states: Vec<Value> = ann.conversation(id).await.iter().skip(1).map(|message| message["delivery"]["state"].clone()).collect();
        assert_eq!(states, ["sent", "read", "sent"]);
    }
}

#[tokio::test]
async fn invalid_ids_are_reported_and_nothing_is_confirmed() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = shop(&business, &ann).await;
    shop.writes("u-1", "m-1", "Hello!").await;
    let (items, cursor) = read(&shop, "").await;
    let event = items[0]["id"].as_str().unwrap();
    for id in [
        json!(true),
        json!(["x"]),
        json!({ "id": "x" }),
        json!(1.5),
        json!("x".repeat(256)),
        json!("a\u{7}b"),
    ] {
        let confirmation = json!({ "cursor": cursor, "ids": { event: id } });
        let problem = shop
            .omni
            .post("/outbox/ack", &confirmation)
            .await
            .refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], format!("/ids/{event}"));
    }
    let problem = shop
        .omni
        .post("/outbox/ack", &json!({ "cursor": cursor, "ids": ["x"] }))
        .await
        .refused(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/ids");
    assert_eq!(read(&shop, "").await.0, items);
    shop.omni
        .post("/outbox/ack", &json!({ "cursor": cursor, "ids": null }))
        .await;
    assert_eq!(read(&shop, "").await.0, Vec::<Value>::new());
}
