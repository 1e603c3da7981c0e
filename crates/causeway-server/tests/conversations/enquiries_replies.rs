//! Replies of staff: sent once, in order, and refused on request if staff have not seen the latest
//! message.

use causeway_testkit::{Receiver, both_engines, receiver::Answer as Endpoint};
use futures_util::future::join_all;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Story, business, on};

both_engines! { on =>
    async fn a_repeated_reply_is_stored_once(business: Business) {
        let agent = business.hire_agent("Ann Lee").await;
        let shop = business.connect(Connection { members: &[&agent], ..Connection::default() }).await;
        let enquiry = business.ongoing(&shop, "u-1", &agent).await;
        let id = enquiry["id"].as_str().unwrap();
        let answers = join_all((0..10).map(|_| agent.replies(id, "c-1", "Hi!"))).await;
        let created = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
        let known = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
        assert_eq!((created, known), (1, 9));
        assert!(answers.iter().all(|answer| answer.json() == answers[0].json()));
        assert_eq!(agent.conversation(id).await.len(), 2);
        // Also after the enquiry is closed: a client that got no response learns that its message
        // was sent.
        agent.api.call(&format!("/enquiries/{id}/close")).await.expect(StatusCode::OK);
        agent.replies(id, "c-1", "Hi!").await.expect(StatusCode::OK);
        agent.replies(id, "c-2", "Hi again!").await.refused(409, "enquiry-closed");
    }

    async fn an_unsent_message_is_hidden_and_deleted_on_its_channel(business: Business) {
        let receiver = Receiver::start();
        let agent = business.hire_agent("Ann Lee").await;
        let connection = Connection {
            members: &[&agent],
            receiver: Some(&receiver),
            events: Some(&["message.deleted"]),
            ..Connection::default()
        };
        let shop = business.connect(connection).await;
        let enquiry = business.ongoing(&shop, "u-1", &agent).await;
        let id = enquiry["id"].as_str().unwrap();
        let mut paths = Vec::new();
        for number in 1..=2 {
            let reply = agent.replies(id, &format!("c-{number}"), "It costs 5").await.expect(StatusCode::CREATED);
            paths.push(format!("/enquiries/{id}/messages/{}", reply["id"].as_str().unwrap()));
        }
        let take_back = async |person: &Person, path: &str| person.api.json(Method::DELETE, path, &Value::Null).await;
        take_back(&business.admin, &paths[0]).await.refused(403, "forbidden");
        let taken = take_back(&agent, &paths[0]).await.expect(StatusCode::OK);
        assert_eq!((&taken["text"], taken["deletedAt"].is_string()), (&Value::Null, true));
        take_back(&agent, &paths[0]).await.expect(StatusCode::OK);
        business.deliver_all().await;
        let types: Vec<Value> = receiver.received().iter().map(|event| event.json()["type"].clone()).collect();
        assert_eq!(types, ["message.created", "message.created", "message.deleted"]);
        assert_eq!(receiver.received()[2].json()["data"]["message"], json!({ "id": taken["id"] }));

        let channel = format!("/channels/{}", shop.channel_id);
        assert_eq!(business.admin.api.read(&channel).await["deletes"], true);
        let answer = shop.omni.json(Method::PUT, "/channel/capabilities", &json!({ "deletes": false, "types": ["text"] })).await;
        assert_eq!(answer.status, StatusCode::OK);
        let declared = business.admin.api.read(&channel).await;
        assert_eq!((&declared["deletes"], &declared["types"]), (&json!(false), &json!(["text"])));
        take_back(&agent, &paths[1]).await.refused(409, "not-deletable");
    }
}

#[tokio::test]
async fn a_client_id_with_other_content_is_a_conflict() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    shop.omni
        .json(
            Method::PUT,
            "/channel/capabilities",
            &json!({ "textLengthMax": 50 }),
        )
        .await
        .expect(StatusCode::OK);
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    let (messages, notes) = (
        format!("/enquiries/{id}/messages"),
        format!("/enquiries/{id}/notes"),
    );
    let url = "https://cdn.example.com/a.png";
    let long = json!({ "clientId": "c-2", "type": "text", "text": "word ".repeat(30) + "end" });
    for (path, first, others) in [
        (
            &messages,
            json!({ "clientId": "c-1", "type": "text", "text": "Hi!", "replyTo": "u-1-first" }),
            vec![
                json!({ "clientId": "c-1", "type": "text", "text": "Hi?", "replyTo": "u-1-first" }),
                json!({ "clientId": "c-1", "type": "text", "text": "Hi!" }),
                json!({ "clientId": "c-1", "type": "image", "attachment": { "url": url } }),
            ],
        ),
        (
            &messages,
            long,
            vec![json!({ "clientId": "c-2", "type": "text", "text": "word ".repeat(30) + "END" })],
        ),
        (
            &messages,
            json!({ "clientId": "c-3", "type": "image", "text": "Look", "attachment": { "url": url } }),
            vec![
                json!({ "clientId": "c-3", "type": "image", "attachment": { "url": url } }),
                json!({ "clientId": "c-3", "type": "file", "text": "Look", "attachment": { "url": url } }),
            ],
        ),
        (
            &notes,
            json!({ "clientId": "n-1", "text": "Paid" }),
            vec![json!({ "clientId": "n-1", "text": "Not paid" })],
        ),
    ] {
        let first_reply = agent
            .api
            .post(path, &first)
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(
            agent.api.post(path, &first).await.expect(StatusCode::OK)["id"],
            first_reply["id"]
        );
        let before = business.ledger();
        for other in others {
            agent
                .api
                .post(path, &other)
                .await
                .refused(409, "idempotency-conflict");
        }
        let mut other = json!({ "clientId": first["clientId"], "text": "Hi!" });
        let elsewhere = if *path == notes {
            other["type"] = json!("text");
            &messages
        } else {
            &notes
        };
        agent
            .api
            .post(elsewhere, &other)
            .await
            .refused(409, "idempotency-conflict");
        assert_eq!(business.ledger(), before);
    }
}

