//! Adding, changing and removing staff.

use axum::extract::State;
use causeway_core::{
    GroupId, StaffId,
    scope::{Area, Scope},
    staff::{Name, Role as StaffRole, Staff},
};
use causeway_derive::Input;
use causeway_store::{NewPassword, NewStaff, StaffChange};
use http::StatusCode;

use crate::{
    App,
    credentials::{self, NO_PASSWORD, Password},
    http::{
        management::staff::fields::{Email, LastName, NAME_MAX, TimeZone},
        request::{
            if_match::{IfMatch, IfMatchHeader},
            json::Json,
            path::PathId,
            session::{ManageStaff, Permitted},
        },
    },
    wire::{
        field::{Ids, PlainName},
        problem::{Problem, problem_sets},
        staff::StaffBody,
        words::Role,
    },
};

/// Most service groups that one person is put into at once; there can't be more in a workspace.
const GROUPS_MAX: usize = 200;
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
#[derive(Input)]
#[input(name = "NewStaff")]
pub(super) struct NewStaffForm {
    /// What they sign in with; unique.
    email: Email,
    first_name: PlainName<NAME_MAX>,
    last_name: Option<LastName>,
    role: Role,
    /// Without one, they sign in by single sign-on, or not before an administrator gives them one.
    password: Option<Password>,
    service_group_ids: Option<Ids<GroupId, GROUPS_MAX>>,
    /// IANA name.
    #[input(default = TimeZone::STANDARD)]
    time_zone: Option<TimeZone>,
}

/// Add a staff member
///
/// A program needs the scope `access:write` too, unless it adds an agent without a password.
#[utoipa::path(
    post, path = "/api/v1/staff", tag = "staff", operation_id = "createStaff", security(("session" = [])),
    request_body = NewStaffForm,
    responses((status = 201, description = "The new staff member.", body = StaffBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    Json(input): Json<NewStaffForm>,
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
        email: input.email.into(),
        name: Name {
            first: input.first_name.into(),
            last: input.last_name.map(Into::into).unwrap_or_default(),
        },
        role: input.role.into(),
        password_hash,
        time_zone: input
            .time_zone
            .map_or_else(|| TimeZone::STANDARD.to_owned(), Into::into),
        group_ids: input.service_group_ids.map(|ids| ids.0).unwrap_or_default(),
    };
    let staff = app.store.create_staff(manager.audit(&app), new).await?;
    Ok((
        StatusCode::CREATED,
        Json(StaffBody::of(&staff, app.clock.now())),
    ))
}

/// What is to change; a field that is left out stays.
#[derive(Input)]
#[input(name = "StaffChange")]
pub(super) struct StaffForm {
    email: Option<Email>,
    first_name: Option<PlainName<NAME_MAX>>,
    last_name: Option<LastName>,
    role: Option<Role>,
    /// Ends all their sessions but the one that it is set in.
    password: Option<Password>,
    /// Ends their API tokens with the password. Left out: yes, unless you set your own.
    end_api_tokens: Option<bool>,
    /// All that they shall be in.
    service_group_ids: Option<Ids<GroupId, GROUPS_MAX>>,
    time_zone: Option<TimeZone>,
}

impl StaffForm {
    /// Leaves out what is so already, so that a whole staff member can be sent back by whoever may change a part of it.
    fn leave_out_what_stays(&mut self, found: &Staff) {
        self.email.take_if(|email| email.0 == found.email);
        self.role
            .take_if(|role| StaffRole::from(*role) == found.role);
    }

    fn decides_access(&self) -> bool {
        self.password.is_some() || self.role.is_some() || self.email.is_some()
    }
}

/// Change a staff member
///
/// Another role, e-mail address or password takes the scope `access:write` of a program. A password that an administrator
/// sets for somebody else ends that person's API tokens, unless `endApiTokens` is false.
#[utoipa::path(
    patch, path = "/api/v1/staff/{id}", tag = "staff", operation_id = "updateStaff", security(("session" = [])),
    params(("id" = String, Path, description = "A staff member."), IfMatchHeader), request_body = StaffForm,
    responses((status = 200, description = "The staff member, changed.", body = StaffBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<StaffId>,
    IfMatch(seen): IfMatch,
    Json(mut input): Json<StaffForm>,
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
    let mut change = StaffChange {
        email: input.email.map(Into::into),
        first_name: input.first_name.map(Into::into),
        last_name: input.last_name.map(Into::into),
        role: input.role.map(Into::into),
        password: None,
        time_zone: input.time_zone.map(Into::into),
        group_ids: input.service_group_ids.map(|ids| ids.0),
    };
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
    Ok(StatusCode::NO_CONTENT)
}
