//! The work that a commit leaves for the rest of the program.

use causeway_core::{GroupId, RoomId, SourceId, StaffId, Timestamp, WorkspaceId, event::Event};

/// The work that a commit leaves to do. Signals only reduce latency: a receiver that misses one
/// finds the work in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The event log grew.
    Events,
    /// A lane of this source has something to send.
    Lane(SourceId),
    /// A room or lane is due at this time.
    Due(Timestamp),
    /// Something changed that decides which offers a staff member gets: their availability, groups
    /// or load.
    Staff(WorkspaceId, StaffId),
    /// The settings or members of a service group changed, which affects the offers of enquiries
    /// that wait there.
    Group(WorkspaceId, GroupId),
    /// Sources, their tokens or their channels changed: cached ones are outdated.
    Sources,
    /// Staff who were typing in this room stopped.
    TypingEnded {
        room_id: RoomId,
        /// Whether the reason is that the enquiry was closed.
        closed: bool,
    },
}

impl Signal {
    /// The signal that follows from an event, in addition to [`Signal::Events`].
    pub(crate) fn of(workspace_id: WorkspaceId, event: &Event) -> Option<Self> {
        match *event {
            Event::StaffUpdated { staff_id } | Event::StaffRemoved { staff_id } => {
                Some(Self::Staff(workspace_id, staff_id))
            }
            Event::GroupUpdated { group_id } => Some(Self::Group(workspace_id, group_id)),
            Event::SourceUpdated { .. }
            | Event::SourceRemoved { .. }
            | Event::ChannelUpdated { .. } => Some(Self::Sources),
            Event::EnquiryUpdated { .. }
            | Event::MessageCreated { .. }
            | Event::MessageUpdated { .. }
            | Event::OfferMade { .. }
            | Event::OfferWithdrawn { .. }
            | Event::EnquiryLeft { .. }
            | Event::VisitorUpdated { .. }
            | Event::GroupRemoved { .. }
            | Event::ChatbotRemoved { .. }
            | Event::StickyBindingRemoved { .. }
            | Event::SingleSignOnUpdated {}
            | Event::ApiTokensUpdated {}
            | Event::ChatbotUpdated { .. }
            | Event::DeliveryUpdated { .. }
            | Event::LabelsUpdated {}
            | Event::CannedResponsesUpdated { .. }
            | Event::SettingsUpdated {} => None,
        }
    }
}
