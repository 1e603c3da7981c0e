//! The parts of a running node, and the state that they keep in memory.

pub(crate) mod alive;
mod dice;
pub(crate) mod frame;
mod node_mark;
pub(crate) mod presence;
pub(crate) mod readers;
pub(crate) mod screens;
mod settings;
mod setup_gate;
pub(crate) mod source_limit;
mod sources;
pub(crate) mod trusted_proxies;
pub(crate) mod typing_news;

use std::{ops::Deref, path::PathBuf, sync::Arc};

use causeway_core::Moment;
use causeway_store::{Store, StoreError};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio_util::sync::CancellationToken;

pub use dice::Dice;
pub use node_mark::NodeMark;
pub use presence::Presence;
pub use readers::Readers;
pub use screens::Screens;
pub use settings::Settings;
pub use setup_gate::SetupGate;
pub use source_limit::SourceLimit;
pub use sources::Sources;
pub use trusted_proxies::TrustedProxies;
pub use typing_news::TypingNews;

use crate::{
    bus::Bus,
    clock::Clock,
    credentials::Sealer,
    files::{AddressSigner, FileFolder, Files},
    identity::IdentityProviders,
    outgoing::{self, AllowList},
};

/// The parts of a running node. Clones share them.
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
    pub sealer: Arc<Sealer>,
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

/// What a node is built from; the other parts follow from it.
pub struct Foundation {
    pub node: NodeMark,
    pub store: Store,
    /// Carries the signals of `store`, among others.
    pub bus: Bus,
    pub clock: Clock,
    /// Seed of [`Dice`].
    pub seed: [u8; 32],
    pub sealer: Sealer,
    pub folder: FileFolder,
    /// Size limit of a file, in bytes.
    pub file_bytes_max: u64,
    /// The executable of Causeway, which is also run to draw thumbnails.
    pub program: PathBuf,
    /// Non-public address ranges that webhooks may reach.
    pub webhook_allow: AllowList,
    /// Non-public address ranges from which visitors' files may be copied.
    pub media_allow: AllowList,
    /// Non-public address ranges of identity providers.
    pub sign_in_allow: AllowList,
    /// Cancelled to stop the node.
    pub stopping: CancellationToken,
    pub metrics: PrometheusHandle,
    pub setup_gate: SetupGate,
    pub settings: Settings,
}

impl App {
    /// The parts of a node.
    ///
    /// # Errors
    ///
    /// If the end of the event log can't be read.
    pub async fn build(foundation: Foundation) -> Result<Self, StoreError> {
        let Foundation {
            node,
            store,
            bus,
            clock,
            seed,
            sealer,
            folder,
            file_bytes_max,
            program,
            webhook_allow,
            media_allow,
            sign_in_allow,
            stopping,
            metrics,
            setup_gate,
            settings,
        } = foundation;
        let sealer = Arc::new(sealer);
        let sign_in_client = outgoing::Client::new(sign_in_allow);
        Ok(Self(Arc::new(Parts {
            node,
            dice: Dice::new(seed),
            outgoing: outgoing::Client::new(webhook_allow),
            media: outgoing::Client::new(media_allow),
            identity_providers: IdentityProviders::new(sign_in_client),
            sources: Sources::new(&bus, store.clone(), clock.clone(), Arc::clone(&sealer)),
            source_limit: SourceLimit::new(settings.rate_per_source),
            readers: Readers::default(),
            files: Files::new(folder, AddressSigner::new(&sealer), file_bytes_max, program),
            screens: Screens::new(store.last_event().await?),
            presence: Presence::default(),
            typing_news: TypingNews::default(),
            store,
            clock,
            bus,
            sealer,
            stopping,
            metrics,
            setup_gate,
            settings,
        })))
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
