//! Deliveries: what sources were sent and are owed, for administrators to look at and to send again.

mod list;
mod retry;
mod show;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show))
        .routes(routes!(retry::retry))
}
