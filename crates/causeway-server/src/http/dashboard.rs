//! The dashboard's files, embedded in the binary.

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use rust_embed::{Embed, EmbeddedFile};

use crate::wire::{code::Code, problem::Problem};

/// The files that `make build` built from `web/`, or the placeholder of `build.rs`.
#[derive(Embed)]
#[folder = "../../web/build/"]
struct Files;

/// The page that shows every view of the dashboard.
const INDEX: &str = "index.html";
/// The names of files in this folder contain a digest of their content, so the files never change.
const IMMUTABLE: &str = "_app/immutable/";

/// The build stores a copy of each file in these encodings, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Answers a request that matches no route: with a file, or with the dashboard's page for the
/// address of a view.
pub(super) fn serve(method: &Method, path: &str, headers: &HeaderMap) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        let allow = HeaderValue::from_static("GET, HEAD");
        return Problem::new(Code::MethodNotAllowed)
            .header(header::ALLOW, allow)
            .into_response();
    }
    let name = path.trim_start_matches('/');
    let last = name.rsplit('/').next().unwrap_or_default();
    let is_view = !last.contains('.');
    match send(if is_view { INDEX } else { name }, headers) {
        Some(response) => response,
        None => Problem::not_found().into_response(),
    }
}

/// The file called `name` in the best encoding that the client accepts.
fn send(name: &str, headers: &HeaderMap) -> Option<Response> {
    let kind = media_type(&Files::get(name)?)?;
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let encoded = ENCODINGS
        .into_iter()
        .filter(|(encoding, _)| accepts(accepted, encoding));
    let encoded = encoded.filter_map(|(encoding, suffix)| {
        Some((Some(encoding), Files::get(&format!("{name}{suffix}"))?))
    });
    let (encoding, file) = encoded
        .chain(Files::get(name).map(|file| (None, file)))
        .next()?;
    let tag = tag_of(&file);
    let cache = if name.starts_with(IMMUTABLE) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut common: Vec<(HeaderName, HeaderValue)> = vec![
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::ETAG, tag.clone()),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Some((StatusCode::NOT_MODIFIED, HeaderMap::from_iter(common)).into_response());
    }
    common.push((header::CONTENT_TYPE, kind));
    if let Some(encoding) = encoding {
        common.push((header::CONTENT_ENCODING, HeaderValue::from_static(encoding)));
    }
    let bytes = match file.data {
        // The bytes inside the binary: a slow reader must not keep a copy in memory.
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    Some((HeaderMap::from_iter(common), bytes).into_response())
}

/// The media type of a file. All our texts are UTF-8.
fn media_type(file: &EmbeddedFile) -> Option<HeaderValue> {
    let guessed = file.metadata.mimetype();
    let charset = if guessed.starts_with("text/") {
        "; charset=utf-8"
    } else {
        ""
    };
    HeaderValue::from_str(&format!("{guessed}{charset}")).ok()
}

/// Whether the client accepts this encoding. A weight of zero refuses it (RFC 9110 §12.5.3).
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let refused = |weight: &str| {
            weight
                .strip_prefix("q=")
                .is_some_and(|q| q.parse() == Ok(0.0))
        };
        parts.next() == Some(encoding) && !parts.any(refused)
    })
}

/// A tag that changes with the content.
fn tag_of(file: &EmbeddedFile) -> HeaderValue {
    let digest = URL_SAFE_NO_PAD.encode(file.metadata.sha256_hash());
    HeaderValue::from_str(&format!("\"{digest}\"")).expect("quoted base64 is a header's value")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(path: &str, headers: &[(HeaderName, &str)]) -> Response {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        serve(&Method::GET, path, &headers.collect())
    }

    #[test]
    fn the_address_of_a_view_gets_the_page_and_a_missing_file_gets_none() {
        for path in ["/", "/channels", "/enquiries/enq_1", "/index.html"] {
            let response = get(path, &[]);
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(
                response.headers()[header::CONTENT_TYPE],
                "text/html; charset=utf-8"
            );
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-cache");
        }
        for path in ["/missing.js", "/../Cargo.toml", "/_app/immutable/none.js"] {
            assert_eq!(get(path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn a_client_that_has_the_file_is_not_sent_it_again() {
        let tag = get("/", &[]).headers()[header::ETAG].clone();
        let again = get("/", &[(header::IF_NONE_MATCH, tag.to_str().unwrap())]);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(
            get("/", &[(header::IF_NONE_MATCH, "\"old\"")]).status(),
            StatusCode::OK
        );
    }

    #[test]
    fn a_page_refuses_methods_other_than_get_and_head() {
        let response = serve(&Method::POST, "/", &HeaderMap::new());
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()[header::ALLOW], "GET, HEAD");
    }

    #[test]
    fn an_encoding_counts_unless_its_weight_is_zero() {
        for (accepted, takes) in [
            ("br", true),
            ("gzip, deflate, br;q=0.8", true),
            ("gzip, br;q=0", false),
            ("gzip, br; q=0.0", false),
            ("bread", false),
            ("", false),
        ] {
            assert_eq!(accepts(accepted, "br"), takes, "{accepted}");
        }
    }
}