#[tokio::test]
async fn reply_to_is_sent_as_the_channels_own_message_id() {
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
    let other = business.ongoing(&shop, "u-2", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    let path = format!("/enquiries/{id}/messages");
    let visitors = agent.conversation(id).await[0].clone();
    let elsewhere = agent.conversation(other["id"].as_str().unwrap()).await[0].clone();
    let note = agent
        .api
        .post(
            &format!("/enquiries/{id}/notes"),
            &json!({ "clientId": "n-1", "text": "Hm" }),
        )
        .await;
    let note = note.expect(StatusCode::CREATED);
    let reply = |number: usize, to: &Value| json!({ "clientId": format!("c-{number}"), "type": "text", "text": "Hi!", "replyTo": to });
    let on_the_wire = async |answer: &Value| {
        business.deliver_all().await;
        let received = receiver.received();
        let mut sent_events = received
            .iter()
            .map(|event| event.json()["data"]["message"].clone());
        sent_events
            .rfind(|message| message["id"] == answer["id"])
            .unwrap()["replyTo"]
            .clone()
    };
    // The channel returns its own id for the first reply, and none for the second.
    receiver.answer(Endpoint::Body(
        "application/json",
        r#"{"id":"channel-1"}"#.to_owned(),
    ));
    let first = agent
        .api
        .post(&path, &reply(1, &visitors["id"]))
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(on_the_wire(&first).await, "u-1-first");
    receiver.answer(Endpoint::Ok);
    let second = agent
        .api
        .post(&path, &reply(2, &first["id"]))
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(on_the_wire(&second).await, "channel-1");
    let third = agent
        .api
        .post(&path, &reply(3, &second["id"]))
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(on_the_wire(&third).await, second["id"]);
    for (number, known) in [(6, json!("u-1-first")), (7, json!("channel-1"))] {
        let answer = agent
            .api
            .post(&path, &reply(number, &known))
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(on_the_wire(&answer).await, known);
    }
    let none = agent
        .api
        .post(&path, &reply(4, &json!("")))
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(on_the_wire(&none).await, Value::Null);
    let before = business.ledger();
    let ours = format!("msg_{}", "0".repeat(26));
    for unknown in [
        json!("nothing"),
        json!(ours),
        elsewhere["id"].clone(),
        elsewhere["externalId"].clone(),
        note["id"].clone(),
    ] {
        let problem = agent
            .api
            .post(&path, &reply(5, &unknown))
            .await
            .refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/replyTo", "{unknown}");
    }
    assert_eq!(business.ledger(), before);
}

#[tokio::test]
async fn every_type_of_reply_is_shown_as_it_was_sent() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let path = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
    let attachment =
        json!({ "url": "https://cdn.example.com/a", "name": "a", "mimeType": "x/y", "size": 1 });
    let options = json!([{ "label": "Red", "payload": "r" }, { "label": "Blue", "payload": "b" }]);
    let mut story = Story::default();
    for message in [
        json!({ "type": "text", "text": "Hi 👋", "replyTo": "u-1-first" }),
        json!({ "type": "image", "attachment": attachment, "text": "Look" }),
        json!({ "type": "video", "attachment": attachment }),
        json!({ "type": "audio", "attachment": attachment }),
        json!({ "type": "file", "attachment": attachment }),
        json!({ "type": "location", "location": { "latitude": 1.5, "longitude": -2 } }),
        json!({ "type": "buttons", "text": "Which?", "options": options }),
        json!({ "type": "quickReplies", "text": "Which?", "options": options }),
    ] {
        let mut sent = message.clone();
        sent["clientId"] = message["type"].clone();
        let shown = agent
            .api
            .post(&path, &sent)
            .await
            .expect(StatusCode::CREATED);
        let mut expected = message.clone();
        if expected["attachment"].is_object() {
            expected["attachment"]["state"] = "ready".into();
        }
        for (field, value) in expected.as_object().unwrap() {
            let same = &shown[field] == value
                || (shown[field]["longitude"] == -2.0 && field == "location");
            assert!(same, "{field} of {shown}");
        }
        if message["type"] == "text" {
            story.value("the answer", &shown);
        }
    }
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn an_invalid_reply_reports_all_its_faults() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let path = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
    let before = business.ledger();
    let mut story = Story::default();
    for (case, message) in [
        ("nothing", json!({})),
        ("no object", json!("Hi!")),
        (
            "every field",
            json!({ "clientId": "c".repeat(65), "type": "text", "text": 7, "replyTo": 7, "ifSequence": -1 }),
        ),
        (
            "blank",
            json!({ "clientId": "c-1", "type": "text", "text": " \n\t\u{3000}" }),
        ),
        (
            "too long",
            json!({ "clientId": "c-1", "type": "text", "text": "x".repeat(5_001) }),
        ),
        (
            "U+0000",
            json!({ "clientId": "c-1", "type": "text", "text": "a\0b" }),
        ),
        (
            "only visitors send postbacks",
            json!({ "clientId": "c-1", "type": "postback", "postback": { "payload": "x" } }),
        ),
        (
            "no options",
            json!({ "clientId": "c-1", "type": "buttons", "text": "Which?", "options": [] }),
        ),
    ] {
        let answer = agent.api.post(&path, &message).await;
        story.value(case, &answer.refused(422, "invalid")["errors"]);
    }
    agent
        .api
        .text(http::Method::POST, &path, "[".repeat(100_000))
        .await
        .refused(400, "malformed-json");
    assert_eq!(business.ledger(), before);
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_reply_to_an_outdated_conversation_is_refused_on_request() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let path = format!("/enquiries/{}/messages", enquiry["id"].as_str().unwrap());
    shop.writes("u-1", "m-2", "Wait, something else").await;
    let reply = |client_id: &str, if_sequence: Value| json!({ "clientId": client_id, "type": "text", "text": "Hi!", "ifSequence": if_sequence });
    let before = business.ledger();
    let problem = agent
        .api
        .post(&path, &reply("c-1", json!(1)))
        .await
        .refused(409, "unseen-message");
    assert_eq!(problem["lastSequence"], 2);
    assert_eq!(business.ledger(), before);
    agent
        .api
        .post(&path, &reply("c-1", json!(2)))
        .await
        .expect(StatusCode::CREATED);
    // A repeated request gets the same response, even after newer messages.
    shop.writes("u-1", "m-4", "Thanks").await;
    agent
        .api
        .post(&path, &reply("c-1", json!(2)))
        .await
        .expect(StatusCode::OK);
    agent
        .api
        .post(&path, &reply("c-2", Value::Null))
        .await
        .expect(StatusCode::CREATED);
}

