//! Adding and changing channels.

use axum::extract::State;
use causeway_core::ChannelId;
use http::StatusCode;

use crate::{
    App,
    http::{
        management::channels::form::{ChannelForm, NewChannelForm, WithRule},
        request::{
            if_match::{IfMatch, IfMatchHeader},
            json::Json,
            path::PathId,
            session::{ManageChannels, Permitted},
        },
    },
    wire::{
        channel::ChannelBody,
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of adding a channel.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, SourceInUse, LimitReached, Invalid,
    ];
    /// Problems of changing a channel.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
    ];
}

/// Add a channel
///
/// From now on, messages sent with the source's access token are accepted.
#[utoipa::path(
    post, path = "/api/v1/channels", tag = "channels", operation_id = "createChannel", security(("session" = [])),
    request_body = NewChannelForm,
    responses((status = 201, description = "The new channel.", body = ChannelBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    body: WithRule,
) -> Result<(StatusCode, Json<ChannelBody>), Problem> {
    let form: NewChannelForm = body.read(&app, manager.workspace_id).await?;
    let new = form.into_new(app.moment().id());
    let channel = app.store.create_channel(manager.audit(&app), new).await?;
    Ok((StatusCode::CREATED, Json(channel.into())))
}

/// Change a channel
///
/// Enquiries that are already being assigned keep their destinations.
#[utoipa::path(
    patch, path = "/api/v1/channels/{id}", tag = "channels", operation_id = "updateChannel",
    security(("session" = [])), params(("id" = String, Path, description = "A channel."), IfMatchHeader),
    request_body = ChannelForm,
    responses((status = 200, description = "The channel, changed.", body = ChannelBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChannelId>,
    IfMatch(seen): IfMatch,
    body: WithRule,
) -> Result<Json<ChannelBody>, Problem> {
    let form: ChannelForm = body.read(&app, manager.workspace_id).await?;
    let channel = app
        .store
        .update_channel(manager.audit(&app), id, seen, form.into())
        .await?;
    Ok(Json(channel.into()))
}
