//! Watches the connection to Causeway: the token's owner, and whether Causeway responds.

use std::sync::Arc;
use std::time::Duration;

use omni_client::{Capabilities, OmniError};

use crate::desk::Desk;
use crate::link::{Link, Status};

/// Interval between checks of a working connection, so that the page shows when Causeway is down.
const CHECK_EVERY: Duration = Duration::from_secs(20);

/// Interval between checks of a broken connection.
const CHECK_BROKEN_EVERY: Duration = Duration::from_secs(3);

/// The capabilities of this messenger.
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

/// Keeps the connection's state on the page up to date while the simulator runs.
pub(crate) async fn watch(desk: Arc<Desk>) {
    let mut links = desk.follow_link();
    // Capabilities are sent once per connection.
    let mut capabilities_sent = false;
    loop {
        let link = links.borrow_and_update().clone();
        let Some(link) = link else {
            desk.set_status(Status::Unconfigured);
            capabilities_sent = false;
            if links.changed().await.is_err() {
                return;
            }
            continue;
        };
        let status = check(&link, &mut capabilities_sent).await;
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
                capabilities_sent = false;
            }
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn check(link: &Link, capabilities_sent: &mut bool) -> Status {
    match connect(link, capabilities_sent).await {
        Ok(status) => status,
        Err(error) => Status::Broken {
            causeway_url: link.causeway_url.clone(),
            detail: error.to_string(),
        },
    }
}

async fn connect(link: &Link, capabilities_sent: &mut bool) -> Result<Status, OmniError> {
    let info = link.client.channel().await?;
    if info.channel.is_some() && !*capabilities_sent {
        link.client.declare_capabilities(&capabilities()).await?;
        *capabilities_sent = true;
    }
    let channel = info.channel.map(|channel| channel.name);
    Ok(Status::Connected {
        causeway_url: link.causeway_url.clone(),
        source: info.source.name,
        channel,
    })
}
