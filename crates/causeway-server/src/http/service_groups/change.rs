//! Adding, changing and removing service groups.

use axum::extract::State;
use causeway_core::{
    Faults, Fields, GroupId, Reason, StaffId, Thing, WorkspaceId, channel::check_label,
    group::GroupSettings,
};
use causeway_store::{GroupChange, NewGroup};
use http::StatusCode;
use utoipa::ToSchema;

use super::ServiceGroupBody;
use crate::{
    App,
    http::{
        if_match::{IfMatch, IfMatchHeader},
        json::{Input, Json, values_of},
        path::PathId,
        problem::{Problem, problem_sets},
        session::{ManageStaff, Permitted},
        words::{Distribution, Word},
    },
    workers::{refresh_offers, refresh_offers_at},
};

/// Most members of a group; there can't be more staff in a workspace.
const MEMBERS_MAX: usize = 500;

problem_sets! {
    /// Of adding a service group.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, LimitReached, Invalid,
    ];
    /// Of changing a service group.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
    ];
    /// Of removing a service group.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, GroupInUse];
}

/// The form of a service group. When it is added, `name` has to be there and what is left out gets its default; in a
/// change, what is left out stays.
#[derive(ToSchema)]
#[schema(as = ServiceGroupChange, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Form` reads")]
pub(super) struct ServiceGroupForm {
    /// Unique in the workspace.
    #[schema(required = false, min_length = 1, max_length = 40)]
    name: Option<String>,
    /// In order.
    #[schema(required = false)]
    member_ids: Option<Vec<String>>,
    #[schema(required = false)]
    distribution: Option<Distribution>,
    #[schema(required = false, minimum = 5, maximum = 120, default = 20)]
    ring_seconds: Option<u32>,
    #[schema(required = false, minimum = 5, maximum = 3600, default = 60)]
    wait_seconds: Option<u32>,
    /// `null`: any number.
    #[schema(required = false, minimum = 1, maximum = 1000)]
    max_open_per_member: Option<u32>,
    /// Language tags (RFC 5646); empty: all languages.
    #[schema(required = false, max_items = 20)]
    languages: Option<Vec<String>>,
}

pub(super) struct Form(GroupChange);

impl Input for Form {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let seconds = |name, max, faults: &mut Faults| {
            fields
                .integer(name, 5..=max, faults)
                .and_then(|seconds| u32::try_from(seconds).ok())
        };
        let name = fields.string("name", 1, 40, faults);
        if let Some(name) = &name {
            check_label("/name", name, 40, faults);
        }
        let distribution = Distribution::of(fields, "distribution", faults);
        let max_open = fields
            .integer("maxOpenPerMember", 1..=1_000, faults)
            .and_then(|max| u32::try_from(max).ok());
        let any_number = fields.is_null("maxOpenPerMember").then_some(None);
        let change = GroupChange {
            name,
            member_ids: values_of(fields, "memberIds", MEMBERS_MAX, Thing::Staff, faults),
            distribution: distribution.map(Into::into),
            ring_seconds: seconds("ringSeconds", 120, faults),
            wait_seconds: seconds("waitSeconds", 3_600, faults),
            max_open_per_member: max_open.map(Some).or(any_number),
            languages: fields.strings("languages", 20, 35, faults),
        };
        // The core has the last word, over what a group would be that had nothing but this.
        if faults.is_empty() {
            change.applied_to(GroupSettings::default()).check(faults);
        }
        Some(Self(change))
    }
}

pub(super) struct Create(GroupChange, String);

impl Input for Create {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        if fields.value("name").is_none() {
            faults.add("/name", Reason::Required);
        }
        let Form(change) = Form::read(fields, faults)?;
        let name = change.name.clone()?;
        Some(Self(change, name))
    }
}

/// Add a service group
#[utoipa::path(
    post, path = "/api/v1/service-groups", tag = "service groups", operation_id = "createServiceGroup",
    security(("session" = [])), request_body = ServiceGroupForm,
    responses((status = 201, description = "The new service group.", body = ServiceGroupBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageStaff>,
    Json(Create(form, name)): Json<Create>,
) -> Result<(StatusCode, Json<ServiceGroupBody>), Problem> {
    let new = NewGroup {
        id: app.moment().id(),
        name,
        settings: form.applied_to(GroupSettings::default()),
        member_ids: form.member_ids.unwrap_or_default(),
    };
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
    Json(Form(change)): Json<Form>,
) -> Result<Json<ServiceGroupBody>, Problem> {
    let (group, moved) = app
        .store
        .update_service_group(manager.audit(&app), id, seen, change)
        .await?;
    refresh_offers_at(&app, manager.workspace_id, id).await?;
    refresh_offers_of(&app, manager.workspace_id, &moved).await?;
    Ok(Json(group.into()))
}

/// Remove a service group
///
/// Refused while a channel routes to it; the answer names the channels.
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
    let left = app
        .store
        .remove_service_group(manager.audit(&app), id)
        .await?;
    refresh_offers_of(&app, manager.workspace_id, &left).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What waits follows those who joined or left a group.
async fn refresh_offers_of(
    app: &App,
    workspace_id: WorkspaceId,
    staff: &[StaffId],
) -> Result<(), Problem> {
    for id in staff {
        refresh_offers(app, workspace_id, *id).await?;
    }
    Ok(())
}
