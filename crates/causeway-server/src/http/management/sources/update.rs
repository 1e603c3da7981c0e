//! Changing a source. A new address takes effect only after it has answered the challenge; the old
//! one is used until then.

use axum::extract::State;
use causeway_core::{SourceId, source::WebhookState};
use causeway_derive::Input;
use causeway_store::{Source, SourceChange, WebhookChange};

use crate::{
    App,
    http::{
        management::sources::{EnteredUrl, Events, challenge},
        request::{
            if_match::{IfMatch, IfMatchHeader},
            json::Json,
            path::PathId,
            session::{ManageChannels, Permitted},
        },
    },
    outgoing::WebhookUrl,
    wire::{
        field::{Nullable, PlainName},
        problem::{Problem, problem_sets},
        source::SourceBody,
    },
};

problem_sets! {
    /// Problems of changing a source.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
        ChallengeFailed,
    ];
}

/// A change of a source. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "SourceChange")]
pub(super) struct SourceForm {
    /// Unique in the workspace.
    name: Option<PlainName<60>>,
    /// It has to answer the challenge. `null` or empty removes the webhook. If the endpoint is
    /// failing or stopped, its current address is challenged again.
    webhook_url: Nullable<EnteredUrl<0>>,
    events: Option<Events>,
}

/// Change a source
///
/// A new webhook has to answer the challenge, signed with the current secrets; nothing is changed
/// when it doesn't.
#[utoipa::path(
    patch, path = "/api/v1/sources/{id}", tag = "sources", operation_id = "updateSource", security(("session" = [])),
    params(("id" = String, Path, description = "A source."), IfMatchHeader), request_body = SourceForm,
    responses((status = 200, description = "The source, changed.", body = SourceBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
    IfMatch(seen): IfMatch,
    Json(input): Json<SourceForm>,
) -> Result<Json<SourceBody>, Problem> {
    let source = app
        .store
        .source(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let webhook = match input.webhook_url {
        Nullable::Absent => None,
        Nullable::Null => Some(WebhookChange::Remove),
        Nullable::Value(EnteredUrl(url)) if url.is_empty() => Some(WebhookChange::Remove),
        Nullable::Value(EnteredUrl(url)) if serves(&source, &url) => None,
        Nullable::Value(EnteredUrl(url)) => {
            let secrets = challenge::secrets_of(&app, manager.workspace_id, id).await?;
            Some(WebhookChange::Set(
                challenge::prove(&app, &url, &secrets).await?,
            ))
        }
    };
    let change = SourceChange {
        name: input.name.map(Into::into),
        webhook,
        events: input.events.map(|events| events.0),
    };
    let source = app
        .store
        .update_source(manager.audit(&app), id, seen, change)
        .await?;
    Ok(Json(source.into()))
}

/// Whether the address is already in use and healthy, so that it needs no challenge: the form was
/// saved for another field.
fn serves(source: &Source, entered: &str) -> bool {
    source.webhook_state == WebhookState::Healthy
        && WebhookUrl::parse(entered)
            .is_ok_and(|url| Some(url.as_str()) == source.webhook_url.as_deref())
}
