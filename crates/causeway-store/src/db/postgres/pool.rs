//! Connections to PostgreSQL: how they are made, set up and refused.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime, TimeoutType,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::error::chain;
use super::super::{Conn, DbError, DbSettings, statements};

/// The oldest version that the SQL was written for.
const SERVER_VERSION_MIN: i32 = 150_000;

/// How long what was sent to the server may go unacknowledged.
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(4);
/// A connection that is quiet for so long is asked whether it lives, and again after each interval.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(10);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(5);

statements! {
    const READ_ONLY: Sql = "SELECT current_setting('transaction_read_only')";
    const SERVER_VERSION: Sql = "SELECT current_setting('server_version_num')::integer";
}

/// A pool of at most `connections_max` connections. Nothing is connected yet.
pub(super) fn build(settings: &DbSettings, connections_max: usize) -> Result<Pool, DbError> {
    let (config, tls) = target(settings)?;
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = match tls {
        Some(tls) => Manager::from_config(config, tls, recycling),
        None => Manager::from_config(config, NoTls, recycling),
    };
    let setup: Arc<str> = format!(
        "SET statement_timeout = {0}; SET lock_timeout = {1}; SET idle_in_transaction_session_timeout = {0}",
        settings.statement_timeout.as_millis(),
        settings.lock_timeout.as_millis(),
    )
    .into();
    let set_up = Hook::async_fn(move |client, _| {
        let setup = Arc::clone(&setup);
        Box::pin(async move {
            client
                .batch_execute(&setup)
                .await
                .map_err(HookError::Backend)
        })
    });
    Pool::builder(manager)
        .max_size(connections_max)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(settings.connection_wait))
        .create_timeout(Some(settings.connection_wait))
        .post_create(set_up)
        .build()
        .map_err(|error| unusable(&error))
}

/// Where the address leads, and how the way there is encrypted, if it is.
pub(super) fn target(
    settings: &DbSettings,
) -> Result<(Config, Option<MakeRustlsConnect>), DbError> {
    let (url, root_certificate) = without_root_certificate(&settings.url);
    let mut config: Config = url
        .parse()
        .map_err(|error: tokio_postgres::Error| unusable(&error))?;
    if config.get_application_name().is_none() {
        config.application_name("causeway");
    }
    // A server whose network is gone does not hang up: without these, its connections would be waited for a quarter of an
    // hour while another server has long taken over.
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(UNACKNOWLEDGED_MAX);
    }
    config
        .keepalives_idle(KEEPALIVE_IDLE)
        .keepalives_interval(KEEPALIVE_INTERVAL)
        .keepalives_retries(3);
    // Encryption that anybody in between could switch off protects nothing, so `prefer` is not attempted.
    let encrypted = config.get_ssl_mode() == SslMode::Require;
    let tls = encrypted.then(|| tls(root_certificate)).transpose()?;
    Ok((config, tls))
}

fn unusable(error: &dyn std::error::Error) -> DbError {
    DbError::Unusable(format!("the database address: {}", chain(error)))
}

/// Refuses a server that is too old.
pub(super) async fn check_server(conn: &mut Conn) -> Result<(), DbError> {
    let version: i32 = conn.query(SERVER_VERSION).scalar().await?;
    if version < SERVER_VERSION_MIN {
        return Err(DbError::Unusable(format!(
            "PostgreSQL 15 or later is needed; this one is {}",
            version / 10_000
        )));
    }
    Ok(())
}

/// Refuses a server that takes only reads: one that follows another, or that ran out of room and was set so.
pub(super) async fn check_writable(conn: &mut Conn) -> Result<(), DbError> {
    let read_only: String = conn.query(READ_ONLY).scalar().await?;
    if read_only == "on" {
        return Err(DbError::Unavailable(
            "the server takes only reads".to_owned(),
        ));
    }
    Ok(())
}

/// Why no connection was to be had.
pub(super) fn refused(error: &PoolError) -> DbError {
    match error {
        PoolError::Timeout(TimeoutType::Wait) => DbError::Overloaded,
        PoolError::Closed => DbError::Closed,
        PoolError::Timeout(_)
        | PoolError::Backend(_)
        | PoolError::PostCreateHook(_)
        | PoolError::NoRuntimeSpecified => DbError::Unavailable(chain(error)),
    }
}

/// Takes `sslrootcert=<file>` out of the address, since tokio-postgres refuses what it doesn't know.
fn without_root_certificate(url: &str) -> (String, Option<String>) {
    let Some((base, parameters)) = url.split_once('?') else {
        return (url.to_owned(), None);
    };
    let mut file = None;
    let mut kept = Vec::new();
    for parameter in parameters.split('&') {
        match parameter.strip_prefix("sslrootcert=") {
            Some(path) => file = Some(path.to_owned()),
            None => kept.push(parameter),
        }
    }
    (
        if kept.is_empty() {
            base.to_owned()
        } else {
            format!("{base}?{}", kept.join("&"))
        },
        file,
    )
}

/// Encryption that verifies the server's certificate, against the given file or else the public authorities.
fn tls(root_certificate: Option<String>) -> Result<MakeRustlsConnect, DbError> {
    let Some(path) = root_certificate else {
        return Ok(MakeRustlsConnect::with_webpki_roots());
    };
    let failed = |error: &dyn std::error::Error| {
        DbError::Unusable(format!("sslrootcert={path}: {}", chain(error)))
    };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(&path).map_err(|error| failed(&error))? {
        roots
            .add(certificate.map_err(|error| failed(&error))?)
            .map_err(|error| failed(&error))?;
    }
    Ok(MakeRustlsConnect::new(
        ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth(),
    ))
}
