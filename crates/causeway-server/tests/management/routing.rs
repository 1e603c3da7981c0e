//! Rules over HTTP: validation, service groups in use, and previews.

use serde_json::{Value, json};

use super::world::{Person, World};

async fn group(world: &World, root: &Person, name: &str, form: Value) -> String {
    let mut body = json!({ "name": name });
    body.as_object_mut()
        .unwrap()
        .extend(form.as_object().unwrap().clone());
    world
        .post(root, "/api/v1/service-groups", &body)
        .await
        .ok()
        .id()
        .to_owned()
}

async fn channel(world: &World, root: &Person, name: &str, routing: &Value) -> String {
    let source = world
        .post(root, "/api/v1/sources", &json!({ "name": name }))
        .await
        .ok()
        .id()
        .to_owned();
    let form = json!({ "sourceId": source, "name": name, "routing": routing });
    world
        .post(root, "/api/v1/channels", &form)
        .await
        .ok()
        .id()
        .to_owned()
}

fn to(groups: &[&str]) -> Value {
    json!({ "kind": "alternative", "destinations": groups })
}

/// A percentage split during Hong Kong's working days; no destination at other times.
fn hours(zone: &str, percent: i64, first: &Value, rest: &Value) -> Value {
    json!({
        "kind": "time", "timeZone": zone, "closures": ["2026-12-25"], "otherwise": to(&[]),
        "conditions": [{
            "days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "18:00",
            "then": { "kind": "percentage", "branches": [{ "percent": percent, "then": first }], "otherwise": rest },
        }],
    })
}

#[tokio::test]
async fn a_rule_is_returned_as_it_was_set() {
    let (world, root) = World::set_up().await;
    let (sales, care) = (
        group(&world, &root, "Sales", json!({})).await,
        group(&world, &root, "Care", json!({})).await,
    );
    let rule = hours("Asia/Hong_Kong", 30, &to(&[&sales]), &to(&[&care, &sales]));
    let id = channel(&world, &root, "Chat", &rule).await;
    assert_eq!(
        world
            .get(&root, &format!("/api/v1/channels/{id}"))
            .await
            .body["routing"],
        rule
    );
}

#[tokio::test]
async fn all_faults_of_a_rule_are_reported_with_their_position() {
    let (world, root) = World::set_up().await;
    let sales = group(&world, &root, "Sales", json!({})).await;
    let id = channel(&world, &root, "Chat", &to(&[&sales])).await;
    let path = format!("/api/v1/channels/{id}");
    let ghost = "grp_00000000000000000000000001";
    let deep = json!({ "kind": "percentage", "branches": [{ "percent": 50, "then": to(&[]) }], "otherwise": to(&[]) });
    let twice = json!({ "kind": "percentage", "otherwise": to(&[]),
        "branches": [{ "percent": 50, "then": to(&[]) }, { "percent": 50, "then": to(&[]) }] });
    // All faults together, including unknown destinations.
    let none = json!({ "kind": "percentage", "branches": [{ "percent": 0, "then": to(&[]) }], "otherwise": to(&[]) });
    let backwards = json!({ "kind": "time", "otherwise": to(&[ghost]), "timeZone": "Mars/Olympus",
        "conditions": [{ "days": ["mon", "mon"], "from": "09:00", "to": "09:00", "then": none }] });
    let ghosts = [
        "/routing/destinations/0",
        "/routing/destinations/1",
        "/routing/destinations/2",
        "/routing/destinations/3",
        "/routing/destinations/4",
        "/routing/destinations/5",
    ];
    for (rule, pointers) in [
        (to(&[ghost]), vec!["/routing/destinations/0"]),
        (to(&[&sales, &sales]), vec!["/routing/destinations/1"]),
        (
            to(&[ghost; 6]),
            [
                vec!["/routing/destinations/5"],
                (0..6).map(|index| ghosts[index]).collect(),
            ]
            .concat(),
        ),
        (twice, vec!["/routing/branches"]),
        (
            hours("UTC", 30, &deep, &to(&[])),
            vec!["/routing/conditions/0/then/branches/0/then/kind"],
        ),
        (
            backwards,
            vec![
                "/routing/timeZone",
                "/routing/conditions/0/days/1",
                "/routing/conditions/0/to",
                "/routing/conditions/0/then/branches/0/percent",
                "/routing/otherwise/destinations/0",
            ],
        ),
        (json!({ "kind": "dice" }), vec!["/routing/kind"]),
    ] {
        let refused = world.patch(&root, &path, &json!({ "routing": rule })).await;
        assert_eq!(
            (refused.code(), refused.pointers()),
            ("invalid", pointers),
            "{rule} {}",
            refused.body
        );
    }
    assert_eq!(world.get(&root, &path).await.body["routing"], to(&[&sales]));
}

