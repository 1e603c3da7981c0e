//! Standard Webhooks signatures: HMAC-SHA-256 over `id.timestamp.body`.

use std::fmt;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use super::header;
use crate::SettingsError;

/// Largest difference between a request's timestamp and the local clock, in both directions. Older
/// requests may be replays.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// The secret that signs a source's webhook requests.
#[derive(Clone)]
pub struct SigningSecret(hmac::Key);

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

/// Why a signature was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// `webhook-id`, `webhook-timestamp` or `webhook-signature` is absent or malformed.
    #[error("a webhook-id, webhook-timestamp or webhook-signature header is missing")]
    Missing,
    /// The timestamp differs too much from the local clock.
    #[error("the timestamp is more than 5 minutes off")]
    TooFarInTime,
    /// None of the signatures is valid.
    #[error("no signature matches")]
    NoMatch,
}

impl SigningSecret {
    /// Parses a secret as the dashboard shows it: `whsec_` and the base64 of 24 to 64 bytes.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let encoded = text
            .trim()
            .strip_prefix("whsec_")
            .ok_or(SettingsError::Secret)?;
        let bytes = STANDARD
            .decode(encoded)
            .map_err(|_| SettingsError::Secret)?;
        if !(24..=64).contains(&bytes.len()) {
            return Err(SettingsError::Secret);
        }
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// Signs a request like Causeway, for tests of a webhook handler.
    pub fn sign(&self, webhook_id: &str, timestamp: Timestamp, body: &[u8]) -> String {
        let tag = hmac::sign(
            &self.0,
            &signed_text(webhook_id, timestamp.as_second(), body),
        );
        format!("v1,{}", STANDARD.encode(tag))
    }

    /// Verifies that the holder of this secret sent exactly this body, within five minutes of
    /// `now`.
    ///
    /// While a secret is being replaced, a request carries two signatures, separated by a space.
    /// One valid signature is enough.
    pub fn verify(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), SignatureFault> {
        let id = header(headers, "webhook-id")
            .filter(|id| !id.is_empty())
            .ok_or(SignatureFault::Missing)?;
        let seconds = header(headers, "webhook-timestamp")
            .and_then(|seconds| seconds.parse::<i64>().ok())
            .ok_or(SignatureFault::Missing)?;
        let signatures = header(headers, "webhook-signature").ok_or(SignatureFault::Missing)?;
        let sent_at = Timestamp::from_second(seconds).map_err(|_| SignatureFault::TooFarInTime)?;
        if now.duration_since(sent_at).abs() > TOLERANCE {
            return Err(SignatureFault::TooFarInTime);
        }
        let text = signed_text(id, seconds, body);
        let fits = signatures
            .split(' ')
            .filter_map(|signature| signature.strip_prefix("v1,"))
            .filter_map(|encoded| STANDARD.decode(encoded).ok())
            .any(|tag| hmac::verify(&self.0, &text, &tag).is_ok());
        if fits {
            Ok(())
        } else {
            Err(SignatureFault::NoMatch)
        }
    }
}

fn signed_text(id: &str, seconds: i64, body: &[u8]) -> Vec<u8> {
    let mut text = format!("{id}.{seconds}.").into_bytes();
    text.extend_from_slice(body);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example from the Standard Webhooks specification.
    const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    const ID: &str = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
    const SECONDS: i64 = 1_649_367_553;
    const BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;
    const SIGNATURE: &str = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    fn headers(signature: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("webhook-id", ID.parse().unwrap());
        headers.insert("webhook-timestamp", SECONDS.into());
        headers.insert("webhook-signature", signature.parse().unwrap());
        headers
    }

    fn verify(headers: &HeaderMap, body: &[u8], now: i64) -> Result<(), SignatureFault> {
        SigningSecret::parse(SECRET)
            .unwrap()
            .verify(headers, body, at(now))
    }

    #[test]
    fn the_example_of_the_specification_is_valid() {
        assert_eq!(
            SigningSecret::parse(SECRET)
                .unwrap()
                .sign(ID, at(SECONDS), BODY),
            SIGNATURE
        );
        assert_eq!(verify(&headers(SIGNATURE), BODY, SECONDS), Ok(()));
    }

    #[test]
    fn one_of_several_signatures_is_enough() {
        let several = format!("v2,AAAA v1,AAAA= {SIGNATURE} v1,bm90IHRoaXM=");
        assert_eq!(verify(&headers(&several), BODY, SECONDS), Ok(()));
    }

    #[test]
    fn any_change_invalidates_the_signature() {
        assert_eq!(
            verify(&headers(SIGNATURE), b"{}", SECONDS),
            Err(SignatureFault::NoMatch)
        );
        assert_eq!(
            verify(&headers("v1,"), BODY, SECONDS),
            Err(SignatureFault::NoMatch)
        );
        assert_eq!(
            verify(&headers(&SIGNATURE.replace("v1", "v2")), BODY, SECONDS),
            Err(SignatureFault::NoMatch)
        );
        let mut other_id = headers(SIGNATURE);
        other_id.insert("webhook-id", "msg_other".parse().unwrap());
        assert_eq!(
            verify(&other_id, BODY, SECONDS),
            Err(SignatureFault::NoMatch)
        );
    }

    #[test]
    fn old_and_future_requests_are_refused() {
        assert_eq!(verify(&headers(SIGNATURE), BODY, SECONDS + 300), Ok(()));
        assert_eq!(
            verify(&headers(SIGNATURE), BODY, SECONDS + 301),
            Err(SignatureFault::TooFarInTime)
        );
        assert_eq!(
            verify(&headers(SIGNATURE), BODY, SECONDS - 301),
            Err(SignatureFault::TooFarInTime)
        );
        let mut absurd = headers(SIGNATURE);
        absurd.insert("webhook-timestamp", i64::MAX.into());
        assert_eq!(
            verify(&absurd, BODY, SECONDS),
            Err(SignatureFault::TooFarInTime)
        );
    }

    #[test]
    fn each_header_is_required() {
        for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
            let mut headers = headers(SIGNATURE);
            headers.remove(name);
            assert_eq!(
                verify(&headers, BODY, SECONDS),
                Err(SignatureFault::Missing),
                "{name}"
            );
        }
    }

    #[test]
    fn malformed_secrets_are_refused() {
        for text in [
            "",
            "whsec_",
            "whsec_AAAA",
            "C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
            "whsec_!!!",
        ] {
            assert_eq!(
                SigningSecret::parse(text).unwrap_err(),
                SettingsError::Secret,
                "{text:?}"
            );
        }
    }
}
