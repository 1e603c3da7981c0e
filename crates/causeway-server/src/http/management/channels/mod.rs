//! Channels: named entry points on sources.

mod change;
mod form;
mod moves;
mod preview;
mod read;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read::list, change::create))
        .routes(routes!(read::get, change::update))
        .routes(routes!(moves::suspend))
        .routes(routes!(moves::resume))
        .routes(routes!(moves::archive))
        .routes(routes!(preview::of_channel))
        .routes(routes!(preview::of_rule))
}
