//! The published schemas: served, valid, and consistent with the examples, the parser and the
//! OpenAPI document.

mod guides;

use causeway_core::{
    Timestamp,
    chatbot::Answer,
    incoming::{IncomingEvent, IncomingMessage},
    source::OutgoingEvent,
};
use causeway_server::http::{
    openapi_json,
    schemas::{
        answer_example, challenge_example, example, message_examples, schemas, turn_example,
    },
};
use http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::world::World;

const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

fn validator(name: &str) -> Validator {
    jsonschema::draft202012::new(&schemas()[name]).unwrap()
}

#[track_caller]
fn assert_valid(name: &str, body: &Value) {
    let faults: Vec<String> = validator(name)
        .iter_errors(body)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{name}: {faults:#?} in {body}");
}

#[tokio::test]
async fn every_schema_is_public_under_its_id() {
    let world = World::new().await;
    let list = world
        .ask_without_session(Method::GET, "/api/schemas", &Value::Null)
        .await
        .ok()
        .body;
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), schemas().len());
    for item in items {
        let path = item["path"].as_str().unwrap();
        let answer = world
            .ask_without_session(Method::GET, path, &Value::Null)
            .await
            .ok();
        assert_eq!(answer.headers["content-type"], "application/schema+json");
        assert_eq!(answer.body["$id"], path);
        assert_eq!(answer.body, schemas()[item["name"].as_str().unwrap()]);
        jsonschema::draft202012::meta::validate(&answer.body).unwrap();
    }
    for path in [
        "/api/schemas/nothing.json",
        "/api/schemas/challenge",
        "/api/schemas/%ff",
    ] {
        assert_eq!(
            world
                .ask_without_session(Method::GET, path, &Value::Null)
                .await
                .code(),
            "not-found",
            "{path}"
        );
    }
}

#[test]
fn every_example_matches_its_schema() {
    assert_valid("challenge", &challenge_example());
    assert_valid("chatbot.turn", &turn_example());
    assert_valid("chatbot-answer", &answer_example());
    for event in OutgoingEvent::ALL {
        assert_valid(event.name(), &example(event));
    }
    for (_, body) in message_examples() {
        assert_valid("message.created", &body);
    }
}

#[test]
fn an_event_schema_refuses_events_without_a_required_field() {
    for event in OutgoingEvent::ALL {
        let schema = validator(event.name());
        for pointer in [
            "/type",
            "/timestamp",
            "/data",
            "/data/channel",
            "/data/visitor",
            "/data/visitor/id",
        ] {
            let mut body = example(event);
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            body.pointer_mut(parent)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(name);
            assert!(
                !schema.is_valid(&body),
                "{} without {pointer}",
                event.name()
            );
        }
        let mut grown = example(event);
        grown["data"]["new"] = json!({});
        assert!(schema.is_valid(&grown), "new fields are allowed");
    }
    let schema = validator("message.created");
    for (kind, member) in [
        ("text", "text"),
        ("image", "attachment"),
        ("location", "location"),
        ("buttons", "options"),
    ] {
        let (_, mut body) = message_examples()
            .into_iter()
            .find(|(name, _)| *name == kind)
            .unwrap();
        body["data"]["message"]
            .as_object_mut()
            .unwrap()
            .remove(member);
        assert!(!schema.is_valid(&body), "{kind} without {member}");
    }
}

#[test]
fn the_document_contains_every_webhook_with_schema_and_examples() {
    let document: Value = serde_json::from_str(&openapi_json()).unwrap();
    let webhooks = document["webhooks"].as_object().unwrap();
    assert_eq!(webhooks.len(), OutgoingEvent::ALL.len() + 2);
    for (name, webhook) in webhooks {
        let content = &webhook["post"]["requestBody"]["content"]["application/json"];
        let published = if name == "url_verification" {
            "challenge"
        } else {
            name
        };
        let mut schema = schemas()[published].clone();
        schema
            .as_object_mut()
            .unwrap()
            .retain(|member, _| !["$id", "$schema"].contains(&member.as_str()));
        assert_eq!(content["schema"], schema, "{name}");
        let examples = content["examples"].as_object().unwrap();
        assert!(!examples.is_empty());
        examples
            .values()
            .for_each(|example| assert_valid(published, &example["value"]));
    }
}

/// `good` with each change: a pointer to a member and its new value.
fn changed<'a>(
    good: &'a Value,
    changes: &'a [(&'a str, Value)],
) -> impl Iterator<Item = Value> + 'a {
    changes.iter().map(|(pointer, value)| {
        let mut body = good.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = value.clone();
        body
    })
}

fn letters(length: usize) -> Value {
    "é".repeat(length).into()
}

/// A message of this type with this member.
fn message(kind: &str, name: &str, value: &Value) -> Value {
    json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": kind, name: value })
}

