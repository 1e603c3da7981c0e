//! Messages from visitors.

use axum::{
    extract::{Request, State},
    response::Response,
};
use causeway_core::{
    EnquiryId, Faults, MessageId, Reason, Timestamp, VisitorId,
    content::Content,
    incoming::IncomingMessage,
    room::{Accept, Accepted},
};
use causeway_store::{RoomKey, Uploader};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::{
        files::kept_file,
        omni::schema::IncomingMessageBody,
        request::{
            caller::OnChannel,
            json::{self, Json},
            rate::{self, with_rate_headers},
        },
    },
    wire::problem::{Problem, problem_sets},
};

/// An accepted message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AcceptedMessage {
    /// Causeway's id of the message.
    #[schema(value_type = String, example = "msg_01JD8Q2V5W3X4Y6Z7A8B9C0D1E")]
    id: MessageId,
    /// The channel's id of the message.
    external_id: String,
    /// Causeway's id of the visitor.
    #[schema(value_type = String)]
    visitor_id: VisitorId,
    /// The enquiry that the message joined or opened.
    #[schema(value_type = String)]
    enquiry_id: EnquiryId,
    #[schema(example = "INQ-000001")]
    enquiry_number: String,
    /// When the message was accepted, the first time.
    #[schema(value_type = String, format = DateTime)]
    accepted_at: Timestamp,
    /// Whether the same message was accepted before.
    duplicate: bool,
}

problem_sets! {
    /// Problems of a visitor's message.
    pub(super) struct MessageProblems = [
        MalformedJson, InvalidToken, ChannelSuspended, VisitorBlocked, RequestTimeout, NoChannel, IdempotencyConflict, PayloadTooLarge,
        UnsupportedMediaType, InvalidMessage, RateLimited,
    ];
}

/// Send a visitor's message
///
/// Responds with `201` once the message is durable, never earlier. The same `id` again with the
/// same content gets `200` with the first response and `"duplicate": true`; with other content it
/// is refused with `409 idempotency-conflict`. So a caller that got no response simply sends the
/// message again.
#[utoipa::path(
    post, path = "/omni/v1/messages", tag = "omni", operation_id = "postOmniMessage",
    security(("accessToken" = [])),
    request_body = IncomingMessageBody,
    responses(
        (status = CREATED, description = "The message is durable.", body = AcceptedMessage),
        (status = OK, description = "The message had been accepted before.", body = AcceptedMessage),
        MessageProblems,
    ),
)]
pub(super) async fn post_message(
    State(app): State<App>,
    caller: OnChannel,
    request: Request,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    Ok(with_rate_headers(rate, take(&app, caller, request).await))
}

async fn take(
    app: &App,
    caller: OnChannel,
    request: Request,
) -> Result<(StatusCode, Json<AcceptedMessage>), Problem> {
    let body = json::read_value(request).await?;
    let message =
        IncomingMessage::parse(&body, app.clock.now()).map_err(Problem::invalid_message)?;
    let accepted = accept(app, caller, message).await?;
    let status = if accepted.duplicate {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((status, Json(accepted)))
}

/// Accepts a message that was read from the body.
pub(super) async fn accept(
    app: &App,
    caller: OnChannel,
    mut message: IncomingMessage,
) -> Result<AcceptedMessage, Problem> {
    attach(app, caller, &mut message.content).await?;
    let external_id = message.id.clone();
    let room = RoomKey::Visitor {
        workspace_id: caller.workspace_id,
        source_id: caller.source_id,
        channel_id: caller.channel_id,
        external_id: message.visitor.id.clone(),
    };
    let accepted = app
        .store
        .change_room(room, Accept::new(message), app.moment())
        .await?;
    metrics::counter!("causeway_messages_accepted_total", "duplicate" => accepted.duplicate.to_string()).increment(1);
    Ok(answer(&accepted, external_id))
}

/// Fills in the properties of the file that a message refers to.
pub(super) async fn attach(
    app: &App,
    caller: OnChannel,
    content: &mut Content,
) -> Result<(), Problem> {
    let Some((attachment, id)) = content
        .attachment_mut()
        .and_then(|file| file.file_id.map(|id| (file, id)))
    else {
        return Ok(());
    };
    let file = kept_file(
        app,
        caller.workspace_id,
        id,
        Uploader::Source(caller.source_id),
    )
    .await?;
    let unknown =
        || Problem::invalid_message(Faults::one("/attachment/fileId", Reason::FileNotUsable));
    attachment.fill(&file.ok_or_else(unknown)?);
    Ok(())
}

fn answer(accepted: &Accepted, external_id: String) -> AcceptedMessage {
    AcceptedMessage {
        id: accepted.message_id,
        external_id,
        visitor_id: accepted.visitor_id,
        enquiry_id: accepted.enquiry_id,
        enquiry_number: accepted.enquiry_number.to_string(),
        accepted_at: accepted.accepted_at,
        duplicate: accepted.duplicate,
    }
}
