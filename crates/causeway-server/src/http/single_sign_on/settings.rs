//! Which identity provider a workspace has.

use axum::extract::State;
use causeway_core::{Faults, Fields, Reason, channel::check_label};
use causeway_store::{ClientSecretChange, NewSingleSignOn, SingleSignOn};
use http::StatusCode;
use openidconnect::ClientSecret;
use serde::Serialize;
use url::Url;
use utoipa::ToSchema;

use super::redirect_uri;
use crate::{
    App,
    credentials::seal_client_secret,
    http::{
        if_match::{IfMatch, IfMatchHeader},
        json::{Input, Json},
        problem::{Problem, problem_sets},
        session::{ManageSettings, Permitted},
        words::{Passwords, Word},
    },
};

problem_sets! {
    /// Of looking at it.
    pub(super) struct GetProblems = [NotSignedIn, Forbidden, CrossSite];
    /// Of setting it.
    pub(super) struct SetProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, VersionMismatch, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
    /// Of removing it.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// How people of the workspace sign in beside a password.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SingleSignOn)]
pub(super) struct SingleSignOnBody {
    /// What to enter at the provider as the redirect URI.
    #[schema(example = "https://chat.example.com/api/v1/auth/single-sign-on/callback")]
    redirect_uri: String,
    /// `null`: there is no single sign-on.
    provider: Option<ProviderBody>,
}

/// An identity provider that speaks OpenID Connect.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = IdentityProvider)]
pub(super) struct ProviderBody {
    /// What stands on the button, after "Sign in with".
    name: String,
    /// The provider, as it calls itself.
    #[schema(example = "https://id.example.com/realms/staff")]
    issuer: String,
    client_id: String,
    /// There is one; it is not told.
    has_client_secret: bool,
    passwords: Passwords,
    /// Counts changes, for `If-Match`.
    version: i64,
}

impl SingleSignOnBody {
    fn of(app: &App, kept: Option<SingleSignOn>) -> Self {
        let provider = |kept: SingleSignOn| ProviderBody {
            name: kept.name,
            issuer: kept.issuer,
            client_id: kept.client_id,
            has_client_secret: kept.client_secret.is_some(),
            passwords: kept.passwords.into(),
            version: kept.version,
        };
        Self {
            redirect_uri: redirect_uri(app),
            provider: kept.map(provider),
        }
    }
}

/// Show single sign-on
#[utoipa::path(
    get, path = "/api/v1/single-sign-on", tag = "settings", operation_id = "getSingleSignOn",
    security(("session" = [])),
    responses((status = OK, description = "The provider, if there is one.", body = SingleSignOnBody), GetProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    manager: Permitted<ManageSettings>,
) -> Result<Json<SingleSignOnBody>, Problem> {
    let kept = app.store.single_sign_on(manager.workspace_id).await?;
    Ok(Json(SingleSignOnBody::of(&app, kept)))
}

/// An identity provider to set.
#[derive(ToSchema)]
#[schema(as = IdentityProviderForm, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Form` reads")]
pub(super) struct FormBody {
    /// What stands on the button, after "Sign in with".
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// The provider, exactly as it calls itself. `https`; `http` where the operator lets Causeway reach an address that is not public.
    #[schema(min_length = 1, max_length = 500)]
    issuer: String,
    #[schema(min_length = 1, max_length = 300)]
    client_id: String,
    /// Left out: it stays, unless the provider is another. Empty: there is none.
    #[schema(required = false, max_length = 1_000)]
    client_secret: Option<String>,
    /// Who still signs in with a password. Administrators always may.
    passwords: Passwords,
}

pub(super) struct Form {
    name: String,
    issuer: String,
    client_id: String,
    client_secret: Option<String>,
    passwords: Passwords,
}

impl Input for Form {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let name = fields.required_string("name", 1, 40, faults);
        if let Some(name) = &name {
            check_label("/name", name, 40, faults);
        }
        let issuer = fields
            .required_string("issuer", 1, 500, faults)
            .map(|issuer| issuer.trim().to_owned());
        if let Some(fault) = issuer.as_deref().and_then(fault_of) {
            faults.add("/issuer", fault);
        }
        let client_id = fields
            .required_string("clientId", 1, 300, faults)
            .map(|id| id.trim().to_owned());
        if client_id.as_ref().is_some_and(String::is_empty) {
            faults.add("/clientId", Reason::Required);
        }
        let client_secret = fields
            .string("clientSecret", 0, 1_000, faults)
            .map(|secret| secret.trim().to_owned());
        let passwords = Passwords::required_of(fields, "passwords", faults);
        Some(Self {
            name: name?,
            issuer: issuer?,
            client_id: client_id?,
            client_secret,
            passwords: passwords?,
        })
    }
}

