//! What somebody does about their own way in: where they are signed in, their password, their second factor.

mod password;
mod second_factor;
mod sessions;

use axum::Extension;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{App, http::request::sign_in_limit::SignInLimit};

pub(super) use password::PresentPassword;
pub(super) use second_factor::check;

pub(super) fn routes() -> OpenApiRouter<App> {
    // A stolen session must become neither a way in that lasts nor a place to guess the password at.
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
