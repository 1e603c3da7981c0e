//! A connection to Causeway and its state.

use omni_client::{OmniClient, SettingsError, SigningSecret, Webhook};
use serde::Serialize;

use crate::book::Connection;

/// The state of the connection, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum Status {
    /// There are no token and secret yet.
    Unconfigured,
    /// The first call to Causeway is in progress.
    Checking { causeway_url: String },
    /// Causeway accepts the token.
    Connected {
        causeway_url: String,
        source: String,
        channel: Option<String>,
    },
    /// The last check failed.
    Broken {
        causeway_url: String,
        detail: String,
    },
}

/// The client and the webhook of a connection.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) client: OmniClient,
    pub(crate) webhook: Webhook,
    pub(crate) causeway_url: String,
}

impl Link {
    /// Validates the settings without calling Causeway.
    pub(crate) fn new(connection: &Connection) -> Result<Self, SettingsError> {
        Ok(Self {
            client: OmniClient::new(&connection.causeway_url, &connection.access_token)?,
            webhook: Webhook::new(SigningSecret::parse(&connection.signing_secret)?),
            causeway_url: connection.causeway_url.clone(),
        })
    }
}
