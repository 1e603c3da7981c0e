//! A webhook receiver: it records the requests that Causeway sends and returns configured answers.

mod answer;
mod challenge;

use std::collections::VecDeque;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

pub use self::answer::{Answer, Gate};
use self::answer::{Body, Dropped};
pub use self::challenge::ChallengeAnswer;

/// Timeout of [`Receiver::wait_for`], far longer than any delivery takes.
const WAIT_TIME_MAX: Duration = Duration::from_secs(20);

/// Send buffer of each connection.
const SEND_BUFFER_BYTES: u32 = 64 * 1024;

/// A webhook receiver on its own port, stopped when dropped.
#[derive(Debug)]
pub struct Receiver {
    address: SocketAddr,
    state: Arc<State>,
    serving: JoinHandle<()>,
}

/// A recorded request.
#[derive(Debug, Clone)]
pub struct Received {
    /// When its body was complete.
    pub at: Instant,
    /// The path and query.
    pub path: String,
    pub headers: HeaderMap,
    /// The raw body, as signatures cover it.
    pub body: Bytes,
}

#[derive(Debug)]
struct State {
    inner: Mutex<Inner>,
    /// Number of received events.
    events: watch::Sender<usize>,
}

#[derive(Debug)]
struct Inner {
    events: Vec<Received>,
    challenges: Vec<Received>,
    next: VecDeque<Answer>,
    default: Answer,
    challenge: ChallengeAnswer,
}

impl Receiver {
    /// Starts a receiver that answers every challenge and event correctly.
    pub fn start() -> Self {
        Self::start_on(0)
    }

    /// Starts a receiver on this port, such as that of a stopped one.
    pub fn start_on(port: u16) -> Self {
        let listener = listen(port).expect("the port is free");
        let inner = Inner {
            events: Vec::new(),
            challenges: Vec::new(),
            next: VecDeque::new(),
            default: Answer::Ok,
            challenge: ChallengeAnswer::Plain,
        };
        let state = Arc::new(State {
            inner: Mutex::new(inner),
            events: watch::Sender::new(0),
        });
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let serving = tokio::spawn(serve(listener, Arc::clone(&state)));
        Self {
            address,
            state,
            serving,
        }
    }

    /// URL of the webhook.
    pub fn url(&self) -> String {
        format!("http://{}/webhook", self.address)
    }

    /// The port that the receiver listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Sets the answer to events, used when those of [`Receiver::answer_next`] are used up.
    pub fn answer(&self, default: Answer) {
        self.state.lock().default = default;
    }

    /// Sets the answers to the next events, one each.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        self.state.lock().next.extend(answers);
    }

    /// Sets the answer to challenges.
    pub fn answer_challenge(&self, answer: ChallengeAnswer) {
        self.state.lock().challenge = answer;
    }

    /// The received events, in order.
    pub fn received(&self) -> Vec<Received> {
        self.state.lock().events.clone()
    }

    /// The received challenges, in order.
    pub fn challenges(&self) -> Vec<Received> {
        self.state.lock().challenges.clone()
    }

    /// Waits until `count` events have arrived since the start, and returns them. Panics with the
    /// received events at the timeout.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        self.wait_until(&format!("{count} events"), |received| {
            received.len() >= count
        })
        .await
    }

    /// Waits until the received events are `enough`, and returns them. Panics with the received
    /// events at the timeout.
    pub async fn wait_until(
        &self,
        expected: &str,
        enough: impl Fn(&[Received]) -> bool,
    ) -> Vec<Received> {
        let mut events = self.state.events.subscribe();
        let waiting = async {
            loop {
                events.borrow_and_update();
                let received = self.received();
                if enough(&received) {
                    return received;
                }
                events
                    .changed()
                    .await
                    .expect("the sender lives as long as the receiver");
            }
        };
        let waited = tokio::time::timeout(WAIT_TIME_MAX, waiting).await;
        waited.unwrap_or_else(|_| panic!("waited for {expected}; received: {:#?}", self.summary()))
    }

    /// Stops the receiver: it cuts its connections and refuses new ones. [`Receiver::start_on`]
    /// starts one on the same port.
    pub async fn stop(mut self) {
        self.serving.abort();
        // The error is that of the abort.
        let _ = (&mut self.serving).await;
    }

    /// The bodies of the received events.
    fn summary(&self) -> Vec<String> {
        self.received()
            .iter()
            .map(|event| String::from_utf8_lossy(&event.body).into_owned())
            .collect()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Received {
    /// A header's value, or an empty string.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("the body is not JSON: {error}: {:?}", self.body))
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no holder of this lock can panic")
    }

    /// Records a request and chooses its answer.
    fn record(&self, received: Received) -> Answer {
        let mut inner = self.lock();
        if let Some(challenge) = challenge::of(&received.body) {
            inner.challenges.push(received);
            return inner.challenge.to_answer(&challenge);
        }
        inner.events.push(received);
        let answer = inner
            .next
            .pop_front()
            .unwrap_or_else(|| inner.default.clone());
        let count = inner.events.len();
        drop(inner);
        self.events.send_replace(count);
        answer
    }
}

/// Creates a listener whose connections have small send buffers. Otherwise, on one machine, a test
/// would measure the endpoint's buffers with the server's memory.
fn listen(port: u16) -> std::io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.set_send_buffer_size(SEND_BUFFER_BYTES)?;
    socket.bind(SocketAddr::from(([127, 0, 0, 1], port)))?;
    socket.listen(1024)
}

