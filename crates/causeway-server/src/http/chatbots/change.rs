//! Adding, changing and removing chatbots. An address goes live only once it has answered the challenge.

use axum::extract::State;
use causeway_core::{
    ChatbotId, Faults, Fields, Reason, channel::check_label, chatbot::ChatbotSettings,
    source::WebhookState,
};
use causeway_store::{Chatbot, ChatbotChange, NewChatbot, SealedCredential};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ChatbotBody, secret::secrets_of};
use crate::{
    App,
    credentials::seal_secret,
    http::{
        if_match::{IfMatch, IfMatchHeader},
        json::{Input, Json},
        path::PathId,
        problem::{Problem, problem_sets},
        session::{ManageChannels, Permitted},
        sources::{URL_MAX, prove, read_signing_secret},
    },
    outgoing::{SigningSecret, WebhookUrl},
};

problem_sets! {
    /// Of adding a chatbot.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, LimitReached, Invalid, ChallengeFailed,
    ];
    /// Of changing a chatbot.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
        ChallengeFailed,
    ];
    /// Of removing a chatbot.
    pub(super) struct RemoveProblems = [NotSignedIn, Forbidden, CrossSite, NotFound, ChatbotInUse];
}

/// The form of a chatbot. When it is added, `name` and `webhookUrl` have to be there and what is left out gets its default;
/// in a change, what is left out stays.
#[derive(ToSchema)]
#[schema(as = ChatbotChange, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Form` reads")]
pub(super) struct ChatbotForm {
    /// Unique in the workspace.
    #[schema(required = false, min_length = 1, max_length = 40)]
    name: Option<String>,
    /// It has to answer the challenge. The present address of an endpoint that is failing or stopped is tried again.
    #[schema(required = false)]
    webhook_url: Option<String>,
    #[schema(required = false, minimum = 5, maximum = 120, default = 20)]
    answer_seconds: Option<u32>,
    #[schema(required = false, minimum = 1, maximum = 1440, default = 60)]
    quiet_minutes: Option<u32>,
}

pub(super) struct Form(ChatbotChange);

impl Input for Form {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let name = fields.string("name", 1, 40, faults);
        if let Some(name) = &name {
            check_label("/name", name, 40, faults);
        }
        let webhook_url = fields
            .string("webhookUrl", 1, URL_MAX, faults)
            .map(|url| url.trim().to_owned());
        let answer = fields.integer("answerSeconds", 5..=120, faults);
        let quiet = fields.integer("quietMinutes", 1..=1_440, faults);
        let change = ChatbotChange {
            name,
            webhook_url,
            answer_seconds: answer.and_then(|seconds| u32::try_from(seconds).ok()),
            quiet_minutes: quiet.and_then(|minutes| u32::try_from(minutes).ok()),
        };
        // The core has the last word, over what a chatbot would be that had nothing but this.
        if faults.is_empty() {
            change.applied_to(ChatbotSettings::default()).check(faults);
        }
        Some(Self(change))
    }
}

/// A chatbot to add.
#[derive(ToSchema)]
#[schema(as = NewChatbot, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Create` reads")]
pub(super) struct NewChatbotForm {
    #[serde(flatten)]
    form: ChatbotForm,
    /// What its requests are signed with, the challenge too, where the endpoint has to have it first: `whsec_` and 24 to 64
    /// random bytes in base64. Made here unless given.
    #[schema(required = false, example = "whsec_…")]
    signing_secret: Option<String>,
}

pub(super) struct Create {
    name: String,
    webhook_url: String,
    settings: ChatbotSettings,
    signing_secret: Option<SigningSecret>,
}

impl Input for Create {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        for name in ["name", "webhookUrl"] {
            if fields.value(name).is_none() {
                faults.add(fields.pointer(name), Reason::Required);
            }
        }
        let Form(change) = Form::read(fields, faults)?;
        let settings = change.applied_to(ChatbotSettings::default());
        let signing_secret = read_signing_secret(fields, faults);
        Some(Self {
            name: change.name?,
            webhook_url: change.webhook_url?,
            settings,
            signing_secret,
        })
    }
}

/// A new chatbot, with the secret that nobody is shown again unasked.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CreatedChatbot)]
pub(super) struct CreatedChatbotBody {
    #[serde(flatten)]
    chatbot: ChatbotBody,
    /// What its requests are signed with.
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
    Json(Create {
        name,
        webhook_url,
        settings,
        signing_secret,
    }): Json<Create>,
) -> Result<(StatusCode, Json<CreatedChatbotBody>), Problem> {
    let secret = signing_secret.unwrap_or_else(SigningSecret::generate);
    let webhook_url = prove(&app, &webhook_url, std::slice::from_ref(&secret)).await?;
    let mut moment = app.moment();
    let id = moment.id();
    let sealed = seal_secret(&app.sealer, moment.uuid(), &secret);
    let secret_kept = SealedCredential {
        id: sealed.id,
        sealed: sealed.sealed,
    };
    let new = NewChatbot {
        id,
        name,
        webhook_url,
        settings,
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
/// A new address has to answer the challenge, signed with the present secrets; nothing is changed when it doesn't.
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
    Json(Form(mut change)): Json<Form>,
) -> Result<Json<ChatbotBody>, Problem> {
    let found = app
        .store
        .chatbot(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    change.webhook_url = match change.webhook_url.filter(|url| !serves(&found, url)) {
        Some(url) => Some(prove(&app, &url, &secrets_of(&app, id).await?).await?),
        None => None,
    };
    let chatbot = app
        .store
        .update_chatbot(manager.audit(&app), id, seen, change)
        .await?;
    Ok(Json(ChatbotBody::of(chatbot, &manager)))
}

/// The address that serves already: it came with a form that was saved for another field.
fn serves(chatbot: &Chatbot, entered: &str) -> bool {
    chatbot.webhook_state == WebhookState::Healthy
        && WebhookUrl::parse(entered).is_ok_and(|url| url.as_str() == chatbot.webhook_url)
}

/// Remove a chatbot
///
/// Refused while a channel routes to it; the answer names the channels. Where it is talking with a visitor, whoever is next
/// is asked when the visitor writes again.
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
