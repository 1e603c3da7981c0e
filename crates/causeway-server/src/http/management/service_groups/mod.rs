//! Service groups: named lists of staff, where enquiries go.

mod change;
mod read;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read::list, change::create))
        .routes(routes!(read::get, change::update, change::remove))
}
