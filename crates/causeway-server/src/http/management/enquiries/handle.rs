//! What staff do with an enquiry besides answering: decline, transfer, take over, snooze, reopen.

use axum::extract::State;
use causeway_core::{
    EnquiryId, Faults, Fields, Reason, StaffId, Thing, Timestamp,
    assignment::Destination,
    enquiry::{PARTICIPANTS_MAX, SNOOZE_MAX},
    room::{CancelTransfer, ChangeParticipants, Decline, Reopen, Snooze, TakeOver, Transfer},
};
use causeway_derive::Input;
use utoipa::openapi::{RefOr, Schema};

use crate::{
    App,
    http::{
        management::enquiries::{decide, find_offered, find_readable},
        request::{json::Json, path::PathId, session::SignedIn},
    },
    wire::{
        enquiry::EnquiryBody,
        field::{Ids, OrNull, Text, Value, plain_text},
        input::value_of,
        problem::{Problem, problem_sets},
        words::TransferMode,
    },
};

/// Longest note, in characters.
pub(super) const NOTE_MAX: usize = 5_000;

problem_sets! {
    /// Problems of declining an offer.
    pub(super) struct DeclineProblems = [NotSignedIn, CrossSite, NotFound, NotOffered, EnquiryClosed];
    /// Problems of transferring an enquiry.
    pub(super) struct TransferProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, NotOwner, NotPickedUp, EnquiryClosed,
        NobodyAvailable, PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
    /// Problems of cancelling a transfer.
    pub(super) struct CancelProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, NotOwner, NotPickedUp, EnquiryClosed];
    /// Problems of changing participants and of snoozing.
    pub(super) struct HandleProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, NotOwner, NotPickedUp, EnquiryClosed,
        PayloadTooLarge, UnsupportedMediaType, Invalid,
    ];
    /// Problems of taking over an enquiry.
    pub(super) struct TakeOverProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, EnquiryClosed];
    /// Problems of reopening an enquiry.
    pub(super) struct ReopenProblems = [
        NotSignedIn, Forbidden, CrossSite, NotFound, ChannelArchived, EnquiryClosed, EnquiryOpen, TooLate,
    ];
}

/// Decline an offer
///
/// The enquiry is immediately offered to others, and no longer to you at this destination.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/decline", tag = "enquiries", operation_id = "declineEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    responses((status = OK, description = "The enquiry, as it goes on.", body = EnquiryBody), DeclineProblems),
)]
pub(super) async fn decline(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
) -> Result<Json<EnquiryBody>, Problem> {
    // Someone faster may have it by now. The caller had the offer, so they get this as the answer
    // instead of `not-found`.
    let view = find_offered(&app, &staff, id).await?;
    let decision = Decline {
        actor: staff.actor.clone(),
        name: staff.name.clone(),
        enquiry_id: id,
    };
    decide(&app, &staff, &view, decision).await
}

/// The recipient of a transfer.
#[derive(Input)]
#[input(name = "NewTransfer")]
pub(super) struct TransferForm {
    /// The id of a service group, of a chatbot or of a staff member.
    to: Destination,
    mode: TransferMode,
    /// For colleagues; the visitor never sees it.
    note: Option<Text<1, NOTE_MAX>>,
}

impl Value for Destination {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        value_of(fields, name, Thing::Recipient, faults)
    }

    fn schema() -> RefOr<Schema> {
        plain_text()
    }
}

/// Transfer an enquiry
///
/// It stays yours until someone there accepts by picking it up. If no one does in time, it is
/// missed (`blind`) or stays yours (`loopback`). A chatbot answers the visitor immediately, while
/// the enquiry stays yours. When the chatbot hands over, the enquiry is missed or yours alone
/// again.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/transfer", tag = "enquiries", operation_id = "transferEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = TransferForm,
    responses((status = OK, description = "The enquiry, offered to others.", body = EnquiryBody), TransferProblems),
)]
pub(super) async fn transfer(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(TransferForm { to, mode, note }): Json<TransferForm>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let known = match to {
        Destination::Group(group_id) => app
            .store
            .service_group(staff.workspace_id, group_id)
            .await?
            .is_some(),
        Destination::Chatbot(id) => app.store.chatbot(staff.workspace_id, id).await?.is_some(),
        Destination::Staff(staff_id) => app
            .store
            .staff_member(staff.workspace_id, staff_id)
            .await?
            .is_some(),
    };
    if !known {
        return Err(Faults::one(
            "/to",
            Reason::NotFound {
                what: Thing::Recipient,
            },
        )
        .into());
    }
    if to.staff().is_some() && to.staff() == view.enquiry.owner {
        return Err(Faults::one("/to", Reason::AlreadyOwner).into());
    }
    let (actor, name) = (staff.actor.clone(), staff.name.clone());
    let decision = Transfer {
        actor,
        name,
        enquiry_id: id,
        to,
        mode: mode.into(),
        note: note.map(Into::into),
    };
    decide(&app, &staff, &view, decision).await
}

