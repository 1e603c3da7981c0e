//! Events as a channel reads them that Causeway can't reach: the outbox of a source without a webhook.

use std::collections::BTreeMap;
use std::time::Duration;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{OmniClient, OmniError, Received, webhook};

/// Longest wait for an event. An attempt of the client has to end after it.
pub const EVENT_WAIT_MAX: Duration = Duration::from_secs(15);

/// Some events, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPage {
    /// Each as its webhook request would be read; the `webhook_id` is the event's id.
    pub events: Vec<Received>,
    /// Confirms all of them, and is where to read on.
    pub next_cursor: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    items: Vec<Value>,
    next_cursor: String,
}

#[derive(Serialize)]
struct Confirmation<'a> {
    cursor: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    ids: &'a BTreeMap<String, String>,
}

impl OmniClient {
    /// Up to 100 events after `after`, or after what was confirmed; waits for one up to `wait`, at most [`EVENT_WAIT_MAX`].
    pub async fn read_events(
        &self,
        after: Option<&str>,
        wait: Duration,
    ) -> Result<EventPage, OmniError> {
        let mut path = format!("omni/v1/outbox?wait={}", wait.min(EVENT_WAIT_MAX).as_secs());
        if let Some(after) = after {
            path.extend(["&after=", after]);
        }
        let answer = self.call(Method::GET, &path, None::<&()>, "outbox").await?;
        let Page { items, next_cursor } = answer.json()?;
        let unreadable = || OmniError::Unreadable { status: 200 };
        let events = items
            .iter()
            .map(|item| read(item).ok_or_else(unreadable))
            .collect::<Result<_, _>>()?;
        Ok(EventPage {
            events,
            next_cursor,
        })
    }

    /// Confirms all events up to `cursor`. `ids` are the channel's own ids of messages by the `webhook_id` of their event, as a
    /// webhook would answer them.
    pub async fn confirm_events(
        &self,
        cursor: &str,
        ids: &BTreeMap<String, String>,
    ) -> Result<(), OmniError> {
        let confirmation = Confirmation { cursor, ids };
        self.call(
            Method::POST,
            "omni/v1/outbox/ack",
            Some(&confirmation),
            cursor,
        )
        .await
        .map(drop)
    }
}

fn read(item: &Value) -> Option<Received> {
    let webhook_id = item.get("id")?.as_str()?.to_owned();
    let (timestamp, event) = webhook::read_event(item.to_string().as_bytes()).ok()?;
    Some(Received {
        webhook_id,
        attempt: 1,
        timestamp,
        event,
    })
}
