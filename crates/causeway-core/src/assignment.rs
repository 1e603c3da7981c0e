//! Assignment: finding staff for an enquiry, while it is open or being transferred.

use std::{fmt, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{ChatbotId, GroupId, StaffId, Timestamp, TurnId};

/// How long a staff member is offered an enquiry that a colleague transfers to them.
pub const TRANSFER_WAIT: Duration = Duration::from_mins(1);

/// Where an enquiry can go: a service group, a chatbot or one staff member. Shown as its id, whose
/// prefix gives the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// A service group.
    Group(GroupId),
    /// A chatbot.
    Chatbot(ChatbotId),
    /// A staff member: bound to the visitor, or chosen by a colleague.
    Staff(StaffId),
}

impl Destination {
    /// Parses the id of a service group, a chatbot or a staff member.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_destination(text).or_else(|| StaffId::parse(text).map(Self::Staff))
    }

    /// Parses the id of a rule's destination: a service group or a chatbot.
    pub fn parse_destination(text: &str) -> Option<Self> {
        GroupId::parse(text)
            .map(Self::Group)
            .or_else(|| ChatbotId::parse(text).map(Self::Chatbot))
    }

    /// The service group, if this is one.
    pub fn group(self) -> Option<GroupId> {
        match self {
            Self::Group(id) => Some(id),
            Self::Chatbot(_) | Self::Staff(_) => None,
        }
    }

    /// The chatbot, if this is one.
    pub fn chatbot(self) -> Option<ChatbotId> {
        match self {
            Self::Chatbot(id) => Some(id),
            Self::Group(_) | Self::Staff(_) => None,
        }
    }

    /// The staff member, if this is one.
    pub fn staff(self) -> Option<StaffId> {
        match self {
            Self::Group(_) | Self::Chatbot(_) => None,
            Self::Staff(id) => Some(id),
        }
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(id) => id.fmt(f),
            Self::Chatbot(id) => id.fmt(f),
            Self::Staff(id) => id.fmt(f),
        }
    }
}

impl Serialize for Destination {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Destination {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom("not the id of a service group, a chatbot or a staff member")
        })
    }
}

/// What happens to a transfer that no one accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TransferMode {
    /// The enquiry is missed.
    Blind,
    /// It returns to the sender.
    Loopback,
}

impl TransferMode {
    /// What happens if no one accepts, in English words within a sentence.
    pub(crate) fn consequence(self) -> &'static str {
        match self {
            Self::Blind => "it is missed",
            Self::Loopback => "it returns to the sender",
        }
    }

    /// Both modes.
    pub const ALL: [Self; 2] = [Self::Blind, Self::Loopback];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blind => "blind",
            Self::Loopback => "loopback",
        }
    }
}

/// A search in progress. Stored as JSON in `enquiries.search`. Its plan is fixed when it begins:
/// editing the rule does not move enquiries that are already being assigned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    /// The destinations to try, in order.
    pub plan: Vec<Destination>,
    /// How many entries of the plan were tried or skipped.
    pub tried: usize,
    /// When the next entry is tried.
    #[serde(with = "micros")]
    pub wait_until: Timestamp,
    /// Who declined at the current destination.
    pub declined: Vec<StaffId>,
    /// Who was rung last at the current destination, if it rings one member at a time.
    pub rung: Option<StaffId>,
    /// Set while the owner transfers the enquiry; it stays with the owner until someone accepts.
    pub transfer: Option<TransferMode>,
    /// The state of the dialog with the chatbot, if one is the current destination.
    #[serde(rename = "talk", default, skip_serializing_if = "Option::is_none")]
    pub dialog: Option<ChatbotDialog>,
}

/// A chatbot's dialog with the visitor, from the first turn until it hands over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatbotDialog {
    /// The turn that it owes; `None` while it waits for the visitor.
    pub turn: Option<Turn>,
    /// Whether it has answered at least once.
    pub answered: bool,
}

/// One answer that a chatbot owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Turn {
    /// The `webhook-id` of its requests.
    pub id: TurnId,
    /// Sequence of the room's last message when the turn began.
    pub up_to: i64,
    /// Whether the visitor has written since then, so that another turn follows.
    pub newer: bool,
}

impl Assignment {
    /// A search that has not tried any destination yet.
    pub fn new(plan: Vec<Destination>, transfer: Option<TransferMode>, now: Timestamp) -> Self {
        Self {
            plan,
            tried: 0,
            wait_until: now,
            declined: Vec::new(),
            rung: None,
            transfer,
            dialog: None,
        }
    }

    /// The current destination.
    pub fn target(&self) -> Option<Destination> {
        self.tried
            .checked_sub(1)
            .and_then(|index| self.plan.get(index))
            .copied()
    }

    /// Moves on to the next entry of the plan, if there is one.
    pub fn try_next(&mut self) -> Option<Destination> {
        let next = self.plan.get(self.tried).copied()?;
        self.tried += 1;
        self.declined.clear();
        self.rung = None;
        self.dialog = None;
        Some(next)
    }
}

/// Serialises times as the database keeps them, exact to the microsecond.
mod micros {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::Timestamp;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub(super) fn serialize<S: Serializer>(
        time: &Timestamp,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(time.micros())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Timestamp, D::Error> {
        i64::deserialize(deserializer).map(Timestamp::from_micros)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    #[test]
    fn a_search_round_trips_through_json() {
        let assignment = Assignment {
            plan: vec![
                Destination::Staff(StaffId::from_uuid(Uuid::from_u128(1))),
                Destination::Group(GroupId::from_uuid(Uuid::from_u128(2))),
            ],
            tried: 1,
            wait_until: Timestamp::from_micros(1_795_000_000_123_456),
            declined: vec![StaffId::from_uuid(Uuid::from_u128(3))],
            rung: None,
            transfer: Some(TransferMode::Blind),
            dialog: None,
        };
        let kept = serde_json::to_string(&assignment).unwrap();
        insta::assert_snapshot!(kept);
        assert_eq!(
            serde_json::from_str::<Assignment>(&kept).unwrap(),
            assignment
        );
    }

    #[test]
    fn a_destination_is_a_group_a_chatbot_or_a_person() {
        let group = GroupId::from_uuid(Uuid::from_u128(2));
        assert_eq!(
            Destination::parse(&group.to_string()),
            Some(Destination::Group(group))
        );
        let chatbot = ChatbotId::from_uuid(Uuid::from_u128(3));
        assert_eq!(
            Destination::parse_destination(&chatbot.to_string()),
            Some(Destination::Chatbot(chatbot))
        );
        let staff = StaffId::from_uuid(Uuid::from_u128(4));
        assert_eq!(Destination::parse_destination(&staff.to_string()), None);
        assert_eq!(
            Destination::parse(&staff.to_string()),
            Some(Destination::Staff(staff))
        );
        assert_eq!(Destination::parse("chn_00000000000000000000000002"), None);
    }
}
