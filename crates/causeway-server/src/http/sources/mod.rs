//! Sources: third-party accounts behind channels.

mod challenge;
mod create;
mod credentials;
mod read;
mod remove;
mod replay;
mod stats;
mod test_event;
mod update;

use causeway_core::{Faults, Fields, Reason, channel::check_label, source::OutgoingEvent};
use causeway_store::Source;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) use challenge::{ChallengeResultBody, prove, read_signing_secret};
pub(super) use credentials::{
    RevealProblems, RotateProblems, RotatedSecretBody, Rotation, RotationBody,
};

use super::words::WebhookState;
use crate::App;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(challenge::test))
        .routes(routes!(read::list, create::create))
        .routes(routes!(read::get, update::update, remove::remove))
        .routes(routes!(credentials::list))
        .routes(routes!(credentials::reveal))
        .routes(routes!(credentials::rotate_token))
        .routes(routes!(credentials::rotate_secret))
        .routes(routes!(replay::replay))
        .routes(routes!(test_event::send))
        .routes(routes!(stats::show))
}

/// The third-party account behind a channel. Its credentials are told where they are made and by `reveal`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Source)]
pub struct SourceBody {
    #[schema(example = "src_01JD00000000000000000000AA")]
    id: String,
    /// Unique in the workspace.
    name: String,
    /// Where its events go; `null`: the channel reads its outbox.
    webhook_url: Option<String>,
    webhook_state: WebhookState,
    /// Events that have not arrived and were not given up.
    waiting: i64,
    /// The events that it gets; `message.created` is always among them.
    events: Vec<String>,
    /// The channel on it that is not archived.
    channel_id: Option<String>,
    channel_name: Option<String>,
    /// The request made last.
    last_delivery: Option<LastDeliveryBody>,
    /// What is wrong with the endpoint.
    failure_reason: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    /// Counts changes, for `If-Match`.
    version: i64,
}

/// The latest request to a source's endpoint.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LastDelivery)]
struct LastDeliveryBody {
    #[schema(format = DateTime)]
    at: String,
    /// Where its delivery stands: `due` (it is tried again), `delivered` or `failed`.
    state: String,
    /// Why it did not arrive.
    reason: Option<String>,
}

impl From<Source> for SourceBody {
    fn from(source: Source) -> Self {
        let webhook_state = source.health().into();
        let (channel_id, channel_name) = source
            .channel
            .map(|(id, name)| (id.to_string(), name))
            .unzip();
        let last_delivery = source.last_delivery.map(|last| LastDeliveryBody {
            at: last.at.to_string(),
            state: last.state,
            reason: last.reason,
        });
        Self {
            id: source.id.to_string(),
            name: source.name,
            webhook_url: source.webhook_url,
            webhook_state,
            waiting: source.waiting,
            events: source
                .events
                .iter()
                .map(|event| event.name().to_owned())
                .collect(),
            channel_id,
            channel_name,
            last_delivery,
            failure_reason: source.failure_reason,
            created_at: source.created_at.to_string(),
            version: source.version,
        }
    }
}

/// Longest address of a webhook that is looked at; the challenge has the finer words for what is wrong with one.
pub(super) const URL_MAX: usize = 4_096;

/// An address as it was entered: whether it is one is for the challenge to say. An empty one is none.
fn read_webhook_url(fields: &Fields<'_>, faults: &mut Faults) -> Option<String> {
    let text = fields.string("webhookUrl", 0, URL_MAX, faults)?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn read_name(fields: &Fields<'_>, required: bool, faults: &mut Faults) -> Option<String> {
    let name = if required {
        fields.required_string("name", 1, 60, faults)
    } else {
        fields.string("name", 1, 60, faults)
    }?;
    check_label("/name", &name, 60, faults);
    Some(name)
}

/// The events that a source chooses, with the one that is always on.
fn read_events(fields: &Fields<'_>, faults: &mut Faults) -> Option<Vec<OutgoingEvent>> {
    let names = fields.strings("events", OutgoingEvent::ALL.len(), 64, faults)?;
    for (index, name) in names.iter().enumerate() {
        if OutgoingEvent::parse(name).is_none() {
            faults.add(
                format!("/events/{index}"),
                Reason::not_one_of(OutgoingEvent::ALL.map(OutgoingEvent::name)),
            );
        }
    }
    let chosen = |event: &OutgoingEvent| {
        *event == OutgoingEvent::MessageCreated || names.iter().any(|name| name == event.name())
    };
    Some(OutgoingEvent::ALL.into_iter().filter(chosen).collect())
}
