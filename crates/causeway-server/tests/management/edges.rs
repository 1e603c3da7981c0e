use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::world::{Answer, Person, World};

async fn raw(world: &World, person: &Person, media_type: &str, body: impl Into<Body>) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/service-groups");
    let request = request
        .header(header::COOKIE, &person.cookie)
        .header(header::CONTENT_TYPE, media_type);
    world.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn unreadable_bodies_are_refused_with_their_reason() {
    let (world, root) = World::set_up().await;
    let json = "application/json";
    let group = |name: String| json!({ "name": name }).to_string();
    assert_eq!(raw(&world, &root, json, "{").await.code(), "malformed-json");
    assert_eq!(raw(&world, &root, json, "").await.code(), "malformed-json");
    assert_eq!(
        raw(&world, &root, json, "[".repeat(100_000)).await.code(),
        "malformed-json"
    );
    assert_eq!(
        raw(&world, &root, json, b"{\"name\":\"\xff\"}".to_vec())
            .await
            .code(),
        "malformed-json"
    );
    assert_eq!(
        raw(&world, &root, "text/plain", group("Sales".to_owned()))
            .await
            .code(),
        "unsupported-media-type"
    );
    let large = raw(&world, &root, json, group("x".repeat(300_000))).await;
    insta::assert_json_snapshot!("payload_too_large", large.shown());
    let nul = raw(&world, &root, json, group("a\u{0}b".to_owned())).await;
    assert_eq!((nul.code(), nul.pointers()), ("invalid", vec!["/name"]));
    assert_eq!(
        raw(&world, &root, json, "[]").await.pointers().first(),
        Some(&"")
    );
    assert_eq!(
        world.get(&root, "/api/v1/service-groups").await.body["items"],
        json!([])
    );
}

#[tokio::test]
async fn unknown_paths_methods_and_ids_are_problem_documents() {
    let (world, root) = World::set_up().await;
    for path in [
        "/api/v1/nothing",
        "/api",
        "/api/",
        "/omni/v2/messages",
        "/api/v1/staff/",
        "/api/v1/staff/grp_1",
    ] {
        let answer = world.get(&root, path).await;
        assert_eq!(
            (answer.code(), answer.status),
            ("not-found", StatusCode::NOT_FOUND),
            "{path}"
        );
    }
    assert_eq!(
        world.get(&root, "/api/v1/staff/%ff").await.code(),
        "not-found"
    );
    let wrong = world
        .ask(&root, Method::PUT, "/api/v1/staff", &Value::Null)
        .await;
    assert_eq!(wrong.code(), "method-not-allowed");
    assert_eq!(wrong.headers[header::ALLOW], "GET,HEAD,POST");
}

#[tokio::test]
async fn cross_site_writes_are_refused_and_reads_are_not() {
    let (world, root) = World::set_up().await;
    let send = async |method: Method, name: &'static str, value: &'static str| {
        let request = Request::builder()
            .method(method)
            .uri("/api/v1/service-groups")
            .header(name, value);
        let request = request
            .header(header::COOKIE, &root.cookie)
            .header(header::CONTENT_TYPE, "application/json");
        world.send(request.body(Body::from("{}")).unwrap()).await
    };
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        assert_eq!(
            send(Method::POST, name, value).await.code(),
            "cross-site",
            "{name}: {value}"
        );
        assert_eq!(send(Method::GET, name, value).await.status, StatusCode::OK);
    }
    for (name, value) in [
        ("sec-fetch-site", "same-origin"),
        ("origin", "http://localhost:8080"),
    ] {
        assert_eq!(
            send(Method::POST, name, value).await.code(),
            "invalid",
            "{name}: {value}"
        );
    }
}

async fn ask_host(world: &World, method: Method, path: &str, host: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, host);
    // Browsers treat pages of this machine as secure without TLS.
    let is_local = ["localhost", "127.", "[::1]"]
        .iter()
        .any(|local| host.to_lowercase().starts_with(local));
    let origin = format!("{}://{host}", if is_local { "http" } else { "https" });
    let request = request
        .header(header::ORIGIN, origin)
        .header(header::CONTENT_TYPE, "application/json");
    world.send(request.body(Body::from("{}")).unwrap()).await
}

