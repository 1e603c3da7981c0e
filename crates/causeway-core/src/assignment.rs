//! Looking for somebody to take an enquiry: while it is open, and while it is being transferred.

use std::{fmt, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{ChatbotId, GroupId, StaffId, Timestamp, TurnId};

/// How long one person is asked to take over what a colleague hands them.
pub const TRANSFER_WAIT: Duration = Duration::from_mins(1);

/// Who is asked: a destination, which is a service group or a chatbot, or one person. Shown as the id, whose prefix tells
/// which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// A service group.
    Group(GroupId),
    /// A chatbot.
    Chatbot(ChatbotId),
    /// One person: bound to the visitor, or picked by a colleague.
    Staff(StaffId),
}

impl Destination {
    /// Reads the id of a service group, a chatbot or a staff member.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_destination(text).or_else(|| StaffId::parse(text).map(Self::Staff))
    }

    /// Reads the id of what a rule may name: a service group or a chatbot.
    pub fn parse_destination(text: &str) -> Option<Self> {
        GroupId::parse(text)
            .map(Self::Group)
            .or_else(|| ChatbotId::parse(text).map(Self::Chatbot))
    }

    /// The service group, if it is one.
    pub fn group(self) -> Option<GroupId> {
        match self {
            Self::Group(id) => Some(id),
            Self::Chatbot(_) | Self::Staff(_) => None,
        }
    }

    /// The chatbot, if it is one.
    pub fn chatbot(self) -> Option<ChatbotId> {
        match self {
            Self::Chatbot(id) => Some(id),
            Self::Group(_) | Self::Staff(_) => None,
        }
    }

    /// The person, if it is one.
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

/// What becomes of a transfer that nobody accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TransferMode {
    /// The enquiry is missed.
    Blind,
    /// It stays with the sender.
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

    /// Both.
    pub const ALL: [Self; 2] = [Self::Blind, Self::Loopback];

    /// The word on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blind => "blind",
            Self::Loopback => "loopback",
        }
    }
}

/// A search that is under way. Kept as JSON in `enquiries.search`. What it goes by is fixed when it begins: somebody who
/// edits the rule does not move enquiries that are on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    /// Who is asked, one after the other.
    pub plan: Vec<Destination>,
    /// How many of the plan were asked or passed over.
    pub tried: usize,
    /// When the next of the plan is asked.
    #[serde(with = "micros")]
    pub wait_until: Timestamp,
    /// Who of the present target said no.
    pub declined: Vec<StaffId>,
    /// Who of the present target was rung last, where one is rung after the other.
    pub rung: Option<StaffId>,
    /// The owner hands the enquiry on; it stays theirs until somebody accepts.
    pub transfer: Option<TransferMode>,
    /// How far the chatbot that is asked now got with the visitor.
    #[serde(rename = "talk", default, skip_serializing_if = "Option::is_none")]
    pub dialog: Option<ChatbotDialog>,
}

/// A chatbot's part of a conversation, from when it is asked until it hands over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatbotDialog {
    /// What it owes; `None`: the visitor has the word.
    pub turn: Option<Turn>,
    /// It has answered.
    pub answered: bool,
}

/// One answer that a chatbot owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Turn {
    /// Ours; the `webhook-id` of its requests.
    pub id: TurnId,
    /// What was said last when it was asked, by its place in the room.
    pub up_to: i64,
    /// The visitor wrote more since: another turn follows.
    pub newer: bool,
}

impl Assignment {
    /// A search that asks nobody yet.
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

    /// Who is asked now.
    pub fn target(&self) -> Option<Destination> {
        self.tried
            .checked_sub(1)
            .and_then(|index| self.plan.get(index))
            .copied()
    }

    /// Goes on to the next of the plan, if there is one.
    pub fn try_next(&mut self) -> Option<Destination> {
        let next = self.plan.get(self.tried).copied()?;
        self.tried += 1;
        self.declined.clear();
        self.rung = None;
        self.dialog = None;
        Some(next)
    }
}

/// A time as the database keeps it, exact to the microsecond.
mod micros {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::Timestamp;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for a reference"
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
    fn a_search_reads_back_what_was_kept_of_it() {
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
    fn a_target_is_a_group_a_chatbot_or_a_person() {
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
