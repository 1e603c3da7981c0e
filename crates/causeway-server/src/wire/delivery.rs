//! Deliveries in JSON.

use causeway_core::{
    Timestamp,
    exchange::{ExchangeRecord, HeaderField},
};
use causeway_store::{Attempt, DeliveryView, WaitsFor};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::words::DeliveryState;

/// An event that was sent, or is owed, to a source.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Delivery)]
pub struct DeliveryBody {
    /// The `webhook-id`.
    #[schema(example = "dlv_01JD00000000000000000000AA")]
    id: String,
    source_id: String,
    source_name: String,
    /// The visitor whose conversation it is about.
    visitor_id: String,
    visitor_name: String,
    enquiry_id: Option<String>,
    enquiry_number: Option<String>,
    /// The message that the event is about.
    message_id: Option<String>,
    /// The event's name, as in `message.created`.
    event: String,
    state: DeliveryState,
    /// How many requests were made.
    attempt_count: i64,
    /// When the event happened.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_attempt_at: Option<Timestamp>,
    /// The status of the last response, unless it was a success.
    last_status: Option<i64>,
    /// Why the last request failed.
    last_reason: Option<String>,
    /// When the next request is made, if known.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_attempt_at: Option<Timestamp>,
    /// What it waits for, while its state is `due`.
    waits_for: Option<WaitBody>,
}

/// What a delivery waits for.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryWait)]
enum WaitKind {
    /// Its turn among the requests to its source.
    Turn,
    /// The time of its next retry.
    Retry,
    /// An earlier event of the same visitor.
    Earlier,
    /// The next probe of a failing endpoint, for which all its events wait.
    Probe,
    /// The endpoint is stopped: someone has to repair it, and it has to answer the challenge again.
    Stopped,
    /// The channel, which reads its events from the outbox.
    Reader,
}

/// What a delivery waits for.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryWaits)]
struct WaitBody {
    kind: WaitKind,
    /// The delivery of the earlier event.
    delivery_id: Option<String>,
}

impl DeliveryBody {
    /// The state of a delivery at `now`.
    pub fn of(view: &DeliveryView, now: Timestamp) -> Self {
        let waits_for = view.waits_for(now);
        let next_attempt_at = match waits_for {
            Some(WaitsFor::Retry(at) | WaitsFor::Probe(at)) => Some(at),
            Some(WaitsFor::Turn) => Some(now),
            Some(WaitsFor::Earlier(_) | WaitsFor::Stopped | WaitsFor::Reader) | None => None,
        };
        Self {
            id: view.id.to_string(),
            source_id: view.source_id.to_string(),
            source_name: view.source_name.clone(),
            visitor_id: view.visitor_id.to_string(),
            visitor_name: view.visitor_name.clone(),
            enquiry_id: view.enquiry_id.map(|id| id.to_string()),
            enquiry_number: view.enquiry_number.map(|number| number.to_string()),
            message_id: view.message_id.map(|id| id.to_string()),
            event: view.event.clone(),
            state: view.progress(now).into(),
            attempt_count: view.attempts,
            created_at: view.created_at,
            last_attempt_at: view.last_attempt_at,
            last_status: view.last_status,
            last_reason: view.last_reason.clone(),
            next_attempt_at,
            waits_for: waits_for.map(Into::into),
        }
    }
}

impl From<WaitsFor> for WaitBody {
    fn from(waits_for: WaitsFor) -> Self {
        let (kind, delivery_id) = match waits_for {
            WaitsFor::Turn => (WaitKind::Turn, None),
            WaitsFor::Retry(_) => (WaitKind::Retry, None),
            WaitsFor::Earlier(id) => (WaitKind::Earlier, Some(id.to_string())),
            WaitsFor::Probe(_) => (WaitKind::Probe, None),
            WaitsFor::Stopped => (WaitKind::Stopped, None),
            WaitsFor::Reader => (WaitKind::Reader, None),
        };
        Self { kind, delivery_id }
    }
}

