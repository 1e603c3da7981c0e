//! Many messages in one request.

use causeway_testkit::both_engines;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Choice, Connection, business, on, text_message};

fn codes(results: &Value) -> Vec<&str> {
    let results = results["results"].as_array().unwrap().iter();
    results
        .map(|result| result["error"]["code"].as_str().unwrap_or("accepted"))
        .collect()
}

both_engines! { on =>
    async fn each_message_of_a_batch_is_accepted_or_refused_alone(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let shop = business.connect(Connection { members: &[&ann], ..Connection::default() }).await;
        let batch = json!({ "messages": [
            text_message("u-1", "m-1", "One"), text_message("u-2", "m-2", "Two"), { "id": "m-3", "type": "text" },
            text_message("u-1", "m-4", "Three"), text_message("u-1", "m-1", "One"), text_message("u-2", "m-1", "Other"),
        ] });
        let first = shop.omni.post("/messages/batch", &batch).await.expect(StatusCode::OK);
        assert_eq!(codes(&first), ["accepted", "accepted", "invalid-message", "accepted", "accepted", "idempotency-conflict"]);
        let results = &first["results"];
        assert_eq!((&results[0]["duplicate"], &results[4]["duplicate"]), (&json!(false), &json!(true)));
        assert_eq!((&results[0]["externalId"], &results[0]["enquiryNumber"]), (&json!("m-1"), &results[3]["enquiryNumber"]));
        assert_eq!(results[2]["error"]["errors"][0]["pointer"], "/visitor");
        let texts: Vec<Value> = business
            .admin
            .conversation(results[0]["enquiryId"].as_str().unwrap())
            .await
            .iter()
            .map(|message| message["text"].clone())
            .collect();
        assert_eq!(texts, ["One", "Three"], "in the given order per visitor");
        let again = shop.omni.post("/messages/batch", &batch).await.expect(StatusCode::OK);
        for (before, after) in results.as_array().unwrap().iter().zip(again["results"].as_array().unwrap()) {
            let mut expected = before.clone();
            if expected.get("duplicate").is_some() {
                expected["duplicate"] = json!(true);
            }
            assert_eq!(*after, expected);
        }
    }
}

#[tokio::test]
async fn a_message_that_is_not_json_fails_alone() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let good = |n: usize, text: &str| {
        format!(r#"{{"id":"m-{n}","visitor":{{"id":"u-1"}},"type":"text","text":"{text}"}}"#)
    };
    let bad_id = r#"{"id":"m-\udd18","visitor":{"id":"u-1"},"type":"text","text":"Hi"}"#;
    let messages = [
        good(1, "One"),
        good(2, "soon \\ud83e"),
        bad_id.to_owned(),
        deep,
        "[1e999]".to_owned(),
        good(6, "Six"),
    ];
    let body = format!("\u{feff}{{\"messages\":[{}]}}", messages.join(","));
    let answer = shop
        .omni
        .text(Method::POST, "/messages/batch", body)
        .await
        .expect(StatusCode::OK);
    let expected = [
        "accepted",
        "accepted",
        "invalid-message",
        "malformed-json",
        "malformed-json",
        "accepted",
    ];
    assert_eq!(codes(&answer), expected);
    assert_eq!(answer["results"][2]["error"]["errors"][0]["pointer"], "/id");
    let messages_of_room = business
        .admin
        .conversation(answer["results"][0]["enquiryId"].as_str().unwrap())
        .await;
    let texts: Vec<&str> = messages_of_room
        .iter()
        .map(|message| message["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["One", "soon \u{fffd}", "Six"]);
}

#[tokio::test]
async fn a_batch_has_one_to_a_hundred_messages() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let batch = |count: usize| {
        let text = "漢".repeat(5_000);
        let messages: Vec<Value> = (0..count)
            .map(|n| text_message(&format!("u-{n}"), &format!("m-{n}"), &text))
            .collect();
        json!({ "messages": messages })
    };
    let before = business.ledger();
    for bad in [
        json!({}),
        json!([]),
        json!({ "messages": "m-1" }),
        batch(0),
        batch(101),
    ] {
        shop.omni
            .post("/messages/batch", &bad)
            .await
            .refused(422, "invalid-message");
    }
    let huge = json!({ "messages": [text_message("u-1", "m-1", &"x".repeat(4 * 1024 * 1024))] });
    shop.omni
        .post("/messages/batch", &huge)
        .await
        .refused(413, "payload-too-large");
    assert_eq!(business.ledger(), before);
    let whole = shop
        .omni
        .post("/messages/batch", &batch(100))
        .await
        .expect(StatusCode::OK);
    assert_eq!(codes(&whole), ["accepted"; 100]);
}

#[tokio::test]
async fn each_message_of_a_batch_counts_towards_the_rate_limit() {
    let choice = Choice {
        rate_per_source: 5,
        ..Choice::default()
    };
    let business = Business::open(causeway_testkit::TestDatabase::sqlite(), choice).await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let messages: Vec<Value> = (0..100)
        .map(|n| text_message("u-1", &format!("m-{n}"), "Hello"))
        .collect();
    let answer = shop
        .omni
        .post("/messages/batch", &json!({ "messages": messages }))
        .await
        .expect(StatusCode::OK);
    let codes = codes(&answer);
    assert_eq!(codes[..5], ["accepted"; 5]);
    assert!(codes[5..].contains(&"rate-limited"), "{codes:?}");
    // After a rate-limited message, no message of the same visitor is accepted: the retried one
    // would arrive too late.
    assert!(
        codes.is_sorted_by_key(|code| *code != "accepted"),
        "{codes:?}"
    );
}
