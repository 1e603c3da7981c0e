//! Serves connections, and can close one instead of answering, which web frameworks do not offer.

use axum::Router;
use axum::body::Body;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Timeout for the head of a request.
const HEADER_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(15);

/// A response extension: closes the connection instead of sending the response.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HangUp;

/// The error that makes hyper close the connection.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed intentionally")]
struct HungUp;

/// Serves until dropped. Its connections end with it.
pub(crate) async fn run(listener: TcpListener, router: Router) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, router.clone()));
                }
                // Probably no file descriptors are left: other connections have to end first.
                Err(error) => {
                    tracing::warn!(%error, "a connection can't be accepted");
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, router: Router) {
    let service = service_fn(move |request: Request<Incoming>| {
        answer(router.clone(), request.map(Body::new))
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = connection.await {
        tracing::debug!(%error, "a connection ended early");
    }
}

async fn answer(router: Router, request: Request<Body>) -> Result<Response<Body>, HungUp> {
    let Ok(response) = router.oneshot(request).await;
    if response.extensions().get::<HangUp>().is_some() {
        Err(HungUp)
    } else {
        Ok(response)
    }
}
