//! One attempt to deliver an event to a source's webhook, and the meaning of the response (the
//! success rules of the Omni API).

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use causeway_core::exchange::ExchangeRecord;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::value::RawValue;

use crate::{
    credentials::{SigningSecret, sign},
    outgoing::{
        client::{Answer, BodyEnding, Client, Exchange, add_own},
        failure::ExchangeFailure,
        record::record,
        webhook_url::WebhookUrl,
    },
};

/// Deadline of an attempt, body included, promised in the Omni API.
pub const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(15);
/// Longest pause that an endpoint may request. A longer one would let a wrong clock stop a
/// conversation for days.
const RETRY_AFTER_MAX: Duration = Duration::from_hours(1);

/// The UTF-8 byte order mark, which some servers put before JSON (RFC 8259 §8.1 lets parsers ignore
/// it).
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

const WEBHOOK_ID: HeaderName = HeaderName::from_static("webhook-id");
const WEBHOOK_TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const WEBHOOK_SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");
const WEBHOOK_ATTEMPT: HeaderName = HeaderName::from_static("webhook-attempt");

/// The event of one attempt.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The event's id, the same in all attempts. Printable ASCII without a dot, which separates the
    /// signed parts.
    pub id: String,
    /// Number of this attempt, from 1.
    pub attempt: u32,
    /// The event as JSON.
    pub body: Bytes,
    /// Time of this attempt; endpoints refuse times that are minutes away from their own clock.
    pub timestamp: Timestamp,
}

impl Envelope {
    /// The header fields with the event's id, its attempt and its signature.
    pub fn headers(&self, secrets: &[&SigningSecret]) -> HeaderMap {
        let seconds = self.timestamp.as_second();
        let signature = sign(secrets, &self.id, seconds, &self.body);
        HeaderMap::from_iter([
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (
                WEBHOOK_ID,
                HeaderValue::from_str(&self.id).expect("an event's id is printable ASCII"),
            ),
            (WEBHOOK_TIMESTAMP, HeaderValue::from(seconds)),
            (
                WEBHOOK_SIGNATURE,
                HeaderValue::from_str(&signature).expect("base64 is printable ASCII"),
            ),
            (WEBHOOK_ATTEMPT, HeaderValue::from(self.attempt)),
        ])
    }
}

/// The result of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptOutcome {
    pub result: AttemptResult,
    /// Status of the response, if there was one.
    pub status: Option<u16>,
    /// Duration of the whole exchange.
    pub duration_ms: u64,
    /// The first 1,024 characters of the response's body, if there was a response.
    pub received: Option<String>,
    /// The response was longer than the limit, so its connection could not be reused.
    pub overlong: bool,
    /// The stored request and response.
    pub record: ExchangeRecord,
}

/// The meaning of an attempt for its delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttemptResult {
    /// Any 2xx. The event is delivered, even if the response's body broke off.
    Accepted {
        /// The endpoint's own id of the message, if the response contains one.
        external_id: Option<String>,
    },
    /// Any other status: to be retried.
    Refused {
        status: u16,
        /// The pause that the endpoint requests, at most an hour. Only on 429 and 503.
        retry_after: Option<Duration>,
    },
    /// 410: the source must be stopped.
    Gone,
    /// No response: to be retried.
    Unreachable { reason: ExchangeFailure },
}

/// Sends an event once. The address is checked in each attempt.
pub async fn send(
    client: &Client,
    url: &str,
    envelope: Envelope,
    secrets: &[&SigningSecret],
) -> AttemptOutcome {
    send_within(client, url, envelope, secrets, ATTEMPT_TIMEOUT).await
}

async fn send_within(
    client: &Client,
    text: &str,
    envelope: Envelope,
    secrets: &[&SigningSecret],
    within: Duration,
) -> AttemptOutcome {
    let url = match WebhookUrl::parse(text) {
        Ok(url) => url,
        Err(fault) => {
            let result = AttemptResult::Unreachable {
                reason: fault.into(),
            };
            let record = ExchangeRecord {
                url: text.to_owned(),
                ..ExchangeRecord::default()
            };
            return AttemptOutcome {
                result,
                status: None,
                duration_ms: 0,
                received: None,
                overlong: false,
                record,
            };
        }
    };
    let headers = envelope.headers(secrets);
    let mut sent = headers.clone();
    let exchange = client.post(&url, headers, envelope.body, within).await;
    add_own(&mut sent);
    let record = record(url.as_str(), &sent, &exchange);
    AttemptOutcome {
        record,
        ..AttemptOutcome::of(exchange, envelope.timestamp)
    }
}

