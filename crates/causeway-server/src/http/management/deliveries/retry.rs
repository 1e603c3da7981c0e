//! Sending a due delivery immediately, or a finished one again.

use axum::extract::State;
use causeway_core::{DeliveryId, room::Requeue};
use causeway_store::{DeliveryState, WaitsFor};

use crate::{
    App,
    http::{
        management::deliveries::show::{find, with_attempts},
        request::{
            json::Json,
            path::PathId,
            session::{ManageChannels, Permitted},
        },
    },
    wire::{
        code::Code,
        delivery::DeliveryWithAttempts,
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of sending a delivery now.
    pub(super) struct RetryProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, SourceStopped, NoWebhook];
}

/// Send a delivery now
///
/// A due delivery is tried immediately, before all others of its source and even while the endpoint
/// fails. If an earlier event of the same visitor waits, that one is tried instead. A delivery that
/// was delivered or has failed is sent again, after all events that are still owed in the same
/// room, with the same `webhook-id` and a new day of retries.
#[utoipa::path(
    post, path = "/api/v1/deliveries/{id}/retry", tag = "deliveries", operation_id = "retryDelivery",
    security(("session" = [])), params(("id" = String, Path, description = "A delivery: its `webhook-id`.")),
    responses((status = 200, description = "The delivery as it is now.", body = DeliveryWithAttempts), RetryProblems),
)]
pub(super) async fn retry(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<DeliveryId>,
) -> Result<Json<DeliveryWithAttempts>, Problem> {
    let workspace_id = manager.workspace_id;
    let view = find(&app, workspace_id, id).await?;
    let now = app.clock.now();
    match (view.progress(now), view.waits_for(now)) {
        (DeliveryState::Delivered | DeliveryState::Failed, _) => {
            app.store
                .change_room(
                    view.room(workspace_id),
                    Requeue {
                        delivery_ids: vec![id],
                    },
                    app.moment(),
                )
                .await?;
        }
        (_, Some(WaitsFor::Stopped)) => return Err(Problem::new(Code::SourceStopped)),
        (_, Some(WaitsFor::Reader)) => return Err(Problem::new(Code::NoWebhook)),
        (DeliveryState::InFlight, _) => {}
        (DeliveryState::Due, _) => app.store.try_now(view.room_id, view.source_id, now).await?,
    }
    with_attempts(&app, workspace_id, &find(&app, workspace_id, id).await?).await
}
