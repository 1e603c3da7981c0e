//! The byte stream of a connection, as hyper reads and writes it.

use std::{
    future::Future,
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, ReadBuf},
    net::TcpStream,
    time::{Sleep, sleep},
};

use crate::listener::watch::Watch;

/// How long a client that is still sending may continue after its response. Closing at once would
/// reset the connection before the client has read the response (RFC 9112 §9.6).
const LINGER_TIME: Duration = Duration::from_secs(2);

/// A connection that reports reads and writes to its [`Watch`].
pub(super) struct Socket {
    stream: TokioIo<TcpStream>,
    /// Bytes read beyond the last request.
    ahead: Bytes,
    watch: Watch,
    /// Set once our side is closed and the client's bytes are only discarded.
    lingering: Option<Pin<Box<Sleep>>>,
}

impl Socket {
    pub(super) fn new(stream: TcpStream, ahead: Bytes, watch: Watch) -> Self {
        Self {
            stream: TokioIo::new(stream),
            ahead,
            watch,
            lingering: None,
        }
    }

    pub(super) fn into_stream(self) -> TcpStream {
        self.stream.into_inner()
    }

    /// Discards what the client sends, until it closes or the linger time is over.
    fn poll_linger(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let until = self
            .lingering
            .get_or_insert_with(|| Box::pin(sleep(LINGER_TIME)));
        while until.as_mut().poll(cx).is_pending() {
            let mut scrap = [0; 8 * 1024];
            let mut scrap = ReadBuf::new(&mut scrap);
            let read = ready!(Pin::new(self.stream.inner_mut()).poll_read(cx, &mut scrap));
            if read.is_err() || scrap.filled().is_empty() {
                break;
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl Read for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut to: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if self.ahead.is_empty() {
            ready!(Pin::new(&mut self.stream).poll_read(cx, to))?;
        } else {
            let length = self.ahead.len().min(to.remaining());
            to.put_slice(&self.ahead.split_to(length));
        }
        self.watch.received();
        Poll::Ready(Ok(()))
    }
}

impl Write for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.watch.set_flushed(false);
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.watch.set_flushed(false);
        Pin::new(&mut self.stream).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// hyper flushes only after it has passed on all of its data.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.watch.set_flushed(true);
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.lingering.is_none() {
            ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
            if !self.watch.lingers() {
                return Poll::Ready(Ok(()));
            }
        }
        self.poll_linger(cx)
    }
}
