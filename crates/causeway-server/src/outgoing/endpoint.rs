//! Endpoints for this module's tests: real sockets on free loopback ports that behave correctly or
//! not.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;

/// How an endpoint reacts to each request.
#[derive(Clone)]
pub(super) enum Behaviour {
    /// Sends these bytes and keeps the connection open.
    Answer(Vec<u8>),
    /// Sends these bytes once all requests of the barrier are in progress.
    AnswerTogether(Arc<Barrier>, Vec<u8>),
    /// Reads the request and never responds.
    Silent,
    /// Sends 200 and then single bytes, without end.
    Drip,
    /// Sends these bytes and then repeats one piece until the client disconnects.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends these bytes and closes.
    AnswerAndClose(Vec<u8>),
    /// Closes without a response.
    HangUp,
}

impl Behaviour {
    /// A well-formed response; `headers` are complete lines.
    pub(super) fn answer(status_line: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        let text =
            format!("HTTP/1.1 {status_line}\r\n{headers}content-length: {length}\r\n\r\n{body}");
        Self::Answer(text.into_bytes())
    }
}

/// A listening endpoint that records its requests.
pub(super) struct Endpoint {
    pub(super) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
}

impl Endpoint {
    pub(super) async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let (seen, counted) = (requests.clone(), connections.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *counted.lock().unwrap() += 1;
                tokio::spawn(serve(stream, behaviour.clone(), seen.clone()));
            }
        });
        Self {
            address,
            requests,
            connections,
        }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/webhook", self.address)
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub(super) fn only_request(&self) -> String {
        let requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests[0].clone()
    }

    pub(super) fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

async fn serve(
    mut stream: TcpStream,
    behaviour: Behaviour,
    seen: Arc<Mutex<Vec<String>>>,
) -> std::io::Result<()> {
    while let Some(request) = read_request(&mut stream).await? {
        seen.lock().unwrap().push(request);
        match &behaviour {
            Behaviour::Answer(bytes) => stream.write_all(bytes).await?,
            Behaviour::AnswerTogether(barrier, bytes) => {
                barrier.wait().await;
                stream.write_all(bytes).await?;
            }
            Behaviour::Silent => std::future::pending().await,
            Behaviour::Drip => {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
                    .await?;
                loop {
                    stream.write_all(b"x").await?;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
            Behaviour::Endless(head, piece) => {
                stream.write_all(head).await?;
                loop {
                    stream.write_all(piece).await?;
                }
            }
            Behaviour::AnswerAndClose(bytes) => {
                stream.write_all(bytes).await?;
                return stream.shutdown().await;
            }
            Behaviour::HangUp => return Ok(()),
        }
    }
    Ok(())
}

/// One request with its body; `None` when the client closed.
async fn read_request(stream: &mut TcpStream) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .unwrap_or("0");
            if body.len() >= length.parse().unwrap() {
                return Ok(Some(text));
            }
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    }
}
