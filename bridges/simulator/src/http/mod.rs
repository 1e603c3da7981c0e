//! The HTTP server: the page, the page's endpoints, and the webhook.

mod connection;
mod guard;
mod messages;
mod page;
mod phones;
mod refusal;
mod stream;
mod switch;
mod webhook;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post, put};
use omni_client::Forwarder;

use crate::desk::Desk;

/// Largest body of a page request. A message of 5,000 escaped characters fits.
const PAGE_BODY_BYTES_MAX: usize = 64 * 1024;

/// Largest webhook body.
const WEBHOOK_BODY_BYTES_MAX: usize = 1024 * 1024;

/// The state shared by the handlers.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) desk: Arc<Desk>,
    pub(crate) forwarder: Arc<Forwarder<Desk>>,
}

/// All routes. All but the webhook are for the page, and for `causeway demo` on the same machine.
pub(crate) fn router(app: App) -> Router {
    let page = Router::new()
        .route("/", get(page::index))
        .route("/page/{file}", get(page::file))
        .route("/events", get(stream::events))
        .route("/connect", post(connection::connect))
        .route("/disconnect", post(connection::disconnect))
        .route("/switch", put(switch::set))
        .route("/phones", post(phones::add))
        .route("/phones/{id}/looking", put(phones::look))
        .route("/phones/{id}/typing", put(phones::typing))
        .route("/phones/{id}/end", post(phones::end))
        .route("/phones/{id}/messages", post(messages::send))
        .route(
            "/phones/{id}/messages/{message}",
            put(messages::edit).delete(messages::delete),
        )
        .layer(DefaultBodyLimit::max(PAGE_BODY_BYTES_MAX))
        .layer(from_fn(guard::same_site));
    Router::new()
        .merge(page)
        .route("/healthz", get(|| async { "ok" }))
        .route(
            "/webhook",
            post(webhook::receive).layer(DefaultBodyLimit::max(WEBHOOK_BODY_BYTES_MAX)),
        )
        .with_state(app)
}
