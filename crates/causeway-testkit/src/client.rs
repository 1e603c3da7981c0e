//! Plain HTTP for tests.

use http::HeaderMap;

/// A client that talks to programs of the test itself and follows no redirects.
#[expect(
    clippy::disallowed_methods,
    reason = "tests talk to addresses of their own making, which are on loopback"
)]
pub fn http_client(headers: HeaderMap) -> reqwest::Client {
    let client = reqwest::Client::builder()
        .default_headers(headers)
        .redirect(reqwest::redirect::Policy::none());
    client.no_proxy().build().expect("these settings are valid")
}
