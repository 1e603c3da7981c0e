//! Permissions: the only place that decides who may do what.

use crate::{
    GroupId, StaffId,
    enquiry::{Enquiry, EnquiryState},
    message::{Author, Message},
    staff::Role,
};

/// The signed-in staff member on whose behalf an action is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub staff_id: StaffId,
    pub role: Role,
    /// The service groups that they are a member of.
    pub group_ids: Vec<GroupId>,
    /// For a supervisor: all members of these groups. For others: empty.
    pub team: Vec<StaffId>,
}

/// An action in a workspace that does not concern one enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See colleagues and service groups.
    ReadStaff,
    /// Add, change or remove staff and service groups.
    ManageStaff,
    /// See channels, without credentials.
    ReadChannels,
    /// See sources; connect, change, suspend and archive channels and sources; see and rotate
    /// credentials.
    ManageChannels,
    /// Add, change and remove labels.
    ManageLabels,
    /// Add, change and remove shared canned responses.
    ManageSharedResponses,
    /// See and remove visitors' sticky bindings.
    ManageStickyBindings,
    /// Change the workspace's settings.
    ManageSettings,
    /// See, create and remove API tokens.
    ManageApiTokens,
    /// See the audit log.
    ReadAuditLog,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 10] = [
        Self::ReadStaff,
        Self::ManageStaff,
        Self::ReadChannels,
        Self::ManageChannels,
        Self::ManageLabels,
        Self::ManageSharedResponses,
        Self::ManageStickyBindings,
        Self::ManageSettings,
        Self::ManageApiTokens,
        Self::ReadAuditLog,
    ];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadStaff => "readStaff",
            Self::ManageStaff => "manageStaff",
            Self::ReadChannels => "readChannels",
            Self::ManageChannels => "manageChannels",
            Self::ManageLabels => "manageLabels",
            Self::ManageSharedResponses => "manageSharedResponses",
            Self::ManageStickyBindings => "manageStickyBindings",
            Self::ManageSettings => "manageSettings",
            Self::ManageApiTokens => "manageApiTokens",
            Self::ReadAuditLog => "readAuditLog",
        }
    }
}

impl Role {
    /// Whether this role permits `action`.
    pub fn may(self, action: Action) -> bool {
        match action {
            Action::ReadStaff | Action::ReadChannels => true,
            Action::ManageLabels | Action::ManageSharedResponses | Action::ManageStickyBindings => {
                match self {
                    Self::Administrator | Self::Supervisor => true,
                    Self::Agent => false,
                }
            }
            Action::ManageStaff
            | Action::ManageChannels
            | Action::ManageSettings
            | Action::ManageApiTokens
            | Action::ReadAuditLog => self == Self::Administrator,
        }
    }

    /// All actions that this role permits.
    pub fn permissions(self) -> Vec<Action> {
        Action::ALL
            .into_iter()
            .filter(|action| self.may(*action))
            .collect()
    }
}

/// An action on one enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnquiryAction {
    /// See it, its conversation and its trace; label it.
    Read,
    /// Pick it up, while it is open, missed, or being transferred to them.
    PickUp,
    /// Reply in it, mark it as read, show that they are typing.
    Converse,
    /// Add a note to it.
    Note,
    /// Transfer, snooze or close it, and change its participants.
    Handle,
    /// Take it over from its owner.
    TakeOver,
    /// Reopen it after it closed.
    Reopen,
    /// Block its visitor or end the block.
    Block,
    /// Start a conversation with its visitor.
    WriteFirst,
}

impl EnquiryAction {
    /// All actions.
    pub const ALL: [Self; 9] = [
        Self::Read,
        Self::PickUp,
        Self::Converse,
        Self::Note,
        Self::Handle,
        Self::TakeOver,
        Self::Reopen,
        Self::Block,
        Self::WriteFirst,
    ];
}

