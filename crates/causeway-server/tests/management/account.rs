//! What people do with their own account.

use std::{net::SocketAddr, time::Duration};

use axum::extract::ConnectInfo;
use causeway_core::{StaffId, staff::Role};
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use super::world::{Answer, EMAIL, PASSWORD, Person, START, World, with_json};

const TOTP: &str = "/api/v1/me/totp";

/// The code that an authenticator app with this secret shows now.
fn shown(world: &World, secret: &str) -> String {
    let app = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .build()
        .unwrap();
    app.generate(u64::try_from(world.app.clock.now().micros() / 1_000_000).unwrap())
        .to_string()
}

async fn log_in(world: &World, password: &str, totp: Option<&str>) -> Answer {
    let body = json!({ "email": EMAIL, "password": password, "totp": totp });
    world
        .ask_without_session(Method::POST, "/api/v1/auth/login", &body)
        .await
}

/// Turns on two-step verification; returns its secret and the recovery codes.
async fn turn_on(world: &World, person: &Person) -> (String, Vec<String>) {
    let offered = world.post(person, TOTP, &Value::Null).await.ok();
    let secret = offered.body["secret"].as_str().unwrap().to_owned();
    let proof = json!({ "code": shown(world, &secret), "password": PASSWORD });
    let codes = world
        .post(person, &format!("{TOTP}/turn-on"), &proof)
        .await
        .ok()
        .body["recoveryCodes"]
        .clone();
    (secret, serde_json::from_value(codes).unwrap())
}

#[tokio::test]
async fn people_see_their_sessions_and_end_them() {
    let (world, root) = World::set_up().await;
    let jane = world.add(&root, "jane@example.com", Role::Agent).await;
    world.app.clock.set(START.plus(Duration::from_mins(5)));
    let phone = world.sign_in(root.workspace_id, root.staff_id).await;
    let list = world.get(&phone, "/api/v1/sessions").await.ok();
    let current: Vec<&Value> = list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["current"])
        .collect();
    assert_eq!(current, [&json!(true), &json!(false)]);
    let (phones, first) = (
        list.body["items"][0]["id"].as_str().unwrap(),
        list.body["items"][1]["id"].as_str().unwrap(),
    );
    // Sessions of other people can't be ended.
    assert_eq!(
        world
            .delete(&jane, &format!("/api/v1/sessions/{first}"))
            .await
            .code(),
        "not-found"
    );
    world
        .delete(&root, &format!("/api/v1/sessions/{phones}"))
        .await
        .ok();
    assert_eq!(
        world.get(&phone, "/api/v1/me").await.code(),
        "not-signed-in"
    );
    let others = [
        world.sign_in(root.workspace_id, root.staff_id).await,
        world.sign_in(root.workspace_id, root.staff_id).await,
    ];
    world.delete(&root, "/api/v1/sessions").await.ok();
    for other in &others {
        assert_eq!(world.get(other, "/api/v1/me").await.code(), "not-signed-in");
    }
    assert_eq!(
        world.get(&root, "/api/v1/sessions").await.ok().body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    world.get(&jane, "/api/v1/me").await.ok();
}

#[tokio::test]
async fn a_password_change_requires_the_current_password() {
    let (world, root) = World::set_up().await;
    let elsewhere = world.sign_in(root.workspace_id, root.staff_id).await;
    let change = async |current: &str, new: &str| {
        let body = json!({ "currentPassword": current, "password": new });
        world
            .ask(&root, Method::PUT, "/api/v1/me/password", &body)
            .await
    };
    assert_eq!(
        change("wrong", "another good one").await.pointers(),
        ["/currentPassword"]
    );
    assert_eq!(change(PASSWORD, "short").await.pointers(), ["/password"]);
    assert_eq!(log_in(&world, PASSWORD, None).await.status, StatusCode::OK);
    change(PASSWORD, "another good one").await.ok();
    assert_eq!(
        log_in(&world, PASSWORD, None).await.code(),
        "wrong-credentials"
    );
    assert_eq!(
        log_in(&world, "another good one", None).await.status,
        StatusCode::OK
    );
    world.get(&root, "/api/v1/me").await.ok();
    assert_eq!(
        world.get(&elsewhere, "/api/v1/me").await.code(),
        "not-signed-in"
    );
    let log = world
        .get(&root, "/api/v1/audit-log?action=staff.passwordChanged")
        .await
        .ok();
    assert_eq!(log.body["items"].as_array().unwrap().len(), 1);
    for _ in 0..9 {
        change("wrong", "another good one").await;
    }
    assert_eq!(
        change("another good one", PASSWORD).await.code(),
        "rate-limited"
    );
}

