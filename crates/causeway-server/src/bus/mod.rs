//! Hints between workers and screens, on this node and on others. A hint only saves waiting: a
//! receiver that misses one finds the work in the database within [`POLL_INTERVAL`].

use std::time::Duration;

use causeway_core::{EnquiryId, GroupId, RoomId, SourceId, StaffId, Timestamp, WorkspaceId};
use causeway_store::Signal;
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, mpsc};

/// How often workers and screens poll the database without a hint.
pub const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Hint {
    /// The event log grew.
    Events,
    /// A lane of this source has something to send.
    Lane(SourceId),
    /// A room or lane is due at this time.
    Due(Timestamp),
    /// What decides which offers this staff member gets changed: their availability, groups or load.
    Staff(WorkspaceId, StaffId),
    /// The settings or members of this service group changed.
    Group(WorkspaceId, GroupId),
    /// Sources, their tokens or their channels changed: cached ones are outdated.
    Sources,
    /// A visitor or staff member is typing. Never stored.
    Typing(Typing),
    /// Staff stopped typing in this room; `true` if the enquiry is closed.
    TypingEnded(RoomId, bool),
}

/// A visitor or staff member started or stopped typing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Typing {
    pub workspace_id: WorkspaceId,
    pub room_id: RoomId,
    pub enquiry_id: EnquiryId,
    /// The staff member; `None` for the visitor.
    pub staff_id: Option<StaffId>,
    /// `false`: stopped.
    pub started: bool,
}

impl From<Signal> for Hint {
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::Events => Self::Events,
            Signal::Lane(source_id) => Self::Lane(source_id),
            Signal::Due(at) => Self::Due(at),
            Signal::Staff(workspace_id, staff_id) => Self::Staff(workspace_id, staff_id),
            Signal::Group(workspace_id, group_id) => Self::Group(workspace_id, group_id),
            Signal::Sources => Self::Sources,
            Signal::TypingEnded { room_id, closed } => Self::TypingEnded(room_id, closed),
        }
    }
}

/// Hints that a receiver may be behind before it loses some and has to poll the database.
const BACKLOG: usize = 1_024;

/// Publishes hints on this node and to the other nodes. Clones share it.
#[derive(Clone, Debug)]
pub struct Bus {
    here: broadcast::Sender<Hint>,
    /// Serialized hints for the other nodes. Bounded: polling makes up for a hint that finds it
    /// full.
    elsewhere: Option<mpsc::Sender<String>>,
}

impl Bus {
    /// A bus within this process.
    pub fn in_process() -> Self {
        Self {
            here: broadcast::Sender::new(BACKLOG),
            elsewhere: None,
        }
    }

    /// A bus that also sends its hints to other nodes as texts through `outgoing`, and receives
    /// theirs from `incoming` until that ends.
    pub fn between_nodes(
        outgoing: mpsc::Sender<String>,
        mut incoming: mpsc::Receiver<String>,
    ) -> Self {
        let bus = Self {
            here: broadcast::Sender::new(BACKLOG),
            elsewhere: Some(outgoing),
        };
        let here = bus.here.clone();
        tokio::spawn(async move {
            while let Some(text) = incoming.recv().await {
                match serde_json::from_str(&text) {
                    // Having no receiver is not an error.
                    Ok(hint) => drop(here.send(hint)),
                    // A node of another release may send hints that this one doesn't know.
                    Err(error) => {
                        tracing::debug!(%error, "an unknown hint of another node was ignored");
                    }
                }
            }
        });
        bus
    }

    /// Publishes a hint. Never waits.
    pub fn publish(&self, hint: impl Into<Hint>) {
        let hint = hint.into();
        if let Some(elsewhere) = &self.elsewhere
            && hint.concerns_other_nodes()
        {
            let text = serde_json::to_string(&hint).expect("a hint is plain data");
            if elsewhere.try_send(text).is_err() {
                tracing::debug!("a hint for other nodes was dropped; polling makes up for it");
            }
        }
        drop(self.here.send(hint));
    }

    /// Receives what is published from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Hint> {
        self.here.subscribe()
    }
}

impl Hint {
    /// Other nodes have their own workers, which poll for due times; the node that wrote one also
    /// waits for it.
    fn concerns_other_nodes(&self) -> bool {
        match self {
            Self::Events | Self::Sources | Self::Typing(_) => true,
            // Every node knows where staff type, so the one that sees the end informs the others
            // with `Typing`.
            Self::Lane(_)
            | Self::Due(_)
            | Self::Staff(..)
            | Self::Group(..)
            | Self::TypingEnded(..) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hint_reaches_receivers_on_this_and_other_nodes() {
        let (to_other, from_this) = mpsc::channel(8);
        let (to_this, from_other) = mpsc::channel(8);
        let this = Bus::between_nodes(to_other, from_other);
        let other = Bus::between_nodes(to_this, from_this);
        let (mut here, mut there) = (this.subscribe(), other.subscribe());
        this.publish(Hint::Due(Timestamp::from_micros(1)));
        this.publish(Hint::Events);
        assert_eq!(
            here.recv().await.unwrap(),
            Hint::Due(Timestamp::from_micros(1))
        );
        assert_eq!(here.recv().await.unwrap(), Hint::Events);
        assert_eq!(there.recv().await.unwrap(), Hint::Events);
    }

    #[tokio::test]
    async fn an_unknown_hint_is_ignored() {
        let (sender, receiver) = mpsc::channel(8);
        let bus = Bus::between_nodes(mpsc::channel(1).0, receiver);
        let mut here = bus.subscribe();
        sender.send("\"fromTheFuture\"".into()).await.unwrap();
        sender.send("\"events\"".into()).await.unwrap();
        assert_eq!(here.recv().await.unwrap(), Hint::Events);
    }

    #[tokio::test]
    async fn publishing_never_waits() {
        let bus = Bus::between_nodes(mpsc::channel(1).0, mpsc::channel(1).1);
        for _ in 0..3 * BACKLOG {
            bus.publish(Hint::Events);
        }
    }
}
