//! The middleware of every request: a number, a log line, a time limit, and a response after a
//! panic.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use tokio::time::Instant;
use tracing::Instrument;

use crate::{
    http::files::{UPLOAD_TIMEOUT, takes_files},
    wire::{code::Code, problem::Problem},
};

/// How long a response may take to begin. Longer than a reader of the outbox may wait, and longer
/// than a challenge may take, with time to save its result.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(45);

/// The same for an upload: the file has to arrive, be stored durably, and get its thumbnail.
const FILE_TIMEOUT: Duration = UPLOAD_TIMEOUT.saturating_add(ANSWER_TIMEOUT);

/// Numbers the requests of this process, to distinguish them in its log.
static REQUESTS: AtomicU64 = AtomicU64::new(0);

/// Numbers the request and writes its log line: method, route, status and duration; never a body,
/// token, query or id of a person.
pub(super) async fn trace(path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let number = REQUESTS.fetch_add(1, Ordering::Relaxed) + 1;
    let route = path.as_ref().map_or("none", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", number, method = %request.method(), route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        if status.is_server_error() {
            tracing::warn!(status = status.as_u16(), duration_ms, "answered");
        } else if status.is_client_error() {
            tracing::info!(status = status.as_u16(), duration_ms, "answered");
        } else {
            tracing::debug!(status = status.as_u16(), duration_ms, "answered");
        }
    });
    metrics::histogram!("causeway_http_seconds", "route" => route, "status" => status.as_str().to_owned())
        .record(started.elapsed().as_secs_f64());
    response
        .headers_mut()
        .insert("x-request-number", number.into());
    response
}

/// Answers in place of a handler that takes too long. A stream is not cut off: its response has
/// already begun.
pub(super) async fn limit_time(request: Request, next: Next) -> Response {
    let within = if takes_files(request.uri().path()) {
        FILE_TIMEOUT
    } else {
        ANSWER_TIMEOUT
    };
    let answer = tokio::time::timeout(within, next.run(request)).await;
    answer.unwrap_or_else(|_| {
        tracing::error!("a handler took too long");
        Problem::new(Code::Timeout)
            .retry_after(Duration::from_secs(1))
            .into_response()
    })
}

/// Answers in place of a handler that panicked. The panic message goes to standard error.
pub(super) fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Problem::new(Code::Internal).into_response()
}

/// Adds security headers to every response: no content sniffing, no framing by other sites, and no
/// caching of API responses.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let is_api = is_api(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Whether the path belongs to one of the two APIs. Such a path is answered with problems and never
/// with a page.
pub(super) fn is_api(path: &str) -> bool {
    ["/api", "/omni", "/files"].into_iter().any(|root| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware, routing::get};
    use http::StatusCode;
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    async fn ask(router: Router) -> (StatusCode, serde_json::Value) {
        let response = router
            .oneshot(Request::new(Body::empty()))
            .await
            .expect("a router does not fail");
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    #[tokio::test(start_paused = true)]
    async fn a_handler_that_hangs_gets_a_timeout_response() {
        let router = Router::new().route("/", get(std::future::pending::<()>));
        let (status, body) = ask(router.layer(middleware::from_fn(limit_time))).await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::SERVICE_UNAVAILABLE, &"timeout".into())
        );
    }

    #[tokio::test]
    async fn a_handler_that_panics_gets_a_response_without_its_message() {
        let panicking = async || -> () { panic!("a secret") };
        let (status, body) = ask(Router::new()
            .route("/", get(panicking))
            .layer(CatchPanicLayer::custom(panicked)))
        .await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::INTERNAL_SERVER_ERROR, &"internal".into())
        );
        assert!(!body.to_string().contains("secret"), "{body}");
    }

    #[test]
    fn only_paths_under_the_api_roots_belong_to_the_apis() {
        for (path, theirs) in [
            ("/api", true),
            ("/api/x", true),
            ("/omni/v1", true),
            ("/apiary", false),
            ("/", false),
        ] {
            assert_eq!(is_api(path), theirs, "{path}");
        }
    }
}
