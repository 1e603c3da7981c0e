//! Which channels route to a destination.

use causeway_core::{WorkspaceId, assignment::Destination, channel::ChannelSettings};

use crate::{
    codec::Json,
    db::{Conn, DbError, statements},
};

statements! {
    const RULES: Sql = "SELECT name, settings FROM channels WHERE workspace_id = $1 AND state <> 'archived' ORDER BY name";
}

/// The names of the channels that are not archived and route to a service group or a chatbot.
pub(crate) async fn names_routing_to(
    conn: &mut Conn,
    workspace_id: WorkspaceId,
    destination: Destination,
) -> Result<Vec<String>, DbError> {
    let rules: Vec<(String, Json<ChannelSettings>)> =
        conn.query(RULES).bind(workspace_id).all().await?;
    let routes =
        |settings: &ChannelSettings| settings.routing.destinations().contains(&destination);
    Ok(rules
        .into_iter()
        .filter(|(_, Json(settings))| routes(settings))
        .map(|(name, _)| name)
        .collect())
}
