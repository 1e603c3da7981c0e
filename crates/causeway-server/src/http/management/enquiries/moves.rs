//! What staff do with an enquiry: pick up, close, read, type.

use axum::extract::State;
use causeway_core::{
    EnquiryId,
    room::{Close, PickUp, Read, Type},
};
use causeway_derive::Input;
use http::StatusCode;

use crate::{
    App,
    http::{
        management::enquiries::{
            change, decide, find_offered, find_readable,
            labels::{self, LabelIds},
        },
        request::{
            json::{Json, OptionalJson},
            path::PathId,
            session::SignedIn,
        },
    },
    typing,
    wire::{
        enquiry::EnquiryBody,
        field::{Count, Sequence},
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of picking up an enquiry.
    pub(super) struct PickUpProblems = [NotSignedIn, CrossSite, NotFound, AlreadyPickedUp, NotOffered, EnquiryClosed];
    /// Problems of closing an enquiry.
    pub(super) struct CloseProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, NotPickedUp, EnquiryClosed,
        PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
    /// Problems of marking messages as read and of reporting that staff are typing.
    pub(super) struct OwnerProblems = [
        MalformedJson, NotSignedIn, CrossSite, NotFound, RequestTimeout, NotOwner, EnquiryClosed, PayloadTooLarge,
        UnsupportedMediaType, Invalid,
    ];
}

/// Pick up an enquiry
///
/// The first request wins. All others get `409 already-picked-up` with the current owner, in
/// `enquiry`. The owner can repeat the request and gets the enquiry again.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/pick-up", tag = "enquiries", operation_id = "pickUpEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    responses((status = OK, description = "The enquiry is yours.", body = EnquiryBody), PickUpProblems),
)]
pub(super) async fn pick_up(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_offered(&app, &staff, id).await?;
    let decision = PickUp {
        actor: staff.actor.clone(),
        name: staff.name.clone(),
        enquiry_id: id,
    };
    decide(&app, &staff, &view, decision).await
}

/// Options for closing an enquiry.
#[derive(Input)]
#[input(name = "CloseEnquiry")]
pub(super) struct CloseForm {
    /// The labels that the enquiry gets. If left out, it keeps its labels.
    label_ids: Option<LabelIds>,
}

/// Close an enquiry
///
/// The visitor gets the channel's closing message.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/close", tag = "enquiries", operation_id = "closeEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body(content = Option<CloseForm>, description = "Optional."),
    responses((status = OK, description = "The enquiry is closed.", body = EnquiryBody), CloseProblems),
)]
pub(super) async fn close(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    OptionalJson(form): OptionalJson<CloseForm>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let labels = form.label_ids.map(|ids| ids.0);
    labels::check(
        &app,
        staff.workspace_id,
        labels.as_deref().unwrap_or_default(),
    )
    .await?;
    let decision = Close {
        actor: staff.actor.clone(),
        name: staff.name.clone(),
        enquiry_id: id,
        labels,
    };
    decide(&app, &staff, &view, decision).await
}

/// How far staff have read.
#[derive(Input)]
pub(super) struct ReadUpTo {
    /// Sequence of the last message that was read.
    up_to: Sequence,
}

/// Mark messages as read
///
/// For the owner and participants. Never moves backwards. The channel gets an event.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/read", tag = "enquiries", operation_id = "readEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = ReadUpTo,
    responses((status = OK, description = "The enquiry.", body = EnquiryBody), OwnerProblems),
)]
pub(super) async fn read(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(ReadUpTo {
        up_to: Count(up_to),
    }): Json<ReadUpTo>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let decision = Read {
        actor: staff.actor.clone(),
        enquiry_id: id,
        up_to,
    };
    decide(&app, &staff, &view, decision).await
}

/// Whether staff are typing.
#[derive(Input)]
pub(super) struct Typing {
    /// `true`: started; `false`: stopped.
    typing: bool,
}

/// Report that you are typing
///
/// For the owner and participants. Shown to colleagues and sent to the channel once; never stored
/// or retried.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/typing", tag = "enquiries", operation_id = "typeInEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = Typing,
    responses((status = NO_CONTENT, description = "Sent."), OwnerProblems),
)]
pub(super) async fn typing(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(Typing { typing: started }): Json<Typing>,
) -> Result<StatusCode, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let decision = Type {
        actor: staff.actor.clone(),
        enquiry_id: id,
        started,
    };
    let notice = change(&app, &staff, &view, decision).await?;
    typing::tell(
        &app,
        staff.workspace_id,
        staff.actor.staff_id,
        id,
        notice,
        started,
    );
    Ok(StatusCode::NO_CONTENT)
}
