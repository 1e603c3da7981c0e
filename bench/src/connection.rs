//! A persistent HTTP connection with little overhead in the load generator.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// A channel's connection to the Omni API.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    bearer: String,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr, token: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // The task ends with the sender. The sender's next request reports any failure.
        tokio::spawn(async { drop(connection.await) });
        Ok(Self {
            sender,
            host: address.to_string(),
            bearer: format!("Bearer {token}"),
        })
    }

    /// Sends a visitor's message. Any status but 201 is an error.
    pub(crate) async fn post_message(&mut self, message: &Value) -> Result<Bytes> {
        let request = Request::post("/omni/v1/messages")
            .header(HOST, &self.host)
            .header(AUTHORIZATION, &self.bearer)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::from(message.to_string()))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        let body = answer
            .into_body()
            .collect()
            .await
            .context("the response ended early")?
            .to_bytes();
        anyhow::ensure!(
            status == StatusCode::CREATED,
            "{status}: {}",
            String::from_utf8_lossy(&body)
        );
        Ok(body)
    }
}
