//! Past conversations, imported before anything is said here.

use std::collections::HashMap;

use axum::{
    extract::{Request, State},
    response::Response,
};
use causeway_core::{
    EnquiryId, MessageId, VisitorId,
    history::PastMessage,
    room::{Import, Imported},
};
use causeway_store::RoomKey;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    batch::{BATCH_BYTES_MAX, VISITORS_AT_ONCE, messages_of},
    caller::OnChannel,
    messages::attach,
    rate::told,
};
use crate::{
    App,
    http::{
        json::{self, Json},
        omni_schema::PastMessageBody,
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// What may refuse an import as a whole.
    pub(super) struct HistoryProblems = [
        MalformedJson, InvalidToken, ChannelSuspended, RequestTimeout, NoChannel, PayloadTooLarge, UnsupportedMediaType,
        InvalidMessage, RateLimited,
    ];
}

/// Past messages, of each visitor the oldest first.
#[derive(ToSchema)]
#[schema(as = History)]
#[expect(dead_code, reason = "tells the shape of what is read as a plain value")]
pub(super) struct HistoryBody {
    #[schema(min_items = 1, max_items = 100)]
    messages: Vec<PastMessageBody>,
}

/// What became of each message, in order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HistoryResults)]
pub(super) struct HistoryResults {
    results: Vec<HistoryResult>,
}

/// What became of one message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum HistoryResult {
    /// It stands in the conversation.
    Imported(ImportedMessage),
    /// It failed, alone.
    Refused {
        /// A problem document.
        #[schema(value_type = Object)]
        error: Value,
    },
}

/// A past message that was taken in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportedMessage {
    /// Causeway's id of the message.
    #[schema(value_type = String)]
    id: MessageId,
    /// The channel's id of the message.
    external_id: String,
    /// Causeway's id of the visitor.
    #[schema(value_type = String)]
    visitor_id: VisitorId,
    /// The closed enquiry that holds the visitor's past.
    #[schema(value_type = String)]
    enquiry_id: EnquiryId,
    #[schema(example = "INQ-000001")]
    enquiry_number: String,
    /// The same message had been taken in before.
    duplicate: bool,
}

/// Import past conversations
///
/// 1 to 100 messages of both directions that were said elsewhere, together at most 4 MiB, of each visitor the oldest first.
/// They stand in one closed enquiry for each visitor: nobody is asked, nothing is sent, no automatic message is said. Each is
/// taken in or refused by itself; the same `id` again is a duplicate. Once a visitor's conversation has begun here, its past is
/// refused with `conversation-begun`.
#[utoipa::path(
    post, path = "/omni/v1/history", tag = "omni", operation_id = "postOmniHistory", security(("accessToken" = [])),
    request_body = HistoryBody,
    responses((status = OK, description = "What became of each.", body = HistoryResults), HistoryProblems),
)]
pub(super) async fn post_history(
    State(app): State<App>,
    caller: OnChannel,
    request: Request,
) -> Result<Response, Problem> {
    let rate = app.source_limit.take(caller.source_id)?;
    Ok(told(rate, import_all(&app, caller, request).await))
}

async fn import_all(app: &App, caller: OnChannel, request: Request) -> Result<Json<HistoryResults>, Problem> {
    let body = json::read_value_within(request, BATCH_BYTES_MAX).await?;
    let messages = messages_of(&body).map_err(Problem::invalid_message)?;
    let mut results: Vec<Option<HistoryResult>> = messages.iter().map(|_| None).collect();
    let now = app.clock.now();
    let mut of_visitors: HashMap<String, Vec<(usize, PastMessage)>> = HashMap::new();
    for (index, message) in messages.iter().enumerate() {
        match PastMessage::parse(message, now) {
            Ok(past) => of_visitors.entry(past.message.visitor.id.clone()).or_default().push((index, past)),
            Err(faults) => results[index] = Some(refused(&Problem::invalid_message(faults))),
        }
    }
    let mut done = stream::iter(of_visitors.into_values().map(|messages| import_in_turn(app, caller, messages)))
        .buffer_unordered(VISITORS_AT_ONCE);
    while let Some(of_one) = done.next().await {
        for (index, result) in of_one {
            results[index] = Some(result);
        }
    }
    Ok(Json(HistoryResults { results: results.into_iter().flatten().collect() }))
}

async fn import_in_turn(
    app: &App,
    caller: OnChannel,
    messages: Vec<(usize, PastMessage)>,
) -> Vec<(usize, HistoryResult)> {
    let mut results = Vec::with_capacity(messages.len());
    for (index, past) in messages {
        let external_id = past.message.id.clone();
        let result = match import(app, caller, past).await {
            Ok(imported) => HistoryResult::Imported(answer(&imported, external_id)),
            Err(problem) => refused(&problem),
        };
        results.push((index, result));
    }
    results
}

async fn import(app: &App, caller: OnChannel, mut past: PastMessage) -> Result<Imported, Problem> {
    attach(app, caller, &mut past.message.content).await?;
    let room = RoomKey::Visitor {
        workspace_id: caller.workspace_id,
        source_id: caller.source_id,
        channel_id: caller.channel_id,
        external_id: past.message.visitor.id.clone(),
    };
    Ok(app.store.change_room(room, Import::new(past), app.moment()).await?)
}

fn answer(imported: &Imported, external_id: String) -> ImportedMessage {
    ImportedMessage {
        id: imported.message_id,
        external_id,
        visitor_id: imported.visitor_id,
        enquiry_id: imported.enquiry_id,
        enquiry_number: imported.enquiry_number.to_string(),
        duplicate: imported.duplicate,
    }
}

fn refused(problem: &Problem) -> HistoryResult {
    HistoryResult::Refused { error: problem.to_json() }
}
