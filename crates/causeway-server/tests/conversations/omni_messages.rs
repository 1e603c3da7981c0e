//! `POST /omni/v1/messages`: what is accepted.

use std::time::Duration;

use causeway_testkit::both_engines;
use futures_util::future::join_all;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Story, business, on, text_message};

/// One message of each type, with all its fields.
fn every_type() -> [Value; 9] {
    let attachment = |name: &str, mime_type: &str| json!({ "url": format!("https://cdn.example.com/{name}"), "name": name, "mimeType": mime_type, "size": 12_345 });
    [
        json!({ "type": "text", "text": "Hello! 你好 👋🏽", "sentAt": "2026-11-18T11:00:00.250+01:00" }),
        json!({ "type": "image", "attachment": attachment("cat.png", "image/png"), "text": "My cat" }),
        json!({ "type": "video", "attachment": attachment("cat.mp4", "video/mp4") }),
        json!({ "type": "audio", "attachment": attachment("cat.ogg", "audio/ogg") }),
        json!({ "type": "file", "attachment": { "url": "https://cdn.example.com/a.pdf" } }),
        json!({ "type": "location", "location": {
            "latitude": 22.28, "longitude": 114.17, "title": "Pier 9", "address": "Central" } }),
        json!({ "type": "sticker", "attachment": attachment("wave.webp", "image/webp") }),
        json!({ "type": "contact", "contact": {
            "name": "Grace", "phones": ["+852 5555 0100"], "emails": ["grace@example.com"] } }),
        json!({ "type": "postback", "postback": { "payload": "order:7", "label": "Where is it?" }, "replyTo": "m-0" }),
    ]
}

#[tokio::test]
async fn every_type_of_message_is_stored_and_shown() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let mut story = Story::default();
    let mut enquiry_id = Value::Null;
    for (number, mut message) in every_type().into_iter().enumerate() {
        message["id"] = json!(format!("m-{number}"));
        message["visitor"] = json!({
            "id": "u-42", "name": "Ada Lovelace", "avatarUrl": "https://cdn.example.com/ada.png",
            "email": "ada@example.com", "phone": "+852 5555 0101", "language": "en-GB",
            "attributes": { "plan": "pro", "seats": 3, "trial": false, "since": null },
        });
        let answer = shop.omni.post("/messages", &message).await;
        if number == 0 {
            story.answer("the answer", &answer);
        }
        enquiry_id = answer.expect(StatusCode::CREATED)["enquiryId"].clone();
    }
    let enquiry_id = enquiry_id.as_str().unwrap();
    story.value(
        "the enquiry",
        &business
            .admin
            .api
            .read(&format!("/enquiries/{enquiry_id}"))
            .await,
    );
    story.value(
        "the conversation",
        &json!(business.admin.conversation(enquiry_id).await),
    );
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_repeated_message_gets_the_first_response() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    for (number, mut message) in every_type().into_iter().enumerate() {
        message["id"] = json!(format!("m-{number}"));
        message["visitor"] = json!({ "id": "u-42" });
        let first = shop.omni.post("/messages", &message).await;
        assert_eq!(first.status, StatusCode::CREATED);
        let before = business.ledger();
        business.pass(Duration::from_mins(1));
        // The order of fields, profile changes and unknown fields don't make it another message.
        message["visitor"]["name"] = json!("Ada");
        message["mood"] = json!("good");
        // Neither does another time, nor a freshly signed address.
        message["sentAt"] = json!("2026-11-18T12:00:00Z");
        if let Some(url) = message["attachment"]["url"].as_str().map(str::to_owned) {
            message["attachment"]["url"] =
                json!(format!("{url}?X-Amz-Expires=300&X-Amz-Signature={number}"));
        }
        let again = shop.omni.post("/messages", &message).await;
        assert_eq!(again.status, StatusCode::OK);
        let first = String::from_utf8(first.body.to_vec()).unwrap();
        assert_eq!(
            again.body,
            first.replace("\"duplicate\":false", "\"duplicate\":true")
        );
        assert_eq!(business.ledger(), before);
    }
}

