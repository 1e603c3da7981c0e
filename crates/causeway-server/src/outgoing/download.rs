//! Downloads a file from an address that a channel sent, under the same rules as all outgoing
//! requests: every address is checked, at every redirect.

use std::{fmt::Write, io, pin::Pin};

use async_compression::tokio::bufread::{BrotliDecoder, GzipDecoder, ZlibDecoder};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use http_body_util::{BodyDataStream, BodyExt};
use hyper::body::Incoming;
use tokio::io::{AsyncBufRead, AsyncRead, AsyncReadExt, BufReader};
use tokio_util::io::StreamReader;
use url::Url;

use crate::outgoing::{client::Client, failure::ExchangeFailure, webhook_url::WebhookUrl};

/// Redirects that are followed: media hosts redirect readers to their storage.
const HOPS_MAX: usize = 3;
/// Nested content encodings that are decoded. Honest servers use one.
const ENCODINGS_MAX: usize = 2;
/// How much is decoded at a time, so that compressed bytes never expand into more memory than this.
const DECODED_BYTES_MAX: usize = 16 * 1024;

/// A download in progress.
pub struct Download {
    headers: HeaderMap,
    body: Body,
    url: WebhookUrl,
}

enum Body {
    /// Not encoded.
    Plain(Incoming),
    /// Encoded, although the request asked for no encoding.
    Encoded(Pin<Box<dyn AsyncRead + Send>>),
}

/// Why a file could not be downloaded. The messages are shown to staff.
#[derive(Debug, thiserror::Error)]
pub enum DownloadFailure {
    /// There was no response.
    #[error("{0}")]
    Exchange(#[from] ExchangeFailure),
    /// The response was not a file.
    #[error("its server answered {}", .0.as_u16())]
    Status(StatusCode),
    /// Too many redirects.
    #[error("its address redirects more than {HOPS_MAX} times")]
    Hops,
    /// A redirect from HTTPS to HTTP.
    #[error("its https:// address redirects to one without TLS")]
    Downgrade,
    /// An unsupported content encoding.
    #[error("its server sent the unsupported content encoding {0:?}")]
    Encoding(String),
    /// The body can't be decoded as its header declares.
    #[error("it could not be decoded: {0}")]
    Undecodable(String),
}

/// For how long retrying makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// A retry would have the same result.
    None,
    /// The file may not be available yet.
    Minutes,
    /// The server has a problem.
    Hour,
}

impl DownloadFailure {
    /// For how long retrying makes sense after this failure.
    pub fn patience(&self) -> Patience {
        match self {
            Self::Exchange(
                ExchangeFailure::InvalidUrl(_) | ExchangeFailure::BlockedAddress { .. },
            )
            | Self::Hops
            | Self::Downgrade
            | Self::Encoding(_)
            | Self::Status(StatusCode::GONE | StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS) => {
                Patience::None
            }
            Self::Status(status) if status.is_server_error() => Patience::Hour,
            Self::Status(StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS)
            | Self::Exchange(
                ExchangeFailure::Dns { .. }
                | ExchangeFailure::Connect { .. }
                | ExchangeFailure::Tls { .. }
                | ExchangeFailure::Timeout { .. }
                | ExchangeFailure::TooLarge,
            ) => Patience::Hour,
            // Networks send an address before the file has reached every storage node: 404, 403,
            // 425, 202 and others.
            Self::Status(_) | Self::Undecodable(_) => Patience::Minutes,
        }
    }
}

/// Starts to download what is at `url`. The caller limits the time.
pub async fn download(client: &Client, url: &str) -> Result<Download, DownloadFailure> {
    let mut url = WebhookUrl::parse_file(url).map_err(ExchangeFailure::from)?;
    for _ in 0..=HOPS_MAX {
        let response = client.get(&url).await?;
        let status = response.status();
        if is_whole(status) {
            let (head, body) = response.into_parts();
            let body = decoded(body, &head.headers)?;
            return Ok(Download {
                headers: head.headers,
                body,
                url,
            });
        }
        let location = response
            .headers()
            .get(header::LOCATION)
            .filter(|_| status.is_redirection());
        let Some(location) = location.map(target) else {
            return Err(DownloadFailure::Status(status));
        };
        url = next(&url, &location)?;
    }
    Err(DownloadFailure::Hops)
}

