use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::BoxFuture;
use futures_util::stream;
use http_body_util::StreamBody;
use hyper::body::{Body, Frame};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto;
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;
use crate::outgoing::{
    client::loopback_client,
    endpoint::{Behaviour, Endpoint},
};

/// Resolves names from a table. Each lookup of a name takes its next result; the last one repeats.
struct Names(Mutex<HashMap<&'static str, Vec<Vec<IpAddr>>>>);

impl Resolve for Names {
    fn resolve(&self, host: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let mut names = self.0.lock().unwrap();
        let answer = match names.get_mut(host) {
            Some(answers) if answers.len() > 1 => Ok(answers.remove(0)),
            Some(answers) => Ok(answers[0].clone()),
            None => Err(io::Error::other("no such name")),
        };
        Box::pin(std::future::ready(answer))
    }
}

/// A client for which successive lookups of the name have these results.
fn client_with(allow: &str, name: &'static str, answers: &[&[&str]]) -> Client {
    let answers = answers
        .iter()
        .map(|answer| answer.iter().map(|ip| ip.parse().unwrap()).collect())
        .collect();
    let resolver = Arc::new(Names(Mutex::new(HashMap::from([(name, answers)]))));
    Client::with(Settings {
        resolver,
        ..Settings::new(allow.parse().unwrap())
    })
}

async fn post(client: &Client, url: &str) -> Exchange {
    let url = WebhookUrl::parse(url).unwrap();
    client
        .post(
            &url,
            HeaderMap::new(),
            Bytes::from_static(b"{}"),
            Duration::from_secs(2),
        )
        .await
}

fn code(exchange: &Exchange) -> &'static str {
    exchange
        .outcome
        .as_ref()
        .map_or_else(ExchangeFailure::code, |_| "answered")
}

#[tokio::test]
async fn connects_to_the_resolved_address_and_sends_the_host_name() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "hello")).await;
    let client = client_with("127.0.0.1", "hooks.example", &[&["127.0.0.1"]]);
    let port = endpoint.address.port();
    let exchange = post(&client, &format!("http://hooks.example:{port}/a?b=c")).await;
    let answer = exchange.outcome.unwrap();
    assert_eq!(
        (answer.status, &answer.body[..], answer.ending),
        (StatusCode::OK, &b"hello"[..], BodyEnding::Complete)
    );
    let request = endpoint.only_request();
    assert!(request.starts_with("POST /a?b=c HTTP/1.1\r\n"), "{request}");
    assert!(
        request.contains(&format!("host: hooks.example:{port}\r\n")),
        "{request}"
    );
}

#[tokio::test]
async fn one_forbidden_address_refuses_the_host_before_any_connection() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "")).await;
    let url = format!("http://hooks.example:{}/", endpoint.address.port());
    for answers in [
        &["127.0.0.1", "10.0.0.1"][..],
        &["::1", "127.0.0.1"],
        &["127.0.0.1", "169.254.169.254"],
    ] {
        let exchange = post(&client_with("127.0.0.1", "hooks.example", &[answers]), &url).await;
        assert_eq!(code(&exchange), "blocked-address", "{answers:?}");
    }
    assert_eq!(endpoint.connections(), 0);
}

#[tokio::test]
async fn a_changed_address_of_a_name_is_checked_again() {
    let endpoint = Endpoint::start(Behaviour::AnswerAndClose(
        b"HTTP/1.1 200 OK\r\n\r\n".to_vec(),
    ))
    .await;
    let client = client_with(
        "127.0.0.2",
        "hooks.example",
        &[&["127.0.0.2"], &["127.0.0.1"]],
    );
    let url = format!("http://hooks.example:{}/", endpoint.address.port());
    // Nothing listens there, which is fine: the first address was permitted, and only that one was
    // tried.
    assert_eq!(code(&post(&client, &url).await), "connect");
    assert_eq!(code(&post(&client, &url).await), "blocked-address");
    assert_eq!(endpoint.connections(), 0);
}

