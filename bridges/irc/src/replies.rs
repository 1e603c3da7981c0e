//! Sends staff's messages to the network, once per event even if Causeway repeats it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use omni_client::{ChannelEvent, Forwarder, MessageCreated, SeenIds, Submission};
use tokio::sync::watch;

use crate::pacer::Pacer;
use crate::session::{SendOutcome, Session};
use crate::speech;
use crate::spool::DiskSpool;

/// Timeout of a response, shorter than Causeway's 15 s. A longer reply continues, and the repeated
/// request waits for it.
const ANSWER_WITHIN: Duration = Duration::from_secs(12);

/// Number of events that are remembered to detect repetitions.
const SEEN_MAX: usize = 10_000;

/// The outcome of a webhook request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handling {
    /// The message was sent, or can't be sent. The response is 2xx.
    Done,
    /// There is no connection to the network. Causeway should retry later.
    Offline,
    /// The lines are still being sent. Causeway should retry soon.
    UnderWay,
}

/// Sends replies to the network.
pub(crate) struct Replies {
    pub(crate) pacer: Pacer,
    pub(crate) sessions: watch::Receiver<Option<Arc<Session>>>,
    pub(crate) spool: Arc<DiskSpool>,
    pub(crate) forwarder: Arc<Forwarder<DiskSpool>>,
    pub(crate) progress: Mutex<Progress>,
}

/// The events that were sent, and those in progress.
pub(crate) struct Progress {
    done: SeenIds,
    under_way: HashMap<String, watch::Receiver<Option<Handling>>>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            done: SeenIds::new(SEEN_MAX),
            under_way: HashMap::new(),
        }
    }
}

impl Replies {
    /// Sends a message, or waits for it if it is already in progress.
    pub(crate) async fn deliver(
        self: &Arc<Self>,
        webhook_id: &str,
        created: MessageCreated,
    ) -> Handling {
        let mut outcome = {
            let mut progress = self.progress();
            if progress.done.contains(webhook_id) {
                return Handling::Done;
            }
            if let Some(outcome) = progress.under_way.get(webhook_id) {
                outcome.clone()
            } else {
                let Some(session) = self.sessions.borrow().clone() else {
                    return Handling::Offline;
                };
                let (sender, outcome) = watch::channel(None);
                progress
                    .under_way
                    .insert(webhook_id.to_owned(), outcome.clone());
                let replies = Arc::clone(self);
                let webhook_id = webhook_id.to_owned();
                tokio::spawn(async move {
                    let handling = replies.deliver_now(&session, &webhook_id, created).await;
                    sender.send_replace(Some(handling));
                });
                outcome
            }
        };
        match tokio::time::timeout(ANSWER_WITHIN, outcome.wait_for(Option::is_some)).await {
            Ok(Ok(handling)) => handling.unwrap_or(Handling::Offline),
            Ok(Err(_)) => Handling::Offline,
            Err(_) => Handling::UnderWay,
        }
    }

    async fn deliver_now(
        &self,
        session: &Session,
        webhook_id: &str,
        created: MessageCreated,
    ) -> Handling {
        let MessageCreated {
            visitor, message, ..
        } = created;
        let outcome = session
            .send_text(&self.pacer, &visitor.id, &speech::message_text(&message))
            .await;
        if let SendOutcome::Refused { reason } = &outcome {
            self.report(&visitor.id, message.id, reason).await;
        }
        let mut progress = self.progress();
        progress.under_way.remove(webhook_id);
        match outcome {
            SendOutcome::Taken | SendOutcome::Refused { .. } => {
                progress.done.insert(webhook_id);
                Handling::Done
            }
            SendOutcome::Broken => Handling::Offline,
        }
    }

    /// Reports in the visitor's queue that a message can't be delivered.
    async fn report(&self, visitor_id: &str, message_id: String, reason: &str) {
        let reason = format!("IRC server error for {visitor_id}: {reason}");
        let failed = Submission::Event(ChannelEvent::MessageFailed { message_id, reason });
        match self.spool.push(visitor_id, failed).await {
            Ok(()) => self.forwarder.wake(visitor_id),
            Err(error) => tracing::error!(%error, "a failed message can't be reported"),
        }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
