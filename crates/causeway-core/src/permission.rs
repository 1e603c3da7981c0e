//! The one place where "may this person do this?" is asked.

use crate::{
    GroupId, StaffId,
    enquiry::{Enquiry, EnquiryState},
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
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ReadStaff, Self::ManageStaff, Self::ReadChannels, Self::ManageChannels];
}

/// What somebody wants to do with one enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnquiryAction {
    /// See it and its conversation.
    Read,
    /// Take it, while it is open or missed.
    PickUp,
    /// Answer in it, mark it read, be seen typing.
    Converse,
    /// Close it.
    Close,
}

impl EnquiryAction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Read, Self::PickUp, Self::Converse, Self::Close];
}

impl Actor {
    /// May this person do `action` in their workspace?
    pub fn may(&self, action: Action) -> bool {
        match action {
            Action::ReadStaff | Action::ReadChannels => true,
            Action::ManageStaff | Action::ManageChannels => self.role == Role::Administrator,
        }
    }

    /// May this person do `action` with `enquiry`?
    pub fn may_with(&self, action: EnquiryAction, enquiry: &Enquiry) -> bool {
        let owns = enquiry.owner == Some(self.staff_id);
        match action {
            EnquiryAction::Read | EnquiryAction::PickUp => owns || self.oversees(enquiry) || self.is_asked(enquiry),
            EnquiryAction::Converse => owns,
            EnquiryAction::Close => owns || self.oversees(enquiry),
        }
    }

    /// Sees the enquiry by role, whoever it was offered to.
    fn oversees(&self, enquiry: &Enquiry) -> bool {
        match self.role {
            Role::Administrator => true,
            Role::Supervisor => self.is_in_a_destination(enquiry),
            Role::Agent => false,
        }
    }

    /// Is offered the enquiry, or could follow it up: it was missed by a group of theirs.
    fn is_asked(&self, enquiry: &Enquiry) -> bool {
        match enquiry.state {
            EnquiryState::Open { .. } => enquiry.offers.iter().any(|offer| offer.staff_id == self.staff_id),
            EnquiryState::Missed => self.is_in_a_destination(enquiry),
            EnquiryState::Ongoing | EnquiryState::FollowedUp | EnquiryState::Closed => false,
        }
    }

    fn is_in_a_destination(&self, enquiry: &Enquiry) -> bool {
        enquiry.destinations_tried().iter().any(|group| self.group_ids.contains(group))
    }
}