/// What is wrong with an issuer (OpenID Connect Core 1.0 §2); whether it may be reached is seen on the way.
fn fault_of(issuer: &str) -> Option<Reason> {
    let Ok(url) = Url::parse(issuer) else {
        return Some(Reason::InvalidUrl);
    };
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() {
        return Some(Reason::InvalidUrl);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Some(Reason::UrlWithCredentials);
    }
    (url.query().is_some() || url.fragment().is_some()).then_some(Reason::UrlWithQuery)
}

/// Set single sign-on
///
/// Another provider is asked about itself first; when it can't be used, nothing is changed and the reason stands at `/issuer`. It, or
/// another `clientId`, knows people by other names: each is found by their e-mail address again.
#[utoipa::path(
    put, path = "/api/v1/single-sign-on", tag = "settings", operation_id = "setSingleSignOn",
    security(("session" = [])), params(IfMatchHeader), request_body = FormBody,
    responses((status = OK, description = "It holds from now on.", body = SingleSignOnBody), SetProblems),
)]
pub(super) async fn set(
    State(app): State<App>,
    manager: Permitted<ManageSettings>,
    IfMatch(seen): IfMatch,
    Json(form): Json<Form>,
) -> Result<Json<SingleSignOnBody>, Problem> {
    let workspace_id = manager.workspace_id;
    let kept = app.store.single_sign_on(workspace_id).await?;
    // One that is in use is not asked again: while it fails, passwords have to be given back.
    if kept.is_none_or(|kept| kept.issuer != form.issuer) {
        let asked = app.identity_providers.discover(&form.issuer).await;
        asked.map_err(|failure| {
            Faults::one(
                "/issuer",
                Reason::ProviderUnusable {
                    detail: failure.to_string(),
                },
            )
        })?;
    }
    let client_secret = match form.client_secret {
        None => ClientSecretChange::Stays,
        Some(secret) if secret.is_empty() => ClientSecretChange::Goes,
        Some(secret) => ClientSecretChange::Is(seal_client_secret(
            &app.sealer,
            workspace_id,
            &ClientSecret::new(secret),
        )),
    };
    let (name, issuer, client_id) = (form.name, form.issuer, form.client_id);
    let new = NewSingleSignOn {
        name,
        issuer,
        client_id,
        client_secret,
        passwords: form.passwords.into(),
    };
    let kept = app
        .store
        .set_single_sign_on(manager.audit(&app), seen, new)
        .await?;
    Ok(Json(SingleSignOnBody::of(&app, Some(kept))))
}

/// Remove single sign-on
///
/// Everybody signs in with a password again, and who is signed in stays so.
#[utoipa::path(
    delete, path = "/api/v1/single-sign-on", tag = "settings", operation_id = "removeSingleSignOn",
    security(("session" = [])),
    responses((status = NO_CONTENT, description = "There is none."), RemoveProblems),
)]
pub(super) async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageSettings>,
) -> Result<StatusCode, Problem> {
    app.store.remove_single_sign_on(manager.audit(&app)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_a_plain_web_address() {
        for good in [
            "https://id.example.com",
            "https://id.example.com/realms/staff/",
            "http://127.0.0.1:8081",
        ] {
            assert_eq!(fault_of(good), None, "{good}");
        }
        for bad in [
            "",
            "id.example.com",
            "ftp://id.example.com",
            "https://a@id.example.com",
            "https://id.example.com?a",
            "https://a/#b",
        ] {
            assert!(fault_of(bad).is_some(), "{bad}");
        }
    }
}
