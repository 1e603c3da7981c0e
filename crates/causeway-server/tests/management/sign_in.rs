use std::{net::SocketAddr, time::Duration};

use axum::extract::ConnectInfo;
use causeway_core::staff::Role;
use causeway_server::bootstrap::ensure_administrator;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::world::{Answer, EMAIL, PASSWORD, Person, START, World, with_json};

const LOGIN: &str = "/api/v1/auth/login";
const ME: &str = "/api/v1/me";

async fn log_in(world: &World, email: &str, password: &str) -> Answer {
    world
        .ask_without_session(
            Method::POST,
            LOGIN,
            &json!({ "email": email, "password": password }),
        )
        .await
}

async fn log_in_from(world: &World, address: &str, email: &str, password: &str) -> Answer {
    let peer = ConnectInfo(SocketAddr::new(address.parse().unwrap(), 50_000));
    let request = Request::builder()
        .method(Method::POST)
        .uri(LOGIN)
        .extension(peer);
    world
        .send(with_json(
            request,
            &json!({ "email": email, "password": password }),
        ))
        .await
}

fn set_cookie(answer: &Answer) -> &str {
    answer.headers[header::SET_COOKIE].to_str().unwrap()
}

async fn me(world: &World, cookie: &str) -> Answer {
    let request = Request::builder()
        .uri(ME)
        .header(header::COOKIE, cookie.split(';').next().unwrap());
    world.send(with_json(request, &Value::Null)).await
}

#[tokio::test]
async fn a_person_signs_in_and_out() {
    let (world, _) = World::set_up().await;
    let signed_in = log_in(&world, " Root@Example.com ", PASSWORD).await;
    insta::assert_json_snapshot!("signed_in", signed_in.shown());
    let cookie = set_cookie(&signed_in);
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert!(
        pair.starts_with("causeway_session=") && pair.len() == "causeway_session=".len() + 43,
        "{pair}"
    );
    assert_eq!(
        attributes,
        "HttpOnly; SameSite=Lax; Path=/; Max-Age=5184000"
    );
    assert_eq!(me(&world, cookie).await.status, StatusCode::OK);

    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/auth/logout")
        .header(header::COOKIE, pair);
    let signed_out = world.send(with_json(request, &Value::Null)).await;
    assert_eq!(signed_out.status, StatusCode::NO_CONTENT);
    assert_eq!(
        set_cookie(&signed_out),
        "causeway_session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
    );
    assert_eq!(me(&world, cookie).await.code(), "not-signed-in");
}

#[tokio::test]
async fn behind_tls_the_cookie_has_the_host_prefix_and_is_secure() {
    let world = World::at("https://chat.example.com").await;
    ensure_administrator(&world.app, EMAIL, PASSWORD)
        .await
        .unwrap();
    let signed_in = log_in(&world, EMAIL, PASSWORD).await;
    let cookie = set_cookie(&signed_in).to_owned();
    assert!(
        cookie.starts_with("__Host-causeway_session=") && cookie.contains("; Secure;"),
        "{cookie}"
    );
    assert_eq!(me(&world, &cookie).await.status, StatusCode::OK);
    let unbound = cookie.replace("__Host-", "");
    assert_eq!(me(&world, &unbound).await.code(), "not-signed-in");
}

#[tokio::test]
async fn a_failed_sign_in_does_not_reveal_what_is_wrong() {
    let (world, _) = World::set_up().await;
    let wrong_password = log_in(&world, EMAIL, "wrong").await;
    let unknown = log_in(&world, "nobody@example.com", PASSWORD).await;
    assert_eq!(wrong_password.code(), "wrong-credentials");
    assert_eq!(wrong_password.body, unknown.body);
    assert!(!wrong_password.headers.contains_key(header::SET_COOKIE));
    let empty = world
        .ask_without_session(Method::POST, LOGIN, &json!({}))
        .await;
    assert_eq!(empty.pointers(), ["/email", "/password"]);
}

