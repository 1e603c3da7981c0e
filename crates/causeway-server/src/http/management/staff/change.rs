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

/// The most service groups in one request: as many as a workspace can have.
const GROUPS_MAX: usize = 200;
/// The scope that a program needs, besides `staff:write`, to change who can sign in, how, and with
/// which role.
const ACCESS: Scope = Scope {
    area: Area::Access,
    write: true,
};

problem_sets! {
    /// Problems of adding a staff member.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, EmailTaken, LimitReached, Invalid,
    ];
    /// Problems of changing a staff member.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, EmailTaken, LastAdministrator, VersionMismatch,
        Invalid,
    ];
    /// Problems of removing a staff member.
    pub(super) struct RemoveProblems = [
        NotSignedIn, Forbidden, CrossSite, NotFound, StaffInUse, LastAdministrator,
    ];
    /// Problems of ending a link to the identity provider.
    pub(super) struct UnlinkProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// A staff member to add.
#[derive(Input)]
#[input(name = "NewStaff")]
pub(super) struct NewStaffForm {
    /// The address with which they sign in; unique.
    email: Email,
    first_name: PlainName<NAME_MAX>,
    last_name: Option<LastName>,
    role: Role,
    /// Without one, they sign in by single sign-on, or after an administrator has set one.
    password: Option<Password>,
    service_group_ids: Option<Ids<GroupId, GROUPS_MAX>>,
    /// IANA name.
    #[input(default = TimeZone::STANDARD)]
    time_zone: Option<TimeZone>,
}

/// Add a staff member
///
/// A program also needs the scope `access:write`, unless it adds an agent without a password.
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

/// A change of a staff member. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "StaffChange")]
pub(super) struct StaffForm {
    email: Option<Email>,
    first_name: Option<PlainName<NAME_MAX>>,
    last_name: Option<LastName>,
    role: Option<Role>,
    /// Ends all their sessions except the one in which it is set.
    password: Option<Password>,
    /// Whether the new password ends their API tokens. If left out: yes, unless you set your own
    /// password.
    end_api_tokens: Option<bool>,
    /// All their service groups.
    service_group_ids: Option<Ids<GroupId, GROUPS_MAX>>,
    time_zone: Option<TimeZone>,
}

impl StaffForm {
    /// Removes the e-mail address and role if they don't change, so that a program without the
    /// scope for them may send the whole staff member back.
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
/// To change the role, e-mail address or password, a program needs the scope `access:write`. A
/// password that an administrator sets for another person ends that person's API tokens, unless
/// `endApiTokens` is false.
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

/// Unlink a staff member from their account at the identity provider
///
/// For a person who got another account there: the next account with their e-mail address is linked
/// to them. Their sessions continue.
#[utoipa::path(
    post, path = "/api/v1/staff/{id}/single-sign-on/unlink", tag = "staff", operation_id = "unlinkSingleSignOnOf",
    security(("session" = [])), params(("id" = String, Path, description = "A staff member.")),
    responses((status = NO_CONTENT, description = "They are linked to no identity."), UnlinkProblems),
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
/// They are signed out everywhere and leave their service groups. Their name stays on what they
/// wrote. Refused while they handle enquiries.
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
