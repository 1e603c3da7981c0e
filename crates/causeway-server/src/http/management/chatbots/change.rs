//! Adding, changing and removing chatbots. An address is saved only after it has answered the
//! challenge.

use axum::extract::State;
use causeway_core::{ChatbotId, chatbot::ChatbotSettings, source::WebhookState};
use causeway_derive::Input;
use causeway_store::{Chatbot, ChatbotChange, NewChatbot, SealedCredential};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    credentials::{SigningSecret, seal_secret},
    http::{
        management::{
            chatbots::{ChatbotBody, secret::secrets_of},
            sources::{EnteredUrl, prove},
        },
        request::{
            if_match::{IfMatch, IfMatchHeader},
            json::Json,
            path::PathId,
            session::{ManageChannels, Permitted},
        },
    },
    outgoing::WebhookUrl,
    wire::{
        field::{PlainName, Whole},
        problem::{Problem, problem_sets},
    },
};

problem_sets! {
    /// Problems of adding a chatbot.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, LimitReached, Invalid, ChallengeFailed,
    ];
    /// Problems of changing a chatbot.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
        ChallengeFailed,
    ];
    /// Problems of removing a chatbot.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, ChatbotInUse];
}

/// A chatbot to add.
#[derive(Input)]
#[input(name = "NewChatbot")]
pub(super) struct NewChatbotForm {
    /// Unique in the workspace.
    name: PlainName<40>,
    /// It has to answer the challenge.
    webhook_url: EnteredUrl<1>,
    #[input(default = ChatbotSettings::default().answer_seconds)]
    answer_seconds: Option<AnswerSeconds>,
    #[input(default = ChatbotSettings::default().quiet_minutes)]
    quiet_minutes: Option<QuietMinutes>,
    /// The secret that signs its requests: `whsec_` and 24 to 64 random bytes in base64. Generated
    /// unless given. Give one if the endpoint must know it before the challenge, which is signed
    /// too.
    #[input(example = "whsec_…")]
    signing_secret: Option<SigningSecret>,
}

/// A change of a chatbot. Fields that are left out stay as they are.
#[derive(Input)]
#[input(name = "ChatbotChange")]
pub(super) struct ChatbotForm {
    /// Unique in the workspace.
    name: Option<PlainName<40>>,
    /// It has to answer the challenge. If the endpoint is failing or stopped, its current address
    /// is challenged again.
    webhook_url: Option<EnteredUrl<1>>,
    answer_seconds: Option<AnswerSeconds>,
    quiet_minutes: Option<QuietMinutes>,
}

type AnswerSeconds = Whole<5, 120>;
type QuietMinutes = Whole<1, 1_440>;

/// A new chatbot with its signing secret. Later, only reading or replacing the secret shows it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CreatedChatbot)]
pub(super) struct CreatedChatbotBody {
    #[serde(flatten)]
    chatbot: ChatbotBody,
    /// The secret that signs its requests.
    #[schema(example = "whsec_…")]
    signing_secret: String,
}

/// Add a chatbot
///
/// Its endpoint has to answer the challenge first; nothing is saved when it doesn't.
#[utoipa::path(
    post, path = "/api/v1/chatbots", tag = "chatbots", operation_id = "createChatbot", security(("session" = [])),
    request_body = NewChatbotForm,
    responses((status = 201, description = "The new chatbot.", body = CreatedChatbotBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    Json(form): Json<NewChatbotForm>,
) -> Result<(StatusCode, Json<CreatedChatbotBody>), Problem> {
    let secret = form.signing_secret.unwrap_or_else(SigningSecret::generate);
    let webhook_url = prove(&app, &form.webhook_url.0, std::slice::from_ref(&secret)).await?;
    let mut moment = app.moment();
    let id = moment.id();
    let sealed = seal_secret(&app.sealer, moment.uuid(), &secret);
    let secret_kept = SealedCredential {
        id: sealed.id,
        sealed: sealed.sealed,
    };
    let standard = ChatbotSettings::default();
    let new = NewChatbot {
        id,
        name: form.name.into(),
        webhook_url,
        settings: ChatbotSettings {
            answer_seconds: form
                .answer_seconds
                .map_or(standard.answer_seconds, Into::into),
            quiet_minutes: form
                .quiet_minutes
                .map_or(standard.quiet_minutes, Into::into),
        },
        secret: secret_kept,
    };
    let chatbot = app.store.create_chatbot(manager.audit(&app), new).await?;
    let body = CreatedChatbotBody {
        chatbot: ChatbotBody::of(chatbot, &manager),
        signing_secret: secret.reveal(),
    };
    Ok((StatusCode::CREATED, Json(body)))
}

/// Change a chatbot
///
/// A new address has to answer the challenge, signed with the current secrets; nothing is changed
/// when it doesn't.
#[utoipa::path(
    patch, path = "/api/v1/chatbots/{id}", tag = "chatbots", operation_id = "updateChatbot",
    security(("session" = [])), params(("id" = String, Path, description = "A chatbot."), IfMatchHeader),
    request_body = ChatbotForm,
    responses((status = 200, description = "The chatbot, changed.", body = ChatbotBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChatbotId>,
    IfMatch(seen): IfMatch,
    Json(form): Json<ChatbotForm>,
) -> Result<Json<ChatbotBody>, Problem> {
    let found = app
        .store
        .chatbot(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let webhook_url = match form.webhook_url.filter(|url| !serves(&found, &url.0)) {
        Some(url) => Some(prove(&app, &url.0, &secrets_of(&app, id).await?).await?),
        None => None,
    };
    let change = ChatbotChange {
        name: form.name.map(Into::into),
        webhook_url,
        answer_seconds: form.answer_seconds.map(Into::into),
        quiet_minutes: form.quiet_minutes.map(Into::into),
    };
    let chatbot = app
        .store
        .update_chatbot(manager.audit(&app), id, seen, change)
        .await?;
    Ok(Json(ChatbotBody::of(chatbot, &manager)))
}

/// Whether the address is already in use and healthy, so that it needs no challenge: the form was
/// saved for another field.
fn serves(chatbot: &Chatbot, entered: &str) -> bool {
    chatbot.webhook_state == WebhookState::Healthy
        && WebhookUrl::parse(entered).is_ok_and(|url| url.as_str() == chatbot.webhook_url)
}

/// Remove a chatbot
///
/// Refused while a channel routes to it; the response names the channels. If it is talking with a
/// visitor, the next destination is tried when the visitor writes again.
#[utoipa::path(
    delete, path = "/api/v1/chatbots/{id}", tag = "chatbots", operation_id = "removeChatbot",
    security(("session" = [])), params(("id" = String, Path, description = "A chatbot.")),
    responses((status = 204, description = "Removed."), RemoveProblems),
)]
pub(super) async fn remove(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChatbotId>,
) -> Result<StatusCode, Problem> {
    app.store.remove_chatbot(manager.audit(&app), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