/// A delivery with its requests and responses.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryWithAttempts)]
pub(crate) struct DeliveryWithAttempts {
    #[serde(flatten)]
    delivery: DeliveryBody,
    /// The body of each request.
    body: String,
    /// The latest attempts that are still stored, the last one first.
    attempts: Vec<AttemptBody>,
}

impl DeliveryWithAttempts {
    pub(crate) fn of(
        view: &DeliveryView,
        body: String,
        attempts: Vec<Attempt>,
        now: Timestamp,
    ) -> Self {
        let attempts = attempts.into_iter().map(AttemptBody::from).collect();
        Self {
            delivery: DeliveryBody::of(view, now),
            body,
            attempts,
        }
    }
}

/// One attempt: an HTTP request.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeliveryAttempt)]
struct AttemptBody {
    /// The attempt's number within the delivery: 1, 2, 3 …; the `webhook-attempt`.
    number: i64,
    /// When it ended.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    duration_ms: i64,
    /// The status of the response.
    status: Option<u16>,
    /// Why the attempt failed; `null`: it succeeded.
    reason: Option<String>,
    #[serde(flatten)]
    exchange: ExchangeBody,
}

impl From<Attempt> for AttemptBody {
    fn from(attempt: Attempt) -> Self {
        Self {
            number: attempt.number,
            at: attempt.at,
            duration_ms: attempt.duration_ms,
            status: attempt.exchange.status,
            reason: attempt.reason,
            exchange: attempt.exchange.into(),
        }
    }
}

/// A request as it was sent, and its response. Signatures, cookies and the like are hidden.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Exchange)]
pub(crate) struct ExchangeBody {
    request: RequestBody,
    /// `null`: there was no response.
    response: Option<ResponseBody>,
    timings: TimingsBody,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ExchangeRequest)]
struct RequestBody {
    url: String,
    headers: Vec<HeaderBody>,
    /// The IP address that the request was sent to.
    remote_address: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ExchangeResponse)]
struct ResponseBody {
    status: u16,
    /// As in `HTTP/2.0`.
    protocol: Option<String>,
    /// The first 32.
    headers: Vec<HeaderBody>,
    /// The first 8 KiB.
    body: String,
    /// Whether the body was longer.
    body_cut: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = HeaderField)]
struct HeaderBody {
    name: String,
    value: String,
}

/// How long the phases took, in milliseconds. On a reused connection, the phases before the
/// response are `null`.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Timings)]
struct TimingsBody {
    /// Looking up the host.
    dns_ms: Option<f64>,
    /// Opening the connection.
    connect_ms: Option<f64>,
    /// The TLS handshake.
    tls_ms: Option<f64>,
    /// From the start of the request to the first byte of the response.
    first_byte_ms: Option<f64>,
    /// The whole attempt.
    total_ms: f64,
}

impl From<HeaderField> for HeaderBody {
    fn from(HeaderField { name, value }: HeaderField) -> Self {
        Self { name, value }
    }
}

impl From<ExchangeRecord> for ExchangeBody {
    fn from(record: ExchangeRecord) -> Self {
        let headers = |fields: Vec<HeaderField>| fields.into_iter().map(HeaderBody::from).collect();
        // At most some seconds, in microseconds: exact in a float.
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let milliseconds = |microseconds: u64| microseconds as f64 / 1_000.0;
        let timings = record.timings;
        Self {
            request: RequestBody {
                url: record.url,
                headers: headers(record.request_headers),
                remote_address: record.remote_address,
            },
            response: record.status.map(|status| ResponseBody {
                status,
                protocol: record.protocol,
                headers: headers(record.response_headers),
                body: record.response_body,
                body_cut: record.body_cut,
            }),
            timings: TimingsBody {
                dns_ms: timings.dns.map(milliseconds),
                connect_ms: timings.connect.map(milliseconds),
                tls_ms: timings.tls.map(milliseconds),
                first_byte_ms: timings.first_byte.map(milliseconds),
                total_ms: milliseconds(timings.total),
            },
        }
    }
}
