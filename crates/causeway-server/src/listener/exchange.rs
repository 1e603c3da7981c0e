//! One request and its response. A response may be sent before the request's body was read
//! completely. Then the rest is read, if it is small, or the response announces that the connection
//! closes, so that the client sends no further request on it.

use std::{
    convert::Infallible,
    future::Future,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, header};
use http_body_util::BodyExt;
use hyper::{
    body::{Body as HttpBody, Frame, Incoming, SizeHint},
    service::Service,
};
use tokio::time::timeout;
use tower::ServiceExt;

use crate::listener::watch::Watch;

/// How much of an unread body is discarded to keep its connection open: the size of the largest
/// JSON body.
const REST_BYTES_MAX: u64 = 256 * 1024;
/// Timeout of that. The rest is on its way already, or the client waits for the response.
const REST_TIMEOUT: Duration = Duration::from_secs(1);

/// Handles the requests of one connection.
#[derive(Clone)]
pub(super) struct Exchange {
    pub(super) router: Router,
    pub(super) peer: SocketAddr,
    pub(super) watch: Watch,
}

impl Service<Request<Incoming>> for Exchange {
    type Response = Response<Answer>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        let Self {
            router,
            peer,
            watch,
        } = self.clone();
        watch.request();
        request.extensions_mut().insert(ConnectInfo(peer));
        Box::pin(async move {
            let (request, rest) = split(request);
            let Ok(mut response) = router.oneshot(request).await;
            if let Some(rest) = rest
                && !rest.settle().await
            {
                response
                    .headers_mut()
                    .insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            if closes(response.headers()) {
                watch.linger();
            }
            Ok(response.map(|body| Answer { body, watch }))
        })
    }
}

/// Shares the request's body, so that the rest can be read when its handler has finished.
fn split(request: Request<Incoming>) -> (Request<Body>, Option<Rest>) {
    if request.body().is_end_stream() {
        return (request.map(|_| Body::empty()), None);
    }
    let is_awaited = request.headers().contains_key(header::EXPECT);
    let (parts, body) = request.into_parts();
    let body = Shared(Arc::new(Mutex::new(Source {
        body,
        was_asked: false,
        has_ended: false,
    })));
    let rest = Rest {
        body: body.clone(),
        is_awaited,
    };
    (Request::from_parts(parts, Body::new(body)), Some(rest))
}

fn closes(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONNECTION)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"close"))
}

/// A request's body, shared by its handler and [`Rest`].
#[derive(Clone)]
struct Shared(Arc<Mutex<Source>>);

struct Source {
    body: Incoming,
    was_asked: bool,
    has_ended: bool,
}

impl Shared {
    fn source(&self) -> MutexGuard<'_, Source> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let mut source = self.source();
        source.was_asked = true;
        if source.has_ended {
            return Poll::Ready(None);
        }
        let frame = ready!(Pin::new(&mut source.body).poll_frame(cx));
        source.has_ended = frame.is_none() || source.body.is_end_stream();
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        let source = self.source();
        source.has_ended || source.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.source().body.size_hint()
    }
}

/// The part of a request's body that its handler did not read.
struct Rest {
    body: Shared,
    /// The client sends the body only after `100 Continue` (RFC 9110 §10.1.1).
    is_awaited: bool,
}

impl Rest {
    /// Discards the rest, if it is small. Returns whether the body has ended.
    async fn settle(mut self) -> bool {
        if self.body.is_end_stream() {
            return true;
        }
        // Polling an awaited body for its first byte would make hyper request all of it.
        let is_unsent = self.is_awaited && !self.body.source().was_asked;
        if is_unsent || self.body.size_hint().lower() > REST_BYTES_MAX {
            return false;
        }
        timeout(REST_TIMEOUT, self.read()).await.unwrap_or(false)
    }

    async fn read(&mut self) -> bool {
        let mut left = REST_BYTES_MAX;
        while let Some(frame) = self.body.frame().await {
            let Ok(frame) = frame else { return false };
            let length = frame.data_ref().map_or(0, Bytes::len) as u64;
            let Some(still) = left.checked_sub(length) else {
                return false;
            };
            left = still;
        }
        true
    }
}

/// The body of a response. The connection counts as idle when it is dropped.
pub(super) struct Answer {
    body: Body,
    watch: Watch,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.watch.answered();
    }
}
