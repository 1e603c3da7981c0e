//! Reading service groups.

use axum::extract::State;
use causeway_core::GroupId;

use crate::{
    App,
    http::request::{
        json::Json,
        paging::{List, Page},
        path::PathId,
        query::Query,
        session::{Permitted, ReadStaff},
    },
    wire::{
        problem::{ListProblems, Problem, ReadProblems},
        service_group::ServiceGroupBody,
    },
};

/// List service groups
///
/// In the order in which they were added.
#[utoipa::path(
    get, path = "/api/v1/service-groups", tag = "service groups", operation_id = "listServiceGroups",
    security(("session" = [])), params(Page),
    responses((status = 200, description = "A page of service groups.", body = List<ServiceGroupBody>), ListProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    reader: Permitted<ReadStaff>,
    Query(page): Query<Page>,
) -> Result<Json<List<ServiceGroupBody>>, Problem> {
    let after = page.after::<GroupId>()?;
    let groups = app
        .store
        .service_groups(reader.workspace_id, after, page.limit_and_one())
        .await?;
    Ok(Json(List::of(
        &page,
        groups,
        |group| group.id.to_string(),
        ServiceGroupBody::from,
    )))
}

/// Show a service group
#[utoipa::path(
    get, path = "/api/v1/service-groups/{id}", tag = "service groups", operation_id = "getServiceGroup",
    security(("session" = [])), params(("id" = String, Path, description = "A service group.")),
    responses((status = 200, description = "The service group.", body = ServiceGroupBody), ReadProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    reader: Permitted<ReadStaff>,
    PathId(id): PathId<GroupId>,
) -> Result<Json<ServiceGroupBody>, Problem> {
    let group = app
        .store
        .service_group(reader.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(group.into()))
}
