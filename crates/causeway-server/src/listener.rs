//! Taking connections, within bounds.

use std::{pin::pin, sync::Arc, time::Duration};

use axum::{Extension, Router, extract::ConnectInfo};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use socket2::SockRef;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long a client may take to send the head of a request, its first byte included.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// Connections at the same time. Each open screen is one; idle ones cost some kilobytes.
const CONNECTIONS_MAX: usize = 10_000;
/// How long requests under way may take to finish when the server stops.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// Pause after the system refused a connection: it is out of file handles, and trying at once would spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long what we sent may go unacknowledged: a reader whose network is gone does not hang up, and an open screen makes
/// its reader count as present.
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(20);

/// Serves `router` on `listener` until `stop`, then lets requests under way finish.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    // HTTP/1.1 only: browsers speak HTTP/2 over TLS alone, which a proxy in front of us ends.
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let connections = TaskTracker::new();
    loop {
        let place = tokio::select! {
            () = stop.cancelled() => break,
            place = Arc::clone(&places).acquire_owned() => place,
        };
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        prepare(&stream);
        let service = TowerToHyperService::new(router.clone().layer(Extension(ConnectInfo(peer))));
        let connection = builder.serve_connection(TokioIo::new(stream), service).with_upgrades();
        let stop = stop.clone();
        connections.spawn(async move {
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = stop.cancelled() => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection broke off");
            }
            drop(place);
        });
    }
    connections.close();
    if time::timeout(STOP_TIMEOUT, connections.wait()).await.is_err() {
        tracing::warn!("some connections were cut, since they did not end in time");
    }
}

/// Sets what the system is to do with a connection. Where it can't, the connection serves all the same.
fn prepare(stream: &TcpStream) {
    // Answers are small and latency matters more than packets.
    drop(stream.set_nodelay(true));
    drop(SockRef::from(stream).set_tcp_user_timeout(Some(UNACKNOWLEDGED_MAX)));
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_client_that_does_not_send_its_request_is_hung_up_on() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let serving = tokio::spawn(serve(listener, Router::new().route("/", get(|| async { "ok" })), stop.clone()));
        for said in ["", "PRI * H", "GET / HTTP/1.1\r\nx: "] {
            let mut client = TcpStream::connect(address).await.unwrap();
            client.write_all(said.as_bytes()).await.unwrap();
            let mut answer = Vec::new();
            // An end, polite or not: what counts is that the place is free again.
            drop(client.read_to_end(&mut answer).await);
        }
        stop.cancel();
        serving.await.unwrap();
    }
}
