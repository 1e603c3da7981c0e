//! Getting a file from an address that a channel told, under the same rules as everything that goes out: every address
//! checked, at every hop.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use url::Url;

use super::{client::Client, failure::ExchangeFailure, webhook_url::WebhookUrl};

/// How often an address may lead to another: hosts of media send readers on to their stores.
const HOPS_MAX: usize = 3;

/// A file on its way.
pub struct Download {
    headers: HeaderMap,
    body: Incoming,
    url: WebhookUrl,
}

/// Why there is no file. The wording is for staff.
#[derive(Debug, thiserror::Error)]
pub enum DownloadFailure {
    /// There was no answer.
    #[error("{0}")]
    Exchange(#[from] ExchangeFailure),
    /// The answer was no file.
    #[error("its server answered {}", .0.as_u16())]
    Status(StatusCode),
    /// It leads on and on.
    #[error("its address leads to another one, and that to another, more than {HOPS_MAX} times")]
    Hops,
    /// It leads from a secure address to one that is not.
    #[error("its secure address leads to one that is not secure")]
    Downgrade,
}

impl DownloadFailure {
    /// Whether it would be the same the next time.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Exchange(ExchangeFailure::InvalidUrl(_) | ExchangeFailure::BlockedAddress { .. })
            | Self::Hops
            | Self::Downgrade => true,
            Self::Status(status) => {
                status.is_client_error()
                    && ![StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS].contains(status)
            }
            Self::Exchange(
                ExchangeFailure::Dns { .. }
                | ExchangeFailure::Connect { .. }
                | ExchangeFailure::Tls { .. }
                | ExchangeFailure::Timeout { .. }
                | ExchangeFailure::TooLarge,
            ) => false,
        }
    }
}

/// Begins to get what is at `url`. Time is for the caller to limit.
pub async fn download(client: &Client, url: &str) -> Result<Download, DownloadFailure> {
    let mut url = WebhookUrl::parse(url).map_err(ExchangeFailure::from)?;
    for _ in 0..=HOPS_MAX {
        let response = client.get(&url).await?;
        let status = response.status();
        if status.is_success() {
            let (head, body) = response.into_parts();
            return Ok(Download { headers: head.headers, body, url });
        }
        let location = response.headers().get(header::LOCATION).filter(|_| status.is_redirection());
        let Some(location) = location.and_then(|value| value.to_str().ok()) else {
            return Err(DownloadFailure::Status(status));
        };
        url = next(&url, location)?;
    }
    Err(DownloadFailure::Hops)
}

fn next(from: &WebhookUrl, location: &str) -> Result<WebhookUrl, DownloadFailure> {
    let base = Url::parse(from.as_str()).map_err(|_| DownloadFailure::Hops)?;
    let to = base.join(location).map_err(|_| DownloadFailure::Hops)?;
    if base.scheme() == "https" && to.scheme() != "https" {
        return Err(DownloadFailure::Downgrade);
    }
    Ok(WebhookUrl::parse(to.as_str()).map_err(ExchangeFailure::from)?)
}

impl Download {
    /// The header fields of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How many bytes come, if the answer says so.
    pub fn length(&self) -> Option<u64> {
        self.headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// The next bytes; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ExchangeFailure> {
        while let Some(frame) = self.body.frame().await {
            let frame = frame.map_err(|error| super::client::failure(&error, &self.url))?;
            if let Ok(bytes) = frame.into_data() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::super::endpoint::{Behaviour, Endpoint, loopback_client};
    use super::*;

    async fn whole(url: &str) -> Result<Vec<u8>, DownloadFailure> {
        let mut download = download(&loopback_client(), url).await?;
        let mut all = Vec::new();
        while let Some(bytes) = download.next().await? {
            all.extend(bytes);
        }
        Ok(all)
    }

    #[tokio::test]
    async fn a_file_is_got_where_its_address_leads() {
        let file = Endpoint::start(Behaviour::answer("200 OK", "content-type: image/png\r\n", "bytes")).await;
        assert_eq!(whole(&file.url()).await.unwrap(), b"bytes");
        assert!(file.only_request().starts_with("GET /webhook HTTP/1.1\r\n"));
        let location = format!("location: {}\r\n", file.url());
        let hop = Endpoint::start(Behaviour::answer("302 Found", &location, "")).await;
        assert_eq!(whole(&hop.url()).await.unwrap(), b"bytes");
    }

    #[tokio::test]
    async fn a_chain_without_end_and_a_forbidden_hop_are_refused() {
        let chain = Endpoint::start(Behaviour::answer("302 Found", "location: /again\r\n", "")).await;
        assert!(matches!(whole(&chain.url()).await, Err(DownloadFailure::Hops)));
        assert_eq!(chain.requests().len(), 4);
        let hop =
            Endpoint::start(Behaviour::answer("302 Found", "location: http://169.254.169.254/meta\r\n", "")).await;
        let refused = whole(&hop.url()).await.unwrap_err();
        assert!(
            matches!(refused, DownloadFailure::Exchange(ExchangeFailure::BlockedAddress { .. })) && refused.is_final()
        );
    }

    #[test]
    fn a_secure_address_never_leads_to_an_open_one() {
        let from = WebhookUrl::parse("https://media.example/a").unwrap();
        assert!(matches!(next(&from, "http://media.example/a"), Err(DownloadFailure::Downgrade)));
        assert_eq!(next(&from, "../b").unwrap().as_str(), "https://media.example/b");
    }

    #[tokio::test]
    async fn what_may_pass_is_told_from_what_stays() {
        for (status_line, is_final) in
            [("404 Not Found", true), ("403 No", true), ("429 Busy", false), ("408 Slow", false), ("500 Oh", false)]
        {
            let endpoint = Endpoint::start(Behaviour::answer(status_line, "", "")).await;
            assert_eq!(whole(&endpoint.url()).await.unwrap_err().is_final(), is_final, "{status_line}");
        }
    }
}
