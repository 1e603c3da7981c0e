//! Suspending, resuming and archiving channels.

use axum::extract::State;
use causeway_core::ChannelId;
use causeway_store::ChannelMove;

use crate::{
    App,
    http::request::{
        json::Json,
        path::PathId,
        session::{ManageChannels, Permitted},
    },
    wire::{
        channel::ChannelBody,
        problem::{MoveProblems, Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of suspending and resuming a channel. An archived channel does neither.
    pub(super) struct SuspendProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, ChannelArchived];
}

/// Suspend a channel
///
/// It no longer accepts messages. Staff can finish its open enquiries.
#[utoipa::path(
    post, path = "/api/v1/channels/{id}/suspend", tag = "channels", operation_id = "suspendChannel",
    security(("session" = [])), params(("id" = String, Path, description = "A channel.")),
    responses((status = 200, description = "The channel, suspended.", body = ChannelBody), SuspendProblems),
)]
pub(super) async fn suspend(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChannelId>,
) -> Result<Json<ChannelBody>, Problem> {
    move_channel(&app, &manager, id, ChannelMove::Suspend).await
}

/// Resume a channel
#[utoipa::path(
    post, path = "/api/v1/channels/{id}/resume", tag = "channels", operation_id = "resumeChannel",
    security(("session" = [])), params(("id" = String, Path, description = "A channel.")),
    responses((status = 200, description = "The channel, active.", body = ChannelBody), SuspendProblems),
)]
pub(super) async fn resume(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChannelId>,
) -> Result<Json<ChannelBody>, Problem> {
    move_channel(&app, &manager, id, ChannelMove::Resume).await
}

/// Archive a channel
///
/// This can't be undone. The channel is kept for reports, and its name and source are free for
/// another channel.
#[utoipa::path(
    post, path = "/api/v1/channels/{id}/archive", tag = "channels", operation_id = "archiveChannel",
    security(("session" = [])), params(("id" = String, Path, description = "A channel.")),
    responses((status = 200, description = "The channel, archived.", body = ChannelBody), MoveProblems),
)]
pub(super) async fn archive(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChannelId>,
) -> Result<Json<ChannelBody>, Problem> {
    move_channel(&app, &manager, id, ChannelMove::Archive).await
}

async fn move_channel(
    app: &App,
    manager: &Permitted<ManageChannels>,
    id: ChannelId,
    to: ChannelMove,
) -> Result<Json<ChannelBody>, Problem> {
    let channel = app.store.move_channel(manager.audit(app), id, to).await?;
    Ok(Json(channel.into()))
}