/// Texts, valid or with one fault each.
fn texts() -> Vec<Value> {
    let good = message("text", "text", &json!("Hello"));
    let changes = [
        ("/id", json!("")),
        ("/id", letters(255)),
        ("/id", letters(256)),
        ("/id", json!("m-\u{fffd}")),
        ("/id", json!(7)),
        ("/id", Value::Null),
        ("/text", json!("")),
        ("/text", letters(5_000)),
        ("/text", letters(5_001)),
        ("/text", json!("a\u{0}b")),
        ("/text", Value::Null),
        ("/type", json!("buttons")),
        ("/type", Value::Null),
        ("/mood", json!("good")),
        ("/sentAt", json!("2026-11-01T10:00:00.000Z")),
        ("/sentAt", Value::Null),
        ("/sentAt", json!(7)),
        ("/replyTo", json!("m-0")),
        ("/replyTo", json!("")),
        ("/replyTo", Value::Null),
        ("/replyTo", letters(255)),
        ("/replyTo", letters(256)),
        ("/sentAt", json!("")),
        ("/attachment", json!({ "url": "https://a.example/x.png" })),
        ("/attachment", json!("")),
        ("/attachment", json!({})),
        ("/location", json!({ "latitude": 1, "longitude": 2 })),
        ("/contact", json!({ "name": "Ada" })),
        ("/postback", json!({ "payload": "yes" })),
        ("/options", json!([{ "label": "Yes", "payload": "yes" }])),
        ("/options", json!([])),
    ];
    let mut all = vec![json!({}), json!([]), json!("text"), good.clone()];
    all.extend(changed(&good, &changes));
    all
}

/// Visitors, valid or with one fault each.
fn visitors() -> Vec<Value> {
    let many: serde_json::Map<String, Value> =
        (0..51).map(|n| (format!("k{n}"), json!(n))).collect();
    let changes = [
        ("/visitor/id", json!("")),
        ("/visitor/id", Value::Null),
        ("/visitor", Value::Null),
        ("/visitor", json!([])),
        ("/visitor/name", json!("")),
        ("/visitor/name", letters(200)),
        ("/visitor/name", letters(201)),
        ("/visitor/name", json!([])),
        ("/visitor/avatarUrl", json!("")),
        ("/visitor/avatarUrl", json!("https://a.example/x.png")),
        ("/visitor/avatarUrl", json!("mailto:a")),
        (
            "/visitor/avatarUrl",
            json!(format!("https://a.example/{}", "p".repeat(8_174))),
        ),
        (
            "/visitor/avatarUrl",
            json!(format!("https://a.example/{}", "p".repeat(8_175))),
        ),
        ("/visitor/language", json!("")),
        ("/visitor/attributes", json!("")),
        ("/visitor/email", letters(255)),
        ("/visitor/phone", letters(41)),
        ("/visitor/language", letters(36)),
        ("/visitor/language", Value::Null),
        (
            "/visitor/attributes",
            json!({ "plan": "pro", "seats": 3, "new": true, "x": null }),
        ),
        ("/visitor/attributes", json!({ "a": {} })),
        ("/visitor/attributes", json!({ "": 1 })),
        ("/visitor/attributes", json!([])),
        ("/visitor/attributes", many.into()),
    ];
    changed(&message("text", "text", &json!("Hello")), &changes).collect()
}

/// Messages with a file, valid or with one fault each.
fn files() -> Vec<Value> {
    let url = json!({ "url": "https://files.example.com/a.jpg" });
    let changes = [
        ("/text", letters(1_024)),
        ("/text", letters(1_025)),
        ("/text", json!("")),
        ("/attachment", Value::Null),
        ("/attachment", json!({})),
        ("/attachment/url", json!("HTTPS://a.example/")),
        ("/attachment/url", json!("ftp://a.example/")),
        ("/attachment/url", json!("a.jpg")),
        ("/attachment/name", letters(256)),
        ("/attachment/mimeType", letters(128)),
        ("/attachment/size", json!(-1)),
        ("/attachment/size", json!(0)),
        ("/attachment/size", json!(1.5)),
        ("/attachment/size", Value::Null),
        ("/attachment/size", json!("")),
        ("/attachment/name", json!("")),
        ("/attachment/fileId", json!("")),
        (
            "/attachment/fileId",
            json!("file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E"),
        ),
        (
            "/attachment",
            json!({ "fileId": "file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E" }),
        ),
        (
            "/attachment",
            json!({ "fileId": "file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E", "name": "a.png", "url": "" }),
        ),
        ("/location", json!({ "latitude": 1, "longitude": 2 })),
    ];
    let kinds = [
        "image", "video", "audio", "file", "sticker", "hologram", "text", "location",
    ];
    let mut all = kinds.map(|kind| message(kind, "attachment", &url)).to_vec();
    all.extend(changed(&message("image", "attachment", &url), &changes));
    all
}

