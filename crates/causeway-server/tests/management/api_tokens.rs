//! Programs that call the management API.

use std::{collections::BTreeSet, time::Duration};

use axum::body::Body;
use causeway_core::staff::Role;
use causeway_server::http::openapi_json;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::world::{Answer, Person, START, World, with_json};

const TOKENS: &str = "/api/v1/api-tokens";

/// Creates a token with these scopes; returns its id and its secret.
async fn token(world: &World, person: &Person, scopes: &[&str]) -> (String, String) {
    let created = world
        .post(
            person,
            TOKENS,
            &json!({ "name": "Nightly export", "scopes": scopes }),
        )
        .await
        .ok();
    (
        created.id().to_owned(),
        created.body["secret"].as_str().unwrap().to_owned(),
    )
}

async fn ask(world: &World, secret: &str, method: Method, path: &str, body: &Value) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {secret}"));
    world.send(with_json(request, body)).await
}

#[tokio::test]
async fn a_token_is_limited_by_its_scopes_and_its_creators_permissions() {
    let (world, root) = World::set_up().await;
    let (id, secret) = token(&world, &root, &["labels:write", "staff:read", "staff:read"]).await;
    let refund = json!({ "name": "Refund" });
    let label = ask(&world, &secret, Method::POST, "/api/v1/labels", &refund)
        .await
        .ok();
    assert_eq!(
        ask(&world, &secret, Method::GET, "/api/v1/labels", &Value::Null)
            .await
            .ok()
            .body["items"][0]["id"],
        label.body["id"]
    );
    let staff = ask(&world, &secret, Method::GET, "/api/v1/staff", &Value::Null)
        .await
        .ok();
    let path = format!(
        "/api/v1/staff/{}",
        staff.body["items"][0]["id"].as_str().unwrap()
    );
    let lacks = ask(
        &world,
        &secret,
        Method::PATCH,
        &path,
        &json!({ "firstName": "Eve" }),
    )
    .await;
    assert_eq!(
        (lacks.code(), lacks.body["detail"].as_str().unwrap()),
        ("forbidden", "This API token lacks the scope staff:write.")
    );
    let listed = world.get(&root, TOKENS).await.ok();
    assert_eq!(
        listed.body["items"][0]["scopes"],
        json!(["staff:read", "labels:write"])
    );
    assert_eq!(listed.body["items"][0]["lastUsedAt"], json!(START));
    assert!(listed.body["items"][0].get("secret").is_none());
    let log = world
        .get(&root, "/api/v1/audit-log?action=label.created")
        .await
        .ok();
    assert_eq!(
        log.body["items"][0]["staffId"],
        json!(root.staff_id),
        "its actions are recorded as its creator's"
    );

    // Its creator loses permissions, and so does the token.
    let other = world
        .add(&root, "other@example.com", Role::Administrator)
        .await;
    let maker = format!("/api/v1/staff/{}", root.staff_id);
    world
        .patch(&other, &maker, &json!({ "role": "agent" }))
        .await
        .ok();
    assert_eq!(
        ask(&world, &secret, Method::POST, "/api/v1/labels", &refund)
            .await
            .code(),
        "forbidden"
    );
    world.delete(&other, &format!("{TOKENS}/{id}")).await.ok();
    for (action, by) in [("apiToken.created", &root), ("apiToken.removed", &other)] {
        let log = world
            .get(&other, &format!("/api/v1/audit-log?action={action}"))
            .await
            .ok();
        let entry = &log.body["items"][0];
        assert_eq!(
            (&entry["staffId"], &entry["subject"]),
            (&json!(by.staff_id), &json!(id)),
            "{action}"
        );
    }
    assert_eq!(
        ask(&world, &secret, Method::GET, "/api/v1/labels", &Value::Null)
            .await
            .code(),
        "invalid-token"
    );
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a flat list of independent cases")]
async fn changes_of_access_require_a_scope_of_their_own() {
    let (world, root) = World::set_up().await;
    let (_, staff) = token(
        &world,
        &root,
        &["staff:write", "settings:write", "service-groups:write"],
    )
    .await;
    let (_, access) = token(&world, &root, &["staff:write", "access:write"]).await;
    let jane = world.add(&root, "jane@example.com", Role::Agent).await;
    let (people, path) = ("/api/v1/staff", format!("/api/v1/staff/{}", jane.staff_id));
    let new = |email: &str, more: Value| {
        let mut form = json!({ "email": email, "firstName": "Eve", "role": "agent" });
        form.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        form
    };
    let password = json!({ "password": "correct horse battery" });
    let cases = [
        (
            Method::PATCH,
            path.clone(),
            json!({ "role": "administrator" }),
        ),
        (
            Method::PATCH,
            path.clone(),
            json!({ "firstName": "Janet", "role": "supervisor" }),
        ),
        (Method::PATCH, path.clone(), password.clone()),
        (
            Method::PATCH,
            path.clone(),
            json!({ "email": "eve@example.com" }),
        ),
        (
            Method::PATCH,
            format!("{people}/{}", root.staff_id),
            json!({ "email": "eve@example.com" }),
        ),
        (
            Method::POST,
            people.to_owned(),
            new("eve1@example.com", json!({ "role": "administrator" })),
        ),
        (
            Method::POST,
            people.to_owned(),
            new("eve2@example.com", json!({ "role": "supervisor" })),
        ),
        (
            Method::POST,
            people.to_owned(),
            new("eve3@example.com", password),
        ),
        (Method::POST, format!("{path}/totp/turn-off"), Value::Null),
        (
            Method::POST,
            format!("{path}/single-sign-on/unlink"),
            Value::Null,
        ),
    ];
    for (method, path, body) in &cases {
        let refused = ask(&world, &staff, method.clone(), path, body).await;
        assert_eq!(refused.code(), "forbidden", "{method} {path} {body}");
        assert_eq!(
            refused.body["detail"], "This API token lacks the scope access:write.",
            "{method} {path} {body}"
        );
    }
    assert_eq!(
        world.get(&root, people).await.ok().body["items"]
            .as_array()
            .unwrap()
            .len(),
        2,
        "nothing was added"
    );
    assert_eq!(
        world.get(&root, &path).await.ok().body["version"],
        1,
        "nothing was changed"
    );
    // All other fields of people are allowed, and sending current values is no change.
    let kept = json!({ "firstName": "Janet", "role": "agent", "email": "jane@example.com" });
    ask(&world, &staff, Method::PATCH, &path, &kept).await.ok();
    ask(
        &world,
        &staff,
        Method::POST,
        people,
        &new("eve4@example.com", json!({})),
    )
    .await
    .ok();
    for (method, path, body) in &cases {
        if body["email"] != "eve@example.com" {
            ask(&world, &access, method.clone(), path, body).await.ok();
        }
    }
    // Only people can create tokens.
    let form = json!({ "name": "More", "scopes": ["enquiries:write"] });
    assert_eq!(
        ask(&world, &access, Method::POST, TOKENS, &form)
            .await
            .code(),
        "forbidden"
    );
}

#[tokio::test]
async fn a_password_reset_ends_the_tokens_unless_they_are_kept() {
    let (world, root) = World::set_up().await;
    let other = world
        .add(&root, "other@example.com", Role::Administrator)
        .await;
    let works = async |secret: &str| {
        ask(&world, secret, Method::GET, "/api/v1/labels", &Value::Null)
            .await
            .status
            == 200
    };
    let set = async |by: &Person, of: &Person, more: Value| {
        let mut change = json!({ "password": "another good one" });
        change
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        world
            .patch(by, &format!("/api/v1/staff/{}", of.staff_id), &change)
            .await
            .ok();
    };
    let (_, roots) = token(&world, &root, &["labels:read"]).await;
    let (first, one) = token(&world, &other, &["labels:read"]).await;
    let (second, two) = token(
        &world,
        &other,
        &["labels:write", "staff:write", "access:write"],
    )
    .await;
    set(&root, &root, json!({})).await;
    assert!(
        works(&roots).await,
        "changing one's own password is no reset"
    );
    set(&root, &other, json!({ "endApiTokens": false })).await;
    assert!(works(&one).await && works(&two).await);
    set(&root, &other, json!({})).await;
    assert!(!works(&one).await && !works(&two).await);
    assert!(works(&roots).await);
    let log = world
        .get(&root, "/api/v1/audit-log?action=apiToken.removed")
        .await
        .ok();
    let ended: BTreeSet<&str> = log.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["subject"].as_str().unwrap())
        .collect();
    assert_eq!(ended, BTreeSet::from([first.as_str(), second.as_str()]));

    // A program that sets its creator's password is not a person at their own screen.
    let other = world.sign_in(other.workspace_id, other.staff_id).await;
    let (_, program) = token(
        &world,
        &other,
        &["staff:write", "access:write", "labels:read"],
    )
    .await;
    let path = format!("/api/v1/staff/{}", other.staff_id);
    ask(
        &world,
        &program,
        Method::PATCH,
        &path,
        &json!({ "password": "yet another one" }),
    )
    .await
    .ok();
    assert!(!works(&program).await);
}

