//! One running node: opens the database and the files, starts the workers, serves HTTP.

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
    bootstrap::{self, BootstrapError},
    bus::Bus,
    clock::Clock,
    credentials::{KeyFile, KeyFileError, Sealer, SetupToken, random_bytes},
    files::FileFolder,
    http, listener,
    outgoing::AllowList,
    parts::{App, Foundation, NodeMark, Settings, SetupGate, TrustedProxies},
    realtime, workers,
};

/// Settings of the operator.
#[derive(Clone, Debug)]
pub struct NodeSettings {
    /// Address to serve on; port 0 picks a free port.
    pub listen: SocketAddr,
    /// URL at which browsers and channels reach this server; `None` uses the listen address.
    pub public_url: Option<String>,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// File of the key that encrypts stored credentials; created at the first start.
    pub key_file: PathBuf,
    /// Start even if this key can't open secrets in the database.
    pub replace_key: bool,
    /// Non-public address ranges that webhooks may reach.
    pub webhook_allow: AllowList,
    /// Non-public address ranges from which visitors' files may be copied.
    pub media_allow: AllowList,
    /// Non-public address ranges of identity providers.
    pub sign_in_allow: AllowList,
    /// Incoming requests per source and second.
    pub rate_per_source: u32,
    /// Reverse proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: TrustedProxies,
    /// The folder of files; created at the first start.
    pub files: PathBuf,
    /// Size limit of a file, in bytes.
    pub file_bytes_max: u64,
    /// The executable of Causeway, which is also run to draw thumbnails.
    pub program: PathBuf,
    /// E-mail address and password of the first administrator, created if there is no workspace
    /// yet.
    pub administrator: Option<(String, String)>,
    /// Counters; served at `/metrics`.
    pub metrics: PrometheusHandle,
}

/// Why a node could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The key file can't be used.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// The key file is missing, but secrets in the database were sealed with it.
    #[error("the key file {} is missing, but the database contains secrets that were encrypted with it. Restore it from your \
        backup, or name it with CAUSEWAY_KEY_FILE. If it is lost, start with CAUSEWAY_REPLACE_KEY=true: a new key \
        is created, and you must rotate the signing secret of every source and chatbot", path.display())]
    KeyMissing { path: PathBuf },
    /// The key opens none of the secrets in the database.
    #[error("the secrets in this database were encrypted with a key file other than {}. Restore the original from \
        your backup, or name it with CAUSEWAY_KEY_FILE. If it is lost, start with CAUSEWAY_REPLACE_KEY=true and \
        rotate the signing secret of every source and chatbot", path.display())]
    OtherKey { path: PathBuf },
    /// The folder of files can't be used.
    #[error("the folder of files {folder} can't be used")]
    Files { folder: PathBuf, source: io::Error },
    /// The database can't be opened or migrated.
    #[error("the database can't be used")]
    Database(#[from] MigrationError),
    /// The database failed.
    #[error("the database failed")]
    Store(#[from] StoreError),
    /// The first administrator can't be created.
    #[error(
        "the administrator can't be created from CAUSEWAY_ADMIN_EMAIL and CAUSEWAY_ADMIN_PASSWORD"
    )]
    Administrator(#[from] BootstrapError),
    /// The server can't listen on the address.
    #[error("can't listen on {address}")]
    Listen {
        address: SocketAddr,
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
    /// Starts a node; returns once it serves requests.
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
        // Releases what this process had claimed before it stopped; other nodes keep their claims.
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
        let app = App::build(Foundation {
            node,
            store,
            bus,
            clock,
            seed: random_bytes(),
            sealer,
            folder,
            file_bytes_max: settings.file_bytes_max,
            program: settings.program,
            webhook_allow: settings.webhook_allow,
            media_allow: settings.media_allow,
            sign_in_allow: settings.sign_in_allow,
            stopping: stop.clone(),
            metrics: settings.metrics,
            setup_gate: SetupGate::open_with(&setup_token),
            settings: Settings {
                listen: address,
                public_url: public_url.trim_end_matches('/').to_owned(),
                rate_per_source: settings.rate_per_source,
                trusted_proxies: settings.trusted_proxies,
            },
        })
        .await?;
        // Before serving, so that people can sign in as soon as the server is ready.
        if let Some((email, password)) = &settings.administrator {
            bootstrap::ensure_administrator(&app, email, password).await?;
        }
        // Before serving, so that no one appears offline because their screen could not report
        // while the server was down.
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

    /// The link to set up a new server in a browser; `None` once there is a workspace.
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

    /// The application state, for the first steps of a new installation.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The address that it serves on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Finishes work in progress and stops.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
        self.app.store.close().await;
    }
}

/// The sealing key, checked against the database. A new one is created only if nothing was sealed
/// yet: silently replacing a lost key would leave every secret unreadable.
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

/// The bus, and whether the other nodes can see that this one is alive.
fn bus(database: &DbSettings, node: u64) -> Result<(Bus, Arc<AtomicBool>), StoreError> {
    Ok(match Db::notices(database, node)? {
        Some(notices) => (
            Bus::between_nodes(notices.outgoing, notices.incoming),
            notices.is_seen,
        ),
        None => (Bus::in_process(), Arc::new(AtomicBool::new(true))),
    })
}
