//! Reading and replacing a chatbot's signing secret. The audit log records both.

use axum::extract::State;
use causeway_core::ChatbotId;
use causeway_store::SealedCredential;

use crate::{
    App,
    credentials::{SigningSecret, open_secret, readable, seal_secret},
    http::{
        management::sources::{RevealProblems, RotateProblems, RotatedSecretBody, Rotation},
        request::{
            json::{Json, OptionalJson},
            path::PathId,
            session::{ManageChannels, Permitted},
        },
    },
    wire::problem::Problem,
};

/// The secrets that sign a chatbot's requests, newest first. Secrets that can't be read are left
/// out.
pub(super) async fn secrets_of(app: &App, id: ChatbotId) -> Result<Vec<SigningSecret>, Problem> {
    let kept = app.store.chatbot_secrets(id, app.clock.now()).await?;
    Ok(readable(
        kept.iter().map(|kept| open_secret(&app.sealer, kept)),
    )?)
}

/// Read a chatbot's signing secret
///
/// The audit log records every reading.
#[utoipa::path(
    post, path = "/api/v1/chatbots/{id}/reveal", tag = "chatbots", operation_id = "revealChatbotSecret",
    security(("session" = [])), params(("id" = String, Path, description = "A chatbot.")),
    responses((status = 200, description = "The present signing secret.", body = RotatedSecretBody), RevealProblems),
)]
pub(super) async fn reveal(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChatbotId>,
) -> Result<Json<RotatedSecretBody>, Problem> {
    let kept = app.store.reveal_chatbot(manager.audit(&app), id).await?;
    Ok(Json(RotatedSecretBody {
        signing_secret: open_secret(&app.sealer, &kept)?.reveal(),
    }))
}

/// Replace a chatbot's signing secret
///
/// Until the overlap ends, requests carry a signature with each secret.
#[utoipa::path(
    post, path = "/api/v1/chatbots/{id}/rotate-secret", tag = "chatbots", operation_id = "rotateChatbotSecret",
    security(("session" = [])), params(("id" = String, Path, description = "A chatbot.")),
    request_body(content = Option<Rotation>),
    responses((status = 200, description = "The new signing secret.", body = RotatedSecretBody), RotateProblems),
)]
pub(super) async fn rotate(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChatbotId>,
    OptionalJson(rotation): OptionalJson<Rotation>,
) -> Result<Json<RotatedSecretBody>, Problem> {
    let (audit, secret) = (manager.audit(&app), SigningSecret::generate());
    let sealed = seal_secret(&app.sealer, app.moment().uuid(), &secret);
    let new = SealedCredential {
        id: sealed.id,
        sealed: sealed.sealed,
    };
    app.store
        .rotate_chatbot_secret(audit, id, new, audit.at.plus(rotation.overlap()))
        .await?;
    Ok(Json(RotatedSecretBody {
        signing_secret: secret.reveal(),
    }))
}
