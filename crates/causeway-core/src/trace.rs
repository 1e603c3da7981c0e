//! How an enquiry was routed, for people to read.

use serde::{Deserialize, Serialize};

use crate::{ChatbotId, GroupId, StaffId, Timestamp};

/// One thing that routing did, or why it did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TraceEntry {
    /// When.
    pub at: Timestamp,
    /// What kind of thing.
    pub kind: TraceKind,
    /// A sentence that tells it, with the names of then.
    pub text: String,
    /// The service group that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
    /// The person that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_id: Option<StaffId>,
    /// The chatbot that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chatbot_id: Option<ChatbotId>,
    /// Of several people that it is about the first [`PEOPLE_MAX`], in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staff_ids: Vec<StaffId>,
}

/// How many people one entry keeps: traces are kept for good, and a group may have hundreds.
pub const PEOPLE_MAX: usize = 50;

/// Kinds of things that routing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TraceKind {
    /// A part of the rule spoke, or the visitor's binding did.
    Rule,
    /// A destination was passed over.
    Skipped,
    /// Everybody at a destination has enough to do: it waits for one of them.
    Waiting,
    /// It was put to somebody.
    Offered,
    /// Members of a service group are not asked: they are not active, or have enough to do.
    LeftOut,
    /// A chatbot was asked to answer.
    Asked,
    /// A chatbot hands it on.
    HandedOver,
    /// It was taken back from somebody who is not free any more.
    Withdrawn,
    /// Somebody said no.
    Declined,
    /// Nobody answered in time.
    Unanswered,
    /// Somebody took it, or was given it.
    PickedUp,
    /// Nobody took it.
    Missed,
    /// Its owner hands it on.
    Transferred,
    /// It stays with the sender after all.
    Returned,
    /// Somebody took it from its owner.
    TakenOver,
    /// It is over.
    Closed,
    /// It goes on after all.
    Reopened,
}

impl TraceKind {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Rule,
        Self::Skipped,
        Self::Waiting,
        Self::Offered,
        Self::LeftOut,
        Self::Asked,
        Self::HandedOver,
        Self::Withdrawn,
        Self::Declined,
        Self::Unanswered,
        Self::PickedUp,
        Self::Missed,
        Self::Transferred,
        Self::Returned,
        Self::TakenOver,
        Self::Closed,
        Self::Reopened,
    ];

    /// The word on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Skipped => "skipped",
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::LeftOut => "leftOut",
            Self::Asked => "asked",
            Self::HandedOver => "handedOver",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
            Self::Unanswered => "unanswered",
            Self::PickedUp => "pickedUp",
            Self::Missed => "missed",
            Self::Transferred => "transferred",
            Self::Returned => "returned",
            Self::TakenOver => "takenOver",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
        }
    }
}
