//! The HTTP client for addresses that users enter. It follows no redirect, uses no proxy, and bounds what an endpoint
//! can cost: time by a deadline over the whole exchange, bytes by [`ANSWER_BYTES_MAX`] and [`HEADER_BYTES_MAX`].

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

use super::address::AllowList;
use super::connector::{Connector, Opened, Opening, Resolve, SystemResolver};
use super::failure::ExchangeFailure;
use super::webhook_url::WebhookUrl;

/// How much of an answer's body is read. What Causeway looks for in it is far smaller.
pub const ANSWER_BYTES_MAX: usize = 16 * 1024;
/// How large the header section of an answer may be.
const HEADER_BYTES_MAX: u32 = 32 * 1024;
/// How many fields the header section of an answer may have.
const HEADER_FIELDS_MAX: usize = 100;
/// How many idle connections are kept to one host. No more are ever open than requests were under way within
/// [`IDLE_CONNECTION_TIMEOUT`], so this is only a bound on all the sources that may share a host: as many as the deliverer
/// has places. With fewer, a source would open connections again for places that it may use all the time.
const IDLE_CONNECTIONS_PER_HOST_MAX: usize = 1_024;
/// How long an idle connection is kept. Below what servers and firewalls commonly keep, so that they rarely close first.
const IDLE_CONNECTION_TIMEOUT: Duration = Duration::from_secs(30);
/// How often an HTTP/2 connection with waiting requests is asked whether it lives, and how long it may take to say so.
/// All requests of a host share one such connection: a dead one must not cost each of them its whole deadline.
const HTTP2_PING: Duration = Duration::from_secs(4);
/// How much of one answer an HTTP/2 endpoint may send ahead of our reading. All of it lies in our memory.
const HTTP2_STREAM_UNREAD_BYTES_MAX: u32 = 256 * 1024;
/// The same of all answers that share the connection.
const HTTP2_CONNECTION_UNREAD_BYTES_MAX: u32 = 1024 * 1024;
/// How much of an answer is kept to be shown to people.
const EXCERPT_CHARACTERS_MAX: usize = 1_024;

const USER_AGENT_TEXT: &str = concat!("Causeway/", env!("CARGO_PKG_VERSION"), " (+webhook)");

/// What a [`Client`] is made of.
pub struct Settings {
    /// The addresses it may reach beyond the public ones.
    pub allow: AllowList,
    /// The certificate authorities it trusts. Mozilla's, unless an operator adds one of their own.
    pub roots: RootCertStore,
    /// Who looks names up.
    pub resolver: Arc<dyn Resolve>,
}

impl Settings {
    /// Mozilla's certificate authorities and the operating system's look-up.
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

/// Makes requests to addresses that users enter. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    http: legacy::Client<Connector, Full<Bytes>>,
}

/// One request with what came of it.
#[derive(Debug)]
pub struct Exchange {
    /// The answer, or why there is none.
    pub outcome: Result<Answer, ExchangeFailure>,
    /// How long it took, from looking the host up to the end of the answer.
    pub duration: Duration,
    /// How long it took until the answer began.
    pub first_byte: Option<Duration>,
    /// The connection that the answer came over.
    pub link: Option<LinkFacts>,
}

/// A connection, as it is told to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    /// The address that was spoken to.
    pub address: SocketAddr,
    /// How it was opened; `None` when it was open already.
    pub opened: Option<Opening>,
}

/// What an endpoint answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The version of HTTP.
    pub version: Version,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body, at most [`ANSWER_BYTES_MAX`] of it.
    pub body: Bytes,
    /// Whether that is all of it.
    pub ending: BodyEnding,
}

/// How the body of an answer ended.
#[derive(Debug, PartialEq, Eq)]
pub enum BodyEnding {
    /// It was read whole.
    Complete,
    /// It went on beyond [`ANSWER_BYTES_MAX`]; the rest was dropped unread.
    TooLarge,
    /// It broke off, or the deadline came first.
    Broken(ExchangeFailure),
}

impl Answer {
    /// The first 1,024 characters of the body, to be shown to people.
    pub fn excerpt(&self) -> String {
        first_characters(&String::from_utf8_lossy(&self.body), EXCERPT_CHARACTERS_MAX).to_owned()
    }
}

impl Client {
    /// A client that reaches public addresses and those of the allow list.
    pub fn new(allow: AllowList) -> Self {
        Self::with(Settings::new(allow))
    }

    /// A client made of these settings.
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

    /// POSTs a body and reads the answer; all of it, body included, ends within the time given.
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
                    opened: opened.tell(),
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
    /// GETs an address, up to the answer's header. Time and bytes are for the caller to limit.
    pub(super) async fn get(
        &self,
        url: &WebhookUrl,
    ) -> Result<Response<Incoming>, ExchangeFailure> {
        self.send(url, Request::new(Full::new(Bytes::new()))).await
    }

    /// Sends a request to an address, whatever its own says, up to the answer's header. Time and bytes are for the caller to
    /// limit.
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

/// The header fields that every request has.
pub(super) fn add_own(headers: &mut HeaderMap) {
    headers.insert(USER_AGENT, HeaderValue::from_static(USER_AGENT_TEXT));
    // Nothing is decompressed here, so a small answer can't unfold into a large one.
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

/// Finds what happened in the chain of an HTTP error: the connector's own word where it failed, else hyper's.
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
                return connect("what came back isn't HTTP");
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

#[cfg(test)]
mod tests;
