//! How an enquiry was routed.

use axum::extract::State;
use causeway_core::{ChatbotId, EnquiryId, GroupId, StaffId, Timestamp, trace::TraceEntry};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::{
        management::enquiries::find_readable,
        request::{
            json::Json, paging::OptionalPage, path::PathId, query::Query, session::SignedIn,
        },
    },
    wire::{
        problem::{Problem, problem_sets},
        trace_step::TraceStepBody,
        words::TraceKind,
    },
};

problem_sets! {
    /// Problems of reading the trace.
    pub(super) struct TraceProblems = [NotSignedIn, CrossSite, NotFound, Invalid];
}

/// One step of routing: what it did, or why it did not.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TraceEntry)]
pub(super) struct TraceEntryBody {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    kind: TraceKind,
    #[serde(flatten)]
    step: TraceStepBody,
    /// The service group that it is about.
    #[schema(value_type = Option<String>)]
    group_id: Option<GroupId>,
    /// The person that it is about.
    #[schema(value_type = Option<String>)]
    staff_id: Option<StaffId>,
    /// The chatbot that it is about.
    #[schema(value_type = Option<String>)]
    chatbot_id: Option<ChatbotId>,
    /// If it is about several people: the first 50 of them, in order.
    #[schema(value_type = Vec<String>)]
    staff_ids: Vec<StaffId>,
}

impl From<TraceEntry> for TraceEntryBody {
    fn from(
        TraceEntry {
            at,
            step,
            group_id,
            staff_id,
            chatbot_id,
            staff_ids,
        }: TraceEntry,
    ) -> Self {
        Self {
            at,
            kind: step.kind().into(),
            step: step.into(),
            group_id,
            staff_id,
            chatbot_id,
            staff_ids,
        }
    }
}

/// How an enquiry was routed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Trace)]
pub(super) struct TraceBody {
    /// In order.
    items: Vec<TraceEntryBody>,
    /// The `cursor` of the next page; `null` on the last page.
    next_cursor: Option<String>,
}

/// Show how an enquiry was routed
///
/// Which part of the rule matched and why, who got an offer and when, who was skipped and why.
#[utoipa::path(
    get, path = "/api/v1/enquiries/{id}/trace", tag = "enquiries", operation_id = "getEnquiryTrace",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry."), OptionalPage),
    responses((status = OK, description = "The routing history.", body = TraceBody), TraceProblems),
)]
pub(super) async fn get_trace(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Query(page): Query<OptionalPage>,
) -> Result<Json<TraceBody>, Problem> {
    find_readable(&app, &staff, id).await?;
    let entries = app.store.enquiry_trace(staff.workspace_id, id).await?;
    // Entries are only ever appended, so the position of an entry is its key.
    let numbered = entries.into_iter().enumerate().collect();
    let (entries, next_cursor) = page.cut(numbered, |(place, _)| place.to_string())?;
    let items = entries
        .into_iter()
        .map(|(_, entry)| TraceEntryBody::from(entry))
        .collect();
    Ok(Json(TraceBody { items, next_cursor }))
}
