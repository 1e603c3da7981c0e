//! Requests to the router and what comes back.

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

/// Somebody with a credential, calling one of the APIs.
#[derive(Clone)]
pub(crate) struct Caller {
    router: Router,
    base: &'static str,
    credential: (HeaderName, HeaderValue),
}

/// What came back.
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

    /// Sends a request as it is, and answers when the answer begins.
    pub(crate) async fn begin(&self, request: Request<Body>) -> http::Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends a request as it is.
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

    /// Sends a body of JSON.
    pub(crate) async fn json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.text(method, path, body.to_string()).await
    }

    /// Sends a body that says it is JSON.
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

    /// A move: a POST without a body.
    pub(crate) async fn call(&self, path: &str) -> Answer {
        self.send(
            self.request(Method::POST, path)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// Reads a resource that has to be there.
    pub(crate) async fn read(&self, path: &str) -> Value {
        self.get(path).await.expect(StatusCode::OK)
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("no JSON came: {error}: {:?}", self.body))
    }

    /// The body as JSON, of an answer that has to have this status.
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

    /// Checks that this is a problem document of this status and code, whole and consistent.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> Value {
        let told = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status.as_u16(), status, "{told}");
        assert_eq!(
            self.header(CONTENT_TYPE),
            "application/problem+json",
            "{told}"
        );
        let problem = self.json();
        assert_eq!(problem["code"], code, "{told}");
        assert_eq!(problem["status"], status, "{told}");
        assert_eq!(problem["type"], format!("/problems/{code}"), "{told}");
        assert!(
            problem["title"].is_string() && problem["detail"].is_string(),
            "{told}"
        );
        problem
    }

    /// A header's value, or nothing.
    pub(crate) fn header(&self, name: HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// What a story tells of it.
    pub(crate) fn summary(&self) -> Value {
        let mut told = json!({ "status": self.status.as_u16() });
        if !self.body.is_empty() {
            told["contentType"] = self.header(CONTENT_TYPE).into();
            told["body"] = serde_json::from_slice(&self.body).unwrap_or_else(|_| json!("not JSON"));
        }
        if self.headers.contains_key(RETRY_AFTER) {
            told["retryAfter"] = self.header(RETRY_AFTER).into();
        }
        told
    }
}