#[tokio::test]
async fn every_operation_requires_its_documented_scope() {
    let (world, root) = World::set_up().await;
    let document: Value = serde_json::from_str(&openapi_json()).unwrap();
    let all: BTreeSet<String> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|item| item.as_object().unwrap().values())
        .filter_map(scope_of)
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let (_, everything) = token(&world, &root, &all).await;
    let (_, nothing) = token(&world, &root, &["visitors:read"]).await;
    let mut operations = 0;
    for (template, item) in document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, _)| path.starts_with("/api/v1/"))
    {
        for (method, operation) in item.as_object().unwrap() {
            let is_public = operation["security"].as_array().is_none_or(Vec::is_empty);
            if is_public {
                continue;
            }
            operations += 1;
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = template
                .replace("{id}", "none")
                .replace("{messageId}", "none");
            let body = if method == Method::GET {
                Value::Null
            } else {
                json!([])
            };
            let scope = scope_of(operation);
            let refused = ask(&world, &nothing, method.clone(), &path, &body).await;
            match scope.as_deref() {
                Some("visitors:read") => assert_ne!(refused.status, 403, "{method} {path}"),
                Some(scope) => {
                    assert_eq!(
                        refused.body["detail"],
                        format!("This API token lacks the scope {scope}."),
                        "{method} {path}"
                    );
                }
                None => assert_eq!(refused.code(), "forbidden", "{method} {path}"),
            }
            let answer = ask(&world, &everything, method.clone(), &path, &body).await;
            assert_eq!(
                answer.status == 403,
                scope.is_none(),
                "{method} {path} {}",
                answer.body
            );
            assert_ne!(answer.status, 401, "{method} {path}");
        }
    }
    assert!(operations > 80, "{operations}");
}

