//! A TCP connection that acknowledges received data immediately.
//!
//! Many servers send the head and the body of a response separately, and Nagle's algorithm (see
//! RFC 896) then delays the body until the head is acknowledged. Linux delays that acknowledgement
//! by 40 ms or more once a connection looks interactive, so each response would take that long.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// A TCP connection whose peer never waits for a delayed acknowledgement.
pub(super) struct Prompt(TcpStream);

impl Prompt {
    pub(super) fn new(tcp: TcpStream) -> Self {
        Self(tcp)
    }

    /// Acknowledges what has arrived. The kernel resets the option with the next request (tcp(7)),
    /// so every read sets it again. A failure costs only time.
    fn acknowledge(&self) {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        drop(socket2::SockRef::from(&self.0).set_tcp_quickack(true));
    }
}

impl AsyncRead for Prompt {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.0).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.acknowledge();
        }
        read
    }
}

impl AsyncWrite for Prompt {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use socket2::SockRef;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    async fn pair() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap())
            .await
            .unwrap();
        (client, listener.accept().await.unwrap().0)
    }

    /// One request and its response.
    async fn exchange(client: &mut (impl AsyncRead + AsyncWrite + Unpin), server: &mut TcpStream) {
        client.write_all(b"request").await.unwrap();
        server.read_exact(&mut [0; 7]).await.unwrap();
        server.write_all(b"head").await.unwrap();
        client.read_exact(&mut [0; 4]).await.unwrap();
    }

    #[tokio::test]
    async fn received_data_is_acknowledged_immediately_in_every_exchange() {
        let (mut plain, mut server) = pair().await;
        exchange(&mut plain, &mut server).await;
        exchange(&mut plain, &mut server).await;
        assert!(
            !SockRef::from(&plain).tcp_quickack().unwrap(),
            "by default, the kernel delays acknowledgements"
        );

        let (client, mut server) = pair().await;
        let mut prompt = Prompt::new(client);
        for _ in 0..20 {
            exchange(&mut prompt, &mut server).await;
            assert!(SockRef::from(&prompt.0).tcp_quickack().unwrap());
        }
    }
}