#[tokio::test]
async fn a_service_group_in_a_rule_can_not_be_removed_and_names_its_channels() {
    let (world, root) = World::set_up().await;
    let (sales, care) = (
        group(&world, &root, "Sales", json!({})).await,
        group(&world, &root, "Care", json!({})).await,
    );
    let chat = channel(
        &world,
        &root,
        "Chat",
        &hours("UTC", 1, &to(&[]), &to(&[&sales])),
    )
    .await;
    let kiosk = channel(&world, &root, "Kiosk", &to(&[&care, &sales])).await;
    let path = format!("/api/v1/service-groups/{sales}");
    let refused = world.delete(&root, &path).await;
    assert_eq!(
        (refused.status.as_u16(), refused.code()),
        (409, "group-in-use")
    );
    let named = refused.body["detail"].as_str().unwrap();
    assert!(named.contains("Chat") && named.contains("Kiosk"), "{named}");
    for id in [&chat, &kiosk] {
        let change = json!({ "routing": to(&[&care]) });
        world
            .patch(&root, &format!("/api/v1/channels/{id}"), &change)
            .await
            .ok();
    }
    world.delete(&root, &path).await.ok();
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a flat list of independent cases")]
async fn a_preview_shows_the_destination_with_reasons_and_changes_nothing() {
    let (world, root) = World::set_up().await;
    let members = json!({ "memberIds": [root.staff_id], "languages": ["fr"] });
    let (french, care) = (
        group(&world, &root, "French", members).await,
        group(&world, &root, "Care", json!({})).await,
    );
    let id = channel(
        &world,
        &root,
        "Chat",
        &hours("Asia/Hong_Kong", 30, &to(&[&french]), &to(&[&care])),
    )
    .await;
    let ask = async |question: Value| {
        world
            .post(
                &root,
                &format!("/api/v1/channels/{id}/routing/preview"),
                &question,
            )
            .await
            .ok()
            .body
    };
    let monday = "2026-11-23T01:05:00.000Z";
    let mut to_french = Vec::new();
    for draw in 0..100 {
        let answer = ask(json!({ "at": monday, "draw": draw })).await;
        to_french.extend((answer["destinations"] == json!([french])).then_some(draw));
    }
    assert_eq!(to_french.len(), 30);
    let draw_of_french = to_french[0];
    let story = json!([
        ask(json!({ "at": monday, "language": "fr-CA" })).await["trace"],
        ask(json!({ "at": "2026-11-23T00:59:59.999Z" })).await,
        ask(json!({ "at": "2026-12-25T02:00:00.000Z" })).await["trace"],
    ]);
    assert_eq!(story[1]["destinations"], json!([]));
    insta::assert_json_snapshot!(story);
    let again = ask(json!({ "at": monday, "language": "fr-CA" })).await;
    assert_eq!(again["trace"], story[0], "a preview does not count");
    let other = json!({ "at": monday, "routing": to(&[&care]) });
    assert_eq!(
        ask(other.clone()).await["destinations"],
        json!([care]),
        "a rule that is being edited"
    );
    let unsaved = world
        .post(&root, "/api/v1/routing/preview", &other)
        .await
        .ok();
    assert_eq!(
        unsaved.body["destinations"],
        json!([care]),
        "a channel that is not created yet"
    );
    let draws = async || ask(json!({ "at": monday })).await["trace"][1].clone();
    let before = draws().await;
    // Monday 09:05 in Hong Kong, language fr.
    let now = world.app.clock.now();
    world
        .app
        .store
        .connected(
            root.staff_id,
            now.plus(std::time::Duration::from_mins(1)),
            now,
        )
        .await
        .unwrap();
    let preview_in = async |language: &str| {
        let answer =
            ask(json!({ "at": monday, "draw": draw_of_french, "language": language })).await;
        (
            answer["steps"][0]["staffIds"].clone(),
            answer["steps"][0]["skipped"].clone(),
            answer["trace"][2].clone(),
        )
    };
    let root_id = root.staff_id.to_string();
    assert_eq!(
        preview_in("fr").await,
        (
            json!([root_id]),
            Value::Null,
            json!("French would be asked now: Administrator.")
        )
    );
    assert_eq!(
        preview_in("de").await,
        (
            json!([]),
            json!("language"),
            json!("French would be skipped: it doesn't speak the visitor's language.")
        )
    );
    assert_eq!(draws().await, before, "a preview does not count");
    let faulty = world
        .post(
            &root,
            "/api/v1/routing/preview",
            &json!({ "draw": -1, "visitorId": "u-1" }),
        )
        .await;
    assert_eq!(faulty.pointers(), ["/at", "/visitorId", "/draw"]);
}
