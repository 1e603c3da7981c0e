//! Visitors' messages in batches.

use std::collections::HashMap;

use axum::{
    extract::{Request, State},
    response::Response,
};
use causeway_core::incoming::IncomingMessage;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    App,
    http::{
        omni::{
            messages::{AcceptedMessage, MessageProblems, accept},
            schema::IncomingMessageBody,
        },
        request::{
            caller::OnChannel,
            json::{self, Json},
            rate::{self, with_rate_headers},
        },
    },
    wire::{code::Code, problem::Problem, problem_body::ProblemBody},
};

/// The most messages in one batch (`omni-api.md` §2).
pub(super) const MESSAGES_MAX: usize = 100;
/// The longest batch, in bytes. It has room for as many messages with the longest texts.
pub(super) const BATCH_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The number of visitors whose messages are accepted concurrently; they share commits. The
/// messages of one visitor are accepted one after the other.
pub(super) const VISITORS_AT_ONCE: usize = 16;

/// Messages, in the order in which to accept them.
#[derive(ToSchema)]
#[schema(as = MessageBatch)]
#[expect(dead_code, reason = "tells the shape of what is read as a plain value")]
pub(super) struct BatchBody {
    #[schema(min_items = 1, max_items = 100)]
    messages: Vec<IncomingMessageBody>,
}

/// The result of each message, in order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessageBatchResults)]
pub(super) struct BatchResults {
    results: Vec<BatchResult>,
}

/// A message that failed, alone.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FailedMessage {
    /// A problem document.
    #[schema(value_type = ProblemBody)]
    error: Value,
}

impl From<&Problem> for FailedMessage {
    fn from(problem: &Problem) -> Self {
        Self {
            error: problem.to_json(),
        }
    }
}

/// The result of one message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum BatchResult {
    /// The response of `POST /omni/v1/messages`.
    Accepted(AcceptedMessage),
    /// This message alone failed.
    Refused(FailedMessage),
}

/// Send several messages
///
/// 1 to 100 messages, together at most 4 MiB. Each is accepted or refused separately, and each
/// counts towards the request limit. Messages of one visitor are accepted in the order of the list.
#[utoipa::path(
    post, path = "/omni/v1/messages/batch", tag = "omni", operation_id = "postOmniBatch",
    security(("accessToken" = [])),
    request_body = BatchBody,
    responses((status = OK, description = "The result of each.", body = BatchResults), MessageProblems),
)]
pub(super) async fn post_batch(
    State(app): State<App>,
    caller: OnChannel,
    request: Request,
) -> Result<Response, Problem> {
    // The request of the batch counts as that of its first message.
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    Ok(with_rate_headers(
        rate,
        accept_all(&app, caller, request).await,
    ))
}

async fn accept_all(
    app: &App,
    caller: OnChannel,
    request: Request,
) -> Result<Json<BatchResults>, Problem> {
    let messages = json::read_entries(request, BATCH_BYTES_MAX, "messages", MESSAGES_MAX).await?;
    let mut results: Vec<Option<BatchResult>> = messages.iter().map(|_| None).collect();
    let now = app.clock.now();
    let mut parsed = Vec::with_capacity(messages.len());
    let mut held_back = HashMap::new();
    for (index, message) in messages.into_iter().enumerate() {
        let admitted = if index == 0 {
            Ok(())
        } else {
            rate::take(&app.source_limit, caller.source_id).map(drop)
        };
        let message = message.and_then(|message| {
            IncomingMessage::parse(&message, now).map_err(Problem::invalid_message)
        });
        let refused = match (admitted, message) {
            (Ok(()), Ok(message)) => {
                let Some(code) = held_back.get(&message.visitor.id) else {
                    parsed.push((index, message));
                    continue;
                };
                has_to_wait(*code)
            }
            (Ok(()), Err(problem)) | (Err(problem), Err(_)) => problem,
            (Err(problem), Ok(message)) => {
                held_back.insert(message.visitor.id, problem.code());
                problem
            }
        };
        results[index] = Some(BatchResult::from(Err(refused)));
    }
    let (of_visitors, later) = sort(parsed);
    let mut accepted = stream::iter(
        of_visitors
            .into_iter()
            .map(|messages| accept_in_turn(app, caller, messages)),
    )
    .buffer_unordered(VISITORS_AT_ONCE);
    while let Some(of_one) = accepted.next().await {
        for (index, result) in of_one {
            results[index] = Some(result);
        }
    }
    for (index, result) in accept_in_turn(app, caller, later).await {
        results[index] = Some(result);
    }
    Ok(Json(BatchResults {
        results: results.into_iter().flatten().collect(),
    }))
}

/// A message and its place in the batch.
type Placed = (usize, IncomingMessage);

/// Groups the messages by visitor. A message whose id an earlier message of another visitor has
/// goes into the second list: the first one must get the id.
fn sort(messages: Vec<Placed>) -> (Vec<Vec<Placed>>, Vec<Placed>) {
    let (mut of_visitors, mut later) = (HashMap::<String, Vec<Placed>>::new(), Vec::new());
    let mut first_with: HashMap<String, String> = HashMap::new();
    for (index, message) in messages {
        let visitor = message.visitor.id.clone();
        if *first_with
            .entry(message.id.clone())
            .or_insert_with(|| visitor.clone())
            == visitor
        {
            of_visitors
                .entry(visitor)
                .or_default()
                .push((index, message));
        } else {
            later.push((index, message));
        }
    }
    (of_visitors.into_values().collect(), later)
}

/// Accepts the messages one after the other. After a message that may be accepted later, those of
/// the same visitor are refused too: otherwise they would come before it.
async fn accept_in_turn(
    app: &App,
    caller: OnChannel,
    messages: Vec<Placed>,
) -> Vec<(usize, BatchResult)> {
    let mut results = Vec::with_capacity(messages.len());
    let mut held_back: HashMap<String, Code> = HashMap::new();
    for (index, message) in messages {
        let visitor = message.visitor.id.clone();
        let result = match held_back.get(&visitor) {
            Some(code) => Err(has_to_wait(*code)),
            None => accept(app, caller, message).await,
        };
        if let Err(problem) = &result
            && problem.code().may_pass()
        {
            held_back.insert(visitor, problem.code());
        }
        results.push((index, BatchResult::from(result)));
    }
    results
}

/// The problem of a visitor's messages after one that was refused with `code`.
pub(super) fn has_to_wait(code: Code) -> Problem {
    Problem::because(
        code,
        "A message of this visitor before it was refused for now. Hand in both again.",
    )
}

impl From<Result<AcceptedMessage, Problem>> for BatchResult {
    fn from(result: Result<AcceptedMessage, Problem>) -> Self {
        match result {
            Ok(accepted) => Self::Accepted(accepted),
            Err(problem) => Self::Refused(FailedMessage::from(&problem)),
        }
    }
}
