//! Canned responses: everybody's, and each person's own.

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

/// A text that staff call up by a short key.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CannedResponse)]
struct CannedResponseBody {
    #[schema(value_type = String)]
    id: CannedResponseId,
    /// What is typed behind a slash.
    key: String,
    /// With `{{visitor.name}}`, `{{channel.name}}`, `{{staff.displayName}}` and `{{enquiry.number}}`.
    text: String,
    /// Everybody uses it.
    shared: bool,
    /// Whose own it is.
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

/// Everybody's canned responses and one's own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CannedResponseList {
    /// By key; at most 500 of each kind.
    items: Vec<CannedResponseBody>,
    /// What to ask for to get the next page; `null`: this is the last.
    next_cursor: Option<String>,
}

problem_sets! {
    /// Of listing canned responses.
    struct CannedListProblems = [NotSignedIn, CrossSite, Invalid];
    /// Of adding a canned response.
    struct CreateCannedProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, RequestTimeout, KeyTaken, LimitReached, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
    /// Of changing a canned response.
    struct UpdateCannedProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, KeyTaken, VersionMismatch,
        PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
    /// Of removing a canned response.
    struct RemoveCannedProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// List canned responses
///
/// Everybody's, and one's own.
#[utoipa::path(
    get, path = "/api/v1/canned-responses", tag = "canned responses", operation_id = "listCannedResponses",
    security(("session" = [])),
    params(OptionalPage),
    responses((status = OK, description = "All that you can use, or a page of them.", body = CannedResponseList), CannedListProblems),
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
    /// Of a to z, 0 to 9, `-` and `_`. Unique among everybody's, or among one's own.
    key: Key,
    text: Template<1, TEXT_MAX>,
    /// For everybody, which supervisors and administrators may add; else one's own.
    #[input(default = SHARED)]
    shared: Option<bool>,
}

/// Whether a new one is for everybody, unless that is chosen.
const SHARED: bool = false;

/// What is to change about a canned response; what is left out stays.
#[derive(Input)]
#[input(name = "CannedResponseChange")]
struct ChangeForm {
    key: Option<Key>,
    text: Option<Template<1, TEXT_MAX>>,
}

/// A key that can be typed anywhere.
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

/// Refuses unless the person may change what everybody uses, or it is their own.
fn check_may_change(staff: &SignedIn, shared: bool) -> Result<(), Problem> {
    if shared {
        staff.check(causeway_core::permission::Action::ManageSharedResponses)
    } else {
        Ok(())
    }
}

/// The canned response, if the person sees it and may change it.
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
    responses((status = OK, description = "It, changed.", body = CannedResponseBody), UpdateCannedProblems),
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
