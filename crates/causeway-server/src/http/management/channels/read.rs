//! Reading channels.

use axum::extract::State;
use causeway_core::ChannelId;

use crate::{
    App,
    http::request::{
        json::Json,
        paging::{List, Page},
        path::PathId,
        query::Query,
        session::{Permitted, ReadChannels},
    },
    wire::{
        channel::ChannelBody,
        problem::{ListProblems, Problem, ReadProblems},
    },
};

/// List channels
///
/// In the order in which they were added, archived ones too.
#[utoipa::path(
    get, path = "/api/v1/channels", tag = "channels", operation_id = "listChannels", security(("session" = [])),
    params(Page), responses((status = 200, description = "A page of channels.", body = List<ChannelBody>), ListProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    reader: Permitted<ReadChannels>,
    Query(page): Query<Page>,
) -> Result<Json<List<ChannelBody>>, Problem> {
    let channels = app
        .store
        .channels(
            reader.workspace_id,
            page.after::<ChannelId>()?,
            page.limit_and_one(),
        )
        .await?;
    Ok(Json(List::of(
        &page,
        channels,
        |channel| channel.channel.id.to_string(),
        ChannelBody::from,
    )))
}

/// Show a channel
#[utoipa::path(
    get, path = "/api/v1/channels/{id}", tag = "channels", operation_id = "getChannel", security(("session" = [])),
    params(("id" = String, Path, description = "A channel.")),
    responses((status = 200, description = "The channel.", body = ChannelBody), ReadProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    reader: Permitted<ReadChannels>,
    PathId(id): PathId<ChannelId>,
) -> Result<Json<ChannelBody>, Problem> {
    let channel = app
        .store
        .channel(reader.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(channel.into()))
}