/// Cancel a transfer
///
/// The offers end, and the enquiry stays with its owner. Without a transfer, nothing happens.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/cancel-transfer", tag = "enquiries", operation_id = "cancelTransfer",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    responses((status = OK, description = "The enquiry.", body = EnquiryBody), CancelProblems),
)]
pub(super) async fn cancel_transfer(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let decision = CancelTransfer {
        actor: staff.actor.clone(),
        name: staff.name.clone(),
        enquiry_id: id,
    };
    decide(&app, &staff, &view, decision).await
}

/// Take over an enquiry
///
/// From its owner; without an owner, as if it were offered to you. For administrators, and for
/// supervisors of a service group that it was offered to.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/take-over", tag = "enquiries", operation_id = "takeOverEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    responses((status = OK, description = "The enquiry is yours.", body = EnquiryBody), TakeOverProblems),
)]
pub(super) async fn take_over(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let decision = TakeOver {
        actor: staff.actor.clone(),
        name: staff.name.clone(),
        enquiry_id: id,
    };
    decide(&app, &staff, &view, decision).await
}

/// The participants to add and to remove.
#[derive(Input)]
#[input(name = "ParticipantsChange")]
pub(super) struct ParticipantsForm {
    add: Option<Ids<StaffId, PARTICIPANTS_MAX>>,
    remove: Option<Ids<StaffId, PARTICIPANTS_MAX>>,
}

/// Change the participants
///
/// Participants see the enquiry and answer in it besides its owner. At most 10. The owner and
/// supervisors add and remove them; every participant may leave.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/participants", tag = "enquiries", operation_id = "changeParticipants",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = ParticipantsForm,
    responses((status = OK, description = "The enquiry.", body = EnquiryBody), HandleProblems),
)]
pub(super) async fn participants(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(form): Json<ParticipantsForm>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let add = form.add.map(|ids| ids.0).unwrap_or_default();
    let remove = form.remove.map(|ids| ids.0).unwrap_or_default();
    let mut faults = Faults::default();
    for (index, staff_id) in add.iter().enumerate() {
        if app
            .store
            .staff_member(staff.workspace_id, *staff_id)
            .await?
            .is_none()
        {
            faults.add(
                format!("/add/{index}"),
                Reason::NotFound { what: Thing::Staff },
            );
        }
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let decision = ChangeParticipants {
        actor: staff.actor.clone(),
        enquiry_id: id,
        add,
        remove,
    };
    decide(&app, &staff, &view, decision).await
}

/// The end of a snooze.
#[derive(Input)]
#[input(name = "NewSnooze")]
pub(super) struct SnoozeForm {
    /// At most 90 days ahead; `null`: the snooze ends now.
    until: OrNull<Timestamp>,
}

/// Snooze an enquiry
///
/// It is put off until that time, or until the visitor writes. Auto-close waits that long.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/snooze", tag = "enquiries", operation_id = "snoozeEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    request_body = SnoozeForm,
    responses((status = OK, description = "The enquiry.", body = EnquiryBody), HandleProblems),
)]
pub(super) async fn snooze(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Json(SnoozeForm {
        until: OrNull(until),
    }): Json<SnoozeForm>,
) -> Result<Json<EnquiryBody>, Problem> {
    let now = app.clock.now();
    if until.is_some_and(|until| until <= now || until > now.plus(SNOOZE_MAX)) {
        let reason = Reason::TimeOutOfRange {
            earliest: Some(now),
            latest: Some(now.plus(SNOOZE_MAX)),
        };
        return Err(Faults::one("/until", reason).into());
    }
    let view = find_readable(&app, &staff, id).await?;
    let decision = Snooze {
        actor: staff.actor.clone(),
        enquiry_id: id,
        until,
    };
    decide(&app, &staff, &view, decision).await
}

/// Reopen an enquiry
///
/// Possible within 24 hours after it closed, while the room has no other enquiry that is not
/// closed. It is yours from then on.
#[utoipa::path(
    post, path = "/api/v1/enquiries/{id}/reopen", tag = "enquiries", operation_id = "reopenEnquiry",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry.")),
    responses((status = OK, description = "The enquiry is yours.", body = EnquiryBody), ReopenProblems),
)]
pub(super) async fn reopen(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
) -> Result<Json<EnquiryBody>, Problem> {
    let view = find_readable(&app, &staff, id).await?;
    let decision = Reopen {
        actor: staff.actor.clone(),
        name: staff.name.clone(),
        enquiry_id: id,
    };
    decide(&app, &staff, &view, decision).await
}
