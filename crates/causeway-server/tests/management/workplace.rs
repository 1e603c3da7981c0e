//! Labels, canned responses, sticky bindings, workspace settings, and their audit log.

use std::time::Duration;

use causeway_core::staff::Role;
use http::Method;
use serde_json::{Value, json};

use super::world::{Person, World};

const LABELS: &str = "/api/v1/labels";
const RESPONSES: &str = "/api/v1/canned-responses";

async fn names(world: &World, person: &Person, path: &str, field: &str) -> Vec<String> {
    let list = world.get(person, path).await.ok();
    assert_eq!(list.body["nextCursor"], Value::Null);
    list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item[field].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn labels_have_a_colour_and_a_unique_name() {
    let (world, root) = World::set_up().await;
    let label = world
        .post(
            &root,
            LABELS,
            &json!({ "name": "Refund", "colour": "teal" }),
        )
        .await
        .ok();
    assert_eq!(
        (&label.body["name"], &label.body["colour"]),
        (&json!("Refund"), &json!("teal"))
    );
    let taken = world
        .post(&root, LABELS, &json!({ "name": "Refund", "colour": "red" }))
        .await;
    assert_eq!((taken.status.as_u16(), taken.code()), (409, "name-taken"));
    let faulty = world
        .post(&root, LABELS, &json!({ "name": " ", "colour": "plaid" }))
        .await;
    assert_eq!(
        (faulty.code(), faulty.pointers()),
        ("invalid", vec!["/name", "/colour"])
    );
    let path = format!("{LABELS}/{}", label.id());
    let changed = world
        .patch(&root, &path, &json!({ "name": "Returns" }))
        .await
        .ok();
    assert_eq!(
        (&changed.body["name"], &changed.body["colour"]),
        (&json!("Returns"), &json!("teal"))
    );
    assert_eq!(names(&world, &root, LABELS, "name").await, ["Returns"]);
    world.delete(&root, &path).await.ok();
    assert_eq!(world.delete(&root, &path).await.code(), "not-found");
    assert_eq!(
        names(&world, &root, LABELS, "name").await,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn canned_responses_are_personal_or_shared() {
    let (world, root) = World::set_up().await;
    let agent = world.add(&root, "agent@example.com", Role::Agent).await;
    let new = |key: &str, shared: bool| json!({ "key": key, "text": "Good day {{visitor.name}}", "shared": shared });
    let shared = world.post(&root, RESPONSES, &new("hello", true)).await.ok();
    let own = world
        .post(&agent, RESPONSES, &new("mine", false))
        .await
        .ok();
    world
        .post(&agent, RESPONSES, &new("hello", false))
        .await
        .ok();
    world
        .post(&root, RESPONSES, &new("secret", false))
        .await
        .ok();
    assert_eq!(
        world
            .post(&agent, RESPONSES, &new("all", true))
            .await
            .code(),
        "forbidden"
    );
    assert_eq!(
        world
            .post(&agent, RESPONSES, &new("mine", false))
            .await
            .status,
        409
    );
    for bad in ["", "Has Space", "ümlaut", &"k".repeat(33)] {
        assert_eq!(
            world
                .post(&agent, RESPONSES, &new(bad, false))
                .await
                .pointers(),
            ["/key"],
            "{bad}"
        );
    }
    let mut keys = names(&world, &agent, RESPONSES, "key").await;
    keys.sort_unstable();
    assert_eq!(
        keys,
        ["hello", "hello", "mine"],
        "personal responses of others are not shown"
    );
    let (shared, own) = (
        format!("{RESPONSES}/{}", shared.id()),
        format!("{RESPONSES}/{}", own.id()),
    );
    let text = json!({ "text": "Hi" });
    assert_eq!(
        world.patch(&agent, &shared, &text).await.code(),
        "forbidden"
    );
    assert_eq!(world.delete(&agent, &shared).await.code(), "forbidden");
    assert_eq!(world.patch(&root, &own, &text).await.code(), "not-found");
    assert_eq!(
        world.patch(&agent, &own, &text).await.ok().body["text"],
        "Hi"
    );
    world.delete(&agent, &own).await.ok();
    world.delete(&root, &shared).await.ok();
    assert_eq!(names(&world, &agent, RESPONSES, "key").await, ["hello"]);
}

#[tokio::test]
async fn the_workspace_has_a_name_and_an_assignment_setting() {
    let (world, root) = World::set_up().await;
    let before = world.get(&root, "/api/v1/settings").await.ok();
    assert_eq!(before.body["autoPickUp"], json!(false));
    let change = json!({ "workspaceName": "Example Ltd", "autoPickUp": true });
    let after = world.patch(&root, "/api/v1/settings", &change).await.ok();
    assert_eq!(
        (&after.body["workspaceName"], &after.body["autoPickUp"]),
        (&json!("Example Ltd"), &json!(true))
    );
    assert_eq!(world.get(&root, "/api/v1/settings").await.body, after.body);
    let faulty = world
        .patch(
            &root,
            "/api/v1/settings",
            &json!({ "workspaceName": " ", "autoPickUp": "yes" }),
        )
        .await;
    assert_eq!(faulty.pointers(), ["/workspaceName", "/autoPickUp"]);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a flat list of independent cases")]
async fn every_change_of_settings_and_read_of_a_credential_is_audited() {
    let (world, root) = World::set_up().await;
    let pass = || {
        world
            .app
            .clock
            .set(world.app.clock.now().plus(Duration::from_secs(1)));
    };
    let created = async |path: &str, body: Value| {
        pass();
        world.post(&root, path, &body).await.ok().id().to_owned()
    };
    let group = created("/api/v1/service-groups", json!({ "name": "Sales" })).await;
    let source = created("/api/v1/sources", json!({ "name": "Shop" })).await;
    let routing = json!({ "kind": "alternative", "destinations": [group] });
    let channel = created(
        "/api/v1/channels",
        json!({ "sourceId": source, "name": "Chat", "routing": routing }),
    )
    .await;
    let label = created(LABELS, json!({ "name": "Refund", "colour": "red" })).await;
    let response = created(
        RESPONSES,
        json!({ "key": "hi", "text": "Hi", "shared": true }),
    )
    .await;
    let staff = json!({
        "email": "ann@example.com", "firstName": "Ann", "lastName": "Lee", "role": "agent", "password": "correct horse battery",
    });
    let staff = created("/api/v1/staff", staff).await;
    let steps = [
        (
            Method::PATCH,
            format!("/api/v1/service-groups/{group}"),
            json!({ "waitSeconds": 30 }),
        ),
        (
            Method::PATCH,
            format!("/api/v1/sources/{source}"),
            json!({ "name": "Shop 2" }),
        ),
        (
            Method::PATCH,
            format!("/api/v1/channels/{channel}"),
            json!({ "sticky": { "enabled": true } }),
        ),
        (
            Method::POST,
            format!("/api/v1/sources/{source}/reveal"),
            Value::Null,
        ),
        (
            Method::POST,
            format!("/api/v1/sources/{source}/rotate-token"),
            json!({ "overlapSeconds": 60 }),
        ),
        (
            Method::POST,
            format!("/api/v1/sources/{source}/rotate-secret"),
            json!({}),
        ),
        (
            Method::POST,
            format!("/api/v1/channels/{channel}/suspend"),
            Value::Null,
        ),
        (
            Method::POST,
            format!("/api/v1/channels/{channel}/resume"),
            Value::Null,
        ),
        (
            Method::PATCH,
            format!("/api/v1/staff/{staff}"),
            json!({ "role": "supervisor" }),
        ),
        (
            Method::PATCH,
            "/api/v1/settings".to_owned(),
            json!({ "autoPickUp": true }),
        ),
        (
            Method::PATCH,
            format!("{LABELS}/{label}"),
            json!({ "colour": "blue" }),
        ),
        (
            Method::PATCH,
            format!("{RESPONSES}/{response}"),
            json!({ "text": "Hello" }),
        ),
        (Method::DELETE, format!("{LABELS}/{label}"), Value::Null),
        (
            Method::DELETE,
            format!("{RESPONSES}/{response}"),
            Value::Null,
        ),
        (
            Method::DELETE,
            format!("/api/v1/staff/{staff}"),
            Value::Null,
        ),
        (
            Method::POST,
            format!("/api/v1/channels/{channel}/archive"),
            Value::Null,
        ),
    ];
    for (method, path, body) in steps {
        pass();
        let answer = world.ask(&root, method.clone(), &path, &body).await;
        assert!(
            answer.status.is_success(),
            "{method} {path}: {}",
            answer.body
        );
    }
    let mut entries = Vec::new();
    let mut next = String::new();
    loop {
        let page = world
            .get(&root, &format!("/api/v1/audit-log?limit=10{next}"))
            .await
            .ok();
        for entry in page.body["items"].as_array().unwrap() {
            assert_eq!(entry["staffId"], json!(root.staff_id), "{entry}");
            entries.push(format!(
                "{} {}",
                entry["action"].as_str().unwrap(),
                entry["subjectName"].as_str().unwrap()
            ));
        }
        let Some(cursor) = page.body["nextCursor"].as_str() else {
            break;
        };
        next = format!("&cursor={cursor}");
    }
    // Newest first.
    insta::assert_snapshot!(entries.join("\n"));
}
