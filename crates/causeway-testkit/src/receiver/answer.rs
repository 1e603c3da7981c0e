//! How a receiver answers: correctly, with errors, late or not at all.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http::{Response, StatusCode};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::Frame;
use tokio::sync::Semaphore;

/// The answer of a receiver to one request.
#[derive(Debug, Clone)]
pub enum Answer {
    /// 200 with an empty body.
    Ok,
    /// 200 with this content type and body.
    Body(&'static str, String),
    /// This status with an empty body.
    Status(u16),
    /// This status with a `Retry-After` of this many seconds.
    RetryAfter(u16, u32),
    /// 307 to this URL.
    Redirect(String),
    /// Waits before answering.
    Delay(Duration, Box<Answer>),
    /// Waits until the gate opens before answering.
    Hold(Gate, Box<Answer>),
    /// Closes the connection without an answer.
    Drop,
    /// Resets the connection. Data in transit in both directions is lost.
    Reset,
    /// 200, then one byte of the body per pause, endlessly.
    Drip(Duration),
    /// 200 with a body of this many bytes.
    Huge(u64),
}

/// Holds answers back until it opens.
#[derive(Clone)]
pub struct Gate(Arc<Semaphore>);

/// The body of an answer.
pub(super) type Body = UnsyncBoxBody<Bytes, Infallible>;

/// How the connection ends instead of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dropped {
    /// With a FIN.
    Closed,
    /// With a RST.
    Reset,
}

/// Size of the chunks of a huge body.
const CHUNK_BYTES: u64 = 64 * 1024;

impl Gate {
    /// Creates a closed gate.
    pub fn closed() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }

    /// Lets `count` answers pass.
    pub fn let_pass(&self, count: usize) {
        self.0.add_permits(count);
    }

    /// Lets all answers pass from now on.
    pub fn open(&self) {
        self.0.close();
    }

    async fn pass(&self) {
        // An error means that the gate is permanently open.
        if let Ok(permit) = self.0.acquire().await {
            permit.forget();
        }
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Gate")
    }
}

impl Answer {
    /// 200 with a JSON body.
    pub fn json(body: &serde_json::Value) -> Self {
        Self::Body("application/json", body.to_string())
    }

    /// This answer after a pause.
    #[must_use]
    pub fn after(self, pause: Duration) -> Self {
        Self::Delay(pause, Box::new(self))
    }

    /// This answer once the gate lets it pass.
    #[must_use]
    pub fn held_by(self, gate: &Gate) -> Self {
        Self::Hold(gate.clone(), Box::new(self))
    }

    pub(super) async fn into_response(self) -> Result<Response<Body>, Dropped> {
        let mut answer = self;
        loop {
            answer = match answer {
                Self::Delay(pause, then) => {
                    tokio::time::sleep(pause).await;
                    *then
                }
                Self::Hold(gate, then) => {
                    gate.pass().await;
                    *then
                }
                Self::Drop => return Err(Dropped::Closed),
                Self::Reset => return Err(Dropped::Reset),
                Self::Ok => return Ok(respond(200, &[], full(""))),
                Self::Status(status) => return Ok(respond(status, &[], full(""))),
                Self::Body(kind, text) => {
                    return Ok(respond(200, &[("content-type", kind)], full(text)));
                }
                Self::RetryAfter(status, seconds) => {
                    return Ok(respond(
                        status,
                        &[("retry-after", &seconds.to_string())],
                        full(""),
                    ));
                }
                Self::Redirect(to) => return Ok(respond(307, &[("location", &to)], full(""))),
                Self::Drip(pause) => return Ok(respond(200, &[], drip(pause))),
                Self::Huge(bytes) => return Ok(respond(200, &[], huge(bytes))),
            };
        }
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection is dropped intentionally")
    }
}

impl std::error::Error for Dropped {}

fn respond(status: u16, headers: &[(&'static str, &str)], body: Body) -> Response<Body> {
    let mut response =
        Response::builder().status(StatusCode::from_u16(status).expect("the status is valid"));
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body).expect("the headers are ASCII")
}

fn full(body: impl Into<Bytes>) -> Body {
    Full::new(body.into()).boxed_unsync()
}

fn drip(pause: Duration) -> Body {
    let drops = stream::unfold((), move |()| async move {
        tokio::time::sleep(pause).await;
        Some((Ok(Frame::data(Bytes::from_static(b"."))), ()))
    });
    StreamBody::new(drops).boxed_unsync()
}

fn huge(bytes: u64) -> Body {
    let chunks = stream::unfold(bytes, |left| async move {
        let size = left.min(CHUNK_BYTES);
        let chunk = Bytes::from(vec![b'x'; usize::try_from(size).ok()?]);
        (size > 0).then(|| (Ok(Frame::data(chunk)), left - size))
    });
    StreamBody::new(chunks).boxed_unsync()
}
