//! Deliveries: the events that were sent, or are owed, to sources. Administrators can read them and
//! send them again.

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
