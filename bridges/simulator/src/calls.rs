//! The log of webhook calls on the page.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::Serialize;

/// Maximum number of logged calls. Older ones are dropped.
const CALLS_MAX: usize = 200;

/// One call of the webhook.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Call {
    /// Sequential number, from 1.
    pub(crate) number: u64,
    pub(crate) at: Timestamp,
    /// The event's type, or `unreadable` if the body is not an event.
    #[serde(rename = "type")]
    pub(crate) event: String,
    pub(crate) webhook_id: String,
    pub(crate) attempt: u32,
    /// Name of the visitor of the event.
    pub(crate) visitor: Option<String>,
    pub(crate) signature: Signature,
    /// Whether the event was handled before.
    pub(crate) duplicate: bool,
    /// The status of the response, or `closed`. Absent while the response is delayed.
    pub(crate) answer: Option<String>,
    /// Time until the response.
    pub(crate) duration_ms: Option<i64>,
}

/// The result of the signature check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Signature {
    Valid,
    Invalid,
    /// There is no secret yet.
    Unchecked,
}

/// The newest calls.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    newest: VecDeque<Call>,
    count: u64,
}

impl Calls {
    /// Logs a new call and numbers it.
    pub(crate) fn open(&mut self, mut call: Call) -> Call {
        self.count += 1;
        call.number = self.count;
        self.newest.push_back(call.clone());
        if self.newest.len() > CALLS_MAX {
            self.newest.pop_front();
        }
        call
    }

    /// Logs the response to a call.
    pub(crate) fn close(&mut self, call: &Call) {
        if let Some(kept) = self
            .newest
            .iter_mut()
            .find(|kept| kept.number == call.number)
        {
            kept.clone_from(call);
        }
    }

    /// The calls, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Call> {
        self.newest.iter()
    }
}
