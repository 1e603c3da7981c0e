//! Reading chatbots.

use axum::extract::State;
use causeway_core::ChatbotId;

use crate::{
    App,
    http::{
        management::chatbots::ChatbotBody,
        request::{
            json::Json,
            paging::{List, Page},
            path::PathId,
            query::Query,
            session::{Permitted, ReadChannels},
        },
    },
    wire::problem::{ListProblems, Problem, ReadProblems},
};

/// List chatbots
///
/// In the order in which they were added.
#[utoipa::path(
    get, path = "/api/v1/chatbots", tag = "chatbots", operation_id = "listChatbots", security(("session" = [])),
    params(Page),
    responses((status = 200, description = "A page of chatbots.", body = List<ChatbotBody>), ListProblems),
)]
pub(super) async fn list(
    State(app): State<App>,
    reader: Permitted<ReadChannels>,
    Query(page): Query<Page>,
) -> Result<Json<List<ChatbotBody>>, Problem> {
    let after = page.after::<ChatbotId>()?;
    let chatbots = app
        .store
        .chatbots(reader.workspace_id, after, page.limit_and_one())
        .await?;
    let body = |chatbot| ChatbotBody::of(chatbot, &reader);
    Ok(Json(List::of(
        &page,
        chatbots,
        |chatbot| chatbot.id.to_string(),
        body,
    )))
}

/// Show a chatbot
#[utoipa::path(
    get, path = "/api/v1/chatbots/{id}", tag = "chatbots", operation_id = "getChatbot", security(("session" = [])),
    params(("id" = String, Path, description = "A chatbot.")),
    responses((status = 200, description = "The chatbot.", body = ChatbotBody), ReadProblems),
)]
pub(super) async fn get(
    State(app): State<App>,
    reader: Permitted<ReadChannels>,
    PathId(id): PathId<ChatbotId>,
) -> Result<Json<ChatbotBody>, Problem> {
    let chatbot = app
        .store
        .chatbot(reader.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(ChatbotBody::of(chatbot, &reader)))
}
