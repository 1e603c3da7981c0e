//! Everything that is served over HTTP: all routes, and what each request passes through on its way.
//!
//! One file per endpoint or per thing: request and answer, handler, permission. The OpenAPI document is made of the very
//! handlers (`openapi.rs`).

mod account;
mod api_tokens;
mod audit_log;
mod auth;
mod bearer;
mod canned_responses;
mod channels;
mod chatbots;
mod client;
mod client_address;
mod code;
mod dashboard;
mod deliveries;
mod enquiries;
mod events;
mod field;
mod files;
mod health;
mod if_match;
pub mod json;
mod labels;
mod layers;
mod me;
mod omni;
mod omni_schema;
mod openapi;
pub mod origin;
pub mod paging;
pub mod path;
pub mod problem;
mod problem_body;
pub mod query;
mod roles;
pub mod schemas;
mod service_groups;
pub mod session;
mod settings;
mod setup;
mod sign_in_limit;
mod single_sign_on;
mod small_json;
mod sources;
mod staff;
mod sticky_bindings;
mod trace_step;
mod tries;
mod unknown;
mod visitors;
mod words;

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

pub use channels::ChannelBody;
pub use client_address::TrustedProxies;
pub use deliveries::DeliveryBody;
pub use enquiries::{EnquiryBody, MessageBody, VisitorBody};
pub use labels::LabelList;
pub use omni::{Readers, SourceLimit};
pub use openapi::openapi_json;
pub use service_groups::ServiceGroupBody;
pub use settings::SettingsBody;
pub use sources::SourceBody;
pub use staff::StaffBody;

use crate::App;
use problem::{Code, Problem};

/// Every route of both APIs, with its documentation.
fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::base())
        .merge(setup::routes())
        .merge(auth::routes())
        .merge(single_sign_on::routes())
        .merge(me::routes())
        .merge(account::routes())
        .merge(staff::routes())
        .merge(service_groups::routes())
        .merge(chatbots::routes())
        .merge(sources::routes())
        .merge(deliveries::routes())
        .merge(channels::routes())
        .merge(enquiries::routes())
        .merge(files::routes())
        .merge(visitors::routes())
        .merge(labels::routes())
        .merge(canned_responses::routes())
        .merge(sticky_bindings::routes())
        .merge(roles::routes())
        .merge(settings::routes())
        .merge(api_tokens::routes())
        .merge(audit_log::routes())
        .merge(events::routes())
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

/// Files go out as they are: most are packed already, and a part of one is counted in its own bytes.
fn is_compressible(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<files::AsIs>().is_none()
}

async fn refuse_method() -> Problem {
    Problem::new(Code::MethodNotAllowed)
}

/// What no route takes: a file of the dashboard, or nothing.
async fn serve_file(request: Request) -> Response {
    if layers::is_api(request.uri().path()) {
        return Problem::not_found().into_response();
    }
    dashboard::serve(request.method(), request.uri().path(), request.headers())
}
