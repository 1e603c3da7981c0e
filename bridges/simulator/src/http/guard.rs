//! Protects the page's endpoints from other sites, because they write, and the live events contain
//! conversations.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, ORIGIN};
use http::{HeaderMap, Method};
use url::{Host, Url};

use super::refusal::Refusal;

/// Passes a request on if no other site can have sent it.
pub(super) async fn same_site(request: Request, next: Next) -> Response {
    if is_same_site(request.method(), request.headers()) {
        next.run(request).await
    } else {
        Refusal::CrossSite.into_response()
    }
}

/// A write needs this site's `Origin`, or none (not a browser). For every method, the host must be
/// an IP address or `localhost`, because a foreign domain may resolve to this machine's address.
fn is_same_site(method: &Method, headers: &HeaderMap) -> bool {
    let Some(host) = text(headers, HOST.as_str()) else {
        return false;
    };
    let Ok(address) = Url::parse(&format!("http://{host}")) else {
        return false;
    };
    let direct = match address.host() {
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if !direct {
        return false;
    }
    if *method == Method::GET || *method == Method::HEAD {
        return true;
    }
    let same_origin = text(headers, ORIGIN.as_str()).is_none_or(|origin| {
        Url::parse(origin).is_ok_and(|origin| origin.origin() == address.origin())
    });
    let same_site =
        text(headers, "sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    same_origin && same_site
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_page_and_programs_are_allowed() {
        let table = [
            ("POST", "127.0.0.1:8090", None, None, true),
            (
                "POST",
                "127.0.0.1:8090",
                Some("http://127.0.0.1:8090"),
                Some("same-origin"),
                true,
            ),
            (
                "POST",
                "localhost:8090",
                Some("http://localhost:8090"),
                None,
                true,
            ),
            ("POST", "[::1]:8090", Some("http://[::1]:8090"), None, true),
            (
                "POST",
                "127.0.0.1:8090",
                Some("http://127.0.0.1:8080"),
                Some("same-site"),
                false,
            ),
            (
                "POST",
                "127.0.0.1:8090",
                Some("https://evil.example"),
                Some("cross-site"),
                false,
            ),
            ("POST", "127.0.0.1:8090", Some("null"), None, false),
            ("DELETE", "127.0.0.1:8090", None, Some("cross-site"), false),
            (
                "POST",
                "evil.example:8090",
                Some("http://evil.example:8090"),
                Some("same-origin"),
                false,
            ),
            ("GET", "evil.example:8090", None, Some("same-origin"), false),
            ("GET", "127.0.0.1:8090", None, Some("cross-site"), true),
        ];
        for (method, host, origin, site, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert("host", host.parse().unwrap());
            origin.map(|origin: &str| headers.insert("origin", origin.parse().unwrap()));
            site.map(|site: &str| headers.insert("sec-fetch-site", site.parse().unwrap()));
            assert_eq!(
                is_same_site(&method.parse().unwrap(), &headers),
                expected,
                "{method} {host} {origin:?} {site:?}"
            );
        }
    }
}
