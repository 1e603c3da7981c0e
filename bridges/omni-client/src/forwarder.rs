//! Forwards visitors' messages to Causeway, in order per visitor, with unlimited retries.
//!
//! A [`Spool`] keeps a queue per visitor on disk, so that a restart loses nothing. The
//! [`Forwarder`] sends the head of a queue until Causeway accepts it or refuses it for good,
//! reports the outcome to the spool, and continues. Queues of different visitors do not wait for
//! each other.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::{Acceptance, OmniClient, OmniError, RetryPolicy, Submission, Verdict};

/// A queue per visitor, stored by the bridge.
pub trait Spool: Send + Sync + 'static {
    /// Returns the visitor's oldest submission that is not settled.
    fn head(&self, visitor_id: &str) -> Option<Submission>;

    /// Called after every failed attempt on the head that will be retried.
    fn held(&self, visitor_id: &str, error: &OmniError);

    /// Called when the head was accepted or refused for good. Removes it from the queue durably
    /// before it returns.
    fn settled(
        &self,
        visitor_id: &str,
        head: &Submission,
        outcome: Result<Option<Acceptance>, OmniError>,
    ) -> impl Future<Output = ()> + Send;
}

/// Sends the submissions in a [`Spool`], with one task per visitor whose queue is not empty.
#[derive(Debug)]
pub struct Forwarder<O> {
    spool: Arc<O>,
    causeway: watch::Receiver<Option<OmniClient>>,
    /// Visitors with a running task.
    awake: Mutex<HashSet<String>>,
    stopped: watch::Sender<bool>,
    retry: RetryPolicy,
}

impl<O: Spool> Forwarder<O> {
    /// Creates a forwarder that sends with the current client in `causeway`. While there is none,
    /// submissions wait.
    pub fn new(
        spool: Arc<O>,
        causeway: watch::Receiver<Option<OmniClient>>,
        retry: RetryPolicy,
    ) -> Arc<Self> {
        Arc::new(Self {
            spool,
            causeway,
            awake: Mutex::new(HashSet::new()),
            stopped: watch::Sender::new(false),
            retry,
        })
    }

    /// Starts work on the visitor's queue and returns at once. Call it after every push, and at the
    /// start for every queue that is not empty.
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

    /// Stops every task. Unsettled submissions stay in the spool. A submission in progress may have
    /// been accepted; its repetition then returns the same acceptance.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    async fn drain(&self, visitor_id: &str) {
        let mut causeway = self.causeway.clone();
        while let Some(head) = self.head_or_finish(visitor_id) {
            let Some(outcome) = self.deliver(&mut causeway, visitor_id, &head).await else {
                return;
            };
            self.spool.settled(visitor_id, &head, outcome).await;
        }
    }

    /// Returns the head of the queue, or ends the visitor's task if the queue is empty. Both happen
    /// under one lock, so no `wake` is missed.
    fn head_or_finish(&self, visitor_id: &str) -> Option<Submission> {
        let mut awake = self.awake();
        let head = self.spool.head(visitor_id);
        if head.is_none() {
            awake.remove(visitor_id);
        }
        head
    }

    /// Sends until the head is settled. Returns `None` if the program is ending.
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
                Verdict::Passing(retry_after) => self.retry.pause_after(attempts, key, retry_after),
                Verdict::Mending => self.retry.longest_pause,
            };
            self.spool.held(visitor_id, &error);
            tokio::select! {
                // A new connection is tried without a pause.
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
