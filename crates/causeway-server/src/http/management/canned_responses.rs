//! Canned responses: shared ones, and each person's own.

use axum::extract::State;
use causeway_core::{
    CannedResponseId, Faults, Fields, StaffId,
    canned_response::{self, CannedResponse, KEY_MAX, TEXT_MAX},
};
use causeway_derive::Input;
use causeway_store::{CannedResponseChange, NewCannedResponse};
use http::StatusCode;
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::request::{
        if_match::{IfMatch, IfMatchHeader},
        json::Json,
        paging::OptionalPage,
        path::PathId,
        query::Query,
        session::SignedIn,
    },
    wire::{
        field::{Template, Value},
        problem::{Problem, problem_sets},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(update, remove))
}

/// A saved text that staff insert by its key.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CannedResponse)]
struct CannedResponseBody {
    #[schema(value_type = String)]
    id: CannedResponseId,
    /// What staff type after a slash.
    key: String,
    /// May contain `{{visitor.name}}`, `{{channel.name}}`, `{{staff.displayName}}` and
    /// `{{enquiry.number}}`.
    text: String,
    /// Whether all staff can use it.
    shared: bool,
    /// Its owner; `null` if it is shared.
    #[schema(value_type = Option<String>)]
    owner_id: Option<StaffId>,
    /// Counts changes, for `If-Match`.
    version: i64,
}

impl From<CannedResponse> for CannedResponseBody {
    fn from(
        CannedResponse {
            id,
            owner,
            key,
            text,
            version,
        }: CannedResponse,
    ) -> Self {
        Self {
            id,
            key,
            text,
            shared: owner.is_none(),
            owner_id: owner,
            version,
        }
    }
}

/// The shared canned responses and your own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CannedResponseList {
    /// Sorted by key; at most 500 shared ones, and 500 of your own.
    items: Vec<CannedResponseBody>,
    /// The `cursor` of the next page; `null` on the last page.
    next_cursor: Option<String>,
}

problem_sets! {
    /// Problems of listing canned responses.
    struct CannedListProblems = [NotSignedIn, CrossSite, Invalid];
    /// Problems of adding a canned response.
    struct CreateCannedProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, RequestTimeout, KeyTaken, LimitReached, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
    /// Problems of changing a canned response.
    struct UpdateCannedProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, KeyTaken, VersionMismatch,
        PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
    /// Problems of removing a canned response.
    struct RemoveCannedProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// List canned responses
///
/// Shared ones, and your own.
#[utoipa::path(
    get, path = "/api/v1/canned-responses", tag = "canned responses", operation_id = "listCannedResponses",
    security(("session" = [])),
    params(OptionalPage),
    responses((status = OK, description = "All canned responses that you can use, or a page of them.", body = CannedResponseList), CannedListProblems),
)]
async fn list(
    State(app): State<App>,
    staff: SignedIn,
    Query(page): Query<OptionalPage>,
) -> Result<Json<CannedResponseList>, Problem> {
    let responses = app
        .store
        .canned_responses(staff.workspace_id, staff.actor.staff_id)
        .await?;
    let (responses, next_cursor) = page.cut(responses, |response| response.id.to_string())?;
    Ok(Json(CannedResponseList {
        items: responses
            .into_iter()
            .map(CannedResponseBody::from)
            .collect(),
        next_cursor,
    }))
}

/// A canned response to add.
#[derive(Input)]
#[input(name = "NewCannedResponse")]
struct NewForm {
    /// Only a to z, 0 to 9, `-` and `_`. Unique among the shared ones, or among your own.
    key: Key,
    text: Template<1, TEXT_MAX>,
    /// Whether all staff can use it, otherwise only you. Only supervisors and administrators may
    /// add shared ones.
    #[input(default = SHARED)]
    shared: Option<bool>,
}

/// Whether a new canned response is shared by default.
const SHARED: bool = false;

/// A change of a canned response. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "CannedResponseChange")]
struct ChangeForm {
    key: Option<Key>,
    text: Option<Template<1, TEXT_MAX>>,
}

/// A key made of characters that every keyboard has.
struct Key(String);

impl Value for Key {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let key = fields.string(name, 1, KEY_MAX, faults)?;
        let before = faults.len();
        canned_response::check_key(&fields.pointer(name), &key, faults);
        (faults.len() == before).then_some(Self(key))
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(KEY_MAX))
            .pattern(Some("^[a-z0-9_-]+$"))
            .into()
    }
}

/// Refuses a shared canned response unless the person may change shared ones.
fn check_may_change(staff: &SignedIn, shared: bool) -> Result<(), Problem> {
    if shared {
        staff.check(causeway_core::permission::Action::ManageSharedResponses)
    } else {
        Ok(())
    }
}

/// Refuses unless the canned response exists for this person and they may change it.
async fn find_changeable(app: &App, staff: &SignedIn, id: CannedResponseId) -> Result<(), Problem> {
    let found = app
        .store
        .canned_response(staff.workspace_id, staff.actor.staff_id, id)
        .await?;
    let found = found.ok_or_else(Problem::not_found)?;
    check_may_change(staff, found.owner.is_none())
}

/// Add a canned response
#[utoipa::path(
    post, path = "/api/v1/canned-responses", tag = "canned responses", operation_id = "createCannedResponse",
    security(("session" = [])), request_body = NewForm,
    responses((status = CREATED, description = "The new one.", body = CannedResponseBody), CreateCannedProblems),
)]
async fn create(
    State(app): State<App>,
    staff: SignedIn,
    Json(form): Json<NewForm>,
) -> Result<(StatusCode, Json<CannedResponseBody>), Problem> {
    let shared = form.shared.unwrap_or(SHARED);
    check_may_change(&staff, shared)?;
    let new = NewCannedResponse {
        id: app.moment().id(),
        shared,
        key: form.key.0,
        text: form.text.into(),
    };
    let response = app
        .store
        .create_canned_response(staff.audit(&app), new)
        .await?;
    Ok((StatusCode::CREATED, Json(response.into())))
}

/// Change a canned response
#[utoipa::path(
    patch, path = "/api/v1/canned-responses/{id}", tag = "canned responses", operation_id = "updateCannedResponse",
    security(("session" = [])), params(("id" = String, Path, description = "A canned response."), IfMatchHeader),
    request_body = ChangeForm,
    responses((status = OK, description = "The new state.", body = CannedResponseBody), UpdateCannedProblems),
)]
async fn update(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<CannedResponseId>,
    IfMatch(seen): IfMatch,
    Json(form): Json<ChangeForm>,
) -> Result<Json<CannedResponseBody>, Problem> {
    find_changeable(&app, &staff, id).await?;
    let change = CannedResponseChange {
        key: form.key.map(|key| key.0),
        text: form.text.map(Into::into),
    };
    Ok(Json(
        app.store
            .update_canned_response(staff.audit(&app), id, seen, change)
            .await?
            .into(),
    ))
}

/// Remove a canned response
#[utoipa::path(
    delete, path = "/api/v1/canned-responses/{id}", tag = "canned responses", operation_id = "removeCannedResponse",
    security(("session" = [])), params(("id" = String, Path, description = "A canned response.")),
    responses((status = NO_CONTENT, description = "Removed."), RemoveCannedProblems),
)]
async fn remove(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<CannedResponseId>,
) -> Result<StatusCode, Problem> {
    find_changeable(&app, &staff, id).await?;
    app.store
        .remove_canned_response(staff.audit(&app), id)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
