use std::time::Duration;

use causeway_server::credentials::AccessToken;
use causeway_store::AuditFilter;
use causeway_testkit::{
    Receiver,
    receiver::{Answer as Reply, ChallengeAnswer},
};
use http::StatusCode;
use serde_json::{Value, json};

use super::world::{Answer, Person, START, World};

const SOURCES: &str = "/api/v1/sources";

async fn create(world: &World, root: &Person, name: &str) -> Answer {
    world
        .post(root, SOURCES, &json!({ "name": name }))
        .await
        .ok()
}

/// Whether the access token works after this time.
async fn works(world: &World, token: &Value, after: Duration) -> bool {
    let hash = AccessToken::parse(token.as_str().unwrap()).unwrap().hash();
    world
        .app
        .store
        .source_by_token(hash, START.plus(after))
        .await
        .unwrap()
        .is_some()
}

#[tokio::test]
async fn a_source_that_passes_the_challenge_is_saved_with_credentials() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    let body =
        json!({ "name": "Shop", "webhookUrl": receiver.url(), "events": ["enquiry.closed"] });
    let created = world.post(&root, SOURCES, &body).await;
    insta::assert_json_snapshot!("source_created", created.shown());
    assert!(works(&world, &created.body["accessToken"], Duration::ZERO).await);

    let challenges = receiver.challenges();
    assert_eq!(challenges.len(), 1);
    let secret = created.body["signingSecret"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let challenge = &challenges[0];
    let timestamp = challenge.header("webhook-timestamp").parse().unwrap();
    let signature = causeway_server::credentials::sign(
        &[&secret],
        challenge.header("webhook-id"),
        timestamp,
        &challenge.body,
    );
    assert_eq!(
        challenge.header("webhook-signature"),
        signature,
        "signed with the source's own secret"
    );

    let found = world
        .get(&root, &format!("{SOURCES}/{}", created.id()))
        .await;
    assert_eq!(found.body["webhookState"], "healthy");
    assert!(found.body.get("accessToken").is_none() && found.body.get("signingSecret").is_none());
    assert_eq!(
        world.get(&root, SOURCES).await.body["items"],
        json!([found.body])
    );
}

#[tokio::test]
async fn a_failed_challenge_saves_nothing_and_shows_the_response() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    receiver.answer_challenge(ChallengeAnswer::Wrong);
    let body = json!({ "name": "Shop", "webhookUrl": receiver.url() });
    let refused = world.post(&root, SOURCES, &body).await;
    insta::assert_json_snapshot!("challenge_failed", refused.shown());
    assert_eq!(world.get(&root, SOURCES).await.body["items"], json!([]));
    for (url, reason) in [
        ("ftp://example.com", "invalid-url"),
        ("http://169.254.169.254/", "blocked-address"),
    ] {
        let refused = world
            .post(
                &root,
                SOURCES,
                &json!({ "name": "Shop", "webhookUrl": url }),
            )
            .await;
        assert_eq!(refused.code(), "challenge-failed");
        assert_eq!(refused.body["challenge"]["reason"], reason);
    }
}

#[tokio::test]
async fn an_endpoint_is_tested_without_saving_anything() {
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    let test = async |body: Value| world.post(&root, "/api/v1/sources/test", &body).await;
    let passed = test(json!({ "webhookUrl": receiver.url() })).await;
    assert_eq!(
        (passed.status, &passed.body["ok"], &passed.body["status"]),
        (StatusCode::OK, &json!(true), &json!(200))
    );
    assert!(passed.body.get("reason").is_none());
    receiver.answer_challenge(ChallengeAnswer::Other(Reply::Status(500)));
    let failed = test(json!({ "webhookUrl": receiver.url() })).await;
    insta::assert_json_snapshot!("test_failed", failed.shown());
    assert_eq!(test(json!({})).await.pointers(), ["/webhookUrl"]);
    let unknown =
        json!({ "webhookUrl": receiver.url(), "sourceId": "src_00000000000000000000000001" });
    assert_eq!(test(unknown).await.code(), "not-found");
    assert_eq!(world.get(&root, SOURCES).await.body["items"], json!([]));
}

