//! Requests to the outgoing webhook: bodies and headers, byte for byte as documented.

use std::time::Duration;

use causeway_server::{
    credentials::sign,
    http::schemas::{message_examples, schemas},
};
use causeway_testkit::{Receiver, receiver::Received};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Connection, Story, business, secret};

/// All events that a source can choose.
pub(crate) const ALL_EVENTS: [&str; 11] = [
    "message.created",
    "message.read",
    "message.deleted",
    "typing.started",
    "typing.stopped",
    "enquiry.opened",
    "enquiry.assigned",
    "enquiry.missed",
    "enquiry.followedUp",
    "enquiry.transferred",
    "enquiry.closed",
];

/// The constant headers of a request, and its body.
fn comparable(event: &Received) -> Value {
    let mut headers: Vec<String> = event
        .headers
        .iter()
        .filter(|(name, _)| *name != "host" && *name != "webhook-signature")
        .map(|(name, value)| {
            format!("{name}: {}", value.to_str().unwrap())
                .replace(env!("CARGO_PKG_VERSION"), "<version>")
        })
        .collect();
    headers.sort();
    json!({ "path": event.path, "headers": headers, "body": event.json() })
}

/// Checks a request against the published schema of its event.
pub(crate) fn assert_keeps_to_its_schema(event: &Received) {
    let body = event.json();
    let schema = &schemas()[body["type"].as_str().unwrap()];
    let faults: Vec<String> = jsonschema::draft202012::new(schema)
        .unwrap()
        .iter_errors(&body)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?} in {body}");
}

#[tokio::test]
async fn every_event_has_the_documented_headers_and_body() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let on = |text: &str| json!({ "enabled": true, "text": text });
    let mut welcome = on("Welcome!");
    welcome["when"] = json!("firstContact");
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        events: Some(&ALL_EVENTS),
        form: json!({ "displayNameFormat": "firstName",
            "messages": { "welcome": welcome, "away": on("Away."), "close": on("Bye!") } }),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let written = shop.writes("u-42", "m-1001", "Hello!").await;
    let first = written["enquiryId"].as_str().unwrap();
    business.pass(Duration::from_secs(1));
    agent
        .api
        .call(&format!("/enquiries/{first}/pick-up"))
        .await
        .expect(StatusCode::OK);
    agent
        .api
        .post(&format!("/enquiries/{first}/read"), &json!({ "upTo": 1 }))
        .await
        .expect(StatusCode::OK);
    let reply = json!({ "clientId": "c-1", "type": "text", "text": "Hi Ada, how can I help?", "replyTo": "m-1001" });
    agent
        .api
        .post(&format!("/enquiries/{first}/messages"), &reply)
        .await
        .expect(StatusCode::CREATED);
    agent
        .api
        .call(&format!("/enquiries/{first}/close"))
        .await
        .expect(StatusCode::OK);
    let written = shop.writes("u-42", "m-1002", "One more thing").await;
    let second = written["enquiryId"].as_str().unwrap();
    business.pass(Duration::from_mins(1));
    business.tick_all().await;
    agent
        .api
        .call(&format!("/enquiries/{second}/pick-up"))
        .await
        .expect(StatusCode::OK);
    business.deliver_all().await;

    let events = receiver.received();
    let mut story = Story::default();
    for event in &events {
        story.value(event.json()["type"].as_str().unwrap(), &comparable(event));
    }
    insta::assert_snapshot!(story.finish());
    let secret = secret(&shop.signing_secret);
    let at = business.app.clock.now().seconds();
    for event in &events {
        assert_eq!(event.header("webhook-timestamp"), at.to_string());
        let signature = sign(&[&secret], event.header("webhook-id"), at, &event.body);
        assert_eq!(event.header("webhook-signature"), signature);
        assert!(!event.header("webhook-id").contains('.'));
        assert_keeps_to_its_schema(event);
    }
}

