//! For operators: liveness, readiness and metrics.

use std::time::Duration;

use axum::{extract::State, routing::get};
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// How long the store, and likewise the folder of files, may take to answer before this node counts
/// as not ready.
const READY_WITHIN: Duration = Duration::from_secs(2);

/// The routes at the root.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// This node is ready if the database answers and can be written to, and the folder of files too.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    let check = async {
        app.store.check().await?;
        app.store.last_event().await
    };
    match tokio::time::timeout(READY_WITHIN, check).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready: the database can't keep what is written");
            return (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database can't be written",
            );
        }
        Err(_) => {
            return (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database answers too slowly",
            );
        }
    }
    match tokio::time::timeout(READY_WITHIN, app.files.check()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready: the folder of files can't be written");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the folder of files can't be written",
            )
        }
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the folder of files answers too slowly",
        ),
    }
}

/// Counters in the text format of Prometheus.
async fn metrics(State(app): State<App>) -> String {
    app.metrics.render()
}
