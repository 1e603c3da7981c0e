//! The conversation around an enquiry.

use axum::{
    extract::State,
    response::{AppendHeaders, IntoResponse},
};
use causeway_core::{EnquiryId, Faults, Reason};
use causeway_store::Part;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    http::{
        management::{enquiries::find_readable, events::CURSOR_HEADER},
        request::{
            json::Json,
            path::PathId,
            query::{Pairs, Parameters, Query},
            session::SignedIn,
        },
    },
    wire::{
        message::MessageBody,
        problem::{Problem, problem_sets},
    },
};

/// The number of messages in a part: the default and the maximum.
const LIMIT_DEFAULT: i64 = 50;
const LIMIT_MAX: i64 = 200;

/// Which part of the conversation: the latest, unless `after` or `before` is given.
#[derive(Clone, Copy, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "tells the parameters that `PartQuery::read` reads"
)]
pub(super) struct PartParameters {
    /// The messages after this sequence.
    #[param(required = false, minimum = 0)]
    after: i64,
    /// The messages before this sequence.
    #[param(required = false, minimum = 0)]
    before: i64,
    /// How many messages at most, 1 to 200.
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: i64,
}

pub(super) struct PartQuery {
    part: Part,
    limit: i64,
}

impl Parameters for PartQuery {
    fn read(pairs: &Pairs, faults: &mut Faults) -> Option<Self> {
        let after = pairs.integer("after", 0..=i64::MAX, faults);
        let before = pairs.integer("before", 0..=i64::MAX, faults);
        let limit = pairs
            .integer("limit", 1..=LIMIT_MAX, faults)
            .unwrap_or(LIMIT_DEFAULT);
        let part = match (after, before) {
            (Some(_), Some(_)) => {
                faults.add("/before", Reason::NotAllowedWith { field: "after" });
                return None;
            }
            (Some(sequence), None) => Part::After(sequence),
            (None, Some(sequence)) => Part::Before(sequence),
            (None, None) => Part::Latest,
        };
        Some(Self { part, limit })
    }
}

/// A part of a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct MessageList {
    /// By rising sequence.
    items: Vec<MessageBody>,
    /// Whether there are more in the requested direction.
    has_more: bool,
    /// Always `null`: a conversation is read by sequence.
    next_cursor: Option<String>,
}

problem_sets! {
    /// Problems of reading a conversation.
    pub(super) struct ConversationProblems = [NotSignedIn, CrossSite, NotFound, Invalid];
}

/// Read a conversation
///
/// The whole room of the enquiry, by rising `sequence`: the latest part, the messages after
/// `after`, or those before `before`. For agents, the room of a closed enquiry ends with that
/// enquiry.
#[utoipa::path(
    get, path = "/api/v1/enquiries/{id}/messages", tag = "enquiries", operation_id = "listMessages",
    security(("session" = [])),
    params(("id" = String, Path, description = "The enquiry."), PartParameters),
    responses((status = OK, description = "A part of the conversation.", body = MessageList), ConversationProblems),
)]
pub(super) async fn list_messages(
    State(app): State<App>,
    staff: SignedIn,
    PathId(id): PathId<EnquiryId>,
    Query(PartQuery { part, limit }): Query<PartQuery>,
) -> Result<impl IntoResponse, Problem> {
    let cursor = app.screens.position().to_string();
    let view = find_readable(&app, &staff, id).await?;
    let until = (!staff.actor.may_read_on(&view.enquiry)).then_some(id);
    let (messages, has_more) = app
        .store
        .messages(staff.workspace_id, view.enquiry.room_id, until, part, limit)
        .await?;
    let items = messages.into_iter().map(MessageBody::from).collect();
    Ok((
        AppendHeaders([(CURSOR_HEADER, cursor)]),
        Json(MessageList {
            items,
            has_more,
            next_cursor: None,
        }),
    ))
}
