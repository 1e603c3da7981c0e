//! Notices between nodes: PostgreSQL's `LISTEN` and `NOTIFY`, on a separate connection.
//!
//! A notice only reduces latency. It may be lost while the connection is down, or when more notices
//! are sent than can be delivered. Nodes therefore also poll from time to time.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::{AsyncMessage, Client, Config, NoTls, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::error::chain;
use super::super::{DbError, DbSettings};
use super::pool;

/// The channel that nodes share.
const CHANNEL: &str = "causeway";
/// PostgreSQL accepts payloads of less than 8,000 bytes.
const PAYLOAD_BYTES_MAX: usize = 7_000;
/// The most notices that wait; more are dropped.
const BACKLOG: usize = 1_024;
/// The pause before a lost connection is opened again.
const RECONNECT_PAUSE: Duration = Duration::from_secs(1);

/// The two channels of a node's notices.
#[derive(Debug)]
pub struct Notices {
    /// The notices that this node sends.
    pub outgoing: mpsc::Sender<String>,
    /// The notices of the other nodes.
    pub incoming: mpsc::Receiver<String>,
    /// Whether the other nodes can see that this node is running.
    pub is_seen: Arc<AtomicBool>,
}

/// The payload of one `NOTIFY`: several texts together, because each one costs a commit.
#[derive(Serialize, Deserialize)]
struct Payload {
    node: String,
    texts: VecDeque<String>,
}

/// Listens and sends in the background until the outgoing channel is dropped. `node` distinguishes
/// this node from the others, so that a node ignores its own notices.
pub(in super::super) fn start(settings: &DbSettings, node: u64) -> Result<Notices, DbError> {
    let (config, tls) = pool::target(settings)?;
    let (outgoing, to_send) = mpsc::channel(BACKLOG);
    let (heard, incoming) = mpsc::channel(BACKLOG);
    let is_seen = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&is_seen);
    match tls {
        Some(tls) => drop(tokio::spawn(serve::<MakeRustlsConnect>(
            config, tls, node, to_send, heard, seen,
        ))),
        None => drop(tokio::spawn(serve::<NoTls>(
            config, NoTls, node, to_send, heard, seen,
        ))),
    }
    Ok(Notices {
        outgoing,
        incoming,
        is_seen,
    })
}

async fn serve<T>(
    config: Config,
    tls: T,
    node: u64,
    mut to_send: mpsc::Receiver<String>,
    heard: mpsc::Sender<String>,
    is_seen: Arc<AtomicBool>,
) where
    T: MakeTlsConnect<Socket> + Clone + Send + Sync + 'static,
    T::Stream: Send,
    T::TlsConnect: Send,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    loop {
        let ended = connected(&config, tls.clone(), node, &mut to_send, &heard, &is_seen).await;
        is_seen.store(false, Ordering::Relaxed);
        match ended {
            Ok(()) => return,
            Err(error) => tracing::warn!(
                error = chain(&error),
                "no notices between nodes; connecting again"
            ),
        }
        tokio::time::sleep(RECONNECT_PAUSE).await;
    }
}

/// Serves one connection. Returns `Ok` when the outgoing channel was dropped.
async fn connected<T>(
    config: &Config,
    tls: T,
    node: u64,
    to_send: &mut mpsc::Receiver<String>,
    heard: &mpsc::Sender<String>,
    is_seen: &AtomicBool,
) -> Result<(), tokio_postgres::Error>
where
    T: MakeTlsConnect<Socket> + Send,
    T::Stream: Send + 'static,
{
    let (client, mut connection) = config.connect(tls).await?;
    let mut messages = stream::poll_fn(move |context| connection.poll_message(context)).fuse();
    // The task that polls the connection drives it, so messages are received in a separate task.
    let (lost, mut broken) = mpsc::channel(1);
    let name = format!("{node:016x}");
    let (heard, own) = (heard.clone(), name.clone());
    let driver = tokio::spawn(async move {
        while let Some(message) = messages.next().await {
            match message {
                Ok(AsyncMessage::Notification(notice)) => {
                    on_notification(notice.payload(), &own, &heard);
                }
                Ok(_) => {}
                Err(error) => {
                    drop(lost.send(error).await);
                    return;
                }
            }
        }
    });
    let served = async {
        client
            .execute("SELECT pg_advisory_lock_shared($1)", &[&node_lock(node)])
            .await?;
        is_seen.store(true, Ordering::Relaxed);
        speak(&client, &name, to_send, &mut broken).await
    }
    .await;
    driver.abort();
    served
}

