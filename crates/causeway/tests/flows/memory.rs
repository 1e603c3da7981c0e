//! What strangers can make the server hold: connections, bodies, passwords and pictures, each more than it should ever see.

#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use std::{net::SocketAddr, process::Command};

use axum::{Router, body::Body, response::Response};
use causeway_testkit::{CausewayProcess, TestDatabase, http_client, process::Session};
use futures_util::future::join_all;
use http::{HeaderMap, Method, header};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{Omni, connect_to, eventually};

const KIB_PER_MIB: u64 = 1_024;
/// What an idle connection may cost.
const CONNECTION_KIB_MAX: u64 = 12;
/// What the two lanes may take in which pictures are drawn, each in a process of its own.
const DRAWING_MIB_MAX: u64 = 20 + 84;
/// What everything may take together while pictures are drawn.
const TOGETHER_MIB_MAX: u64 = 150;

#[tokio::test(flavor = "multi_thread")]
async fn idle_connections_cost_little_before_and_after_a_request() {
    const COUNT: usize = 1_500;
    // Both ends of this side, and what the test itself needs.
    let pid = std::process::id().to_string();
    assert!(
        Command::new("prlimit")
            .args(["--pid", &pid, "--nofile=8192:8192"])
            .status()
            .unwrap()
            .success()
    );
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    // What is only ever needed once is there.
    let warm = connected(&causeway, 50).await;
    join_all(warm.into_iter().map(asked_once)).await;
    let before = causeway.memory_kib("RssAnon");
    let silent = connected(&causeway, COUNT).await;
    // It has taken the last of them.
    let mut last = asked_once(TcpStream::connect(causeway.address()).await.unwrap()).await;
    let per_connection = |after: u64| after.saturating_sub(before) / COUNT as u64;
    let silent_kib = per_connection(causeway.memory_kib("RssAnon"));
    assert!(
        silent_kib <= CONNECTION_KIB_MAX,
        "a silent one costs {silent_kib} KiB"
    );
    let mut asked = join_all(silent.into_iter().map(asked_once)).await;
    eventually(
        "connections that are idle after a request cost little",
        async || {
            (per_connection(causeway.memory_kib("RssAnon")) <= CONNECTION_KIB_MAX).then_some(())
        },
    )
    .await;
    // Each still serves.
    for stream in asked.iter_mut().step_by(100).chain([&mut last]) {
        ask(stream).await;
    }
}

async fn connected(causeway: &CausewayProcess, count: usize) -> Vec<TcpStream> {
    let mut streams = Vec::new();
    for _ in 0..count {
        streams.push(TcpStream::connect(causeway.address()).await.unwrap());
    }
    streams
}

async fn asked_once(mut stream: TcpStream) -> TcpStream {
    ask(&mut stream).await;
    stream
}

