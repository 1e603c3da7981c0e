//! One enquiry.

use axum::extract::State;
use causeway_core::EnquiryId;

use crate::{
    App,
    http::{
        management::enquiries::find_readable,
        request::{json::Json, path::PathId, session::SignedIn},
    },
    wire::{
        enquiry::EnquiryBody,
        problem::{Problem, ReadProblems},
    },
};

/// Show an enquiry
#[utoipa::path(
    get, path = "/api/v1/enquiries/{id}", tag = "enquiries", operation_id = "getEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    responses((status = OK, description = "The enquiry.", body = EnquiryBody), ReadProblems),
)]
pub(super) async fn get_enquiry(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
) -> Result<Json<EnquiryBody>, Problem> {
    Ok(Json(find_readable(&app, &staff, id).await?.into()))
}
