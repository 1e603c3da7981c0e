//! Writes come from our own pages or from programs, never from pages of other sites; and on a server that this machine alone
//! reaches, nothing of the management API is told to a page that reached it by a name of its own.

use std::net::IpAddr;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, Method, Request as HttpRequest, Uri, header, uri::Authority};

use super::problem::{Code, Problem};
use crate::{App, app::Settings};

/// Refuses what a browser sends on behalf of another site. A program sends neither header. The Omni API asks for a token
/// and for no cookie, so no other site can lend itself one there.
pub(super) async fn refuse_cross_site(State(app): State<App>, request: Request, next: Next) -> Response {
    if is_renamed(&request, &app.settings) {
        let detail = "The request names a host that this server does not know. If browsers are meant to reach it by that \
            name, set CAUSEWAY_PUBLIC_URL.";
        return Problem::because(Code::CrossSite, detail).into_response();
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let by_token = request.uri().path().starts_with("/omni/");
    if reads || by_token || is_ours(request.headers(), &app.settings.public_url) {
        next.run(request).await
    } else {
        Problem::new(Code::CrossSite).into_response()
    }
}

/// The request goes to the management API of a server that listens on a loopback address, by a name that anybody can point
/// there: to a browser, a page under that name and we are one site then. A browser always names the host it asks.
fn is_renamed<B>(request: &HttpRequest<B>, settings: &Settings) -> bool {
    let path = request.uri().path();
    if !settings.listen.ip().to_canonical().is_loopback() || !(path == "/api" || path.starts_with("/api/")) {
        return false;
    }
    let named = match request.headers().get(header::HOST) {
        Some(host) => host.to_str().unwrap_or_default(),
        None => match request.uri().authority() {
            Some(authority) => authority.as_str(),
            None => return false,
        },
    };
    let Ok(named) = named.parse::<Authority>() else { return true };
    let host = named.host();
    let is_address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    let public_url = settings.public_url.parse::<Uri>().ok();
    let public_host = public_url.as_ref().and_then(Uri::host);
    !is_address
        && !host.eq_ignore_ascii_case("localhost")
        && !public_host.is_some_and(|known| host.eq_ignore_ascii_case(known))
}

/// The request comes from our own origin, or from no page at all.
pub(super) fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).map(|value: &http::HeaderValue| value.to_str().unwrap_or_default());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        // "same-site" is another host of the same domain: not ours to trust.
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    origin == public_url || (host.is_some() && host == text(header::HOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_and_programs_may_write() {
        let cases = [
            (None, None, true),
            (Some("same-origin"), Some("https://evil.example"), true),
            (Some("none"), None, true),
            (Some("same-site"), None, false),
            (Some("cross-site"), Some("https://chat.example.com"), false),
            (None, Some("https://chat.example.com"), true),
            (None, Some("http://internal:8080"), true),
            (None, Some("https://evil.example"), false),
            (None, Some("null"), false),
        ];
        for (site, origin, ours) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "internal:8080".parse().unwrap());
            for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
                if let Some(value) = value {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            assert_eq!(is_ours(&headers, "https://chat.example.com"), ours, "{site:?} {origin:?}");
        }
    }
}
