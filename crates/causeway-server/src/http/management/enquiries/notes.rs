//! Notes among staff.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use causeway_core::{EnquiryId, room::TakeNote};
use causeway_derive::Input;
use http::StatusCode;

use crate::{
    App,
    http::{
        management::enquiries::{
            change, find_readable, handle::NOTE_MAX, post_message::message_of,
        },
        request::{json::Json, path::PathId, session::SignedIn},
    },
    wire::{
        field::{ExternalId, Prose},
        message::MessageBody,
        problem::{Problem, problem_sets},
    },
};

/// A note for colleagues.
#[derive(Input)]
pub(super) struct NewNote {
    /// The client's id of the note. Sending the same note again changes nothing; another note with
    /// the same id is refused with `idempotency-conflict`.
    client_id: ExternalId<64>,
    text: Prose<NOTE_MAX>,
}

problem_sets! {
    /// Problems of leaving a note.
    pub(super) struct NoteProblems = [
        MalformedJson, NotSignedIn, CrossSite, NotFound, RequestTimeout, IdempotencyConflict, NotOwner, EnquiryClosed,
        PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
}

/// Leave a note
///
/// It appears in the conversation, and the visitor never sees it. For the owner, participants, and
/// staff who oversee the enquiry.
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
    Json(note): Json<NewNote>,
) -> Result<Response, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let (actor, name) = (staff.actor.clone(), staff.name.clone());
    let note = TakeNote {
        actor,
        name,
        enquiry_id: id,
        client_id: note.client_id.0,
        text: note.text.0,
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
