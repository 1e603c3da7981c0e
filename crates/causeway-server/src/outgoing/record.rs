//! The stored part of a request, to be shown to people: without signatures and anything else that
//! looks like a credential.

use std::time::Duration;

use causeway_core::exchange::{
    BODY_BYTES_MAX, ExchangeRecord, HEADER_FIELDS_MAX, HeaderField, Timings, cut,
};
use http::{HeaderMap, HeaderValue};

use crate::outgoing::client::{BodyEnding, Exchange};

/// The record of an exchange with `url` that began with `headers`.
pub(super) fn record(url: &str, headers: &HeaderMap, exchange: &Exchange) -> ExchangeRecord {
    let opened = exchange.link.as_ref().and_then(|link| link.opened);
    let timings = Timings {
        dns: opened.and_then(|opened| opened.dns).map(microseconds),
        connect: opened.map(|opened| microseconds(opened.connect)),
        tls: opened.and_then(|opened| opened.tls).map(microseconds),
        first_byte: exchange.first_byte.map(microseconds),
        total: microseconds(exchange.duration),
    };
    let mut record = ExchangeRecord {
        url: url.to_owned(),
        request_headers: fields(headers),
        remote_address: exchange.link.as_ref().map(|link| link.address.to_string()),
        timings,
        ..ExchangeRecord::default()
    };
    if let Ok(answer) = &exchange.outcome {
        let text = String::from_utf8_lossy(&answer.body);
        let (body, is_cut) = cut(&text, BODY_BYTES_MAX);
        record.status = Some(answer.status.as_u16());
        record.response_headers = fields(&answer.headers);
        body.clone_into(&mut record.response_body);
        record.body_cut = is_cut || answer.ending != BodyEnding::Complete;
        record.protocol = Some(format!("{:?}", answer.version));
    }
    record
}

fn fields(headers: &HeaderMap) -> Vec<HeaderField> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let kept = headers.iter().take(HEADER_FIELDS_MAX);
    kept.map(|(name, value)| HeaderField::keep(name.as_str(), &text(value)))
        .collect()
}

fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