#[tokio::test]
async fn every_type_that_staff_send_matches_the_published_examples() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Jane Doe").await;
    let form = json!({ "displayNameFormat": "firstName" });
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        form,
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-42", &agent).await;
    let path = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
    let content = |message: &Value| {
        let members = [
            "type",
            "text",
            "renderedText",
            "attachment",
            "location",
            "options",
        ];
        members.map(|member| message.get(member).cloned())
    };
    let examples = message_examples();
    for (kind, body) in &examples {
        let sent = &body["data"]["message"];
        let mut message = json!({ "clientId": kind });
        for name in ["type", "text", "attachment", "location", "options"] {
            if let Some(value) = sent.get(name) {
                message[name] = value.clone();
            }
        }
        agent
            .api
            .post(&path, &message)
            .await
            .expect(StatusCode::CREATED);
    }
    business.deliver_all().await;
    let sent: Vec<Received> = receiver
        .received()
        .into_iter()
        .filter(|event| event.json()["type"] == "message.created")
        .collect();
    assert_eq!(sent.len(), examples.len());
    for (event, (kind, example)) in sent.iter().zip(&examples) {
        assert_keeps_to_its_schema(event);
        let (sent, shown) = (
            &event.json()["data"]["message"],
            &example["data"]["message"],
        );
        assert_eq!(content(sent), content(shown), "{kind}");
        assert_eq!(
            (&sent["author"], &sent["purpose"]),
            (&shown["author"], &shown["purpose"]),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn the_rendered_name_follows_the_channels_display_name_format() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    for (format, name) in [
        ("none", None),
        ("firstName", Some("Ann")),
        ("firstAndLastName", Some("Ann Lee")),
    ] {
        let receiver = Receiver::start();
        let form = json!({ "displayNameFormat": format });
        let connection = Connection {
            name: format,
            members: &[&agent],
            receiver: Some(&receiver),
            form,
            ..Connection::default()
        };
        let shop = business.connect(connection).await;
        let enquiry = business.ongoing(&shop, "u-1", &agent).await;
        let id = enquiry["id"].as_str().unwrap();
        agent
            .replies(id, "c-1", "Hi!")
            .await
            .expect(StatusCode::CREATED);
        let image = json!({ "clientId": "c-2", "type": "image", "attachment": { "url": "https://cdn.example.com/a" } });
        agent
            .api
            .post(&format!("/enquiries/{id}/messages"), &image)
            .await
            .expect(StatusCode::CREATED);
        business.deliver_all().await;
        let messages: Vec<Value> = receiver
            .received()
            .iter()
            .map(|event| event.json()["data"]["message"].clone())
            .collect();
        let mut author = json!({ "kind": "staff" });
        if let Some(name) = name {
            author["displayName"] = json!(name);
        }
        assert_eq!(messages[0]["author"], author);
        assert_eq!(messages[0]["text"], "Hi!");
        let rendered = name.map(|name| json!(format!("{name}: Hi!")));
        assert_eq!(
            messages[0].get("renderedText"),
            rendered.as_ref(),
            "{format}"
        );
        // There is no text to prefix with a name.
        assert_eq!(messages[1].get("renderedText"), None);
    }
}

#[tokio::test]
async fn a_source_gets_its_chosen_events_and_always_messages() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    for (name, chosen, expected) in [
        ("none", vec![], vec!["message.created"]),
        (
            "one",
            vec!["enquiry.assigned"],
            vec!["enquiry.assigned", "message.created"],
        ),
        (
            "all",
            ALL_EVENTS.to_vec(),
            vec![
                "enquiry.opened",
                "enquiry.assigned",
                "message.read",
                "message.created",
                "enquiry.closed",
            ],
        ),
    ] {
        let receiver = Receiver::start();
        let connection = Connection {
            name,
            members: &[&agent],
            receiver: Some(&receiver),
            events: Some(&chosen),
            ..Connection::default()
        };
        let shop = business.connect(connection).await;
        let enquiry = business.ongoing(&shop, "u-1", &agent).await;
        let path = format!("/enquiries/{}", enquiry["id"].as_str().unwrap());
        agent
            .api
            .post(&format!("{path}/read"), &json!({ "upTo": 1 }))
            .await
            .expect(StatusCode::OK);
        agent
            .replies(enquiry["id"].as_str().unwrap(), "c-1", "Hi!")
            .await
            .expect(StatusCode::CREATED);
        agent
            .api
            .call(&format!("{path}/close"))
            .await
            .expect(StatusCode::OK);
        business.deliver_all().await;
        let delivered: Vec<Value> = receiver
            .received()
            .iter()
            .map(|event| event.json()["type"].clone())
            .collect();
        assert_eq!(delivered, expected, "{name}");
    }
}

#[tokio::test]
async fn both_secrets_sign_during_a_rotation() {
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
    let rotate = format!("/sources/{}/rotate-secret", shop.source_id);
    let rotated = business
        .admin
        .api
        .post(&rotate, &json!({ "overlapSeconds": 60 }))
        .await
        .expect(StatusCode::OK);
    let (old, new) = (
        secret(&shop.signing_secret),
        secret(rotated["signingSecret"].as_str().unwrap()),
    );
    let signed_by = |event: &Received, secrets: &[&causeway_server::credentials::SigningSecret]| {
        let at = event.header("webhook-timestamp").parse().unwrap();
        event.header("webhook-signature")
            == sign(secrets, event.header("webhook-id"), at, &event.body)
    };
    agent
        .replies(id, "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    assert!(signed_by(&receiver.received()[0], &[&new, &old]));
    business.pass(Duration::from_secs(75));
    agent
        .replies(id, "c-2", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    assert!(signed_by(&receiver.received()[1], &[&new]));
}
