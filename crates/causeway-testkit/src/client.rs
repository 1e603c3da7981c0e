//! An HTTP client for tests.

use http::HeaderMap;

/// A client for loopback servers of a test. It follows no redirects and uses no proxy.
#[expect(
    clippy::disallowed_methods,
    reason = "tests call only their own servers, on loopback"
)]
pub fn http_client(headers: HeaderMap) -> reqwest::Client {
    let client = reqwest::Client::builder()
        .default_headers(headers)
        .redirect(reqwest::redirect::Policy::none());
    client
        .no_proxy()
        .build()
        .expect("the client's settings are valid")
}