#[tokio::test]
async fn tries_are_limited_per_e_mail_address() {
    let (world, _) = World::set_up().await;
    for _ in 0..10 {
        assert_eq!(
            log_in(&world, "jane@example.com", "wrong").await.code(),
            "wrong-credentials"
        );
    }
    let limited = log_in(&world, "Jane@example.com", "wrong").await;
    assert_eq!(
        (limited.code(), limited.status),
        ("rate-limited", StatusCode::TOO_MANY_REQUESTS)
    );
    let seconds: u64 = limited.headers[header::RETRY_AFTER]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    assert_eq!(log_in(&world, EMAIL, PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn wrong_tries_lock_no_one_else_out() {
    let (world, _) = World::set_up().await;
    for _ in 0..10 {
        assert_eq!(
            log_in_from(&world, "8.8.8.8", EMAIL, "wrong").await.code(),
            "wrong-credentials"
        );
    }
    assert_eq!(
        log_in_from(&world, "8.8.8.8", EMAIL, PASSWORD).await.code(),
        "rate-limited"
    );
    assert_eq!(
        log_in_from(&world, "9.9.9.9", EMAIL, PASSWORD).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_distributed_flood_of_wrong_tries_locks_no_one_out() {
    let (world, _) = World::set_up().await;
    for network in 1..=35 {
        for _ in 0..3 {
            let from = format!("198.51.100.{network}");
            assert_eq!(
                log_in_from(&world, &from, EMAIL, "wrong").await.code(),
                "wrong-credentials"
            );
        }
    }
    assert_eq!(
        log_in_from(&world, "203.0.113.1", EMAIL, PASSWORD)
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn wrong_tries_elsewhere_do_not_lock_a_known_device_out() {
    let (world, _) = World::set_up().await;
    let signed_in = log_in_from(&world, "203.0.113.1", EMAIL, PASSWORD)
        .await
        .ok();
    let cookies: Vec<_> = signed_in
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|one| one.to_str().unwrap())
        .collect();
    assert!(
        cookies[0].starts_with("causeway_session="),
        "the session's comes first: {cookies:?}"
    );
    let (device, attributes) = cookies[1].split_once("; ").unwrap();
    assert!(device.starts_with("causeway_device="), "{device}");
    assert_eq!(
        attributes,
        "HttpOnly; SameSite=Lax; Path=/; Max-Age=34560000"
    );
    assert!(!device.contains("root"), "it contains no names");
    for _ in 0..10 {
        log_in_from(&world, "203.0.113.1", EMAIL, "wrong").await;
    }
    assert_eq!(
        log_in_from(&world, "203.0.113.1", EMAIL, PASSWORD)
            .await
            .code(),
        "rate-limited"
    );
    let peer = ConnectInfo(SocketAddr::new("203.0.113.1".parse().unwrap(), 50_000));
    let request = || {
        Request::builder()
            .method(Method::POST)
            .uri(LOGIN)
            .extension(peer)
            .header(header::COOKIE, device)
    };
    let right = json!({ "email": EMAIL, "password": PASSWORD });
    // Correct passwords never count, however many.
    for _ in 0..12 {
        assert_eq!(
            world.send(with_json(request(), &right)).await.status,
            StatusCode::OK
        );
    }
    for _ in 0..10 {
        let wrong = json!({ "email": EMAIL, "password": "wrong" });
        assert_eq!(
            world.send(with_json(request(), &wrong)).await.code(),
            "wrong-credentials"
        );
    }
    assert_eq!(
        world.send(with_json(request(), &right)).await.code(),
        "rate-limited"
    );
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    let (world, root) = World::set_up().await;
    let elsewhere = world.sign_in(root.workspace_id, root.staff_id).await;
    let jane = world.add(&root, "jane@example.com", Role::Agent).await;
    for staff_id in [root.staff_id, jane.staff_id] {
        let change = json!({ "password": "another good one" });
        world
            .patch(&root, &format!("/api/v1/staff/{staff_id}"), &change)
            .await
            .ok();
    }
    assert_eq!(world.get(&root, ME).await.status, StatusCode::OK);
    assert_eq!(world.get(&elsewhere, ME).await.code(), "not-signed-in");
    assert_eq!(world.get(&jane, ME).await.code(), "not-signed-in");
    assert_eq!(
        log_in(&world, EMAIL, "another good one").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_session_ends_after_fourteen_idle_days_or_sixty_days() {
    let (world, _) = World::set_up().await;
    let day = Duration::from_hours(24);
    let signed_in = log_in(&world, EMAIL, PASSWORD).await;
    let cookie = set_cookie(&signed_in);
    for days in [13, 26, 39, 52] {
        world.app.clock.set(START.plus(day * days));
        assert_eq!(
            me(&world, cookie).await.status,
            StatusCode::OK,
            "day {days}"
        );
    }
    world.app.clock.set(START.plus(day * 60));
    assert_eq!(me(&world, cookie).await.code(), "not-signed-in");

    let signed_in = log_in(&world, EMAIL, PASSWORD).await;
    world.app.clock.set(START.plus(day * 74));
    assert_eq!(
        me(&world, set_cookie(&signed_in)).await.code(),
        "not-signed-in"
    );
}

#[tokio::test]
async fn an_unknown_session_cookie_is_not_signed_in() {
    let (world, _) = World::set_up().await;
    for cookie in ["causeway_session=", "causeway_session=x", "other=1"] {
        assert_eq!(me(&world, cookie).await.code(), "not-signed-in", "{cookie}");
    }
}

#[tokio::test]
async fn a_person_can_set_themselves_to_busy() {
    let (world, root) = World::set_up().await;
    let set = async |availability: &str| {
        world
            .ask(
                &root,
                Method::PUT,
                "/api/v1/me/availability",
                &json!({ "availability": availability }),
            )
            .await
    };
    let until = START.plus(Duration::from_secs(30));
    world
        .app
        .store
        .connected(root.staff_id, until, START)
        .await
        .unwrap();
    assert_eq!(set("busy").await.ok().body["availability"], "busy");
    assert_eq!(world.get(&root, ME).await.body["availability"], "busy");
    world.app.clock.set(until);
    assert_eq!(world.get(&root, ME).await.body["availability"], "offline");
    let refused = set("offline").await;
    assert_eq!(
        (refused.code(), refused.pointers()),
        ("invalid", vec!["/availability"])
    );
}

#[tokio::test]
async fn a_removed_person_is_signed_out_immediately() {
    let (world, root) = World::set_up().await;
    let jane: Person = world.add(&root, "jane@example.com", Role::Agent).await;
    assert_eq!(world.get(&jane, ME).await.status, StatusCode::OK);
    world
        .delete(&root, &format!("/api/v1/staff/{}", jane.staff_id))
        .await
        .ok();
    assert_eq!(world.get(&jane, ME).await.code(), "not-signed-in");
}
