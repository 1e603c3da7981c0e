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

use causeway_core::{Faults, Fields, Reason, source::OutgoingEvent};
use causeway_store::Source;
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{ArrayBuilder, RefOr, Schema},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) use challenge::{ChallengeResultBody, prove};
pub(super) use credentials::{RevealProblems, RotateProblems, RotatedSecretBody, Rotation};

use super::{
    field::{Value, one_of, text},
    words::WebhookState,
};
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
const URL_MAX: usize = 4_096;

/// An address as it was entered, without blanks around it: whether it is one is for the challenge to say. Where `MIN` is zero, an
/// empty one is a value.
pub(super) struct EnteredUrl<const MIN: usize>(pub(super) String);

impl<const MIN: usize> Value for EnteredUrl<MIN> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let url = fields.string(name, MIN, URL_MAX, faults)?;
        Some(Self(url.trim().to_owned()))
    }

    fn schema() -> RefOr<Schema> {
        text(MIN, URL_MAX)
    }
}

/// The events that a source chooses, with the one that is always on.
struct Events(Vec<OutgoingEvent>);

impl Events {
    /// Those of a source that chooses none.
    fn standard() -> [OutgoingEvent; OutgoingEvent::ALL.len()] {
        OutgoingEvent::ALL
    }
}

impl Value for Events {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let names = fields.strings(name, OutgoingEvent::ALL.len(), EVENT_NAME_MAX, faults)?;
        for (index, event) in names.iter().enumerate() {
            if OutgoingEvent::parse(event).is_none() {
                faults.add(
                    format!("{}/{index}", fields.pointer(name)),
                    Reason::not_one_of(OutgoingEvent::ALL.map(OutgoingEvent::name)),
                );
            }
        }
        let chosen = |event: &OutgoingEvent| {
            *event == OutgoingEvent::MessageCreated || names.iter().any(|name| name == event.name())
        };
        Some(Self(
            OutgoingEvent::ALL.into_iter().filter(chosen).collect(),
        ))
    }

    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(OutgoingEvent::schema())
            .max_items(Some(OutgoingEvent::ALL.len()))
            .into()
    }
}

/// Longest text that is looked up among the events: they are shorter.
const EVENT_NAME_MAX: usize = 64;

impl Value for OutgoingEvent {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let event = Self::parse(&fields.string(name, 1, EVENT_NAME_MAX, faults)?);
        if event.is_none() {
            faults.add(
                fields.pointer(name),
                Reason::not_one_of(Self::ALL.map(Self::name)),
            );
        }
        event
    }

    fn schema() -> RefOr<Schema> {
        one_of(Self::ALL.map(Self::name)).into()
    }
}
