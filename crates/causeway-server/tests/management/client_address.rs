//! Which client a sign-in attempt counts for. [`World`] trusts proxies in 10.0.0.0/8.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use http::{Method, Request};
use serde_json::json;

use super::world::{Answer, EMAIL, PASSWORD, World, with_json};

/// More wrong passwords than one client may try at once.
const TRIES: usize = 12;

async fn log_in(world: &World, peer: &str, forwarded: &str, password: &str) -> Answer {
    let peer = ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 50_000));
    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/auth/login")
        .extension(peer);
    let request = request.header("x-forwarded-for", forwarded);
    world
        .send(with_json(
            request,
            &json!({ "email": EMAIL, "password": password }),
        ))
        .await
}

#[tokio::test]
async fn clients_behind_a_trusted_proxy_are_counted_separately() {
    let (world, _) = World::set_up().await;
    for _ in 0..TRIES {
        log_in(&world, "10.1.2.3", "9.9.9.9, 10.0.0.1", "wrong").await;
    }
    assert_eq!(
        log_in(&world, "10.1.2.3", "9.9.9.9", PASSWORD).await.code(),
        "rate-limited"
    );
    log_in(&world, "10.1.2.3", "8.8.8.8", PASSWORD).await.ok();
}

#[tokio::test]
async fn forged_addresses_give_no_further_tries() {
    for peer in ["192.168.0.7", "127.0.0.1", "9.9.9.9"] {
        let (world, _) = World::set_up().await;
        for number in 0..TRIES {
            log_in(&world, peer, &format!("8.8.8.{number}"), "wrong").await;
        }
        assert_eq!(
            log_in(&world, peer, "8.8.4.4", "wrong").await.code(),
            "rate-limited",
            "an untrusted peer {peer}"
        );
    }
    let (world, _) = World::set_up().await;
    for number in 0..TRIES {
        log_in(
            &world,
            "10.1.2.3",
            &format!("8.8.8.{number}, 9.9.9.9"),
            "wrong",
        )
        .await;
    }
    assert_eq!(
        log_in(&world, "10.1.2.3", "8.8.4.4, 9.9.9.9", "wrong")
            .await
            .code(),
        "rate-limited",
        "through a proxy"
    );
}
