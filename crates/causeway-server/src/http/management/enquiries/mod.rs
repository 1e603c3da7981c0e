//! Enquiries and their conversations, for staff.

mod conversation;
mod get;
mod handle;
mod labels;
mod list;
mod moves;
mod notes;
mod post_message;
mod staff_content;
mod trace;

use causeway_core::{EnquiryId, permission::EnquiryAction, room::RoomDecision};
use causeway_store::{EnquiryView, RoomError, RoomKey};
use http::StatusCode;
use serde_json::json;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) use post_message::message_of;

use crate::{
    App,
    http::request::{json::Json, session::SignedIn},
    wire::{enquiry::EnquiryBody, problem::Problem},
};

/// The routes under `/api/v1/enquiries`.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list_enquiries))
        .routes(routes!(get::get_enquiry))
        .routes(routes!(
            conversation::list_messages,
            post_message::post_message
        ))
        .routes(routes!(post_message::retry_message))
        .routes(routes!(post_message::take_back))
        .routes(routes!(moves::pick_up))
        .routes(routes!(moves::close))
        .routes(routes!(moves::read))
        .routes(routes!(moves::typing))
        .routes(routes!(handle::decline))
        .routes(routes!(handle::transfer))
        .routes(routes!(handle::cancel_transfer))
        .routes(routes!(handle::take_over))
        .routes(routes!(handle::participants))
        .routes(routes!(handle::snooze))
        .routes(routes!(handle::reopen))
        .routes(routes!(notes::post_note))
        .routes(routes!(labels::set_labels))
        .routes(routes!(trace::get_trace))
}

/// The enquiry, if it belongs to this person's workspace.
async fn find(app: &App, staff: &SignedIn, id: EnquiryId) -> Result<EnquiryView, Problem> {
    let mut found = app
        .store
        .enquiries_with_ids(staff.workspace_id, vec![id])
        .await?;
    found.pop().ok_or_else(Problem::not_found)
}

/// The enquiry, if this person may see it. For others it does not exist.
async fn find_readable(app: &App, staff: &SignedIn, id: EnquiryId) -> Result<EnquiryView, Problem> {
    let view = find(app, staff, id).await?;
    if !staff.actor.may_with(EnquiryAction::Read, &view.enquiry) {
        return Err(Problem::not_found());
    }
    Ok(view)
}

/// The enquiry, if this person may see it or had an offer of it: a person who was too late learns
/// so. For others it does not exist.
async fn find_offered(app: &App, staff: &SignedIn, id: EnquiryId) -> Result<EnquiryView, Problem> {
    let view = find(app, staff, id).await?;
    if !staff.actor.may_hear_of(&view.enquiry) {
        return Err(Problem::not_found());
    }
    Ok(view)
}

/// Makes a decision about an enquiry that the person may see. A conflict (`409`) contains the
/// current state as `enquiry`, so that an outdated screen can correct itself.
async fn change<D: RoomDecision>(
    app: &App,
    staff: &SignedIn,
    before: &EnquiryView,
    decision: D,
) -> Result<D::Answer, Problem> {
    let refusal = match app
        .store
        .change_room(room_of(staff, before), decision, app.moment())
        .await
    {
        Ok(answer) => return Ok(answer),
        Err(RoomError::Refused(refusal)) => refusal,
        Err(error) => return Err(error.into()),
    };
    let problem = Problem::from(refusal);
    if problem.code().status() != StatusCode::CONFLICT {
        return Err(problem);
    }
    // Only the facts that everyone who had an offer may know.
    let now = find(app, staff, before.enquiry.id).await?.enquiry;
    let state = json!({
        "id": now.id, "number": now.number.to_string(), "status": now.state.name(),
        "ownerId": now.owner, "version": now.version,
    });
    Err(problem.with("enquiry", state))
}

/// Like `change`, but returns the enquiry as it is afterwards.
async fn decide<D: RoomDecision>(
    app: &App,
    staff: &SignedIn,
    before: &EnquiryView,
    decision: D,
) -> Result<Json<EnquiryBody>, Problem> {
    change(app, staff, before, decision).await?;
    Ok(Json(find(app, staff, before.enquiry.id).await?.into()))
}

/// The room of an enquiry, for [`causeway_store::Store::change_room`].
fn room_of(staff: &SignedIn, view: &EnquiryView) -> RoomKey {
    RoomKey::Known {
        workspace_id: staff.workspace_id,
        room_id: view.enquiry.room_id,
    }
}
