//! Two nodes on one PostgreSQL.

use std::time::Duration;

use causeway_testkit::{CausewayProcess, TestDatabase, http_client};
use http::{HeaderMap, HeaderValue, Method, header::AUTHORIZATION};
use serde_json::json;

use crate::support::connect_to;

/// Far longer than news takes from node to node, and shorter than the ten seconds between an open stream's own looks.
const AT_ONCE: Duration = Duration::from_secs(6);

async fn ends(mut stream: reqwest::Response) {
    let end = async { while stream.chunk().await.is_ok_and(|chunk| chunk.is_some()) {} };
    tokio::time::timeout(AT_ONCE, end)
        .await
        .expect("the stream ends at once");
}

async fn opened(request: reqwest::RequestBuilder) -> reqwest::Response {
    let mut stream = request
        .send()
        .await
        .expect("it answers")
        .error_for_status()
        .expect("a stream");
    stream
        .chunk()
        .await
        .expect("it goes on")
        .expect("it begins");
    stream
}

#[tokio::test]
async fn a_stream_ends_at_once_when_another_node_ends_what_opened_it() {
    let database = TestDatabase::postgres().await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let key = folder.path().join("causeway.key");
    let shared = [("CAUSEWAY_KEY_FILE", key.to_str().expect("ASCII"))];
    let one = CausewayProcess::start_with(&database.url, &shared).await;
    let other = CausewayProcess::start_with(&database.url, &shared).await;
    let channel = connect_to(&one, None).await;

    let leaves = one.sign_in().await;
    let screen = opened(leaves.at(&other).request(Method::GET, "/events")).await;
    let signed_out = leaves
        .request(Method::POST, "/auth/logout")
        .send()
        .await
        .expect("it answers");
    assert!(signed_out.status().is_success());
    ends(screen).await;

    let bearer =
        HeaderValue::from_str(&format!("Bearer {}", channel.token)).expect("a token is ASCII");
    let reader = http_client(HeaderMap::from_iter([(AUTHORIZATION, bearer)]));
    let stream = reader
        .get(other.url("/omni/v1/outbox/stream"))
        .send()
        .await
        .expect("it answers");
    let stream = stream.error_for_status().expect("a stream");
    let path = format!(
        "/sources/{}/rotate-token",
        channel.source["id"].as_str().expect("an id")
    );
    channel
        .admin
        .post(&path, &json!({ "overlapSeconds": 0 }))
        .await;
    ends(stream).await;
}
