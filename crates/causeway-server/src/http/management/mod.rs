//! The management API, which the dashboard and scripts call. One file or folder per concept.

mod account;
mod api_tokens;
mod audit_log;
mod auth;
mod canned_responses;
mod channels;
mod chatbots;
mod deliveries;
mod enquiries;
mod events;
mod labels;
mod me;
mod roles;
mod service_groups;
mod settings;
mod setup;
mod single_sign_on;
mod sources;
mod staff;
mod sticky_bindings;
mod visitors;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// The routes under `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
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
        .merge(visitors::routes())
        .merge(labels::routes())
        .merge(canned_responses::routes())
        .merge(sticky_bindings::routes())
        .merge(roles::routes())
        .merge(settings::routes())
        .merge(api_tokens::routes())
        .merge(audit_log::routes())
        .merge(events::routes())
}
