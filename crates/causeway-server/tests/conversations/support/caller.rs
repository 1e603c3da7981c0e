//! Requests to the router and their responses.

use std::sync::LazyLock;

use axum::{Router, body::Body};
use bytes::Bytes;
use causeway_server::http::openapi_json;
use causeway_testkit::Documented;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

/// A caller of one of the APIs, with a credential.
#[derive(Clone)]
pub(crate) struct Caller {
    router: Router,
    base: &'static str,
    credential: (HeaderName, HeaderValue),
}

/// The response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Caller {
    pub(crate) fn new(
        router: &Router,
        base: &'static str,
        header: HeaderName,
        credential: &str,
    ) -> Self {
        Self {
            router: router.clone(),
            base,
            credential: (header, credential.parse().unwrap()),
        }
    }

    /// A request to a path below the API's base, with the credential.
    pub(crate) fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let (name, value) = &self.credential;
        Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header(name, value)
    }

    /// Sends a request unchanged; returns when the response begins.
    pub(crate) async fn begin(&self, request: Request<Body>) -> http::Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends a request unchanged.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        static DOCUMENTED: LazyLock<Documented> =
            LazyLock::new(|| Documented::new(&openapi_json()));
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let (parts, body) = self.begin(request).await.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        if let Ok(answer) = serde_json::from_slice(&body) {
            DOCUMENTED.check(method.as_str(), &path, &answer);
        }
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Sends a JSON body.
    pub(crate) async fn json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.text(method, path, body.to_string()).await
    }

    /// Sends a body with the content type of JSON.
    pub(crate) async fn text(&self, method: Method, path: &str, body: impl Into<Body>) -> Answer {
        let request = self
            .request(method, path)
            .header(CONTENT_TYPE, "application/json");
        self.send(request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.json(Method::POST, path, body).await
    }

    /// POSTs without a body.
    pub(crate) async fn call(&self, path: &str) -> Answer {
        self.send(
            self.request(Method::POST, path)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// Reads a resource that must exist.
    pub(crate) async fn read(&self, path: &str) -> Value {
        self.get(path).await.expect(StatusCode::OK)
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("the body is not JSON: {error}: {:?}", self.body))
    }

    /// The body as JSON; fails unless the response has this status.
    #[track_caller]
    pub(crate) fn expect(&self, status: StatusCode) -> Value {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        self.json()
    }

    /// Checks that this is a complete and consistent problem document with this status and code.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> Value {
        let body = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status.as_u16(), status, "{body}");
        assert_eq!(
            self.header(CONTENT_TYPE),
            "application/problem+json",
            "{body}"
        );
        let problem = self.json();
        assert_eq!(problem["code"], code, "{body}");
        assert_eq!(problem["status"], status, "{body}");
        assert_eq!(problem["type"], format!("/problems/{code}"), "{body}");
        assert!(
            problem["title"].is_string() && problem["detail"].is_string(),
            "{body}"
        );
        problem
    }

    /// A header's value; empty if it is missing.
    pub(crate) fn header(&self, name: HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The response for a story.
    pub(crate) fn summary(&self) -> Value {
        let mut summary = json!({ "status": self.status.as_u16() });
        if !self.body.is_empty() {
            summary["contentType"] = self.header(CONTENT_TYPE).into();
            summary["body"] =
                serde_json::from_slice(&self.body).unwrap_or_else(|_| json!("not JSON"));
        }
        if self.headers.contains_key(RETRY_AFTER) {
            summary["retryAfter"] = self.header(RETRY_AFTER).into();
        }
        summary
    }
}
