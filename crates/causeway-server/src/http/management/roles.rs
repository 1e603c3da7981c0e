//! What each role may do.

use causeway_core::{permission::Action, staff};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::request::{
        json::Json,
        paging::OptionalPage,
        query::Query,
        session::{Permitted, ReadStaff},
    },
    wire::{
        problem::{Problem, problem_sets},
        words::Role,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// What a role may do in the workspace.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RolePermissions)]
struct RoleBody {
    role: Role,
    /// Words such as `manageStaff`, the same as in `permissions` of the person who is signed in.
    permissions: Vec<&'static str>,
}

/// All roles.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RoleList {
    items: Vec<RoleBody>,
    /// The `cursor` of the next page; `null` on the last page.
    next_cursor: Option<String>,
}

problem_sets! {
    /// Problems of listing roles.
    struct RoleProblems = [NotSignedIn, Forbidden, CrossSite, Invalid];
}

/// List roles and what they may do
#[utoipa::path(
    get, path = "/api/v1/roles", tag = "staff", operation_id = "listRoles", security(("session" = [])),
    params(OptionalPage),
    responses((status = OK, description = "All roles.", body = RoleList), RoleProblems),
)]
async fn list(
    _reader: Permitted<ReadStaff>,
    Query(page): Query<OptionalPage>,
) -> Result<Json<RoleList>, Problem> {
    let body = |role: staff::Role| RoleBody {
        role: role.into(),
        permissions: role.permissions().into_iter().map(Action::name).collect(),
    };
    let (roles, next_cursor) =
        page.cut(staff::Role::ALL.to_vec(), |role| role.name().to_owned())?;
    Ok(Json(RoleList {
        items: roles.into_iter().map(body).collect(),
        next_cursor,
    }))
}
