//! Hints between workers and screens, on this node and on others. A hint saves waiting; who misses one finds the work in
//! the store within [`POLL_INTERVAL`].

use std::time::Duration;

use causeway_core::{EnquiryId, RoomId, SourceId, StaffId, Timestamp, WorkspaceId};
use causeway_store::Signal;
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, mpsc};

/// How often workers and screens look into the store although nobody called them.
pub const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// What is called out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Hint {
    /// The event log grew.
    Events,
    /// A lane of this source has something to send.
    Lane(SourceId),
    /// A room or lane has to be looked at again at this time.
    Due(Timestamp),
    /// How many enquiries this person handles changed.
    Load(WorkspaceId, StaffId),
    /// What is remembered of sources and their tokens is no longer true.
    SourcesChanged,
    /// Somebody types. Never stored.
    Typing(Typing),
    /// Staff who were typing in this room are not any more, and the enquiry may be closed.
    TypingEnded(RoomId, bool),
}

/// Somebody started or stopped typing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Typing {
    /// Where.
    pub workspace_id: WorkspaceId,
    /// Where.
    pub room_id: RoomId,
    /// Where.
    pub enquiry_id: EnquiryId,
    /// The staff member; `None`: the visitor.
    pub staff_id: Option<StaffId>,
    /// Started.
    pub started: bool,
}

impl From<Signal> for Hint {
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::Events => Self::Events,
            Signal::Lane(source_id) => Self::Lane(source_id),
            Signal::Due(at) => Self::Due(at),
            Signal::Load(workspace_id, staff_id) => Self::Load(workspace_id, staff_id),
            Signal::TypingEnded { room_id, closed } => Self::TypingEnded(room_id, closed),
        }
    }
}

/// Hints that a listener may be behind before it loses some; it then looks into the store.
const BACKLOG: usize = 1_024;

/// Calls out to this node and, where there are others, to them. Clones share it.
#[derive(Clone, Debug)]
pub struct Bus {
    here: broadcast::Sender<Hint>,
    /// Texts for the other nodes. Bounded: a hint that finds no room is one that the net catches.
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

    /// A bus that also carries its hints to other nodes as texts through `outgoing`, and takes theirs from `incoming`
    /// until that ends.
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
                    // Nobody listening is no failure.
                    Ok(hint) => drop(here.send(hint)),
                    // A node of another release may know hints that this one doesn't.
                    Err(error) => {
                        tracing::debug!(%error, "a hint that is not known here was passed over");
                    }
                }
            }
        });
        bus
    }

    /// Calls out. Never waits.
    pub fn publish(&self, hint: impl Into<Hint>) {
        let hint = hint.into();
        if let Some(elsewhere) = &self.elsewhere
            && hint.concerns_other_nodes()
        {
            let text = serde_json::to_string(&hint).expect("a hint is plain data");
            if elsewhere.try_send(text).is_err() {
                tracing::debug!("a hint for other nodes was dropped; they look for themselves");
            }
        }
        drop(self.here.send(hint));
    }

    /// Hears what is called out from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Hint> {
        self.here.subscribe()
    }
}

impl Hint {
    /// Other nodes have their own workers, who look at due times for themselves: whoever wrote one also waits for it.
    fn concerns_other_nodes(&self) -> bool {
        match self {
            Self::Events | Self::SourcesChanged | Self::Typing(_) => true,
            // Every node knows where staff type, so the one that sees the end tells the others with `Typing`.
            Self::Lane(_) | Self::Due(_) | Self::Load(..) | Self::TypingEnded(..) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hint_reaches_listeners_here_and_on_other_nodes() {
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
    async fn a_hint_that_is_not_known_is_passed_over() {
        let (sender, receiver) = mpsc::channel(8);
        let bus = Bus::between_nodes(mpsc::channel(1).0, receiver);
        let mut here = bus.subscribe();
        sender.send("\"fromTheFuture\"".into()).await.unwrap();
        sender.send("\"events\"".into()).await.unwrap();
        assert_eq!(here.recv().await.unwrap(), Hint::Events);
    }

    #[tokio::test]
    async fn calling_out_never_waits() {
        let bus = Bus::between_nodes(mpsc::channel(1).0, mpsc::channel(1).1);
        for _ in 0..3 * BACKLOG {
            bus.publish(Hint::Events);
        }
    }
}
