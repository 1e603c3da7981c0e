//! A temporary PostgreSQL server: a new database for each test. The server ends with the process
//! that started it.

mod certificate;
mod server;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, NoTls};

pub use self::server::Server;

/// Variable with the URL of a running server on which tests may create and drop databases:
/// `postgres://user@host:port`, without a database.
pub const URL_VARIABLE: &str = "CAUSEWAY_TEST_POSTGRES_URL";

/// An empty database, dropped with this value.
#[derive(Debug)]
pub struct Database {
    /// The URL of the database.
    pub url: String,
    name: String,
}

/// Creates an empty database on the server of [`URL_VARIABLE`], or on one that this process starts
/// for all its tests.
///
/// Panics if the machine has no PostgreSQL: a skipped test would prove nothing.
pub async fn database() -> Database {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = server_url();
    let name = format!(
        "test_{}_{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let client = connect(server).await;
    // An earlier, killed process with the same id may have left its database.
    execute(
        &client,
        &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
    )
    .await;
    execute(&client, &format!("CREATE DATABASE {name}")).await;
    Database {
        url: format!("{server}/{name}"),
        name,
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // A separate thread with its own runtime, because the current runtime may be shutting down.
        let dropped = thread::spawn(move || {
            block_on(async { execute(&connect(server_url()).await, &statement).await });
        });
        if dropped.join().is_err() {
            eprintln!("the test database {} could not be dropped", self.name);
        }
    }
}

fn server_url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    // Never dropped. The server ends with this process.
    static STARTED: OnceLock<Server> = OnceLock::new();
    URL.get_or_init(|| {
        if let Ok(url) = std::env::var(URL_VARIABLE) {
            return url.trim_end_matches('/').to_owned();
        }
        let server = Server::start().unwrap_or_else(|error| {
            panic!("PostgreSQL could not be started for this test: {error}")
        });
        STARTED.get_or_init(|| server).url.clone()
    })
}

async fn connect(server: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(&format!("{server}/postgres"), NoTls)
        .await
        .unwrap_or_else(|error| {
            panic!("the test PostgreSQL at {server} can't be reached: {error}")
        });
    tokio::spawn(connection);
    client
}

/// Runs a statement. Retries while another test copies the template database.
async fn execute(client: &Client, statement: &str) {
    for _ in 0..100 {
        match client.batch_execute(statement).await {
            Ok(()) => return,
            Err(error) if error.code() == Some(&SqlState::OBJECT_IN_USE) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(error) => panic!("{statement}: {error:?}"),
        }
    }
    panic!("{statement}: the template is still in use");
}

/// Runs a future on a new single-threaded runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the runtime can be built")
        .block_on(future)
}
