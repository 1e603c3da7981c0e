//! What staff say, said on the network: once per event, however often Causeway delivers it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use omni_client::{ChannelEvent, Forwarder, MessageCreated, SeenIds, Submission};
use tokio::sync::watch;

use crate::pacer::Pacer;
use crate::session::{Said, Session};
use crate::speech;
use crate::spool::DiskSpool;

/// Causeway gives up on an answer after 15 s. A paced reply may take longer: it goes on, and the repeated request finds it.
const ANSWER_WITHIN: Duration = Duration::from_secs(12);

/// Events that are remembered to notice repetitions.
const SEEN_MAX: usize = 10_000;

/// What to answer to Causeway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handling {
    /// It was said, or never can be: answered with 2xx.
    Done,
    /// Not connected to the network: ask again later.
    Offline,
    /// Being said, line by line: ask again soon.
    UnderWay,
}

/// Says replies.
pub(crate) struct Replies {
    pub(crate) pacer: Pacer,
    pub(crate) sessions: watch::Receiver<Option<Arc<Session>>>,
    pub(crate) spool: Arc<DiskSpool>,
    pub(crate) forwarder: Arc<Forwarder<DiskSpool>>,
    pub(crate) progress: Mutex<Progress>,
}

/// Which events were said, and which are being said.
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
    /// Says a message, or joins in waiting for it when it is being said already.
    pub(crate) async fn say(
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
                let (tell, outcome) = watch::channel(None);
                progress
                    .under_way
                    .insert(webhook_id.to_owned(), outcome.clone());
                let replies = Arc::clone(self);
                let webhook_id = webhook_id.to_owned();
                tokio::spawn(async move {
                    let handling = replies.say_now(&session, &webhook_id, created).await;
                    tell.send_replace(Some(handling));
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

    async fn say_now(
        &self,
        session: &Session,
        webhook_id: &str,
        created: MessageCreated,
    ) -> Handling {
        let MessageCreated {
            visitor, message, ..
        } = created;
        let said = session
            .say(&self.pacer, &visitor.id, &speech::words(&message))
            .await;
        if let Said::Refused { reason } = &said {
            self.report(&visitor.id, message.id, reason).await;
        }
        let mut progress = self.progress();
        progress.under_way.remove(webhook_id);
        match said {
            Said::Taken | Said::Refused { .. } => {
                progress.done.insert(webhook_id);
                Handling::Done
            }
            Said::Broken => Handling::Offline,
        }
    }

    /// Tells Causeway, in the visitor's queue, that a message can't arrive.
    async fn report(&self, visitor_id: &str, message_id: String, reason: &str) {
        let reason = format!("The IRC server says about {visitor_id}: {reason}");
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