impl AttemptOutcome {
    /// The meaning of an exchange that began at `now`, without the stored details.
    pub fn of(exchange: Exchange, now: Timestamp) -> Self {
        let record = ExchangeRecord::default();
        let duration_ms = milliseconds(exchange.duration);
        match exchange.outcome {
            Ok(answer) => Self {
                result: meaning(&answer, now),
                status: Some(answer.status.as_u16()),
                duration_ms,
                received: Some(answer.excerpt()),
                overlong: answer.ending == BodyEnding::TooLarge,
                record,
            },
            Err(reason) => {
                let result = AttemptResult::Unreachable { reason };
                Self {
                    result,
                    status: None,
                    duration_ms,
                    received: None,
                    overlong: false,
                    record,
                }
            }
        }
    }
}

pub(super) fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn meaning(answer: &Answer, now: Timestamp) -> AttemptResult {
    if answer.status.is_success() {
        // A truncated body needs no special case: part of a JSON object is not a JSON object.
        return AttemptResult::Accepted {
            external_id: external_id(&answer.body),
        };
    }
    match answer.status {
        StatusCode::GONE => AttemptResult::Gone,
        status @ (StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) => {
            AttemptResult::Refused {
                status: status.as_u16(),
                retry_after: answer
                    .headers
                    .get(RETRY_AFTER)
                    .and_then(|value| retry_after(value, now)),
            }
        }
        status => AttemptResult::Refused {
            status: status.as_u16(),
            retry_after: None,
        },
    }
}

/// The `id` of a JSON object. Any other body is valid too but has no id.
fn external_id(body: &[u8]) -> Option<String> {
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    // Values stay as written: a number may have more digits than our types.
    let object: BTreeMap<String, &RawValue> = serde_json::from_slice(body).ok()?;
    causeway_core::external_id::from_json(object.get("id")?.get())
}

