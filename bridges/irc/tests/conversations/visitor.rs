//! A visitor with an IRC client.

use std::time::Duration;

use futures_util::StreamExt;
use irc::client::Sender;
use irc::client::prelude::{Client, Config};
use irc::proto::{Command, Message, Prefix, Response};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;

/// Timeout of all waits, longer than Causeway waits for a killed node.
pub(crate) const WAIT_TIMEOUT: Duration = Duration::from_mins(1);

/// A visitor on the network. Dropping this value leaves it.
pub(crate) struct Visitor {
    sender: Sender,
    messages: UnboundedReceiver<Message>,
    _reading: JoinSet<()>,
}

impl Visitor {
    /// Connects with a nick and waits for the server's welcome.
    pub(crate) async fn join(port: u16, nick: &str) -> Self {
        let config = Config {
            server: Some("127.0.0.1".to_owned()),
            port: Some(port),
            use_tls: Some(false),
            nickname: Some(nick.to_owned()),
            ..Config::default()
        };
        let mut client = Client::from_config(config)
            .await
            .expect("the IRC server accepts the connection");
        client.identify().expect("the connection is open");
        let mut stream = client.stream().expect("the stream was not taken before");
        let (pass_on, messages) = unbounded_channel();
        let mut reading = JoinSet::new();
        // Polling the stream also sends.
        reading.spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if pass_on.send(message).is_err() {
                    return;
                }
            }
        });
        let mut visitor = Self {
            sender: client.sender(),
            messages,
            _reading: reading,
        };
        visitor
            .next(|message| {
                matches!(message.command, Command::Response(Response::RPL_WELCOME, _)).then_some(())
            })
            .await;
        visitor
    }

    /// Sends a text to a nick.
    pub(crate) fn say(&self, nick: &str, text: &str) {
        self.sender
            .send(Command::PRIVMSG(nick.to_owned(), text.to_owned()))
            .expect("the connection is open");
    }

    /// Waits for the next private message. Returns its sender and text.
    pub(crate) async fn next_message(&mut self) -> (String, String) {
        self.next(|message| {
            let Command::PRIVMSG(_, text) = &message.command else {
                return None;
            };
            let Some(Prefix::Nickname(nick, ..)) = &message.prefix else {
                return None;
            };
            Some((nick.clone(), text.clone()))
        })
        .await
    }

    /// Leaves the network and waits until the server has closed the connection, so that the nick is
    /// free.
    pub(crate) async fn leave(mut self) {
        self.sender
            .send_quit("Bye")
            .expect("the connection is open");
        let closed = async { while self.messages.recv().await.is_some() {} };
        tokio::time::timeout(WAIT_TIMEOUT, closed)
            .await
            .expect("the server closes the connection");
    }

    /// Waits for the first message for which `pick` returns a value.
    async fn next<T>(&mut self, pick: impl Fn(&Message) -> Option<T>) -> T {
        let found = async {
            loop {
                let message = self.messages.recv().await.expect("the connection is open");
                if let Some(found) = pick(&message) {
                    return found;
                }
            }
        };
        tokio::time::timeout(WAIT_TIMEOUT, found)
            .await
            .expect("the message arrives in time")
    }
}
