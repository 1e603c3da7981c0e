//! The settings of the whole workspace.

use axum::extract::State;
use causeway_derive::Input;
use causeway_store::WorkspaceChange;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::request::{
        if_match::{IfMatch, IfMatchHeader},
        json::Json,
        session::{ManageSettings, Permitted, SignedIn},
    },
    wire::{
        field::PlainName,
        problem::{Problem, problem_sets},
        settings::SettingsBody,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get, update))
}

problem_sets! {
    /// Problems of reading the settings.
    struct SettingsProblems = [NotSignedIn, CrossSite, NotFound];
    /// Problems of changing the settings.
    struct UpdateSettingsProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, VersionMismatch, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
}

/// Show the settings
#[utoipa::path(
    get, path = "/api/v1/settings", tag = "settings", operation_id = "getSettings", security(("session" = [])),
    responses((status = OK, description = "The settings.", body = SettingsBody), SettingsProblems),
)]
async fn get(State(app): State<App>, staff: SignedIn) -> Result<Json<SettingsBody>, Problem> {
    let workspace = app
        .store
        .workspace(staff.workspace_id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(workspace.into()))
}

/// A change of the settings. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "SettingsChange")]
struct SettingsForm {
    workspace_name: Option<PlainName<60>>,
    auto_pick_up: Option<bool>,
}

/// Change the settings
#[utoipa::path(
    patch, path = "/api/v1/settings", tag = "settings", operation_id = "updateSettings", security(("session" = [])),
    params(IfMatchHeader), request_body = SettingsForm,
    responses((status = OK, description = "The settings, changed.", body = SettingsBody), UpdateSettingsProblems),
)]
async fn update(
    State(app): State<App>,
    manager: Permitted<ManageSettings>,
    IfMatch(seen): IfMatch,
    Json(form): Json<SettingsForm>,
) -> Result<Json<SettingsBody>, Problem> {
    let change = WorkspaceChange {
        name: form.workspace_name.map(Into::into),
        auto_pick_up: form.auto_pick_up,
    };
    Ok(Json(
        app.store
            .update_workspace(manager.audit(&app), seen, change)
            .await?
            .into(),
    ))
}
