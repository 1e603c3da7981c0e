//! Accepts connections within limits.
//!
//! [`serve`] accepts connections; [`connection`] runs one and passes it to hyper only while there
//! is something to read; [`socket`] reports when bytes are read and written; [`exchange`] responds
//! to a request and deals with the rest of its body. [`watch`] is their shared state: the phase of
//! the connection, and since when.

mod connection;
mod exchange;
mod socket;
mod watch;

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use rustix::process::{Resource, getrlimit};
use socket2::SockRef;
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::Semaphore,
    time,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Concurrent connections. Each open screen is one.
const CONNECTIONS_MAX: usize = 10_000;
/// File descriptors reserved for the database, files and outgoing requests when every connection is
/// in use.
const HANDLES_KEPT: u64 = 512;
/// Connections that the kernel queues until they are accepted: after a restart, all screens and
/// channels reconnect within the same second. Linux caps it at `net.core.somaxconn`.
const BACKLOG: u32 = 4_096;
/// How long requests in progress may take to finish when the server stops.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// Pause after `accept` failed: the process is out of file descriptors, and retrying immediately
/// would spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long sent data may stay unacknowledged: a reader whose network is down does not close the
/// connection, and an open screen makes its reader count as present.
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(20);

/// Starts to listen on `address`.
pub(crate) fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    // A restart must not wait until the kernel forgets the previous connections.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves `router` on `listener` until `stop`, then lets requests in progress finish.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(places()));
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
                tracing::warn!(%error, "a connection could not be accepted");
                time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        prepare(&stream);
        let (router, stop) = (router.clone(), stop.clone());
        connections.spawn(async move {
            connection::serve(stream, peer, router, stop).await;
            drop(place);
        });
    }
    connections.close();
    if time::timeout(STOP_TIMEOUT, connections.wait())
        .await
        .is_err()
    {
        tracing::warn!("some connections were closed because they did not end in time");
    }
}

/// How many connections to accept: fewer if the system's limit of open files is low.
fn places() -> usize {
    let handles = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let room = usize::try_from(handles.saturating_sub(HANDLES_KEPT).max(handles / 2))
        .unwrap_or(usize::MAX);
    if room < CONNECTIONS_MAX {
        tracing::warn!(
            connections_max = room,
            "the system's limit of open files allows fewer connections"
        );
    }
    room.min(CONNECTIONS_MAX)
}

/// Sets the socket options of a connection. It works without them, so errors are ignored.
fn prepare(stream: &TcpStream) {
    // Responses are small, and latency matters more than the number of packets.
    drop(stream.set_nodelay(true));
    drop(SockRef::from(stream).set_tcp_user_timeout(Some(UNACKNOWLEDGED_MAX)));
}

#[cfg(test)]
mod tests;
