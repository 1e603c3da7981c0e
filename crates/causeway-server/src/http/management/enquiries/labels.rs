//! Labels of an enquiry.

use axum::extract::State;
use causeway_core::{
    EnquiryId, Faults, LabelId, Reason, Thing, WorkspaceId, enquiry::LABELS_MAX, room::SetLabels,
};
use causeway_derive::Input;

use crate::{
    App,
    http::{
        management::enquiries::{decide, find_readable},
        request::{json::Json, path::PathId, session::SignedIn},
    },
    wire::{
        enquiry::EnquiryBody,
        field::Ids,
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of labelling an enquiry.
    pub(super) struct LabelProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, PayloadTooLarge, UnsupportedMediaType,
        Invalid,
    ];
}

/// The labels of an enquiry.
#[derive(Input)]
#[input(name = "EnquiryLabels")]
pub(super) struct LabelsForm {
    /// All its labels: those that are left out are removed.
    label_ids: LabelIds,
}

/// Labels of one enquiry.
pub(super) type LabelIds = Ids<LabelId, LABELS_MAX>;

/// Refuses labels that the workspace doesn't have, and duplicates.
pub(super) async fn check(
    app: &App,
    workspace_id: WorkspaceId,
    ids: &[LabelId],
) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let known = app.store.labels(workspace_id).await?;
    let mut faults = Faults::default();
    for (index, id) in ids.iter().enumerate() {
        if !known.iter().any(|label| label.id == *id) {
            faults.add(
                format!("/labelIds/{index}"),
                Reason::NotFound { what: Thing::Label },
            );
        } else if ids[..index].contains(id) {
            faults.add(format!("/labelIds/{index}"), Reason::Duplicate);
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}

/// Label an enquiry
///
/// Possible also after it closed.
#[utoipa::path(
    put, path = "/api/v1/enquiries/{id}/labels", tag = "enquiries", operation_id = "labelEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = LabelsForm,
    responses((status = OK, description = "The enquiry.", body = EnquiryBody), LabelProblems),
)]
pub(super) async fn set_labels(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(LabelsForm {
        label_ids: Ids(labels),
    }): Json<LabelsForm>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    check(&app, staff.workspace_id, &labels).await?;
    let decision = SetLabels {
        actor: staff.actor.clone(),
        enquiry_id: id,
        labels,
    };
    decide(&app, &staff, &view, decision).await
}
