//! Why a provider could not identify a person.

use causeway_core::text::first_characters;
use openidconnect::{
    ClaimsVerificationError, DiscoveryError, ErrorResponse, RequestTokenError,
    SignatureVerificationError,
};

use crate::outgoing::FetchFailure;

/// How much of another server's text is shown to an administrator.
const EXCERPT_CHARACTERS_MAX: usize = 300;

/// Why a provider could not identify a person. The messages are shown to administrators.
#[derive(Debug, thiserror::Error)]
pub enum ProviderFailure {
    /// The request failed.
    #[error("{0}")]
    Fetch(FetchFailure),
    /// An address in its metadata, or its own, is invalid.
    #[error("The provider's address, or an address in its metadata, is invalid.")]
    NoAddress,
    /// Its metadata can't be used.
    #[error("{0}")]
    Metadata(String),
    /// It has no token endpoint.
    #[error("The provider has no token endpoint, so codes can't be exchanged there.")]
    NoTokens,
    /// It refused the code, or the client's credentials.
    #[error("The provider refused the code: check the client id and the client secret.")]
    CodeRefused,
    /// Its response can't be parsed.
    #[error("The provider's response can't be read.")]
    Unreadable,
    /// The ID token is signed with a key that the provider does not list.
    #[error("The ID token is signed with a key that the provider does not list.")]
    UnknownKey,
    /// The ID token is invalid.
    #[error("The ID token can't be trusted: {0}.")]
    Untrusted(&'static str),
}

impl ProviderFailure {
    /// The kind of failure for the log, without any transferred content.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Fetch(FetchFailure::Exchange(failure)) => failure.code(),
            Self::Fetch(FetchFailure::TooLarge { .. }) => "too-large",
            Self::Fetch(FetchFailure::Open { .. }) => "no-tls",
            Self::NoAddress => "no-address",
            Self::Metadata(_) => "metadata",
            Self::NoTokens => "no-token-endpoint",
            Self::CodeRefused => "code-refused",
            Self::Unreadable => "unreadable",
            Self::UnknownKey => "unknown-key",
            Self::Untrusted(why) => why,
        }
    }

    pub(super) fn of_discovery(error: DiscoveryError<FetchFailure>) -> Self {
        match error {
            DiscoveryError::Request(failure) => Self::Fetch(failure),
            DiscoveryError::UrlParse(_) => Self::NoAddress,
            DiscoveryError::Response(status, ..) if !status.is_success() => {
                Self::metadata(&format!(
                    "The provider's metadata was not found: it answered {}",
                    status.as_u16()
                ))
            }
            DiscoveryError::Parse(error) => {
                Self::metadata(&format!("The provider's metadata can't be read: {error}"))
            }
            DiscoveryError::Validation(words) => Self::metadata(&format!(
                "The provider's own name differs from the one you entered: {words}"
            )),
            // The library may add variants.
            other @ (DiscoveryError::Other(_) | DiscoveryError::Response(..) | _) => {
                Self::metadata(&format!("The provider's metadata can't be used: {other}"))
            }
        }
    }

    fn metadata(words: &str) -> Self {
        let mut excerpt = first_characters(words, EXCERPT_CHARACTERS_MAX).to_owned();
        excerpt.push('.');
        Self::Metadata(excerpt)
    }

    pub(super) fn of_exchange<T: ErrorResponse>(error: RequestTokenError<FetchFailure, T>) -> Self {
        match error {
            RequestTokenError::ServerResponse(_) => Self::CodeRefused,
            RequestTokenError::Request(failure) => Self::Fetch(failure),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Self::Unreadable,
        }
    }

    /// Without the library's messages, which repeat content of the token.
    pub(super) fn of_claims(error: &ClaimsVerificationError) -> Self {
        match error {
            ClaimsVerificationError::Expired(_) => Self::Untrusted("expired"),
            ClaimsVerificationError::InvalidAudience(_) => Self::Untrusted("audience"),
            ClaimsVerificationError::InvalidIssuer(_) => Self::Untrusted("issuer"),
            ClaimsVerificationError::InvalidNonce(_) => Self::Untrusted("nonce"),
            ClaimsVerificationError::InvalidSubject(_) => Self::Untrusted("subject"),
            ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            ) => Self::UnknownKey,
            ClaimsVerificationError::SignatureVerification(_) => Self::Untrusted("signature"),
            // We don't request the first two, and the library may add variants.
            ClaimsVerificationError::InvalidAuthContext(_)
            | ClaimsVerificationError::InvalidAuthTime(_)
            | ClaimsVerificationError::Other(_)
            | ClaimsVerificationError::Unsupported(_)
            | _ => Self::Untrusted("claims"),
        }
    }
}
