//! The IRC connection: connects, registers, receives messages, and reconnects.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use irc::client::ClientStream;
use irc::client::prelude::{Client, Config};
use irc::proto::{Command, Message, Prefix, Response};
use omni_client::{Forwarder, RetryPolicy, Submission};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, timeout};

use crate::casemapping::CaseMapping;
use crate::hearing::{self, Line};
use crate::session::{Session, USER};
use crate::spool::{DiskSpool, PushError};

/// Timeout of connecting, TLS included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// Timeout of the server's welcome. Some servers look up host names and identd first.
const WELCOME_TIMEOUT: Duration = Duration::from_mins(1);

/// Interval of checks whether the configured nick is free again.
const REGAIN_EVERY: Duration = Duration::from_secs(30);

/// Seconds of silence before a ping, and the timeout of its answer in seconds.
const PING_SECONDS: u32 = 60;
const PING_TIMEOUT_SECONDS: u32 = 30;

/// Pauses before a new connection.
const RECONNECT: RetryPolicy = RetryPolicy {
    attempts_max: None,
    first_pause: Duration::from_secs(1),
    longest_pause: Duration::from_mins(2),
};

/// After a connection of this length, the pauses start again from the first.
const GOOD_AFTER: Duration = Duration::from_mins(1);

/// Sent to a visitor whose message can't be stored.
const FULL: &str =
    "Sorry, your last message could not be taken. Please try again in a few minutes.";

/// The network, and the bridge's identity on it.
#[derive(Debug, Clone)]
pub struct NetworkSettings {
    /// Host of the IRC server.
    pub host: String,
    pub port: u16,
    pub tls: bool,
    /// The nick that visitors write to.
    pub nick: String,
    pub password: Option<String>,
    /// Password of the nick for NickServ.
    pub nick_password: Option<String>,
}

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error("connecting took too long")]
    ConnectTimeout,
    #[error("the server sent no welcome in time")]
    WelcomeTimeout,
    #[error("the server closed the connection")]
    Closed,
    #[error("the server closed the connection: {0}")]
    Error(String),
    #[error(transparent)]
    Irc(#[from] irc::error::Error),
}

/// Keeps a connection to the network and receives visitors' messages.
pub(crate) struct Network {
    pub(crate) settings: NetworkSettings,
    pub(crate) spool: Arc<DiskSpool>,
    pub(crate) forwarder: Arc<Forwarder<DiskSpool>>,
    /// The current session, if any.
    pub(crate) sessions: watch::Sender<Option<Arc<Session>>>,
}

impl Network {
    /// Connects repeatedly. Never returns.
    pub(crate) async fn run(self) {
        let mut failures = 0;
        loop {
            let started = tokio::time::Instant::now();
            let ended = self.connect_and_listen().await;
            if let Some(session) = self.sessions.send_replace(None) {
                session.close();
            }
            failures = if started.elapsed() > GOOD_AFTER {
                1
            } else {
                failures + 1
            };
            let pause = RECONNECT.pause_after(failures, &self.settings.host, None);
            tracing::warn!(reason = %ended, pause_ms = pause.as_millis(), "IRC connection lost, reconnecting");
            tokio::time::sleep(pause).await;
        }
    }

    /// Runs one connection until it ends.
    async fn connect_and_listen(&self) -> Ended {
        match self.connect().await {
            Ok((session, stream)) => {
                tracing::info!(nick = session.nick(), "connected to the IRC network");
                self.sessions.send_replace(Some(Arc::clone(&session)));
                self.listen(&session, stream).await
            }
            Err(ended) => ended,
        }
    }

    async fn connect(&self) -> Result<(Arc<Session>, ClientStream), Ended> {
        let client = timeout(CONNECT_TIMEOUT, Client::from_config(self.config()));
        let mut client = client.await.map_err(|_| Ended::ConnectTimeout)??;
        client.identify()?;
        let mut stream = client.stream()?;
        let nick = timeout(WELCOME_TIMEOUT, wait_for_welcome(&mut stream))
            .await
            .map_err(|_| Ended::WelcomeTimeout)??;
        let session = Arc::new(Session::new(client.sender(), nick, CaseMapping::default()));
        Ok((session, stream))
    }

