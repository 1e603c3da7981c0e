//! The state that all handlers and workers share.

use std::{
    net::SocketAddr,
    ops::Deref,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use causeway_core::Moment;
use causeway_store::Store;
use metrics_exporter_prometheus::PrometheusHandle;
use rand::{Rng, SeedableRng, rngs::StdRng};
use tokio_util::sync::CancellationToken;

use crate::{
    bootstrap::SetupGate,
    bus::Bus,
    clock::Clock,
    credentials::Sealer,
    files::Files,
    http::{Readers, SourceLimit, TrustedProxies},
    identity::IdentityProviders,
    outgoing,
    realtime::{Presence, Screens},
    sources::Sources,
    typing::TypingNews,
};

/// The parts of a running Causeway. Clones share them.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The contents of [`App`].
pub struct Parts {
    pub node: NodeMark,
    pub store: Store,
    pub clock: Clock,
    /// Seeds for decisions.
    pub dice: Dice,
    /// Wakes workers and screens, on this node and on others.
    pub bus: Bus,
    /// Encrypts stored credentials.
    pub sealer: Sealer,
    /// Requests to endpoints that administrators enter.
    pub outgoing: outgoing::Client,
    /// Requests to addresses in visitors' messages.
    pub media: outgoing::Client,
    /// Requests to identity providers that administrators enter.
    pub identity_providers: IdentityProviders,
    /// Cached tokens and secrets of sources.
    pub sources: Sources,
    /// The rate limit of each source.
    pub source_limit: SourceLimit,
    /// Channels that wait for events in their outbox.
    pub readers: Readers,
    /// Files and the signed addresses that open them.
    pub files: Files,
    /// The event streams of staff screens.
    pub screens: Screens,
    /// Staff with an open screen on this node.
    pub presence: Presence,
    /// Typing notices on their way to channels.
    pub typing_news: TypingNews,
    /// Cancelled when the server stops; open streams end.
    pub stopping: CancellationToken,
    pub metrics: PrometheusHandle,
    /// Guards the set-up of a server that has no administrator yet.
    pub setup_gate: SetupGate,
    pub settings: Settings,
}

/// Identifies one node among those that share its database.
#[derive(Clone, Debug)]
pub struct NodeMark {
    /// Unique among the nodes.
    pub number: u64,
    /// Whether the other nodes can see that this one is alive; always true for a single node.
    pub is_seen: Arc<AtomicBool>,
}

impl NodeMark {
    /// The only node of its database.
    pub fn alone(number: u64) -> Self {
        Self {
            number,
            is_seen: Arc::new(AtomicBool::new(true)),
        }
    }

    /// The number under which this node claims work; `None` while the others can't see that it is
    /// alive.
    pub fn as_claimant(&self) -> Option<u64> {
        self.is_seen.load(Ordering::Relaxed).then_some(self.number)
    }
}

/// Settings of the operator.
#[derive(Clone, Debug)]
pub struct Settings {
    pub listen: SocketAddr,
    /// URL at which browsers and channels reach this server, without a trailing slash.
    pub public_url: String,
    /// Incoming messages per source and second.
    pub rate_per_source: u32,
    /// Proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: TrustedProxies,
}

impl Settings {
    /// Whether browsers reach this server over TLS, so that cookies are marked secure.
    pub fn is_behind_tls(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Generates seeds; each decision gets its own.
pub struct Dice(Mutex<StdRng>);

impl Dice {
    /// The same seed gives the same sequence.
    pub fn new(seed: [u8; 32]) -> Self {
        Self(Mutex::new(StdRng::from_seed(seed)))
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.0
            .lock()
            .expect("generating a number does not panic")
            .fill_bytes(&mut seed);
        seed
    }
}

impl App {
    /// An application made of `parts`.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The current time, with its own seed for decisions.
    pub fn moment(&self) -> Moment {
        Moment::new(self.clock.now(), self.dice.seed())
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
