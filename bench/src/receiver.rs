//! The channel's webhook: answers at once and reports the arrival of expected messages.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Collected, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// A webhook on a free port. It serves until the program exits.
#[derive(Clone)]
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    expected: Expected,
}

/// The senders that report the arrival of a message, by its text.
type Expected = Arc<Mutex<HashMap<String, oneshot::Sender<Instant>>>>;

impl Receiver {
    pub(crate) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, expected) = (listener.local_addr()?, Expected::default());
        tokio::spawn(serve(listener, Arc::clone(&expected)));
        Ok(Self { address, expected })
    }

    /// Returns a channel that reports the arrival of the message with this text.
    pub(crate) fn expect(&self, text: &str) -> oneshot::Receiver<Instant> {
        let (sender, receiver) = oneshot::channel();
        self.expected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(text.to_owned(), sender);
        receiver
    }
}

async fn serve(listener: TcpListener, expected: Expected) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let expected = Arc::clone(&expected);
        let handle = service_fn(move |request| handle(request, Arc::clone(&expected)));
        // A connection that Causeway closes ends with an error.
        connections.spawn(async {
            drop(
                http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), handle)
                    .await,
            );
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn handle(
    request: Request<Incoming>,
    expected: Expected,
) -> Result<Response<Full<Bytes>>, Infallible> {
    // Causeway repeats an interrupted request.
    let body = request
        .into_body()
        .collect()
        .await
        .map(Collected::to_bytes)
        .unwrap_or_default();
    let arrived = Instant::now();
    let event: Value = serde_json::from_slice(&body).unwrap_or_default();
    let answer = event["challenge"].as_str().unwrap_or_default().to_owned();
    if let Some(text) = event["data"]["message"]["text"].as_str() {
        let waiting = expected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(text);
        // The waiting task may have timed out.
        let _ = waiting.map(|waiting| waiting.send(arrived));
    }
    Ok(Response::new(Full::from(answer)))
}
