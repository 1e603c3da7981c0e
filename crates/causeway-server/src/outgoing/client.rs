//! The HTTP client for addresses that users enter. It follows no redirects, uses no proxy, and
//! limits the cost of an endpoint: time by a deadline for the whole exchange, bytes by
//! [`ANSWER_BYTES_MAX`] and [`HEADER_BYTES_MAX`].

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use causeway_core::text::first_characters;
use http::header::{ACCEPT_ENCODING, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Version};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;

use crate::outgoing::{
    address::AllowList,
    connector::{Connector, Opened, Opening, Resolve, SystemResolver},
    failure::ExchangeFailure,
    webhook_url::WebhookUrl,
};

/// How much of a response's body is read. The parts that Causeway needs are far smaller.
pub const ANSWER_BYTES_MAX: usize = 16 * 1024;
/// Size limit of a response's header section.
const HEADER_BYTES_MAX: u32 = 32 * 1024;
/// Most fields in a response's header section.
const HEADER_FIELDS_MAX: usize = 100;
/// Idle connections kept per host. There are never more than the requests that were in progress
/// within [`IDLE_CONNECTION_TIMEOUT`], so this only limits all the sources of one host together: it
/// equals the deliverer's limit of concurrent requests. With a lower limit, a busy source would
/// keep opening new connections.
const IDLE_CONNECTIONS_PER_HOST_MAX: usize = 1_024;
/// How long an idle connection is kept. Shorter than servers and firewalls commonly keep it, so
/// that they rarely close it first.
const IDLE_CONNECTION_TIMEOUT: Duration = Duration::from_secs(30);
/// Interval and timeout of pings on an HTTP/2 connection with requests in progress. All requests to
/// a host share one connection, and a dead one must not cost each of them its whole deadline.
const HTTP2_PING: Duration = Duration::from_secs(4);
/// How many bytes of one HTTP/2 response may be buffered in memory before they are read.
const HTTP2_STREAM_UNREAD_BYTES_MAX: u32 = 256 * 1024;
/// The same limit for all responses on a connection.
const HTTP2_CONNECTION_UNREAD_BYTES_MAX: u32 = 1024 * 1024;
/// How much of a response is stored to be shown to people.
const EXCERPT_CHARACTERS_MAX: usize = 1_024;

const USER_AGENT_TEXT: &str = concat!("Causeway/", env!("CARGO_PKG_VERSION"), " (+webhook)");

/// Settings of a [`Client`].
pub struct Settings {
    /// Non-public addresses that it may reach.
    pub allow: AllowList,
    /// The trusted certificate authorities.
    pub roots: RootCertStore,
    /// Resolves host names.
    pub resolver: Arc<dyn Resolve>,
}

impl Settings {
    /// Mozilla's certificate authorities and the operating system's resolver.
    pub fn new(allow: AllowList) -> Self {
        let roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        Self {
            allow,
            roots,
            resolver: Arc::new(SystemResolver),
        }
    }
}

/// Sends requests to addresses that users enter. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    http: legacy::Client<Connector, Full<Bytes>>,
}

/// One request and its result.
#[derive(Debug)]
pub struct Exchange {
    pub outcome: Result<Answer, ExchangeFailure>,
    /// Total time, from the name lookup to the end of the response.
    pub duration: Duration,
    /// Time until the response began.
    pub first_byte: Option<Duration>,
    /// The connection of the response.
    pub link: Option<LinkFacts>,
}

/// A connection, as it is shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    pub address: SocketAddr,
    /// How it was opened; `None` if it was open already.
    pub opened: Option<Opening>,
}

/// The response of an endpoint.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub version: Version,
    pub headers: HeaderMap,
    /// At most [`ANSWER_BYTES_MAX`] bytes of the body.
    pub body: Bytes,
    /// How the body ended.
    pub ending: BodyEnding,
}

/// How the body of a response ended.
#[derive(Debug, PartialEq, Eq)]
pub enum BodyEnding {
    /// It was read completely.
    Complete,
    /// It is longer than [`ANSWER_BYTES_MAX`]; the rest was not read.
    TooLarge,
    /// It broke off, or the deadline passed.
    Broken(ExchangeFailure),
}

impl Answer {
    /// The first 1,024 characters of the body.
    pub fn excerpt(&self) -> String {
        first_characters(&String::from_utf8_lossy(&self.body), EXCERPT_CHARACTERS_MAX).to_owned()
    }
}

impl Client {
    /// A client that reaches public addresses and those of the allow list.
    pub fn new(allow: AllowList) -> Self {
        Self::with(Settings::new(allow))
    }

