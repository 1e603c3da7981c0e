//! The place of a message: its room and its position in the room.

use causeway_core::{MessageId, RoomId, SourceId, WorkspaceId};

use crate::{
    Store, StoreError,
    db::{Columns, row, statements},
};

statements! {
    const PLACE: Sql = ["SELECT ", Place::COLUMNS, " FROM messages WHERE workspace_id = $1"];
    const PLACE_BY_ID: Fragment of PLACE = " AND id = $1 AND source_id = $2";
    const PLACE_INCOMING: Fragment of PLACE = " AND source_id = $1 AND external_id = $2 AND author_kind = 'visitor'";
    const PLACE_OUTGOING: Fragment of PLACE = " AND source_id = $1 AND external_id = $2 AND author_kind <> 'visitor'
        ORDER BY created_at DESC LIMIT 1";
}

/// The place of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub room_id: RoomId,
    pub message_id: MessageId,
    /// The position in the room.
    pub sequence: i64,
}

row! {
    Place {
        room_id,
        message_id = "id",
        sequence,
    }
}

impl Store {
    /// The place of the message with this Causeway id, if it belongs to this source.
    pub async fn place_of(
        &self,
        workspace_id: WorkspaceId,
        source_id: SourceId,
        id: MessageId,
    ) -> Result<Option<Place>, StoreError> {
        self.db
            .read(async move |conn| {
                conn.query(PLACE)
                    .bind(workspace_id)
                    .and(PLACE_BY_ID)
                    .bind(id)
                    .bind(source_id)
                    .optional()
                    .await
            })
            .await
    }

    /// The place of the visitor's message to which the channel gave this id.
    pub async fn place_of_incoming(
        &self,
        workspace_id: WorkspaceId,
        source_id: SourceId,
        external_id: String,
    ) -> Result<Option<Place>, StoreError> {
        self.db
            .read(async move |conn| {
                let query = conn.query(PLACE).bind(workspace_id).and(PLACE_INCOMING);
                query.bind(source_id).bind(external_id).optional().await
            })
            .await
    }

    /// The place of the outgoing message to which the channel gave this id; the latest if there are
    /// several.
    pub async fn place_of_outgoing(
        &self,
        workspace_id: WorkspaceId,
        source_id: SourceId,
        external_id: String,
    ) -> Result<Option<Place>, StoreError> {
        self.db
            .read(async move |conn| {
                let query = conn.query(PLACE).bind(workspace_id).and(PLACE_OUTGOING);
                query.bind(source_id).bind(external_id).optional().await
            })
            .await
    }
}
