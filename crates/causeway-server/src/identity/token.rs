//! Checks ID tokens as OpenID Connect Core 1.0 §3.1.3.7 requires.

use causeway_core::{Timestamp, staff::parse_email};
use chrono::DateTime;
use http::HeaderValue;
use openidconnect::{
    OAuth2TokenResponse, SubjectIdentifier,
    core::{CoreJwsSigningAlgorithm, CoreTokenResponse, CoreUserInfoClaims},
};

use crate::identity::{ProviderClient, ProviderFailure, requests::Requests};

/// The accepted algorithms: those with a public key. A provider that offers no other signs not at
/// all, or with the client's secret, which can't authenticate a person.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];
/// OpenID Connect Core 1.0 §2.
const SUBJECT_BYTES_MAX: usize = 255;

/// The person that a verified token identifies.
pub(super) struct Evidence {
    pub(super) subject: String,
    pub(super) email: Email,
}

/// What the token states about the person's e-mail address.
pub(super) enum Email {
    /// Verified to be the person's.
    Verified(String),
    /// Not verified.
    Doubtful,
    /// Absent; §5.4 lets a provider return it from its UserInfo endpoint only.
    Absent,
}

/// Checks signature, issuer, audience, authorized party, time and nonce.
pub(super) fn check(
    client: &ProviderClient,
    answer: &CoreTokenResponse,
    nonce: &str,
    now: Timestamp,
) -> Result<Evidence, ProviderFailure> {
    let token = answer
        .extra_fields()
        .id_token()
        .ok_or(ProviderFailure::Untrusted("missing"))?;
    let now = DateTime::from_timestamp_micros(now.micros())
        .ok_or(ProviderFailure::Untrusted("expired"))?;
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now);
    let nonce = openidconnect::Nonce::new(nonce.to_owned());
    let claims = token
        .claims(&verifier, &nonce)
        .map_err(|error| ProviderFailure::of_claims(&error))?;
    // The library leaves this check to its callers.
    if claims
        .authorized_party()
        .is_some_and(|party| party.as_str() != client.client_id().as_str())
    {
        return Err(ProviderFailure::Untrusted("authorized party"));
    }
    let subject = claims.subject().as_str();
    if subject.is_empty() || subject.len() > SUBJECT_BYTES_MAX || subject.contains('\0') {
        return Err(ProviderFailure::Untrusted("subject"));
    }
    let email = email(
        claims.email().map(|email| email.as_str()),
        claims.email_verified(),
    );
    Ok(Evidence {
        subject: subject.to_owned(),
        email,
    })
}

/// Requests the e-mail address from the UserInfo endpoint, if there is one, when the token has
/// none. The response must be about the same subject (§5.3.2).
pub(super) async fn ask_for_email(
    client: &ProviderClient,
    answer: &CoreTokenResponse,
    subject: &str,
    requests: &Requests,
) -> Result<Option<String>, ProviderFailure> {
    // The library would panic on a token that is not a valid header value.
    HeaderValue::from_str(answer.access_token().secret())
        .map_err(|_| ProviderFailure::Unreadable)?;
    let subject = SubjectIdentifier::new(subject.to_owned());
    let Ok(request) = client.user_info(answer.access_token().clone(), Some(subject)) else {
        return Ok(None);
    };
    let claims: CoreUserInfoClaims = match request.request_async(requests).await {
        Ok(claims) => claims,
        Err(openidconnect::UserInfoError::Request(failure)) => {
            return Err(ProviderFailure::Fetch(failure));
        }
        Err(openidconnect::UserInfoError::ClaimsVerification(error)) => {
            return Err(ProviderFailure::of_claims(&error));
        }
        Err(_) => return Err(ProviderFailure::Unreadable),
    };
    Ok(
        match email(
            claims.email().map(|email| email.as_str()),
            claims.email_verified(),
        ) {
            Email::Verified(email) => Some(email),
            Email::Doubtful | Email::Absent => None,
        },
    )
}

fn email(address: Option<&str>, verified: Option<bool>) -> Email {
    match (address.and_then(parse_email), verified) {
        (Some(email), Some(true)) => Email::Verified(email),
        (None, _) | (Some(_), None) => Email::Absent,
        (Some(_), Some(false)) => Email::Doubtful,
    }
}
