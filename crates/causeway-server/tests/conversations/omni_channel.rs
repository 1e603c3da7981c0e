//! `GET /omni/v1/channel` and `PUT /omni/v1/channel/capabilities`.

use std::time::Duration;

use causeway_testkit::{Receiver, both_engines, receiver::Answer as Reply};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, START, Shop, Story, business, on};

impl Shop {
    /// Declares the channel's capabilities.
    async fn can(&self, capabilities: &Value) {
        let answer = self
            .omni
            .json(Method::PUT, "/channel/capabilities", capabilities)
            .await;
        assert_eq!(
            answer.expect(StatusCode::OK),
            self.omni.read("/channel").await["capabilities"]
        );
    }
}

#[tokio::test]
async fn a_channel_can_read_its_identity_and_last_failure() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    agent
        .replies(enquiry["id"].as_str().unwrap(), "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    receiver.answer(Reply::Status(500));
    business.deliver_all().await;
    let mut story = Story::default();
    story.answer("with trouble", &shop.omni.get("/channel").await);
    receiver.answer(Reply::Ok);
    business.pass(std::time::Duration::from_secs(10));
    business.deliver_all().await;
    assert_eq!(shop.omni.read("/channel").await["lastFailures"], json!([]));
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn declared_capabilities_are_kept_until_they_change() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let declared = json!({ "types": ["text", "image"], "receipts": ["delivered", "read"], "typing": false,
        "deletes": false, "textLengthMax": 2_000 });
    shop.can(&declared).await;
    assert_eq!(shop.omni.read("/channel").await["capabilities"], declared);
    let more = json!({ "types": ["hologram", "image", "text"], "receipts": ["seen", "read"], "typing": "", "reactions": true });
    shop.can(&more).await;
    let kept = json!({ "types": ["text", "image"], "receipts": ["read"], "typing": true, "deletes": true, "textLengthMax": null });
    assert_eq!(shop.omni.read("/channel").await["capabilities"], kept);
    shop.can(&json!({})).await;
    let unsaid = json!({ "types": null, "receipts": [], "typing": true, "deletes": true, "textLengthMax": null });
    assert_eq!(shop.omni.read("/channel").await["capabilities"], unsaid);
}

#[tokio::test]
async fn invalid_capabilities_are_refused_entirely() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let faulty = json!({ "types": "text", "receipts": ["delivered", "seen", 7], "typing": "yes", "deletes": 1,
        "textLengthMax": 10 });
    let answer = shop
        .omni
        .json(Method::PUT, "/channel/capabilities", &faulty)
        .await;
    let mut story = Story::default();
    story.value(
        "the faults",
        &answer.refused(422, "invalid-message")["errors"],
    );
    assert_eq!(
        shop.omni.read("/channel").await["capabilities"]["typing"],
        true
    );
    insta::assert_snapshot!(story.finish());
}

/// A message of the agent, as the channel receives it.
async fn sent(
    business: &crate::support::Business,
    receiver: &Receiver,
    agent: &Person,
    id: &str,
    message: Value,
) -> Vec<Value> {
    let before = receiver.received().len();
    agent
        .api
        .post(&format!("/enquiries/{id}/messages"), &message)
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    receiver.received()[before..]
        .iter()
        .map(|event| event.json()["data"]["message"].clone())
        .collect()
}

#[tokio::test]
async fn unsupported_messages_fall_back_to_text_and_long_ones_are_split() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    let image = json!({ "type": "image", "attachment": { "url": "https://cdn.example.com/a.png" }, "text": "Look" });
    let buttons = json!({ "type": "buttons", "text": "Which?", "options": [{ "label": "Red", "payload": "r" }] });
    let with = |client_id: &str, message: &Value| {
        let mut message = message.clone();
        message["clientId"] = json!(client_id);
        message
    };
    let mut story = Story::default();
    for (name, message) in [("c-1", &image), ("c-2", &buttons)] {
        story.value(
            "all types",
            &json!(sent(&business, &receiver, &agent, id, with(name, message)).await),
        );
    }
    shop.can(&json!({ "types": ["text"], "textLengthMax": 50 }))
        .await;
    for (name, message) in [("c-3", &image), ("c-4", &buttons)] {
        story.value(
            "text only",
            &json!(sent(&business, &receiver, &agent, id, with(name, message)).await),
        );
    }
    let long = json!({ "clientId": "c-5", "type": "text", "text": "word ".repeat(25).trim() });
    let parts = sent(&business, &receiver, &agent, id, long.clone()).await;
    let texts: Vec<&str> = parts
        .iter()
        .map(|part| part["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts.iter().map(|text| text.len()).collect::<Vec<_>>(),
        [49, 49, 24]
    );
    assert_eq!(texts.join(" "), long["text"].as_str().unwrap());
    // A repeated request changes nothing, although the text became several messages.
    let again = agent
        .api
        .post(&format!("/enquiries/{id}/messages"), &long)
        .await
        .expect(StatusCode::OK);
    assert_eq!(again["id"], parts[0]["id"]);
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_suspended_channel_can_declare_its_capabilities() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    business
        .admin
        .api
        .call(&format!("/channels/{}/suspend", shop.channel_id))
        .await
        .expect(StatusCode::OK);
    shop.can(&json!({ "typing": false })).await;
    assert_eq!(shop.omni.read("/channel").await["state"], "suspended");
}

both_engines! { on =>
    async fn the_last_use_of_an_old_token_is_shown(business: Business) {
        let shop = business.connect(Connection::default()).await;
        let api = &business.admin.api;
        let path = format!("/sources/{}", shop.source_id);
        let rotated = api.call(&format!("{path}/rotate-token")).await.expect(StatusCode::OK);
        let uses = async || {
            let list = api.read(&format!("{path}/credentials")).await;
            let tokens = list["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "accessToken").cloned();
            tokens.map(|one| (one["expiresAt"].clone(), one["lastUsedAt"].clone())).collect::<Vec<_>>()
        };
        let day = json!(START.plus(Duration::from_hours(24)));
        assert_eq!(uses().await, [(Value::Null, Value::Null), (day.clone(), Value::Null)]);
        shop.omni.get("/channel").await.expect(StatusCode::OK);
        business.pass(Duration::from_secs(30));
        business.with_token(rotated["accessToken"].as_str().unwrap()).get("/channel").await.expect(StatusCode::OK);
        // Rounded to minutes: uses within seconds are not all written.
        shop.omni.get("/channel").await.expect(StatusCode::OK);
        let half = json!(START.plus(Duration::from_secs(30)));
        assert_eq!(uses().await, [(Value::Null, half.clone()), (day.clone(), json!(START))]);
        business.pass(Duration::from_secs(30));
        shop.omni.get("/channel").await.expect(StatusCode::OK);
        assert_eq!(uses().await, [(Value::Null, half), (day, json!(START.plus(Duration::from_mins(1))))]);
        business.pass(Duration::from_hours(24));
        assert_eq!(uses().await.len(), 1, "expired tokens are not listed");
    }
}
