//! Who of a service group is asked, and in which order.

use serde::{Deserialize, Serialize};

use crate::{
    ChatbotId, GroupId, StaffId, Timestamp,
    chatbot::ChatbotSettings,
    group::{Distribution, GroupSettings},
    staff::{Availability, Name},
};

/// A service group that could take an enquiry, at the moment of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupStaffing {
    /// Which.
    pub group_id: GroupId,
    /// What it is called.
    pub name: String,
    /// Its settings.
    pub settings: GroupSettings,
    /// Its members, in order.
    pub members: Vec<Member>,
    /// Who picked up the last enquiry that was put to it.
    pub last_picked: Option<StaffId>,
}

/// A staff member, at the moment of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub staff_id: StaffId,
    /// What they are called.
    pub name: Name,
    /// Whether they are there; only who is active can take an enquiry.
    pub availability: Availability,
    /// Enquiries that they are handling.
    pub handling: i64,
    /// When they last took or finished one.
    pub last_enquiry_at: Option<Timestamp>,
}

impl Member {
    /// Can take an enquiry now.
    pub fn is_active(&self) -> bool {
        self.availability == Availability::Active
    }
}

/// A chatbot, at the moment of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chatbot {
    /// Which.
    pub chatbot_id: ChatbotId,
    /// What it is called.
    pub name: String,
    /// Its settings.
    pub settings: ChatbotSettings,
    /// Its endpoint is spoken to now.
    pub answers: bool,
}

/// Why a destination is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Skip {
    /// It was removed.
    Removed,
    /// It doesn't speak the visitor's language.
    Language,
    /// Nobody there is active.
    NobodyActive,
    /// Everybody who is active there was asked, or has it already.
    Asked,
    /// Everybody else who is active there handles as many enquiries as they may. An enquiry waits for them.
    Full,
    /// A chatbot whose endpoint failed again and again.
    NotAnswering,
}

/// Why a member of a service group that is asked is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LeftOut {
    /// They chose so.
    Busy,
    /// They use no device.
    Idle,
    /// They are not there.
    Offline,
    /// They handle as many enquiries as they may.
    Full,
}

impl LeftOut {
    /// Why, in words that follow a name.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Idle => "idle",
            Self::Offline => "offline",
            Self::Full => "at capacity",
        }
    }
}

impl Skip {
    /// The word on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Language => "language",
            Self::NobodyActive => "nobodyActive",
            Self::Asked => "asked",
            Self::Full => "full",
            Self::NotAnswering => "notAnswering",
        }
    }

    /// Why, in English words that follow a colon.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Removed => "it was deleted",
            Self::Language => "it doesn't speak the visitor's language",
            Self::NobodyActive => "no one there is active",
            Self::Asked => "everyone there was asked",
            Self::Full => "everyone there is at capacity",
            Self::NotAnswering => "it isn't answering",
        }
    }
}

impl Distribution {
    /// One member is rung after the other, instead of all at once.
    pub fn is_one_by_one(self) -> bool {
        match self {
            Self::Simultaneous => false,
            Self::FixedOrder | Self::RoundRobin | Self::MostIdle => true,
        }
    }
}

impl GroupStaffing {
    /// All members in the order in which they are asked.
    fn in_order(&self) -> Vec<&Member> {
        let mut members: Vec<&Member> = self.members.iter().collect();
        match self.settings.distribution {
            Distribution::Simultaneous | Distribution::FixedOrder => {}
            Distribution::RoundRobin => {
                let last = members
                    .iter()
                    .position(|member| Some(member.staff_id) == self.last_picked);
                members.rotate_left(last.map_or(0, |last| last + 1));
            }
            Distribution::MostIdle => members.sort_by_key(|member| idleness(member)),
        }
        members
    }

    /// The members who can be asked now, in order, without those of whom `is_out` is true; or why nobody can.
    ///
    /// # Errors
    /// The reason for passing the destination over, or for waiting there.
    pub fn ready(
        &self,
        language: Option<&str>,
        is_out: impl Fn(StaffId) -> bool,
    ) -> Result<Vec<StaffId>, Skip> {
        if !self.settings.speaks(language) {
            return Err(Skip::Language);
        }
        let mut members = self.in_order();
        members.retain(|member| member.is_active());
        if members.is_empty() {
            return Err(Skip::NobodyActive);
        }
        members.retain(|member| !is_out(member.staff_id));
        if members.is_empty() {
            return Err(Skip::Asked);
        }
        members.retain(|member| self.has_room(member));
        if members.is_empty() {
            Err(Skip::Full)
        } else {
            Ok(members.iter().map(|member| member.staff_id).collect())
        }
    }

    /// Who of `ready` is asked after `rung`, going round; `rung` again when there is nobody else.
    pub fn after(&self, rung: Option<StaffId>, ready: &[StaffId]) -> Option<StaffId> {
        let order = self.in_order();
        let start = order
            .iter()
            .position(|member| Some(member.staff_id) == rung)
            .map_or(0, |place| place + 1);
        let round = order[start..]
            .iter()
            .chain(&order[..start])
            .map(|member| member.staff_id);
        round.into_iter().find(|staff_id| ready.contains(staff_id))
    }

