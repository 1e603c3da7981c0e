//! Taking connections, within bounds.
//!
//! The cast: [`serve`] takes connections; [`connection`] leads one through its life and hands it to hyper only while there
//! is something to read; [`socket`] tells when bytes come and go; [`exchange`] answers a request and settles what is left of
//! its body. [`watch`] is what they share: what the connection is doing, and since when.

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

/// Connections at the same time. Each open screen is one.
const CONNECTIONS_MAX: usize = 10_000;
/// File handles that are left for the database, files and outgoing requests when every connection is taken.
const HANDLES_KEPT: u64 = 512;
/// Connections that the system holds until they are taken: after a restart, every screen and channel comes back within the
/// same second. Linux cuts it to `net.core.somaxconn`.
const BACKLOG: u32 = 4_096;
/// How long requests under way may take to finish when the server stops.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// Pause after the system refused a connection: it is out of file handles, and trying at once would spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long what we sent may go unacknowledged: a reader whose network is gone does not hang up, and an open screen makes
/// its reader count as present.
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(20);

/// Begins to listen on `address`.
pub(crate) fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    // A restart must not wait for the connections of the run before to be forgotten.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves `router` on `listener` until `stop`, then lets requests under way finish.
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
                tracing::warn!(%error, "a connection could not be taken");
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
        tracing::warn!("some connections were cut, since they did not end in time");
    }
}

/// How many connections there is room for: fewer where the system gives this process few file handles.
fn places() -> usize {
    let handles = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let room = usize::try_from(handles.saturating_sub(HANDLES_KEPT).max(handles / 2))
        .unwrap_or(usize::MAX);
    if room < CONNECTIONS_MAX {
        tracing::warn!(
            connections_max = room,
            "the system's limit of open files leaves room for fewer connections"
        );
    }
    room.min(CONNECTIONS_MAX)
}

/// Sets what the system is to do with a connection. Where it can't, the connection serves all the same.
fn prepare(stream: &TcpStream) {
    // Answers are small and latency matters more than packets.
    drop(stream.set_nodelay(true));
    drop(SockRef::from(stream).set_tcp_user_timeout(Some(UNACKNOWLEDGED_MAX)));
}

#[cfg(test)]
mod tests;
