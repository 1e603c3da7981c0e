//! Events on the channel's side other than messages.

use axum::{
    extract::{Request, State},
    response::Response,
};
use causeway_core::{EnquiryId, MessageId, RoomId};
use causeway_core::{
    incoming::{IncomingEvent, IncomingVisitor, Receipt, ReceiptTarget, UpTo},
    room::{
        ChangeProfile, CloseByVisitor, DeleteMessage, EditMessage, Lookup, Receive, RoomDecision,
    },
};
use causeway_store::{Place, RoomKey};
use http::StatusCode;

use crate::{
    App,
    bus::{Hint, Typing},
    http::{
        omni::schema::IncomingEventBody,
        request::{
            caller::OnChannel,
            json,
            rate::{self, with_rate_headers},
        },
    },
    wire::{
        code::Code,
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of an event.
    pub(super) struct EventProblems = [
        MalformedJson, InvalidToken, ChannelSuspended, UnknownMessage, UnknownVisitor, RequestTimeout, NoChannel,
        NotEditable, PayloadTooLarge, UnsupportedMediaType, InvalidMessage, RateLimited,
    ];
}

/// Report a receipt, an edit, typing, or a change of a visitor
///
/// Receipts never move a message back to an earlier state: they may come late, twice and in any
/// order.
#[utoipa::path(
    post, path = "/omni/v1/events", tag = "omni", operation_id = "postOmniEvent",
    security(("accessToken" = [])),
    request_body = IncomingEventBody,
    responses((status = NO_CONTENT, description = "The event was taken."), EventProblems),
)]
pub(super) async fn post_event(
    State(app): State<App>,
    caller: OnChannel,
    request: Request,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    let teller = Teller { app: &app, caller };
    Ok(with_rate_headers(
        rate,
        take(&teller, request)
            .await
            .map(|()| StatusCode::NO_CONTENT),
    ))
}

async fn take(teller: &Teller<'_>, request: Request) -> Result<(), Problem> {
    let body = json::read_value(request).await?;
    let event = IncomingEvent::parse(&body).map_err(Problem::invalid_message)?;
    match event {
        IncomingEvent::Receipt { target, receipt } => teller.receipt(target, receipt).await?,
        IncomingEvent::MessageEdited { id, text } => {
            let place = teller.incoming(id).await?;
            teller
                .change(
                    place.room_id,
                    EditMessage {
                        message_id: place.message_id,
                        text,
                    },
                )
                .await?;
        }
        IncomingEvent::MessageDeleted { id } => {
            let place = teller.incoming(id).await?;
            teller
                .change(
                    place.room_id,
                    DeleteMessage {
                        message_id: place.message_id,
                    },
                )
                .await?;
        }
        IncomingEvent::Typing {
            visitor_id,
            started,
        } => teller.typing(visitor_id, started).await?,
        IncomingEvent::VisitorUpdated(IncomingVisitor { id, profile }) => {
            let (room_id, _) = teller.room_of(id).await?;
            teller
                .change(room_id, ChangeProfile { change: profile })
                .await?;
        }
        IncomingEvent::ConversationClosed { visitor_id } => {
            let (room_id, _) = teller.room_of(visitor_id).await?;
            teller.change(room_id, CloseByVisitor).await?;
        }
    }
    Ok(())
}

/// An event that a source reports.
struct Teller<'a> {
    app: &'a App,
    caller: OnChannel,
}

impl Teller<'_> {
    async fn change<D: RoomDecision<Answer = ()>>(
        &self,
        room_id: RoomId,
        decision: D,
    ) -> Result<(), Problem> {
        let room = RoomKey::Known {
            workspace_id: self.caller.workspace_id,
            room_id,
        };
        Ok(self
            .app
            .store
            .change_room(room, decision, self.app.moment())
            .await?)
    }

    async fn room_of(&self, visitor_id: String) -> Result<(RoomId, Option<EnquiryId>), Problem> {
        let OnChannel {
            workspace_id,
            channel_id,
            ..
        } = self.caller;
        let room = self
            .app
            .store
            .room_of_visitor(workspace_id, channel_id, visitor_id)
            .await?;
        room.ok_or_else(|| Problem::new(Code::UnknownVisitor))
    }

    async fn incoming(&self, id: String) -> Result<Place, Problem> {
        let OnChannel {
            workspace_id,
            source_id,
            ..
        } = self.caller;
        let place = self
            .app
            .store
            .place_of_incoming(workspace_id, source_id, id)
            .await?;
        place.ok_or_else(|| Problem::new(Code::UnknownMessage))
    }

    async fn ours(&self, id: MessageId) -> Result<Option<Place>, Problem> {
        let OnChannel {
            workspace_id,
            source_id,
            ..
        } = self.caller;
        Ok(self.app.store.place_of(workspace_id, source_id, id).await?)
    }

    async fn outgoing(&self, id: String) -> Result<Option<Place>, Problem> {
        let OnChannel {
            workspace_id,
            source_id,
            ..
        } = self.caller;
        Ok(self
            .app
            .store
            .place_of_outgoing(workspace_id, source_id, id)
            .await?)
    }

    async fn receipt(&self, target: ReceiptTarget, receipt: Receipt) -> Result<(), Problem> {
        let (room_id, which) = match target {
            ReceiptTarget::Ours(id) => self
                .ours(id)
                .await?
                .map(|place| (place.room_id, Lookup::Message(id))),
            ReceiptTarget::Theirs(id) => self
                .outgoing(id)
                .await?
                .map(|place| (place.room_id, Lookup::Message(place.message_id))),
            ReceiptTarget::UpTo { visitor_id, up_to } => {
                let (room_id, _) = self.room_of(visitor_id).await?;
                let sequence = self.sequence(room_id, up_to).await?;
                let news = receipt.state();
                sequence.map(|sequence| (room_id, Lookup::OutgoingUpTo { sequence, news }))
            }
        }
        .ok_or_else(|| Problem::new(Code::UnknownMessage))?;
        self.change(room_id, Receive { which, receipt }).await
    }

    /// The sequence that `up_to` refers to, which may be an id of either side.
    async fn sequence(&self, room_id: RoomId, up_to: UpTo) -> Result<Option<i64>, Problem> {
        let OnChannel {
            workspace_id,
            source_id,
            ..
        } = self.caller;
        let id = match up_to {
            UpTo::Sequence(sequence) => return Ok(Some(sequence)),
            UpTo::Message(id) => id,
        };
        let mut place = match MessageId::parse(&id) {
            Some(id) => self.ours(id).await?,
            None => self.outgoing(id.clone()).await?,
        };
        if place.is_none() {
            place = self
                .app
                .store
                .place_of_incoming(workspace_id, source_id, id)
                .await?;
        }
        Ok(place
            .filter(|place| place.room_id == room_id)
            .map(|place| place.sequence))
    }

    async fn typing(&self, visitor_id: String, started: bool) -> Result<(), Problem> {
        let (room_id, enquiry_id) = self.room_of(visitor_id).await?;
        if let Some(enquiry_id) = enquiry_id {
            let workspace_id = self.caller.workspace_id;
            self.app.bus.publish(Hint::Typing(Typing {
                workspace_id,
                room_id,
                enquiry_id,
                staff_id: None,
                started,
            }));
        }
        Ok(())
    }
}
