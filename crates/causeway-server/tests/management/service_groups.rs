use http::StatusCode;
use serde_json::json;

use super::world::World;

const GROUPS: &str = "/api/v1/service-groups";

#[tokio::test]
async fn groups_are_added_changed_and_removed() {
    let (world, root) = World::set_up().await;
    let me = root.staff_id.to_string();
    let created = world
        .post(
            &root,
            GROUPS,
            &json!({ "name": "Sales", "memberIds": [me] }),
        )
        .await;
    insta::assert_json_snapshot!("group_created", created.shown());
    let path = format!("{GROUPS}/{}", created.id());
    assert_eq!(world.get(&root, &path).await.body, created.body);
    assert_eq!(
        world.get(&root, GROUPS).await.body["items"],
        json!([created.body])
    );
    assert_eq!(
        world.get(&root, "/api/v1/me").await.body["serviceGroupIds"],
        json!([created.id()])
    );

    let change = json!({ "waitSeconds": 90, "maxOpenPerMember": 3, "languages": ["en", "ja"], "memberIds": [] });
    let changed = world.patch(&root, &path, &change).await;
    insta::assert_json_snapshot!("group_changed", changed.shown());
    let unlimited = world
        .patch(&root, &path, &json!({ "maxOpenPerMember": null }))
        .await
        .ok();
    assert_eq!(unlimited.body["maxOpenPerMember"], json!(null));
    assert_eq!(unlimited.body["waitSeconds"], 90);

    assert_eq!(
        world.delete(&root, &path).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(world.get(&root, &path).await.code(), "not-found");
    assert_eq!(world.patch(&root, &path, &change).await.code(), "not-found");
}

#[tokio::test]
async fn all_invalid_fields_are_reported_together() {
    let (world, root) = World::set_up().await;
    assert_eq!(
        world.post(&root, GROUPS, &json!({})).await.pointers(),
        ["/name"]
    );
    let body = json!({
        "name": "\u{7}", "memberIds": ["me"], "distribution": "fair", "ringSeconds": 4, "waitSeconds": 3601,
        "maxOpenPerMember": 0, "languages": [""],
    });
    let refused = world.post(&root, GROUPS, &body).await;
    insta::assert_json_snapshot!("group_faults", refused.shown());
}

#[tokio::test]
async fn names_are_unique_and_a_group_in_use_can_not_be_removed() {
    let (world, root) = World::set_up().await;
    let sales = world
        .post(&root, GROUPS, &json!({ "name": "Sales" }))
        .await
        .ok();
    assert_eq!(
        world
            .post(&root, GROUPS, &json!({ "name": "Sales" }))
            .await
            .code(),
        "name-taken"
    );
    let source = world
        .post(&root, "/api/v1/sources", &json!({ "name": "Shop" }))
        .await
        .ok();
    let routing = json!({ "kind": "alternative", "destinations": [sales.id()] });
    let channel = json!({ "sourceId": source.id(), "name": "Shop chat", "routing": routing });
    world.post(&root, "/api/v1/channels", &channel).await.ok();
    let refused = world
        .delete(&root, &format!("{GROUPS}/{}", sales.id()))
        .await;
    insta::assert_json_snapshot!("group_in_use", refused.shown());
}
