//! The person who is signed in.

use axum::extract::State;
use causeway_core::{Faults, Fields, WorkspaceId, staff::Staff};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    json::{Input, Json, required_value_of},
    problem::{Problem, problem_sets},
    session::SignedIn,
    staff::StaffBody,
    words::ChosenAvailability,
};
use crate::{App, workers::refresh_offers};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(me)).routes(routes!(set_availability))
}

/// The person who is signed in.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    #[serde(flatten)]
    staff: StaffBody,
    workspace: WorkspaceBody,
}

/// A business.
#[derive(Serialize, ToSchema)]
#[schema(as = Workspace)]
struct WorkspaceBody {
    /// Its id.
    #[schema(example = "wsp_01JD00000000000000000000AA")]
    id: String,
    /// What it is called.
    name: String,
}

impl Me {
    pub(super) async fn of(app: &App, workspace_id: WorkspaceId, staff: &Staff) -> Result<Self, Problem> {
        let workspace = app.store.workspace(workspace_id).await?.ok_or_else(Problem::not_found)?;
        let workspace = WorkspaceBody { id: workspace.id.to_string(), name: workspace.name };
        Ok(Self { staff: StaffBody::of(staff, app.clock.now()), workspace })
    }
}

problem_sets! {
    /// Of asking who one is.
    struct MeProblems = [NotSignedIn, CrossSite];
    /// Of choosing one's availability.
    struct AvailabilityProblems = [MalformedJson, NotSignedIn, CrossSite, Invalid];
}

/// Tell who is signed in
#[utoipa::path(
    get, path = "/api/v1/me", tag = "me", operation_id = "getMe", security(("session" = [])),
    responses((status = 200, description = "The person who is signed in.", body = Me), MeProblems),
)]
async fn me(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Me>, Problem> {
    Ok(Json(Me::of(&app, signed_in.workspace_id, &signed_in.staff).await?))
}

/// What somebody chooses.
#[derive(ToSchema)]
struct SetAvailability {
    availability: ChosenAvailability,
}

impl Input for SetAvailability {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let availability = required_value_of(fields, "availability", "active, busy or idle", faults)?;
        Some(Self { availability })
    }
}

/// Choose an availability
///
/// Only active staff are offered enquiries. Without an open event stream somebody is offline, whatever they chose.
#[utoipa::path(
    put, path = "/api/v1/me/availability", tag = "me", operation_id = "setAvailability", security(("session" = [])),
    responses((status = 200, description = "The person, as they are now.", body = Me), AvailabilityProblems),
)]
async fn set_availability(
    State(app): State<App>,
    signed_in: SignedIn,
    Json(input): Json<SetAvailability>,
) -> Result<Json<Me>, Problem> {
    let (workspace_id, staff_id) = (signed_in.workspace_id, signed_in.actor.staff_id);
    if app.store.set_chosen(workspace_id, staff_id, input.availability.into(), app.clock.now()).await? {
        refresh_offers(&app, workspace_id, staff_id).await?;
    }
    let staff = app.store.staff_member(workspace_id, staff_id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(Me::of(&app, workspace_id, &staff).await?))
}
