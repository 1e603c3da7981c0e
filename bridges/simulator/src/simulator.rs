//! The running simulator.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use omni_client::{Forwarder, RetryPolicy, SettingsError};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::book::Book;
use crate::desk::Desk;
use crate::link::Link;
use crate::storage::Storage;
use crate::{causeway, http, serve};

/// The settings of a simulator.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address to serve on. Port 0 selects a free port.
    pub listen: SocketAddr,
    /// The state file.
    pub state: PathBuf,
    /// Causeway's URL that the connection form suggests.
    pub causeway: String,
}

/// Why a simulator could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is in use or not available.
    #[error("can't listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The state file exists but can't be read.
    #[error("can't read the state file {}", .0.display())]
    Read(PathBuf, #[source] io::Error),
    /// The state file has another format.
    #[error("{} is not a state file of the simulator. Move it away to start with a new one", .0.display())]
    Format(PathBuf, #[source] serde_json::Error),
    /// The stored connection is malformed.
    #[error("the connection in {} can't be used", .0.display())]
    Connection(PathBuf, #[source] SettingsError),
}

/// A running simulator. It stops when dropped.
pub struct Simulator {
    address: SocketAddr,
    forwarder: Arc<Forwarder<Desk>>,
    tasks: JoinSet<()>,
}

impl Simulator {
    /// Reads the state, binds the address and starts to serve.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        let storage = Storage::new(&settings.state);
        let bytes = storage
            .read()
            .map_err(|error| StartError::Read(settings.state.clone(), error))?;
        let book = match bytes {
            Some(bytes) => Book::from_bytes(&bytes)
                .map_err(|error| StartError::Format(settings.state.clone(), error))?,
            None => Book::sample(),
        };
        let link = book.connection.as_ref().map(Link::new).transpose();
        let link = link.map_err(|error| StartError::Connection(settings.state.clone(), error))?;
        let listener = TcpListener::bind(settings.listen)
            .await
            .map_err(|error| StartError::Listen(settings.listen, error))?;
        let address = listener
            .local_addr()
            .map_err(|error| StartError::Listen(settings.listen, error))?;

        let desk = Arc::new(Desk::new(book, storage, link, settings.causeway));
        let clients = desk.clients.subscribe();
        let forwarder = Forwarder::new(Arc::clone(&desk), clients, RetryPolicy::patient());
        for visitor_id in desk.visitors_with_submissions() {
            forwarder.wake(&visitor_id);
        }
        let mut tasks = JoinSet::new();
        tasks.spawn(causeway::watch(Arc::clone(&desk)));
        tasks.spawn(serve::run(
            listener,
            http::router(http::App {
                desk,
                forwarder: Arc::clone(&forwarder),
            }),
        ));
        Ok(Self {
            address,
            forwarder,
            tasks,
        })
    }

    /// The address that the simulator serves on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops serving. All answered requests are already on disk.
    pub async fn stop(mut self) {
        self.tasks.shutdown().await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.forwarder.stop();
    }
}
