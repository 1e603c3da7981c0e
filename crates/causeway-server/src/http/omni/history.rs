//! Past conversations, imported before the conversation begins here.

use std::collections::{HashMap, HashSet};

use axum::{
    extract::{Request, State},
    response::Response,
};
use causeway_core::{
    EnquiryId, Faults, LabelId, MessageId, Reason, StaffId, Thing, VisitorId, WorkspaceId,
    history::{PastMessage, Speaker},
    label::Label,
    room::{Import, Imported},
    staff::{Name, Staff, parse_email},
};
use causeway_store::RoomKey;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::{
        omni::{
            batch::{BATCH_BYTES_MAX, FailedMessage, MESSAGES_MAX, VISITORS_AT_ONCE, has_to_wait},
            messages::attach,
            schema::PastMessageBody,
        },
        request::{
            caller::OnChannel,
            json::{self, Json},
            rate::{self, with_rate_headers},
        },
    },
    wire::problem::{Problem, problem_sets},
};

problem_sets! {
    /// Problems of an import as a whole.
    pub(super) struct HistoryProblems = [
        MalformedJson, InvalidToken, ChannelSuspended, RequestTimeout, NoChannel, PayloadTooLarge, UnsupportedMediaType,
        InvalidMessage, RateLimited,
    ];
}

/// Past messages, in any order.
#[derive(ToSchema)]
#[schema(as = History)]
#[expect(dead_code, reason = "tells the shape of what is read as a plain value")]
pub(super) struct HistoryBody {
    #[schema(min_items = 1, max_items = 100)]
    messages: Vec<PastMessageBody>,
}

/// The result of each message, in order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HistoryResults)]
pub(super) struct HistoryResults {
    results: Vec<HistoryResult>,
}

/// The result of one message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum HistoryResult {
    /// It is part of the conversation.
    Imported(ImportedMessage),
    /// This message alone failed.
    Refused(FailedMessage),
}

/// A past message that was imported.
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
    /// The closed enquiry that holds the conversation.
    #[schema(value_type = String)]
    enquiry_id: EnquiryId,
    #[schema(example = "INQ-000001")]
    enquiry_number: String,
    /// The staff member with the address `staffEmail`. `null` if there is none; the message then
    /// keeps only the author's `displayName`.
    #[schema(value_type = Option<String>)]
    staff_id: Option<StaffId>,
    /// Whether the same message was imported before.
    duplicate: bool,
}

/// Import past conversations
///
/// 1 to 100 messages of both directions from another system, together at most 4 MiB. Messages of
/// one visitor are imported in the order of their `sentAt`, whatever their order in the request. A
/// message that is older than those of an earlier request is refused with `/sentAt`. Each
/// `conversationId` of a visitor becomes a closed enquiry of its own, and so do the messages
/// without one: no staff get an offer, and nothing is sent, not even an automatic message. Each
/// message is imported or refused separately; the same `id` again is a duplicate. Once a visitor's
/// conversation has begun here, its history is refused with `conversation-begun`.
#[utoipa::path(
    post, path = "/omni/v1/history", tag = "omni", operation_id = "postOmniHistory", security(("accessToken" = [])),
    request_body = HistoryBody,
    responses((status = OK, description = "The result of each.", body = HistoryResults), HistoryProblems),
)]
pub(super) async fn post_history(
    State(app): State<App>,
    caller: OnChannel,
    request: Request,
) -> Result<Response, Problem> {
    let rate = rate::take(&app.source_limit, caller.source_id)?;
    Ok(with_rate_headers(
        rate,
        import_all(&app, caller, request).await,
    ))
}

async fn import_all(
    app: &App,
    caller: OnChannel,
    request: Request,
) -> Result<Json<HistoryResults>, Problem> {
    let messages = json::read_entries(request, BATCH_BYTES_MAX, "messages", MESSAGES_MAX).await?;
    let mut results: Vec<Option<HistoryResult>> = messages.iter().map(|_| None).collect();
    let now = app.clock.now();
    let mut parsed = Vec::with_capacity(messages.len());
    for (index, message) in messages.into_iter().enumerate() {
        match message
            .and_then(|message| PastMessage::parse(&message, now).map_err(Problem::invalid_message))
        {
            Ok(past) => parsed.push((index, past)),
            Err(problem) => results[index] = Some(refused(&problem)),
        }
    }
    let known = Known::of(app, caller.workspace_id, &parsed).await?;
    let mut of_visitors: HashMap<String, Vec<(usize, Import)>> = HashMap::new();
    for (index, past) in parsed {
        let visitor = past.message.visitor.id.clone();
        match known.import(past) {
            Ok(import) => of_visitors
                .entry(visitor)
                .or_default()
                .push((index, import)),
            Err(faults) => results[index] = Some(refused(&Problem::invalid_message(faults))),
        }
    }
    for of_one in of_visitors.values_mut() {
        of_one.sort_by_key(|(_, import)| import.past.sent_at);
    }
    let mut done = stream::iter(
        of_visitors
            .into_values()
            .map(|imports| import_in_turn(app, caller, imports)),
    )
    .buffer_unordered(VISITORS_AT_ONCE);
    while let Some(of_one) = done.next().await {
        for (index, result) in of_one {
            results[index] = Some(result);
        }
    }
    Ok(Json(HistoryResults {
        results: results.into_iter().flatten().collect(),
    }))
}