#[tokio::test]
async fn literal_addresses_and_local_names_are_refused() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "")).await;
    let port = endpoint.address.port();
    let client = client_with("", "localhost.", &[&["127.0.0.1"]]);
    for host in [
        "127.0.0.1",
        "2130706433",
        "0177.1",
        "0x7f.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0",
        "localhost.",
    ] {
        let exchange = post(&client, &format!("http://{host}:{port}/")).await;
        assert_eq!(code(&exchange), "blocked-address", "{host}");
    }
    assert_eq!(endpoint.connections(), 0);
}

#[tokio::test]
async fn names_without_an_address_fail_as_dns() {
    let client = client_with("", "empty.example", &[&[]]);
    assert_eq!(code(&post(&client, "http://unknown.example/").await), "dns");
    assert_eq!(code(&post(&client, "http://empty.example/").await), "dns");
}

#[tokio::test(start_paused = true)]
async fn a_name_lookup_times_out() {
    struct Never;
    impl Resolve for Never {
        fn resolve(&self, _: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
            Box::pin(std::future::pending())
        }
    }
    let client = Client::with(Settings {
        resolver: Arc::new(Never),
        ..Settings::new(AllowList::default())
    });
    let url = WebhookUrl::parse("https://hooks.example/").unwrap();
    let exchange = client
        .post(
            &url,
            HeaderMap::new(),
            Bytes::new(),
            Duration::from_secs(15),
        )
        .await;
    assert_eq!(code(&exchange), "dns");
    assert_eq!(exchange.duration.as_secs(), 5);
}

#[tokio::test]
async fn the_next_address_is_tried_when_one_refuses() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "")).await;
    let client = client_with(
        "127.0.0.0/8",
        "hooks.example",
        &[&["127.0.0.9", "127.0.0.1"]],
    );
    let exchange = post(
        &client,
        &format!("http://hooks.example:{}/", endpoint.address.port()),
    )
    .await;
    assert_eq!(code(&exchange), "answered");
}

#[tokio::test]
async fn connections_are_reused() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "x")).await;
    let client = loopback_client();
    for _ in 0..5 {
        assert_eq!(code(&post(&client, &endpoint.url()).await), "answered");
    }
    assert_eq!((endpoint.requests().len(), endpoint.connections()), (5, 1));
}

#[tokio::test]
async fn responses_that_are_not_http_or_have_endless_headers_fail() {
    let garbage = Endpoint::start(Behaviour::AnswerAndClose(
        b"220 mail.example ESMTP\r\n".to_vec(),
    ))
    .await;
    let exchange = post(&loopback_client(), &garbage.url()).await;
    let failure = exchange.outcome.unwrap_err();
    assert!(failure.to_string().contains("isn't HTTP"), "{failure}");

    for piece in [
        "x-a: b\r\n".to_owned(),
        format!("x-a: {}\r\n", "b".repeat(5_000)),
        "y".repeat(5_000),
    ] {
        let endless = Behaviour::Endless(b"HTTP/1.1 200 OK\r\nx-".to_vec(), piece.into_bytes());
        let exchange = post(&loopback_client(), &Endpoint::start(endless).await.url()).await;
        assert_eq!(code(&exchange), "too-large");
        assert!(exchange.duration < Duration::from_secs(2));
    }
}

#[tokio::test]
async fn a_body_is_read_up_to_its_limit() {
    for (length, ending) in [
        (ANSWER_BYTES_MAX, BodyEnding::Complete),
        (ANSWER_BYTES_MAX + 1, BodyEnding::TooLarge),
    ] {
        let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", &"x".repeat(length))).await;
        let answer = post(&loopback_client(), &endpoint.url())
            .await
            .outcome
            .unwrap();
        assert_eq!(
            (answer.body.len(), answer.ending),
            (ANSWER_BYTES_MAX, ending)
        );
    }
}