#[tokio::test]
async fn an_old_message_sent_again_still_gets_its_first_response() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let first = shop
        .omni
        .post("/messages", &text_message("u-1", "m-1", "Hello!"))
        .await
        .expect(StatusCode::CREATED);
    let enquiry = format!("/enquiries/{}", first["enquiryId"].as_str().unwrap());
    agent
        .api
        .call(&format!("{enquiry}/pick-up"))
        .await
        .expect(StatusCode::OK);
    shop.sends_event(&json!({ "type": "message.edited", "id": "m-1", "text": "Hello there!" }))
        .await;
    agent
        .api
        .call(&format!("{enquiry}/close"))
        .await
        .expect(StatusCode::OK);
    let second = shop.writes("u-1", "m-2", "And another thing").await;
    assert_ne!(second["enquiryId"], first["enquiryId"]);
    let mut again = shop
        .omni
        .post("/messages", &text_message("u-1", "m-1", "Hello!"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(again["duplicate"], true);
    again["duplicate"] = json!(false);
    assert_eq!(again, first);
}

#[tokio::test]
async fn other_content_under_a_known_id_is_a_conflict_without_effect() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    shop.writes("u-1", "m-1", "Hello!").await;
    let before = business.ledger();
    let image = json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "image",
        "attachment": { "url": "https://cdn.example.com/a.png" } });
    for other in [
        text_message("u-1", "m-1", "Bye!"),
        text_message("u-2", "m-1", "Hello!"),
        image,
    ] {
        shop.omni
            .post("/messages", &other)
            .await
            .refused(409, "idempotency-conflict");
        assert_eq!(business.ledger(), before, "{other}");
    }
}

#[tokio::test]
async fn ids_are_scoped_to_their_source() {
    let business = business().await;
    let one = business
        .connect(Connection {
            name: "One",
            ..Connection::default()
        })
        .await;
    let other = business
        .connect(Connection {
            name: "Other",
            ..Connection::default()
        })
        .await;
    let first = one.writes("u-1", "m-1", "Hello!").await;
    let second = other.writes("u-1", "m-1", "Hello!").await;
    assert_ne!(first["visitorId"], second["visitorId"]);
    assert_ne!(first["id"], second["id"]);
    assert_eq!(second["enquiryNumber"], "INQ-000002");
}

#[tokio::test]
async fn values_of_maximum_length_are_accepted() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let attributes: serde_json::Map<String, Value> = (0..50)
        .map(|number| (format!("{number:064}"), json!("x".repeat(90))))
        .collect();
    let message = json!({
        "id": "語".repeat(255),
        "visitor": { "id": "é".repeat(255), "name": "n".repeat(200), "attributes": attributes },
        "type": "text", "text": "👋".repeat(5_000), "replyTo": "r".repeat(255),
    });
    let accepted = shop
        .omni
        .post("/messages", &message)
        .await
        .expect(StatusCode::CREATED);
    let shown = business
        .admin
        .conversation(accepted["enquiryId"].as_str().unwrap())
        .await;
    assert_eq!(shown[0]["text"], message["text"]);
    assert_eq!(shown[0]["externalId"], message["id"]);
    let captioned = json!({
        "id": "m-2", "visitor": { "id": "u-1" }, "type": "image", "text": "c".repeat(1_024),
        "attachment": { "url": format!("https://cdn.example.com/{}", "p".repeat(8_168)) },
    });
    shop.omni
        .post("/messages", &captioned)
        .await
        .expect(StatusCode::CREATED);
}

#[tokio::test]
async fn given_profile_values_replace_stored_ones_and_absent_ones_do_not() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let visitor = |message: &str, profile: Value| {
        let mut message = text_message("u-1", message, "Hello!");
        message["visitor"] = profile;
        message
    };
    let first = visitor(
        "m-1",
        json!({ "id": "u-1", "name": "Ada", "email": "ada@example.com", "attributes": { "a": 1 } }),
    );
    let accepted = shop
        .omni
        .post("/messages", &first)
        .await
        .expect(StatusCode::CREATED);
    let second = json!({ "id": "u-1", "name": "Ada L.", "email": "", "phone": null, "attributes": { "b": true } });
    let second = visitor("m-2", second);
    shop.omni
        .post("/messages", &second)
        .await
        .expect(StatusCode::CREATED);
    let enquiry = format!("/enquiries/{}", accepted["enquiryId"].as_str().unwrap());
    let shown = business.admin.api.read(&enquiry).await;
    assert_eq!(shown["visitor"]["name"], "Ada L.");
    assert_eq!(shown["visitor"]["email"], "ada@example.com");
    assert_eq!(shown["visitor"]["phone"], Value::Null);
    assert_eq!(shown["visitor"]["attributes"], json!({ "b": true }));
}

