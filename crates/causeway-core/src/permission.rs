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
            Action::ManageLabels | Action::ManageSharedResponses | Action::ManageStickyBindings => match self {
                Self::Administrator | Self::Supervisor => true,
                Self::Agent => false,
            },
            Action::ManageStaff
            | Action::ManageChannels
            | Action::ManageSettings
            | Action::ManageApiTokens
            | Action::ReadAuditLog => self == Self::Administrator,
        }
    }

    /// What somebody of this role may do in their workspace.
    pub fn permissions(self) -> Vec<Action> {
        Action::ALL.into_iter().filter(|action| self.may(*action)).collect()
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
                self.is_in_a_destination(enquiry) || enquiry.asked.iter().any(|asked| self.team.contains(asked))
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
        let was_asked = self.is_in_a_destination(enquiry) || enquiry.asked.contains(&self.staff_id);
        enquiry.missed_at.is_some() && was_asked
    }

    fn is_in_a_destination(&self, enquiry: &Enquiry) -> bool {
        enquiry.destinations.iter().any(|group| self.group_ids.contains(group))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use uuid::Uuid;

    use super::*;
    use crate::{
        Id, Timestamp,
        enquiry::{EnquiryNumber, Offer},
    };

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn id<I: Id>(number: u128) -> I {
        I::from_uuid(Uuid::from_u128(number))
    }

    /// How somebody stands to an enquiry.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Standing {
        Owner,
        /// Takes part in what somebody else owns.
        Participant,
        /// Asked to take it, or to take it over from somebody else.
        Offered,
        /// In a service group that was tried.
        Member,
        /// In a service group that would be tried next.
        NextMember,
        /// Was asked by themselves, and did not answer.
        Asked,
        /// In a service group with whoever was.
        TeamOfAsked,
        Stranger,
    }

    const ME: u128 = 1;
    const SOMEBODY: u128 = 2;
    const COLLEAGUE: u128 = 4;

    fn actor(role: Role, standing: Standing) -> Actor {
        let group_ids = match standing {
            Standing::Member => vec![id(11)],
            Standing::NextMember => vec![id(12)],
            Standing::Owner
            | Standing::Participant
            | Standing::Offered
            | Standing::Asked
            | Standing::TeamOfAsked
            | Standing::Stranger => vec![id(13)],
        };
        let team = if standing == Standing::TeamOfAsked { vec![id(ME), id(COLLEAGUE)] } else { vec![] };
        Actor { staff_id: id(ME), role, group_ids, team }
    }

    /// Who was asked by themselves.
    fn asked(standing: Standing) -> Vec<StaffId> {
        match standing {
            Standing::Asked => vec![id(ME)],
            Standing::TeamOfAsked => vec![id(COLLEAGUE)],
            Standing::Owner
            | Standing::Participant
            | Standing::Offered
            | Standing::Member
            | Standing::NextMember
            | Standing::Stranger => vec![],
        }
    }

    /// An enquiry that was put to the first of two groups; `None` where nobody can stand so to it.
    fn enquiry(state: EnquiryState, standing: Standing) -> Option<Enquiry> {
        let is_owned = state.is_handled() || state == EnquiryState::Closed;
        let is_open = state == EnquiryState::Open;
        let owner = match standing {
            Standing::Owner => Some(is_owned.then(|| id(ME))?),
            Standing::Participant => Some(is_owned.then(|| id(SOMEBODY))?),
            Standing::Offered
            | Standing::Member
            | Standing::NextMember
            | Standing::Asked
            | Standing::TeamOfAsked
            | Standing::Stranger => is_owned.then(|| id(SOMEBODY)),
        };
        let offer = |staff: u128| Offer { staff_id: id(staff), expires_at: NOW };
        let offers = match standing {
            Standing::Offered => vec![offer(SOMEBODY + 1), (is_open || state.is_handled()).then(|| offer(ME))?],
            Standing::Owner
            | Standing::Participant
            | Standing::Member
            | Standing::NextMember
            | Standing::Asked
            | Standing::TeamOfAsked
            | Standing::Stranger => {
                if is_open {
                    vec![offer(SOMEBODY)]
                } else {
                    vec![]
                }
            }
        };
        Some(Enquiry {
            id: id(21),
            number: EnquiryNumber::new(1),
            room_id: id(22),
            state,
            search: None,
            destinations: vec![id(11)],
            chatbot: None,
            asked: asked(standing),
            owner,
            participants: if standing == Standing::Participant { vec![id(ME)] } else { vec![] },
            snoozed_until: None,
            quiet_since: NOW,
            warned_at: None,
            created_at: NOW,
            picked_up_at: None,
            missed_at: (state == EnquiryState::Missed || state == EnquiryState::FollowedUp).then_some(NOW),
            closed_at: None,
            last_activity_at: NOW,
            last_message: None,
            version: 1,
            offers,
        })
    }

    #[test]
    fn every_role_and_action() {
        let mut table = String::new();
        for action in Action::ALL {
            let allowed = Role::ALL.into_iter().filter(|role| actor(*role, Standing::Stranger).may(action));
            let names: Vec<_> = allowed.map(Role::name).collect();
            writeln!(table, "{:<16}{}", format!("{action:?}"), names.join(", ")).unwrap();
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn every_role_and_action_with_an_enquiry() {
        let states = [
            EnquiryState::Open,
            EnquiryState::Ongoing,
            EnquiryState::Missed,
            EnquiryState::FollowedUp,
            EnquiryState::Closed,
        ];
        let standings = [
            Standing::Owner,
            Standing::Participant,
            Standing::Offered,
            Standing::Member,
            Standing::NextMember,
            Standing::Asked,
            Standing::TeamOfAsked,
            Standing::Stranger,
        ];
        let mut table = String::new();
        for state in states {
            for standing in standings {
                let Some(enquiry) = enquiry(state, standing) else { continue };
                for role in Role::ALL {
                    let actor = actor(role, standing);
                    let may = EnquiryAction::ALL.into_iter().filter(|action| actor.may_with(*action, &enquiry));
                    let may: Vec<_> = may.map(|action| format!("{action:?}")).collect();
                    let line = format!(
                        "{:<12}{:<12}{:<15} {}",
                        state.name(),
                        format!("{standing:?}"),
                        role.name(),
                        may.join(" ")
                    );
                    writeln!(table, "{}", line.trim_end()).unwrap();
                }
            }
        }
        insta::assert_snapshot!(table);
    }
}
