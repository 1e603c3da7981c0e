//! The identity provider of a workspace.

use axum::extract::State;
use causeway_core::{Faults, Fields, Reason};
use causeway_derive::Input;
use causeway_store::{ClientSecretChange, NewSingleSignOn, SingleSignOn};
use http::StatusCode;
use openidconnect::ClientSecret;
use serde::Serialize;
use url::Url;
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema},
};

use crate::{
    App,
    credentials::seal_client_secret,
    http::{
        management::single_sign_on::redirect_uri,
        request::{
            if_match::{IfMatch, IfMatchHeader},
            json::Json,
            session::{ManageSettings, Permitted},
        },
    },
    wire::{
        field::{PlainName, Text, Value, text},
        problem::{Problem, problem_sets},
        words::Passwords,
    },
};

/// The longest address of a provider, in characters.
const ISSUER_MAX: usize = 500;
/// The longest client id, in characters.
const CLIENT_ID_MAX: usize = 300;

problem_sets! {
    /// Problems of reading single sign-on.
    pub(super) struct GetProblems = [NotSignedIn, Forbidden, CrossSite];
    /// Problems of setting single sign-on.
    pub(super) struct SetProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, VersionMismatch, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
    /// Problems of removing single sign-on.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// How people of the workspace sign in besides a password.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SingleSignOn)]
pub(super) struct SingleSignOnBody {
    /// The redirect URI to enter at the provider.
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
    /// The label of the button, after "Sign in with".
    name: String,
    /// The provider's own identifier.
    #[schema(example = "https://id.example.com/realms/staff")]
    issuer: String,
    client_id: String,
    /// Whether there is a client secret. No response contains it.
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
#[derive(Input)]
#[input(name = "IdentityProviderForm")]
pub(super) struct Form {
    /// The label of the button, after "Sign in with".
    name: PlainName<40>,
    /// The provider's own identifier, exactly. `https`; `http` only where the operator lets
    /// Causeway reach an address that is not public.
    issuer: Issuer,
    client_id: ClientId,
    /// If left out, it stays as it is, unless the provider changes. If empty, there is none.
    client_secret: Option<Text<0, 1_000>>,
    /// Who may still sign in with a password. Administrators always may.
    passwords: Passwords,
}

/// The address by which a provider identifies itself.
struct Issuer(String);

impl Value for Issuer {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let issuer = fields.string(name, 1, ISSUER_MAX, faults)?;
        let issuer = issuer.trim();
        if let Some(fault) = fault_of(issuer) {
            faults.add(fields.pointer(name), fault);
            return None;
        }
        Some(Self(issuer.to_owned()))
    }

    fn schema() -> RefOr<Schema> {
        text(1, ISSUER_MAX)
    }
}

/// The id of Causeway at the provider.
struct ClientId(String);

impl Value for ClientId {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let id = fields.string(name, 1, CLIENT_ID_MAX, faults)?;
        let id = id.trim();
        if id.is_empty() {
            faults.add(fields.pointer(name), Reason::Required);
            return None;
        }
        Some(Self(id.to_owned()))
    }

    fn schema() -> RefOr<Schema> {
        text(1, CLIENT_ID_MAX)
    }
}

/// The fault of an issuer (OpenID Connect Core 1.0 §2). Whether it may be reached is checked when
/// it is called.
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
/// The metadata of a new provider is fetched first. If it can't be used, nothing is changed, and
/// the reason is at `/issuer`. A new provider or `clientId` has other names for people, so each
/// person is found by their e-mail address again.
#[utoipa::path(
    put, path = "/api/v1/single-sign-on", tag = "settings", operation_id = "setSingleSignOn",
    security(("session" = [])), params(IfMatchHeader), request_body = Form,
    responses((status = OK, description = "It takes effect immediately.", body = SingleSignOnBody), SetProblems),
)]
pub(super) async fn set(
    State(app): State<App>,
    manager: Permitted<ManageSettings>,
    IfMatch(seen): IfMatch,
    Json(form): Json<Form>,
) -> Result<Json<SingleSignOnBody>, Problem> {
    let workspace_id = manager.workspace_id;
    let kept = app.store.single_sign_on(workspace_id).await?;
    // A provider in use is not checked again: while it fails, an administrator must be able to
    // allow passwords.
    if kept.is_none_or(|kept| kept.issuer != form.issuer.0) {
        let asked = app.identity_providers.discover(&form.issuer.0).await;
        asked.map_err(|failure| {
            Faults::one(
                "/issuer",
                Reason::ProviderUnusable {
                    detail: failure.to_string(),
                },
            )
        })?;
    }
    let client_secret = match form.client_secret.as_deref().map(str::trim) {
        None => ClientSecretChange::Stays,
        Some("") => ClientSecretChange::Goes,
        Some(secret) => ClientSecretChange::Is(seal_client_secret(
            &app.sealer,
            workspace_id,
            &ClientSecret::new(secret.to_owned()),
        )),
    };
    let new = NewSingleSignOn {
        name: form.name.into(),
        issuer: form.issuer.0,
        client_id: form.client_id.0,
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
/// All people sign in with a password again. Existing sessions continue.
#[utoipa::path(
    delete, path = "/api/v1/single-sign-on", tag = "settings", operation_id = "removeSingleSignOn",
    security(("session" = [])),
    responses((status = NO_CONTENT, description = "There is no provider."), RemoveProblems),
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
