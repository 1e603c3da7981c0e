//! Visitors' messages on their way to Causeway: in order by visitor, for as long as it takes.
//!
//! The cast: a [`Spool`] keeps each visitor's queue (on disk, so that a restart loses nothing); the [`Forwarder`]
//! takes the head of a queue, sends it until Causeway accepts or refuses it for good, tells the outbox, and goes on. One
//! visitor's queue never waits for another's.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::{
    Acceptance, ChannelEvent, OmniClient, OmniError, RetryPolicy, Verdict, VisitorMessage,
};

/// Something to hand over to Causeway.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Submission {
    /// A visitor's message.
    Message(VisitorMessage),
    /// Something that happened on the channel.
    Event(ChannelEvent),
}

/// A queue per visitor, kept by the bridge.
pub trait Spool: Send + Sync + 'static {
    /// The oldest submission of this visitor that isn't settled.
    fn head(&self, visitor_id: &str) -> Option<Submission>;

    /// The head wasn't accepted yet and will be sent again; called after every failed attempt.
    fn held(&self, visitor_id: &str, error: &OmniError);

    /// The head was accepted or refused for good: take it off the queue, durably, before returning.
    fn settled(
        &self,
        visitor_id: &str,
        head: &Submission,
        outcome: Result<Option<Acceptance>, OmniError>,
    ) -> impl Future<Output = ()> + Send;
}

/// Sends what stands in a [`Spool`], one task per visitor who has something waiting.
#[derive(Debug)]
pub struct Forwarder<O> {
    outbox: Arc<O>,
    causeway: watch::Receiver<Option<OmniClient>>,
    /// Visitors whose queue a task is working on.
    awake: Mutex<HashSet<String>>,
    stopped: watch::Sender<bool>,
    retry: RetryPolicy,
}

impl<O: Spool> Forwarder<O> {
    /// A forwarder that sends by whatever client `causeway` holds at the moment; while it holds none, everything waits.
    pub fn new(
        outbox: Arc<O>,
        causeway: watch::Receiver<Option<OmniClient>>,
        retry: RetryPolicy,
    ) -> Arc<Self> {
        Arc::new(Self {
            outbox,
            causeway,
            awake: Mutex::new(HashSet::new()),
            stopped: watch::Sender::new(false),
            retry,
        })
    }

    /// Says that this visitor's queue has something; returns at once. Call it after every push, and for every queue that
    /// isn't empty at the start.
    pub fn wake(self: &Arc<Self>, visitor_id: &str) {
        if self.awake().insert(visitor_id.to_owned()) {
            let forwarder = Arc::clone(self);
            let visitor_id = visitor_id.to_owned();
            tokio::spawn(async move {
                let mut stopped = forwarder.stopped.subscribe();
                tokio::select! {
                    () = forwarder.drain(&visitor_id) => {}
                    _ = stopped.wait_for(|stopped| *stopped) => {}
                }
            });
        }
    }

    /// Ends every task. What still waits stays in the outbox; what was being sent may have been accepted, which sending it
    /// again finds out.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    async fn drain(&self, visitor_id: &str) {
        let mut causeway = self.causeway.clone();
        while let Some(head) = self.head_or_rest(visitor_id) {
            let Some(outcome) = self.deliver(&mut causeway, visitor_id, &head).await else {
                return;
            };
            self.outbox.settled(visitor_id, &head, outcome).await;
        }
    }

    /// The head of the queue; without one this visitor's task is over, which no `wake` can miss as both hold the lock.
    fn head_or_rest(&self, visitor_id: &str) -> Option<Submission> {
        let mut awake = self.awake();
        let head = self.outbox.head(visitor_id);
        if head.is_none() {
            awake.remove(visitor_id);
        }
        head
    }

    /// Sends until it is settled; `None` when the program is ending.
    async fn deliver(
        &self,
        causeway: &mut watch::Receiver<Option<OmniClient>>,
        visitor_id: &str,
        head: &Submission,
    ) -> Option<Result<Option<Acceptance>, OmniError>> {
        let key = match head {
            Submission::Message(message) => message.id.as_str(),
            Submission::Event(_) => visitor_id,
        };
        let mut attempts = 0;
        loop {
            let client = causeway.wait_for(Option::is_some).await.ok()?.clone()?;
            causeway.mark_unchanged();
            let error = match client.submit(head).await {
                Ok(acceptance) => return Some(Ok(acceptance)),
                Err(error) => error,
            };
            attempts += 1;
            let pause = match error.verdict() {
                Verdict::Final => return Some(Err(error)),
                Verdict::Passing(asked) => self.retry.pause_after(attempts, key, asked),
                Verdict::Mending => self.retry.longest_pause,
            };
            self.outbox.held(visitor_id, &error);
            tokio::select! {
                // A new connection is tried at once.
                changed = causeway.changed() => {
                    changed.ok()?;
                    attempts = 0;
                }
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    fn awake(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.awake.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
