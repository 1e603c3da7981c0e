//! The HTTP interface: all routes, and the middleware of each request.
//!
//! One file per endpoint or per resource: request, response, handler, permission. The OpenAPI
//! document is generated from the handlers (`openapi/mod.rs`).

mod dashboard;
mod files;
mod health;
mod layers;
mod management;
mod omni;
mod openapi;
pub mod request;
pub mod schemas;
mod unknown;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    middleware,
    response::{IntoResponse, Response},
};
use http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, Predicate},
    },
};
use utoipa_axum::router::OpenApiRouter;

pub use openapi::openapi_json;

use crate::{
    App,
    http::request::{json, origin},
    wire::{code::Code, problem::Problem},
};

/// Every route of both APIs, with its documentation.
fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::base())
        .merge(management::routes())
        .merge(files::routes())
        .merge(health::routes())
        .merge(omni::routes())
}

/// The whole server as one service.
pub fn router(app: App) -> Router {
    let (routes, document) = routes().split_for_parts();
    let operations = unknown::Operations::of(&document);
    routes
        .merge(openapi::serve())
        .merge(schemas::serve())
        .method_not_allowed_fallback(refuse_method)
        .fallback(serve_file)
        .layer(middleware::from_fn_with_state(
            (app.clone(), operations),
            unknown::refuse,
        ))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(is_compressible)))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            origin::refuse_cross_site,
        ))
        .layer(DefaultBodyLimit::max(json::BODY_BYTES_MAX))
        .layer(middleware::from_fn(layers::limit_time))
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(middleware::from_fn(layers::guard))
        .layer(middleware::from_fn(layers::trace))
        .with_state(app)
}

/// Files are sent uncompressed: most are compressed already, and a range counts the bytes of the
/// file itself.
fn is_compressible(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<files::AsIs>().is_none()
}

async fn refuse_method() -> Problem {
    Problem::new(Code::MethodNotAllowed)
}

/// Answers a request that matches no route: with a file of the dashboard, or not found.
async fn serve_file(request: Request) -> Response {
    if layers::is_api(request.uri().path()) {
        return Problem::not_found().into_response();
    }
    dashboard::serve(request.method(), request.uri().path(), request.headers())
}
