//! Refuses writes from pages of other sites: writes come from our own pages or from programs. A
//! server that listens on a loopback address also refuses requests to the management API under an
//! unknown host name (DNS rebinding).

use std::net::IpAddr;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, Method, Request as HttpRequest, Uri, header, uri::Authority};
use url::{Host, Url};

use crate::{
    App,
    parts::Settings,
    wire::{code::Code, problem::Problem},
};

/// Refuses requests that a browser sends on behalf of another site. A program sends neither
/// `Sec-Fetch-Site` nor `Origin`. The Omni API requires a token and uses no cookie, so another site
/// can't misuse a session there.
pub(in crate::http) async fn refuse_cross_site(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    if is_renamed(&request, &app.settings) {
        let detail = "The request names a host that this server does not know. If browsers are meant to reach it by that \
            name, set CAUSEWAY_PUBLIC_URL.";
        return Problem::because(Code::CrossSite, detail).into_response();
    }
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let by_token = request.uri().path().starts_with("/omni/");
    if reads || by_token || is_ours(request.headers(), &app.settings.public_url) {
        next.run(request).await
    } else {
        refusal(request.headers(), &app.settings.public_url).into_response()
    }
}

/// Whether the request goes to the management API of a server on a loopback address, under a name
/// that anyone can point there. To a browser, a page under that name and this server would be the
/// same site. A browser always sends the host name.
fn is_renamed<B>(request: &HttpRequest<B>, settings: &Settings) -> bool {
    let path = request.uri().path();
    if !settings.listen.ip().to_canonical().is_loopback()
        || !(path == "/api" || path.starts_with("/api/"))
    {
        return false;
    }
    let named = match request.headers().get(header::HOST) {
        Some(host) => host.to_str().unwrap_or_default(),
        None => match request.uri().authority() {
            Some(authority) => authority.as_str(),
            None => return false,
        },
    };
    let Ok(named) = named.parse::<Authority>() else {
        return true;
    };
    let host = named.host();
    let is_address = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>()
        .is_ok();
    let public_url = settings.public_url.parse::<Uri>().ok();
    let public_host = public_url.as_ref().and_then(Uri::host);
    !is_address
        && !host.eq_ignore_ascii_case("localhost")
        && !public_host.is_some_and(|known| host.eq_ignore_ascii_case(known))
}

/// Whether the request comes from our own origin, or from no page.
pub(in crate::http) fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| {
        headers
            .get(name)
            .map(|value: &http::HeaderValue| value.to_str().unwrap_or_default())
    };
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        // "same-site" is another host of the same domain: not ours to trust.
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN).map(Url::parse) else {
        return true;
    };
    let (Ok(origin), Ok(public)) = (origin, Url::parse(public_url)) else {
        return false;
    };
    origin.origin() == public.origin()
        || names_host(&origin, text(header::HOST)) && !is_weaker(&origin, &public)
}

/// Whether the page has the same host and port as the request. A host without a port means the
/// default port of the page's scheme.
fn names_host(origin: &Url, host: Option<&str>) -> bool {
    let asked = host.and_then(|host| Url::parse(&format!("{}://{host}", origin.scheme())).ok());
    matches!(origin.scheme(), "http" | "https")
        && asked.is_some_and(|asked| asked.origin() == origin.origin())
}

/// Whether the page was loaded without TLS although the public URL uses TLS: anyone on the network
/// path may have changed it. A page from this machine crosses no network, and browsers trust it
/// (W3C Secure Contexts §3.1).
fn is_weaker(origin: &Url, public: &Url) -> bool {
    let is_local = match origin.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    origin.scheme() == "http" && public.scheme() == "https" && !is_local
}

/// The problem of a refused request from a page. If our own page was opened over plain HTTP,
/// browsers drop its secure cookies and no one stays signed in, so the problem explains that.
fn refusal(headers: &HeaderMap, public_url: &str) -> Problem {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &http::HeaderValue| value.to_str().ok())
    };
    let (origin, public) = (
        text(header::ORIGIN).and_then(|origin| Url::parse(origin).ok()),
        Url::parse(public_url).ok(),
    );
    let is_plain = origin.zip(public).is_some_and(|(origin, public)| {
        is_weaker(&origin, &public)
            && (names_host(&origin, text(header::HOST)) || origin.host() == public.host())
    });
    if is_plain {
        let detail = format!(
            "Signing in needs https, and this page was opened over http. Open {public_url} instead."
        );
        return Problem::because(Code::CrossSite, detail);
    }
    Problem::new(Code::CrossSite)
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
            (None, Some("https://chat.example.com:443"), true),
            (None, Some("https://internal:8080"), true),
            (None, Some("http://internal:8080"), false),
            (None, Some("http://localhost:8080"), false),
            (None, Some("https://internal"), false),
            (None, Some("http://chat.example.com"), false),
            (None, Some("https://chat.example.com:8443"), false),
            (None, Some("ftp://internal:8080"), false),
            (None, Some("internal:8080"), false),
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
            assert_eq!(
                is_ours(&headers, "https://chat.example.com"),
                ours,
                "{site:?} {origin:?}"
            );
        }
    }

    #[test]
    fn without_tls_our_origin_is_the_requested_host_with_its_port() {
        for (host, origin, ours) in [
            ("10.0.0.7:8080", "http://10.0.0.7:8080", true),
            ("10.0.0.7:8080", "http://10.0.0.7", false),
            ("10.0.0.7:8080", "http://10.0.0.7:8081", false),
            ("chat.example.com", "http://chat.example.com", true),
            ("chat.example.com:80", "http://chat.example.com", true),
            ("chat.example.com", "https://chat.example.com", true),
            ("CHAT.example.com", "http://chat.example.com", true),
            ("chat.example.com", "http://localhost:8080", true),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            headers.insert(header::ORIGIN, origin.parse().unwrap());
            assert_eq!(
                is_ours(&headers, "http://localhost:8080"),
                ours,
                "{host} {origin}"
            );
        }
    }

    #[test]
    fn our_own_page_without_tls_gets_the_address_with_tls() {
        for (host, origin, told) in [
            ("chat.example.com", "http://chat.example.com", true),
            ("10.0.0.7:8080", "http://10.0.0.7:8080", true),
            ("chat.example.com", "http://evil.example", false),
            ("chat.example.com", "https://evil.example", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            headers.insert(header::ORIGIN, origin.parse().unwrap());
            let detail =
                refusal(&headers, "https://chat.example.com").to_json()["detail"].to_string();
            assert_eq!(
                detail.contains("Open https://chat.example.com instead"),
                told,
                "{origin}: {detail}"
            );
        }
    }
}
