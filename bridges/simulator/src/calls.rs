//! The log of webhook calls that the page shows.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::Serialize;

/// Calls that are kept; older ones fall off.
const CALLS_MAX: usize = 200;

/// One call of the webhook.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Call {
    /// Counts up from 1.
    pub(crate) number: u64,
    pub(crate) at: Timestamp,
    /// The event's type; `unreadable` for a body that is none.
    #[serde(rename = "type")]
    pub(crate) event: String,
    pub(crate) webhook_id: String,
    pub(crate) attempt: u32,
    /// Whose conversation it is about.
    pub(crate) visitor: Option<String>,
    pub(crate) signature: Signature,
    /// The same event was handled before.
    pub(crate) duplicate: bool,
    /// What was answered: a status, or `closed`; absent while the answer is kept back.
    pub(crate) answer: Option<String>,
    /// How long the answer took.
    pub(crate) duration_ms: Option<i64>,
}

/// Whether the call proves to be Causeway's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Signature {
    Valid,
    Invalid,
    /// No secret is known yet.
    Unchecked,
}

/// The newest calls.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    newest: VecDeque<Call>,
    count: u64,
}

impl Calls {
    /// Notes a call that just arrived; it gets its number.
    pub(crate) fn open(&mut self, mut call: Call) -> Call {
        self.count += 1;
        call.number = self.count;
        self.newest.push_back(call.clone());
        if self.newest.len() > CALLS_MAX {
            self.newest.pop_front();
        }
        call
    }

    /// Notes how a call was answered.
    pub(crate) fn close(&mut self, call: &Call) {
        if let Some(kept) = self
            .newest
            .iter_mut()
            .find(|kept| kept.number == call.number)
        {
            kept.clone_from(call);
        }
    }

    /// Oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Call> {
        self.newest.iter()
    }
}