async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(serve_connection(stream, Arc::clone(&state)));
        while connections.try_join_next().is_some() {}
    }
}

async fn serve_connection(stream: TcpStream, state: Arc<State>) {
    let answer = service_fn(move |request| answer(request, Arc::clone(&state)));
    let mut connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    // A connection ends with an error if the answer drops it or if Causeway does.
    let Err(error) = (&mut connection).await else {
        return;
    };
    if error.source().and_then(|source| source.downcast_ref()) == Some(&Dropped::Reset) {
        // Closing without lingering sends a RST.
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}

async fn answer(request: Request<Incoming>, state: Arc<State>) -> Result<Response<Body>, Dropped> {
    let (head, body) = request.into_parts();
    let body = body
        .collect()
        .await
        .map_err(|_| Dropped::Closed)?
        .to_bytes();
    let received = Received {
        at: Instant::now(),
        path: head.uri.to_string(),
        headers: head.headers,
        body,
    };
    state.record(received).into_response().await
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;

    async fn post(receiver: &Receiver, body: &serde_json::Value) -> reqwest::Result<(u16, String)> {
        let client = crate::http_client(HeaderMap::new());
        let response = client
            .post(receiver.url())
            .header("webhook-id", "m1")
            .body(body.to_string())
            .send()
            .await?;
        Ok((response.status().as_u16(), response.text().await?))
    }

    #[tokio::test]
    async fn requests_are_recorded_byte_for_byte() {
        let receiver = Receiver::start();
        assert_eq!(
            post(&receiver, &json!({"type": "a"})).await.unwrap(),
            (200, String::new())
        );
        let received = receiver.wait_for(1).await;
        assert_eq!(received[0].body.as_ref(), br#"{"type":"a"}"#);
        assert_eq!(
            (received[0].header("webhook-id"), received[0].path.as_str()),
            ("m1", "/webhook")
        );
    }

    #[tokio::test]
    async fn each_form_of_answer_contains_the_challenge() {
        let receiver = Receiver::start();
        let challenge = json!({"type": "url_verification", "challenge": "abc"});
        for (answer, body) in [
            (ChallengeAnswer::Plain, "abc"),
            (ChallengeAnswer::Spaced, " \r\nabc\n"),
            (ChallengeAnswer::JsonString, r#""abc""#),
            (ChallengeAnswer::JsonObject, r#"{"challenge":"abc"}"#),
            (ChallengeAnswer::Form, "challenge=abc"),
            (
                ChallengeAnswer::Enveloped,
                r#"{"code":0,"result":{"challenge":"abc"}}"#,
            ),
        ] {
            receiver.answer_challenge(answer);
            assert_eq!(
                post(&receiver, &challenge).await.unwrap(),
                (200, body.to_owned())
            );
        }
        assert_eq!(
            (receiver.challenges().len(), receiver.received().len()),
            (6, 0)
        );
    }

    #[tokio::test]
    async fn queued_answers_come_before_the_default_one() {
        let receiver = Receiver::start();
        receiver.answer(Answer::Status(503));
        receiver.answer_next([Answer::Drop, Answer::json(&json!({"id": "x"}))]);
        assert!(post(&receiver, &json!({})).await.is_err());
        assert_eq!(
            post(&receiver, &json!({})).await.unwrap(),
            (200, r#"{"id":"x"}"#.to_owned())
        );
        assert_eq!(post(&receiver, &json!({})).await.unwrap().0, 503);
        receiver.answer(Answer::Huge(200_000));
        assert_eq!(post(&receiver, &json!({})).await.unwrap().1.len(), 200_000);
        assert_eq!(receiver.received().len(), 4);
    }

    #[tokio::test]
    async fn a_connection_is_closed_or_reset() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};

        let receiver = Receiver::start();
        receiver.answer_next([Answer::Drop, Answer::Reset]);
        let address = receiver
            .url()
            .strip_prefix("http://")
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        for expected in [None, Some(std::io::ErrorKind::ConnectionReset)] {
            let mut stream = TcpStream::connect(&address).await.unwrap();
            stream
                .write_all(b"POST /webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}")
                .await
                .unwrap();
            let read = stream.read(&mut [0; 16]).await;
            assert_eq!(
                read.as_ref().err().map(std::io::Error::kind),
                expected,
                "{read:?}"
            );
        }
    }

    #[tokio::test]
    async fn a_gate_holds_answers_back() {
        let receiver = Arc::new(Receiver::start());
        let gate = Gate::closed();
        receiver.answer(Answer::Ok.held_by(&gate));
        let posting = Arc::clone(&receiver);
        let posting = tokio::spawn(async move { post(&posting, &json!({})).await.unwrap().0 });
        receiver.wait_for(1).await;
        assert!(!posting.is_finished());
        gate.let_pass(1);
        assert_eq!(posting.await.unwrap(), 200);
        gate.open();
        assert_eq!(post(&receiver, &json!({})).await.unwrap().0, 200);
    }

    #[tokio::test]
    async fn a_stopped_receiver_refuses_connections_until_restarted() {
        let receiver = Receiver::start();
        let (url, port) = (receiver.url(), receiver.port());
        receiver.stop().await;
        assert!(
            crate::http_client(HeaderMap::new())
                .post(url)
                .send()
                .await
                .is_err()
        );
        let again = Receiver::start_on(port);
        assert_eq!(post(&again, &json!({})).await.unwrap().0, 200);
    }
}
