//! One running Causeway: opens the memory, starts the workers, serves.

use std::{
    io,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
};

use causeway_store::{
    Store, StoreError,
    db::{Db, DbSettings, MigrationError},
};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::{
    App, Bus, Clock, Dice, NodeMark, Parts, Settings,
    bootstrap::{self, BootstrapError},
    credentials::{KeyFile, KeyFileError, Sealer, SetupToken, random_bytes},
    files::{AddressSigner, FileFolder, Files},
    http::{self, TrustedProxies},
    identity::IdentityProviders,
    listener,
    outgoing::{self, AllowList},
    realtime::{self, Presence, Screens},
    sources::Sources,
    typing::TypingNews,
    workers,
};

/// What the operator set.
#[derive(Clone, Debug)]
pub struct NodeSettings {
    /// Address to serve on; port 0: any free one.
    pub listen: SocketAddr,
    /// How browsers and channels reach this server; `None`: by the address it serves on.
    pub public_url: Option<String>,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// The key that encrypts stored credentials; made at first start.
    pub key_file: PathBuf,
    /// Start although the database holds secrets that this key doesn't open.
    pub replace_key: bool,
    /// Address ranges that webhooks may reach although they are not public.
    pub webhook_allow: AllowList,
    /// Address ranges from which visitors' files may be copied although they are not public.
    pub media_allow: AllowList,
    /// Address ranges in which identity providers may be although they are not public.
    pub sign_in_allow: AllowList,
    /// Incoming requests per source and second.
    pub rate_per_source: u32,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
    /// The folder of files; made at first start.
    pub files: PathBuf,
    /// Largest file, in bytes.
    pub file_bytes_max: u64,
    /// Causeway itself, which is also run to draw pictures.
    pub program: PathBuf,
    /// E-mail address and password of the first administrator, if there is none yet.
    pub administrator: Option<(String, String)>,
    /// Counters; served at `/metrics`.
    pub metrics: PrometheusHandle,
}

