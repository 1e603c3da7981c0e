//! The person who is signed in.

use std::time::Duration;

use axum::extract::State;
use causeway_core::{
    Faults, Fields, WorkspaceId,
    permission::Action,
    staff::{self, Chosen, Staff},
};
use causeway_derive::Input;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::request::{
        json::Json,
        session::{SignedIn, user_agent},
    },
    wire::{
        field::{Components, Value, add_component, reference},
        problem::{Problem, problem_sets},
        staff::StaffBody,
        words::{Device, Word},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(set_availability))
        .routes(routes!(tell_activity))
}

/// Activity that is reported again within this time is not written to the database.
const USE_NOTED_EVERY: Duration = Duration::from_secs(15);

/// The person who is signed in.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    #[serde(flatten)]
    staff: StaffBody,
    workspace: WorkspaceBody,
    /// The permissions of their role in the workspace, apart from enquiries.
    permissions: Vec<&'static str>,
}

/// A business.
#[derive(Serialize, ToSchema)]
#[schema(as = Workspace)]
struct WorkspaceBody {
    #[schema(example = "wsp_01JD00000000000000000000AA")]
    id: String,
    name: String,
}

impl Me {
    pub(super) async fn of(
        app: &App,
        workspace_id: WorkspaceId,
        staff: &Staff,
    ) -> Result<Self, Problem> {
        let workspace = app
            .store
            .workspace(workspace_id)
            .await?
            .ok_or_else(Problem::not_found)?;
        let workspace = WorkspaceBody {
            id: workspace.id.to_string(),
            name: workspace.name,
        };
        let permissions = staff
            .role
            .permissions()
            .into_iter()
            .map(Action::name)
            .collect();
        Ok(Self {
            staff: StaffBody::of(staff, app.clock.now()),
            workspace,
            permissions,
        })
    }
}

problem_sets! {
    /// Problems of reading who is signed in.
    struct MeProblems = [NotSignedIn, CrossSite];
    /// Problems of choosing your availability.
    struct AvailabilityProblems = [
        MalformedJson, NotSignedIn, CrossSite, RequestTimeout, PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
}

/// Show who is signed in
#[utoipa::path(
    get, path = "/api/v1/me", tag = "me", operation_id = "getMe", security(("session" = [])),
    responses((status = 200, description = "The person who is signed in.", body = Me), MeProblems),
)]
async fn me(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Me>, Problem> {
    Ok(Json(
        Me::of(&app, signed_in.workspace_id, &signed_in.staff).await?,
    ))
}

/// The availability that a person chooses.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum ChosenAvailability {
    /// Ready for offers.
    Active,
    /// Gets no offers.
    Busy,
    /// Idle from now on, until a device is used again.
    Idle,
}

impl Word for ChosenAvailability {
    const ALL: &'static [Self] = &[Self::Active, Self::Busy, Self::Idle];
}

impl Value for ChosenAvailability {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        Self::of(fields, name, faults)
    }

    fn schema() -> RefOr<Schema> {
        reference::<Self>()
    }

    fn components(all: &mut Components) {
        add_component::<Self>(all);
    }
}

/// The availability to choose.
#[derive(Input)]
struct SetAvailability {
    availability: ChosenAvailability,
}

/// Choose an availability
///
/// Only active staff get offers. Without an open event stream a person is offline, whatever they
/// chose.
#[utoipa::path(
    put, path = "/api/v1/me/availability", tag = "me", operation_id = "setAvailability", security(("session" = [])),
    responses((status = 200, description = "The person, as they are now.", body = Me), AvailabilityProblems),
)]
async fn set_availability(
    State(app): State<App>,
    signed_in: SignedIn,
    headers: HeaderMap,
    Json(input): Json<SetAvailability>,
) -> Result<Json<Me>, Problem> {
    let (workspace_id, staff_id) = (signed_in.workspace_id, signed_in.actor.staff_id);
    let now = app.clock.now();
    let chosen = match input.availability {
        ChosenAvailability::Active => Some(Chosen::Active),
        ChosenAvailability::Busy => Some(Chosen::Busy),
        ChosenAvailability::Idle => None,
    };
    match chosen {
        Some(chosen) => {
            // Choosing counts as use of a device.
            let until = now.plus(staff::Device::of_user_agent(user_agent(&headers)).idle_after());
            app.store.used(workspace_id, staff_id, until, now).await?;
            app.store
                .set_chosen(workspace_id, staff_id, chosen, now)
                .await?;
        }
        None => {
            app.store.rest(workspace_id, staff_id, now).await?;
        }
    }
    let staff = app
        .store
        .staff_member(workspace_id, staff_id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(Me::of(&app, workspace_id, &staff).await?))
}

/// The device in use.
#[derive(Input)]
struct Activity {
    device: Device,
}

/// Report that a device is in use
///
/// A person becomes idle, and gets no offers, 10 minutes after the last use of a device, or 1
/// minute if it is a phone. Report use every half minute, and immediately when the person comes
/// back.
#[utoipa::path(
    post, path = "/api/v1/me/activity", tag = "me", operation_id = "tellActivity", security(("session" = [])),
    responses((status = 204, description = "Recorded."), AvailabilityProblems),
)]
async fn tell_activity(
    State(app): State<App>,
    signed_in: SignedIn,
    Json(Activity { device }): Json<Activity>,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let until = now.plus(staff::Device::from(device).idle_after());
    let known = &signed_in.staff;
    if known.idle || known.used_until.plus(USE_NOTED_EVERY) < until {
        let (workspace_id, staff_id) = (signed_in.workspace_id, known.id);
        app.store.used(workspace_id, staff_id, until, now).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
