//! Staffing: which members of a service group get an offer, in which order.

use serde::{Deserialize, Serialize};

use crate::{
    ChatbotId, GroupId, StaffId, Timestamp,
    chatbot::ChatbotSettings,
    group::{Distribution, GroupSettings},
    staff::{Availability, Name},
};

/// A service group that could be a destination, at the time of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupStaffing {
    pub group_id: GroupId,
    pub name: String,
    pub settings: GroupSettings,
    /// In the group's order.
    pub members: Vec<Member>,
    /// Who picked up the last enquiry that was offered to the group.
    pub last_picked: Option<StaffId>,
}

/// A staff member, at the time of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub staff_id: StaffId,
    pub name: Name,
    /// Only active staff can get an offer.
    pub availability: Availability,
    /// Number of enquiries that they handle.
    pub handling: i64,
    /// When they last picked up or finished an enquiry.
    pub last_enquiry_at: Option<Timestamp>,
}

impl Member {
    /// Whether they can get an offer now.
    pub fn is_active(&self) -> bool {
        self.availability == Availability::Active
    }
}

/// A chatbot, at the time of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chatbot {
    pub chatbot_id: ChatbotId,
    pub name: String,
    pub settings: ChatbotSettings,
    /// Whether its endpoint is called now.
    pub answers: bool,
}

/// Why a destination is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Skip {
    /// It was removed.
    Removed,
    /// It doesn't speak the visitor's language.
    Language,
    /// No one there is active.
    NobodyActive,
    /// Everyone who is active there had an offer, or owns the enquiry.
    Asked,
    /// All other active members are at capacity. An enquiry waits for them.
    Full,
    /// A chatbot whose endpoint failed repeatedly.
    NotAnswering,
}

/// Why a member of the current service group gets no offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LeftOut {
    /// They set themselves to busy.
    Busy,
    /// They use no device.
    Idle,
    /// They are not connected.
    Offline,
    /// They are at capacity.
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
    /// The name in the API.
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
    /// Whether members are rung one at a time, instead of all at once.
    pub fn is_one_by_one(self) -> bool {
        match self {
            Self::Simultaneous => false,
            Self::FixedOrder | Self::RoundRobin | Self::MostIdle => true,
        }
    }
}

impl GroupStaffing {
    /// All members in the order in which they get offers.
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

    /// The members who can get an offer now, in order. Members for which `is_out` returns true are
    /// skipped.
    ///
    /// # Errors
    /// The reason for skipping the destination, or for waiting there.
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

    /// The member of `ready` to ring after `rung`, in a circle; `rung` again if there is no one
    /// else.
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

    /// The member of `ready` who is assigned the enquiry without an offer: the first in order or,
    /// for simultaneous offers, the longest idle.
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

    /// The members who can't get an offer now, in order, with the reason. Members for which
    /// `is_out` returns true are skipped.
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

    /// Whether the member may get one more enquiry.
    pub fn has_room(&self, member: &Member) -> bool {
        self.settings
            .max_open_per_member
            .is_none_or(|max| member.handling < i64::from(max))
    }
}

/// A sort key: members who have been without an enquiry for longest come first, members who handle
/// one last.
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

    fn none_out(_: StaffId) -> bool {
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
                group(distribution).ready(None, none_out),
                Ok(order.map(id).to_vec()),
                "{distribution:?}"
            );
        }
    }

    #[test]
    fn round_robin_restarts_when_the_last_member_left_the_group() {
        let group = GroupStaffing {
            last_picked: Some(id(77)),
            ..group(Distribution::RoundRobin)
        };
        assert_eq!(
            group.ready(None, none_out),
            Ok([1, 2, 3, 4].map(id).to_vec())
        );
    }

    #[test]
    fn ringing_skips_members_who_are_not_ready() {
        let mut group = group(Distribution::FixedOrder);
        group.members[1].availability = Availability::Busy;
        let ready = group.ready(None, none_out).unwrap();
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
    fn no_member_gets_more_than_the_limit() {
        let mut group = group(Distribution::Simultaneous);
        group.settings.max_open_per_member = Some(2);
        assert_eq!(group.ready(None, none_out), Ok([1, 3, 4].map(id).to_vec()));
        for member in &mut group.members {
            member.availability = if member.staff_id == id(2) {
                Availability::Active
            } else {
                Availability::Offline
            };
        }
        assert_eq!(group.ready(None, none_out), Err(Skip::Full));
        assert_eq!(
            group.ready(None, |staff_id| staff_id == id(2)),
            Err(Skip::Asked),
            "there is no one to wait for"
        );
        group.members[1].availability = Availability::Idle;
        assert_eq!(group.ready(None, none_out), Err(Skip::NobodyActive));
        group.settings.languages = vec!["fr".to_owned()];
        assert_eq!(group.ready(Some("de"), none_out), Err(Skip::Language));
    }

    #[test]
    fn the_longest_idle_member_is_assigned_in_a_simultaneous_group() {
        let group = group(Distribution::Simultaneous);
        assert_eq!(group.assignee(&[id(1), id(2), id(3)]), Some(id(3)));
        assert_eq!(group.assignee(&[]), None);
    }
}
