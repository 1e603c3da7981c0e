//! The same stream over a WebSocket.

use std::time::Duration;

use axum::Router;
use futures_util::{SinkExt, StreamExt};
use http::{HeaderValue, StatusCode, header::COOKIE};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

use crate::support::{Business, Connection, Frame, Person, Screen, business};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Serves the router on a free port: an upgrade needs a real connection.
async fn serve(router: &Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let router = router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn dial(
    address: &str,
    person: &Person,
    after: &str,
    headers: &[(&'static str, &str)],
) -> Result<Socket, Error> {
    let mut request = format!("ws://{address}/api/v1/events{after}")
        .into_client_request()
        .unwrap();
    let cookie = person
        .api
        .request(http::Method::GET, "/")
        .body(())
        .unwrap()
        .headers()[COOKIE]
        .clone();
    request.headers_mut().insert(COOKIE, cookie);
    for (name, value) in headers {
        request
            .headers_mut()
            .insert(*name, HeaderValue::from_str(value).unwrap());
    }
    connect_async(request).await.map(|(socket, _)| socket)
}

async fn next(socket: &mut Socket) -> Option<Value> {
    let reading = async {
        loop {
            match socket.next().await? {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(other) => panic!("unexpected message: {other:?}"),
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), reading)
        .await
        .expect("a frame or the end in time")
}

async fn refusal(
    business: &Business,
    address: &str,
    headers: &[(&'static str, &str)],
) -> (StatusCode, Value) {
    match dial(address, &business.admin, "", headers).await {
        Err(Error::Http(response)) => (
            response.status(),
            serde_json::from_slice(response.body().as_deref().unwrap()).unwrap(),
        ),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("the upgrade was accepted"),
    }
}

#[tokio::test]
async fn a_web_socket_carries_the_same_frames() {
    let business = business().await;
    business.follow_events();
    let address = serve(&business.router).await;
    let shop = business.connect(Connection::default()).await;
    let (mut screen, hello) = Screen::open(&business.admin, None).await;
    let after = format!("?after={}", hello.data["cursor"].as_str().unwrap());
    let mut socket = dial(&address, &business.admin, &after, &[]).await.unwrap();
    let first = next(&mut socket).await.unwrap();
    assert_eq!(
        (&first["type"], &first["id"], &first["data"]),
        (&"hello".into(), &hello.id.clone().into(), &hello.data)
    );
    for number in 1..=3 {
        shop.writes("u-1", &format!("m-{number}"), "Hello!").await;
    }
    let is_last =
        |frame: &Frame| frame.kind == "message.created" && frame.data["externalId"] == "m-3";
    let mut frames = screen.until(is_last).await;
    frames.extend(screen.until_kind("enquiry.updated").await);
    shop.sends_event(&serde_json::json!({ "type": "typing.started", "visitorId": "u-1" }))
        .await;
    frames.extend(screen.until_kind("typing.started").await);
    for frame in &frames {
        let received = next(&mut socket).await.unwrap();
        assert_eq!(
            received,
            serde_json::json!({ "id": frame.id, "type": frame.kind, "data": frame.data })
        );
    }
    // It resumes from the cursor of any frame.
    drop(socket);
    let cursor = frames[0].id.clone().unwrap();
    let mut socket = dial(&address, &business.admin, &format!("?after={cursor}"), &[])
        .await
        .unwrap();
    assert_eq!(
        next(&mut socket).await.unwrap()["data"]["cursor"],
        cursor.as_str()
    );
    for frame in frames[1..].iter().filter(|frame| frame.id.is_some()) {
        let received = next(&mut socket).await.unwrap();
        assert_eq!(
            (&received["id"], &received["type"]),
            (&frame.id.clone().into(), &frame.kind.clone().into())
        );
    }
    // It sends a close frame when the server stops.
    business.app.stopping.cancel();
    assert_eq!(next(&mut socket).await, None);
}

#[tokio::test]
async fn a_web_socket_ends_immediately_with_its_session() {
    let business = business().await;
    business.follow_events();
    let address = serve(&business.router).await;
    let there = business.elsewhere(&business.admin).await;
    let mut socket = dial(&address, &there, "", &[]).await.unwrap();
    assert_eq!(next(&mut socket).await.unwrap()["type"], "hello");
    assert_eq!(
        there.api.call("/auth/logout").await.status,
        StatusCode::NO_CONTENT
    );
    // Shorter than the ten seconds between its own checks.
    let end = async { while next(&mut socket).await.is_some() {} };
    tokio::time::timeout(Duration::from_secs(6), end)
        .await
        .expect("the socket closes immediately");
}

#[tokio::test]
async fn a_page_of_another_site_can_not_open_a_web_socket() {
    let business = business().await;
    let address = serve(&business.router).await;
    let own = format!("http://{address}");
    for headers in [
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![("origin", "http://causeway.test.evil.example")],
        vec![("origin", own.as_str()), ("sec-fetch-site", "cross-site")],
        vec![("origin", own.as_str()), ("sec-fetch-site", "same-site")],
    ] {
        let (status, problem) = refusal(&business, &address, &headers).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::FORBIDDEN, &"cross-site".into()),
            "{headers:?}"
        );
    }
    for headers in [
        vec![],
        vec![("origin", "http://causeway.test")],
        vec![("origin", own.as_str())],
        vec![("origin", own.as_str()), ("sec-fetch-site", "same-origin")],
    ] {
        let mut socket = dial(&address, &business.admin, "", &headers).await.unwrap();
        assert_eq!(
            next(&mut socket).await.unwrap()["type"],
            "hello",
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn messages_of_a_screen_are_ignored_and_too_large_ones_disconnect() {
    let business = business().await;
    business.follow_events();
    let address = serve(&business.router).await;
    let shop = business.connect(Connection::default()).await;
    let mut socket = dial(&address, &business.admin, "", &[]).await.unwrap();
    socket
        .send(Message::text("{\"type\":\"anything\"}"))
        .await
        .unwrap();
    shop.writes("u-1", "m-1", "Hello!").await;
    while next(&mut socket).await.expect("the socket stays open")["type"] != "enquiry.updated" {}
    socket
        .send(Message::text("x".repeat(100_000)))
        .await
        .unwrap();
    while next(&mut socket).await.is_some() {}
}
