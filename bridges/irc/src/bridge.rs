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

/// The longest text of one message, in characters: three to four lines, said within the time of one webhook request.
const TEXT_LENGTH_MAX: u32 = 1_500;

/// How to start a bridge.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address to serve the webhook on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The file that keeps visitors' messages until Causeway took them.
    pub state: PathBuf,
    /// Address of Causeway.
    pub causeway: String,
    /// Access token and signing secret; without them only the challenge is answered.
    pub credentials: Option<(String, String)>,
    /// How fast lines may go out.
    pub pace: Pace,
    /// The IRC network.
    pub network: NetworkSettings,
}

/// Why a bridge can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not ours.
    #[error("can't listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The state file can't be read or written.
    #[error("can't use the state file {}", .0.display())]
    State(PathBuf, #[source] io::Error),
    /// Address, token or secret of Causeway are malformed.
    #[error("can't connect to Causeway with these settings")]
    Causeway(#[from] SettingsError),
}

/// A running bridge. It stops when dropped.
pub struct Bridge {
    address: SocketAddr,
    sessions: watch::Receiver<Option<Arc<Session>>>,
    /// Absent while only the challenge is answered.
    forwarder: Option<Arc<Forwarder<DiskSpool>>>,
    tasks: JoinSet<()>,
}

impl Bridge {
    /// Reads the state, binds the address, starts to serve and to connect.
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

    /// Where the webhook is served.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the bridge is on the IRC network, and tells the nick it got. `None` when it never will be.
    pub async fn online(&self) -> Option<String> {
        let mut sessions = self.sessions.clone();
        let session = sessions.wait_for(Option::is_some).await.ok()?;
        session.as_ref().map(|session| session.nick())
    }

    /// Leaves the network and stops serving. What visitors said is on disk.
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

/// Starts everything between the network and Causeway.
fn connect(
    settings: &Settings,
    client: OmniClient,
    sessions: watch::Sender<Option<Arc<Session>>>,
    tasks: &mut JoinSet<()>,
) -> Result<Arc<Replies>, StartError> {
    // The IRC client takes the process's provider; a second installation changes nothing.
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
        introduce(&client).await;
        // The forwarder follows this sender for as long as the bridge runs.
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

/// Tells Causeway what IRC can do; until it took that, staff are offered more than arrives as meant.
async fn introduce(client: &OmniClient) {
    let capabilities = Capabilities {
        types: vec!["text".to_owned()],
        receipts: Vec::new(),
        typing: false,
        deletes: false,
        text_length_max: TEXT_LENGTH_MAX,
    };
    let client = client.clone().with_retry(RetryPolicy::patient());
    if let Err(error) = client.declare_capabilities(&capabilities).await {
        tracing::error!(%error, "Causeway doesn't accept this connection");
    }
}

async fn serve(listener: TcpListener, connected: Option<Connected>) {
    if let Err(error) = axum::serve(listener, webhook::router(connected)).await {
        tracing::error!(%error, "serving ended");
    }
}
