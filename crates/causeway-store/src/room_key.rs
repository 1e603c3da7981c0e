//! The keys that identify rooms.

use causeway_core::{ChannelId, RoomId, SourceId, WorkspaceId};

use crate::db::row;

/// Identifies a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomKey {
    /// The room of a visitor on a channel. It is created on first contact.
    Visitor {
        workspace_id: WorkspaceId,
        source_id: SourceId,
        channel_id: ChannelId,
        /// The channel's id for the visitor.
        external_id: String,
    },
    /// A room that exists.
    Known {
        workspace_id: WorkspaceId,
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
