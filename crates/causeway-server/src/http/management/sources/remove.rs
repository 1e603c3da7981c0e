//! Removing a source.

use axum::extract::State;
use causeway_core::{Faults, Reason, SourceId};
use http::StatusCode;
use utoipa::IntoParams;

use crate::{
    App,
    http::request::{
        path::PathId,
        query::{Pairs, Parameters, Query},
        session::{ManageChannels, Permitted},
    },
    wire::problem::{Problem, problem_sets},
};

problem_sets! {
    /// Problems of removing a source.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, SourceInUse, Invalid];
}

/// The confirmation of the removal.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Confirmation {
    /// The source's name.
    confirm: String,
}

impl Parameters for Confirmation {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let confirm = pairs.text("confirm").map(str::to_owned);
        if confirm.is_none() {
            faults.add("/confirm", Reason::NotConfirmed);
        }
        Some(Self { confirm: confirm? })
    }
}

/// Remove a source
///
/// Its access tokens stop working immediately, and events that its endpoint has not received yet
/// are no longer sent. Refused while a channel uses it; the conversations of archived channels
/// stay.
#[utoipa::path(
    delete, path = "/api/v1/sources/{id}", tag = "sources", operation_id = "removeSource", security(("session" = [])),
    params(("id" = String, Path, description = "A source."), Confirmation),
    responses((status = 204, description = "Removed."), RemoveProblems),
)]
pub(super) async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
    Query(Confirmation { confirm }): Query<Confirmation>,
) -> Result<StatusCode, Problem> {
    app.store
        .remove_source(manager.audit(&app), id, confirm)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