/// Why a node did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The key file can't be used.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// The key file is gone, and secrets in the database were sealed with it.
    #[error("the key file {} is missing, but the database holds secrets that were encrypted with it. Restore it from your \
        backup, or name it with CAUSEWAY_KEY_FILE. If it is lost for good, start with CAUSEWAY_REPLACE_KEY=true: a new key \
        is made, and the signing secret of every source and chatbot has to be rotated", path.display())]
    KeyMissing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The key opens none of the secrets in the database.
    #[error("the key file {} is not the one that the secrets in this database were encrypted with. Restore that one from \
        your backup, or name it with CAUSEWAY_KEY_FILE. If it is lost for good, start with CAUSEWAY_REPLACE_KEY=true and \
        rotate the signing secret of every source and chatbot", path.display())]
    OtherKey {
        /// Where it is.
        path: PathBuf,
    },
    /// The folder of files can't be used.
    #[error("the folder of files {folder} can't be used")]
    Files {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database can't be opened or brought to its shape.
    #[error("the database can't be used")]
    Database(#[from] MigrationError),
    /// The database failed.
    #[error("the database failed")]
    Store(#[from] StoreError),
    /// The first administrator can't be made.
    #[error("CAUSEWAY_ADMIN_EMAIL and CAUSEWAY_ADMIN_PASSWORD make no administrator")]
    Administrator(#[from] BootstrapError),
    /// The address can't be served on.
    #[error("{address} can't be served on")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
}

/// A running node.
pub struct Node {
    app: App,
    address: SocketAddr,
    stop: CancellationToken,
    tasks: JoinSet<()>,
    setup_token: SetupToken,
}

impl Node {
    /// Starts a node and answers once it serves.
    pub async fn start(settings: NodeSettings) -> Result<Self, StartError> {
        let present = KeyFile::open(&settings.key_file)?;
        let database = DbSettings::new(&settings.database_url);
        let clock = Clock::wall();
        let folder = FileFolder::open(&settings.files, clock.now());
        let folder = folder.map_err(|source| StartError::Files {
            folder: settings.files.clone(),
            source,
        })?;
        let number = u64::from_le_bytes(random_bytes());
        let (bus, is_seen) = bus(&database, number)?;
        let node = NodeMark { number, is_seen };
        let signals = bus.clone();
        let store = Store::open(&database, clock.now(), move |signal| {
            signals.publish(signal);
        })
        .await?;
        let sealer = fitting_key(&store, &settings, present).await?;
        let files = Files::new(
            folder,
            AddressSigner::new(&sealer),
            settings.file_bytes_max,
            settings.program,
        );
        // What this process had claimed before it stopped is free again; other nodes keep what they hold.
        store.release_claims_of_the_gone(number).await?;
        let listener = listener::bind(settings.listen);
        let listener = listener.map_err(|source| StartError::Listen {
            address: settings.listen,
            source,
        })?;
        let address = listener.local_addr().map_err(|source| StartError::Listen {
            address: settings.listen,
            source,
        })?;
        let public_url = settings
            .public_url
            .unwrap_or_else(|| format!("http://{address}"));
        let (stop, setup_token) = (CancellationToken::new(), SetupToken::generate());
        let app = App::new(Parts {
            node,
            clock,
            dice: Dice::new(random_bytes()),
            sources: Sources::new(&bus),
            bus,
            sealer,
            files,
            outgoing: outgoing::Client::new(settings.webhook_allow),
            media: outgoing::Client::new(settings.media_allow),
            identity_providers: IdentityProviders::new(outgoing::Client::new(
                settings.sign_in_allow,
            )),
            source_limit: http::SourceLimit::new(settings.rate_per_source),
            screens: Screens::new(store.last_event().await?),
            presence: Presence::default(),
            typing_news: TypingNews::default(),
            readers: http::Readers::default(),
            metrics: settings.metrics,
            stopping: stop.clone(),
            setup_gate: bootstrap::SetupGate::open_with(&setup_token),
            settings: Settings {
                listen: address,
                public_url: public_url.trim_end_matches('/').to_owned(),
                rate_per_source: settings.rate_per_source,
                trusted_proxies: settings.trusted_proxies,
            },
            store,
        });
        // Before anybody is served: whoever finds the server ready can sign in.
        if let Some((email, password)) = &settings.administrator {
            bootstrap::ensure_administrator(&app, email, password).await?;
        }
        // Nor does anybody read of people who could not show that they are there while nothing ran.
        workers::believe_present(&app).await?;
        let mut tasks = JoinSet::new();
        tasks.spawn(workers::run(app.clone(), stop.clone()));
        tasks.spawn(realtime::run(app.clone(), stop.clone()));
        tasks.spawn(listener::serve(
            listener,
            http::router(app.clone()),
            stop.clone(),
        ));
        Ok(Self {
            app,
            address,
            stop,
            tasks,
            setup_token,
        })
    }

    /// The link that sets a new server up in a browser; `None` once there is a workspace.
    pub async fn setup_link(&self) -> Result<Option<String>, StoreError> {
        if self.app.store.is_set_up().await? {
            return Ok(None);
        }
        Ok(Some(format!(
            "{}/setup?token={}",
            self.app.settings.public_url,
            self.setup_token.reveal()
        )))
    }

    /// The application, for the first steps of a new installation.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Where it serves.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Finishes what is under way and stops.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
        self.app.store.close().await;
    }
}

/// The key that seals, which opens what the database holds. A new one is made where nothing was sealed yet: one that took the
/// place of a lost key without a word would leave every secret unreadable.
async fn fitting_key(
    store: &Store,
    settings: &NodeSettings,
    present: Option<Sealer>,
) -> Result<Sealer, StartError> {
    let headers = store.sealed_headers().await?;
    let path = settings.key_file.clone();
    let known = present.as_ref().map_or(0, |key| {
        headers.iter().filter(|header| key.knows(header)).count()
    });
    if !headers.is_empty() && known == 0 && !settings.replace_key {
        store.close().await;
        return Err(if present.is_some() {
            StartError::OtherKey { path }
        } else {
            StartError::KeyMissing { path }
        });
    }
    if known < headers.len() {
        tracing::warn!(
            "some secrets in the database were encrypted with another key file; rotate those that can't be read"
        );
    }
    match present {
        Some(sealer) => Ok(sealer),
        None => Ok(KeyFile::open_or_create(&path)?),
    }
}

/// The bus, and whether the others see that this node is there.
fn bus(database: &DbSettings, node: u64) -> Result<(Bus, Arc<AtomicBool>), StoreError> {
    Ok(match Db::notices(database, node)? {
        Some(notices) => (
            Bus::between_nodes(notices.outgoing, notices.incoming),
            notices.is_seen,
        ),
        None => (Bus::in_process(), Arc::new(AtomicBool::new(true))),
    })
}