/// Whether a response with this status contains the file. 202 means later; 204, 205 and 206 contain
/// nothing, or a part.
fn is_whole(status: StatusCode) -> bool {
    let in_part = [
        StatusCode::ACCEPTED,
        StatusCode::NO_CONTENT,
        StatusCode::RESET_CONTENT,
        StatusCode::PARTIAL_CONTENT,
        StatusCode::MULTI_STATUS,
    ];
    status.is_success() && !in_part.contains(&status)
}

/// The target of a redirect. Many servers send UTF-8 or another encoding unescaped (RFC 3986 §2.1
/// requires percent-encoding); those bytes are percent-encoded unchanged.
fn target(location: &HeaderValue) -> String {
    let mut target = String::with_capacity(location.len());
    for byte in location.as_bytes() {
        if byte.is_ascii() {
            target.push(char::from(*byte));
        } else {
            write!(target, "%{byte:02X}").expect("writing to a string never fails");
        }
    }
    target
}

fn next(from: &WebhookUrl, location: &str) -> Result<WebhookUrl, DownloadFailure> {
    let base = Url::parse(from.as_str()).map_err(|_| DownloadFailure::Hops)?;
    let to = base.join(location).map_err(|_| DownloadFailure::Hops)?;
    if base.scheme() == "https" && to.scheme() != "https" {
        return Err(DownloadFailure::Downgrade);
    }
    Ok(WebhookUrl::parse_file(to.as_str()).map_err(ExchangeFailure::from)?)
}

