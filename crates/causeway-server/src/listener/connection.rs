//! The life of one connection.
//!
//! hyper holds some 20 KiB for a connection that it serves, and can't distinguish an idle client
//! from one that doesn't finish its request. So a connection is passed to hyper when its first byte
//! arrives, and taken back after a short idle time: an idle connection costs a task and a socket.

use std::{
    future::{Future, poll_fn},
    net::SocketAddr,
    pin::{Pin, pin},
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::Router;
use bytes::Bytes;
use hyper::server::conn::http1;
use tokio::{
    net::TcpStream,
    time::{self, Sleep},
};
use tokio_util::sync::CancellationToken;

use crate::listener::{
    exchange::Exchange,
    socket::Socket,
    watch::{HEAD_TIMEOUT, Next, PARK_AFTER, Watch},
};

/// How long a connection may wait for its next request. Longer than the idle timeout of common
/// proxies and client pools (60 to 90 s by default), so that they close it, and none sends a
/// request on a connection that is being closed.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_mins(2);
/// Size of the read and write buffers of a connection, and so the longest head of a request. It
/// bounds the memory that an unauthenticated client can make us hold.
const BUFFER_BYTES_MAX: usize = 16 * 1024;

type Connection = http1::UpgradeableConnection<Socket, Exchange>;

/// Serves one connection until it ends.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    stop: CancellationToken,
) {
    let mut idle = (stream, HEAD_TIMEOUT);
    loop {
        let (stream, patience) = idle;
        if !has_begun(&stream, patience, &stop).await {
            return;
        }
        // Boxed: a waiting connection should not occupy the space that hyper needs.
        let served = Box::pin(serve_while_busy(stream, peer, router.clone(), &stop));
        let Some(stream) = served.await else { return };
        idle = (stream, IDLE_TIMEOUT.saturating_sub(PARK_AFTER));
    }
}

/// Waits for the first byte of a request. Returns whether one arrived.
async fn has_begun(stream: &TcpStream, patience: Duration, stop: &CancellationToken) -> bool {
    let mut first = [0];
    tokio::select! {
        peeked = time::timeout(patience, stream.peek(&mut first)) => matches!(peeked, Ok(Ok(1))),
        () = stop.cancelled() => false,
    }
}

/// Serves requests until the connection is closed, or becomes idle and is returned.
async fn serve_while_busy(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    stop: &CancellationToken,
) -> Option<TcpStream> {
    let mut socket = (stream, Bytes::new());
    loop {
        let watch = Watch::new();
        let exchange = Exchange {
            router: router.clone(),
            peer,
            watch: watch.clone(),
        };
        let (stream, ahead) = socket;
        // HTTP/1.1 only: browsers use HTTP/2 over TLS only, and a proxy in front of us terminates
        // TLS.
        let mut builder = http1::Builder::new();
        builder.max_buf_size(BUFFER_BYTES_MAX);
        let connection =
            builder.serve_connection(Socket::new(stream, ahead, watch.clone()), exchange);
        let mut connection = connection.with_upgrades();
        if !is_parked(&mut connection, &watch, stop).await {
            return None;
        }
        let parts = connection.into_parts()?;
        if parts.read_buf.is_empty() {
            return Some(parts.io.into_stream());
        }
        // The next request, or its beginning, has arrived already.
        socket = (parts.io.into_stream(), parts.read_buf);
    }
}

/// Drives a connection. Returns whether it is idle rather than closed.
async fn is_parked(connection: &mut Connection, watch: &Watch, stop: &CancellationToken) -> bool {
    let mut stopping = pin!(stop.cancelled());
    let mut is_stopping = false;
    let mut timer = pin!(time::sleep(HEAD_TIMEOUT));
    poll_fn(|cx| {
        if !is_stopping && stopping.as_mut().poll(cx).is_ready() {
            is_stopping = true;
            Pin::new(&mut *connection).graceful_shutdown();
        }
        if let Poll::Ready(ended) = Pin::new(&mut *connection).poll(cx) {
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended with an error");
            }
            return Poll::Ready(false);
        }
        poll_next(timer.as_mut(), watch.next(), cx)
    })
    .await
}

/// Waits for the next step. Ready with whether to park the connection.
fn poll_next(mut timer: Pin<&mut Sleep>, next: Next, cx: &mut Context<'_>) -> Poll<bool> {
    let (at, parks) = match next {
        Next::Wait => return Poll::Pending,
        Next::Park(at) => (at, true),
        Next::Close(at) => (at, false),
    };
    if timer.deadline() != at {
        timer.as_mut().reset(at);
    }
    ready!(timer.poll(cx));
    if !parks {
        tracing::debug!("the head of a request did not arrive in time");
    }
    Poll::Ready(parks)
}
