//! Opens connections for the [`Client`](super::Client): looks a host up, checks every address, connects to a checked one.
//!
//! Checking inside the connector leaves no gap: hosts that are literal addresses pass here too, and what is checked
//! is the very address given to `connect`, so a second look-up can't answer differently.

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

use super::address::{AllowList, special_kind};
use super::failure::ExchangeFailure;
use super::prompt::Prompt;

/// How long a name may take to look up.
pub const DNS_TIMEOUT: Duration = Duration::from_secs(5);
/// How long all connection attempts to one host may take together.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long the TLS handshake may take. Bounded by itself because the pool may finish it behind an answered request.
pub const TLS_TIMEOUT: Duration = Duration::from_secs(5);
/// How many of a host's addresses are tried; each gets its share of [`CONNECT_TIMEOUT`], so more would starve them.
const ADDRESSES_TRIED_MAX: usize = 4;

/// Looks names up. Production asks the operating system ([`SystemResolver`]); tests answer by themselves.
pub trait Resolve: Send + Sync + 'static {
    /// All addresses of a name, the preferred ones first.
    fn resolve(&self, host: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// The operating system's look-up, which honours `/etc/hosts` and the machine's DNS settings.
#[derive(Debug, Clone, Copy)]
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, host: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let host = host.to_owned();
        Box::pin(async move {
            // The port only completes the signature; the URL's port is used to connect.
            let found = tokio::net::lookup_host((host, 443)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Connects to hosts whose every address is permitted.
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
        // A request is one small write; waiting to fill a segment would only delay it. Failing to set it is harmless.
        drop(tcp.set_nodelay(true));
        let address = tcp.peer_addr().ok();
        let tcp = Prompt::new(tcp);
        let stream = if secure {
            Either::Right(self.secure(&host, tcp).await?)
        } else {
            Either::Left(tcp)
        };
        let opening = Opening {
            // A literal address is not looked up.
            dns: host.parse::<IpAddr>().is_err().then(|| looked_up - started),
            connect: connected - looked_up,
            tls: secure.then(|| connected.elapsed()),
        };
        let opened = address.map(|address| Opened {
            address,
            opening,
            told: Arc::default(),
        });
        Ok(TokioIo::new(Link { stream, opened }))
    }

    /// The addresses of a host, all of them permitted: one that isn't refuses the host, since mixed answers are how
    /// a hostile name gets its forbidden address tried second.
    async fn permitted_addresses(&self, host: &str) -> Result<Vec<IpAddr>, ExchangeFailure> {
        let dns = |detail: String| ExchangeFailure::Dns {
            host: host.to_owned(),
            detail,
        };
        let addresses = match host.parse::<IpAddr>() {
            Ok(literal) => vec![literal],
            Err(_) => timeout(DNS_TIMEOUT, self.resolver.resolve(host))
                .await
                .map_err(|_| dns(format!("no answer within {} s", DNS_TIMEOUT.as_secs())))?
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

/// Connects to the first address that answers.
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
            Err(_) => format!("{address} port {port} didn't take the connection"),
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

/// How long it took to open a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Looking the name up; `None` for an address.
    pub dns: Option<Duration>,
    /// Connecting.
    pub connect: Duration,
    /// The TLS handshake.
    pub tls: Option<Duration>,
}

/// Goes with a connection, to be told with the answers that come over it.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) address: SocketAddr,
    opening: Opening,
    told: Arc<AtomicBool>,
}

impl Opened {
    /// How it was opened, for the first request that asks: the others found it open.
    pub(super) fn tell(&self) -> Option<Opening> {
        (!self.told.swap(true, Ordering::Relaxed)).then_some(self.opening)
    }
}

/// An open connection, plain or secured.
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