    async fn listen(&self, session: &Session, mut stream: ClientStream) -> Ended {
        let mut regain = tokio::time::interval(REGAIN_EVERY);
        regain.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                message = stream.next() => match message {
                    Some(Ok(Message { command: Command::ERROR(reason), .. })) => return Ended::Error(reason),
                    Some(Ok(message)) => self.handle(session, message).await,
                    Some(Err(error)) => return error.into(),
                    None => return Ended::Closed,
                },
                _ = regain.tick() => {
                    if !session.is_same(&session.nick(), &self.settings.nick) {
                        session.ask_whether_used(&self.settings.nick);
                    }
                }
            }
        }
    }

    async fn handle(&self, session: &Session, message: Message) {
        let Message {
            prefix, command, ..
        } = message;
        if let Command::PRIVMSG(target, text) = &command {
            if let Some(Prefix::Nickname(nick, user, host)) = &prefix
                && session.is_same(target, &session.nick())
                && !session.is_same(nick, target)
            {
                self.store(
                    session,
                    Line {
                        nick,
                        user,
                        host,
                        text,
                    },
                )
                .await;
            }
        } else if let Command::NICK(new_nick) = &command {
            if let Some(Prefix::Nickname(nick, ..)) = &prefix
                && session.is_same(nick, &session.nick())
            {
                tracing::info!(nick = new_nick, "the bridge's nick changed");
                session.set_nick(new_nick);
            }
        } else if let Command::PONG(server, token) = &command {
            session.confirm(token.as_ref().unwrap_or(server));
        } else if let Command::Response(Response::RPL_ISUPPORT, parameters) = &command {
            if let Some(name) = parameters
                .iter()
                .find_map(|parameter| parameter.strip_prefix("CASEMAPPING="))
            {
                session.set_mapping(CaseMapping::announced(name));
            }
        } else if let Command::Response(Response::RPL_ISON, parameters) = &command {
            // The last parameter lists the nicks in use. If it is empty, the bridge's nick is free.
            if parameters
                .last()
                .is_none_or(|nicks| nicks.trim().is_empty())
            {
                session.change_nick(&self.settings.nick);
            }
        } else if let Some((nick, reason)) = unreachable_nick(&command) {
            session.refuse(nick, reason);
        }
    }

    /// Stores a visitor's message and wakes the forwarder.
    async fn store(&self, session: &Session, line: Line<'_>) {
        let Some(message) = hearing::message(line, session.mapping()) else {
            return;
        };
        let visitor_id = message.visitor.id.clone();
        match self
            .spool
            .push(&visitor_id, Submission::Message(message))
            .await
        {
            Ok(()) => self.forwarder.wake(&visitor_id),
            Err(error) => {
                match error {
                    PushError::Full => {
                        tracing::warn!(
                            "a visitor's message was refused: too many messages are waiting"
                        );
                    }
                    PushError::Storage(error) => {
                        tracing::error!(%error, "the state file can't be written");
                    }
                }
                session.notice(line.nick, FULL);
            }
        }
    }

    fn config(&self) -> Config {
        let NetworkSettings {
            host,
            port,
            tls,
            nick,
            password,
            nick_password,
        } = &self.settings;
        Config {
            server: Some(host.clone()),
            port: Some(*port),
            use_tls: Some(*tls),
            nickname: Some(nick.clone()),
            alt_nicks: ["_", "__", "1", "2", "3"]
                .map(|suffix| format!("{nick}{suffix}"))
                .to_vec(),
            username: Some(USER.to_owned()),
            realname: Some("Messages to this nick are answered by people".to_owned()),
            password: password.clone(),
            nick_password: nick_password.clone(),
            ping_time: Some(PING_SECONDS),
            ping_timeout: Some(PING_TIMEOUT_SECONDS),
            ..Config::default()
        }
    }
}

/// Waits for the welcome and returns the nick in it.
async fn wait_for_welcome(stream: &mut ClientStream) -> Result<String, Ended> {
    while let Some(message) = stream.next().await {
        let command = message?.command;
        if let Command::Response(Response::RPL_WELCOME, parameters) = command {
            return parameters.into_iter().next().ok_or(Ended::Closed);
        }
        if let Command::ERROR(reason) = command {
            return Err(Ended::Error(reason));
        }
    }
    Err(Ended::Closed)
}

/// Returns the nick of an error and the server's text: the nick does not exist (401) or takes no
/// messages (several numerics, some of them not standardised).
fn unreachable_nick(command: &Command) -> Option<(&str, &str)> {
    let (numeric, parameters) = if let Command::Response(response, parameters) = command {
        (*response as u16, parameters)
    } else if let Command::Raw(name, parameters) = command {
        (name.parse().ok()?, parameters)
    } else {
        return None;
    };
    match parameters.as_slice() {
        [_, nick, .., reason] if (400..=599).contains(&numeric) || numeric == 716 => {
            Some((nick, reason))
        }
        _ => None,
    }
}
