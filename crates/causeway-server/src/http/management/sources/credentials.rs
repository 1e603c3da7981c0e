//! Reading and replacing a source's credentials. The audit log records both.

use std::time::Duration;

use axum::extract::State;
use causeway_core::{SourceId, Timestamp};
use causeway_derive::Input;
use causeway_store::NewCredential;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    credentials::{AccessToken, SigningSecret, open_secret, open_token, seal_secret, seal_token},
    http::request::{
        json::{Json, OptionalJson},
        path::PathId,
        session::{ManageChannels, Permitted},
    },
    wire::{
        code::Code,
        field::Whole,
        problem::{Problem, ReadProblems, problem_sets},
    },
};

/// The default time for which the old credential works beside the new one: a day to change it on
/// the other side.
const OVERLAP_SECONDS: u32 = 24 * 60 * 60;
/// A week: an old credential that works for longer is not really replaced.
const OVERLAP_SECONDS_MAX: u32 = 7 * OVERLAP_SECONDS;

problem_sets! {
    /// Problems of reading a credential.
    pub(in crate::http) struct RevealProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, UnreadableSecret];
    /// Problems of replacing a credential.
    pub(in crate::http) struct RotateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, LimitReached, Invalid,
    ];
}

/// A credential, without the secret itself.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CredentialUse)]
pub(super) struct CredentialUseBody {
    kind: CredentialKind,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it expires; `null`: it is the current one.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
    /// When it was last used, to the minute; only for access tokens.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
}

/// The purpose of a credential.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum CredentialKind {
    /// The channel sends it.
    AccessToken,
    /// It signs outgoing requests.
    SigningSecret,
}

/// The valid credentials of a source.
#[derive(Serialize, ToSchema)]
#[schema(as = CredentialUses)]
pub(super) struct CredentialUsesBody {
    /// Of each kind the current one first, then those that will expire.
    items: Vec<CredentialUseBody>,
}

/// List the credentials
///
/// The valid credentials, without the secrets themselves: whether an old one is still in use, and
/// until when it works.
#[utoipa::path(
    get, path = "/api/v1/sources/{id}/credentials", tag = "sources", operation_id = "listCredentials",
    security(("session" = [])), params(("id" = String, Path, description = "A source.")),
    responses((status = 200, description = "The credentials.", body = CredentialUsesBody), ReadProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
) -> Result<Json<CredentialUsesBody>, Problem> {
    app.store
        .source(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let uses = app.store.credential_uses(id, app.clock.now()).await?;
    let items = uses.into_iter().map(|one| CredentialUseBody {
        kind: if one.is_token {
            CredentialKind::AccessToken
        } else {
            CredentialKind::SigningSecret
        },
        created_at: one.created_at,
        expires_at: one.expires_at,
        last_used_at: one.last_used_at,
    });
    Ok(Json(CredentialUsesBody {
        items: items.collect(),
    }))
}

/// The current credentials of a source.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Credentials)]
pub(super) struct CredentialsBody {
    /// The access token that the channel sends to the Omni API. `null` if it was encrypted with a
    /// key that is lost: it still works, but can't be read until it is replaced.
    access_token: Option<String>,
    /// The secret that signs outgoing requests. `null` if it was encrypted with a key that is lost:
    /// it signs nothing until it is replaced.
    signing_secret: Option<String>,
}

/// Read the credentials
///
/// The audit log records every reading. A credential that can't be read is `null`; if neither can
/// be read, the response is `unreadable-secret`.
#[utoipa::path(
    post, path = "/api/v1/sources/{id}/reveal", tag = "sources", operation_id = "revealCredentials",
    security(("session" = [])), params(("id" = String, Path, description = "A source.")),
    responses((status = 200, description = "The present credentials.", body = CredentialsBody), RevealProblems),
)]
pub(super) async fn reveal(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
) -> Result<Json<CredentialsBody>, Problem> {
    let revealed = app.store.reveal(manager.audit(&app), id).await?;
    let access_token = open_token(&app.sealer, &revealed.access_token);
    let signing_secret = open_secret(&app.sealer, &revealed.signing_secret);
    if access_token.is_err() && signing_secret.is_err() {
        return Err(Problem::new(Code::UnreadableSecret));
    }
    let access_token = access_token.ok().map(|token| token.reveal().to_owned());
    Ok(Json(CredentialsBody {
        access_token,
        signing_secret: signing_secret.ok().map(|secret| secret.reveal()),
    }))
}

/// How to replace a credential.
#[derive(Input)]
pub(in crate::http) struct Rotation {
    /// How long the old one works beside the new one.
    #[input(default = OVERLAP_SECONDS)]
    overlap_seconds: Option<Whole<0, OVERLAP_SECONDS_MAX>>,
}

impl Rotation {
    /// How long both credentials are valid.
    pub(in crate::http) fn overlap(&self) -> Duration {
        let seconds = self.overlap_seconds.map_or(OVERLAP_SECONDS, Into::into);
        Duration::from_secs(seconds.into())
    }
}

/// The new access token.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RotatedToken)]
pub(super) struct RotatedTokenBody {
    access_token: String,
}

/// Replace the access token
///
/// The old one works beside it until the overlap ends.
#[utoipa::path(
    post, path = "/api/v1/sources/{id}/rotate-token", tag = "sources", operation_id = "rotateToken",
    security(("session" = [])), params(("id" = String, Path, description = "A source.")),
    request_body(content = Option<Rotation>),
    responses((status = 200, description = "The new access token.", body = RotatedTokenBody), RotateProblems),
)]
pub(super) async fn rotate_token(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
    OptionalJson(rotation): OptionalJson<Rotation>,
) -> Result<Json<RotatedTokenBody>, Problem> {
    let token = AccessToken::generate();
    let new = seal_token(&app.sealer, app.moment().uuid(), &token);
    rotate(&app, &manager, id, new, &rotation).await?;
    Ok(Json(RotatedTokenBody {
        access_token: token.reveal().to_owned(),
    }))
}

/// A signing secret.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RotatedSecret)]
pub(in crate::http) struct RotatedSecretBody {
    pub(in crate::http) signing_secret: String,
}

/// Replace the signing secret
///
/// Until the overlap ends, outgoing requests carry a signature with each secret.
#[utoipa::path(
    post, path = "/api/v1/sources/{id}/rotate-secret", tag = "sources", operation_id = "rotateSecret",
    security(("session" = [])), params(("id" = String, Path, description = "A source.")),
    request_body(content = Option<Rotation>),
    responses((status = 200, description = "The new signing secret.", body = RotatedSecretBody), RotateProblems),
)]
pub(super) async fn rotate_secret(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
    OptionalJson(rotation): OptionalJson<Rotation>,
) -> Result<Json<RotatedSecretBody>, Problem> {
    let secret = SigningSecret::generate();
    let new = seal_secret(&app.sealer, app.moment().uuid(), &secret);
    rotate(&app, &manager, id, new, &rotation).await?;
    Ok(Json(RotatedSecretBody {
        signing_secret: secret.reveal(),
    }))
}

async fn rotate(
    app: &App,
    manager: &Permitted<ManageChannels>,
    id: SourceId,
    new: NewCredential,
    rotation: &Rotation,
) -> Result<(), Problem> {
    let audit = manager.audit(app);
    app.store
        .rotate(audit, id, new, audit.at.plus(rotation.overlap()))
        .await?;
    Ok(())
}
