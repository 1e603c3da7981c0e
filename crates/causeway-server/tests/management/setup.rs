use causeway_server::{bootstrap::ensure_administrator, credentials::SetupToken};
use http::{Method, header};
use serde_json::{Value, json};

use super::world::{EMAIL, PASSWORD, World};

const SETUP: &str = "/api/v1/setup";

fn form(token: &SetupToken) -> Value {
    json!({
        "token": token.reveal(), "workspaceName": "Example Ltd", "email": "Ada@Example.com",
        "password": "analytical engine", "firstName": "Ada", "lastName": "Lovelace",
    })
}

#[tokio::test]
async fn the_printed_link_sets_a_new_server_up_once() {
    let world = World::new().await;
    let needed = world
        .ask_without_session(Method::GET, SETUP, &Value::Null)
        .await;
    assert_eq!(needed.body, json!({ "needed": true }));

    let done = world
        .ask_without_session(Method::POST, SETUP, &form(&world.setup_token))
        .await;
    insta::assert_json_snapshot!("setup_done", done.shown());
    let cookie = done.headers[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let request = http::Request::builder()
        .uri("/api/v1/me")
        .header(header::COOKIE, cookie);
    let me = world
        .send(request.body(axum::body::Body::empty()).unwrap())
        .await;
    assert_eq!(me.body["email"], "ada@example.com");

    let needed = world
        .ask_without_session(Method::GET, SETUP, &Value::Null)
        .await;
    assert_eq!(needed.body, json!({ "needed": false }));
    let again = world
        .ask_without_session(Method::POST, SETUP, &form(&world.setup_token))
        .await;
    assert_eq!(again.code(), "already-set-up");
}

#[tokio::test]
async fn another_token_is_refused() {
    let world = World::new().await;
    let mut no_token = form(&world.setup_token);
    no_token["token"] = json!("guess");
    for body in [form(&SetupToken::generate()), no_token] {
        let refused = world.ask_without_session(Method::POST, SETUP, &body).await;
        assert_eq!(refused.code(), "wrong-setup-token");
    }
    assert!(!world.app.store.is_set_up().await.unwrap());
}

#[tokio::test]
async fn all_invalid_fields_of_the_form_are_reported_together() {
    let world = World::new().await;
    let refused = world
        .ask_without_session(Method::POST, SETUP, &json!({}))
        .await;
    assert_eq!(refused.code(), "invalid");
    assert_eq!(
        refused.pointers(),
        [
            "/token",
            "/workspaceName",
            "/email",
            "/password",
            "/firstName"
        ]
    );
    let mut body = form(&world.setup_token);
    for (name, value) in [
        ("email", "ada"),
        ("password", "short"),
        ("timeZone", "Mars/Base"),
        ("lastName", "a\u{0}b"),
    ] {
        body[name] = json!(value);
    }
    let refused = world.ask_without_session(Method::POST, SETUP, &body).await;
    assert_eq!(
        refused.pointers(),
        ["/email", "/password", "/lastName", "/timeZone"]
    );
}

#[tokio::test]
async fn the_operators_administrator_is_added_only_to_an_empty_database() {
    let world = World::new().await;
    assert!(
        ensure_administrator(&world.app, "not an address", PASSWORD)
            .await
            .is_err()
    );
    assert!(
        ensure_administrator(&world.app, EMAIL, "short")
            .await
            .is_err()
    );
    assert!(
        ensure_administrator(&world.app, EMAIL, PASSWORD)
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        ensure_administrator(&world.app, "other@example.com", PASSWORD)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_page_opened_over_http_learns_that_the_address_is_https() {
    for (public_url, secure_url) in [
        (
            "https://chat.example.com",
            json!("https://chat.example.com"),
        ),
        ("http://chat.example.com", Value::Null),
    ] {
        let world = World::at(public_url).await;
        let answer = world
            .ask_without_session(Method::GET, SETUP, &Value::Null)
            .await;
        assert_eq!(answer.body["secureUrl"], secure_url, "{public_url}");
    }
}