#[tokio::test]
async fn a_new_address_is_used_only_after_it_passes_the_challenge() {
    let (world, root) = World::set_up().await;
    let (old, new) = (Receiver::start(), Receiver::start());
    let body = json!({ "name": "Shop", "webhookUrl": old.url() });
    let created = world.post(&root, SOURCES, &body).await.ok();
    let path = format!("{SOURCES}/{}", created.id());

    new.answer_challenge(ChallengeAnswer::Wrong);
    let refused = world
        .patch(
            &root,
            &path,
            &json!({ "name": "Kiosk", "webhookUrl": new.url() }),
        )
        .await;
    assert_eq!(refused.code(), "challenge-failed");
    let kept = world.get(&root, &path).await;
    assert_eq!(
        (&kept.body["webhookUrl"], &kept.body["name"]),
        (&json!(old.url()), &json!("Shop"))
    );

    new.answer_challenge(ChallengeAnswer::JsonObject);
    let changed = world
        .patch(&root, &path, &json!({ "webhookUrl": new.url() }))
        .await
        .ok();
    assert_eq!(
        (&changed.body["webhookUrl"], &changed.body["version"]),
        (&json!(new.url()), &json!(2))
    );
    assert_eq!(new.challenges().len(), 2);

    world
        .patch(
            &root,
            &path,
            &json!({ "webhookUrl": new.url(), "name": "Kiosk" }),
        )
        .await
        .ok();
    assert_eq!(
        new.challenges().len(),
        2,
        "an unchanged address is not challenged again"
    );
    for none in [json!(null), json!("")] {
        let removed = world
            .patch(&root, &path, &json!({ "webhookUrl": none }))
            .await
            .ok();
        assert_eq!(
            (&removed.body["webhookUrl"], &removed.body["webhookState"]),
            (&json!(null), &json!("none"))
        );
    }
}

#[tokio::test]
async fn all_invalid_fields_are_reported_together() {
    let (world, root) = World::set_up().await;
    let body = json!({ "name": " ", "webhookUrl": 7, "events": ["message.read", "party"] });
    let refused = world.post(&root, SOURCES, &body).await;
    assert_eq!(refused.pointers(), ["/name", "/webhookUrl", "/events/1"]);
    create(&world, &root, "Shop").await;
    let again = world.post(&root, SOURCES, &json!({ "name": "Shop" })).await;
    insta::assert_json_snapshot!("name_taken", again.shown());
}

#[tokio::test]
async fn credentials_are_shown_on_request_and_that_is_audited() {
    let (world, root) = World::set_up().await;
    let created = create(&world, &root, "Shop").await;
    let path = format!("{SOURCES}/{}", created.id());
    let revealed = world
        .post(&root, &format!("{path}/reveal"), &Value::Null)
        .await
        .ok();
    assert_eq!(revealed.body["accessToken"], created.body["accessToken"]);
    assert_eq!(
        revealed.body["signingSecret"],
        created.body["signingSecret"]
    );
    let audited = world
        .app
        .store
        .audit_log(root.workspace_id, AuditFilter::default(), 200)
        .await
        .unwrap();
    let entry = audited
        .iter()
        .find(|entry| entry.action == "source.revealed")
        .unwrap();
    assert_eq!(
        (entry.staff_id, entry.subject.as_str()),
        (root.staff_id, created.id())
    );
}

#[tokio::test]
async fn an_old_credential_works_until_the_chosen_overlap_ends() {
    let (world, root) = World::set_up().await;
    let created = create(&world, &root, "Shop").await;
    let path = format!("{SOURCES}/{}", created.id());
    let (old, day) = (&created.body["accessToken"], Duration::from_hours(24));
    let rotated = world
        .post(&root, &format!("{path}/rotate-token"), &Value::Null)
        .await
        .ok();
    assert!(works(&world, old, Duration::from_hours(23)).await && !works(&world, old, day).await);
    assert!(works(&world, &rotated.body["accessToken"], day).await);
    let at_once = world
        .post(
            &root,
            &format!("{path}/rotate-token"),
            &json!({ "overlapSeconds": 0 }),
        )
        .await
        .ok();
    assert!(!works(&world, &rotated.body["accessToken"], Duration::ZERO).await);

    let secret = world
        .post(
            &root,
            &format!("{path}/rotate-secret"),
            &json!({ "overlapSeconds": 60 }),
        )
        .await
        .ok();
    assert_ne!(secret.body["signingSecret"], created.body["signingSecret"]);
    let revealed = world
        .post(&root, &format!("{path}/reveal"), &Value::Null)
        .await
        .ok();
    assert_eq!(revealed.body["accessToken"], at_once.body["accessToken"]);
    assert_eq!(revealed.body["signingSecret"], secret.body["signingSecret"]);
    let id = causeway_core::SourceId::parse(created.id()).unwrap();
    let count = async |after| {
        world
            .app
            .store
            .source_secrets(id, START.plus(after))
            .await
            .unwrap()
            .len()
    };
    assert_eq!(
        (
            count(Duration::ZERO).await,
            count(Duration::from_mins(1)).await
        ),
        (2, 1)
    );

    let refused = world
        .post(
            &root,
            &format!("{path}/rotate-secret"),
            &json!({ "overlapSeconds": 604_801 }),
        )
        .await;
    assert_eq!(
        (refused.code(), refused.pointers()),
        ("invalid", vec!["/overlapSeconds"])
    );
    for _ in 0..3 {
        world
            .post(&root, &format!("{path}/rotate-secret"), &Value::Null)
            .await
            .ok();
    }
    let refused = world
        .post(&root, &format!("{path}/rotate-secret"), &Value::Null)
        .await;
    insta::assert_json_snapshot!("limit_reached", refused.shown());
}

