//! A stream ends immediately when its session or token is revoked.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use causeway_core::staff::Role;
use causeway_testkit::both_engines;
use futures_util::StreamExt;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Screen, Shop, on};

/// Far longer than a hint takes, and shorter than the ten seconds between an open stream's own
/// checks.
const AT_ONCE: Duration = Duration::from_secs(6);

async fn ends(mut screen: Screen) {
    let end = async { while screen.next().await.is_some() {} };
    tokio::time::timeout(AT_ONCE, end)
        .await
        .expect("the stream ends at once");
}

async fn open(person: &Person) -> Screen {
    Screen::open(person, None).await.0
}

async fn follow(shop: &Shop) -> BodyDataStream {
    let request = shop
        .omni
        .request(Method::GET, "/outbox/stream")
        .body(Body::empty())
        .unwrap();
    let answer = shop.omni.begin(request).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.into_body().into_data_stream()
}

async fn stops(mut stream: BodyDataStream) {
    let end = async { while stream.next().await.is_some() {} };
    tokio::time::timeout(AT_ONCE, end)
        .await
        .expect("the stream ends at once");
}

both_engines! { on =>
    async fn a_screen_ends_with_its_session_and_others_continue(business: Business) {
        business.follow_events();
        let ann = business.hire("Ann Lee", Role::Agent).await;
        let mut kept = open(&ann).await;

        let there = business.elsewhere(&ann).await;
        let screen = open(&there).await;
        assert_eq!(there.api.call("/auth/logout").await.status, StatusCode::NO_CONTENT);
        ends(screen).await;

        let there = business.elsewhere(&ann).await;
        let screen = open(&there).await;
        let sessions = ann.api.read("/sessions").await;
        let other = sessions["items"].as_array().unwrap().iter().find(|one| one["current"] == false).unwrap();
        let path = format!("/sessions/{}", other["id"].as_str().unwrap());
        assert_eq!(ann.api.json(Method::DELETE, &path, &Value::Null).await.status, StatusCode::NO_CONTENT);
        ends(screen).await;

        let there = business.elsewhere(&ann).await;
        let screen = open(&there).await;
        assert_eq!(ann.api.json(Method::DELETE, "/sessions", &Value::Null).await.status, StatusCode::NO_CONTENT);
        ends(screen).await;

        // The administrator's session still has its screen.
        business.admin.api.json(Method::PUT, "/me/availability", &json!({ "availability": "busy" })).await;
        kept.until_kind("staff.updated").await;
        let change = json!({ "password": "another good one" });
        let path = format!("/staff/{}", ann.id);
        business.admin.api.json(Method::PATCH, &path, &change).await.expect(StatusCode::OK);
        ends(kept).await;
    }

    async fn a_screen_ends_when_its_person_is_removed_or_has_too_many_sessions(business: Business) {
        business.follow_events();
        let bob = business.hire("Bob Ray", Role::Agent).await;
        let screen = open(&bob).await;
        business.admin.api.json(Method::DELETE, &format!("/staff/{}", bob.id), &Value::Null).await;
        ends(screen).await;
        let cat = business.hire("Cat Poe", Role::Agent).await;
        let screen = open(&cat).await;
        for _ in 0..20 {
            business.pass(Duration::from_secs(1));
            business.elsewhere(&cat).await;
        }
        ends(screen).await;
    }

    async fn a_channel_stream_ends_when_its_token_is_replaced(business: Business) {
        let shop = business.connect(Connection { events: None, ..Connection::default() }).await;
        let stream = follow(&shop).await;
        let path = format!("/sources/{}/rotate-token", shop.source_id);
        let poll = shop.omni.get("/outbox?wait=30");
        let rotate = async {
            // Once both wait.
            tokio::task::yield_now().await;
            business.admin.api.json(Method::POST, &path, &json!({ "overlapSeconds": 0 })).await.expect(StatusCode::OK);
        };
        let both = async { tokio::join!(poll, rotate).0 };
        let polled = tokio::time::timeout(AT_ONCE, both).await.expect("both end early");
        polled.refused(401, "invalid-token");
        stops(stream).await;
    }

    async fn a_channel_stream_ends_with_its_token_or_its_source(business: Business) {
        let mut shop = business.connect(Connection { events: None, ..Connection::default() }).await;
        let source = format!("/sources/{}", shop.source_id);
        let stream = follow(&shop).await;
        let overlap = json!({ "overlapSeconds": 60 });
        let rotated = business.admin.api.post(&format!("{source}/rotate-token"), &overlap).await.expect(StatusCode::OK);
        business.pass(Duration::from_secs(61));
        stops(stream).await;

        shop.omni = business.with_token(rotated["accessToken"].as_str().unwrap());
        let stream = follow(&shop).await;
        let archive = format!("/channels/{}/archive", shop.channel_id);
        business.admin.api.call(&archive).await.expect(StatusCode::OK);
        let name = business.admin.api.read(&source).await["name"].as_str().unwrap().replace(' ', "%20");
        let removed = format!("{source}?confirm={name}");
        let removed = business.admin.api.json(Method::DELETE, &removed, &Value::Null).await;
        assert_eq!(removed.status, StatusCode::NO_CONTENT);
        stops(stream).await;
    }
}