impl Actor {
    /// Whether the actor may do `action` in their workspace.
    pub fn may(&self, action: Action) -> bool {
        self.role.may(action)
    }

    /// Whether the actor may do `action` on `enquiry`.
    pub fn may_with(&self, action: EnquiryAction, enquiry: &Enquiry) -> bool {
        let owns = enquiry.owner == Some(self.staff_id);
        let takes_part = owns || enquiry.participants.contains(&self.staff_id);
        match action {
            EnquiryAction::Read | EnquiryAction::WriteFirst => {
                takes_part || self.oversees(enquiry) || self.is_asked(enquiry)
            }
            EnquiryAction::PickUp => owns || self.oversees(enquiry) || self.is_asked(enquiry),
            EnquiryAction::Converse => takes_part,
            EnquiryAction::Note | EnquiryAction::Block => takes_part || self.oversees(enquiry),
            EnquiryAction::Handle | EnquiryAction::Reopen => owns || self.oversees(enquiry),
            EnquiryAction::TakeOver => self.oversees(enquiry),
        }
    }

    /// Whether the actor may see and remove sticky bindings to `staff_id`.
    pub fn may_unbind_from(&self, staff_id: StaffId) -> bool {
        match self.role {
            Role::Administrator => true,
            Role::Supervisor => self.team.contains(&staff_id),
            Role::Agent => false,
        }
    }

    /// Whether the actor may read messages of the room after `enquiry` ended. Later messages belong
    /// to another enquiry, perhaps with another owner.
    pub fn may_read_on(&self, enquiry: &Enquiry) -> bool {
        enquiry.closed_at.is_none() || self.oversees(enquiry)
    }

    /// Whether the actor may know how an offer of `enquiry` ended. Staff who may read it or were
    /// asked may; for others it does not exist.
    pub fn may_hear_of(&self, enquiry: &Enquiry) -> bool {
        self.may_with(EnquiryAction::Read, enquiry) || self.was_asked(enquiry)
    }

    /// Whether the actor may resend `message`, where `enquiry` is the room's current one: its owner
    /// may; if it has no owner, the author of the message.
    pub fn may_send_again(&self, message: &Message, enquiry: Option<&Enquiry>) -> bool {
        let wrote = matches!(message.author, Author::Staff { id, .. } if id == self.staff_id);
        match enquiry.and_then(|enquiry| enquiry.owner) {
            Some(owner) => owner == self.staff_id,
            None => wrote,
        }
    }

    /// Whether the actor sees the enquiry by role, regardless of offers.
    fn oversees(&self, enquiry: &Enquiry) -> bool {
        match self.role {
            Role::Administrator => true,
            Role::Supervisor => {
                self.is_in_a_destination(enquiry)
                    || enquiry.asked.iter().any(|asked| self.team.contains(asked))
            }
            Role::Agent => false,
        }
    }

    /// Whether the actor has an offer of the enquiry, or could follow it up.
    fn is_asked(&self, enquiry: &Enquiry) -> bool {
        match enquiry.state {
            EnquiryState::Open | EnquiryState::Ongoing | EnquiryState::FollowedUp => {
                enquiry.is_offered_to(self.staff_id)
            }
            EnquiryState::Missed => self.could_follow_up(enquiry),
            EnquiryState::Closed => false,
        }
    }

    /// Whether the enquiry was missed by the actor or one of their groups, even if someone followed
    /// it up since.
    pub fn could_follow_up(&self, enquiry: &Enquiry) -> bool {
        enquiry.missed_at.is_some() && self.was_asked(enquiry)
    }

    fn was_asked(&self, enquiry: &Enquiry) -> bool {
        self.is_in_a_destination(enquiry) || enquiry.asked.contains(&self.staff_id)
    }

    fn is_in_a_destination(&self, enquiry: &Enquiry) -> bool {
        enquiry
            .destinations
            .iter()
            .any(|group| self.group_ids.contains(group))
    }
}

#[cfg(test)]
mod tests;
