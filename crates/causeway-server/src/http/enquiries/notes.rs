//! Notes among staff.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use causeway_core::{EnquiryId, Faults, Fields, Reason, room::TakeNote};
use http::StatusCode;
use utoipa::ToSchema;

use super::{MessageBody, change, find_readable, handle::NOTE_MAX, post_message::message_of};
use crate::{
    App,
    http::{
        json::{Input, Json},
        path::PathId,
        problem::{Problem, problem_sets},
        session::SignedIn,
    },
};

/// What colleagues should know.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(super) struct NewNote {
    /// The client's id of the note: sending the same again changes nothing, something else is refused with
    /// `idempotency-conflict`.
    #[schema(min_length = 1, max_length = 64)]
    client_id: String,
    #[schema(min_length = 1, max_length = 5000)]
    text: String,
}

impl Input for NewNote {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let client_id = fields.required_id("clientId", 64, faults);
        let text = fields.required_string("text", 1, NOTE_MAX, faults);
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            faults.add("/text", Reason::Blank);
        }
        Some(Self {
            client_id: client_id?,
            text: text?,
        })
    }
}

problem_sets! {
    /// What may refuse a note.
    pub(super) struct NoteProblems = [
        MalformedJson, NotSignedIn, CrossSite, NotFound, RequestTimeout, IdempotencyConflict, NotOwner, EnquiryClosed,
        PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
}

/// Leave a note
///
/// It stands in the conversation, and the visitor never sees it. By the owner, participants, and who oversees the enquiry.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/notes", tag = "enquiries", operation_id = "postNote",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = NewNote,
    responses(
        (status = CREATED, description = "The note.", body = MessageBody),
        (status = OK, description = "The note had been left before.", body = MessageBody),
        NoteProblems,
    ),
)]
pub(super) async fn post_note(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(NewNote { client_id, text }): Json<NewNote>,
) -> Result<Response, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let (actor, name) = (staff.actor.clone(), staff.name.clone());
    let note = TakeNote {
        actor,
        name,
        enquiry_id: id,
        client_id,
        text,
    };
    let taken = change(&app, &staff, &view, note).await?;
    let status = if taken.known {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let message = message_of(&app, &staff, taken.message_id).await?;
    Ok((status, Json(message)).into_response())
}
