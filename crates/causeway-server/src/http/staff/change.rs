//! Adding, changing and removing staff.

use axum::extract::State;
use causeway_core::{Faults, Fields, GroupId, StaffId, channel::check_label, staff::Name};
use causeway_store::{NewPassword, NewStaff, StaffChange};
use http::StatusCode;
use utoipa::ToSchema;

use super::{StaffBody, read_email, read_group_ids, read_password, read_time_zone};
use crate::{
    App,
    credentials::{self, Password, SessionToken},
    http::{
        if_match::{IfMatch, IfMatchHeader},
        json::{Input, Json, required_value_of, value_of},
        path::PathId,
        problem::{Problem, problem_sets},
        session::{ManageStaff, Permitted},
        words::Role,
    },
    workers::refresh_offers,
};

const ROLES: &str = "administrator, supervisor or agent";

problem_sets! {
    /// Of adding somebody.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, EmailTaken, LimitReached, Invalid,
    ];
    /// Of changing somebody.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, EmailTaken, LastAdministrator, VersionMismatch,
        Invalid,
    ];
    /// Of removing somebody.
    pub(super) struct RemoveProblems = [
        NotSignedIn, Forbidden, CrossSite, NotFound, StaffInUse, LastAdministrator,
    ];
}

/// Somebody to add.
#[derive(ToSchema)]
#[schema(as = NewStaff, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Create` reads")]
pub(super) struct NewStaffBody {
    /// What they sign in with; unique.
    email: String,
    #[schema(min_length = 1, max_length = 60)]
    first_name: String,
    #[schema(required = false, max_length = 60)]
    last_name: Option<String>,
    role: Role,
    /// Without one, they can't sign in before an administrator gives them one.
    #[schema(required = false, min_length = 10, max_length = 128)]
    password: Option<String>,
    #[schema(required = false)]
    service_group_ids: Option<Vec<String>>,
    /// IANA name; UTC unless given.
    #[schema(required = false)]
    time_zone: Option<String>,
}

pub(super) struct Create {
    email: String,
    name: Name,
    role: Role,
    password: Option<Password>,
    group_ids: Vec<GroupId>,
    time_zone: String,
}

impl Input for Create {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let email = read_email(fields, true, faults);
        let first = fields.required_string("firstName", 1, 60, faults);
        let last = fields.string("lastName", 0, 60, faults).unwrap_or_default();
        let role = required_value_of(fields, "role", ROLES, faults);
        let password = read_password(fields, false, faults);
        let group_ids = read_group_ids(fields, faults).unwrap_or_default();
        let time_zone = read_time_zone(fields, faults).unwrap_or_else(|| "UTC".to_owned());
        let name = Name { first: first?, last };
        name.check(faults);
        Some(Self { email: email?, name, role: role?, password, group_ids, time_zone })
    }
}

/// Add a staff member
#[utoipa::path(
    post, path = "/api/v1/staff", tag = "staff", operation_id = "createStaff", security(("session" = [])),
    request_body = NewStaffBody,
    responses((status = 201, description = "The new staff member.", body = StaffBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    Json(input): Json<Create>,
) -> Result<(StatusCode, Json<StaffBody>), Problem> {
    let password_hash = hash_or_lock_out(input.password).await?;
    let new = NewStaff {
        id: app.moment().id(),
        email: input.email,
        name: input.name,
        role: input.role.into(),
        password_hash,
        time_zone: input.time_zone,
        group_ids: input.group_ids,
    };
    let staff = app.store.create_staff(manager.act(&app), new).await?;
    Ok((StatusCode::CREATED, Json(StaffBody::of(&staff, app.clock.now()))))
}

/// The hash of a password, or of one that nobody knows.
async fn hash_or_lock_out(password: Option<Password>) -> Result<String, Problem> {
    let password = match password {
        Some(password) => password,
        None => Password::parse(SessionToken::generate().reveal()).expect("a token has the length of a password"),
    };
    Ok(credentials::hash(password).await?)
}

/// What is to change; a field that is left out stays.
#[derive(ToSchema)]
#[schema(as = StaffChange, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Update` reads")]
pub(super) struct StaffChangeBody {
    #[schema(required = false)]
    email: Option<String>,
    #[schema(required = false, min_length = 1, max_length = 60)]
    first_name: Option<String>,
    #[schema(required = false, max_length = 60)]
    last_name: Option<String>,
    #[schema(required = false)]
    role: Option<Role>,
    /// Ends all their sessions but the one that it is set in.
    #[schema(required = false, min_length = 10, max_length = 128)]
    password: Option<String>,
    /// All that they shall be in.
    #[schema(required = false)]
    service_group_ids: Option<Vec<String>>,
    #[schema(required = false)]
    time_zone: Option<String>,
}

pub(super) struct Update {
    change: StaffChange,
    password: Option<Password>,
}

impl Input for Update {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let role: Option<Role> = value_of(fields, "role", ROLES, faults);
        let first_name = fields.string("firstName", 1, 60, faults);
        if let Some(first_name) = &first_name {
            check_label("/firstName", first_name, 60, faults);
        }
        let last_name = fields.string("lastName", 0, 60, faults);
        if let Some(last_name) = last_name.as_ref().filter(|name| !name.is_empty()) {
            check_label("/lastName", last_name, 60, faults);
        }
        let change = StaffChange {
            email: read_email(fields, false, faults),
            first_name,
            last_name,
            role: role.map(Into::into),
            password: None,
            time_zone: read_time_zone(fields, faults),
            group_ids: read_group_ids(fields, faults),
        };
        Some(Self { change, password: read_password(fields, false, faults) })
    }
}

/// Change a staff member
#[utoipa::path(
    patch, path = "/api/v1/staff/{id}", tag = "staff", operation_id = "updateStaff", security(("session" = [])),
    params(("id" = String, Path, description = "A staff member."), IfMatchHeader), request_body = StaffChangeBody,
    responses((status = 200, description = "The staff member, changed.", body = StaffBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<StaffId>,
    IfMatch(seen): IfMatch,
    Json(input): Json<Update>,
) -> Result<Json<StaffBody>, Problem> {
    let mut change = input.change;
    if let Some(password) = input.password {
        let hash = credentials::hash(password).await?;
        change.password = Some(NewPassword { hash, set_in: manager.session_id() });
    }
    let staff = app.store.update_staff(manager.act(&app), id, seen, change).await?;
    refresh_offers(&app, manager.workspace_id, id).await?;
    Ok(Json(StaffBody::of(&staff, app.clock.now())))
}

/// Remove a staff member
///
/// They are signed out everywhere and leave their service groups. Their name stays on what they wrote. Refused while they
/// handle enquiries.
#[utoipa::path(
    delete, path = "/api/v1/staff/{id}", tag = "staff", operation_id = "removeStaff", security(("session" = [])),
    params(("id" = String, Path, description = "A staff member.")),
    responses((status = 204, description = "Removed."), RemoveProblems),
)]
pub(super) async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<StaffId>,
) -> Result<StatusCode, Problem> {
    app.store.remove_staff(manager.act(&app), id).await?;
    refresh_offers(&app, manager.workspace_id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