    /// A client with these settings.
    pub fn with(settings: Settings) -> Self {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("aws-lc-rs offers cipher suites for TLS 1.2 and 1.3")
            .with_root_certificates(settings.roots)
            .with_no_client_auth();
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let connector = Connector {
            allow: Arc::new(settings.allow),
            resolver: settings.resolver,
            tls: TlsConnector::from(Arc::new(tls)),
        };
        let http = legacy::Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_CONNECTION_TIMEOUT)
            .pool_max_idle_per_host(IDLE_CONNECTIONS_PER_HOST_MAX)
            .http1_max_buf_size(HEADER_BYTES_MAX as usize)
            .http1_max_headers(HEADER_FIELDS_MAX)
            .http2_max_header_list_size(HEADER_BYTES_MAX)
            .http2_initial_stream_window_size(HTTP2_STREAM_UNREAD_BYTES_MAX)
            .http2_initial_connection_window_size(HTTP2_CONNECTION_UNREAD_BYTES_MAX)
            .http2_keep_alive_interval(HTTP2_PING)
            .http2_keep_alive_timeout(HTTP2_PING)
            .build(connector);
        Self { http }
    }

    /// POSTs a body and reads the response; everything, body included, ends within the given time.
    pub async fn post(
        &self,
        url: &WebhookUrl,
        headers: HeaderMap,
        body: Bytes,
        within: Duration,
    ) -> Exchange {
        let started = Instant::now();
        let end = started + within;
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = url.uri().clone();
        *request.headers_mut() = headers;
        add_own(request.headers_mut());

        let (mut first_byte, mut link) = (None, None);
        let outcome = match timeout_at(end, self.http.request(request)).await {
            Ok(Ok(response)) => {
                first_byte = Some(started.elapsed());
                let opened = response.extensions().get::<Opened>();
                link = opened.map(|opened| LinkFacts {
                    address: opened.address,
                    opened: opened.report(),
                });
                Ok(read(response, url, end, within).await)
            }
            Ok(Err(error)) => Err(failure(&error, url)),
            Err(_) => Err(ExchangeFailure::Timeout { after: within }),
        };
        Exchange {
            outcome,
            duration: started.elapsed(),
            first_byte,
            link,
        }
    }
}

impl Client {
    /// GETs an address, up to the end of the response's header. The caller limits time and bytes.
    pub(super) async fn get(
        &self,
        url: &WebhookUrl,
    ) -> Result<Response<Incoming>, ExchangeFailure> {
        self.send(url, Request::new(Full::new(Bytes::new()))).await
    }

    /// Sends a request to an address, whatever the request's own URI is, up to the end of the
    /// response's header. The caller limits time and bytes.
    pub(super) async fn send(
        &self,
        url: &WebhookUrl,
        mut request: Request<Full<Bytes>>,
    ) -> Result<Response<Incoming>, ExchangeFailure> {
        *request.uri_mut() = url.uri().clone();
        add_own(request.headers_mut());
        self.http
            .request(request)
            .await
            .map_err(|error| failure(&error, url))
    }
}

/// Adds the header fields of every request.
pub(super) fn add_own(headers: &mut HeaderMap) {
    headers.insert(USER_AGENT, HeaderValue::from_static(USER_AGENT_TEXT));
    // Nothing is decompressed here, so that a small response can't expand into a large one.
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
}

async fn read(
    response: Response<Incoming>,
    url: &WebhookUrl,
    end: Instant,
    within: Duration,
) -> Answer {
    let (head, mut incoming) = response.into_parts();
    let mut body = Vec::new();
    let ending = loop {
        match timeout_at(end, incoming.frame()).await {
            Ok(None) => break BodyEnding::Complete,
            Ok(Some(Ok(frame))) => {
                let Some(data) = frame.data_ref() else {
                    continue;
                };
                let room = ANSWER_BYTES_MAX - body.len();
                body.extend_from_slice(&data[..data.len().min(room)]);
                if data.len() > room {
                    break BodyEnding::TooLarge;
                }
            }
            Ok(Some(Err(error))) => break BodyEnding::Broken(failure(&error, url)),
            Err(_) => break BodyEnding::Broken(ExchangeFailure::Timeout { after: within }),
        }
    };
    Answer {
        status: head.status,
        version: head.version,
        headers: head.headers,
        body: body.into(),
        ending,
    }
}

/// Finds the cause in the chain of an HTTP error: the connector's error if it failed, otherwise
/// hyper's.
pub(super) fn failure(error: &(dyn Error + 'static), url: &WebhookUrl) -> ExchangeFailure {
    let connect = |detail: &str| ExchangeFailure::Connect {
        host: url.host(),
        detail: detail.to_owned(),
    };
    let mut innermost = error;
    loop {
        if let Some(failure) = innermost.downcast_ref::<ExchangeFailure>() {
            return failure.clone();
        }
        if let Some(error) = innermost.downcast_ref::<hyper::Error>() {
            if error.is_parse_too_large() {
                return ExchangeFailure::TooLarge;
            }
            if error.is_parse() {
                return connect("the response isn't HTTP");
            }
            if error.is_incomplete_message() {
                return connect("it closed the connection before the answer was complete");
            }
        }
        match innermost.source() {
            Some(source) => innermost = source,
            None => return connect(&innermost.to_string()),
        }
    }
}

/// A client that may connect to loopback addresses.
#[cfg(test)]
pub(super) fn loopback_client() -> Client {
    Client::new("127.0.0.0/8,::1".parse().unwrap())
}

#[cfg(test)]
mod tests;
