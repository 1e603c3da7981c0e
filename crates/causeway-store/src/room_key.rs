//! Which room is meant.

use causeway_core::{ChannelId, RoomId, SourceId, WorkspaceId};

use crate::db::row;

/// Identifies a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomKey {
    /// The room of a visitor on a channel. It is made on first contact.
    Visitor {
        /// Whose.
        workspace_id: WorkspaceId,
        /// The source behind the channel.
        source_id: SourceId,
        /// The channel.
        channel_id: ChannelId,
        /// The channel's id of the visitor.
        external_id: String,
    },
    /// A room that exists.
    Known {
        /// Whose.
        workspace_id: WorkspaceId,
        /// Which.
        room_id: RoomId,
    },
}

row! {
    RoomKey {
        workspace_id,
        room_id,
    } => RoomKey::Known {
        workspace_id,
        room_id,
    }
}