#[tokio::test]
async fn removing_a_source_requires_its_name_and_no_channel() {
    let (world, root) = World::set_up().await;
    let unused = create(&world, &root, "Spare one").await;
    let path = format!("{SOURCES}/{}", unused.id());
    for query in ["", "?confirm=", "?confirm=spare%20one"] {
        let refused = world.delete(&root, &format!("{path}{query}")).await;
        assert_eq!(
            (refused.code(), refused.pointers()),
            ("invalid", vec!["/confirm"]),
            "{query}"
        );
    }
    assert_eq!(
        world
            .delete(&root, &format!("{path}?confirm=Spare+one"))
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert!(!works(&world, &unused.body["accessToken"], Duration::ZERO).await);

    let used = create(&world, &root, "Shop").await;
    let routing = json!({ "kind": "alternative", "destinations": [] });
    let channel = json!({ "sourceId": used.id(), "name": "Chat", "routing": routing });
    let channel = world.post(&root, "/api/v1/channels", &channel).await.ok();
    let path = format!("{SOURCES}/{}?confirm=Shop", used.id());
    let refused = world.delete(&root, &path).await;
    assert_eq!(
        (refused.code(), &refused.body["detail"]),
        (
            "source-in-use",
            &json!("The source is in use by a channel.")
        )
    );

    // An archived channel keeps its conversations but not the source.
    world
        .post(
            &root,
            &format!("/api/v1/channels/{}/archive", channel.id()),
            &Value::Null,
        )
        .await
        .ok();
    assert_eq!(
        world.delete(&root, &path).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world
            .get(&root, &format!("{SOURCES}/{}", used.id()))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(world.get(&root, SOURCES).await.body["items"], json!([]));
    assert!(!works(&world, &used.body["accessToken"], Duration::ZERO).await);
    create(&world, &root, "Shop").await;
}

#[tokio::test]
async fn a_secret_can_be_set_before_the_challenge_that_it_signs() {
    const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let (world, root) = World::set_up().await;
    let receiver = Receiver::start();
    let test = json!({ "webhookUrl": receiver.url(), "signingSecret": SECRET });
    assert_eq!(
        world.post(&root, "/api/v1/sources/test", &test).await.body["ok"],
        true
    );
    let body = json!({ "name": "Shop", "webhookUrl": receiver.url(), "signingSecret": SECRET });
    let created = world.post(&root, SOURCES, &body).await;
    assert_eq!(
        (created.status, &created.body["signingSecret"]),
        (StatusCode::CREATED, &json!(SECRET))
    );
    let chatbot = json!({ "name": "Robo", "webhookUrl": receiver.url(), "signingSecret": SECRET });
    let chatbot = world.post(&root, "/api/v1/chatbots", &chatbot).await;
    assert_eq!(
        (chatbot.status, &chatbot.body["signingSecret"]),
        (StatusCode::CREATED, &json!(SECRET))
    );

    let challenges = receiver.challenges();
    assert_eq!(challenges.len(), 3);
    for challenge in challenges {
        let timestamp = challenge.header("webhook-timestamp").parse().unwrap();
        let secret = SECRET.parse().unwrap();
        let signature = causeway_server::credentials::sign(
            &[&secret],
            challenge.header("webhook-id"),
            timestamp,
            &challenge.body,
        );
        assert_eq!(challenge.header("webhook-signature"), signature);
    }
    let revealed = world
        .post(
            &root,
            &format!("{SOURCES}/{}/reveal", created.id()),
            &json!({}),
        )
        .await;
    assert_eq!(revealed.body["signingSecret"], SECRET);

    let refused = [
        (
            SOURCES,
            json!({ "name": "B", "webhookUrl": receiver.url(), "signingSecret": "whsec_c2hvcnQ=" }),
        ),
        (
            SOURCES,
            json!({ "name": "B", "webhookUrl": receiver.url(), "signingSecret": "secret" }),
        ),
        (
            "/api/v1/sources/test",
            json!({ "webhookUrl": receiver.url(), "signingSecret": "whsec_?" }),
        ),
        (
            "/api/v1/sources/test",
            json!({ "webhookUrl": receiver.url(), "signingSecret": SECRET, "sourceId": created.id() }),
        ),
        (
            "/api/v1/chatbots",
            json!({ "name": "C", "webhookUrl": receiver.url(), "signingSecret": "whsec_?" }),
        ),
    ];
    for (path, body) in refused {
        let answer = world.post(&root, path, &body).await;
        assert_eq!(
            (answer.code(), answer.body["errors"][0]["pointer"].as_str()),
            ("invalid", Some("/signingSecret"))
        );
        assert!(
            !answer.body.to_string().contains("c2hvcnQ"),
            "the secret is not repeated"
        );
    }
    assert_eq!(receiver.challenges().len(), 3, "no challenge was sent");
}
