//! What the Omni API refuses, with which problem, and without any effect.

mod bodies;

use std::{io, time::Duration};

use axum::body::Body;
use bytes::Bytes;
use causeway_server::credentials::AccessToken;
use futures_util::stream;
use http::{
    Method, StatusCode,
    header::{ALLOW, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, ORIGIN, WWW_AUTHENTICATE},
};
use serde_json::{Value, json};

use crate::support::{Connection, HeldTime, Shop, Story, business, text_message};

/// The paths that require a token, and their methods.
const PATHS: [(Method, &str); 4] = [
    (Method::POST, "/messages"),
    (Method::POST, "/events"),
    (Method::GET, "/channel"),
    (Method::PUT, "/channel/capabilities"),
];

fn good() -> Value {
    text_message("u-1", "m-1", "Hello!")
}

#[tokio::test]
async fn every_request_requires_a_valid_token() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    let before = business.ledger();
    let mut mistyped = shop.access_token.clone();
    let last = mistyped.pop().unwrap();
    mistyped.push(if last == 'a' { 'b' } else { 'a' });
    let unknown = AccessToken::generate();
    let cases = [
        ("no header", None),
        ("another scheme", Some("Basic dTpw".to_owned())),
        ("no token", Some("Bearer ".to_owned())),
        (
            "part of a token",
            Some(format!("Bearer {}", &shop.access_token[..20])),
        ),
        (
            "another kind of token",
            Some("Bearer sk_live_0123456789".to_owned()),
        ),
        ("a typing mistake", Some(format!("Bearer {mistyped}"))),
        (
            "an unknown token",
            Some(format!("Bearer {}", unknown.reveal())),
        ),
    ];
    let mut story = Story::default();
    for (case, value) in cases {
        for (method, path) in PATHS {
            let mut request = shop
                .omni
                .request(method, path)
                .header(CONTENT_TYPE, "application/json");
            request.headers_mut().unwrap().remove(AUTHORIZATION);
            if let Some(value) = &value {
                request = request.header(AUTHORIZATION, value);
            }
            let answer = shop
                .omni
                .send(request.body(good().to_string().into()).unwrap())
                .await;
            answer.refused(401, "invalid-token");
            assert_eq!(answer.header(WWW_AUTHENTICATE), "Bearer");
            if path == "/messages" {
                story.answer(case, &answer);
            }
        }
    }
    assert_eq!(business.ledger(), before);
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn the_scheme_is_case_insensitive_and_a_token_in_the_url_is_ignored() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    for scheme in ["bearer", "BEARER", "Bearer "] {
        let mut request = shop.omni.request(Method::GET, "/channel");
        request.headers_mut().unwrap().insert(
            AUTHORIZATION,
            format!("{scheme} {}", shop.access_token).parse().unwrap(),
        );
        assert_eq!(
            shop.omni
                .send(request.body(Body::empty()).unwrap())
                .await
                .status,
            StatusCode::OK,
            "{scheme}"
        );
    }
    let mut request = shop.omni.request(
        Method::GET,
        &format!("/channel?access_token={}", shop.access_token),
    );
    request.headers_mut().unwrap().remove(AUTHORIZATION);
    shop.omni
        .send(request.body(Body::empty()).unwrap())
        .await
        .refused(401, "invalid-token");
}

#[tokio::test]
async fn a_rotated_token_works_until_its_overlap_ends() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    shop.omni.read("/channel").await;
    let rotate = format!("/sources/{}/rotate-token", shop.source_id);
    let rotated = business
        .admin
        .api
        .post(&rotate, &json!({ "overlapSeconds": 60 }))
        .await
        .expect(StatusCode::OK);
    let new = business.with_token(rotated["accessToken"].as_str().unwrap());
    business.pass(Duration::from_secs(59));
    shop.omni.read("/channel").await;
    new.read("/channel").await;
    business.pass(Duration::from_secs(1));
    // A token that was cached before is not valid for longer than its overlap.
    shop.omni
        .get("/channel")
        .await
        .refused(401, "invalid-token");
    shop.omni
        .post("/messages", &good())
        .await
        .refused(401, "invalid-token");
    new.read("/channel").await;
    let rotated = business
        .admin
        .api
        .post(&rotate, &json!({ "overlapSeconds": 0 }))
        .await
        .expect(StatusCode::OK);
    new.get("/channel").await.refused(401, "invalid-token");
    business
        .with_token(rotated["accessToken"].as_str().unwrap())
        .read("/channel")
        .await;
}

