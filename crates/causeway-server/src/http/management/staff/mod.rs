//! Staff: the people who sign in.

mod change;
mod fields;
mod read;
mod sign_in;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) use fields::{EMAIL_MAX, Email, LastName, NAME_MAX, TimeZone};

use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read::list, change::create))
        .routes(routes!(read::get, change::update, change::remove))
        .routes(routes!(change::unlink))
        .routes(routes!(sign_in::get))
}