#[tokio::test]
async fn a_compressed_response_is_not_decompressed() {
    // A gzip stream that would expand into a megabyte of zeros.
    let bomb = include_bytes!("bomb.gz");
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        bomb.len()
    );
    let endpoint = Endpoint::start(Behaviour::Answer([head.as_bytes(), bomb].concat())).await;
    let answer = post(&loopback_client(), &endpoint.url())
        .await
        .outcome
        .unwrap();
    assert_eq!(
        (&answer.body[..], answer.ending),
        (&bomb[..], BodyEnding::Complete)
    );
}

/// A server that speaks HTTP/2 and HTTP/1.1.
struct SecureServer {
    address: SocketAddr,
    certificate: CertificateDer<'static>,
    /// Bytes of endless responses that were sent.
    sent: Arc<AtomicUsize>,
}

/// An endless body.
fn endless(sent: &Arc<AtomicUsize>) -> impl Body<Data = Bytes, Error = Infallible> + Send + use<> {
    let sent = Arc::clone(sent);
    StreamBody::new(stream::repeat_with(move || {
        let piece = Bytes::from_static(&[b'x'; 16 * 1024]);
        sent.fetch_add(piece.len(), Ordering::Relaxed);
        Ok(Frame::data(piece))
    }))
}

/// A server with a certificate for `name` that responds with the HTTP version and the requested
/// server name.
async fn secure_server(name: &str) -> SecureServer {
    let issued = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    let certificate = issued.cert.der().clone();
    let key = PrivateKeyDer::try_from(issued.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    tokio::spawn(async move {
        while let Ok((tcp, _)) = listener.accept().await {
            let (acceptor, sent) = (acceptor.clone(), Arc::clone(&counted));
            tokio::spawn(async move {
                // A client that distrusts the certificate ends the handshake, as expected.
                let Ok(tls) = acceptor.accept(tcp).await else {
                    return;
                };
                let asked = tls.get_ref().1.server_name().unwrap_or("none").to_owned();
                let answer = service_fn(move |request: Request<Incoming>| {
                    let text = Bytes::from(format!("{:?} for {asked}", request.version()));
                    let body = match request.uri().path() {
                        "/endless" => endless(&sent).boxed_unsync(),
                        _ => Full::new(text).boxed_unsync(),
                    };
                    async move { Ok::<_, Infallible>(Response::new(body)) }
                });
                drop(
                    auto::Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(tls), answer)
                        .await,
                );
            });
        }
    });
    SecureServer {
        address,
        certificate,
        sent,
    }
}

fn trusting(certificate: Option<CertificateDer<'static>>) -> Client {
    let names = HashMap::from([
        ("hooks.example", vec![vec!["127.0.0.1".parse().unwrap()]]),
        ("hooks.example.", vec![vec!["127.0.0.1".parse().unwrap()]]),
        ("other.example", vec![vec!["127.0.0.1".parse().unwrap()]]),
    ]);
    let resolver = Arc::new(Names(Mutex::new(names)));
    let mut settings = Settings {
        resolver,
        ..Settings::new("127.0.0.0/8".parse().unwrap())
    };
    if let Some(certificate) = certificate {
        settings.roots.add(certificate).unwrap();
    }
    Client::with(settings)
}

#[tokio::test]
async fn a_trusted_endpoint_is_called_over_http2() {
    let SecureServer {
        address,
        certificate,
        ..
    } = secure_server("hooks.example").await;
    let client = trusting(Some(certificate));
    for host in ["hooks.example", "hooks.example."] {
        let answer = post(&client, &format!("https://{host}:{}/", address.port()))
            .await
            .outcome
            .unwrap();
        assert_eq!(&answer.body[..], b"HTTP/2.0 for hooks.example");
    }
}