#[tokio::test]
async fn a_source_without_a_channel_can_only_read_its_identity() {
    let business = business().await;
    let source = json!({ "name": "Lonely", "events": [] });
    let source = business
        .admin
        .api
        .post("/sources", &source)
        .await
        .expect(StatusCode::CREATED);
    let omni = business.with_token(source["accessToken"].as_str().unwrap());
    let before = business.ledger();
    let mut story = Story::default();
    story.answer("who am I", &omni.get("/channel").await);
    let refused = omni.post("/messages", &good()).await;
    refused.refused(409, "no-channel");
    story.answer("a message", &refused);
    omni.post(
        "/events",
        &json!({ "type": "typing.started", "visitorId": "u-1" }),
    )
    .await
    .refused(409, "no-channel");
    assert_eq!(business.ledger(), before);
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn a_suspended_channel_refuses_messages_until_it_is_resumed() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let channel = format!("/channels/{}", shop.channel_id);
    business
        .admin
        .api
        .call(&format!("{channel}/suspend"))
        .await
        .expect(StatusCode::OK);
    let before = business.ledger();
    let mut story = Story::default();
    let refused = shop
        .omni
        .post("/messages", &text_message("u-2", "m-9", "Hello?"))
        .await;
    refused.refused(403, "channel-suspended");
    story.answer("a message", &refused);
    shop.omni
        .post("/messages", &text_message("u-1", "m-10", "Hello?"))
        .await
        .refused(403, "channel-suspended");
    let typing = json!({ "type": "typing.started", "visitorId": "u-1" });
    shop.omni
        .post("/events", &typing)
        .await
        .refused(403, "channel-suspended");
    story.answer("who am I", &shop.omni.get("/channel").await);
    assert_eq!(business.ledger(), before);
    // Staff can still reply and close.
    let id = enquiry["id"].as_str().unwrap();
    agent
        .replies(id, "c-1", "We are closed for today.")
        .await
        .expect(StatusCode::CREATED);
    agent
        .api
        .call(&format!("/enquiries/{id}/close"))
        .await
        .expect(StatusCode::OK);
    business
        .admin
        .api
        .call(&format!("{channel}/resume"))
        .await
        .expect(StatusCode::OK);
    shop.writes("u-2", "m-9", "Hello?").await;
    insta::assert_snapshot!(story.finish());
}

#[tokio::test]
async fn an_archived_channel_accepts_nothing() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    shop.writes("u-1", "m-1", "Hello!").await;
    business
        .admin
        .api
        .call(&format!("/channels/{}/archive", shop.channel_id))
        .await
        .expect(StatusCode::OK);
    let before = business.ledger();
    shop.omni
        .post("/messages", &text_message("u-1", "m-2", "Hello?"))
        .await
        .refused(409, "no-channel");
    shop.omni
        .post(
            "/events",
            &json!({ "type": "message.deleted", "id": "m-1" }),
        )
        .await
        .refused(409, "no-channel");
    assert_eq!(shop.omni.read("/channel").await["channel"], Value::Null);
    assert_eq!(business.ledger(), before);
}

#[tokio::test]
async fn an_unknown_path_or_method_is_a_problem_document() {
    let business = business().await;
    let shop = business.connect(Connection::default()).await;
    for path in [
        "/",
        "/message",
        "/messages/m-1",
        "/channel/",
        "/../v2/messages",
    ] {
        shop.omni.get(path).await.refused(404, "not-found");
        shop.omni
            .post(path, &good())
            .await
            .refused(404, "not-found");
    }
    for (method, path, allowed) in [
        (Method::GET, "/messages", "POST"),
        (Method::PUT, "/events", "POST"),
        (Method::POST, "/channel", "GET,HEAD"),
        (Method::DELETE, "/channel/capabilities", "PUT"),
    ] {
        let request = shop.omni.request(method, path).body(Body::empty()).unwrap();
        let answer = shop.omni.send(request).await;
        answer.refused(405, "method-not-allowed");
        assert_eq!(answer.header(ALLOW), allowed, "{path}");
    }
}

#[tokio::test]
async fn a_token_suffices_for_requests_from_any_origin() {
    let business = business().await;
    let shop: Shop = business.connect(Connection::default()).await;
    let request = shop
        .omni
        .request(Method::POST, "/messages")
        .header(CONTENT_TYPE, "application/json");
    let request = request
        .header(ORIGIN, "https://shop.example.com")
        .header("sec-fetch-site", "cross-site");
    let answer = shop
        .omni
        .send(request.body(good().to_string().into()).unwrap())
        .await;
    assert_eq!(
        answer.status,
        StatusCode::CREATED,
        "no cookie is used, so cross-site requests gain nothing"
    );
}
