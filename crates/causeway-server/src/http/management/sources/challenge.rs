//! The challenge: an endpoint must answer it before anything is saved (`omni-api.md` §6).

use axum::extract::State;
use causeway_core::{Faults, Fields, Reason, SourceId, WorkspaceId};
use causeway_derive::Input;
use utoipa::openapi::{RefOr, Schema};

use crate::{
    App,
    clock::to_jiff,
    credentials::SigningSecret,
    http::{
        management::sources::URL_MAX,
        request::{
            json::Json,
            session::{ManageChannels, Permitted},
        },
    },
    outgoing::{self, ChallengeResult, WebhookUrl, new_challenge_text},
    wire::{
        challenge::ChallengeResultBody,
        code::Code,
        field::{Text, Value, text},
        problem::{Problem, problem_sets},
    },
};

/// The longest signing secret that is read. Its 64 bytes in base64 and its prefix are shorter.
const SIGNING_SECRET_MAX: usize = 128;

problem_sets! {
    /// Problems of testing an endpoint.
    pub(super) struct TestProblems = [MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, Invalid];
}

/// An endpoint to test.
#[derive(Input)]
pub(super) struct TestEndpoint {
    /// Its address.
    webhook_url: Text<1, URL_MAX>,
    #[input(flatten)]
    signer: Signer,
}

/// The secret that signs the challenge of a test.
#[derive(Input)]
#[input(check = Signer::check)]
struct Signer {
    /// The source whose secret signs the challenge. If absent, a secret is generated for this test.
    source_id: Option<SourceId>,
    /// The secret that signs the challenge, for an endpoint that knows it before its source is
    /// added.
    #[input(example = "whsec_…")]
    signing_secret: Option<SigningSecret>,
}

impl Signer {
    fn check(&self, fields: &Fields<'_>, faults: &mut Faults) {
        if self.source_id.is_some() && self.signing_secret.is_some() {
            faults.add(
                fields.pointer("signingSecret"),
                Reason::NotAllowedWith { field: "sourceId" },
            );
        }
    }
}

/// The secret of a new source or chatbot, for an endpoint that must know it first.
impl Value for SigningSecret {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let text = fields.string(name, 1, SIGNING_SECRET_MAX, faults)?;
        match text.trim().parse() {
            Ok(secret) => Some(secret),
            Err(error) => {
                faults.add(
                    fields.pointer(name),
                    Reason::SecretUnusable {
                        detail: error.to_string(),
                    },
                );
                None
            }
        }
    }

    fn schema() -> RefOr<Schema> {
        text(1, SIGNING_SECRET_MAX)
    }
}

/// Test an endpoint
///
/// Sends the challenge, signed like every event, and returns the result. Nothing is saved.
#[utoipa::path(
    post, path = "/api/v1/sources/test", tag = "sources", operation_id = "testEndpoint", security(("session" = [])),
    responses((status = 200, description = "The result.", body = ChallengeResultBody), TestProblems),
)]
pub(super) async fn test(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    Json(input): Json<TestEndpoint>,
) -> Result<Json<ChallengeResultBody>, Problem> {
    let secrets = match (input.signer.source_id, input.signer.signing_secret) {
        (Some(id), _) => secrets_of(&app, manager.workspace_id, id).await?,
        (None, Some(secret)) => vec![secret],
        (None, None) => vec![SigningSecret::generate()],
    };
    Ok(Json(send(&app, &input.webhook_url, &secrets).await.into()))
}

/// The secrets of a source of this workspace.
pub(super) async fn secrets_of(
    app: &App,
    workspace_id: WorkspaceId,
    id: SourceId,
) -> Result<Vec<SigningSecret>, Problem> {
    app.store
        .source(workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(app.sources.signing_secrets(id).await??.to_vec())
}

/// Sends the challenge to the endpoint. If it answers correctly, returns the address as it is
/// stored.
pub(in crate::http) async fn prove(
    app: &App,
    url: &str,
    secrets: &[SigningSecret],
) -> Result<String, Problem> {
    let result = send(app, url, secrets).await;
    match WebhookUrl::parse(url) {
        Ok(url) if result.ok => Ok(url.as_str().to_owned()),
        _ => {
            let detail = result.detail.clone();
            Err(Problem::because(Code::ChallengeFailed, detail)
                .with("challenge", ChallengeResultBody::from(result)))
        }
    }
}

async fn send(app: &App, url: &str, secrets: &[SigningSecret]) -> ChallengeResult {
    let secrets: Vec<&SigningSecret> = secrets.iter().collect();
    outgoing::challenge(
        &app.outgoing,
        url,
        &secrets,
        to_jiff(app.clock.now()),
        &new_challenge_text(),
    )
    .await
}
