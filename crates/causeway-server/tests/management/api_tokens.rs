//! Programs that call the management API.

use std::{collections::BTreeSet, time::Duration};

use axum::body::Body;
use causeway_core::staff::Role;
use causeway_server::http::openapi_json;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::world::{Answer, Person, START, World, with_json};

const TOKENS: &str = "/api/v1/api-tokens";

/// A token with these scopes: its id, and what a program presents.
async fn token(world: &World, person: &Person, scopes: &[&str]) -> (String, String) {
    let made = world.post(person, TOKENS, &json!({ "name": "Nightly export", "scopes": scopes })).await.ok();
    (made.id().to_owned(), made.body["secret"].as_str().unwrap().to_owned())
}

async fn ask(world: &World, secret: &str, method: Method, path: &str, body: &Value) -> Answer {
    let request = Request::builder().method(method).uri(path).header(header::AUTHORIZATION, format!("Bearer {secret}"));
    world.send(with_json(request, body)).await
}

#[tokio::test]
async fn a_token_does_what_its_scopes_and_its_maker_may_and_no_more() {
    let (world, root) = World::set_up().await;
    let (id, secret) = token(&world, &root, &["labels:write", "staff:read", "staff:read"]).await;
    let refund = json!({ "name": "Refund" });
    let label = ask(&world, &secret, Method::POST, "/api/v1/labels", &refund).await.ok();
    assert_eq!(
        ask(&world, &secret, Method::GET, "/api/v1/labels", &Value::Null).await.ok().body["items"][0]["id"],
        label.body["id"]
    );
    let staff = ask(&world, &secret, Method::GET, "/api/v1/staff", &Value::Null).await.ok();
    let path = format!("/api/v1/staff/{}", staff.body["items"][0]["id"].as_str().unwrap());
    let lacks = ask(&world, &secret, Method::PATCH, &path, &json!({ "firstName": "Eve" })).await;
    assert_eq!(
        (lacks.code(), lacks.body["detail"].as_str().unwrap()),
        ("forbidden", "This API token lacks the scope staff:write.")
    );
    let listed = world.get(&root, TOKENS).await.ok();
    assert_eq!(listed.body["items"][0]["scopes"], json!(["staff:read", "labels:write"]));
    assert_eq!(listed.body["items"][0]["lastUsedAt"], json!(START));
    assert!(listed.body["items"][0].get("secret").is_none());
    let log = world.get(&root, "/api/v1/audit-log?action=label.created").await.ok();
    assert_eq!(log.body["items"][0]["staffId"], json!(root.staff_id), "what it does is its maker's deed");

    // Its maker may less from now on, and so does it.
    let other = world.add(&root, "other@example.com", Role::Administrator).await;
    let maker = format!("/api/v1/staff/{}", root.staff_id);
    world.patch(&other, &maker, &json!({ "role": "agent" })).await.ok();
    assert_eq!(ask(&world, &secret, Method::POST, "/api/v1/labels", &refund).await.code(), "forbidden");
    world.delete(&other, &format!("{TOKENS}/{id}")).await.ok();
    for (action, by) in [("apiToken.created", &root), ("apiToken.removed", &other)] {
        let log = world.get(&other, &format!("/api/v1/audit-log?action={action}")).await.ok();
        let entry = &log.body["items"][0];
        assert_eq!((&entry["staffId"], &entry["subject"]), (&json!(by.staff_id), &json!(id)), "{action}");
    }
    assert_eq!(ask(&world, &secret, Method::GET, "/api/v1/labels", &Value::Null).await.code(), "invalid-token");
}

#[tokio::test]
async fn every_operation_asks_for_the_scope_that_its_document_names() {
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
    for (template, item) in
        document["paths"].as_object().unwrap().iter().filter(|(path, _)| path.starts_with("/api/v1/"))
    {
        for (method, operation) in item.as_object().unwrap() {
            let anybody = operation["security"].as_array().is_none_or(Vec::is_empty);
            if anybody {
                continue;
            }
            operations += 1;
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = template.replace("{id}", "none").replace("{messageId}", "none");
            let body = if method == Method::GET { Value::Null } else { json!([]) };
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
            assert_eq!(answer.status == 403, scope.is_none(), "{method} {path} {}", answer.body);
            assert_ne!(answer.status, 401, "{method} {path}");
        }
    }
    assert!(operations > 80, "{operations}");
}

/// The scope by which an operation lets programs in.
fn scope_of(operation: &Value) -> Option<String> {
    let ways = operation["security"].as_array()?;
    ways.iter().find_map(|way| way["apiToken"][0].as_str()).map(str::to_owned)
}

#[tokio::test]
async fn a_token_is_refused_when_it_has_ended_or_is_none() {
    let (world, root) = World::set_up().await;
    let form =
        json!({ "name": "For a day", "scopes": ["labels:read"], "expiresAt": START.plus(Duration::from_hours(24)) });
    let made = world.post(&root, TOKENS, &form).await.ok();
    let secret = made.body["secret"].as_str().unwrap();
    let read = async |secret: &str| ask(&world, secret, Method::GET, "/api/v1/labels", &Value::Null).await;
    read(secret).await.ok();
    world.app.clock.set(START.plus(Duration::from_hours(24)));
    assert_eq!(read(secret).await.code(), "invalid-token");
    for wrong in ["", "x", "cw_0000000000000000000000000000000000000000000000000", &secret[..50]] {
        let refused = read(wrong).await;
        assert_eq!((refused.code(), refused.status), ("invalid-token", StatusCode::UNAUTHORIZED), "{wrong}");
        assert_eq!(refused.headers[header::WWW_AUTHENTICATE], "Bearer");
    }
    // A session beside it does not help.
    let request = Request::builder().uri("/api/v1/labels").header(header::COOKIE, &root.cookie);
    let both = request.header(header::AUTHORIZATION, "Bearer x").body(Body::empty()).unwrap();
    assert_eq!(world.send(both).await.code(), "invalid-token");
}

#[tokio::test]
async fn what_is_wrong_with_a_token_to_be_made_is_named() {
    let (world, root) = World::set_up().await;
    for (form, pointers) in [
        (json!({}), vec!["/name", "/scopes"]),
        (json!({ "name": " ", "scopes": [] }), vec!["/name", "/scopes"]),
        (json!({ "name": "A", "scopes": ["labels:read", "me:read"] }), vec!["/scopes/1"]),
        (json!({ "name": "A", "scopes": ["labels:read"], "expiresAt": START }), vec!["/expiresAt"]),
    ] {
        let refused = world.post(&root, TOKENS, &form).await;
        assert_eq!((refused.code(), refused.pointers()), ("invalid", pointers), "{form}");
    }
    assert_eq!(world.get(&root, TOKENS).await.ok().body["items"], json!([]));
}
