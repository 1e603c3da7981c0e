//! Visitors: reading their profile, blocking them, and writing to them first.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use causeway_core::{
    Faults, Fields, Reason, VisitorId,
    content::{Content, TEXT_MAX},
    permission::EnquiryAction,
    room::{Block, Engage},
};
use causeway_derive::Input;
use causeway_store::{EnquiryFilter, EnquiryView, RoomKey};
use http::StatusCode;
use utoipa::openapi::{RefOr, Schema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    http::{
        management::enquiries::message_of,
        request::{json::Json, path::PathId, session::SignedIn},
    },
    wire::{
        code::Code,
        enquiry::VisitorBody,
        field::{ExternalId, Prose, Value, one_of},
        message::MessageBody,
        problem::{Problem, problem_sets},
    },
};

/// The routes under `/api/v1/visitors`.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_visitor))
        .routes(routes!(block))
        .routes(routes!(write_first))
}

problem_sets! {
    /// Problems of reading a visitor.
    struct VisitorProblems = [NotSignedIn, CrossSite, NotFound];
    /// Problems of blocking a visitor.
    struct BlockProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, PayloadTooLarge, UnsupportedMediaType,
        Invalid,
    ];
    /// Problems of writing to a visitor first.
    struct WriteFirstProblems = [
        MalformedJson, NotSignedIn, Forbidden, ChannelSuspended, VisitorBlocked, CrossSite, NotFound, RequestTimeout,
        IdempotencyConflict, EnquiryOpen, PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
}

/// The latest enquiry of the visitor that this person may see. For a person who may see none, the
/// visitor does not exist.
async fn latest(app: &App, staff: &SignedIn, id: VisitorId) -> Result<EnquiryView, Problem> {
    let filter = EnquiryFilter {
        visitor_id: Some(id),
        ..EnquiryFilter::default()
    };
    let mut found = app
        .store
        .enquiries(staff.workspace_id, staff.actor.clone(), filter, 1)
        .await?;
    found.pop().ok_or_else(Problem::not_found)
}

/// The same. Refuses a person who may not do `action` with it.
async fn latest_for(
    action: EnquiryAction,
    app: &App,
    staff: &SignedIn,
    id: VisitorId,
) -> Result<EnquiryView, Problem> {
    let view = latest(app, staff, id).await?;
    if staff.actor.may_with(action, &view.enquiry) {
        Ok(view)
    } else {
        Err(Problem::new(Code::Forbidden))
    }
}

fn room_of(staff: &SignedIn, view: &EnquiryView) -> RoomKey {
    RoomKey::Known {
        workspace_id: staff.workspace_id,
        room_id: view.enquiry.room_id,
    }
}

/// Show a visitor
#[utoipa::path(
    get, path = "/api/v1/visitors/{id}", tag = "visitors", operation_id = "getVisitor", security(("session" = [])),
    params(("id" = String, Path, description = "The visitor.")),
    responses((status = OK, description = "The visitor.", body = VisitorBody), VisitorProblems),
)]
async fn get_visitor(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<VisitorId>,
) -> Result<Json<VisitorBody>, Problem> {
    Ok(Json(latest(&app, &staff, id).await?.visitor.into()))
}

/// Whether a visitor is blocked.
#[derive(Input)]
struct Blocked {
    /// `true`: their messages are refused; `false`: they are accepted again.
    blocked: bool,
}

/// Block a visitor
///
/// Every message of theirs gets `403 visitor-blocked`, until they are unblocked. For the owner and
/// participants of the visitor's latest enquiry that the caller may see, and for those who oversee
/// it.
#[utoipa::path(
    post, path = "/api/v1/visitors/{id}/block", tag = "visitors", operation_id = "blockVisitor",
    security(("session" = [])),
    params(("id" = String, Path, description = "The visitor.")),
    request_body = Blocked,
    responses((status = OK, description = "The visitor.", body = VisitorBody), BlockProblems),
)]
async fn block(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<VisitorId>,
    Json(Blocked { blocked }): Json<Blocked>,
) -> Result<Json<VisitorBody>, Problem> {
    let view = latest_for(EnquiryAction::Block, &app, &staff, id).await?;
    let decision = Block {
        blocked,
        enquiry_id: view.enquiry.id,
    };
    app.store
        .change_room(room_of(&staff, &view), decision, app.moment())
        .await?;
    Ok(Json(latest(&app, &staff, id).await?.visitor.into()))
}

/// A first message.
#[derive(Input)]
struct FirstMessage {
    /// The client's id of the message. Sending again with the same id changes nothing.
    client_id: ExternalId<64>,
    /// `text`.
    #[expect(dead_code, reason = "there is one type: reading it refuses the others")]
    r#type: FirstMessageType,
    text: Prose<TEXT_MAX>,
}

/// The type of a first message.
struct FirstMessageType;

impl FirstMessageType {
    const NAME: &str = "text";
}

impl Value for FirstMessageType {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        if fields.string(name, 1, 64, faults)? == Self::NAME {
            return Some(Self);
        }
        faults.add(fields.pointer(name), Reason::not_one_of([Self::NAME]));
        None
    }

    fn schema() -> RefOr<Schema> {
        one_of([Self::NAME]).into()
    }
}

/// Write to a visitor first
///
/// Opens an enquiry that is yours from the start. If it closes, a reply within 7 days is still
/// offered to you first.
#[utoipa::path(
    post, path = "/api/v1/visitors/{id}/messages", tag = "visitors", operation_id = "writeToVisitor",
    security(("session" = [])),
    params(("id" = String, Path, description = "The visitor.")),
    request_body = FirstMessage,
    responses(
        (status = CREATED, description = "The message is durable.", body = MessageBody),
        (status = OK, description = "The message had been sent before.", body = MessageBody),
        WriteFirstProblems,
    ),
)]
async fn write_first(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<VisitorId>,
    Json(message): Json<FirstMessage>,
) -> Result<Response, Problem> {
    let view = latest_for(EnquiryAction::WriteFirst, &app, &staff, id).await?;
    let (actor, name) = (staff.actor.clone(), staff.name.clone());
    let decision = Engage {
        actor,
        name,
        client_id: message.client_id.0,
        content: Content::Text {
            text: message.text.0,
        },
    };
    let written = app
        .store
        .change_room(room_of(&staff, &view), decision, app.moment())
        .await?;
    let status = if written.known {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let message = message_of(&app, &staff, written.message_id).await?;
    Ok((status, Json(message)).into_response())
}
