//! For those who operate Causeway: is it alive, is it ready, what does it do.

use std::time::Duration;

use axum::{extract::State, routing::get};
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// How long the store may take to answer before this node counts as not ready.
const READY_WITHIN: Duration = Duration::from_secs(2);

/// The routes at the root.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// The store answers, so this node can serve.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(READY_WITHIN, app.store.last_event()).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready: the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database answers too slowly"),
    }
}

/// Counters in the text format of Prometheus.
async fn metrics(State(app): State<App>) -> String {
    app.metrics.render()
}
