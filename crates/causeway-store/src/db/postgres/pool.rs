//! Connections to PostgreSQL: how they are opened, configured and refused.

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

/// The oldest version that the SQL supports.
const SERVER_VERSION_MIN: i32 = 150_000;

/// How long data sent to the server may remain unacknowledged.
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(4);
/// A connection that is idle for this long is probed, and again after each interval.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(10);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(5);

statements! {
    const READ_ONLY: Sql = "SELECT current_setting('transaction_read_only')";
    const SERVER_VERSION: Sql = "SELECT current_setting('server_version_num')::integer";
}

/// A pool of at most `connections_max` connections, none of which is open yet.
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

/// The server that the address names, and the encryption of the connection, if it has any.
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
    // A server whose network fails does not close its connections. Without these settings, a
    // connection would wait a quarter of an hour for it, long after another server took over.
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(UNACKNOWLEDGED_MAX);
    }
    config
        .keepalives_idle(KEEPALIVE_IDLE)
        .keepalives_interval(KEEPALIVE_INTERVAL)
        .keepalives_retries(3);
    // Encryption that an attacker in the middle could switch off protects nothing, so `prefer` is
    // treated as no encryption.
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

/// Refuses a read-only server: a replica, or a server that was made read-only because it ran out of
/// space.
pub(super) async fn check_writable(conn: &mut Conn) -> Result<(), DbError> {
    let read_only: String = conn.query(READ_ONLY).scalar().await?;
    if read_only == "on" {
        return Err(DbError::Unavailable(
            "the server takes only reads".to_owned(),
        ));
    }
    Ok(())
}

/// Why no connection was available.
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

/// Removes `sslrootcert=<file>` from the address, because tokio-postgres refuses parameters that it
/// doesn't know.
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

/// Encryption that verifies the server's certificate, against the given file or otherwise against
/// the public authorities.
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