/// The labels and staff of the workspace that past messages may name.
struct Known {
    labels: Vec<Label>,
    staff: Vec<Staff>,
}

impl Known {
    /// Loads the labels if any message names labels, and the staff if any names a staff member.
    async fn of(
        app: &App,
        workspace_id: WorkspaceId,
        messages: &[(usize, PastMessage)],
    ) -> Result<Self, Problem> {
        let mut known = Self {
            labels: Vec::new(),
            staff: Vec::new(),
        };
        if messages.iter().any(|(_, past)| past.labels.is_some()) {
            known.labels = app.store.labels(workspace_id).await?;
        }
        if messages.iter().any(|(_, past)| email_of(past).is_some()) {
            known.staff = app.store.staff(workspace_id).await?;
        }
        Ok(known)
    }

    /// The import of a message, with the staff member and the labels that it names.
    fn import(&self, past: PastMessage) -> Result<Import, Faults> {
        let labels = past
            .labels
            .as_deref()
            .map(|names| self.labels(names))
            .transpose()?;
        let staff = email_of(&past).and_then(|email| self.answerer(email));
        Ok(Import {
            past,
            labels,
            staff,
        })
    }

    fn labels(&self, names: &[String]) -> Result<Vec<LabelId>, Faults> {
        let mut faults = Faults::default();
        let mut ids = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            let is_meant = |label: &&Label| {
                label.id.to_string() == *name
                    || label.name.trim().to_lowercase() == name.trim().to_lowercase()
            };
            match self.labels.iter().find(is_meant) {
                Some(label) => ids.push(label.id),
                None => faults.add(
                    format!("/labels/{index}"),
                    Reason::NotFound { what: Thing::Label },
                ),
            }
        }
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(*id));
        faults.finish(Some(ids))
    }

    fn answerer(&self, email: &str) -> Option<(StaffId, Name)> {
        let email = parse_email(email)?;
        let found = self.staff.iter().find(|staff| staff.email == email)?;
        Some((found.id, found.name.clone()))
    }
}

fn email_of(past: &PastMessage) -> Option<&str> {
    match &past.speaker {
        Speaker::Visitor => None,
        Speaker::Business { staff_email, .. } => staff_email.as_deref(),
    }
}

/// Imports the messages one after the other. After a message that may be imported later, all
/// following ones are refused too: otherwise it would be older than the messages that are already
/// imported.
async fn import_in_turn(
    app: &App,
    caller: OnChannel,
    imports: Vec<(usize, Import)>,
) -> Vec<(usize, HistoryResult)> {
    let mut results = Vec::with_capacity(imports.len());
    let mut held_back = None;
    for (index, one) in imports {
        let external_id = one.past.message.id.clone();
        let staff_id = one.staff.as_ref().map(|(id, _)| *id);
        let imported = match held_back {
            Some(code) => Err(has_to_wait(code)),
            None => import(app, caller, one).await,
        };
        results.push(match imported {
            Ok(imported) => (
                index,
                HistoryResult::Imported(answer(&imported, external_id, staff_id)),
            ),
            Err(problem) => {
                held_back = held_back.or(Some(problem.code()).filter(|code| code.may_pass()));
                (index, refused(&problem))
            }
        });
    }
    results
}

async fn import(app: &App, caller: OnChannel, mut import: Import) -> Result<Imported, Problem> {
    attach(app, caller, &mut import.past.message.content).await?;
    let room = RoomKey::Visitor {
        workspace_id: caller.workspace_id,
        source_id: caller.source_id,
        channel_id: caller.channel_id,
        external_id: import.past.message.visitor.id.clone(),
    };
    Ok(app.store.change_room(room, import, app.moment()).await?)
}

fn answer(imported: &Imported, external_id: String, staff_id: Option<StaffId>) -> ImportedMessage {
    ImportedMessage {
        id: imported.message_id,
        external_id,
        visitor_id: imported.visitor_id,
        enquiry_id: imported.enquiry_id,
        enquiry_number: imported.enquiry_number.to_string(),
        staff_id,
        duplicate: imported.duplicate,
    }
}

fn refused(problem: &Problem) -> HistoryResult {
    HistoryResult::Refused(FailedMessage::from(problem))
}
