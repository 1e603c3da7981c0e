//! A source in JSON.

use causeway_store::Source;
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::words::{DeliveryState, WebhookState};

/// The third-party account behind a channel. Its credentials are in the response that
/// creates it, and in that of `reveal`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Source)]
pub struct SourceBody {
    #[schema(example = "src_01JD00000000000000000000AA")]
    id: String,
    /// Unique in the workspace.
    name: String,
    /// The URL that events are sent to; `null`: the channel reads its outbox.
    webhook_url: Option<String>,
    webhook_state: WebhookState,
    /// The number of events that were neither delivered nor given up.
    waiting: i64,
    /// The events that it receives, always including `message.created`.
    events: Vec<String>,
    /// Its channel, unless archived.
    channel_id: Option<String>,
    channel_name: Option<String>,
    /// The latest request.
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
    /// The state of its delivery; `due`: it will be retried.
    #[schema(value_type = DeliveryState)]
    state: String,
    /// Why it failed.
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
