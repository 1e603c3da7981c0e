//! Single sign-on: the identity provider of a workspace, and the sign-in through it.
//!
//! An administrator sets the provider (`settings.rs`). The sign-in page lists the ways to sign in
//! and sends the browser to the provider (`authorize.rs`). The browser returns with a code and is
//! signed in (`callback.rs`). A failure leads to the sign-in page with a [`Refused`], never to a
//! bare problem, because a person navigates.

mod authorize;
mod callback;
mod refused;
mod settings;

use std::time::Duration;

use axum::{Extension, response::Redirect};
use axum_extra::extract::cookie::{Cookie, CookieJar};
use causeway_core::WorkspaceId;
use causeway_store::SingleSignOn;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    credentials::{OpenError, open_client_secret},
    http::{
        management::single_sign_on::refused::Refused,
        request::{session, sign_in_limit::SignInLimit},
    },
    identity::{Registration, SIGN_IN_TIME_MAX},
    wire::problem::problem_sets,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    let navigated = OpenApiRouter::new()
        .routes(routes!(authorize::start))
        .routes(routes!(callback::finish))
        .layer(Extension(SignInLimit::new()));
    OpenApiRouter::new()
        .merge(navigated)
        .routes(routes!(authorize::list))
        .routes(routes!(settings::get, settings::set, settings::remove))
}

/// Timeout of all exchanges with the provider that one navigation needs. Shorter than the time
/// limit of a response, so that a person sees a page that explains it.
const PROVIDER_TIMEOUT: Duration = Duration::from_secs(30);

problem_sets! {
    /// Problems of listing the ways to sign in, or using one.
    struct WayInProblems = [CrossSite];
}

/// The response to a navigation: a redirect by GET, with cookies.
type Onwards = (CookieJar, Redirect);

/// The address to which a provider sends people back.
fn redirect_uri(app: &App) -> String {
    format!(
        "{}/api/v1/auth/single-sign-on/callback",
        app.settings.public_url
    )
}

fn registration(
    app: &App,
    workspace_id: WorkspaceId,
    kept: &SingleSignOn,
) -> Result<Registration, OpenError> {
    let secret = kept.client_secret.as_ref();
    let client_secret = secret
        .map(|sealed| open_client_secret(&app.sealer, sealed, workspace_id))
        .transpose()?;
    let (issuer, client_id) = (kept.issuer.clone(), kept.client_id.clone());
    Ok(Registration {
        issuer,
        client_id,
        client_secret,
        redirect_uri: redirect_uri(app),
    })
}

/// The name of the cookie in which a browser carries its sign-in attempt.
fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_behind_tls() {
        "__Host-causeway_trip"
    } else {
        "causeway_trip"
    }
}

/// The cookie that carries a sign-in attempt. With an empty attempt, the browser deletes it.
fn cookie(app: &App, attempt: String) -> Cookie<'static> {
    let kept = if attempt.is_empty() {
        std::time::Duration::ZERO
    } else {
        SIGN_IN_TIME_MAX
    };
    // The cookie is `Lax`: the provider is another site, and the browser returns from it by a
    // navigation.
    let mut cookie = session::empty_cookie(app);
    cookie.set_name(cookie_name(app));
    cookie.set_value(attempt);
    cookie.set_max_age(Some(
        kept.try_into()
            .expect("ten minutes are a duration of any kind"),
    ));
    cookie
}
