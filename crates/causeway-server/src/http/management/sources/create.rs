//! Connecting a source.

use axum::extract::State;
use causeway_core::source::OutgoingEvent;
use causeway_derive::Input;
use causeway_store::NewSource;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    credentials::{AccessToken, SigningSecret, seal_secret, seal_token},
    http::{
        management::sources::{EnteredUrl, Events, challenge},
        request::{
            json::Json,
            session::{ManageChannels, Permitted},
        },
    },
    wire::{
        field::PlainName,
        problem::{Problem, problem_sets},
        source::SourceBody,
    },
};

problem_sets! {
    /// Problems of adding a source.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, LimitReached, Invalid, ChallengeFailed,
    ];
}

/// A source to add.
#[derive(Input)]
#[input(name = "NewSource")]
pub(super) struct NewSourceForm {
    /// Unique in the workspace.
    name: PlainName<60>,
    /// It has to answer the challenge. Without one, the channel reads its outbox.
    webhook_url: Option<EnteredUrl<0>>,
    #[input(default = Events::standard().map(OutgoingEvent::name))]
    events: Option<Events>,
    /// The secret that signs outgoing requests: `whsec_` and 24 to 64 random bytes in base64.
    /// Generated unless given. Give one if the endpoint must know it before the challenge, which is
    /// signed too.
    #[input(example = "whsec_…")]
    signing_secret: Option<SigningSecret>,
}

/// A new source with its credentials. Later, only reading or replacing them shows them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CreatedSource)]
pub(super) struct CreatedSourceBody {
    #[serde(flatten)]
    source: SourceBody,
    /// The access token that the channel sends to the Omni API.
    #[schema(example = "cw_…")]
    access_token: String,
    /// The secret that signs outgoing requests.
    #[schema(example = "whsec_…")]
    signing_secret: String,
}

/// Add a source
///
/// The webhook, if there is one, has to answer the challenge first; nothing is saved when it
/// doesn't.
#[utoipa::path(
    post, path = "/api/v1/sources", tag = "sources", operation_id = "createSource", security(("session" = [])),
    request_body = NewSourceForm,
    responses((status = 201, description = "The new source.", body = CreatedSourceBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    Json(input): Json<NewSourceForm>,
) -> Result<(StatusCode, Json<CreatedSourceBody>), Problem> {
    let token = AccessToken::generate();
    let secret = input.signing_secret.unwrap_or_else(SigningSecret::generate);
    let webhook_url = match input.webhook_url.filter(|url| !url.0.is_empty()) {
        Some(url) => Some(challenge::prove(&app, &url.0, std::slice::from_ref(&secret)).await?),
        None => None,
    };
    let mut moment = app.moment();
    let new = NewSource {
        id: moment.id(),
        name: input.name.into(),
        webhook_url,
        events: input
            .events
            .map_or_else(|| Events::standard().to_vec(), |events| events.0),
        access_token: seal_token(&app.sealer, moment.uuid(), &token),
        signing_secret: seal_secret(&app.sealer, moment.uuid(), &secret),
    };
    let source = app
        .store
        .create_source(manager.audit(&app), new)
        .await?
        .into();
    let (access_token, signing_secret) = (token.reveal().to_owned(), secret.reveal());
    Ok((
        StatusCode::CREATED,
        Json(CreatedSourceBody {
            source,
            access_token,
            signing_secret,
        }),
    ))
}