#[tokio::test]
async fn client_ids_of_two_people_are_independent() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    agent
        .replies(id, "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    business
        .admin
        .replies(id, "c-1", "Hi!")
        .await
        .refused(409, "idempotency-conflict");
    // The same id in another conversation is another message.
    let other = business.ongoing(&shop, "u-2", &agent).await;
    agent
        .replies(other["id"].as_str().unwrap(), "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
}

#[tokio::test]
async fn only_a_failed_message_can_be_resent() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    let message = agent
        .replies(id, "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    let retry = |message: &Value| {
        format!(
            "/enquiries/{id}/messages/{}/retry",
            message["id"].as_str().unwrap()
        )
    };
    let visitors = agent.conversation(id).await[0].clone();
    let before = business.ledger();
    agent
        .api
        .call(&retry(&message))
        .await
        .refused(409, "not-failed");
    agent
        .api
        .call(&retry(&visitors))
        .await
        .refused(409, "not-failed");
    let nobodys = json!({ "id": "msg_00000000000000000000000000" });
    agent
        .api
        .call(&retry(&nobodys))
        .await
        .refused(404, "unknown-message");
    assert_eq!(business.ledger(), before);
    shop.sends_event(
        &json!({ "type": "message.failed", "messageId": message["id"], "reason": "blocked" }),
    )
    .await;
    business
        .admin
        .api
        .call(&retry(&message))
        .await
        .refused(409, "not-owner");
    let queued = agent
        .api
        .call(&retry(&message))
        .await
        .expect(StatusCode::OK);
    let delivery =
        json!({ "state": "queued", "attempts": 0, "nextAttemptAt": null, "reason": null });
    assert_eq!(queued["delivery"], delivery);
    // A message of another conversation is not found in this one.
    let other = business.ongoing(&shop, "u-2", &agent).await;
    let elsewhere = format!(
        "/enquiries/{}/messages/{}/retry",
        other["id"].as_str().unwrap(),
        message["id"].as_str().unwrap()
    );
    agent
        .api
        .call(&elsewhere)
        .await
        .refused(404, "unknown-message");
}
