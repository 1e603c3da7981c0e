//! The sign-in of the current staff member: sessions, password and second factor.

mod password;
mod second_factor;
mod sessions;

use axum::Extension;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{App, http::request::sign_in_limit::SignInLimit};

pub(super) use password::PresentPassword;
pub(super) use second_factor::check;

pub(super) fn routes() -> OpenApiRouter<App> {
    // These routes check the password, and attempts are limited: the holder of a stolen session
    // must not guess the password or gain lasting access.
    let guarded = OpenApiRouter::new()
        .routes(routes!(password::change))
        .routes(routes!(second_factor::turn_on))
        .routes(routes!(second_factor::turn_off))
        .layer(Extension(SignInLimit::new()));
    OpenApiRouter::new()
        .merge(guarded)
        .routes(routes!(sessions::list, sessions::end_others))
        .routes(routes!(sessions::end))
        .routes(routes!(second_factor::get, second_factor::offer))
        .routes(routes!(second_factor::turn_off_for))
}
