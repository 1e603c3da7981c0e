//! One request with a small response, to an address that an administrator entered or that a
//! provider's metadata contains.

use std::{net::IpAddr, time::Duration};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use tokio::time::timeout;

use crate::outgoing::{
    address::is_public,
    client::{Client, failure},
    connector::{DNS_TIMEOUT, Resolve, SystemResolver},
    failure::ExchangeFailure,
    webhook_url::WebhookUrl,
};

/// Why there is no response. The messages are shown to staff.
#[derive(Debug, thiserror::Error)]
pub enum FetchFailure {
    /// No response arrived.
    #[error("{0}")]
    Exchange(#[from] ExchangeFailure),
    /// The response is larger than the limit.
    #[error("The answer of {host} is larger than {bytes_max} bytes.")]
    TooLarge { host: String, bytes_max: usize },
    /// The request would send secrets without TLS.
    #[error("{host} would be called without TLS. Use an address that begins with https://.")]
    Open { host: String },
}

/// Sends a request and reads the response, whatever its status; redirects are not followed. All of
/// it ends within the given time. Requests without TLS are sent to non-public addresses only.
pub async fn fetch(
    client: &Client,
    request: Request<Bytes>,
    bytes_max: usize,
    within: Duration,
) -> Result<Response<Bytes>, FetchFailure> {
    let url = WebhookUrl::parse(&request.uri().to_string()).map_err(ExchangeFailure::from)?;
    let exchange = async {
        if url.uri().scheme_str() != Some("https") && leads_to_public(&url.host()).await {
            return Err(FetchFailure::Open { host: url.host() });
        }
        let response = client.send(&url, request.map(Full::new)).await?;
        let (head, mut incoming) = response.into_parts();
        let mut body = Vec::new();
        while let Some(frame) = incoming.frame().await {
            let frame = frame.map_err(|error| failure(&error, &url))?;
            let Some(data) = frame.data_ref() else {
                continue;
            };
            if body.len() + data.len() > bytes_max {
                return Err(FetchFailure::TooLarge {
                    host: url.host(),
                    bytes_max,
                });
            }
            body.extend_from_slice(data);
        }
        Ok(Response::from_parts(head, body.into()))
    };
    timeout(within, exchange)
        .await
        .unwrap_or_else(|_| Err(ExchangeFailure::Timeout { after: within }.into()))
}

/// Whether any address of a host is public. False for an unknown name, for which the connector
/// returns a better error.
async fn leads_to_public(host: &str) -> bool {
    let addresses = match host.parse::<IpAddr>() {
        Ok(literal) => vec![literal],
        Err(_) => timeout(DNS_TIMEOUT, SystemResolver.resolve(host))
            .await
            .ok()
            .and_then(Result::ok)
            .unwrap_or_default(),
    };
    addresses.into_iter().any(is_public)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outgoing::{
        client::loopback_client,
        endpoint::{Behaviour, Endpoint},
    };

    async fn get(url: &str) -> Result<Response<Bytes>, FetchFailure> {
        let request = Request::get(url).body(Bytes::new()).unwrap();
        fetch(&loopback_client(), request, 16, Duration::from_secs(2)).await
    }

    #[tokio::test]
    async fn a_response_is_read_completely_or_not_at_all() {
        let small =
            Endpoint::start(Behaviour::answer("404 Not Found", "", "sixteen bytes ok")).await;
        let answer = get(&small.url()).await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), &answer.body()[..]),
            (404, &b"sixteen bytes ok"[..])
        );
        let large = Endpoint::start(Behaviour::answer("200 OK", "", "seventeen bytes..")).await;
        assert!(matches!(
            get(&large.url()).await,
            Err(FetchFailure::TooLarge { bytes_max: 16, .. })
        ));
        let hop = Endpoint::start(Behaviour::answer(
            "302 Found",
            &format!("location: {}\r\n", small.url()),
            "",
        ))
        .await;
        assert_eq!(get(&hop.url()).await.unwrap().status(), 302);
        let silent = Endpoint::start(Behaviour::Drip).await;
        let request = Request::get(silent.url()).body(Bytes::new()).unwrap();
        let late = fetch(
            &loopback_client(),
            request,
            1_024,
            Duration::from_millis(50),
        )
        .await;
        assert!(matches!(
            late,
            Err(FetchFailure::Exchange(ExchangeFailure::Timeout { .. }))
        ));
    }

    #[tokio::test]
    async fn nothing_is_sent_to_public_addresses_without_tls() {
        assert!(matches!(
            get("http://8.8.8.8/token").await,
            Err(FetchFailure::Open { .. })
        ));
    }
}
