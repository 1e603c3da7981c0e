//! Messages from staff.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use causeway_core::{
    EnquiryId, MessageId,
    attachment::Attachment,
    content::Content,
    external_id::EXTERNAL_ID_MAX,
    file::FileName,
    room::{Refusal, Reply, Resend, TakeBack},
};
use causeway_derive::Input;
use causeway_store::Uploader;
use http::StatusCode;

use crate::{
    App,
    http::{
        files::kept_file,
        management::enquiries::{change, find_offered, find_readable, staff_content::StaffContent},
        request::{json::Json, path::PathId, session::SignedIn},
    },
    wire::{
        field::{ExternalId, Sequence},
        message::MessageBody,
        problem::{Problem, problem_sets},
    },
};

/// A message from staff.
#[derive(Input)]
pub(super) struct NewMessage {
    /// The client's id of the message. Sending the same message again changes nothing; another
    /// message with the same id is refused with `idempotency-conflict`.
    client_id: ExternalId<64>,
    #[input(flatten)]
    content: StaffContent,
    /// The message of this conversation that it replies to, by our id or the channel's. The channel
    /// receives its own id of that message.
    reply_to: Option<ExternalId<EXTERNAL_ID_MAX>>,
    /// Refuses with `unseen-message` if any message came after this sequence.
    if_sequence: Option<Sequence>,
}

problem_sets! {
    /// Problems of a reply.
    pub(super) struct ReplyProblems = [
        MalformedJson, NotSignedIn, CrossSite, NotFound, RequestTimeout, IdempotencyConflict, AlreadyPickedUp, NotOwner,
        EnquiryClosed, UnseenMessage, PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
    /// Problems of sending a message again.
    pub(super) struct RetryProblems = [NotSignedIn, CrossSite, NotFound, UnknownMessage, NotOwner, NotFailed];
    /// Problems of taking a message back.
    pub(super) struct TakeBackProblems = [
        NotSignedIn, Forbidden, CrossSite, NotFound, UnknownMessage, NotOwner, EnquiryClosed, NotDeletable,
    ];
}

/// Answer in an enquiry
///
/// For the owner and participants. `201` means that the message and its delivery to the channel are
/// stored durably. A text longer than the channel can show becomes several messages; the response
/// is the first of them.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/messages", tag = "enquiries", operation_id = "postMessage",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = NewMessage,
    responses(
        (status = CREATED, description = "The message is durable.", body = MessageBody),
        (status = OK, description = "The message had been sent before.", body = MessageBody),
        ReplyProblems,
    ),
)]
pub(super) async fn post_message(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(message): Json<NewMessage>,
) -> Result<Response, Problem> {
    let view = find_offered(&app, &staff, id).await?;
    let StaffContent(mut content) = message.content;
    attach(&app, &staff, &mut content).await?;
    let reply = Reply {
        actor: staff.actor.clone(),
        name: staff.name.clone(),
        enquiry_id: id,
        client_id: message.client_id.0,
        content,
        reply_to: message.reply_to.map(|id| id.0),
        if_sequence: message.if_sequence.map(|sequence| sequence.0),
    };
    let replied = change(&app, &staff, &view, reply).await?;
    let status = if replied.known {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let message = message_of(&app, &staff, replied.message_id).await?;
    Ok((status, Json(message)).into_response())
}

/// Send a failed message again
///
/// It goes to the end of the conversation's queue, as a new event about the same message.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/messages/{messageId}/retry", tag = "enquiries", operation_id = "retryMessage",
    security(("session" = [])),
    params(
        ("id" = String, Path, description = "The enquiry."),
        ("messageId" = String, Path, description = "The message."),
    ),
    responses((status = OK, description = "The message, queued.", body = MessageBody), RetryProblems),
)]
pub(super) async fn retry_message(
    State(app): State<App>,
    staff: SignedIn,
    PathId((id, message_id)): PathId<(EnquiryId, MessageId)>,
) -> Result<Json<MessageBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let message = app.store.message(staff.workspace_id, message_id).await?;
    let attachment = message
        .as_ref()
        .and_then(|message| message.content.attachment());
    // The address in the message may have expired.
    let file_url = attachment.and_then(|attachment| address_of(&app, attachment));
    let resend = Resend {
        actor: staff.actor.clone(),
        message_id,
        file_url,
    };
    change(&app, &staff, &view, resend).await?;
    Ok(Json(message_of(&app, &staff, message_id).await?))
}

/// Take a message back
///
/// Only your own message, while its enquiry is not closed. Its content is hidden, and the channel
/// gets an event to hide it too. For channels that declared `deletes`.
#[utoipa::path(
    delete, path = "/api/v1/enquiries/{id}/messages/{messageId}", tag = "enquiries", operation_id = "takeMessageBack",
    security(("session" = [])),
    params(
        ("id" = String, Path, description = "The enquiry."),
        ("messageId" = String, Path, description = "The message."),
    ),
    responses((status = OK, description = "The message, without its content.", body = MessageBody), TakeBackProblems),
)]
pub(super) async fn take_back(
    State(app): State<App>,
    staff: SignedIn,
    PathId((id, message_id)): PathId<(EnquiryId, MessageId)>,
) -> Result<Json<MessageBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let take_back = TakeBack {
        actor: staff.actor.clone(),
        message_id,
    };
    change(&app, &staff, &view, take_back).await?;
    Ok(Json(message_of(&app, &staff, message_id).await?))
}

/// Fills in the properties of the file that a reply refers to, and the address from which the
/// channel downloads it.
async fn attach(app: &App, staff: &SignedIn, content: &mut Content) -> Result<(), Problem> {
    let Some((attachment, id)) = content
        .attachment_mut()
        .and_then(|file| file.file_id.map(|id| (file, id)))
    else {
        return Ok(());
    };
    let uploader = Uploader::Staff(staff.actor.staff_id);
    let file = kept_file(app, staff.workspace_id, id, uploader).await?;
    attachment.fill(&file.ok_or(Refusal::UnknownFile)?);
    attachment.url = address_of(app, attachment);
    Ok(())
}

fn address_of(app: &App, attachment: &Attachment) -> Option<String> {
    let name = FileName::tidy(attachment.name.as_deref().unwrap_or_default());
    app.files.address(
        &app.settings.public_url,
        attachment.file_id?,
        &name,
        app.clock.now(),
    )
}

/// The message for a response.
pub(in crate::http) async fn message_of(
    app: &App,
    staff: &SignedIn,
    id: MessageId,
) -> Result<MessageBody, Problem> {
    let message = app.store.message(staff.workspace_id, id).await?;
    message
        .map(MessageBody::from)
        .ok_or_else(Problem::not_found)
}
