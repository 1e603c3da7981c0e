//! Chatbots: destinations that answer by themselves until they hand over.

mod change;
mod read;
mod secret;

use causeway_core::permission::Action;
use causeway_store::Chatbot;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{App, http::request::session::SignedIn, wire::words::WebhookState};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read::list, change::create))
        .routes(routes!(read::get, change::update, change::remove))
        .routes(routes!(secret::reveal))
        .routes(routes!(secret::rotate))
}

/// A program that answers visitors until it hands over.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Chatbot)]
pub(super) struct ChatbotBody {
    #[schema(example = "bot_01JD00000000000000000000AA")]
    id: String,
    /// Unique in the workspace. Visitors see it, unless the channel shows no names.
    name: String,
    /// Where its turns are sent; `null` for callers who may not manage channels.
    webhook_url: Option<String>,
    /// While it is `failing` or `stopped`, the next destination is tried instead.
    webhook_state: WebhookState,
    /// Conversations that wait for its answer.
    waiting: i64,
    /// What is wrong with the endpoint; `null` for callers who may not manage channels.
    failure_reason: Option<String>,
    /// Seconds that it has for each answer before the next destination is tried.
    answer_seconds: u32,
    /// A conversation with it closes after this many minutes without a message from the visitor.
    quiet_minutes: u32,
    #[schema(format = DateTime)]
    created_at: String,
    /// Counts changes, for `If-Match`.
    version: i64,
}

impl ChatbotBody {
    /// The chatbot, with the fields that `reader` may see.
    fn of(chatbot: Chatbot, reader: &SignedIn) -> Self {
        let webhook_state = chatbot.health().into();
        let manages = reader.actor.may(Action::ManageChannels);
        Self {
            id: chatbot.id.to_string(),
            name: chatbot.name,
            webhook_url: manages.then_some(chatbot.webhook_url),
            webhook_state,
            waiting: chatbot.waiting,
            failure_reason: chatbot.failure_reason.filter(|_| manages),
            answer_seconds: chatbot.settings.answer_seconds,
            quiet_minutes: chatbot.settings.quiet_minutes,
            created_at: chatbot.created_at.to_string(),
            version: chatbot.version,
        }
    }
}
