//! What every handler and worker works with.

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

/// What [`App`] holds.
pub struct Parts {
    /// Tells this node from the others.
    pub node: NodeMark,
    /// The memory.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Seeds for decisions.
    pub dice: Dice,
    /// Wakes workers and screens, here and on other nodes.
    pub bus: Bus,
    /// Encrypts stored credentials.
    pub sealer: Sealer,
    /// Requests to endpoints that administrators enter.
    pub outgoing: outgoing::Client,
    /// Requests to addresses that visitors' messages name.
    pub media: outgoing::Client,
    /// Requests to identity providers that administrators enter.
    pub identity_providers: IdentityProviders,
    /// What is remembered of sources between requests.
    pub sources: Sources,
    /// How much a source may send.
    pub source_limit: SourceLimit,
    /// Channels that wait for something to read.
    pub readers: Readers,
    /// Files, and addresses that open them.
    pub files: Files,
    /// What staff screens follow.
    pub screens: Screens,
    /// Whose screens are open on this node.
    pub presence: Presence,
    /// Channels that are being told that staff type.
    pub typing_news: TypingNews,
    /// Called off when the server stops: open streams end.
    pub stopping: CancellationToken,
    /// Counters.
    pub metrics: PrometheusHandle,
    /// Who may set up a server that has no administrator yet.
    pub setup_gate: SetupGate,
    /// What the operator set.
    pub settings: Settings,
}

/// Tells one node from the others that share its database.
#[derive(Clone, Debug)]
pub struct NodeMark {
    /// Different from all others'.
    pub number: u64,
    /// The others see that it is there, or there are none.
    pub is_seen: Arc<AtomicBool>,
}

impl NodeMark {
    /// Of a node that shares its database with nobody.
    pub fn alone(number: u64) -> Self {
        Self {
            number,
            is_seen: Arc::new(AtomicBool::new(true)),
        }
    }

    /// The number by which it claims work, while others would see that it is there.
    pub fn as_claimant(&self) -> Option<u64> {
        self.is_seen.load(Ordering::Relaxed).then_some(self.number)
    }
}

/// What the operator set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address to serve on.
    pub listen: SocketAddr,
    /// How browsers and channels reach this server, without a slash at the end.
    pub public_url: String,
    /// Incoming messages per source and second.
    pub rate_per_source: u32,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
}

impl Settings {
    /// Browsers reach this server over TLS, so cookies are marked secure.
    pub fn is_behind_tls(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Hands out seeds; each decision gets its own.
pub struct Dice(Mutex<StdRng>);

impl Dice {
    /// Dice that come out the same for the same seed.
    pub fn new(seed: [u8; 32]) -> Self {
        Self(Mutex::new(StdRng::from_seed(seed)))
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.0
            .lock()
            .expect("drawing a number does not panic")
            .fill_bytes(&mut seed);
        seed
    }
}

impl App {
    /// An application made of `parts`.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The present moment, with dice of its own.
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
