//! Reads events from the outbox of a source without a webhook, for channels that Causeway can't
//! reach.

use std::collections::BTreeMap;
use std::time::Duration;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{OmniClient, OmniError, Received, webhook};

/// Longest wait for an event. It is shorter than the timeout of an attempt.
pub const EVENT_WAIT_MAX: Duration = Duration::from_secs(15);

/// Events, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPage {
    /// The events as their webhook requests would be parsed. `webhook_id` is the event's id.
    pub events: Vec<Received>,
    /// Confirms all of these events, and is the position to continue from.
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
    /// Returns up to 100 events after the cursor `after`, or after the last confirmed event. Waits
    /// for an event for up to `wait`, at most [`EVENT_WAIT_MAX`].
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

    /// Confirms all events up to `cursor`. `ids` maps the `webhook_id` of an event to the channel's
    /// id of its message, like the response of a webhook.
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
