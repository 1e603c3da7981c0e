//! A client of the pull API (`GET /omni/v1/outbox`, `POST /omni/v1/outbox/ack`).

use std::time::Duration;

use anyhow::Context;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{AUTHORIZATION, RETRY_AFTER},
};
use reqwest::{Client, RequestBuilder, Response, Url, redirect::Policy};
use serde_json::{Map, Value, json};

use super::item::Item;

/// How long the server may wait for events, in seconds. This is the API's maximum.
const WAIT_SECONDS: u64 = 30;
/// Timeout of a request, on top of that wait.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);
/// Longest response that is read. A batch of the longest texts is far smaller.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Upper bound of `Retry-After`: a wrong value should not stop the program for hours.
const RETRY_AFTER_MAX: Duration = Duration::from_mins(10);

/// The outbox of one source.
pub(super) struct Outbox {
    client: Client,
    server: String,
}

/// Events, and the cursor that confirms them.
#[derive(Debug, PartialEq)]
pub(super) struct Batch {
    pub(super) items: Vec<Item>,
    pub(super) next_cursor: Option<String>,
}

/// Why a request failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// A retry may succeed.
    Passing {
        reason: String,
        /// The pause that the server asks for.
        asked: Option<Duration>,
    },
    /// Someone has to change something first.
    Final(String),
}

impl Outbox {
    #[expect(
        clippy::disallowed_methods,
        reason = "it calls only the server that the user names"
    )]
    pub(super) fn new(server: &str, token: &str) -> anyhow::Result<Self> {
        let server = server.trim_end_matches('/').to_owned();
        anyhow::ensure!(
            server.starts_with("https://") || server.starts_with("http://"),
            "--server must begin with https:// or http://"
        );
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.trim()))
            .map_err(|_| anyhow::anyhow!("the token contains invalid characters"))?;
        bearer.set_sensitive(true);
        let client = Client::builder()
            .default_headers(HeaderMap::from_iter([(AUTHORIZATION, bearer)]))
            // The token must not reach another server.
            .redirect(Policy::none())
            .user_agent(concat!(
                "Causeway/",
                env!("CARGO_PKG_VERSION"),
                " (+listen)"
            ))
            .build()
            .context("the HTTP client can't be created")?;
        Ok(Self { client, server })
    }

    pub(super) fn server(&self) -> &str {
        &self.server
    }

    /// Waits for events after the cursor `after`, or after the last confirmed event.
    pub(super) async fn read(&self, after: Option<&str>) -> Result<Batch, Trouble> {
        let mut url = self.url("outbox")?;
        url.query_pairs_mut()
            .append_pair("wait", &WAIT_SECONDS.to_string());
        if let Some(after) = after {
            url.query_pairs_mut().append_pair("after", after);
        }
        let (status, answer) = send(
            self.client.get(url),
            Duration::from_secs(WAIT_SECONDS) + ANSWER_TIMEOUT,
        )
        .await?;
        if status != StatusCode::OK {
            return Err(Trouble::Final(format!(
                "the server returned {status} instead of events"
            )));
        }
        batch(answer)
    }

    /// Confirms all events up to `cursor`. `ids` holds the message ids that the endpoint assigned.
    pub(super) async fn acknowledge(
        &self,
        cursor: &str,
        ids: &Map<String, Value>,
    ) -> Result<(), Trouble> {
        let confirmation = if ids.is_empty() {
            json!({ "cursor": cursor })
        } else {
            json!({ "cursor": cursor, "ids": ids })
        };
        let request = self
            .client
            .post(self.url("outbox/ack")?)
            .json(&confirmation);
        send(request, ANSWER_TIMEOUT).await.map(drop)
    }

    fn url(&self, path: &str) -> Result<Url, Trouble> {
        let url = format!("{}/omni/v1/{path}", self.server);
        Url::parse(&url)
            .map_err(|error| Trouble::Final(format!("{url} is not a valid URL: {error}")))
    }
}

/// Returns the status and body of a successful response.
async fn send(request: RequestBuilder, within: Duration) -> Result<(StatusCode, Value), Trouble> {
    let passing = |error: &reqwest::Error| {
        let reason = if error.is_connect() {
            "the server can't be reached"
        } else {
            "the response was incomplete"
        };
        Trouble::Passing {
            reason: reason.to_owned(),
            asked: None,
        }
    };
    let response = request
        .timeout(within)
        .send()
        .await
        .map_err(|error| passing(&error))?;
    let (status, asked) = (response.status(), retry_after(response.headers()));
    let body = bounded(response).await.map_err(|error| passing(&error))?;
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    if status.is_success() {
        Ok((status, body))
    } else {
        Err(refusal(status, &body, asked))
    }
}

