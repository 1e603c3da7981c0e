//! One delivery with its requests and responses.

use axum::extract::State;
use causeway_core::{DeliveryId, WorkspaceId};
use causeway_store::DeliveryView;

use crate::{
    App,
    http::request::{
        json::Json,
        path::PathId,
        session::{ManageChannels, Permitted},
    },
    wire::{
        delivery::DeliveryWithAttempts,
        problem::{Problem, ReadProblems},
    },
};

/// Show a delivery
///
/// With its body and the latest 50 requests, which are kept for two weeks.
#[utoipa::path(
    get, path = "/api/v1/deliveries/{id}", tag = "deliveries", operation_id = "getDelivery", security(("session" = [])),
    params(("id" = String, Path, description = "A delivery: its `webhook-id`.")),
    responses((status = 200, description = "The delivery.", body = DeliveryWithAttempts), ReadProblems),
)]
pub(super) async fn show(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<DeliveryId>,
) -> Result<Json<DeliveryWithAttempts>, Problem> {
    let view = find(&app, manager.workspace_id, id).await?;
    with_attempts(&app, manager.workspace_id, &view).await
}

/// The delivery, if the workspace has it.
pub(super) async fn find(
    app: &App,
    workspace_id: WorkspaceId,
    id: DeliveryId,
) -> Result<DeliveryView, Problem> {
    app.store
        .deliveries_with_ids(workspace_id, vec![id])
        .await?
        .pop()
        .ok_or_else(Problem::not_found)
}

pub(super) async fn with_attempts(
    app: &App,
    workspace_id: WorkspaceId,
    view: &DeliveryView,
) -> Result<Json<DeliveryWithAttempts>, Problem> {
    let body = app
        .store
        .delivery_body(workspace_id, view.id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let attempts = app.store.attempts(view.id).await?;
    Ok(Json(DeliveryWithAttempts::of(
        view,
        body,
        attempts,
        app.clock.now(),
    )))
}
