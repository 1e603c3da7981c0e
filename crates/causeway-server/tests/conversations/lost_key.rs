//! Secrets that can't be read any more: sealed with a key that was lost.

use causeway_testkit::Receiver;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Connection, business};

/// Seals a credential as if with another key.
fn seal_otherwise(kind: &str) -> String {
    format!(
        "UPDATE credentials SET sealed = CAST(X'01DEADBEEF' || randomblob(60) AS BLOB) WHERE kind = '{kind}'"
    )
}

#[tokio::test]
async fn an_unreadable_secret_affects_no_other_and_can_be_replaced() {
    let business = business().await;
    let receiver = Receiver::start();
    let ann = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&ann],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let source = format!("/sources/{}", shop.source_id);
    let known = business
        .admin
        .api
        .call(&format!("{source}/reveal"))
        .await
        .expect(StatusCode::OK);

    business.tamper(&seal_otherwise("signingSecret"));
    let revealed = business
        .admin
        .api
        .call(&format!("{source}/reveal"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        (&revealed["accessToken"], &revealed["signingSecret"]),
        (&known["accessToken"], &Value::Null)
    );
    let rotation = json!({ "overlapSeconds": 3600 });
    let rotated = business
        .admin
        .api
        .json(Method::POST, &format!("{source}/rotate-secret"), &rotation)
        .await;
    let rotated = rotated.expect(StatusCode::OK);
    // The old secret overlaps but can't be read, so requests are signed with the new one only.
    let enquiry = business.ongoing(&shop, "u-1", &ann).await;
    ann.replies(enquiry["id"].as_str().unwrap(), "c-1", "Hello")
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    assert!(!receiver.received().is_empty());
    let revealed = business
        .admin
        .api
        .call(&format!("{source}/reveal"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(revealed["signingSecret"], rotated["signingSecret"]);

    business.tamper(&seal_otherwise("accessToken"));
    let revealed = business
        .admin
        .api
        .call(&format!("{source}/reveal"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        (&revealed["accessToken"], &revealed["signingSecret"]),
        (&Value::Null, &rotated["signingSecret"])
    );
    shop.omni.get("/channel").await.expect(StatusCode::OK);
    business.tamper(&seal_otherwise("signingSecret"));
    business
        .admin
        .api
        .call(&format!("{source}/reveal"))
        .await
        .refused(409, "unreadable-secret");
}
