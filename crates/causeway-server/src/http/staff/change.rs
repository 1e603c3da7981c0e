//! Adding, changing and removing staff.

use axum::extract::State;
use causeway_core::{
    Faults, Fields, GroupId, StaffId,
    channel::check_label,
    scope::{Area, Scope},
    staff::{Name, Role as StaffRole, Staff},
};
use causeway_store::{NewPassword, NewStaff, StaffChange};
use http::StatusCode;
use utoipa::ToSchema;

use super::{StaffBody, read_email, read_group_ids, read_password, read_time_zone};
use crate::{
    App,
    credentials::{self, NO_PASSWORD, Password},
    http::{
        if_match::{IfMatch, IfMatchHeader},
        json::{Input, Json},
        path::PathId,
        problem::{Problem, problem_sets},
        session::{ManageStaff, Permitted},
        words::{Role, Word},
    },
    workers::refresh_offers,
};

/// What a program needs, beside `staff:write`, to decide who signs in, how, and as what.
const ACCESS: Scope = Scope {
    area: Area::Access,
    write: true,
};

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
    /// Of ending a link to the identity provider.
    pub(super) struct UnlinkProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
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
    /// Without one, they sign in by single sign-on, or not before an administrator gives them one.
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
        let role = Role::required_of(fields, "role", faults);
        let password = read_password(fields, false, faults);
        let group_ids = read_group_ids(fields, faults).unwrap_or_default();
        let time_zone = read_time_zone(fields, faults).unwrap_or_else(|| "UTC".to_owned());
        let name = Name {
            first: first?,
            last,
        };
        name.check(faults);
        Some(Self {
            email: email?,
            name,
            role: role?,
            password,
            group_ids,
            time_zone,
        })
    }
}

/// Add a staff member
///
/// A program needs the scope `access:write` too, unless it adds an agent without a password.
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
    if input.password.is_some() || StaffRole::from(input.role) != StaffRole::Agent {
        manager.check_scope(ACCESS)?;
    }
    let password_hash = match input.password {
        Some(password) => credentials::hash(password).await?,
        None => NO_PASSWORD.to_owned(),
    };
    let new = NewStaff {
        id: app.moment().id(),
        email: input.email,
        name: input.name,
        role: input.role.into(),
        password_hash,
        time_zone: input.time_zone,
        group_ids: input.group_ids,
    };
    let staff = app.store.create_staff(manager.audit(&app), new).await?;
    Ok((
        StatusCode::CREATED,
        Json(StaffBody::of(&staff, app.clock.now())),
    ))
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
    /// Ends their API tokens with the password. Left out: yes, unless you set your own.
    #[schema(required = false)]
    end_api_tokens: Option<bool>,
    /// All that they shall be in.
    #[schema(required = false)]
    service_group_ids: Option<Vec<String>>,
    #[schema(required = false)]
    time_zone: Option<String>,
}

pub(super) struct Update {
    change: StaffChange,
    password: Option<Password>,
    end_api_tokens: Option<bool>,
}

impl Input for Update {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let role = Role::of(fields, "role", faults);
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
        let end_api_tokens = fields.boolean("endApiTokens", faults);
        Some(Self {
            change,
            password: read_password(fields, false, faults),
            end_api_tokens,
        })
    }
}

impl Update {
    /// Leaves out what is so already, so that a whole staff member can be sent back by whoever may change a part of it.
    fn leave_out_what_stays(&mut self, found: &Staff) {
        self.change.email.take_if(|email| *email == found.email);
        self.change.role.take_if(|role| *role == found.role);
    }

    fn decides_access(&self) -> bool {
        self.password.is_some() || self.change.role.is_some() || self.change.email.is_some()
    }
}

/// Change a staff member
///
/// Another role, e-mail address or password takes the scope `access:write` of a program. A password that an administrator
/// sets for somebody else ends that person's API tokens, unless `endApiTokens` is false.
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
    Json(mut input): Json<Update>,
) -> Result<Json<StaffBody>, Problem> {
    let found = app
        .store
        .staff_member(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    input.leave_out_what_stays(&found);
    if input.decides_access() {
        manager.check_scope(ACCESS)?;
    }
    let mut change = input.change;
    if let Some(password) = input.password {
        let hash = credentials::hash(password).await?;
        let is_own = id == manager.actor.staff_id && manager.session_id().is_some();
        let ends_api_tokens = input.end_api_tokens.unwrap_or(!is_own);
        change.password = Some(NewPassword {
            hash,
            set_in: manager.session_id(),
            ends_api_tokens,
        });
    }
    let staff = app
        .store
        .update_staff(manager.audit(&app), id, seen, change)
        .await?;
    refresh_offers(&app, manager.workspace_id, id).await?;
    Ok(Json(StaffBody::of(&staff, app.clock.now())))
}

/// End what links somebody to their account at the identity provider
///
/// For whoever got another account there: the next one that comes with their e-mail address is theirs. Nobody is signed out.
#[utoipa::path(
    post, path = "/api/v1/staff/{id}/single-sign-on/unlink", tag = "staff", operation_id = "unlinkSingleSignOnOf",
    security(("session" = [])), params(("id" = String, Path, description = "A staff member.")),
    responses((status = NO_CONTENT, description = "They are linked to none."), UnlinkProblems),
)]
pub(super) async fn unlink(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<StaffId>,
) -> Result<StatusCode, Problem> {
    app.store.unlink_staff(manager.audit(&app), id).await?;
    Ok(StatusCode::NO_CONTENT)
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
    app.store.remove_staff(manager.audit(&app), id).await?;
    refresh_offers(&app, manager.workspace_id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
