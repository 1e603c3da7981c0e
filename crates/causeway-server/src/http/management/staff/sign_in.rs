//! How a staff member signs in, for those who manage staff.

use axum::extract::State;
use causeway_core::StaffId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::request::{
        json::Json,
        path::PathId,
        session::{ManageStaff, Permitted},
    },
    wire::problem::{Problem, ReadProblems},
};

/// How a staff member signs in besides the password.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StaffSignIn)]
pub(super) struct SignInBody {
    /// Whether two-step verification is on.
    second_factor: bool,
    /// Whether an account at the identity provider is linked to them.
    single_sign_on: bool,
}

/// Show how a staff member signs in
///
/// Shows whether there is a second factor to turn off and an account to unlink.
#[utoipa::path(
    get, path = "/api/v1/staff/{id}/sign-in", tag = "staff", operation_id = "getStaffSignIn",
    security(("session" = [])), params(("id" = String, Path, description = "A staff member.")),
    responses((status = 200, description = "How they sign in.", body = SignInBody), ReadProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<StaffId>,
) -> Result<Json<SignInBody>, Problem> {
    let sign_in = app
        .store
        .sign_in_of(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(SignInBody {
        second_factor: sign_in.second_factor,
        single_sign_on: sign_in.single_sign_on,
    }))
}
