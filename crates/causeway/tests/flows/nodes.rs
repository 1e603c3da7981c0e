//! Two nodes on one PostgreSQL database.

use std::time::Duration;

use causeway_testkit::{CausewayProcess, TestDatabase, http_client};
use http::{HeaderMap, HeaderValue, Method, header::AUTHORIZATION};
use serde_json::json;

use crate::support::connect_to;

/// Longer than a notification between nodes takes, shorter than an open stream's polling interval
/// of ten seconds.
const AT_ONCE: Duration = Duration::from_secs(6);

async fn assert_ends(mut stream: reqwest::Response) {
    let end = async { while stream.chunk().await.is_ok_and(|chunk| chunk.is_some()) {} };
    tokio::time::timeout(AT_ONCE, end)
        .await
        .expect("the stream ends at once");
}

async fn open_stream(request: reqwest::RequestBuilder) -> reqwest::Response {
    let mut stream = request
        .send()
        .await
        .expect("the server responds")
        .error_for_status()
        .expect("the stream opens");
    stream
        .chunk()
        .await
        .expect("the stream can be read")
        .expect("the stream has a first chunk");
    stream
}

#[tokio::test]
async fn revoking_access_on_one_node_ends_streams_on_the_other() {
    let database = TestDatabase::postgres().await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let key = folder.path().join("causeway.key");
    let shared = [("CAUSEWAY_KEY_FILE", key.to_str().expect("ASCII"))];
    let one = CausewayProcess::start_with(&database.url, &shared).await;
    let other = CausewayProcess::start_with(&database.url, &shared).await;
    let channel = connect_to(&one, None).await;

    let session = one.sign_in().await;
    let screen = open_stream(session.at(&other).request(Method::GET, "/events")).await;
    let signed_out = session
        .request(Method::POST, "/auth/logout")
        .send()
        .await
        .expect("the server responds");
    assert!(signed_out.status().is_success());
    assert_ends(screen).await;

    let bearer =
        HeaderValue::from_str(&format!("Bearer {}", channel.token)).expect("a token is ASCII");
    let reader = http_client(HeaderMap::from_iter([(AUTHORIZATION, bearer)]));
    let stream = reader
        .get(other.url("/omni/v1/outbox/stream"))
        .send()
        .await
        .expect("the server responds");
    let stream = stream.error_for_status().expect("the stream opens");
    let path = format!(
        "/sources/{}/rotate-token",
        channel.source["id"].as_str().expect("an id")
    );
    channel
        .admin
        .post(&path, &json!({ "overlapSeconds": 0 }))
        .await;
    assert_ends(stream).await;
}