/// Locations, contacts and postbacks, valid or with one fault each.
fn other_types() -> Vec<Value> {
    let place = message(
        "location",
        "location",
        &json!({ "latitude": 22.2857, "longitude": 114.1577 }),
    );
    let card = message(
        "contact",
        "contact",
        &json!({ "name": "Ada", "phones": ["+852"] }),
    );
    let tap = message(
        "postback",
        "postback",
        &json!({ "payload": "yes", "label": "Yes" }),
    );
    let mut all = vec![place.clone(), card.clone(), tap.clone()];
    let places = [
        ("/location/latitude", json!(90)),
        ("/location/latitude", json!(90.01)),
        ("/location/longitude", json!(-180.5)),
        ("/location/longitude", Value::Null),
        ("/location/title", letters(201)),
        ("/location/address", letters(501)),
        ("/location/title", json!("")),
        ("/text", json!("Here")),
    ];
    let cards = [
        ("/contact/name", json!("")),
        ("/contact/phones", json!([""])),
        ("/contact/phones", json!(vec!["1"; 21])),
        ("/contact/emails", json!(["ada@example.com"])),
        ("/contact/emails", json!("ada@example.com")),
        ("/contact/phones", Value::Null),
    ];
    let taps = [
        ("/postback/payload", letters(1_001)),
        ("/postback/payload", Value::Null),
        ("/postback/label", letters(201)),
    ];
    all.extend(
        changed(&place, &places)
            .chain(changed(&card, &cards))
            .chain(changed(&tap, &taps)),
    );
    all
}

#[test]
fn the_schema_of_messages_agrees_with_the_parser() {
    let schema = validator("incoming-message");
    for body in [texts(), visitors(), files(), other_types()]
        .into_iter()
        .flatten()
    {
        let parsed = IncomingMessage::parse(&body, NOW);
        assert_eq!(schema.is_valid(&body), parsed.is_ok(), "{body}: {parsed:?}");
    }
}

#[test]
fn the_schema_of_events_agrees_with_the_parser() {
    let schema = validator("incoming-event");
    let visitor = json!({ "id": "u-1", "name": "Ada" });
    for body in [
        json!({}),
        json!([]),
        json!({ "type": "party" }),
        json!({ "type": "message.delivered", "messageId": "msg_1" }),
        json!({ "type": "message.read", "externalId": "m-1", "at": "2026-11-22T10:00:00.000Z" }),
        json!({ "type": "message.read", "externalId": "", "at": null }),
        json!({ "type": "message.read", "externalId": "m-1", "messageId": "", "at": "" }),
        json!({ "type": "message.read", "externalId": "m-1", "messageId": "msg_1" }),
        json!({ "type": "message.read", "externalId": "m-1", "visitorId": "u-1" }),
        json!({ "type": "message.read", "messageId": "msg_1", "upTo": 7 }),
        json!({ "type": "message.read", "messageId": "msg_1", "reason": "seen" }),
        json!({ "type": "message.failed", "visitorId": "u-1", "reason": "lost" }),
        json!({ "type": "message.edited", "id": "m-1", "text": "Better", "emoji": "👍" }),
        json!({ "type": "message.deleted", "id": "m-1", "text": "Better" }),
        json!({ "type": "message.deleted", "id": "m-1", "text": "" }),
        json!({ "type": "typing.started", "visitorId": "u-1", "text": "Hel" }),
        json!({ "type": "conversation.closed", "visitorId": "u-1", "reason": "bye" }),
        json!({ "type": "visitor.updated", "visitor": visitor, "visitorId": "u-1" }),
        json!({ "type": "message.read", "visitorId": "u-1", "upTo": "m-1" }),
        json!({ "type": "message.read", "visitorId": "u-1", "upTo": 7 }),
        json!({ "type": "message.read", "visitorId": "u-1", "upTo": -7 }),
        json!({ "type": "message.read", "visitorId": "u-1", "upTo": true }),
        json!({ "type": "message.read", "visitorId": "u-1" }),
        json!({ "type": "message.read" }),
        json!({ "type": "message.failed", "messageId": "msg_1", "reason": "lost" }),
        json!({ "type": "message.failed", "messageId": "msg_1" }),
        json!({ "type": "message.failed", "messageId": "msg_1", "reason": "x".repeat(501) }),
        json!({ "type": "message.failed", "messageId": "msg_1", "reason": "lost", "upTo": 3 }),
        json!({ "type": "message.edited", "id": "m-1", "text": "Better" }),
        json!({ "type": "message.edited", "id": "m-1" }),
        json!({ "type": "message.deleted", "id": "m-1" }),
        json!({ "type": "message.deleted" }),
        json!({ "type": "typing.started", "visitorId": "u-1" }),
        json!({ "type": "typing.stopped", "visitorId": "" }),
        json!({ "type": "visitor.updated", "visitor": visitor }),
        json!({ "type": "visitor.updated", "visitor": {} }),
        json!({ "type": "visitor.updated" }),
        json!({ "type": "conversation.closed", "visitorId": "u-1", "more": 1 }),
        json!({ "type": "conversation.closed" }),
    ] {
        let parsed = IncomingEvent::parse(&body);
        assert_eq!(schema.is_valid(&body), parsed.is_ok(), "{body}: {parsed:?}");
    }
}
