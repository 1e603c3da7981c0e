use causeway_core::{StaffId, staff::Role};
use causeway_testkit::{
    Receiver,
    receiver::{Answer as Reply, ChallengeAnswer},
};
use http::StatusCode;
use serde_json::{Value, json};

use super::world::World;

const CHATBOTS: &str = "/api/v1/chatbots";

#[tokio::test]
async fn a_chatbot_that_passes_the_challenge_is_added_changed_and_removed() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    let created = world
        .post(
            &root,
            CHATBOTS,
            &json!({ "name": "Robin", "webhookUrl": receiver.url() }),
        )
        .await;
    insta::assert_json_snapshot!("chatbot_created", created.shown());
    assert_eq!(receiver.challenges().len(), 1);
    let path = format!("{CHATBOTS}/{}", created.id());
    let found = world.get(&root, &path).await.ok();
    assert!(found.body.get("signingSecret").is_none());
    assert_eq!(
        world.get(&root, CHATBOTS).await.body["items"],
        json!([found.body])
    );

    let change = json!({ "name": "Wren", "answerSeconds": 30, "quietMinutes": 5, "webhookUrl": receiver.url() });
    let changed = world.patch(&root, &path, &change).await.ok();
    let shown = |field: &str| changed.body[field].clone();
    assert_eq!(
        [shown("name"), shown("answerSeconds"), shown("quietMinutes")],
        [json!("Wren"), json!(30), json!(5)]
    );
    assert_eq!(
        receiver.challenges().len(),
        1,
        "an unchanged address is not challenged again"
    );

    assert_eq!(
        world.delete(&root, &path).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(world.get(&root, &path).await.code(), "not-found");
    assert_eq!(world.patch(&root, &path, &change).await.code(), "not-found");
}

#[tokio::test]
async fn a_failed_challenge_saves_nothing() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    receiver.answer_challenge(ChallengeAnswer::Other(Reply::Status(500)));
    let refused = world
        .post(
            &root,
            CHATBOTS,
            &json!({ "name": "Robin", "webhookUrl": receiver.url() }),
        )
        .await;
    assert_eq!(
        (refused.code(), &refused.body["challenge"]["reason"]),
        ("challenge-failed", &json!("status"))
    );
    assert_eq!(world.get(&root, CHATBOTS).await.body["items"], json!([]));

    receiver.answer_challenge(ChallengeAnswer::Plain);
    let created = world
        .post(
            &root,
            CHATBOTS,
            &json!({ "name": "Robin", "webhookUrl": receiver.url() }),
        )
        .await
        .ok();
    let path = format!("{CHATBOTS}/{}", created.id());
    let elsewhere = json!({ "name": "Wren", "webhookUrl": "http://169.254.169.254/" });
    assert_eq!(
        world.patch(&root, &path, &elsewhere).await.code(),
        "challenge-failed"
    );
    assert_eq!(world.get(&root, &path).await.body["name"], "Robin");
}

#[tokio::test]
async fn all_invalid_fields_of_a_chatbot_are_reported_together() {
    let (world, root) = World::set_up().await;
    assert_eq!(
        world.post(&root, CHATBOTS, &json!({})).await.pointers(),
        ["/name", "/webhookUrl"]
    );
    let body = json!({ "name": " ", "webhookUrl": 7, "answerSeconds": 4, "quietMinutes": 1441 });
    let pointers = ["/name", "/webhookUrl", "/answerSeconds", "/quietMinutes"];
    assert_eq!(
        world.post(&root, CHATBOTS, &body).await.pointers(),
        pointers
    );
}

#[tokio::test]
async fn a_chatbot_in_use_can_not_be_removed_nor_an_unknown_one_used() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    let robin = world
        .post(
            &root,
            CHATBOTS,
            &json!({ "name": "Robin", "webhookUrl": receiver.url() }),
        )
        .await
        .ok();
    let source = world
        .post(&root, "/api/v1/sources", &json!({ "name": "Shop" }))
        .await
        .ok();
    let channel = |destinations: Value| {
        let routing = json!({ "kind": "alternative", "destinations": destinations });
        json!({ "sourceId": source.id(), "name": "Shop chat", "routing": routing })
    };
    let unknown = channel(json!([robin.id(), "bot_00000000000000000000000000"]));
    let refused = world.post(&root, "/api/v1/channels", &unknown).await;
    assert_eq!(refused.pointers(), ["/routing/destinations/1"]);
    let added = world
        .post(&root, "/api/v1/channels", &channel(json!([robin.id()])))
        .await
        .ok();
    let refused = world
        .delete(&root, &format!("{CHATBOTS}/{}", robin.id()))
        .await;
    insta::assert_json_snapshot!("chatbot_in_use", refused.shown());

    let question = json!({ "at": "2026-11-23T09:05:00Z" });
    let preview = world
        .post(
            &root,
            &format!("/api/v1/channels/{}/routing/preview", added.id()),
            &question,
        )
        .await
        .ok();
    assert_eq!(preview.body["destinations"], json!([robin.id()]));
    assert_eq!(preview.body["trace"], json!(["Robin would be asked now."]));
}

#[tokio::test]
async fn without_channel_permissions_only_a_chatbots_name_is_visible() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    let robin = world
        .post(
            &root,
            CHATBOTS,
            &json!({ "name": "Robin", "webhookUrl": receiver.url() }),
        )
        .await
        .ok();
    let agent = world.add(&root, "agent@example.com", Role::Agent).await;
    let seen = world
        .get(&agent, &format!("{CHATBOTS}/{}", robin.id()))
        .await
        .ok();
    assert_eq!(
        (&seen.body["name"], &seen.body["webhookUrl"]),
        (&json!("Robin"), &Value::Null)
    );
    assert_ne!(
        agent.staff_id,
        StaffId::parse(&root.staff_id.to_string()).unwrap()
    );
}

#[tokio::test]
async fn a_chatbots_secret_is_read_and_replaced() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    let created = world
        .post(
            &root,
            CHATBOTS,
            &json!({ "name": "Robin", "webhookUrl": receiver.url() }),
        )
        .await
        .ok();
    let path = |verb: &str| format!("{CHATBOTS}/{}/{verb}", created.id());
    let revealed = world.post(&root, &path("reveal"), &Value::Null).await.ok();
    assert_eq!(
        revealed.body["signingSecret"],
        created.body["signingSecret"]
    );
    let rotated = world
        .post(
            &root,
            &path("rotate-secret"),
            &json!({ "overlapSeconds": 60 }),
        )
        .await
        .ok();
    assert_ne!(rotated.body["signingSecret"], created.body["signingSecret"]);
    let revealed = world.post(&root, &path("reveal"), &Value::Null).await.ok();
    assert_eq!(
        revealed.body["signingSecret"],
        rotated.body["signingSecret"]
    );
    let audited = world.get(&root, "/api/v1/audit-log").await.ok();
    let actions: Vec<_> = audited.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].clone())
        .collect();
    for action in [
        "chatbot.created",
        "chatbot.revealed",
        "chatbot.secretRotated",
    ] {
        assert!(actions.contains(&json!(action)), "{action} in {actions:?}");
    }
}
