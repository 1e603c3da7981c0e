//! What each role may do.

use causeway_core::{permission::Action, staff};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    json::Json,
    problem::{Problem, problem_sets},
    session::{Permitted, ReadStaff},
    words::Role,
};
use crate::App;

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
    /// Always `null`: all are told at once.
    next_cursor: Option<String>,
}

problem_sets! {
    /// Of listing roles.
    struct RoleProblems = [NotSignedIn, Forbidden, CrossSite];
}

/// List roles and what they may do
#[utoipa::path(
    get, path = "/api/v1/roles", tag = "staff", operation_id = "listRoles", security(("session" = [])),
    responses((status = OK, description = "All roles.", body = RoleList), RoleProblems),
)]
async fn list(_reader: Permitted<ReadStaff>) -> Result<Json<RoleList>, Problem> {
    let body = |role: staff::Role| RoleBody {
        role: role.into(),
        permissions: role.permissions().into_iter().map(Action::name).collect(),
    };
    Ok(Json(RoleList { items: staff::Role::ALL.into_iter().map(body).collect(), next_cursor: None }))
}
