//! Signatures of outgoing requests, as the Standard Webhooks specification defines them:
//! HMAC-SHA-256 over `id.timestamp.body`, so that an endpoint can distinguish a genuine request
//! from a forged or replayed one.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose::STANDARD};

use crate::credentials::random_bytes;

const PREFIX: &str = "whsec_";
/// The specification's bounds of a secret, in bytes.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// Secrets that people copied sometimes lack their padding.
const LENIENT_BASE64: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The shared secret of a source, which signs outgoing requests. `Debug` never shows it; see
/// [`reveal`](Self::reveal).
#[derive(Clone)]
pub struct SigningSecret {
    bytes: Vec<u8>,
    key: hmac::Key,
}

/// Why a text isn't a signing secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SigningSecretError {
    /// The prefix is missing.
    #[error("a signing secret begins with {PREFIX}")]
    Prefix,
    /// The part after the prefix is not base64.
    #[error("a signing secret is {PREFIX} followed by base64")]
    Encoding,
    /// Fewer or more bytes than the specification allows.
    #[error("a signing secret has 24 to 64 bytes")]
    Length,
}

impl SigningSecret {
    /// A new secret of 32 random bytes.
    pub fn generate() -> Self {
        Self::of(random_bytes::<32>().to_vec())
    }

    /// The secret as the endpoint's developer needs it: `whsec_` and base64.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.bytes))
    }

    fn of(bytes: Vec<u8>) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
        Self { bytes, key }
    }
}

impl FromStr for SigningSecret {
    type Err = SigningSecretError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let encoded = text
            .strip_prefix(PREFIX)
            .ok_or(SigningSecretError::Prefix)?;
        let bytes = LENIENT_BASE64
            .decode(encoded)
            .map_err(|_| SigningSecretError::Encoding)?;
        if !SECRET_BYTES.contains(&bytes.len()) {
            return Err(SigningSecretError::Length);
        }
        Ok(Self::of(bytes))
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningSecret(…)")
    }
}

/// The value of `webhook-signature`: one signature for each secret, so that a rotated secret works
/// until it expires.
pub fn sign(secrets: &[&SigningSecret], id: &str, timestamp_seconds: i64, body: &[u8]) -> String {
    let head = format!("{id}.{timestamp_seconds}.");
    let signatures = secrets.iter().map(|secret| {
        let mut context = hmac::Context::with_key(&secret.key);
        context.update(head.as_bytes());
        context.update(body);
        format!("v1,{}", STANDARD.encode(context.sign()))
    });
    signatures.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const VECTOR_SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    const VECTOR_ID: &str = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
    const VECTOR_BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;
    const VECTOR_SIGNATURE: &str = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";

    fn secret(text: &str) -> SigningSecret {
        text.parse().unwrap()
    }

    #[test]
    fn the_signature_matches_the_test_vector_of_the_specification() {
        let signature = sign(
            &[&secret(VECTOR_SECRET)],
            VECTOR_ID,
            1_649_367_553,
            VECTOR_BODY,
        );
        assert_eq!(signature, VECTOR_SIGNATURE);
    }

    #[test]
    fn during_rotation_both_secrets_sign() {
        let (old, new) = (secret(VECTOR_SECRET), SigningSecret::generate());
        let both = sign(&[&new, &old], VECTOR_ID, 1_649_367_553, VECTOR_BODY);
        let parts: Vec<_> = both.split(' ').collect();
        assert_eq!(parts.len(), 2);
        assert_eq!(
            parts[0],
            sign(&[&new], VECTOR_ID, 1_649_367_553, VECTOR_BODY)
        );
        assert_eq!(parts[1], VECTOR_SIGNATURE);
    }

    #[test]
    fn a_revealed_secret_parses_to_the_same_secret() {
        let new = SigningSecret::generate();
        assert_eq!(secret(&new.reveal()).bytes, new.bytes);
        assert_ne!(SigningSecret::generate().bytes, new.bytes);
        let unpadded = new.reveal().trim_end_matches('=').to_owned();
        assert_eq!(secret(&unpadded).bytes, new.bytes);
    }

    #[test]
    fn text_that_is_no_secret_is_refused_with_its_reason() {
        let of = |count: usize| format!("{PREFIX}{}", STANDARD.encode(vec![7; count]));
        for (text, error) in [
            (String::new(), SigningSecretError::Prefix),
            (
                "C2FVsBQIhrscChlQIMV+b5sSYspob7oD".to_owned(),
                SigningSecretError::Prefix,
            ),
            (format!("{PREFIX}not base64!"), SigningSecretError::Encoding),
            (of(23), SigningSecretError::Length),
            (of(65), SigningSecretError::Length),
        ] {
            assert_eq!(text.parse::<SigningSecret>().err(), Some(error), "{text}");
        }
        assert!(of(24).parse::<SigningSecret>().is_ok() && of(64).parse::<SigningSecret>().is_ok());
    }

    #[test]
    fn debug_shows_nothing_of_the_secret() {
        assert_eq!(format!("{:?}", secret(VECTOR_SECRET)), "SigningSecret(…)");
    }
}
