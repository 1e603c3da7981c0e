//! The connection to Causeway: who the token is, and whether Causeway answers.

use std::sync::Arc;
use std::time::Duration;

use omni_client::{Capabilities, OmniClient, OmniError, SettingsError, SigningSecret, Webhook};
use serde::Serialize;

use crate::book::Connection;
use crate::simulator::Desk;

/// How often a working connection is looked at, so that the page tells when Causeway goes away.
const CHECK_EVERY: Duration = Duration::from_secs(20);

/// How soon a broken one is tried again.
const CHECK_BROKEN_EVERY: Duration = Duration::from_secs(3);

/// What the page says about the connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum Status {
    /// No token and secret yet.
    Unconfigured,
    /// Calling Causeway for the first time.
    Checking { causeway_url: String },
    /// Causeway knows the token.
    Connected {
        causeway_url: String,
        source: String,
        channel: Option<String>,
    },
    /// It doesn't work at the moment.
    Broken {
        causeway_url: String,
        detail: String,
    },
}

/// Both ends of a connection, ready for use.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) client: OmniClient,
    pub(crate) webhook: Webhook,
    pub(crate) causeway_url: String,
}

impl Link {
    /// Checks the settings, without calling anybody.
    pub(crate) fn new(connection: &Connection) -> Result<Self, SettingsError> {
        Ok(Self {
            client: OmniClient::new(&connection.causeway_url, &connection.access_token)?,
            webhook: Webhook::new(SigningSecret::parse(&connection.signing_secret)?),
            causeway_url: connection.causeway_url.clone(),
        })
    }
}

/// What this messenger can do.
fn capabilities() -> Capabilities {
    let types = [
        "text",
        "image",
        "video",
        "audio",
        "file",
        "location",
        "sticker",
        "buttons",
        "quickReplies",
    ];
    Capabilities {
        types: types.map(str::to_owned).to_vec(),
        receipts: vec!["delivered".to_owned(), "read".to_owned()],
        typing: true,
        deletes: true,
        text_length_max: 2_000,
    }
}

/// Keeps the page's word about the connection true, for as long as the simulator runs.
pub(crate) async fn watch(desk: Arc<Desk>) {
    let mut links = desk.follow_link();
    // The connection that was told our capabilities needs no second telling.
    let mut introduced = false;
    loop {
        let link = links.borrow_and_update().clone();
        let Some(link) = link else {
            desk.set_status(Status::Unconfigured);
            introduced = false;
            if links.changed().await.is_err() {
                return;
            }
            continue;
        };
        let status = look(&link, &mut introduced).await;
        let pause = if matches!(status, Status::Connected { .. }) {
            CHECK_EVERY
        } else {
            CHECK_BROKEN_EVERY
        };
        if !links.has_changed().unwrap_or(true) {
            desk.set_status(status);
        }
        tokio::select! {
            changed = links.changed() => {
                if changed.is_err() {
                    return;
                }
                introduced = false;
            }
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn look(link: &Link, introduced: &mut bool) -> Status {
    match introduce(link, introduced).await {
        Ok(status) => status,
        Err(error) => Status::Broken {
            causeway_url: link.causeway_url.clone(),
            detail: error.to_string(),
        },
    }
}

async fn introduce(link: &Link, introduced: &mut bool) -> Result<Status, OmniError> {
    let info = link.client.channel().await?;
    if info.channel.is_some() && !*introduced {
        link.client.declare_capabilities(&capabilities()).await?;
        *introduced = true;
    }
    let channel = info.channel.map(|channel| channel.name);
    Ok(Status::Connected {
        causeway_url: link.causeway_url.clone(),
        source: info.source.name,
        channel,
    })
}
