//! Identity providers, which authenticate staff at single sign-on (OpenID Connect Core 1.0, through
//! the crate `openidconnect`).
//!
//! An administrator enters a provider, which is [discovered](IdentityProviders::discover)
//! immediately. A person who signs in is [redirected](IdentityProviders::authorize) there with a
//! [`SignInAttempt`] in a sealed cookie, returns with a code, and is
//! [identified](IdentityProviders::identify) by the ID token that the provider issues for the code.
//! Failures are [`ProviderFailure`]s. The store decides which staff member an identity belongs to.

mod failure;
mod requests;
mod sign_in_attempt;
mod token;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use causeway_core::{Timestamp, WorkspaceId, single_sign_on::Identity};
use openidconnect::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreProviderMetadata,
        CoreTokenResponse,
    },
};
use url::Url;

use crate::{identity::requests::Requests, outgoing};

pub use failure::ProviderFailure;
pub use sign_in_attempt::{SIGN_IN_TIME_MAX, SignInAttempt};

/// How long a provider's metadata and keys are cached. Short enough to follow a provider that
/// moved; unknown keys are requested immediately.
const METADATA_KEPT: Duration = Duration::from_mins(5);

/// A client for a provider with known metadata.
type ProviderClient = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// The registration of Causeway at a provider.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The provider, by its own name.
    pub issuer: String,
    pub client_id: String,
    pub client_secret: Option<ClientSecret>,
    /// Where the provider redirects browsers to.
    pub redirect_uri: String,
}

/// Talks to identity providers and caches their metadata.
pub struct IdentityProviders {
    requests: Requests,
    known: Mutex<HashMap<WorkspaceId, Known>>,
}

/// A provider's metadata and when it was read.
#[derive(Clone)]
struct Known {
    metadata: Arc<CoreProviderMetadata>,
    at: Timestamp,
}

impl IdentityProviders {
    /// Sends requests with this client.
    pub fn new(client: outgoing::Client) -> Self {
        Self {
            requests: Requests(client),
            known: Mutex::default(),
        }
    }

    /// Reads a provider's metadata, and checks that people can sign in there.
    pub async fn discover(&self, issuer: &str) -> Result<(), ProviderFailure> {
        self.ask(issuer).await.map(drop)
    }

    /// The URL of the provider to which a browser is redirected to sign in.
    pub async fn authorize(
        &self,
        workspace_id: WorkspaceId,
        registration: &Registration,
        attempt: &SignInAttempt,
        now: Timestamp,
    ) -> Result<Url, ProviderFailure> {
        let metadata = self
            .metadata(workspace_id, &registration.issuer, now)
            .await?;
        let client = client_of(&metadata, registration)?;
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(
            attempt.verifier.clone(),
        ));
        let (state, nonce) = (
            CsrfToken::new(attempt.state.clone()),
            Nonce::new(attempt.nonce.clone()),
        );
        let request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || state,
            move || nonce,
        );
        let scopes = ["email", "profile"].map(|scope| Scope::new(scope.to_owned()));
        let (url, _, _) = request
            .add_scopes(scopes)
            .set_pkce_challenge(challenge)
            .url();
        Ok(url)
    }

    /// The identity of the person who came back with this code.
    pub async fn identify(
        &self,
        workspace_id: WorkspaceId,
        registration: &Registration,
        attempt: &SignInAttempt,
        code: String,
        now: Timestamp,
    ) -> Result<Identity, ProviderFailure> {
        let metadata = self
            .metadata(workspace_id, &registration.issuer, now)
            .await?;
        let client = client_of(&metadata, registration)?;
        let answer = self.exchange(&client, attempt, code).await?;
        let evidence = match token::check(&client, &answer, &attempt.nonce, now) {
            // The provider may have added the key since its keys were read.
            Err(ProviderFailure::UnknownKey) => {
                let metadata = self.renew(workspace_id, &registration.issuer, now).await?;
                token::check(
                    &client_of(&metadata, registration)?,
                    &answer,
                    &attempt.nonce,
                    now,
                )?
            }
            checked => checked?,
        };
        let email = match evidence.email {
            token::Email::Absent => {
                token::ask_for_email(&client, &answer, &evidence.subject, &self.requests).await?
            }
            token::Email::Verified(email) => Some(email),
            token::Email::Doubtful => None,
        };
        Ok(Identity {
            issuer: registration.issuer.clone(),
            subject: evidence.subject,
            email,
        })
    }

    async fn exchange(
        &self,
        client: &ProviderClient,
        attempt: &SignInAttempt,
        code: String,
    ) -> Result<CoreTokenResponse, ProviderFailure> {
        let request = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| ProviderFailure::NoTokens)?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
        request
            .request_async(&self.requests)
            .await
            .map_err(ProviderFailure::of_exchange)
    }

    /// A provider's metadata, cached or read now.
    async fn metadata(
        &self,
        workspace_id: WorkspaceId,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<CoreProviderMetadata>, ProviderFailure> {
        let known = self
            .known
            .lock()
            .expect("no panic while the lock is held")
            .get(&workspace_id)
            .cloned();
        match known {
            Some(known)
                if known.metadata.issuer().as_str() == issuer
                    && now < known.at.plus(METADATA_KEPT) =>
            {
                Ok(known.metadata)
            }
            Some(_) | None => self.renew(workspace_id, issuer, now).await,
        }
    }

    async fn renew(
        &self,
        workspace_id: WorkspaceId,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<CoreProviderMetadata>, ProviderFailure> {
        let metadata = Arc::new(self.ask(issuer).await?);
        let known = Known {
            metadata: Arc::clone(&metadata),
            at: now,
        };
        self.known
            .lock()
            .expect("no panic while the lock is held")
            .insert(workspace_id, known);
        Ok(metadata)
    }

    async fn ask(&self, issuer: &str) -> Result<CoreProviderMetadata, ProviderFailure> {
        let url = IssuerUrl::new(issuer.to_owned()).map_err(|_| ProviderFailure::NoAddress)?;
        let metadata = CoreProviderMetadata::discover_async(url, &self.requests).await;
        let metadata = metadata.map_err(ProviderFailure::of_discovery)?;
        if metadata.token_endpoint().is_none() {
            return Err(ProviderFailure::NoTokens);
        }
        // Browsers are redirected to it.
        let sign_in = metadata.authorization_endpoint().url();
        if !matches!(sign_in.scheme(), "https" | "http") {
            return Err(ProviderFailure::NoAddress);
        }
        Ok(metadata)
    }
}

fn client_of(
    metadata: &CoreProviderMetadata,
    known: &Registration,
) -> Result<ProviderClient, ProviderFailure> {
    let redirect =
        RedirectUrl::new(known.redirect_uri.clone()).map_err(|_| ProviderFailure::NoAddress)?;
    // RFC 8414 §2: without a list, the default is `client_secret_basic`.
    let methods = metadata.token_endpoint_auth_methods_supported();
    let takes_basic =
        methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
    let client_id = ClientId::new(known.client_id.clone());
    let client = CoreClient::from_provider_metadata(
        metadata.clone(),
        client_id,
        known.client_secret.clone(),
    );
    let client = client.set_redirect_uri(redirect);
    Ok(client.set_auth_type(if takes_basic {
        AuthType::BasicAuth
    } else {
        AuthType::RequestBody
    }))
}