/// The body without its content encodings (RFC 9110 §8.4), which are removed in reverse order.
fn decoded(body: Incoming, headers: &HeaderMap) -> Result<Body, DownloadFailure> {
    let encodings: Vec<String> = headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .flat_map(|value| {
            String::from_utf8_lossy(value.as_bytes())
                .split(',')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .map(|encoding| encoding.trim().to_ascii_lowercase())
        .filter(|encoding| !encoding.is_empty() && encoding != "identity")
        .collect();
    if encodings.is_empty() {
        return Ok(Body::Plain(body));
    }
    if encodings.len() > ENCODINGS_MAX {
        return Err(DownloadFailure::Encoding(encodings.join(", ")));
    }
    let bytes = StreamReader::new(BodyDataStream::new(body).map_err(io::Error::other));
    let mut reader: Pin<Box<dyn AsyncBufRead + Send>> = Box::pin(bytes);
    for encoding in encodings.iter().rev() {
        reader = match encoding.as_str() {
            "gzip" | "x-gzip" => {
                let mut decoder = GzipDecoder::new(reader);
                decoder.multiple_members(true);
                Box::pin(BufReader::new(decoder))
            }
            "deflate" => Box::pin(BufReader::new(ZlibDecoder::new(reader))),
            "br" => Box::pin(BufReader::new(BrotliDecoder::new(reader))),
            other => return Err(DownloadFailure::Encoding(other.chars().take(40).collect())),
        };
    }
    Ok(Body::Encoded(reader))
}

impl Download {
    /// The header fields of the response.
    pub fn into_headers(self) -> HeaderMap {
        self.headers
    }

    /// The number of bytes, if the response declares it.
    pub fn length(&self) -> Option<u64> {
        match self.body {
            Body::Plain(_) => self
                .headers
                .get(header::CONTENT_LENGTH)?
                .to_str()
                .ok()?
                .parse()
                .ok(),
            Body::Encoded(_) => None,
        }
    }

    /// The next bytes; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, DownloadFailure> {
        match &mut self.body {
            Body::Plain(body) => {
                while let Some(frame) = body.frame().await {
                    let frame = frame
                        .map_err(|error| crate::outgoing::client::failure(&error, &self.url))?;
                    if let Ok(bytes) = frame.into_data() {
                        return Ok(Some(bytes));
                    }
                }
                Ok(None)
            }
            Body::Encoded(reader) => {
                let mut bytes = BytesMut::with_capacity(DECODED_BYTES_MAX);
                match reader.read_buf(&mut bytes).await {
                    Ok(0) => Ok(None),
                    Ok(_) => Ok(Some(bytes.freeze())),
                    Err(error) => Err(undecodable(&error, &self.url)),
                }
            }
        }
    }
}

/// The failure of a read: the connection broke, or its bytes can't be decoded.
fn undecodable(error: &io::Error, url: &WebhookUrl) -> DownloadFailure {
    match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<hyper::Error>())
    {
        Some(broken) => crate::outgoing::client::failure(broken, url).into(),
        None => DownloadFailure::Undecodable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outgoing::{
        client::loopback_client,
        endpoint::{Behaviour, Endpoint},
    };

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn encoded(encoding: &str, body: &[u8]) -> Behaviour {
        let length = body.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {length}\r\n\r\n"
        );
        Behaviour::Answer([head.as_bytes(), body].concat())
    }

    async fn whole(url: &str) -> Result<Vec<u8>, DownloadFailure> {
        let mut download = download(&loopback_client(), url).await?;
        let mut all = Vec::new();
        while let Some(bytes) = download.next().await? {
            all.extend(bytes);
        }
        Ok(all)
    }

    #[tokio::test]
    async fn redirects_are_followed_to_the_file() {
        let file = Endpoint::start(Behaviour::answer(
            "200 OK",
            "content-type: image/png\r\n",
            "bytes",
        ))
        .await;
        assert_eq!(whole(&file.url()).await.unwrap(), b"bytes");
        assert!(file.only_request().starts_with("GET /webhook HTTP/1.1\r\n"));
        let location = format!("location: {}\r\n", file.url());
        let hop = Endpoint::start(Behaviour::answer("302 Found", &location, "")).await;
        assert_eq!(whole(&hop.url()).await.unwrap(), b"bytes");
    }

    #[tokio::test]
    async fn endless_redirects_and_forbidden_targets_are_refused() {
        let chain =
            Endpoint::start(Behaviour::answer("302 Found", "location: /again\r\n", "")).await;
        assert!(matches!(
            whole(&chain.url()).await,
            Err(DownloadFailure::Hops)
        ));
        assert_eq!(chain.requests().len(), 4);
        let hop = Endpoint::start(Behaviour::answer(
            "302 Found",
            "location: http://169.254.169.254/meta\r\n",
            "",
        ))
        .await;
        let refused = whole(&hop.url()).await.unwrap_err();
        assert!(
            matches!(
                refused,
                DownloadFailure::Exchange(ExchangeFailure::BlockedAddress { .. })
            ) && refused.patience() == Patience::None
        );
    }

    #[test]
    fn a_redirect_from_https_to_http_is_refused() {
        let from = WebhookUrl::parse("https://media.example/a").unwrap();
        assert!(matches!(
            next(&from, "http://media.example/a"),
            Err(DownloadFailure::Downgrade)
        ));
        assert_eq!(
            next(&from, "../b").unwrap().as_str(),
            "https://media.example/b"
        );
    }

    #[tokio::test]
    async fn an_unrequested_content_encoding_is_decoded() {
        let text = "a picture ".repeat(10_000);
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut zlib, text.as_bytes()).unwrap();
        let two_members = [
            gzipped(&text.as_bytes()[..50_000]),
            gzipped(&text.as_bytes()[50_000..]),
        ]
        .concat();
        for (encoding, body) in [
            ("gzip", gzipped(text.as_bytes())),
            ("GZIP", gzipped(text.as_bytes())),
            ("x-gzip", two_members),
            ("deflate", zlib.finish().unwrap()),
            ("gzip, gzip", gzipped(&gzipped(text.as_bytes()))),
            ("identity", text.clone().into_bytes()),
            ("", text.clone().into_bytes()),
        ] {
            let server = Endpoint::start(encoded(encoding, &body)).await;
            assert_eq!(
                whole(&server.url()).await.unwrap(),
                text.as_bytes(),
                "{encoding}"
            );
        }
        let zstd = Endpoint::start(encoded("zstd", b"?")).await;
        let refused = whole(&zstd.url()).await.unwrap_err();
        assert_eq!(
            (refused.patience(), refused.to_string().contains("zstd")),
            (Patience::None, true)
        );
        let torn = gzipped(text.as_bytes());
        for body in [&torn[..torn.len() / 2], b"not gzip at all", b""] {
            let failed = whole(&Endpoint::start(encoded("gzip", body)).await.url()).await;
            assert!(failed.map_or_else(
                |failure| failure.patience() == Patience::Minutes,
                |bytes| bytes.is_empty()
            ));
        }
    }

    #[tokio::test]
    async fn a_compressed_body_is_decoded_piece_by_piece() {
        let server = Endpoint::start(encoded("gzip", &gzipped(&vec![0; 50_000_000]))).await;
        let mut download = download(&loopback_client(), &server.url()).await.unwrap();
        assert_eq!(download.length(), None);
        for _ in 0..1_000 {
            assert!(
                download
                    .next()
                    .await
                    .unwrap()
                    .is_some_and(|piece| piece.len() <= DECODED_BYTES_MAX)
            );
        }
    }

    #[tokio::test]
    async fn a_redirect_is_followed_in_every_character_encoding() {
        let file = Endpoint::start(Behaviour::answer("200 OK", "", "bytes")).await;
        for (written, path) in [
            (
                "/größe/圖片.png?ü=1".as_bytes().to_vec(),
                "/gr%C3%B6%C3%9Fe/%E5%9C%96%E7%89%87.png?%C3%BC=1",
            ),
            (b"/caf\xE9.png".to_vec(), "/caf%E9.png"),
            (b"/a b.png".to_vec(), "/a%20b.png"),
            (b"/already%20good.png#part".to_vec(), "/already%20good.png"),
        ] {
            let to = format!("http://{}", file.address);
            let head = [
                b"HTTP/1.1 302 Found\r\nlocation: ",
                to.as_bytes(),
                &written,
                b"\r\ncontent-length: 0\r\n\r\n",
            ];
            let hop = Endpoint::start(Behaviour::Answer(head.concat())).await;
            assert_eq!(whole(&hop.url()).await.unwrap(), b"bytes");
            let asked = file.requests().pop().unwrap();
            assert!(
                asked.starts_with(&format!("GET {path} HTTP/1.1\r\n")),
                "{asked}"
            );
        }
    }

    #[tokio::test]
    async fn statuses_of_a_file_that_is_not_available_yet_are_retried() {
        for (status_line, patience) in [
            ("202 Accepted", Patience::Minutes),
            ("204 No Content", Patience::Minutes),
            ("206 Partial Content", Patience::Minutes),
            ("304 Not Modified", Patience::Minutes),
            ("401 Unauthorized", Patience::Minutes),
            ("403 Forbidden", Patience::Minutes),
            ("404 Not Found", Patience::Minutes),
            ("425 Too Early", Patience::Minutes),
            ("408 Request Timeout", Patience::Hour),
            ("429 Too Many Requests", Patience::Hour),
            ("500 Oh", Patience::Hour),
            ("503 Service Unavailable", Patience::Hour),
            ("410 Gone", Patience::None),
        ] {
            let server = Endpoint::start(Behaviour::answer(status_line, "", "")).await;
            assert_eq!(
                whole(&server.url()).await.unwrap_err().patience(),
                patience,
                "{status_line}"
            );
        }
    }
}
