//! A connection to the IRC server, from registration until it ends.

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

/// The user name for registration.
pub(crate) const USER: &str = "causeway";

/// Timeout of the server's confirmation. Servers delay clients that send too fast.
const CONFIRMATION_TIMEOUT: Duration = Duration::from_mins(1);

/// Prefix of pings for confirmations. Other pings keep the connection alive.
const CONFIRMATION_PREFIX: &str = "said-";

/// The outcome of sending a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SendOutcome {
    /// The IRC server accepted every line.
    Taken,
    /// The server can't reach the nick.
    Refused { reason: String },
    /// The connection ended. An unknown number of lines arrived.
    Broken,
}

/// A registered connection.
pub(crate) struct Session {
    sender: Sender,
    state: Mutex<State>,
    confirmations: AtomicU64,
}

/// The state from the server's messages.
struct State {
    nick: String,
    mapping: CaseMapping,
    /// Senders that wait for a confirmation, by token. Dropping one reports that the connection
    /// ended.
    waiting: HashMap<String, oneshot::Sender<()>>,
    /// The folded nicks of current recipients, each with the server's reason if it is unreachable.
    recipients: HashMap<String, Option<String>>,
    closed: bool,
}

impl Session {
    pub(crate) fn new(sender: Sender, nick: String, mapping: CaseMapping) -> Self {
        let state = State {
            nick,
            mapping,
            waiting: HashMap::new(),
            recipients: HashMap::new(),
            closed: false,
        };
        Self {
            sender,
            state: Mutex::new(state),
            confirmations: AtomicU64::new(0),
        }
    }

    pub(crate) fn nick(&self) -> String {
        self.state().nick.clone()
    }

    pub(crate) fn set_nick(&self, nick: &str) {
        nick.clone_into(&mut self.state().nick);
    }

    pub(crate) fn set_mapping(&self, mapping: CaseMapping) {
        self.state().mapping = mapping;
    }

    pub(crate) fn mapping(&self) -> CaseMapping {
        self.state().mapping
    }

    /// Returns whether both nicks are the same on this network.
    pub(crate) fn is_same(&self, one: &str, other: &str) -> bool {
        let mapping = self.mapping();
        mapping.fold(one) == mapping.fold(other)
    }

    /// Records that the server can't reach a nick.
    pub(crate) fn refuse(&self, nick: &str, reason: &str) {
        let mut state = self.state();
        let folded = state.mapping.fold(nick);
        if let Some(refusal) = state.recipients.get_mut(&folded) {
            *refusal = Some(reason.to_owned());
        }
    }

    /// Records the answer to a ping.
    pub(crate) fn confirm(&self, token: &str) {
        if let Some(waiting) = self.state().waiting.remove(token) {
            // The receiver may have timed out.
            let _ = waiting.send(());
        }
    }

    /// Ends the session. Nothing more will be confirmed.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.waiting.clear();
    }

    /// Sends a text to a nick and waits until the server has accepted it.
    ///
    /// A server handles a client's commands in order. When it answers a ping that follows the
    /// lines, it has handled the lines and has reported an unreachable nick.
    pub(crate) async fn send_text(&self, pacer: &Pacer, nick: &str, text: &str) -> SendOutcome {
        let folded = self.mapping().fold(nick);
        self.state().recipients.insert(folded.clone(), None);
        let taken = self.send_lines(pacer, nick, &folded, text).await;
        match self.state().recipients.remove(&folded).flatten() {
            Some(reason) => SendOutcome::Refused { reason },
            None if taken => SendOutcome::Taken,
            None => SendOutcome::Broken,
        }
    }

    /// Sends the lines while the nick is reachable. Returns whether the server confirmed all of
    /// them.
    async fn send_lines(&self, pacer: &Pacer, nick: &str, folded: &str, text: &str) -> bool {
        for line in speech::lines(text, speech::text_bytes_max(&self.nick(), USER, nick)) {
            pacer.turn().await;
            let state = self.state();
            let refused = state.recipients.get(folded).is_some_and(Option::is_some);
            if refused
                || state.closed
                || self
                    .sender
                    .send(Command::PRIVMSG(nick.to_owned(), line))
                    .is_err()
            {
                return false;
            }
        }
        self.wait_for_confirmation().await
    }

    /// Sends a text of the bridge itself without waiting. It is a notice, so that no program
    /// answers it.
    pub(crate) fn notice(&self, nick: &str, text: &str) {
        if self
            .sender
            .send(Command::NOTICE(
                nick.to_owned(),
                speech::without_control_characters(text),
            ))
            .is_err()
        {
            tracing::debug!("the connection ended before a notice could be sent");
        }
    }

    /// Asks whether a nick is in use. The answer is `RPL_ISON`.
    pub(crate) fn ask_whether_used(&self, nick: &str) {
        if self
            .sender
            .send(Command::ISON(vec![nick.to_owned()]))
            .is_err()
        {
            tracing::debug!("the connection has ended");
        }
    }

    /// Requests another nick. The server confirms the change.
    pub(crate) fn change_nick(&self, nick: &str) {
        if self.sender.send(Command::NICK(nick.to_owned())).is_err() {
            tracing::debug!("the connection has ended");
        }
    }

    async fn wait_for_confirmation(&self) -> bool {
        let token = format!(
            "{CONFIRMATION_PREFIX}{}",
            self.confirmations.fetch_add(1, Ordering::Relaxed)
        );
        let (waiting, confirmation) = oneshot::channel();
        {
            let mut state = self.state();
            if state.closed {
                return false;
            }
            state.waiting.insert(token.clone(), waiting);
        }
        if self
            .sender
            .send(Command::PING(token.clone(), None))
            .is_err()
        {
            return false;
        }
        let answer = tokio::time::timeout(CONFIRMATION_TIMEOUT, confirmation).await;
        self.state().waiting.remove(&token);
        matches!(answer, Ok(Ok(())))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
