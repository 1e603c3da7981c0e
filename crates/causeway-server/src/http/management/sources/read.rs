//! Reading sources.

use axum::extract::State;
use causeway_core::SourceId;

use crate::{
    App,
    http::request::{
        json::Json,
        paging::{List, Page},
        path::PathId,
        query::Query,
        session::{ManageChannels, Permitted},
    },
    wire::{
        problem::{ListProblems, Problem, ReadProblems},
        source::SourceBody,
    },
};

/// List sources
///
/// In the order in which they were added.
#[utoipa::path(
    get, path = "/api/v1/sources", tag = "sources", operation_id = "listSources", security(("session" = [])),
    params(Page), responses((status = 200, description = "A page of sources.", body = List<SourceBody>), ListProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    Query(page): Query<Page>,
) -> Result<Json<List<SourceBody>>, Problem> {
    let sources = app
        .store
        .sources(
            manager.workspace_id,
            page.after::<SourceId>()?,
            page.limit_and_one(),
        )
        .await?;
    Ok(Json(List::of(
        &page,
        sources,
        |source| source.id.to_string(),
        SourceBody::from,
    )))
}

/// Show a source
#[utoipa::path(
    get, path = "/api/v1/sources/{id}", tag = "sources", operation_id = "getSource", security(("session" = [])),
    params(("id" = String, Path, description = "A source.")),
    responses((status = 200, description = "The source.", body = SourceBody), ReadProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
) -> Result<Json<SourceBody>, Problem> {
    let source = app
        .store
        .source(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(source.into()))
}
