//! One connection to the IRC server, from registration until it breaks.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use irc::client::Sender;
use irc::proto::Command;
use tokio::sync::oneshot;

use crate::casemapping::CaseMapping;
use crate::pacer::Pacer;
use crate::speech;

/// The user name that the bridge registers with.
pub(crate) const USER: &str = "causeway";

/// How long the server may take to confirm what was said. Servers delay a client that they find too fast.
const CONFIRMATION_TIMEOUT: Duration = Duration::from_mins(1);

/// Marks the pings that confirm, apart from those that keep the connection alive.
const CONFIRMATION_PREFIX: &str = "said-";

/// What became of something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// The IRC server took every line.
    Taken,
    /// The server told that it doesn't reach this nick.
    Refused { reason: String },
    /// The connection broke; how much arrived isn't known.
    Broken,
}

/// A registered connection.
pub(crate) struct Session {
    sender: Sender,
    heard: Mutex<Heard>,
    confirmations: AtomicU64,
}

/// What the server told so far.
struct Heard {
    nick: String,
    mapping: CaseMapping,
    /// Who waits for which confirmation. Dropped with the session, which tells them that it broke.
    waiting: HashMap<String, oneshot::Sender<()>>,
    /// The nicks, folded, that are being spoken to, each with the server's reason if it can't be reached.
    spoken_to: HashMap<String, Option<String>>,
    closed: bool,
}

impl Session {
    pub(crate) fn new(sender: Sender, nick: String, mapping: CaseMapping) -> Self {
        let heard = Heard {
            nick,
            mapping,
            waiting: HashMap::new(),
            spoken_to: HashMap::new(),
            closed: false,
        };
        Self {
            sender,
            heard: Mutex::new(heard),
            confirmations: AtomicU64::new(0),
        }
    }

    pub(crate) fn nick(&self) -> String {
        self.heard().nick.clone()
    }

    pub(crate) fn set_nick(&self, nick: &str) {
        nick.clone_into(&mut self.heard().nick);
    }

    pub(crate) fn set_mapping(&self, mapping: CaseMapping) {
        self.heard().mapping = mapping;
    }

    pub(crate) fn mapping(&self) -> CaseMapping {
        self.heard().mapping
    }

    /// Whether both are the same nick here.
    pub(crate) fn is_same(&self, one: &str, other: &str) -> bool {
        let mapping = self.mapping();
        mapping.fold(one) == mapping.fold(other)
    }

    /// The server can't reach a nick.
    pub(crate) fn refuse(&self, nick: &str, reason: &str) {
        let mut heard = self.heard();
        let folded = heard.mapping.fold(nick);
        if let Some(refusal) = heard.spoken_to.get_mut(&folded) {
            *refusal = Some(reason.to_owned());
        }
    }

    /// The server answered a ping.
    pub(crate) fn confirm(&self, token: &str) {
        if let Some(waiting) = self.heard().waiting.remove(token) {
            // Whoever waited may have given up.
            let _ = waiting.send(());
        }
    }

    /// The connection is over: nothing that waits will be confirmed.
    pub(crate) fn close(&self) {
        let mut heard = self.heard();
        heard.closed = true;
        heard.waiting.clear();
    }

    /// Says a text to a nick and waits until the server took it.
    ///
    /// A server handles what a client sends in order. So a ping after the lines is answered when they were handled, and
    /// by then it has also told if the nick can't be reached.
    pub(crate) async fn say(&self, pacer: &Pacer, nick: &str, text: &str) -> Said {
        let folded = self.mapping().fold(nick);
        self.heard().spoken_to.insert(folded.clone(), None);
        let taken = self.say_lines(pacer, nick, &folded, text).await;
        match self.heard().spoken_to.remove(&folded).flatten() {
            Some(reason) => Said::Refused { reason },
            None if taken => Said::Taken,
            None => Said::Broken,
        }
    }

    /// Says line after line while the nick can be reached; whether the server confirmed them all.
    async fn say_lines(&self, pacer: &Pacer, nick: &str, folded: &str, text: &str) -> bool {
        for line in speech::lines(text, speech::text_bytes_max(&self.nick(), USER, nick)) {
            pacer.turn().await;
            let heard = self.heard();
            let refused = heard.spoken_to.get(folded).is_some_and(Option::is_some);
            if refused
                || heard.closed
                || self
                    .sender
                    .send(Command::PRIVMSG(nick.to_owned(), line))
                    .is_err()
            {
                return false;
            }
        }
        self.confirmed().await
    }

    /// Tells a nick something of the bridge's own, without waiting. A notice, so that no other program answers it.
    pub(crate) fn notice(&self, nick: &str, text: &str) {
        if self
            .sender
            .send(Command::NOTICE(nick.to_owned(), speech::harmless(text)))
            .is_err()
        {
            tracing::debug!("a notice came too late for its connection");
        }
    }

    /// Asks whether a nick is in use; the answer comes as `RPL_ISON`.
    pub(crate) fn ask_for(&self, nick: &str) {
        if self
            .sender
            .send(Command::ISON(vec![nick.to_owned()]))
            .is_err()
        {
            tracing::debug!("the connection is gone");
        }
    }

    /// Asks for another nick; the server tells when it is so.
    pub(crate) fn change_nick(&self, nick: &str) {
        if self.sender.send(Command::NICK(nick.to_owned())).is_err() {
            tracing::debug!("the connection is gone");
        }
    }

    async fn confirmed(&self) -> bool {
        let token = format!(
            "{CONFIRMATION_PREFIX}{}",
            self.confirmations.fetch_add(1, Ordering::Relaxed)
        );
        let (waiting, confirmed) = oneshot::channel();
        {
            let mut heard = self.heard();
            if heard.closed {
                return false;
            }
            heard.waiting.insert(token.clone(), waiting);
        }
        if self
            .sender
            .send(Command::PING(token.clone(), None))
            .is_err()
        {
            return false;
        }
        let answer = tokio::time::timeout(CONFIRMATION_TIMEOUT, confirmed).await;
        self.heard().waiting.remove(&token);
        matches!(answer, Ok(Ok(())))
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