#[tokio::test]
async fn on_a_loopback_address_other_host_names_are_refused() {
    let login = "/api/v1/auth/login";
    for listen in ["127.0.0.1:8080", "[::1]:8080"] {
        let world = World::listening("https://chat.example.com", listen).await;
        for host in [
            "evil.example",
            "evil.example:8080",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "",
            "a b",
        ] {
            for (method, path) in [
                (Method::GET, "/api/v1/setup"),
                (Method::POST, login),
                (Method::GET, "/api/openapi.json"),
            ] {
                let refused = ask_host(&world, method, path, host).await;
                assert_eq!(
                    (refused.code(), refused.status),
                    ("cross-site", StatusCode::FORBIDDEN),
                    "{path} on {host}"
                );
                assert!(
                    refused.body["detail"]
                        .as_str()
                        .unwrap()
                        .contains("CAUSEWAY_PUBLIC_URL"),
                    "{}",
                    refused.body
                );
            }
        }
        let channel = ask_host(&world, Method::GET, "/omni/v1/channel", "evil.example").await;
        assert_eq!(
            channel.code(),
            "invalid-token",
            "the Omni API requires a token, which a page can't obtain"
        );
        for host in [
            "localhost:5173",
            "LOCALHOST",
            "127.0.0.1:8080",
            "[::1]:8080",
            "192.168.1.5",
            "Chat.example.com:443",
        ] {
            assert_eq!(
                ask_host(&world, Method::GET, "/api/v1/setup", host)
                    .await
                    .status,
                StatusCode::OK,
                "{host}"
            );
            assert_eq!(
                ask_host(&world, Method::POST, login, host).await.code(),
                "invalid",
                "{host}"
            );
        }
    }
    let world = World::listening("https://chat.example.com", "0.0.0.0:8080").await;
    for host in ["internal:8080", "chat.example.com"] {
        assert_eq!(
            ask_host(&world, Method::GET, "/api/v1/setup", host)
                .await
                .status,
            StatusCode::OK,
            "{host}"
        );
    }
}

#[tokio::test]
async fn a_body_with_a_content_encoding_is_refused() {
    let (world, root) = World::set_up().await;
    let send = async |path: &str, encoding: &str, body: &'static str| {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_ENCODING, encoding);
        let request = request
            .header(header::COOKIE, &root.cookie)
            .header(header::CONTENT_TYPE, "application/json");
        world.send(request.body(Body::from(body)).unwrap()).await
    };
    for encoding in ["gzip", "identity, br", "x"] {
        let refused = send("/api/v1/service-groups", encoding, r#"{"name":"Sales"}"#).await;
        assert_eq!(
            (refused.code(), refused.status),
            ("unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE)
        );
        assert!(
            refused.body["detail"]
                .as_str()
                .unwrap()
                .contains("Content-Encoding"),
            "{}",
            refused.body
        );
        assert_eq!(refused.headers[header::ACCEPT_ENCODING], "identity");
    }
    send("/api/v1/service-groups", "Identity", r#"{"name":"Sales"}"#)
        .await
        .ok();
}

#[tokio::test]
async fn responses_have_security_headers_and_the_apis_are_not_cached() {
    let (world, root) = World::set_up().await;
    for (path, cache) in [
        ("/api/v1/me", "no-store"),
        ("/api/v1/nothing", "no-store"),
        ("/", "no-cache"),
    ] {
        let answer = world.get(&root, path).await;
        assert_eq!(
            answer.headers[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff",
            "{path}"
        );
        assert_eq!(
            answer.headers[header::REFERRER_POLICY],
            "same-origin",
            "{path}"
        );
        assert_eq!(answer.headers[header::X_FRAME_OPTIONS], "DENY", "{path}");
        assert_eq!(answer.headers[header::CACHE_CONTROL], cache, "{path}");
    }
}

#[tokio::test]
async fn the_dashboard_is_served_beside_the_apis() {
    let (world, root) = World::set_up().await;
    for path in ["/", "/channels", "/apiary"] {
        let page = world.get(&root, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(
            page.headers[header::CONTENT_TYPE],
            "text/html; charset=utf-8",
            "{path}"
        );
    }
    assert_eq!(
        world.post(&root, "/channels", &Value::Null).await.code(),
        "method-not-allowed"
    );
    assert_eq!(world.get(&root, "/missing.js").await.code(), "not-found");
    let document = world.get(&root, "/api/openapi.json").await;
    assert_eq!(
        (document.status, &document.body["openapi"]),
        (StatusCode::OK, &json!("3.1.0"))
    );
}

#[tokio::test]
async fn a_missing_database_is_reported_as_such() {
    let (world, root) = World::set_up().await;
    world.app.store.close().await;
    let answer = world.get(&root, "/api/v1/me").await;
    assert_eq!(
        (answer.code(), answer.status),
        ("unavailable", StatusCode::SERVICE_UNAVAILABLE)
    );
    assert_eq!(answer.headers[header::RETRY_AFTER], "5");
}