/// The scope that an operation requires of a program.
fn scope_of(operation: &Value) -> Option<String> {
    let ways = operation["security"].as_array()?;
    ways.iter()
        .find_map(|way| way["apiToken"][0].as_str())
        .map(str::to_owned)
}

#[tokio::test]
async fn an_expired_or_invalid_token_is_refused() {
    let (world, root) = World::set_up().await;
    let form = json!({ "name": "For a day", "scopes": ["labels:read"], "expiresAt": START.plus(Duration::from_hours(24)) });
    let created = world.post(&root, TOKENS, &form).await.ok();
    let secret = created.body["secret"].as_str().unwrap();
    let read =
        async |secret: &str| ask(&world, secret, Method::GET, "/api/v1/labels", &Value::Null).await;
    read(secret).await.ok();
    world.app.clock.set(START.plus(Duration::from_hours(24)));
    assert_eq!(read(secret).await.code(), "invalid-token");
    for wrong in [
        "",
        "x",
        "cw_0000000000000000000000000000000000000000000000000",
        &secret[..50],
    ] {
        let refused = read(wrong).await;
        assert_eq!(
            (refused.code(), refused.status),
            ("invalid-token", StatusCode::UNAUTHORIZED),
            "{wrong}"
        );
        assert_eq!(refused.headers[header::WWW_AUTHENTICATE], "Bearer");
    }
    // A session in the same request does not help.
    let request = Request::builder()
        .uri("/api/v1/labels")
        .header(header::COOKIE, &root.cookie);
    let both = request
        .header(header::AUTHORIZATION, "Bearer x")
        .body(Body::empty())
        .unwrap();
    assert_eq!(world.send(both).await.code(), "invalid-token");
}

#[tokio::test]
async fn the_faults_of_a_new_token_are_reported() {
    let (world, root) = World::set_up().await;
    for (form, pointers) in [
        (json!({}), vec!["/name", "/scopes"]),
        (
            json!({ "name": " ", "scopes": [] }),
            vec!["/name", "/scopes"],
        ),
        (
            json!({ "name": "A", "scopes": ["labels:read", "me:read"] }),
            vec!["/scopes/1"],
        ),
        (
            json!({ "name": "A", "scopes": ["labels:read"], "expiresAt": START }),
            vec!["/expiresAt"],
        ),
    ] {
        let refused = world.post(&root, TOKENS, &form).await;
        assert_eq!(
            (refused.code(), refused.pointers()),
            ("invalid", pointers),
            "{form}"
        );
    }
    assert_eq!(world.get(&root, TOKENS).await.ok().body["items"], json!([]));
}
