//! Removing a source.

use axum::extract::State;
use causeway_core::{Faults, SourceId, WorkspaceId};
use causeway_store::WriteError;
use http::StatusCode;
use utoipa::IntoParams;

use crate::{
    App,
    bus::Hint,
    http::{
        path::PathId,
        problem::{Code, Problem, problem_sets},
        query::{Pairs, Parameters, Query},
        session::{ManageChannels, Permitted},
    },
};

problem_sets! {
    /// Of removing a source.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, SourceInUse, Invalid];
}

/// That somebody means it.
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
            faults.add("/confirm", "is required: the source's name");
        }
        Some(Self { confirm: confirm? })
    }
}

/// Remove a source
///
/// Refused as soon as a channel ever stood on it: its conversations are kept.
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
    match app.store.remove_source(manager.act(&app), id, confirm).await {
        Ok(()) => {}
        Err(WriteError::SourceInUse) => return Err(in_use(&app, manager.workspace_id, id).await?),
        Err(error) => return Err(error.into()),
    }
    app.bus.publish(Hint::SourcesChanged);
    Ok(StatusCode::NO_CONTENT)
}

/// Why a source stays: what uses it is easily seen, while an archived channel is not.
async fn in_use(app: &App, workspace_id: WorkspaceId, id: SourceId) -> Result<Problem, Problem> {
    let source = app.store.source(workspace_id, id).await?.ok_or_else(Problem::not_found)?;
    if source.channel.is_some() {
        return Ok(Problem::new(Code::SourceInUse));
    }
    Ok(Problem::because(Code::SourceInUse, "An archived channel keeps the source, for its enquiries in the reports."))
}
