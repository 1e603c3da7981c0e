//! The one place where "may this person do this?" is asked.

use crate::{
    GroupId, StaffId,
    enquiry::{Enquiry, EnquiryState},
    message::{Author, Message},
    staff::Role,
};

/// Who asks: a signed-in staff member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub staff_id: StaffId,
    /// What they may do in general.
    pub role: Role,
    /// The service groups they are in.
    pub group_ids: Vec<GroupId>,
    /// Of a supervisor: everybody who is in one of those. Of others: nobody.
    pub team: Vec<StaffId>,
}

/// What somebody wants to do in a workspace, apart from enquiries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See colleagues and service groups.
    ReadStaff,
    /// Add, change or remove staff and service groups.
    ManageStaff,
    /// See channels, without credentials.
    ReadChannels,
    /// See sources, connect, change, suspend and archive channels and sources, see and rotate credentials.
    ManageChannels,
    /// Add, change and remove labels.
    ManageLabels,
    /// Add, change and remove canned responses that everybody uses.
    ManageSharedResponses,
    /// See and remove visitors' bindings to staff.
    ManageStickyBindings,
    /// Change what holds for the whole workspace.
    ManageSettings,
    /// See, make and remove tokens by which programs call the management API.
    ManageApiTokens,
    /// See who changed what.
    ReadAuditLog,
}

impl Action {
    /// All of them.
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

    /// The word on the wire.
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
    /// May somebody of this role do `action` in their workspace?
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

    /// What somebody of this role may do in their workspace.
    pub fn permissions(self) -> Vec<Action> {
        Action::ALL
            .into_iter()
            .filter(|action| self.may(*action))
            .collect()
    }
}

/// What somebody wants to do with one enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnquiryAction {
    /// See it, its conversation and how it was routed; label it.
    Read,
    /// Take it, while it is open, missed, or being transferred to them.
    PickUp,
    /// Answer in it, mark it read, be seen typing.
    Converse,
    /// Leave a note in it.
    Note,
    /// Hand it on, put it off, say who takes part, close it.
    Handle,
    /// Take it from whoever has it.
    TakeOver,
    /// Open it again after it closed.
    Reopen,
    /// Refuse its visitor's messages, or take them again.
    Block,
    /// Write to its visitor first.
    WriteFirst,
}

impl EnquiryAction {
    /// All of them.
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
    /// May this person do `action` in their workspace?
    pub fn may(&self, action: Action) -> bool {
        self.role.may(action)
    }

    /// May this person do `action` with `enquiry`?
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

    /// May this person see and remove what binds visitors to `staff_id`?
    pub fn may_unbind_from(&self, staff_id: StaffId) -> bool {
        match self.role {
            Role::Administrator => true,
            Role::Supervisor => self.team.contains(&staff_id),
            Role::Agent => false,
        }
    }

    /// May this person read on in the room after `enquiry` ended? What comes later is another enquiry, perhaps in other
    /// hands.
    pub fn may_read_on(&self, enquiry: &Enquiry) -> bool {
        enquiry.closed_at.is_none() || self.oversees(enquiry)
    }

    /// May this person be told how an offer of `enquiry` ended? People who were asked may; to others it does not exist.
    pub fn may_hear_of(&self, enquiry: &Enquiry) -> bool {
        self.may_with(EnquiryAction::Read, enquiry) || self.was_asked(enquiry)
    }

    /// May this person send `message` again, while `enquiry` is the room's present one? Whoever handles that one; while
    /// nobody does, whoever wrote the message.
    pub fn may_send_again(&self, message: &Message, enquiry: Option<&Enquiry>) -> bool {
        let wrote = matches!(message.author, Author::Staff { id, .. } if id == self.staff_id);
        match enquiry.and_then(|enquiry| enquiry.owner) {
            Some(owner) => owner == self.staff_id,
            None => wrote,
        }
    }

    /// Sees the enquiry by role, whoever it was offered to.
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

    /// Is offered the enquiry, or could follow it up: it was missed by a group of theirs, or by themselves.
    fn is_asked(&self, enquiry: &Enquiry) -> bool {
        match enquiry.state {
            EnquiryState::Open | EnquiryState::Ongoing | EnquiryState::FollowedUp => {
                enquiry.is_offered_to(self.staff_id)
            }
            EnquiryState::Missed => self.could_follow_up(enquiry),
            EnquiryState::Closed => false,
        }
    }

    /// It was missed, by a group of theirs or by themselves, if perhaps somebody took it since.
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
