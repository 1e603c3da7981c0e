//! The state that the parts of the simulator share.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use omni_client::{Acceptance, OmniClient, OmniError, Spool, Submission};
use serde_json::json;
use tokio::sync::watch;

use crate::book::{Book, Connection, Shown};
use crate::bubble::Bubble;
use crate::calls::{Call, Calls};
use crate::link::{Link, Status};
use crate::live::{Frame, Live};
use crate::storage::Storage;
use crate::switch::Switch;

/// The shared state: the book, and everything that is not stored.
pub(crate) struct Desk {
    book: Mutex<Book>,
    storage: Storage,
    calls: Mutex<Calls>,
    switch: Mutex<Switch>,
    status: Mutex<Status>,
    links: watch::Sender<Option<Link>>,
    pub(crate) clients: watch::Sender<Option<OmniClient>>,
    live: Live,
    suggested_causeway: String,
}

impl Desk {
    pub(crate) fn new(
        book: Book,
        storage: Storage,
        link: Option<Link>,
        suggested_causeway: String,
    ) -> Self {
        let status = match &link {
            Some(link) => Status::Checking {
                causeway_url: link.causeway_url.clone(),
            },
            None => Status::Unconfigured,
        };
        Self {
            book: Mutex::new(book),
            storage,
            calls: Mutex::default(),
            switch: Mutex::default(),
            status: Mutex::new(status),
            clients: watch::Sender::new(link.as_ref().map(|link| link.client.clone())),
            links: watch::Sender::new(link),
            live: Live::new(),
            suggested_causeway,
        }
    }

    /// Reads from the book.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Book) -> T) -> T {
        read(&lock(&self.book))
    }

    /// Changes the book. Returns when the change is on disk.
    pub(crate) async fn change<T>(&self, change: impl FnOnce(&mut Book) -> T) -> io::Result<T> {
        let answer = self.change_in_memory(change);
        self.storage.sync(|| lock(&self.book).to_bytes()).await?;
        Ok(answer)
    }

    fn change_in_memory<T>(&self, change: impl FnOnce(&mut Book) -> T) -> T {
        let mut book = lock(&self.book);
        self.storage.note_change();
        change(&mut book)
    }

    /// Shows the current state of the changes on open pages. The book stays locked, so that an
    /// older state never follows a newer one.
    pub(crate) fn show(&self, changes: Vec<Shown>) {
        let book = lock(&self.book);
        for change in changes {
            match change {
                Shown::Bubble {
                    phone_id,
                    bubble_id,
                } => {
                    let phone = book.phone(&phone_id);
                    if let Some(bubble) =
                        phone.and_then(|phone| phone.bubbles.iter().find(|one| one.id == bubble_id))
                    {
                        self.live
                            .show("bubble", &json!({"phoneId": phone_id, "bubble": bubble}));
                    }
                }
                Shown::Head { phone_id } => {
                    if let Some(phone) = book.phone(&phone_id) {
                        self.live.show("phone", &phone.head());
                    }
                }
                Shown::Typing { phone_id, typing } => {
                    self.live
                        .show("typing", &json!({"phoneId": phone_id, "typing": typing}));
                }
            }
        }
    }

    /// Returns a snapshot frame and the frames that follow it. Both are taken under the book's
    /// lock, so that no change is missed. A change may be sent twice, which is harmless.
    pub(crate) fn follow(&self) -> (Frame, tokio::sync::broadcast::Receiver<Frame>) {
        let book = lock(&self.book);
        let frames = self.live.follow();
        let phones: Vec<_> = book
            .phones
            .iter()
            .map(|phone| json!({"head": phone.head(), "bubbles": phone.bubbles}))
            .collect();
        let snapshot = Frame::new(
            "snapshot",
            &json!({
                "phones": phones,
                "calls": lock(&self.calls).iter().collect::<Vec<_>>(),
                "switch": self.switch(),
                "connection": *lock(&self.status),
                "suggestedCauseway": self.suggested_causeway,
            }),
        );
        (snapshot, frames)
    }

    pub(crate) fn open_call(&self, call: Call) -> Call {
        let call = lock(&self.calls).open(call);
        self.live.show("call", &call);
        call
    }

    pub(crate) fn close_call(&self, call: &Call) {
        lock(&self.calls).close(call);
        self.live.show("call", call);
    }

    pub(crate) fn switch(&self) -> Switch {
        *lock(&self.switch)
    }

    pub(crate) fn set_switch(&self, switch: Switch) {
        *lock(&self.switch) = switch;
        self.live.show("switch", &switch);
    }

    pub(crate) fn set_status(&self, status: Status) {
        let mut current = lock(&self.status);
        if *current != status {
            self.live.show("connection", &status);
            *current = status;
        }
    }

    pub(crate) fn link(&self) -> Option<Link> {
        self.links.borrow().clone()
    }

    pub(crate) fn follow_link(&self) -> watch::Receiver<Option<Link>> {
        self.links.subscribe()
    }

    /// Connects or disconnects. Waiting submissions use the new connection.
    pub(crate) async fn connect(&self, connection: Option<(Connection, Link)>) -> io::Result<()> {
        let (connection, link) = connection.unzip();
        self.change(|book| book.connection = connection).await?;
        self.set_status(match &link {
            Some(link) => Status::Checking {
                causeway_url: link.causeway_url.clone(),
            },
            None => Status::Unconfigured,
        });
        self.clients
            .send_replace(link.as_ref().map(|link| link.client.clone()));
        self.links.send_replace(link);
        Ok(())
    }

    /// Visitors with messages that Causeway has not accepted yet.
    pub(crate) fn visitors_with_submissions(&self) -> Vec<String> {
        self.read(|book| {
            book.phones
                .iter()
                .filter(|phone| !phone.outbox.is_empty())
                .map(|phone| phone.id.clone())
                .collect()
        })
    }
}

impl Spool for Desk {
    fn head(&self, visitor_id: &str) -> Option<Submission> {
        self.read(|book| book.phone(visitor_id)?.outbox.front().cloned())
    }

    fn held(&self, visitor_id: &str, error: &OmniError) {
        let bubble = self.change_in_memory(|book| book.phone_mut(visitor_id)?.hold(error));
        self.show_bubble(visitor_id, bubble);
    }

    async fn settled(
        &self,
        visitor_id: &str,
        head: &Submission,
        outcome: Result<Option<Acceptance>, OmniError>,
    ) {
        if let Err(error) = &outcome {
            tracing::warn!(%error, "Causeway refused a submission for good");
        }
        let outcome = outcome.as_ref().map(Clone::clone);
        let settled = self
            .change(|book| book.phone_mut(visitor_id)?.settle(head, outcome))
            .await;
        match settled {
            Ok(bubble) => {
                self.show_bubble(visitor_id, bubble);
                self.show(vec![Shown::Head {
                    phone_id: visitor_id.to_owned(),
                }]);
            }
            // At worst, a restart sends it again. Causeway recognises its id.
            Err(error) => tracing::error!(%error, "the state file can't be written"),
        }
    }
}

impl Desk {
    fn show_bubble(&self, phone_id: &str, bubble: Option<Bubble>) {
        let shown = bubble.map(|bubble| Shown::Bubble {
            phone_id: phone_id.to_owned(),
            bubble_id: bubble.id,
        });
        self.show(shown.into_iter().collect());
    }
}

/// Ignores poisoning: every change under these locks is a single step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
