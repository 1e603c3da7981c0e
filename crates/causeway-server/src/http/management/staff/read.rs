//! Reading staff.

use axum::extract::State;
use causeway_core::StaffId;

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
        staff::StaffBody,
    },
};

/// List staff
///
/// In the order in which they were added.
#[utoipa::path(
    get, path = "/api/v1/staff", tag = "staff", operation_id = "listStaff", security(("session" = [])), params(Page),
    responses((status = 200, description = "A page of staff.", body = List<StaffBody>), ListProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    reader: Permitted<ReadStaff>,
    Query(page): Query<Page>,
) -> Result<Json<List<StaffBody>>, Problem> {
    let staff = app
        .store
        .staff_page(
            reader.workspace_id,
            page.after::<StaffId>()?,
            page.limit_and_one(),
        )
        .await?;
    let now = app.clock.now();
    Ok(Json(List::of(
        &page,
        staff,
        |staff| staff.id.to_string(),
        |staff| StaffBody::of(&staff, now),
    )))
}

/// Show a staff member
#[utoipa::path(
    get, path = "/api/v1/staff/{id}", tag = "staff", operation_id = "getStaff", security(("session" = [])),
    params(("id" = String, Path, description = "A staff member.")),
    responses((status = 200, description = "The staff member.", body = StaffBody), ReadProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    reader: Permitted<ReadStaff>,
    PathId(id): PathId<StaffId>,
) -> Result<Json<StaffBody>, Problem> {
    let staff = app
        .store
        .staff_member(reader.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(StaffBody::of(&staff, app.clock.now())))
}