/// Parses `Retry-After` (RFC 9110 §10.2.3): seconds or a date.
fn retry_after(value: &HeaderValue, now: Timestamp) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // This fails only for a number that is too large.
        let seconds = text.parse().unwrap_or(u64::MAX);
        return Some(Duration::from_secs(seconds).min(RETRY_AFTER_MAX));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(text)
        .ok()?;
    let wait = date.duration_since(now).max(SignedDuration::ZERO);
    Some(wait.unsigned_abs().min(RETRY_AFTER_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outgoing::address::AllowList;
    use crate::outgoing::{
        client::loopback_client,
        endpoint::{Behaviour, Endpoint},
    };

    fn envelope() -> Envelope {
        Envelope {
            id: "evt_1".to_owned(),
            attempt: 3,
            body: Bytes::from_static(br#"{"type":"message.created"}"#),
            timestamp: "2026-11-22T10:00:00Z".parse().unwrap(),
        }
    }

    async fn sent_to(endpoint: &Endpoint) -> AttemptOutcome {
        let secret = SigningSecret::generate();
        send_within(
            &loopback_client(),
            &endpoint.url(),
            envelope(),
            &[&secret],
            Duration::from_secs(5),
        )
        .await
    }

    async fn answer(status_line: &str, headers: &str, body: &str) -> AttemptOutcome {
        sent_to(&Endpoint::start(Behaviour::answer(status_line, headers, body)).await).await
    }

    #[tokio::test]
    async fn a_request_carries_the_event_its_count_and_its_signature() {
        let endpoint = Endpoint::start(Behaviour::answer("204 No Content", "", "")).await;
        let (old, new) = (SigningSecret::generate(), SigningSecret::generate());
        let outcome = send(
            &loopback_client(),
            &endpoint.url(),
            envelope(),
            &[&new, &old],
        )
        .await;
        assert_eq!(
            outcome.result,
            AttemptResult::Accepted { external_id: None }
        );
        assert_eq!(outcome.status, Some(204));

        let request = endpoint.only_request();
        let signature = sign(&[&new, &old], "evt_1", 1_795_341_600, &envelope().body);
        for line in [
            "POST /webhook HTTP/1.1",
            "webhook-id: evt_1",
            "webhook-timestamp: 1795341600",
            "webhook-attempt: 3",
            "content-type: application/json",
            "accept-encoding: identity",
            concat!(
                "user-agent: Causeway/",
                env!("CARGO_PKG_VERSION"),
                " (+webhook)"
            ),
            &format!("webhook-signature: {signature}"),
            r#"{"type":"message.created"}"#,
        ] {
            assert!(
                request.split("\r\n").any(|given| given == line),
                "{line} is missing in {request}"
            );
        }
    }

    #[tokio::test]
    async fn any_2xx_is_success_and_its_id_is_stored() {
        let accepted = |id: Option<&str>| AttemptResult::Accepted {
            external_id: id.map(str::to_owned),
        };
        let longest = "é".repeat(255);
        let too_long = "x".repeat(256);
        for (status_line, body, id) in [
            (
                "200 OK",
                r#"{"id":"m-9","more":[1]}"#.to_owned(),
                Some("m-9"),
            ),
            ("299 Fine", r#" {"id":"m-9"} "#.to_owned(), Some("m-9")),
            (
                "201 Created",
                format!(r#"{{"id":"{longest}"}}"#),
                Some(longest.as_str()),
            ),
            ("200 OK", format!(r#"{{"id":"{too_long}"}}"#), None),
            (
                "200 OK",
                "\u{feff}{\"id\":\"m-9\",\"note\":\"\\ud83e\"}".to_owned(),
                Some("m-9"),
            ),
            ("200 OK", r#"{"id":"m-\ud83e"}"#.to_owned(), None),
            ("200 OK", r#"{"id":""}"#.to_owned(), None),
            ("200 OK", r#"{"id":104}"#.to_owned(), Some("104")),
            (
                "200 OK",
                r#"{"more":{}, "id" : 18446744073709551617 }"#.to_owned(),
                Some("18446744073709551617"),
            ),
            ("200 OK", "\u{feff}{\"id\":\"m-9\"}".to_owned(), Some("m-9")),
            ("200 OK", r#"{"id":null}"#.to_owned(), None),
            ("200 OK", r#"{"id":[104]}"#.to_owned(), None),
            ("200 OK", "104".to_owned(), None),
            ("200 OK", r#"["id"]"#.to_owned(), None),
            ("200 OK", "OK".to_owned(), None),
            ("202 Accepted", String::new(), None),
        ] {
            assert_eq!(
                answer(status_line, "", &body).await.result,
                accepted(id),
                "{status_line} {body}"
            );
        }
    }

    #[tokio::test]
    async fn other_statuses_are_refusals_and_410_is_final() {
        for (status_line, status) in [
            ("301 Moved", 301),
            ("400 Bad Request", 400),
            ("404 Not Found", 404),
            ("500 Oh", 500),
        ] {
            let outcome = answer(
                status_line,
                "retry-after: 5\r\nlocation: http://a.example/\r\n",
                "no",
            )
            .await;
            assert_eq!(
                outcome.result,
                AttemptResult::Refused {
                    status,
                    retry_after: None
                },
                "{status_line}"
            );
            assert_eq!(
                (outcome.status, outcome.received.as_deref()),
                (Some(status), Some("no"))
            );
        }
        assert_eq!(answer("410 Gone", "", "").await.result, AttemptResult::Gone);
    }

    #[tokio::test]
    async fn a_busy_endpoint_can_request_a_pause() {
        for status in [429, 503] {
            let outcome = answer(&format!("{status} Busy"), "retry-after: 120\r\n", "").await;
            let retry_after = Some(Duration::from_mins(2));
            assert_eq!(
                outcome.result,
                AttemptResult::Refused {
                    status,
                    retry_after
                }
            );
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_bounded() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        for (text, seconds) in [
            ("0", Some(0)),
            ("7", Some(7)),
            (" 7 ", Some(7)),
            ("3601", Some(3_600)),
            ("99999999999999999999999", Some(3_600)),
            ("Sun, 22 Nov 2026 10:01:30 GMT", Some(90)),
            ("Sun, 22 Nov 2026 09:59:00 GMT", Some(0)),
            ("Mon, 23 Nov 2026 10:00:00 GMT", Some(3_600)),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            let value = HeaderValue::from_str(text).unwrap();
            assert_eq!(
                retry_after(&value, now),
                seconds.map(Duration::from_secs),
                "{text}"
            );
        }
    }

    #[tokio::test]
    async fn a_2xx_with_a_body_that_never_ends_is_accepted() {
        let endpoint = Endpoint::start(Behaviour::Drip).await;
        let secret = SigningSecret::generate();
        let within = Duration::from_millis(300);
        let outcome = send_within(
            &loopback_client(),
            &endpoint.url(),
            envelope(),
            &[&secret],
            within,
        )
        .await;
        assert_eq!(
            outcome.result,
            AttemptResult::Accepted { external_id: None }
        );
        assert!(
            (300..2_000).contains(&outcome.duration_ms),
            "{}",
            outcome.duration_ms
        );
    }

    #[tokio::test]
    async fn an_exchange_without_a_response_is_unreachable_with_its_reason() {
        let reason = |outcome: AttemptOutcome| match outcome.result {
            AttemptResult::Unreachable { reason } => reason.code(),
            result @ (AttemptResult::Accepted { .. }
            | AttemptResult::Refused { .. }
            | AttemptResult::Gone) => {
                panic!("{result:?}")
            }
        };
        assert_eq!(
            reason(sent_to(&Endpoint::start(Behaviour::HangUp).await).await),
            "connect"
        );
        let secret = SigningSecret::generate();
        let client = Client::new(AllowList::default());
        assert_eq!(
            reason(send(&client, "http://127.0.0.1:9999/", envelope(), &[&secret]).await),
            "blocked-address"
        );
        assert_eq!(
            reason(send(&client, "mailto:a@b.example", envelope(), &[&secret]).await),
            "invalid-url"
        );
    }
}
