//! Why a provider vouches for nobody.

use causeway_core::text::first_characters;
use openidconnect::{
    ClaimsVerificationError, DiscoveryError, ErrorResponse, RequestTokenError,
    SignatureVerificationError,
};

use crate::outgoing::FetchFailure;

/// How much of a foreign text is shown to an administrator.
const EXCERPT_CHARACTERS_MAX: usize = 300;

/// Why a provider vouches for nobody. The wording is for administrators.
#[derive(Debug, thiserror::Error)]
pub enum ProviderFailure {
    /// It can't be asked.
    #[error("{0}")]
    Fetch(FetchFailure),
    /// An address among what it tells, or its own, is none.
    #[error("Something that should be a web address is none.")]
    NoAddress,
    /// It tells of itself what can't be used.
    #[error("{0}")]
    Metadata(String),
    /// Codes can't be exchanged for tokens there.
    #[error("The provider has no token endpoint, so codes can't be exchanged there.")]
    NoTokens,
    /// It does not take the code, or does not take Causeway for whom it is.
    #[error("The provider did not take the code: check the client id and the client secret.")]
    CodeRefused,
    /// It answered what can't be read.
    #[error("The provider answered something that can't be read.")]
    Unreadable,
    /// The ID token is signed with a key that it does not name.
    #[error("The ID token is signed with a key that the provider does not name.")]
    UnknownKey,
    /// The ID token is not what it should be.
    #[error("The ID token can't be trusted: {0}.")]
    Untrusted(&'static str),
}

impl ProviderFailure {
    /// What stands in the log: what kind of failure it is, and nothing of what was sent.
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
                    "What the provider tells of itself is not there: it answered {}",
                    status.as_u16()
                ))
            }
            DiscoveryError::Parse(error) => Self::metadata(&format!(
                "What the provider tells of itself can't be read: {error}"
            )),
            DiscoveryError::Validation(words) => Self::metadata(&format!(
                "The provider calls itself something else, and has to be named alike: {words}"
            )),
            // The library may add cases.
            other @ (DiscoveryError::Other(_) | DiscoveryError::Response(..) | _) => {
                Self::metadata(&format!(
                    "What the provider tells of itself can't be used: {other}"
                ))
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

    /// Without the library's own words, which repeat what is in the token.
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
            // We ask for nothing of the first two, and the library may add cases.
            ClaimsVerificationError::InvalidAuthContext(_)
            | ClaimsVerificationError::InvalidAuthTime(_)
            | ClaimsVerificationError::Other(_)
            | ClaimsVerificationError::Unsupported(_)
            | _ => Self::Untrusted("claims"),
        }
    }
}
