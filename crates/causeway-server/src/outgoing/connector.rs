//! Opens connections for the [`Client`](crate::outgoing::Client): resolves a host, checks every address,
//! connects to a checked one.
//!
//! Checking inside the connector leaves no gap: literal addresses are checked here too, and the
//! checked address is the one passed to `connect`, so that a second lookup can't return another.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::BoxFuture;
use http::Uri;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_util::either::Either;

use crate::outgoing::{
    address::{AllowList, special_kind},
    failure::ExchangeFailure,
    prompt::Prompt,
};

/// Timeout of a name lookup.
pub const DNS_TIMEOUT: Duration = Duration::from_secs(5);
/// Timeout of all connection attempts to one host together.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Timeout of the TLS handshake. Separate because the pool may finish it in the background after
/// the request got its response.
pub const TLS_TIMEOUT: Duration = Duration::from_secs(5);
/// How many of a host's addresses are tried; each gets its share of [`CONNECT_TIMEOUT`], so more
/// would leave too little for each.
const ADDRESSES_TRIED_MAX: usize = 4;

/// Resolves host names: in production through the operating system ([`SystemResolver`]), in tests
/// from a table.
pub trait Resolve: Send + Sync + 'static {
    /// All addresses of a name, preferred ones first.
    fn resolve(&self, host: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// The operating system's resolver, which honours `/etc/hosts` and the machine's DNS settings.
#[derive(Debug, Clone, Copy)]
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, host: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let host = host.to_owned();
        Box::pin(async move {
            // `lookup_host` requires a port; the connection uses the URL's.
            let found = tokio::net::lookup_host((host, 443)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Connects to hosts of which every address is permitted.
#[derive(Clone)]
pub(super) struct Connector {
    pub(super) allow: Arc<AllowList>,
    pub(super) resolver: Arc<dyn Resolve>,
    pub(super) tls: TlsConnector,
}

impl Connector {
    async fn connect(self, uri: Uri) -> Result<TokioIo<Link>, ExchangeFailure> {
        let host = uri
            .host()
            .unwrap_or_default()
            .trim_matches(['[', ']'])
            .to_owned();
        let secure = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });

        let started = Instant::now();
        let addresses = self.permitted_addresses(&host).await?;
        let looked_up = Instant::now();
        let tcp = open(&host, port, &addresses).await?;
        let connected = Instant::now();
        // A request is one small write, and waiting to fill a segment would only delay it. A
        // failure is harmless.
        drop(tcp.set_nodelay(true));
        let address = tcp.peer_addr().ok();
        let tcp = Prompt::new(tcp);
        let stream = if secure {
            Either::Right(self.secure(&host, tcp).await?)
        } else {
            Either::Left(tcp)
        };
        let opening = Opening {
            // A literal address needs no lookup.
            dns: host.parse::<IpAddr>().is_err().then(|| looked_up - started),
            connect: connected - looked_up,
            tls: secure.then(|| connected.elapsed()),
        };
        let opened = address.map(|address| Opened {
            address,
            opening,
            was_reported: Arc::default(),
        });
        Ok(TokioIo::new(Link { stream, opened }))
    }

    /// The addresses of a host, if all of them are permitted. One that isn't refuses the host,
    /// because a malicious name mixes addresses to get a forbidden one tried second.
    async fn permitted_addresses(&self, host: &str) -> Result<Vec<IpAddr>, ExchangeFailure> {
        let dns = |detail: String| ExchangeFailure::Dns {
            host: host.to_owned(),
            detail,
        };
        let addresses = match host.parse::<IpAddr>() {
            Ok(literal) => vec![literal],
            Err(_) => timeout(DNS_TIMEOUT, self.resolver.resolve(host))
                .await
                .map_err(|_| dns(format!("no response within {} s", DNS_TIMEOUT.as_secs())))?
                .map_err(|error| dns(error.to_string()))?,
        };
        if addresses.is_empty() {
            return Err(dns("it has no address".to_owned()));
        }
        match addresses
            .iter()
            .find(|address| !self.allow.permits(**address))
        {
            Some(&address) => Err(ExchangeFailure::BlockedAddress {
                host: host.to_owned(),
                address,
                kind: special_kind(address).unwrap_or("special"),
                setting: self.allow.setting(),
            }),
            None => Ok(addresses),
        }
    }

    async fn secure(&self, host: &str, tcp: Prompt) -> Result<TlsStream<Prompt>, ExchangeFailure> {
        let tls = |detail: String| ExchangeFailure::Tls {
            host: host.to_owned(),
            detail,
        };
        let name = ServerName::try_from(host.to_owned()).map_err(|error| tls(error.to_string()))?;
        timeout(TLS_TIMEOUT, self.tls.connect(name, tcp))
            .await
            .map_err(|_| {
                tls(format!(
                    "the handshake took longer than {} s",
                    TLS_TIMEOUT.as_secs()
                ))
            })?
            .map_err(|error| tls(error.to_string()))
    }
}

/// Connects to the first address that accepts.
async fn open(host: &str, port: u16, addresses: &[IpAddr]) -> Result<TcpStream, ExchangeFailure> {
    let end = Instant::now() + CONNECT_TIMEOUT;
    let tried = &addresses[..addresses.len().min(ADDRESSES_TRIED_MAX)];
    let count = u32::try_from(tried.len()).expect("only a few addresses are tried");
    let mut detail = String::new();
    for (left, address) in (1..=count).rev().zip(tried) {
        let share = end.saturating_duration_since(Instant::now()) / left;
        detail = match timeout(share, TcpStream::connect(SocketAddr::new(*address, port))).await {
            Ok(Ok(tcp)) => return Ok(tcp),
            Ok(Err(error)) => format!("{address} port {port}: {error}"),
            Err(_) => format!("{address} port {port} didn't accept the connection in time"),
        };
    }
    Err(ExchangeFailure::Connect {
        host: host.to_owned(),
        detail,
    })
}

impl tower::Service<Uri> for Connector {
    type Response = TokioIo<Link>;
    type Error = ExchangeFailure;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        Box::pin(self.clone().connect(uri))
    }
}

/// The time that each step of opening a connection took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The name lookup; `None` for a literal address.
    pub dns: Option<Duration>,
    pub connect: Duration,
    pub tls: Option<Duration>,
}

/// Shared by the requests on a connection, so that one of them reports how it was opened.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) address: SocketAddr,
    opening: Opening,
    was_reported: Arc<AtomicBool>,
}

impl Opened {
    /// How it was opened, for the first request that asks; `None` for later ones, which found it
    /// open.
    pub(super) fn report(&self) -> Option<Opening> {
        (!self.was_reported.swap(true, Ordering::Relaxed)).then_some(self.opening)
    }
}

/// An open connection, with or without TLS.
pub(super) struct Link {
    stream: Either<Prompt, TlsStream<Prompt>>,
    opened: Option<Opened>,
}

impl Connection for Link {
    fn connected(&self) -> Connected {
        let mut connected = Connected::new();
        if let Some(opened) = &self.opened {
            connected = connected.extra(opened.clone());
        }
        match &self.stream {
            Either::Right(tls) if tls.get_ref().1.alpn_protocol() == Some(b"h2") => {
                connected.negotiated_h2()
            }
            Either::Left(_) | Either::Right(_) => connected,
        }
    }
}

impl AsyncRead for Link {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Link {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
