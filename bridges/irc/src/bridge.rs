//! The running bridge.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use omni_client::{
    Capabilities, Forwarder, OmniClient, RetryPolicy, SettingsError, SigningSecret, Webhook,
};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::network::{Network, NetworkSettings};
use crate::pacer::{Pace, Pacer};
use crate::replies::{Progress, Replies};
use crate::session::Session;
use crate::spool::DiskSpool;
use crate::webhook::{self, Connected};

/// Longest text of a message, in characters. It fills three to four lines, which can be sent within
/// one webhook request.
const TEXT_LENGTH_MAX: u32 = 1_500;

/// The settings of a bridge.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address to serve the webhook on. Port 0 selects a free port.
    pub listen: SocketAddr,
    /// File for visitors' messages that Causeway has not accepted yet.
    pub state: PathBuf,
    /// Causeway's URL.
    pub causeway: String,
    /// Access token and signing secret. Without them, the bridge only answers the challenge.
    pub credentials: Option<(String, String)>,
    /// Limit of the rate of lines.
    pub pace: Pace,
    /// The IRC network.
    pub network: NetworkSettings,
}

/// Why a bridge could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is in use or not available.
    #[error("can't listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The state file can't be read or written.
    #[error("can't use the state file {}", .0.display())]
    State(PathBuf, #[source] io::Error),
    /// Causeway's URL, the token or the secret is malformed.
    #[error("can't connect to Causeway with these settings")]
    Causeway(#[from] SettingsError),
}

/// A running bridge. It stops when dropped.
pub struct Bridge {
    address: SocketAddr,
    sessions: watch::Receiver<Option<Arc<Session>>>,
    /// Absent while the bridge only answers the challenge.
    forwarder: Option<Arc<Forwarder<DiskSpool>>>,
    tasks: JoinSet<()>,
}

impl Bridge {
    /// Reads the state, binds the address, and starts to serve and to connect.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        let listener = TcpListener::bind(settings.listen).await;
        let listener = listener.map_err(|error| StartError::Listen(settings.listen, error))?;
        let address = listener
            .local_addr()
            .map_err(|error| StartError::Listen(settings.listen, error))?;
        let sessions = watch::Sender::new(None);
        let mut tasks = JoinSet::new();
        let following = sessions.subscribe();
        let connected = match &settings.credentials {
            Some((token, secret)) => {
                let client = OmniClient::new(&settings.causeway, token)?;
                let webhook = Webhook::new(SigningSecret::parse(secret)?);
                let replies = connect(&settings, client, sessions, &mut tasks)?;
                Some(Connected { webhook, replies })
            }
            None => None,
        };
        let forwarder = connected
            .as_ref()
            .map(|connected| Arc::clone(&connected.replies.forwarder));
        tasks.spawn(serve(listener, connected));
        Ok(Self {
            address,
            sessions: following,
            forwarder,
            tasks,
        })
    }

    /// The address of the webhook.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the bridge is on the IRC network and returns its nick. Returns `None` if it has
    /// no credentials.
    pub async fn online(&self) -> Option<String> {
        let mut sessions = self.sessions.clone();
        let session = sessions.wait_for(Option::is_some).await.ok()?;
        session.as_ref().map(|session| session.nick())
    }

    /// Leaves the network and stops serving. Visitors' messages are on disk.
    pub async fn stop(mut self) {
        self.tasks.shutdown().await;
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        if let Some(forwarder) = &self.forwarder {
            forwarder.stop();
        }
    }
}

/// Starts all tasks between the network and Causeway.
fn connect(
    settings: &Settings,
    client: OmniClient,
    sessions: watch::Sender<Option<Arc<Session>>>,
    tasks: &mut JoinSet<()>,
) -> Result<Arc<Replies>, StartError> {
    // The IRC client uses the process's provider. A second installation has no effect.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let spool = DiskSpool::open(&settings.state)
        .map_err(|error| StartError::State(settings.state.clone(), error))?;
    let spool = Arc::new(spool);
    let clients = watch::Sender::new(Some(client.clone()));
    let forwarder = Forwarder::new(
        Arc::clone(&spool),
        clients.subscribe(),
        RetryPolicy::patient(),
    );
    for visitor_id in spool.waiting() {
        forwarder.wake(&visitor_id);
    }
    let replies = Replies {
        pacer: Pacer::new(settings.pace),
        sessions: sessions.subscribe(),
        spool: Arc::clone(&spool),
        forwarder: Arc::clone(&forwarder),
        progress: Mutex::new(Progress::new()),
    };
    tasks.spawn(async move {
        declare_capabilities(&client).await;
        // The forwarder needs this sender as long as the bridge runs.
        clients.closed().await;
    });
    tasks.spawn(
        Network {
            settings: settings.network.clone(),
            spool,
            forwarder,
            sessions,
        }
        .run(),
    );
    Ok(Arc::new(replies))
}

/// Sends the channel's capabilities to Causeway. Before that, staff can use features that IRC
/// lacks.
async fn declare_capabilities(client: &OmniClient) {
    let capabilities = Capabilities {
        types: vec!["text".to_owned()],
        receipts: Vec::new(),
        typing: false,
        deletes: false,
        text_length_max: TEXT_LENGTH_MAX,
    };
    let client = client.clone().with_retry(RetryPolicy::patient());
    if let Err(error) = client.declare_capabilities(&capabilities).await {
        tracing::error!(%error, "Causeway refused the capabilities");
    }
}

async fn serve(listener: TcpListener, connected: Option<Connected>) {
    if let Err(error) = axum::serve(listener, webhook::router(connected)).await {
        tracing::error!(%error, "the webhook's server failed");
    }
}