#[tokio::test]
async fn unread_http2_responses_do_not_fill_the_memory() {
    let server = secure_server("hooks.example").await;
    let client = trusting(Some(server.certificate));
    let url = format!("https://hooks.example:{}", server.address.port());
    let unread = client
        .get(&WebhookUrl::parse(&format!("{url}/endless")).unwrap())
        .await
        .unwrap();
    assert_eq!(unread.version(), Version::HTTP_2);
    // Enough time to send all that it may over the same connection.
    for _ in 0..50 {
        assert_eq!(code(&post(&client, &url).await), "answered");
    }
    let sent = server.sent.load(Ordering::Relaxed);
    assert!(sent < 1024 * 1024, "{sent}");
}

#[tokio::test]
async fn an_untrusted_certificate_or_one_of_another_host_fails_as_tls() {
    let SecureServer {
        address,
        certificate,
        ..
    } = secure_server("hooks.example").await;
    let port = address.port();
    let unknown = post(&trusting(None), &format!("https://hooks.example:{port}/")).await;
    assert_eq!(code(&unknown), "tls");
    let other = post(
        &trusting(Some(certificate)),
        &format!("https://other.example:{port}/"),
    )
    .await;
    assert_eq!(code(&other), "tls");
}

#[tokio::test]
async fn plain_http_behind_an_https_address_fails_as_tls() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "")).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut tcp, _)) = listener.accept().await {
            drop(
                tokio::io::AsyncWriteExt::write_all(&mut tcp, b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    .await,
            );
            // Reading to the end keeps the socket open, so that the client reads the response and
            // not a reset.
            drop(tokio::io::copy(&mut tcp, &mut tokio::io::sink()).await);
        }
    });
    assert_eq!(
        code(&post(&loopback_client(), &format!("https://127.0.0.1:{port}/")).await),
        "tls"
    );
    assert_eq!(endpoint.connections(), 0);
}

#[tokio::test]
async fn a_closed_port_fails_as_connect() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let exchange = post(&loopback_client(), &format!("http://{address}/")).await;
    assert_eq!(code(&exchange), "connect");
}

#[tokio::test]
async fn a_connection_is_reused_and_reports_once_how_it_was_opened() {
    let endpoint = Endpoint::start(Behaviour::answer("200 OK", "", "")).await;
    let client = client_with("127.0.0.1", "hooks.example", &[&["127.0.0.1"]]);
    let url = format!("http://hooks.example:{}/", endpoint.address.port());
    let (first, second) = (post(&client, &url).await, post(&client, &url).await);
    let (opened, reused) = (first.link.unwrap(), second.link.unwrap());
    assert_eq!(
        (opened.address, reused.address),
        (endpoint.address, endpoint.address)
    );
    let opening = opened.opened.expect("it was opened for this request");
    assert!(opening.dns.is_some() && opening.tls.is_none());
    assert!(
        opening.connect <= first.first_byte.unwrap() && first.first_byte <= Some(first.duration)
    );
    assert_eq!((reused.opened, endpoint.connections()), (None, 1));
}

#[tokio::test]
async fn concurrent_requests_reuse_their_connections() {
    // Two sources of one host, with all their concurrent requests.
    const PLACES: usize = 32;
    const ROUNDS: usize = 6;
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec();
    let together = Behaviour::AnswerTogether(Arc::new(tokio::sync::Barrier::new(PLACES)), answer);
    let endpoint = Endpoint::start(together).await;
    let (client, url) = (loopback_client(), endpoint.url());
    for _ in 0..ROUNDS {
        let posts = (0..PLACES).map(|_| post(&client, &url));
        assert!(
            futures_util::future::join_all(posts)
                .await
                .iter()
                .all(|exchange| exchange.outcome.is_ok())
        );
        // A connection is idle once its task has seen the end of the response.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    }
    // Connections that were not kept are opened again in each round; a few may not have become idle
    // in time.
    let opened = endpoint.connections();
    assert!(opened < PLACES + ROUNDS, "{opened} connections");
}
