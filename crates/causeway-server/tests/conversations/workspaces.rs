//! Isolation of two workspaces.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Connection, Screen, business};

#[tokio::test]
async fn nothing_of_a_workspace_is_visible_in_another() {
    let business = business().await;
    business.follow_events();
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let neighbour = business.neighbour().await;
    let stranger = &neighbour.admin.api;
    let (mut screen, _) = Screen::open(&neighbour.admin, Some(&business.end_of_log().await)).await;
    screen.until_kind("staff.updated").await;

    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    let reply = agent
        .replies(id, "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    let reply = reply["id"].as_str().unwrap();
    shop.sends_event(&json!({ "type": "message.failed", "messageId": reply, "reason": "blocked" }))
        .await;
    shop.sends_event(&json!({ "type": "typing.started", "visitorId": "u-1" }))
        .await;
    let before = business.ledger();

    assert_eq!(stranger.read("/enquiries").await["items"], json!([]));
    assert_eq!(
        stranger
            .read(&format!("/enquiries?channelId={}", shop.channel_id))
            .await["items"],
        json!([])
    );
    let path = format!("/enquiries/{id}");
    stranger.get(&path).await.refused(404, "not-found");
    stranger
        .get(&format!("{path}/messages"))
        .await
        .refused(404, "not-found");
    let message = json!({ "clientId": "c-9", "type": "text", "text": "Hi!" });
    for (verb, body) in [
        ("pick-up", Value::Null),
        ("close", Value::Null),
        ("read", json!({ "upTo": 1 })),
        ("typing", json!({ "typing": true })),
        ("messages", message),
    ] {
        stranger
            .post(&format!("{path}/{verb}"), &body)
            .await
            .refused(404, "not-found");
    }
    stranger
        .call(&format!("{path}/messages/{reply}/retry"))
        .await
        .refused(404, "not-found");
    for path in ["channels", "sources", "service-groups"] {
        assert_eq!(
            stranger.read(&format!("/{path}")).await["items"],
            json!([]),
            "{path}"
        );
    }
    assert_eq!(business.ledger(), before);

    // The other workspace's stream contains its own events only.
    let choice = json!({ "availability": "busy" });
    stranger
        .json(Method::PUT, "/me/availability", &choice)
        .await
        .expect(StatusCode::OK);
    let frame = screen.next().await.unwrap();
    assert_eq!(
        (frame.kind.as_str(), &frame.data["id"]),
        ("staff.updated", &json!(neighbour.admin.id))
    );
}

#[tokio::test]
async fn two_workspaces_can_use_the_same_names_and_ids() {
    let business = business().await;
    let neighbour = business.neighbour().await;
    let one = business.connect(Connection::default()).await;
    let other = neighbour.connect(Connection::default()).await;
    let first = one.writes("u-1", "m-1", "Hello!").await;
    let second = other.writes("u-1", "m-1", "Hello!").await;
    assert_eq!(
        (&first["enquiryNumber"], &second["enquiryNumber"]),
        (&json!("INQ-000001"), &json!("INQ-000001"))
    );
    assert_ne!(first["visitorId"], second["visitorId"]);
    other
        .omni
        .post(
            "/events",
            &json!({ "type": "message.deleted", "id": "m-2" }),
        )
        .await
        .refused(404, "unknown-message");
    let listed = neighbour.admin.api.read("/enquiries?q=inq-000001").await;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["id"], second["enquiryId"]);
}
