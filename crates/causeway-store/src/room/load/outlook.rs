//! What a routing preview needs to know.

use causeway_core::{
    ChannelId, StaffId, Timestamp, VisitorId, WorkspaceId,
    assignment::Destination,
    routing::Draws,
    staffing::{Chatbot, GroupStaffing, Member},
};

use super::{BOUND, DRAWS_NOW, ENGAGED};
use crate::{Store, StoreError, codec::Json, db::DbError, room::candidates};

/// What the routing of an enquiry that opened now would depend on.
#[derive(Clone, Debug)]
pub struct RoutingOutlook {
    /// How many enquiries each percentage of the channel's rule has received.
    pub draws: Draws,
    /// The staff member who started an engagement with the visitor, while a reply still goes to
    /// them.
    pub engaged: Option<StaffId>,
    /// The staff member that the visitor is bound to.
    pub bound: Option<StaffId>,
    /// The service groups that the rule names.
    pub staffing: Vec<GroupStaffing>,
    /// The chatbots that the rule names.
    pub chatbots: Vec<Chatbot>,
    /// The staff who may be offered the enquiry directly.
    pub people: Vec<Member>,
}

impl Store {
    /// What the routing of an enquiry of this visitor on this channel would depend on at `at`, as
    /// far as it is known now. Without a visitor or a channel: the same for any visitor or any
    /// channel.
    pub async fn routing_outlook(
        &self,
        workspace_id: WorkspaceId,
        destinations: Vec<Destination>,
        channel_id: Option<ChannelId>,
        visitor_id: Option<VisitorId>,
        at: Timestamp,
    ) -> Result<RoutingOutlook, StoreError> {
        self.db
            .read(async move |conn| {
                let mut draws = Draws::new();
                if let Some(channel_id) = channel_id {
                    let found = conn
                        .query(DRAWS_NOW)
                        .bind(workspace_id)
                        .bind(channel_id)
                        .optional()
                        .await?;
                    draws = found.map_or_else(Draws::new, |(Json(draws),)| draws);
                }
                let (mut engaged, mut bound) = (None, None);
                if let Some((channel_id, visitor_id)) = channel_id.zip(visitor_id) {
                    let found = conn
                        .query(ENGAGED)
                        .bind(channel_id)
                        .bind(visitor_id)
                        .bind(at)
                        .optional()
                        .await?;
                    engaged = found.map(|(staff_id,)| staff_id);
                    let found = conn
                        .query(BOUND)
                        .bind(channel_id)
                        .bind(visitor_id)
                        .bind(at)
                        .optional()
                        .await?;
                    bound = found.map(|(staff_id,)| staff_id);
                }
                let groups = destinations
                    .iter()
                    .copied()
                    .filter_map(Destination::group)
                    .collect();
                let staffing = candidates::staffing(conn, workspace_id, groups).await?;
                let bots = destinations
                    .iter()
                    .copied()
                    .filter_map(Destination::chatbot)
                    .collect();
                let chatbots = candidates::chatbots(conn, workspace_id, bots, at).await?;
                let asked: Vec<StaffId> = engaged.into_iter().chain(bound).collect();
                let people = candidates::people(conn, workspace_id, asked).await?;
                Ok::<_, DbError>(RoutingOutlook {
                    draws,
                    engaged,
                    bound,
                    staffing,
                    chatbots,
                    people,
                })
            })
            .await
    }
}