    /// Who of `ready` gets the enquiry where nobody is asked: the first in order; of those who would be asked all at
    /// once, the one who has been without an enquiry for longest.
    pub fn assignee(&self, ready: &[StaffId]) -> Option<StaffId> {
        if self.settings.distribution.is_one_by_one() {
            return ready.first().copied();
        }
        let ready = self
            .members
            .iter()
            .filter(|member| ready.contains(&member.staff_id));
        ready
            .min_by_key(|member| idleness(member))
            .map(|member| member.staff_id)
    }

    /// The members who are not asked now, in order, and why; without those of whom `is_out` is true.
    pub fn left_out(&self, is_out: impl Fn(StaffId) -> bool) -> Vec<(&Member, LeftOut)> {
        let why = |member: &Member| match member.availability {
            Availability::Active => (!self.has_room(member)).then_some(LeftOut::Full),
            Availability::Busy => Some(LeftOut::Busy),
            Availability::Idle => Some(LeftOut::Idle),
            Availability::Offline => Some(LeftOut::Offline),
        };
        let members = self
            .in_order()
            .into_iter()
            .filter(|member| !is_out(member.staff_id));
        members
            .filter_map(|member| Some((member, why(member)?)))
            .collect()
    }

    /// They may be given one more.
    pub fn has_room(&self, member: &Member) -> bool {
        self.settings
            .max_open_per_member
            .is_none_or(|max| member.handling < i64::from(max))
    }
}

/// Sorts those first who have been without an enquiry for longest. Whoever handles one comes after all who don't.
fn idleness(member: &Member) -> (bool, Option<Timestamp>) {
    (member.handling > 0, member.last_enquiry_at)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    fn id(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn member(number: u128, handling: i64, last_enquiry_at: Option<i64>) -> Member {
        Member {
            staff_id: id(number),
            name: Name {
                first: format!("Member {number}"),
                last: String::new(),
            },
            availability: Availability::Active,
            handling,
            last_enquiry_at: last_enquiry_at.map(Timestamp::from_micros),
        }
    }

    fn nobody(_: StaffId) -> bool {
        false
    }

    /// Four members: two idle ones, one who never had an enquiry, one who is busy with two.
    fn group(distribution: Distribution) -> GroupStaffing {
        GroupStaffing {
            group_id: GroupId::from_uuid(Uuid::from_u128(9)),
            name: "Sales".to_owned(),
            settings: GroupSettings {
                distribution,
                ..GroupSettings::default()
            },
            members: vec![
                member(1, 0, Some(30)),
                member(2, 2, Some(5)),
                member(3, 0, Some(20)),
                member(4, 0, None),
            ],
            last_picked: Some(id(2)),
        }
    }

    #[test]
    fn each_distribution_has_its_order() {
        for (distribution, order) in [
            (Distribution::Simultaneous, [1, 2, 3, 4]),
            (Distribution::FixedOrder, [1, 2, 3, 4]),
            (Distribution::RoundRobin, [3, 4, 1, 2]),
            (Distribution::MostIdle, [4, 3, 1, 2]),
        ] {
            assert_eq!(
                group(distribution).ready(None, nobody),
                Ok(order.map(id).to_vec()),
                "{distribution:?}"
            );
        }
    }

    #[test]
    fn round_robin_begins_anew_when_the_last_one_left_the_group() {
        let group = GroupStaffing {
            last_picked: Some(id(77)),
            ..group(Distribution::RoundRobin)
        };
        assert_eq!(group.ready(None, nobody), Ok([1, 2, 3, 4].map(id).to_vec()));
    }

    #[test]
    fn ringing_goes_round_past_who_is_not_ready() {
        let mut group = group(Distribution::FixedOrder);
        group.members[1].availability = Availability::Busy;
        let ready = group.ready(None, nobody).unwrap();
        for (rung, next) in [
            (None, 1),
            (Some(1), 3),
            (Some(2), 3),
            (Some(3), 4),
            (Some(4), 1),
            (Some(77), 1),
        ] {
            assert_eq!(
                group.after(rung.map(id), &ready),
                Some(id(next)),
                "after {rung:?}"
            );
        }
        assert_eq!(group.after(Some(id(3)), &[id(3)]), Some(id(3)));
        assert_eq!(group.after(None, &[]), None);
    }

    #[test]
    fn nobody_gets_more_than_the_limit() {
        let mut group = group(Distribution::Simultaneous);
        group.settings.max_open_per_member = Some(2);
        assert_eq!(group.ready(None, nobody), Ok([1, 3, 4].map(id).to_vec()));
        for member in &mut group.members {
            member.availability = if member.staff_id == id(2) {
                Availability::Active
            } else {
                Availability::Offline
            };
        }
        assert_eq!(group.ready(None, nobody), Err(Skip::Full));
        assert_eq!(
            group.ready(None, |staff_id| staff_id == id(2)),
            Err(Skip::Asked),
            "nobody is waited for"
        );
        group.members[1].availability = Availability::Idle;
        assert_eq!(group.ready(None, nobody), Err(Skip::NobodyActive));
        group.settings.languages = vec!["fr".to_owned()];
        assert_eq!(group.ready(Some("de"), nobody), Err(Skip::Language));
    }

    #[test]
    fn whoever_is_idle_for_longest_is_assigned_where_all_would_be_asked() {
        let group = group(Distribution::Simultaneous);
        assert_eq!(group.assignee(&[id(1), id(2), id(3)]), Some(id(3)));
        assert_eq!(group.assignee(&[]), None);
    }
}