#[tokio::test]
async fn after_turning_it_on_sign_in_requires_a_second_factor() {
    let (world, root) = World::set_up().await;
    assert_eq!(
        world.get(&root, TOTP).await.ok().body,
        json!({ "on": false, "recoveryCodesLeft": 0 })
    );
    let offered = world.post(&root, TOTP, &Value::Null).await.ok();
    assert!(
        offered.body["url"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/Causeway:root%40example.com?secret=")
    );
    let right = shown(&world, offered.body["secret"].as_str().unwrap());
    for (code, password, wrong) in [
        ("000000", PASSWORD, "/code"),
        (&right, "wrong", "/password"),
    ] {
        let proof = json!({ "code": code, "password": password });
        let refused = world.post(&root, &format!("{TOTP}/turn-on"), &proof).await;
        assert_eq!(refused.pointers(), [wrong]);
    }
    assert_eq!(
        log_in(&world, PASSWORD, None).await.status,
        StatusCode::OK,
        "not confirmed yet"
    );

    let (secret, codes) = turn_on(&world, &root).await;
    assert_eq!(
        world.get(&root, TOTP).await.ok().body,
        json!({ "on": true, "recoveryCodesLeft": 8 })
    );
    let log = world
        .get(&root, "/api/v1/audit-log?action=staff.secondFactorTurnedOn")
        .await
        .ok();
    assert_eq!(log.body["items"][0]["subject"], json!(root.staff_id));
    assert_eq!(log_in(&world, PASSWORD, None).await.code(), "totp-required");
    assert_eq!(
        log_in(&world, "wrong", Some("000000")).await.code(),
        "wrong-credentials",
        "the response does not reveal it"
    );
    assert_eq!(
        log_in(&world, PASSWORD, Some("000000")).await.code(),
        "wrong-totp"
    );
    assert_eq!(
        log_in(&world, PASSWORD, Some(&shown(&world, &secret)))
            .await
            .code(),
        "wrong-totp",
        "already used"
    );
    world.app.clock.set(START.plus(Duration::from_secs(30)));
    let code = shown(&world, &secret);
    assert_eq!(
        log_in(&world, PASSWORD, Some(&code)).await.status,
        StatusCode::OK
    );
    assert_eq!(
        log_in(&world, PASSWORD, Some(&code)).await.code(),
        "wrong-totp",
        "each works once"
    );

    assert_eq!(
        log_in(&world, PASSWORD, Some(&codes[3].to_lowercase()))
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(
        log_in(&world, PASSWORD, Some(&codes[3])).await.code(),
        "wrong-totp"
    );
    assert_eq!(
        world.get(&root, TOTP).await.ok().body["recoveryCodesLeft"],
        7
    );
}

#[tokio::test]
async fn codes_can_not_be_guessed_and_guessing_locks_no_owner_out() {
    let (world, root) = World::set_up().await;
    let (secret, codes) = turn_on(&world, &root).await;
    let from = async |address: u8, code: &str| {
        let peer = ConnectInfo(SocketAddr::from(([203, 0, 113, address], 50_000)));
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/auth/login")
            .extension(peer);
        let body = json!({ "email": EMAIL, "password": PASSWORD, "totp": code });
        world.send(with_json(request, &body)).await
    };
    for _ in 0..10 {
        assert_eq!(from(1, "000000").await.code(), "wrong-totp");
    }
    world.app.clock.set(START.plus(Duration::from_secs(30)));
    let limited = from(1, &shown(&world, &secret)).await;
    assert_eq!(
        (limited.code(), limited.status),
        ("rate-limited", StatusCode::TOO_MANY_REQUESTS)
    );
    // Their owner, on another device, can use the code that was refused there; and recovery codes
    // can't be guessed either.
    assert_eq!(
        from(2, &shown(&world, &secret)).await.status,
        StatusCode::OK
    );
    assert_eq!(from(1, &codes[0]).await.status, StatusCode::OK);
    assert_eq!(
        world.get(&root, TOTP).await.ok().body["recoveryCodesLeft"],
        7
    );
}

#[tokio::test]
async fn the_owner_or_an_administrator_can_turn_off_a_second_factor() {
    let (world, root) = World::set_up().await;
    turn_on(&world, &root).await;
    let off = format!("{TOTP}/turn-off");
    assert_eq!(
        world
            .post(&root, &off, &json!({ "password": "wrong" }))
            .await
            .pointers(),
        ["/password"]
    );
    assert_eq!(log_in(&world, PASSWORD, None).await.code(), "totp-required");
    world
        .post(&root, &off, &json!({ "password": PASSWORD }))
        .await
        .ok();
    assert_eq!(
        world.get(&root, TOTP).await.ok().body,
        json!({ "on": false, "recoveryCodesLeft": 0 })
    );
    assert_eq!(log_in(&world, PASSWORD, None).await.status, StatusCode::OK);

    let jane = json!({
        "email": "jane@example.com", "firstName": "Jane", "lastName": "Doe", "role": "agent", "password": PASSWORD,
    });
    let added = world.post(&root, "/api/v1/staff", &jane).await.ok();
    let jane = world
        .sign_in(root.workspace_id, StaffId::parse(added.id()).unwrap())
        .await;
    turn_on(&world, &jane).await;
    let path = format!("/api/v1/staff/{}/totp/turn-off", jane.staff_id);
    assert_eq!(
        world.post(&jane, &path, &Value::Null).await.code(),
        "forbidden"
    );
    let sign_in = format!("/api/v1/staff/{}/sign-in", jane.staff_id);
    let sign_in_settings = async || world.get(&root, &sign_in).await.ok().body;
    assert_eq!(
        sign_in_settings().await,
        json!({ "secondFactor": true, "singleSignOn": false })
    );
    world.post(&root, &path, &Value::Null).await.ok();
    assert_eq!(
        sign_in_settings().await,
        json!({ "secondFactor": false, "singleSignOn": false })
    );
    assert_eq!(world.get(&jane, TOTP).await.ok().body["on"], false);
    let unknown = format!(
        "/api/v1/staff/{}/totp/turn-off",
        "stf_00000000000000000000000001"
    );
    assert_eq!(
        world.post(&root, &unknown, &Value::Null).await.code(),
        "not-found"
    );
    let log = world
        .get(
            &root,
            "/api/v1/audit-log?action=staff.secondFactorTurnedOff",
        )
        .await
        .ok();
    assert_eq!(log.body["items"].as_array().unwrap().len(), 2);
}
