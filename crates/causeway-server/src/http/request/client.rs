//! The client that attempts to sign in: its network, and whether its device is known from an
//! earlier sign-in.

use std::{convert::Infallible, time::Duration};

use axum::{extract::FromRequestParts, response::AppendHeaders};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use http::{HeaderName, HeaderValue, header::SET_COOKIE, request::Parts};

use crate::{App, credentials::KnownDevice, http::request::client_address::ClientAddress};

/// How long a device stays known: the longest that browsers keep a cookie.
const KNOWN_FOR: Duration = Duration::from_hours(400 * 24);

/// Where an attempt to sign in comes from.
#[derive(Clone, Debug)]
pub(in crate::http) struct Client {
    pub(in crate::http) address: ClientAddress,
    pub(in crate::http) device: KnownDevice,
}

/// The cookie that marks a device as known. It is sent after the session's cookie.
pub(in crate::http) type DeviceHeader = AppendHeaders<[(HeaderName, HeaderValue); 1]>;

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let address = ClientAddress::from_request_parts(parts, app).await?;
        Ok(Self {
            address,
            device: device_of(app, &CookieJar::from_headers(&parts.headers)),
        })
    }
}

fn device_of(app: &App, cookies: &CookieJar) -> KnownDevice {
    KnownDevice::read(
        &app.sealer,
        cookies.get(cookie_name(app)).map_or("", Cookie::value),
    )
}

/// Marks this device as known for the person with this e-mail address.
pub(in crate::http) fn know_device(app: &App, cookies: &CookieJar, email: &str) -> DeviceHeader {
    let cookie = Cookie::build((cookie_name(app), device_of(app, cookies).cookie_with(email)))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.is_behind_tls())
        .max_age(
            KNOWN_FOR
                .try_into()
                .expect("four hundred days are a duration of any kind"),
        );
    let value =
        HeaderValue::from_str(&cookie.build().to_string()).expect("base64 and our own words");
    AppendHeaders([(SET_COOKIE, value)])
}

fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_behind_tls() {
        "__Host-causeway_device"
    } else {
        "causeway_device"
    }
}
