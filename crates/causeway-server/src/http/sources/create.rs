//! Connecting a source.

use axum::extract::State;
use causeway_core::{Faults, Fields, source::OutgoingEvent};
use causeway_store::NewSource;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    SourceBody, challenge, challenge::read_signing_secret, read_events, read_name, read_webhook_url,
};
use crate::{
    App,
    bus::Hint,
    credentials::{AccessToken, seal_secret, seal_token},
    http::{
        json::{Input, Json},
        problem::{Problem, problem_sets},
        session::{ManageChannels, Permitted},
    },
    outgoing::SigningSecret,
};

problem_sets! {
    /// Of adding a source.
    pub(super) struct CreateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NameTaken, LimitReached, Invalid, ChallengeFailed,
    ];
}

/// A source to add.
#[derive(ToSchema)]
#[schema(as = NewSource, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Create` reads")]
pub(super) struct NewSourceBody {
    /// Unique in the workspace.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// It has to answer the challenge. Without one, the channel reads its outbox.
    #[schema(required = false)]
    webhook_url: Option<String>,
    /// All unless given.
    #[schema(required = false)]
    events: Option<Vec<String>>,
    /// What outgoing requests are signed with, the challenge too, where the endpoint has to have it first: `whsec_` and 24 to
    /// 64 random bytes in base64. Made here unless given.
    #[schema(required = false, example = "whsec_…")]
    signing_secret: Option<String>,
}

pub(super) struct Create {
    name: String,
    webhook_url: Option<String>,
    events: Vec<OutgoingEvent>,
    signing_secret: Option<SigningSecret>,
}

impl Input for Create {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let name = read_name(fields, true, faults);
        let webhook_url = read_webhook_url(fields, faults);
        let events = read_events(fields, faults).unwrap_or_else(|| OutgoingEvent::ALL.to_vec());
        let signing_secret = read_signing_secret(fields, faults);
        Some(Self {
            name: name?,
            webhook_url,
            events,
            signing_secret,
        })
    }
}

/// A new source, with the credentials that nobody is shown again unasked.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CreatedSource)]
pub(super) struct CreatedSourceBody {
    #[serde(flatten)]
    source: SourceBody,
    /// What the channel presents to the Omni API.
    #[schema(example = "cw_…")]
    access_token: String,
    /// What outgoing requests are signed with.
    #[schema(example = "whsec_…")]
    signing_secret: String,
}

/// Add a source
///
/// The webhook, if there is one, has to answer the challenge first; nothing is saved when it doesn't.
#[utoipa::path(
    post, path = "/api/v1/sources", tag = "sources", operation_id = "createSource", security(("session" = [])),
    request_body = NewSourceBody,
    responses((status = 201, description = "The new source.", body = CreatedSourceBody), CreateProblems),
)]
pub(super) async fn create(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    Json(input): Json<Create>,
) -> Result<(StatusCode, Json<CreatedSourceBody>), Problem> {
    let token = AccessToken::generate();
    let secret = input.signing_secret.unwrap_or_else(SigningSecret::generate);
    let webhook_url = match input.webhook_url {
        Some(url) => Some(challenge::prove(&app, &url, std::slice::from_ref(&secret)).await?),
        None => None,
    };
    let mut moment = app.moment();
    let new = NewSource {
        id: moment.id(),
        name: input.name,
        webhook_url,
        events: input.events,
        access_token: seal_token(&app.sealer, moment.uuid(), &token),
        signing_secret: seal_secret(&app.sealer, moment.uuid(), &secret),
    };
    let source = app
        .store
        .create_source(manager.audit(&app), new)
        .await?
        .into();
    app.bus.publish(Hint::SourcesChanged);
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
