//! Adding, changing and removing service groups.

use axum::extract::State;
use causeway_core::{
    Faults, Fields, GroupId, StaffId, group::GroupSettings, plain_name::check_label,
};
use causeway_derive::Input;
use causeway_store::{GroupChange, NewGroup};
use http::StatusCode;
use utoipa::openapi::{RefOr, Schema};

use crate::{
    App,
    http::request::{
        if_match::{IfMatch, IfMatchHeader},
        json::Json,
        path::PathId,
        session::{ManageStaff, Permitted},
    },
    wire::{
        field::{Ids, Nullable, PlainName, Texts, Value, Whole},
        problem::{Problem, problem_sets},
        service_group::ServiceGroupBody,
        words::Distribution,
    },
};

/// The most members of a group: as many as a workspace can have staff.
const MEMBERS_MAX: usize = 500;

problem_sets! {
    /// Problems of adding a service group.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, LimitReached, Invalid,
    ];
    /// Problems of changing a service group.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
    ];
    /// Problems of removing a service group.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, GroupInUse];
}

/// A new service group.
#[derive(Input)]
pub(super) struct NewServiceGroup {
    /// Unique in the workspace.
    name: PlainName<40>,
    /// The members, in order.
    member_ids: Option<Ids<StaffId, MEMBERS_MAX>>,
    #[input(default = Distribution::from(GroupSettings::default().distribution))]
    distribution: Option<Distribution>,
    #[input(default = GroupSettings::default().ring_seconds)]
    ring_seconds: Option<RingSeconds>,
    #[input(default = GroupSettings::default().wait_seconds)]
    wait_seconds: Option<WaitSeconds>,
    /// The most open enquiries per member; `null`: any number.
    max_open_per_member: Nullable<Whole<1, 1_000>>,
    /// Language tags (RFC 5646); empty: all languages.
    languages: Option<Languages>,
}

/// A change of a service group. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "ServiceGroupChange")]
pub(super) struct ServiceGroupForm {
    /// Unique in the workspace.
    name: Option<PlainName<40>>,
    /// The members, in order.
    member_ids: Option<Ids<StaffId, MEMBERS_MAX>>,
    distribution: Option<Distribution>,
    ring_seconds: Option<RingSeconds>,
    wait_seconds: Option<WaitSeconds>,
    /// The most open enquiries per member; `null`: any number.
    max_open_per_member: Nullable<Whole<1, 1_000>>,
    /// Language tags (RFC 5646); empty: all languages.
    languages: Option<Languages>,
}

type RingSeconds = Whole<5, 120>;
type WaitSeconds = Whole<5, 3_600>;

impl From<ServiceGroupForm> for GroupChange {
    fn from(form: ServiceGroupForm) -> Self {
        Self {
            name: form.name.map(Into::into),
            member_ids: form.member_ids.map(|ids| ids.0),
            distribution: form.distribution.map(Into::into),
            ring_seconds: form.ring_seconds.map(Into::into),
            wait_seconds: form.wait_seconds.map(Into::into),
            max_open_per_member: form.max_open_per_member.change(),
            languages: form.languages.map(|languages| languages.0),
        }
    }
}

impl NewServiceGroup {
    fn into_new(self, id: GroupId) -> NewGroup {
        let name = self.name.into();
        let change = GroupChange::from(ServiceGroupForm {
            name: None,
            member_ids: self.member_ids,
            distribution: self.distribution,
            ring_seconds: self.ring_seconds,
            wait_seconds: self.wait_seconds,
            max_open_per_member: self.max_open_per_member,
            languages: self.languages,
        });
        NewGroup {
            id,
            name,
            settings: change.applied_to(GroupSettings::default()),
            member_ids: change.member_ids.unwrap_or_default(),
        }
    }
}

/// The languages that a service group speaks, each a tag without hidden characters.
pub(super) struct Languages(Vec<String>);

impl Value for Languages {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let Texts(languages) = Texts::<20, 35>::read(fields, name, faults)?;
        for (index, language) in languages.iter().enumerate() {
            let pointer = format!("{}/{index}", fields.pointer(name));
            check_label(&pointer, language, 35, faults);
        }
        Some(Self(languages))
    }

    fn schema() -> RefOr<Schema> {
        Texts::<20, 35>::schema()
    }
}

/// Add a service group
#[utoipa::path(
    post, path = "/api/v1/service-groups", tag = "service groups", operation_id = "createServiceGroup",
    security(("session" = [])), request_body = NewServiceGroup,
    responses((status = 201, description = "The new service group.", body = ServiceGroupBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    Json(form): Json<NewServiceGroup>,
) -> Result<(StatusCode, Json<ServiceGroupBody>), Problem> {
    let new = form.into_new(app.moment().id());
    let group = app
        .store
        .create_service_group(manager.audit(&app), new)
        .await?;
    Ok((StatusCode::CREATED, Json(group.into())))
}

/// Change a service group
#[utoipa::path(
    patch, path = "/api/v1/service-groups/{id}", tag = "service groups", operation_id = "updateServiceGroup",
    security(("session" = [])), params(("id" = String, Path, description = "A service group."), IfMatchHeader),
    request_body = ServiceGroupForm,
    responses((status = 200, description = "The service group, changed.", body = ServiceGroupBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<GroupId>,
    IfMatch(seen): IfMatch,
    Json(form): Json<ServiceGroupForm>,
) -> Result<Json<ServiceGroupBody>, Problem> {
    let group = app
        .store
        .update_service_group(manager.audit(&app), id, seen, form.into())
        .await?;
    Ok(Json(group.into()))
}

/// Remove a service group
///
/// Refused while a channel routes to it; the response names the channels.
#[utoipa::path(
    delete, path = "/api/v1/service-groups/{id}", tag = "service groups", operation_id = "removeServiceGroup",
    security(("session" = [])), params(("id" = String, Path, description = "A service group.")),
    responses((status = 204, description = "Removed."), RemoveProblems),
)]
pub(super) async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    PathId(id): PathId<GroupId>,
) -> Result<StatusCode, Problem> {
    app.store
        .remove_service_group(manager.audit(&app), id)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