/// Reads the body up to the limit. Truncated JSON then fails to parse.
async fn bounded(mut response: Response) -> reqwest::Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            break;
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds).min(RETRY_AFTER_MAX))
}

/// Decides whether a retry can help after this error response.
fn refusal(status: StatusCode, problem: &Value, asked: Option<Duration>) -> Trouble {
    let detail = problem["detail"]
        .as_str()
        .unwrap_or("it gives no details")
        .to_owned();
    let passing = |reason: String| Trouble::Passing { reason, asked };
    match (status.as_u16(), problem["code"].as_str().unwrap_or_default()) {
        (401, _) => Trouble::Final(format!("The token is not valid: {detail} Manage Source shows the current token.")),
        (409, "outbox-not-used") => Trouble::Final(
            "The source has a webhook, which receives its events. Remove it under Manage Source, or listen to a source \
             without one."
                .to_owned(),
        ),
        (_, "channel-suspended") => passing("the channel is suspended".to_owned()),
        (404, _) => {
            Trouble::Final("There is no outbox at this URL. Check the URL and the server's version.".to_owned())
        }
        (status @ (408 | 425 | 429 | 500..), _) => passing(format!("the server returned {status}")),
        (status, code) => Trouble::Final(format!("The server returned {status} {code}: {detail}")),
    }
}

fn batch(answer: Value) -> Result<Batch, Trouble> {
    let Value::Object(mut answer) = answer else {
        return Err(Trouble::Passing {
            reason: "the response is incomplete".to_owned(),
            asked: None,
        });
    };
    let next_cursor = answer
        .get("nextCursor")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let Some(Value::Array(items)) = answer.remove("items") else {
        return Err(Trouble::Final(
            "The response has no list of events. Is this a Causeway server?".to_owned(),
        ));
    };
    let items: Option<Vec<Item>> = items.into_iter().map(Item::read).collect();
    match items {
        Some(items) => Ok(Batch { items, next_cursor }),
        None => Err(Trouble::Final(
            "The server returned an event without a type or with an invalid id.".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_final(status: u16, code: &str) -> bool {
        let problem = json!({ "code": code, "detail": "The reason." });
        let trouble = refusal(StatusCode::from_u16(status).unwrap(), &problem, None);
        matches!(trouble, Trouble::Final(_))
    }

    #[test]
    fn only_errors_that_may_pass_are_retried() {
        for (status, code, expected) in [
            (401, "invalid-token", true),
            (403, "channel-suspended", false),
            (403, "forbidden", true),
            (404, "not-found", true),
            (409, "outbox-not-used", true),
            (409, "no-channel", true),
            (422, "invalid", true),
            (408, "request-timeout", false),
            (429, "rate-limited", false),
            (500, "internal", false),
            (502, "", false),
            (503, "overloaded", false),
            (301, "", true),
        ] {
            assert_eq!(is_final(status, code), expected, "{status} {code}");
        }
    }

    #[test]
    fn invalid_responses_are_errors_of_the_right_kind() {
        let good = json!({ "items": [{ "id": "dlv_1", "type": "message.created", "data": {} }], "nextCursor": "c" });
        let read = batch(good).unwrap();
        assert_eq!(
            (read.items.len(), read.next_cursor.as_deref()),
            (1, Some("c"))
        );
        assert_eq!(
            batch(json!({ "items": [], "nextCursor": null })).unwrap(),
            Batch {
                items: vec![],
                next_cursor: None
            }
        );
        assert!(matches!(batch(Value::Null), Err(Trouble::Passing { .. })));
        assert!(matches!(batch(json!({})), Err(Trouble::Final(_))));
        assert!(matches!(
            batch(json!({ "items": [{ "id": 7 }] })),
            Err(Trouble::Final(_))
        ));
    }

    #[test]
    fn an_invalid_token_is_refused_without_showing_it() {
        let error = Outbox::new("http://127.0.0.1", "cw_\nsecret")
            .err()
            .unwrap();
        assert!(!format!("{error:#}").contains("secret"));
        assert!(Outbox::new("chat.example.com", "cw_x").is_err());
        assert_eq!(
            Outbox::new("https://chat.example.com/", "cw_x")
                .unwrap()
                .server(),
            "https://chat.example.com"
        );
    }
}