async fn ask(stream: &mut TcpStream) {
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut answer = vec![0; 2_048];
    let read = stream.read(&mut answer).await.unwrap();
    assert!(
        answer[..read].starts_with(b"HTTP/1.1 200"),
        "{}",
        String::from_utf8_lossy(&answer[..read])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_comes_back_after_a_flood_of_sign_ins() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    causeway.sign_in().await;
    let before = causeway.memory_kib("RssAnon");
    for round in 0..4 {
        join_all((0..16).map(|number| try_to_sign_in(&causeway, round * 16 + number))).await;
    }
    eventually("the memory comes back", async || {
        (causeway.memory_kib("RssAnon") <= before + 10 * KIB_PER_MIB).then_some(())
    })
    .await;
    // At no time was there more than two computations need.
    let most = causeway.memory_kib("VmHWM");
    assert!(most <= TOGETHER_MIB_MAX * KIB_PER_MIB, "at most {most} KiB");
}

/// Each from an address of its own: otherwise their number is limited.
async fn try_to_sign_in(causeway: &CausewayProcess, number: usize) {
    let headers = HeaderMap::from_iter([
        (header::ORIGIN, causeway.url("").parse().unwrap()),
        (
            "x-forwarded-for".parse().unwrap(),
            format!("203.0.113.{number}").parse().unwrap(),
        ),
    ]);
    let login =
        json!({ "email": format!("guess{number}@example.com"), "password": "a guess of mine" });
    let answer = http_client(headers)
        .post(causeway.url("/api/v1/auth/login"))
        .json(&login)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_of_strangers_are_small_or_not_held() {
    const COUNT: usize = 300;
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let before = causeway.memory_kib("RssAnon");
    for path in ["/api/v1/auth/login", "/api/v1/setup"] {
        let mut held = connected(&causeway, COUNT).await;
        join_all(
            held.iter_mut()
                .map(|stream| begin_body(stream, path, 250_000)),
        )
        .await;
        // Each is refused before its body has come, and told that the connection ends.
        for stream in &mut held {
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
            assert!(
                answer.to_ascii_lowercase().contains("connection: close"),
                "{answer}"
            );
        }
        let mut held = connected(&causeway, COUNT).await;
        join_all(
            held.iter_mut()
                .map(|stream| begin_body(stream, path, 4_000)),
        )
        .await;
        // Those that may be right are waited for, but not all of one address.
        let mut refused = 0;
        for stream in &mut held {
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.ok();
            assert!(
                answer.starts_with("HTTP/1.1 408") || answer.starts_with("HTTP/1.1 503"),
                "{answer}"
            );
            refused += usize::from(answer.starts_with("HTTP/1.1 503"));
        }
        assert!(
            refused >= COUNT - 64,
            "{refused} are refused for want of a place"
        );
    }
    eventually("the memory comes back", async || {
        (causeway.memory_kib("RssAnon") <= before + 10 * KIB_PER_MIB).then_some(())
    })
    .await;
    let most = causeway.memory_kib("VmHWM");
    assert!(most <= TOGETHER_MIB_MAX * KIB_PER_MIB, "at most {most} KiB");
}

/// Sends the head of a request and the beginning of its body.
async fn begin_body(stream: &mut TcpStream, path: &str, length: usize) {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&vec![b' '; length / 2]).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_unfold_do_not_exhaust_memory() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let channel = connect_to(&causeway, None).await;
    let omni = Omni::new(&causeway, &channel.token);
    let bomb = progressive_jpeg(5_000, 4_000);
    causeway.limit_memory(100 * KIB_PER_MIB);
    // Those who hang up as soon as they have sent it.
    for _ in 0..6 {
        let mut stream = TcpStream::connect(causeway.address()).await.unwrap();
        send_file(&mut stream, &channel.token, &bomb).await;
    }
    // Those who wait.
    let kept = join_all((0..6).map(|_| hand_in(&causeway, &channel.token, bomb.clone()))).await;
    assert!(kept.iter().all(|file| file["width"] == 5_000), "{kept:?}");
    // And visitors who send an address.
    let media = serve_file(bomb).await;
    let mut enquiry_id = String::new();
    for number in 0..4 {
        let attachment = json!({ "url": format!("http://{media}/{number}.jpg") });
        let message = json!({
            "id": format!("m-{number}"), "visitor": { "id": "u-1" }, "type": "image", "attachment": attachment,
        });
        let (status, answer) = omni.post("/messages", &message).await;
        assert_eq!(status, 201, "{answer}");
        enquiry_id = answer["enquiryId"].as_str().unwrap().to_owned();
    }
    eventually("the pictures are copied", async || {
        let messages = channel
            .admin
            .get(&format!("/enquiries/{enquiry_id}/messages"))
            .await;
        let items = messages["items"].as_array().unwrap().clone();
        let ready = items
            .iter()
            .filter(|item| item["attachment"]["state"] == "ready")
            .count();
        (ready == 4).then_some(())
    })
    .await;
    // A small one is drawn meanwhile.
    let small = hand_in(&causeway, &channel.token, SMALL_PICTURE.to_vec()).await;
    assert_eq!(small["width"], 1);
    // Without the pages of the program's file, of which a build for tests has several times as many.
    let most = causeway.memory_kib("VmHWM") - causeway.memory_kib("RssFile");
    assert!(
        most <= (TOGETHER_MIB_MAX - DRAWING_MIB_MAX) * KIB_PER_MIB,
        "at most {most} KiB"
    );
    drawn_small(&channel.admin).await;
}

/// A picture of staff's own is drawn, and one that takes too much memory is not.
async fn drawn_small(staff: &Session) {
    for (bytes, status) in [
        (SMALL_PICTURE.to_vec(), 200),
        (progressive_jpeg(5_000, 4_000), 404),
    ] {
        let request = staff
            .request(Method::POST, "/files")
            .body(bytes)
            .send()
            .await
            .unwrap();
        let file: serde_json::Value = serde_json::from_str(&request.text().await.unwrap()).unwrap();
        let path = format!("/files/{}?thumbnail=true", file["fileId"].as_str().unwrap());
        let answer = eventually("it is drawn, or can't be", async || {
            let answer = staff.request(Method::GET, &path).send().await.unwrap();
            (answer.status() != 503).then_some(answer)
        })
        .await;
        assert_eq!(answer.status(), status);
    }
}

/// A PNG of one red pixel.
const SMALL_PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// A grey picture that takes 9 bytes a pixel to decode, where its header tells of 3: three scans, of which the last two make the
/// first more precise.
fn progressive_jpeg(width: u16, height: u16) -> Vec<u8> {
    let [w1, w2] = width.to_be_bytes();
    let [h1, h2] = height.to_be_bytes();
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0];
    jpeg.extend([1; 64]);
    jpeg.extend([
        0xFF, 0xC2, 0, 17, 8, h1, h2, w1, w2, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
    ]);
    // One code of one bit: no difference to the block before.
    jpeg.extend([
        0xFF, 0xC4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
    let blocks = usize::from(width.div_ceil(8)) * usize::from(height.div_ceil(8));
    for precision in [0x02, 0x21, 0x10] {
        jpeg.extend([0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, precision]);
        // One bit a block and colour.
        jpeg.extend(vec![0; (blocks * 3).div_ceil(8)]);
    }
    jpeg.extend([0xFF, 0xD9]);
    jpeg
}

async fn send_file(stream: &mut TcpStream, token: &str, bytes: &[u8]) {
    let head = format!(
        "POST /omni/v1/files HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\ncontent-type: image/jpeg\r\n\
         content-length: {}\r\n\r\n",
        bytes.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
}

async fn hand_in(causeway: &CausewayProcess, token: &str, bytes: Vec<u8>) -> serde_json::Value {
    let request = http_client(HeaderMap::new())
        .post(causeway.url("/omni/v1/files"))
        .bearer_auth(token);
    let answer = request
        .header(header::CONTENT_TYPE, "image/jpeg")
        .body(bytes)
        .send()
        .await
        .unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, 201, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Serves these bytes at every path.
async fn serve_file(bytes: Vec<u8>) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer = async move || {
        Response::builder()
            .header("content-type", "image/jpeg")
            .body(Body::from(bytes))
            .unwrap()
    };
    tokio::spawn(async move {
        axum::serve(listener, Router::new().fallback(answer))
            .await
            .unwrap();
    });
    address
}
