//! Limits on the memory that strangers can make the server use, through connections, bodies,
//! passwords and pictures.

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
/// Limit for an idle connection.
const CONNECTION_KIB_MAX: u64 = 12;
/// Limit for the two lanes that draw pictures, each in its own process.
const DRAWING_MIB_MAX: u64 = 20 + 84;
/// Limit for everything together while pictures are drawn.
const TOGETHER_MIB_MAX: u64 = 150;

#[tokio::test(flavor = "multi_thread")]
async fn idle_connections_use_little_memory() {
    const COUNT: usize = 1_500;
    // The test holds its ends of the connections, and a few files of its own.
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
    // Allocate first what the server allocates only once.
    let warm = open_connections(&causeway, 50).await;
    join_all(warm.into_iter().map(after_one_request)).await;
    let before = causeway.memory_kib("RssAnon");
    let silent = open_connections(&causeway, COUNT).await;
    // The server has accepted all previous connections when it answers this one.
    let mut last = after_one_request(TcpStream::connect(causeway.address()).await.unwrap()).await;
    let per_connection = |after: u64| after.saturating_sub(before) / COUNT as u64;
    let silent_kib = per_connection(causeway.memory_kib("RssAnon"));
    assert!(
        silent_kib <= CONNECTION_KIB_MAX,
        "an idle connection uses {silent_kib} KiB"
    );
    let mut asked = join_all(silent.into_iter().map(after_one_request)).await;
    eventually(
        "connections that are idle after a request use little memory",
        async || {
            (per_connection(causeway.memory_kib("RssAnon")) <= CONNECTION_KIB_MAX).then_some(())
        },
    )
    .await;
    // Each connection still works.
    for stream in asked.iter_mut().step_by(100).chain([&mut last]) {
        ask(stream).await;
    }
}

async fn open_connections(causeway: &CausewayProcess, count: usize) -> Vec<TcpStream> {
    let mut streams = Vec::new();
    for _ in 0..count {
        streams.push(TcpStream::connect(causeway.address()).await.unwrap());
    }
    streams
}

async fn after_one_request(mut stream: TcpStream) -> TcpStream {
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
async fn memory_is_returned_after_a_flood_of_sign_ins() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    causeway.sign_in().await;
    let before = causeway.memory_kib("RssAnon");
    for round in 0..4 {
        join_all((0..16).map(|number| try_to_sign_in(&causeway, round * 16 + number))).await;
    }
    eventually("the memory is returned", async || {
        (causeway.memory_kib("RssAnon") <= before + 10 * KIB_PER_MIB).then_some(())
    })
    .await;
    // The peak stays below what two password computations need.
    let most = causeway.memory_kib("VmHWM");
    assert!(most <= TOGETHER_MIB_MAX * KIB_PER_MIB, "at most {most} KiB");
}

/// Each attempt has its own address, because the number per address is limited.
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
async fn request_bodies_before_sign_in_are_bounded() {
    const COUNT: usize = 300;
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let before = causeway.memory_kib("RssAnon");
    for path in ["/api/v1/auth/login", "/api/v1/setup"] {
        let mut held = open_connections(&causeway, COUNT).await;
        join_all(
            held.iter_mut()
                .map(|stream| begin_body(stream, path, 250_000)),
        )
        .await;
        // The server refuses each request before its body arrives, and closes the connection.
        for stream in &mut held {
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
            assert!(
                answer.to_ascii_lowercase().contains("connection: close"),
                "{answer}"
            );
        }
        let mut held = open_connections(&causeway, COUNT).await;
        join_all(
            held.iter_mut()
                .map(|stream| begin_body(stream, path, 4_000)),
        )
        .await;
        // The server waits for bodies within the limit, but only for a limited number per address.
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
            "{refused} are refused because of the limit per address"
        );
    }
    eventually("the memory is returned", async || {
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
async fn decompression_bombs_do_not_exhaust_memory() {
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let channel = connect_to(&causeway, None).await;
    let omni = Omni::new(&causeway, &channel.token);
    let bomb = progressive_jpeg(5_000, 4_000);
    causeway.limit_memory(100 * KIB_PER_MIB);
    // Some clients hang up after sending the file.
    for _ in 0..6 {
        let mut stream = TcpStream::connect(causeway.address()).await.unwrap();
        send_file(&mut stream, &channel.token, &bomb).await;
    }
    // Others wait for the response.
    let kept = join_all((0..6).map(|_| upload(&causeway, &channel.token, bomb.clone()))).await;
    assert!(kept.iter().all(|file| file["width"] == 5_000), "{kept:?}");
    // Visitors also send pictures by URL.
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
    // Meanwhile a small picture still gets its thumbnail.
    let small = upload(&causeway, &channel.token, SMALL_PICTURE.to_vec()).await;
    assert_eq!(small["width"], 1);
    // The pages of the executable do not count, because a test build has several times as many.
    let most = causeway.memory_kib("VmHWM") - causeway.memory_kib("RssFile");
    assert!(
        most <= (TOGETHER_MIB_MAX - DRAWING_MIB_MAX) * KIB_PER_MIB,
        "at most {most} KiB"
    );
    check_thumbnail(&channel.admin).await;
}

/// Staff's own picture gets a thumbnail, and one that needs too much memory does not.
async fn check_thumbnail(staff: &Session) {
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
        let answer = eventually("the thumbnail is ready or refused", async || {
            let answer = staff.request(Method::GET, &path).send().await.unwrap();
            (answer.status() != 503).then_some(answer)
        })
        .await;
        assert_eq!(answer.status(), status);
    }
}

/// A PNG of one red pixel.
const SMALL_PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// A grey JPEG whose decoding takes 9 bytes a pixel although its header announces 3. It has three
/// scans; the last two refine the first.
fn progressive_jpeg(width: u16, height: u16) -> Vec<u8> {
    let [w1, w2] = width.to_be_bytes();
    let [h1, h2] = height.to_be_bytes();
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0];
    jpeg.extend([1; 64]);
    jpeg.extend([
        0xFF, 0xC2, 0, 17, 8, h1, h2, w1, w2, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
    ]);
    // One code of one bit: no difference from the previous block.
    jpeg.extend([
        0xFF, 0xC4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
    let blocks = usize::from(width.div_ceil(8)) * usize::from(height.div_ceil(8));
    for precision in [0x02, 0x21, 0x10] {
        jpeg.extend([0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, precision]);
        // One bit per block and colour.
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

async fn upload(causeway: &CausewayProcess, token: &str, bytes: Vec<u8>) -> serde_json::Value {
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
