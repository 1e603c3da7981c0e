//! Changing a source. A new address goes live only once it has answered the challenge; the old one serves until then.

use axum::extract::State;
use causeway_core::{
    Faults, Fields, SourceId,
    source::{OutgoingEvent, WebhookState},
};
use causeway_store::{Source, SourceChange, WebhookChange};
use utoipa::ToSchema;

use super::{SourceBody, challenge, read_events, read_name, read_webhook_url};
use crate::{
    App,
    bus::Hint,
    http::{
        if_match::{IfMatch, IfMatchHeader},
        json::{Input, Json},
        path::PathId,
        problem::{Problem, problem_sets},
        session::{ManageChannels, Permitted},
    },
    outgoing::WebhookUrl,
};

problem_sets! {
    /// Of changing a source.
    pub(super) struct UpdateProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, NameTaken, VersionMismatch, Invalid,
        ChallengeFailed,
    ];
}

/// What is to change; a field that is left out stays.
#[derive(ToSchema)]
#[schema(as = SourceChange, rename_all = "camelCase")]
#[expect(dead_code, reason = "tells the shape of what `Update` reads")]
pub(super) struct SourceChangeBody {
    /// Unique in the workspace.
    #[schema(required = false, min_length = 1, max_length = 60)]
    name: Option<String>,
    /// It has to answer the challenge. `null` or empty: none any more. The present address of an endpoint that is failing
    /// or stopped is tried again.
    #[schema(required = false)]
    webhook_url: Option<String>,
    #[schema(required = false)]
    events: Option<Vec<String>>,
}

pub(super) struct Update {
    name: Option<String>,
    /// The address as it was entered.
    webhook: Option<WebhookChange>,
    events: Option<Vec<OutgoingEvent>>,
}

impl Input for Update {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let name = read_name(fields, false, faults);
        // Here an empty text and `null` say something: there is to be no webhook.
        let is_given = fields.value("webhookUrl").is_some()
            || fields.is_null("webhookUrl")
            || fields.is_empty_text("webhookUrl");
        let webhook = is_given.then(|| {
            read_webhook_url(fields, faults).map_or(WebhookChange::Remove, WebhookChange::Set)
        });
        Some(Self {
            name,
            webhook,
            events: read_events(fields, faults),
        })
    }
}

/// Change a source
///
/// A new webhook has to answer the challenge, signed with the present secrets; nothing is changed when it doesn't.
#[utoipa::path(
    patch, path = "/api/v1/sources/{id}", tag = "sources", operation_id = "updateSource", security(("session" = [])),
    params(("id" = String, Path, description = "A source."), IfMatchHeader), request_body = SourceChangeBody,
    responses((status = 200, description = "The source, changed.", body = SourceBody), UpdateProblems),
)]
pub(super) async fn update(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<SourceId>,
    IfMatch(seen): IfMatch,
    Json(input): Json<Update>,
) -> Result<Json<SourceBody>, Problem> {
    let source = app
        .store
        .source(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let webhook = match input.webhook {
        Some(WebhookChange::Set(url)) if serves(&source, &url) => None,
        Some(WebhookChange::Set(url)) => {
            let secrets = challenge::secrets_of(&app, manager.workspace_id, id).await?;
            Some(WebhookChange::Set(
                challenge::prove(&app, &url, &secrets).await?,
            ))
        }
        given => given,
    };
    let change = SourceChange {
        name: input.name,
        webhook,
        events: input.events,
    };
    let source = app
        .store
        .update_source(manager.audit(&app), id, seen, change)
        .await?;
    app.bus.publish(Hint::SourcesChanged);
    Ok(Json(source.into()))
}

/// The address that serves already: it came with a form that was saved for another field.
fn serves(source: &Source, entered: &str) -> bool {
    source.webhook_state == WebhookState::Healthy
        && WebhookUrl::parse(entered)
            .is_ok_and(|url| Some(url.as_str()) == source.webhook_url.as_deref())
}
