//! Enquiries and their conversations, for staff.

mod body;
pub(super) mod content_schema;
mod conversation;
mod get;
mod handle;
mod labels;
mod list;
mod message_body;
mod moves;
mod notes;
mod post_message;
mod trace;

use causeway_core::{EnquiryId, permission::EnquiryAction};
use causeway_store::{EnquiryView, RoomKey};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use body::{EnquiryBody, VisitorBody};
pub use message_body::MessageBody;
pub(super) use post_message::message_of;

use super::{problem::Problem, session::SignedIn};
use crate::App;

/// The routes under `/api/v1/enquiries`.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list_enquiries))
        .routes(routes!(get::get_enquiry))
        .routes(routes!(conversation::list_messages, post_message::post_message))
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

/// The enquiry, if it is of this person's workspace.
async fn find(app: &App, staff: &SignedIn, id: EnquiryId) -> Result<EnquiryView, Problem> {
    let mut found = app.store.enquiries_with_ids(staff.workspace_id, vec![id]).await?;
    found.pop().ok_or_else(Problem::not_found)
}

/// The enquiry, if this person may see it. To others it does not exist.
async fn find_readable(app: &App, staff: &SignedIn, id: EnquiryId) -> Result<EnquiryView, Problem> {
    let view = find(app, staff, id).await?;
    if !staff.actor.may_with(EnquiryAction::Read, &view.enquiry) {
        return Err(Problem::not_found());
    }
    Ok(view)
}

/// The enquiry, if this person may see it or was asked to take it: who lost the race for it is told so. To others it does not
/// exist.
async fn find_offered(app: &App, staff: &SignedIn, id: EnquiryId) -> Result<EnquiryView, Problem> {
    let view = find(app, staff, id).await?;
    if !staff.actor.may_hear_of(&view.enquiry) {
        return Err(Problem::not_found());
    }
    Ok(view)
}

/// The room of an enquiry, for [`causeway_store::Store::change_room`].
fn room_of(staff: &SignedIn, view: &EnquiryView) -> RoomKey {
    RoomKey::Known { workspace_id: staff.workspace_id, room_id: view.enquiry.room_id }
}
