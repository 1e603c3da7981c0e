//! Rate limits, overload, and an unavailable database.

use causeway_testkit::TestDatabase;
use futures_util::future::join_all;
use http::{HeaderName, StatusCode, header::RETRY_AFTER};
use serde_json::Value;

use crate::support::{Answer, Business, Choice, Connection, business, text_message};

#[tokio::test]
async fn a_source_over_its_limit_gets_retry_after_and_affects_no_other() {
    let choice = Choice {
        rate_per_source: 3,
        ..Choice::default()
    };
    let business = Business::open(TestDatabase::sqlite(), choice).await;
    let shop = business.connect(Connection::default()).await;
    let other = business
        .connect(Connection {
            name: "Other",
            ..Connection::default()
        })
        .await;
    let rate = |answer: &Answer| {
        answer
            .header(HeaderName::from_static("ratelimit"))
            .to_owned()
    };
    let policy = |answer: &Answer| {
        answer
            .header(HeaderName::from_static("ratelimit-policy"))
            .to_owned()
    };
    let first = shop
        .omni
        .post("/messages", &text_message("u-1", "m-1", "Hello!"))
        .await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(
        (rate(&first).as_str(), policy(&first).as_str()),
        ("\"source\";r=2;t=1", "\"source\";q=3;w=1")
    );
    // All but three of these arrive within the same second, however slow the machine is: none waits
    // for the previous one.
    let message = text_message("u-1", "m-1", "Hello!");
    let answers = join_all((0..30).map(|_| shop.omni.post("/messages", &message))).await;
    let refused: Vec<&Answer> = answers
        .iter()
        .filter(|answer| answer.status != StatusCode::OK)
        .collect();
    assert!(refused.len() >= 20, "{}", refused.len());
    for answer in refused {
        answer.refused(429, "rate-limited");
        assert_eq!(answer.header(RETRY_AFTER), "1");
        assert_eq!(
            (rate(answer).as_str(), policy(answer).as_str()),
            ("\"source\";r=0;t=1", "\"source\";q=3;w=1")
        );
    }
    other.writes("u-1", "m-1", "Hello!").await;
}

#[tokio::test]
async fn an_overloaded_store_refuses_and_loses_nothing_it_accepted() {
    let choice = Choice {
        queue_max: 4,
        ..Choice::default()
    };
    let business = Business::open(TestDatabase::sqlite(), choice).await;
    let shop = business.connect(Connection::default()).await;
    let messages: Vec<Value> = (0..400)
        .map(|number| text_message("u-1", &format!("m-{number}"), "Hello!"))
        .collect();
    let answers = join_all(
        messages
            .iter()
            .map(|message| shop.omni.post("/messages", message)),
    )
    .await;
    let mut accepted = 0;
    for answer in &answers {
        if answer.status == StatusCode::CREATED {
            accepted += 1;
        } else {
            answer.refused(503, "overloaded");
            assert_eq!(answer.header(RETRY_AFTER), "1");
        }
    }
    assert!(
        accepted > 0 && accepted < 400,
        "{accepted} of 400 were accepted"
    );
    assert_eq!(business.ledger()["messages"], accepted);
    // The caller sends the refused messages again.
    for message in &messages {
        let again = shop.omni.post("/messages", message).await;
        assert!(again.status.is_success());
    }
    assert_eq!(business.ledger()["messages"], 400);
}

#[tokio::test]
async fn an_unavailable_database_is_reported_as_such() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    shop.omni.read("/channel").await;
    business.app.store.close().await;
    let answer = shop
        .omni
        .post("/messages", &text_message("u-1", "m-1", "Hello!"))
        .await;
    answer.refused(503, "unavailable");
    assert_eq!(answer.header(RETRY_AFTER), "5");
}