#[tokio::test]
async fn empty_values_are_absent_and_fields_of_other_types_are_refused() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let message = |number: usize, body: &Value| {
        let mut message = json!({ "id": format!("m-{number}"), "visitor": { "id": "u-1" }, "replyTo": "", "sentAt": "" });
        message
            .as_object_mut()
            .unwrap()
            .extend(body.as_object().unwrap().clone());
        message
    };
    let url = "https://cdn.example.com/a.png";
    let empty = [
        json!({ "type": "image", "text": "", "attachment": { "url": url, "name": "", "mimeType": "", "size": null } }),
        json!({ "type": "text", "text": "Hi", "attachment": "", "location": null, "options": [] }),
        json!({ "type": "location", "text": "", "location": { "latitude": 1, "longitude": 2, "title": "", "address": "" } }),
        json!({ "type": "postback", "postback": { "payload": "yes", "label": "" } }),
    ];
    for (number, body) in empty.iter().enumerate() {
        shop.omni
            .post("/messages", &message(number, body))
            .await
            .expect(StatusCode::CREATED);
    }
    let before = business.ledger();
    for (body, pointer) in [
        (
            json!({ "type": "text", "text": "Hi", "attachment": { "url": url } }),
            "/attachment",
        ),
        (
            json!({ "type": "text", "text": "Hi", "location": { "latitude": 1, "longitude": 2 } }),
            "/location",
        ),
        (
            json!({ "type": "location", "text": "Here", "location": { "latitude": 1, "longitude": 2 } }),
            "/text",
        ),
    ] {
        let refused = shop.omni.post("/messages", &message(9, &body)).await;
        assert_eq!(refused.json()["errors"][0]["pointer"], pointer, "{body}");
        refused.refused(422, "invalid-message");
    }
    assert_eq!(business.ledger(), before);
}

#[tokio::test]
async fn a_lone_surrogate_is_replaced_in_texts_and_refused_in_ids() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let raw = async |body: &str| {
        shop.omni
            .text(Method::POST, "/messages", body.to_owned())
            .await
    };
    let text = r#"{"id":"m-1","visitor":{"id":"u-1"},"type":"text","text":"soon \ud83e"}"#;
    let accepted = raw(&format!("\u{feff}{text}"))
        .await
        .expect(StatusCode::CREATED);
    let shown = business
        .admin
        .conversation(accepted["enquiryId"].as_str().unwrap())
        .await;
    assert_eq!(shown[0]["text"], "soon \u{fffd}");
    for (body, pointer) in [
        (
            r#"{"id":"m-\ud83e","visitor":{"id":"u-1"},"type":"text","text":"Hi"}"#,
            "/id",
        ),
        (
            r#"{"id":"m-2","visitor":{"id":"u-\udd18"},"type":"text","text":"Hi"}"#,
            "/visitor/id",
        ),
        (
            r#"{"id":"m-2","visitor":{"id":"u-1"},"type":"text","text":"Hi","replyTo":"m-\ud83e"}"#,
            "/replyTo",
        ),
    ] {
        let refused = raw(body).await;
        assert_eq!(refused.json()["errors"][0]["pointer"], pointer);
        refused.refused(422, "invalid-message");
    }
}

both_engines! { on =>
    async fn simultaneous_repeats_of_a_message_are_stored_once(business: Business) {
        let shop = business.connect(Connection::default()).await;
        let message = text_message("u-1", "m-1", "Hello!");
        let answers = join_all((0..20).map(|_| shop.omni.post("/messages", &message))).await;
        let accepted = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
        let known = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
        assert_eq!((accepted, known), (1, 19));
        let ids: std::collections::HashSet<String> = answers.iter().map(|answer| answer.json()["id"].to_string()).collect();
        assert_eq!(ids.len(), 1);
        let enquiry_id = answers[0].json()["enquiryId"].as_str().unwrap().to_owned();
        assert_eq!(business.admin.conversation(&enquiry_id).await.len(), 1);
    }

    async fn simultaneous_messages_of_a_visitor_open_one_gapless_enquiry(business: Business) {
        let shop = business.connect(Connection::default()).await;
        let messages: Vec<Value> = (0..20).map(|number| text_message("u-1", &format!("m-{number}"), "Hello!")).collect();
        let answers = join_all(messages.iter().map(|message| shop.omni.post("/messages", message))).await;
        let enquiry_id = answers[0].expect(StatusCode::CREATED)["enquiryId"].as_str().unwrap().to_owned();
        assert!(answers.iter().all(|answer| answer.expect(StatusCode::CREATED)["enquiryNumber"] == "INQ-000001"));
        let shown = business.admin.conversation(&enquiry_id).await;
        let sequences: Vec<i64> = shown.iter().map(|message| message["sequence"].as_i64().unwrap()).collect();
        assert_eq!(sequences, (1..=20).collect::<Vec<_>>());
    }

    async fn every_type_of_message_is_read_back_from_each_engine(business: Business) {
        let shop = business.connect(Connection::default()).await;
        for (number, mut message) in every_type().into_iter().enumerate() {
            message["id"] = json!(format!("m-{number}"));
            message["visitor"] = json!({ "id": "u-1", "attributes": { "float": 1.5, "big": 9_007_199_254_740_993_i64 } });
            let accepted = shop.omni.post("/messages", &message).await.expect(StatusCode::CREATED);
            let shown = business.admin.conversation(accepted["enquiryId"].as_str().unwrap()).await.pop().unwrap();
            if message["attachment"].is_object() {
                message["attachment"]["state"] = "pending".into();
            }
            for field in ["type", "text", "attachment", "location", "contact", "postback", "replyTo"] {
                assert_eq!(shown[field], message[field], "{field} of {message}");
            }
        }
    }
}
