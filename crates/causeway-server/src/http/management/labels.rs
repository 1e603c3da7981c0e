//! Labels of enquiries.

use axum::extract::State;
use causeway_core::LabelId;
use causeway_derive::Input;
use causeway_store::LabelChange;
use http::StatusCode;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::request::{
        if_match::{IfMatch, IfMatchHeader},
        json::Json,
        paging::OptionalPage,
        path::PathId,
        query::Query,
        session::{ManageLabels, Permitted, SignedIn},
    },
    wire::{
        field::PlainName,
        label::{LabelBody, LabelList},
        problem::{Problem, problem_sets},
        words::Colour,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(update, remove))
}

problem_sets! {
    /// Problems of listing labels.
    struct LabelListProblems = [NotSignedIn, CrossSite, Invalid];
    /// Problems of adding a label.
    struct CreateLabelProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, RequestTimeout, NameTaken, LimitReached, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
    /// Problems of changing a label.
    struct UpdateLabelProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, NameTaken, VersionMismatch,
        PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
    /// Problems of removing a label.
    struct RemoveLabelProblems = [NotSignedIn, Forbidden, CrossSite, NotFound];
}

/// List labels
#[utoipa::path(
    get, path = "/api/v1/labels", tag = "labels", operation_id = "listLabels", security(("session" = [])),
    params(OptionalPage),
    responses((status = OK, description = "All labels, or a page of them.", body = LabelList), LabelListProblems),
)]
async fn list(
    State(app): State<App>,
    staff: SignedIn,
    Query(page): Query<OptionalPage>,
) -> Result<Json<LabelList>, Problem> {
    let (labels, next_cursor) = page.cut(app.store.labels(staff.workspace_id).await?, |label| {
        label.id.to_string()
    })?;
    Ok(Json(LabelList::page(labels, next_cursor)))
}

/// A new label.
#[derive(Input)]
struct NewLabel {
    /// Unique in the workspace.
    name: PlainName<40>,
    #[input(default = Colour::Grey)]
    colour: Option<Colour>,
}

/// A change of a label. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "LabelChange")]
struct LabelForm {
    /// Unique in the workspace.
    name: Option<PlainName<40>>,
    colour: Option<Colour>,
}

/// Add a label
#[utoipa::path(
    post, path = "/api/v1/labels", tag = "labels", operation_id = "createLabel", security(("session" = [])),
    request_body = NewLabel,
    responses((status = CREATED, description = "The new label.", body = LabelBody), CreateLabelProblems),
)]
async fn create(
    State(app): State<App>,
    manager: Permitted<ManageLabels>,
    Json(new): Json<NewLabel>,
) -> Result<(StatusCode, Json<LabelBody>), Problem> {
    let colour = new.colour.unwrap_or(Colour::Grey).into();
    let label = app
        .store
        .create_label(
            manager.audit(&app),
            app.moment().id(),
            new.name.into(),
            colour,
        )
        .await?;
    Ok((StatusCode::CREATED, Json(label.into())))
}

/// Change a label
#[utoipa::path(
    patch, path = "/api/v1/labels/{id}", tag = "labels", operation_id = "updateLabel", security(("session" = [])),
    params(("id" = String, Path, description = "A label."), IfMatchHeader), request_body = LabelForm,
    responses((status = OK, description = "The label, changed.", body = LabelBody), UpdateLabelProblems),
)]
async fn update(
    State(app): State<App>,
    manager: Permitted<ManageLabels>,
    PathId(id): PathId<LabelId>,
    IfMatch(seen): IfMatch,
    Json(form): Json<LabelForm>,
) -> Result<Json<LabelBody>, Problem> {
    let change = LabelChange {
        name: form.name.map(Into::into),
        colour: form.colour.map(Into::into),
    };
    Ok(Json(
        app.store
            .update_label(manager.audit(&app), id, seen, change)
            .await?
            .into(),
    ))
}

/// Remove a label
///
/// It is removed from all enquiries.
#[utoipa::path(
    delete, path = "/api/v1/labels/{id}", tag = "labels", operation_id = "removeLabel", security(("session" = [])),
    params(("id" = String, Path, description = "A label.")),
    responses((status = NO_CONTENT, description = "Removed."), RemoveLabelProblems),
)]
async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageLabels>,
    PathId(id): PathId<LabelId>,
) -> Result<StatusCode, Problem> {
    app.store.remove_label(manager.audit(&app), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
