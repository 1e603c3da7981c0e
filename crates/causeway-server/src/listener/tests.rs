use axum::{http::StatusCode, routing::any};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};

use super::*;
use crate::listener::{connection::IDLE_TIMEOUT, watch::HEAD_TIMEOUT};

/// Longer than common proxies and client pools keep an idle connection.
const OTHERS_KEEP: Duration = Duration::from_secs(100);

struct Served {
    address: SocketAddr,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

/// `/` responds immediately, `/refused` without reading the body.
fn served() -> Served {
    let listener = bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route(
            "/",
            any(async |body: String| format!("{} bytes", body.len())),
        )
        .route(
            "/refused",
            any(async || (StatusCode::UNAUTHORIZED, "refused")),
        );
    let stop = CancellationToken::new();
    let serving = tokio::spawn(serve(listener, router, stop.clone()));
    Served {
        address,
        stop,
        serving,
    }
}

impl Served {
    async fn connect(&self) -> Client {
        Client {
            stream: TcpStream::connect(self.address).await.unwrap(),
            read: Vec::new(),
        }
    }

    async fn stop(self) {
        self.stop.cancel();
        self.serving.await.unwrap();
    }
}

struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Client {
    async fn send(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).await.unwrap();
    }

    /// The next response: its head and its body.
    async fn answer(&mut self) -> (String, String) {
        loop {
            if let Some(answer) = self.parse() {
                return answer;
            }
            assert_ne!(
                self.stream.read_buf(&mut self.read).await.unwrap(),
                0,
                "the connection ended"
            );
        }
    }

    fn parse(&mut self) -> Option<(String, String)> {
        let text = String::from_utf8(self.read.clone()).unwrap();
        let (head, rest) = text.split_once("\r\n\r\n")?;
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or("0", str::trim);
        let body = rest.get(..length.parse().unwrap())?;
        self.read = rest.as_bytes()[body.len()..].to_vec();
        Some((head.to_owned(), body.to_owned()))
    }

    /// Waits until the other side closes or resets the connection.
    async fn ended(&mut self) {
        drop(self.stream.read_to_end(&mut self.read).await);
    }
}

fn announces_close(head: &str) -> bool {
    head.lines()
        .any(|line| line.eq_ignore_ascii_case("connection: close"))
}

fn post(path: &str, length: usize, extra: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n{extra}\r\n")
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_send_its_request_is_disconnected() {
    let served = served();
    for sent in ["", "PRI * H", "GET / HTTP/1.1\r\nx: "] {
        let mut client = served.connect().await;
        client.send(sent).await;
        let began = Instant::now();
        client.ended().await;
        assert!(
            began.elapsed() < HEAD_TIMEOUT * 2,
            "{sent}: {:?}",
            began.elapsed()
        );
    }
    served.stop().await;
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_outlives_the_timeouts_of_common_proxies() {
    let served = served();
    let mut client = served.connect().await;
    for _ in 0..3 {
        client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        assert_eq!(client.answer().await.1, "0 bytes");
        sleep(OTHERS_KEEP).await;
    }
    let began = Instant::now();
    client.ended().await;
    assert!(began.elapsed() <= IDLE_TIMEOUT, "{:?}", began.elapsed());
    served.stop().await;
}

#[tokio::test(start_paused = true)]
async fn the_head_timeout_also_applies_after_an_idle_time() {
    let served = served();
    let mut client = served.connect().await;
    for pause in [Duration::ZERO, OTHERS_KEEP] {
        client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        client.answer().await;
        sleep(pause).await;
        client.send("GET / HTTP/1.1\r\nx: ").await;
        let began = Instant::now();
        client.ended().await;
        assert!(
            began.elapsed() < HEAD_TIMEOUT * 2,
            "after {pause:?}: {:?}",
            began.elapsed()
        );
        client = served.connect().await;
    }
    served.stop().await;
}

#[tokio::test(start_paused = true)]
async fn pipelined_bytes_survive_parking_the_connection() {
    let served = served();
    let mut client = served.connect().await;
    client
        .send("GET / HTTP/1.1\r\nhost: x\r\n\r\nPOST / HTTP/1.1\r\nhost: x\r\ncontent-le")
        .await;
    assert_eq!(client.answer().await.1, "0 bytes");
    sleep(Duration::from_secs(5)).await;
    client
        .send("ngth: 3\r\n\r\nabcGET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await;
    assert_eq!(client.answer().await.1, "3 bytes");
    assert_eq!(client.answer().await.1, "0 bytes");
    served.stop().await;
}

#[tokio::test]
async fn an_early_response_keeps_the_connection_or_announces_its_end() {
    let served = served();
    for length in [1, 1_000, 256 * 1024] {
        let mut client = served.connect().await;
        // The body arrives in two parts: the second one after the head was handled.
        client.send(&post("/refused", length, "")).await;
        client.send(&"x".repeat(length / 2)).await;
        client.send(&"x".repeat(length - length / 2)).await;
        let (head, body) = client.answer().await;
        assert_eq!(
            (announces_close(&head), body.as_str()),
            (false, "refused"),
            "{length}: {head}"
        );
        client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        assert_eq!(client.answer().await.1, "0 bytes", "{length}");
    }
    for (length, extra) in [
        (256 * 1024 + 1, ""),
        (8 * 1024 * 1024, ""),
        (5, "expect: 100-continue\r\n"),
    ] {
        let mut client = served.connect().await;
        client.send(&post("/refused", length, extra)).await;
        let (head, body) = client.answer().await;
        assert_eq!(
            (announces_close(&head), body.as_str()),
            (true, "refused"),
            "{length}: {head}"
        );
        // The server still reads for a while: otherwise the client's next bytes would reset the
        // connection before the response is read.
        client.send(&"x".repeat(length.min(1024 * 1024))).await;
        client.ended().await;
    }
    served.stop().await;
}

#[tokio::test]
async fn an_unread_chunked_body_is_discarded_or_ends_the_connection() {
    let served = served();
    let mut client = served.connect().await;
    client.send("POST /refused HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n").await;
    assert!(!announces_close(&client.answer().await.0));
    client
        .send("POST /refused HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
        .await;
    let chunk = format!("{:x}\r\n{}\r\n", 64 * 1024, "x".repeat(64 * 1024));
    client.send(&chunk.repeat(5)).await;
    assert!(announces_close(&client.answer().await.0));
    served.stop().await;
}

#[tokio::test]
async fn the_kernel_queues_many_connections_before_they_are_accepted() {
    let listener = bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    let mut held = Vec::new();
    for number in 0..500 {
        let connected = timeout(Duration::from_secs(30), TcpStream::connect(address)).await;
        held.push(
            connected
                .unwrap_or_else(|_| panic!("connection {number} was not queued"))
                .unwrap(),
        );
    }
    assert_eq!(held.len(), 500);
}
