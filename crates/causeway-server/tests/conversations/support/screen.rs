//! A staff screen: an open stream of server-sent events.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use http::{Method, StatusCode};
use serde_json::Value;

use super::Person;

/// How long to wait for a frame: far longer than a correct server needs.
const WAIT_MAX: Duration = Duration::from_secs(20);

/// One received frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) id: Option<String>,
    pub(crate) kind: String,
    pub(crate) data: Value,
}

/// An open stream. Dropping it closes the connection.
pub(crate) struct Screen {
    bytes: BodyDataStream,
    text: String,
}

impl Screen {
    /// Opens a stream after `cursor`, or from now on, and reads its `hello`.
    pub(crate) async fn open(person: &Person, cursor: Option<&str>) -> (Self, Frame) {
        let mut request = person.api.request(Method::GET, "/events");
        if let Some(cursor) = cursor {
            request = request.header("last-event-id", cursor);
        }
        let response = person.api.begin(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut screen = Self {
            bytes: response.into_body().into_data_stream(),
            text: String::new(),
        };
        let hello = screen.next().await.expect("the stream begins");
        assert_eq!(hello.kind, "hello");
        assert_eq!(hello.data["cursor"].as_str(), hello.id.as_deref());
        (screen, hello)
    }

    /// The next frame; `None` when the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Frame> {
        tokio::time::timeout(WAIT_MAX, self.read())
            .await
            .expect("a frame or the end in time")
    }

    async fn read(&mut self) -> Option<Frame> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                // Comments keep the connection alive.
                if let Some(frame) = frame(&block) {
                    return Some(frame);
                }
                continue;
            }
            let bytes = self.bytes.next().await?.ok()?;
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// Every frame up to and including the one for which `is_last` is true.
    pub(crate) async fn until(&mut self, is_last: impl Fn(&Frame) -> bool) -> Vec<Frame> {
        let mut frames = Vec::new();
        loop {
            let frame = self
                .next()
                .await
                .unwrap_or_else(|| panic!("the stream ended after {frames:#?}"));
            let last = is_last(&frame);
            frames.push(frame);
            if last {
                return frames;
            }
        }
    }

    /// Every frame up to and including the first of this type.
    pub(crate) async fn until_kind(&mut self, kind: &str) -> Vec<Frame> {
        self.until(|frame| frame.kind == kind).await
    }
}

fn frame(block: &str) -> Option<Frame> {
    let field = |name: &str| {
        block
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    };
    let kind = field("event")?.to_owned();
    let data = serde_json::from_str(field("data")?).unwrap();
    Some(Frame {
        id: field("id").map(str::to_owned),
        kind,
        data,
    })
}
