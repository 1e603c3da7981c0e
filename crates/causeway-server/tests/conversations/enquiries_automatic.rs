//! Automatic messages: each once, in order, even if several things happen at the same instant.

use causeway_testkit::{Receiver, both_engines};
use futures_util::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, on, text_message};

fn texts() -> Value {
    json!({ "messages": {
        "welcome": { "enabled": true, "text": "Welcome to {{channel.name}}, {{visitor.name}}", "when": "firstContact" },
        "away": { "enabled": true, "text": "Nobody is here for {{enquiry.number}}" },
        "close": { "enabled": true, "text": "Goodbye from {{staff.displayName}}" },
    }, "displayNameFormat": "firstName" })
}

/// The purposes of the messages that reached the channel, in order.
fn purposes(receiver: &Receiver) -> Vec<Value> {
    let events = receiver.received().into_iter().map(|one| one.json());
    events
        .filter(|event| event["type"] == "message.created")
        .map(|event| event["data"]["message"]["purpose"].clone())
        .collect()
}

both_engines! { on =>
    async fn simultaneous_first_messages_get_one_welcome(business: Business) {
        let receiver = Receiver::start();
        let ann = business.hire_agent("Ann Lee").await;
        let connection = Connection { receiver: Some(&receiver), members: &[&ann], form: texts(), ..Connection::default() };
        let shop = business.connect(connection).await;
        let ids: Vec<String> = (0..8).map(|number| format!("m-{number}")).collect();
        let answers = join_all(ids.iter().map(|id| async {
            shop.omni.post("/messages", &text_message("u-1", id, id)).await.expect(StatusCode::CREATED)
        })).await;
        assert!(answers.iter().all(|answer| answer["enquiryId"] == answers[0]["enquiryId"]), "one enquiry for all");
        let id = answers[0]["enquiryId"].as_str().unwrap();
        ann.api.call(&format!("/enquiries/{id}/pick-up")).await.expect(StatusCode::OK);
        ann.replies(id, "c-1", "How can I help?").await.expect(StatusCode::CREATED);
        let messages: Vec<(Value, Value)> =
            ann.conversation(id).await.iter().map(|one| (one["author"]["kind"].clone(), one["purpose"].clone())).collect();
        assert_eq!(messages.len(), 10, "{messages:?}");
        assert_eq!(messages[0].0, "visitor");
        assert_eq!(messages[1], (json!("system"), json!("welcome")), "directly after the first message");
        assert_eq!(messages[9].1, "reply");
        business.deliver_all().await;
        assert_eq!(purposes(&receiver), ["welcome", "reply"]);
    }

    async fn each_automatic_message_is_sent_once_and_in_order(business: Business) {
        let receiver = Receiver::start();
        let ann = business.hire_agent("Ann Lee").await;
        let connection = Connection { receiver: Some(&receiver), members: &[&ann], form: texts(), ..Connection::default() };
        let shop = business.connect(connection).await;
        let id = shop.writes("u-1", "m-1", "Hello!").await["enquiryId"].as_str().unwrap().to_owned();
        for wait in 0..3 {
            business.pass(std::time::Duration::from_mins(2));
            business.tick_all().await;
            shop.writes("u-1", &format!("m-again-{wait}"), "Anybody?").await;
        }
        ann.api.call(&format!("/enquiries/{id}/pick-up")).await.expect(StatusCode::OK);
        ann.replies(&id, "c-1", "Sorry for the wait").await.expect(StatusCode::CREATED);
        ann.api.call(&format!("/enquiries/{id}/close")).await.expect(StatusCode::OK);
        shop.writes("u-1", "m-9", "Another day").await;
        business.deliver_all().await;
        assert_eq!(purposes(&receiver), ["welcome", "away", "reply", "close"], "no second welcome, no second away");
        let close = receiver.received().into_iter().map(|one| one.json()["data"]["message"]["text"].clone());
        assert!(close.into_iter().any(|text| text == "Goodbye from Ann"));
    }
}