/// The key of the lock that shows other nodes that a node is running: the value 203, followed by 48
/// bits of the node's number. The lock ends with the node's connection, so it ends immediately when
/// the process dies.
pub(crate) fn node_lock(node: u64) -> i64 {
    const BITS: u64 = (1 << 48) - 1;
    i64::try_from((203 << 48) | (node & BITS)).expect("203 leaves the sign alone")
}

async fn speak(
    client: &Client,
    node: &str,
    to_send: &mut mpsc::Receiver<String>,
    broken: &mut mpsc::Receiver<tokio_postgres::Error>,
) -> Result<(), tokio_postgres::Error> {
    client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
    let notify = client.prepare("SELECT pg_notify($1, $2)").await?;
    let mut batch = Vec::new();
    loop {
        tokio::select! {
            error = broken.recv() => return error.map_or(Ok(()), Err),
            count = to_send.recv_many(&mut batch, BACKLOG) => if count == 0 { return Ok(()) },
        }
        for payload in payloads(node, batch.drain(..)) {
            client.execute(&notify, &[&CHANNEL, &payload]).await?;
        }
    }
}

/// Packs the texts into as few payloads as possible. A text that is already in the current payload
/// is skipped, and a text that is too long for any payload is dropped.
fn payloads(node: &str, texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut payloads = Vec::new();
    let mut open = Payload {
        node: node.to_owned(),
        texts: VecDeque::new(),
    };
    let mut bytes = 0;
    for text in texts {
        // The size that JSON adds to a text: at most a backslash before each character, quotes and
        // a comma.
        let cost = 2 * text.len() + 3;
        if cost > PAYLOAD_BYTES_MAX || open.texts.contains(&text) {
            continue;
        }
        if bytes + cost > PAYLOAD_BYTES_MAX {
            payloads.push(serde_json::to_string(&open).expect("texts are JSON"));
            open.texts.clear();
            bytes = 0;
        }
        bytes += cost;
        open.texts.push_back(text);
    }
    if !open.texts.is_empty() {
        payloads.push(serde_json::to_string(&open).expect("texts are JSON"));
    }
    payloads
}

fn on_notification(payload: &str, own: &str, heard: &mpsc::Sender<String>) {
    match serde_json::from_str::<Payload>(payload) {
        Ok(Payload { node, .. }) if node == own => {}
        Ok(Payload { texts, .. }) => {
            for text in texts {
                if heard.try_send(text).is_err() {
                    tracing::debug!(
                        "a notice of another node was dropped; this one looks for itself"
                    );
                }
            }
        }
        Err(error) => {
            tracing::debug!(%error, "a notice that is not of this program was passed over");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_packed_and_a_text_that_is_too_long_is_dropped() {
        let texts = [
            "a".to_owned(),
            "a".to_owned(),
            "b".repeat(4_000),
            "c".repeat(3_000),
            "d".to_owned(),
        ];
        let packed: Vec<VecDeque<String>> = payloads("node", texts.into_iter())
            .iter()
            .map(|payload| serde_json::from_str::<Payload>(payload).unwrap().texts)
            .collect();
        assert_eq!(
            packed,
            [vec!["a".to_owned(), "c".repeat(3_000), "d".to_owned()]]
        );
        assert_eq!(
            payloads(
                "node",
                (0..3)
                    .map(|_| "e".repeat(2_000))
                    .enumerate()
                    .map(|(n, t)| format!("{n}{t}"))
            )
            .len(),
            3
        );
    }

    #[tokio::test]
    async fn nodes_receive_notices_of_others_and_not_their_own() {
        let database = causeway_testkit::postgres::database().await;
        let settings = DbSettings::new(&database.url);
        let mut one = start(&settings, 1).unwrap();
        let mut two = start(&settings, 2).unwrap();
        // Notices may be lost until both nodes listen, so this sends until one arrives.
        let second = async {
            loop {
                one.outgoing.send("from one".to_owned()).await.unwrap();
                let heard =
                    tokio::time::timeout(Duration::from_millis(20), two.incoming.recv()).await;
                if let Ok(heard) = heard {
                    break heard;
                }
            }
        };
        assert_eq!(second.await.as_deref(), Some("from one"));
        two.outgoing.send("from two".to_owned()).await.unwrap();
        assert_eq!(one.incoming.recv().await.as_deref(), Some("from two"));
        assert!(one.incoming.try_recv().is_err());
    }
}
