//! The trace: how an enquiry was routed, as data, with the names at that time.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    ChatbotId, GroupId, StaffId, Timestamp,
    assignment::TransferMode,
    staffing::{LeftOut, Skip},
    weekday::Weekday,
};

/// One step of routing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "Stored")]
pub struct TraceEntry {
    pub at: Timestamp,
    #[serde(flatten)]
    pub step: Step,
    /// The service group that the step is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
    /// The staff member that the step is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff_id: Option<StaffId>,
    /// The chatbot that the step is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chatbot_id: Option<ChatbotId>,
    /// If the step is about several people, the first [`PEOPLE_MAX`], in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub staff_ids: Vec<StaffId>,
}

/// Maximum number of people stored in one entry: traces are kept for good, and a group may have
/// hundreds.
pub const PEOPLE_MAX: usize = 50;
/// Maximum number of names in one entry.
pub const NAMES_MAX: usize = 5;

/// One step of routing. Serialised as `{"code": "declined", "params": {"staff": "Ann Lee"}}`,
/// without `params` if there are none. Displayed as an English sentence. Codes and the names of
/// parameters are part of the API, and stored.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(
    tag = "code",
    content = "params",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Step {
    #[error("{staff} wrote to the visitor first and is asked first.")]
    WroteFirst { staff: String },
    #[error("The visitor is bound to {staff}, who is asked first.")]
    Bound { staff: String },
    #[error("The rule has no destination here.")]
    NoDestination,
    #[error("Enquiry {nth} of every 100 falls into branch {branch} of {percent} %.")]
    Branch {
        nth: i64,
        branch: usize,
        percent: u8,
    },
    #[error("Enquiry {nth} of every 100 falls into the remaining {percent} %.")]
    Remainder { nth: i64, percent: u8 },
    #[error("{now} is within {} {from}–{to}.", short(.days))]
    WithinHours {
        #[serde(flatten)]
        now: LocalTime,
        days: Vec<Weekday>,
        from: String,
        to: String,
    },
    #[error("{now} is outside all hours.")]
    OutsideHours {
        #[serde(flatten)]
        now: LocalTime,
    },
    #[error("{now} is on {date}, a day of closure.")]
    ClosedOn {
        #[serde(flatten)]
        now: LocalTime,
        date: String,
    },
    #[error("The time zone {time_zone} is unknown, so this counts as outside all hours.")]
    UnknownTimeZone { time_zone: String },
    #[error("{destination} was skipped: {}.", .reason.reason())]
    Skipped { destination: String, reason: Skip },
    #[error("Everyone at {destination} is at capacity: waiting for someone there.")]
    Waiting { destination: String },
    #[error("{destination}: not asked were {}.", not_asked(.people, *.more))]
    LeftOut {
        destination: String,
        people: Vec<NotAsked>,
        more: usize,
    },
    #[error("{} to {}.", offered(.destination.as_deref()), names(.people, *.more))]
    Offered {
        destination: Option<String>,
        people: Vec<String>,
        more: usize,
    },
    #[error("{chatbot} was asked.")]
    ChatbotAsked { chatbot: String },
    #[error("{chatbot} handed over.")]
    ChatbotHandedOver { chatbot: String },
    #[error("{chatbot} closed the enquiry.")]
    ChatbotClosed { chatbot: String },
    #[error("{chatbot} failed: {reason}.")]
    ChatbotFailed { chatbot: String, reason: String },
    #[error("{chatbot} had nothing to say.")]
    ChatbotSilent { chatbot: String },
    #[error("The visitor said nothing more to {chatbot}.")]
    VisitorSilent { chatbot: String },
    #[error("{staff} is no longer available.")]
    NoLongerAvailable { staff: String },
    #[error("{staff} declined.")]
    Declined { staff: String },
    #[error("{destination} did not answer in time.")]
    Unanswered { destination: String },
    #[error("{staff} picked it up.")]
    PickedUp { staff: String },
    #[error("Assigned to {staff}.")]
    Assigned { staff: String },
    #[error("{staff} wrote to the visitor first and handles it.")]
    Engaged { staff: String },
    #[error("{staff} took it over.")]
    TakenOver { staff: String },
    #[error("No one accepted it: missed.")]
    Missed,
    #[error("{staff} is transferring it to {to}. If no one accepts, {}.", .mode.consequence())]
    Transferred {
        staff: String,
        to: String,
        mode: TransferMode,
    },
    #[error("No one accepted the transfer: it stays with {}.", .staff.as_deref().unwrap_or("the sender"))]
    Returned { staff: Option<String> },
    #[error("{staff} cancelled the transfer.")]
    TransferCancelled { staff: String },
    #[error("{staff} closed it.")]
    Closed { staff: String },
    #[error("The visitor closed it.")]
    ClosedByVisitor,
    #[error("The visitor left before anyone picked it up.")]
    VisitorLeft,
    #[error("Closed automatically after a time of silence.")]
    AutoClosed,
    #[error("{staff} reopened it.")]
    Reopened { staff: String },
    /// A sentence stored by a release before codes.
    #[error("{text}")]
    Text { kind: TraceKind, text: String },
}

impl Step {
    /// All codes.
    pub const CODES: &'static [&'static str] = <Self as strum::VariantNames>::VARIANTS;

    /// The kind of this step.
    pub fn kind(&self) -> TraceKind {
        match self {
            Self::WroteFirst { .. }
            | Self::Bound { .. }
            | Self::NoDestination
            | Self::Branch { .. }
            | Self::Remainder { .. }
            | Self::WithinHours { .. }
            | Self::OutsideHours { .. }
            | Self::ClosedOn { .. }
            | Self::UnknownTimeZone { .. } => TraceKind::Rule,
            Self::Skipped { .. } => TraceKind::Skipped,
            Self::Waiting { .. } => TraceKind::Waiting,
            Self::LeftOut { .. } => TraceKind::LeftOut,
            Self::Offered { .. } => TraceKind::Offered,
            Self::ChatbotAsked { .. } => TraceKind::Asked,
            Self::ChatbotHandedOver { .. } => TraceKind::HandedOver,
            Self::ChatbotFailed { .. }
            | Self::ChatbotSilent { .. }
            | Self::VisitorSilent { .. }
            | Self::Unanswered { .. } => TraceKind::Unanswered,
            Self::NoLongerAvailable { .. } => TraceKind::Withdrawn,
            Self::Declined { .. } => TraceKind::Declined,
            Self::PickedUp { .. } | Self::Assigned { .. } | Self::Engaged { .. } => {
                TraceKind::PickedUp
            }
            Self::TakenOver { .. } => TraceKind::TakenOver,
            Self::Missed => TraceKind::Missed,
            Self::Transferred { .. } => TraceKind::Transferred,
            Self::Returned { .. } | Self::TransferCancelled { .. } => TraceKind::Returned,
            Self::ChatbotClosed { .. }
            | Self::Closed { .. }
            | Self::ClosedByVisitor
            | Self::VisitorLeft
            | Self::AutoClosed => TraceKind::Closed,
            Self::Reopened { .. } => TraceKind::Reopened,
            Self::Text { kind, .. } => *kind,
        }
    }
}

/// The local time at which a rule with a schedule was evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocalTime {
    /// The day of the week in the time zone.
    pub day: Weekday,
    /// The time of day in the time zone, as `HH:MM`.
    pub time: String,
    /// IANA name of the time zone.
    pub time_zone: String,
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} in {}",
            self.day.in_words(),
            self.time,
            self.time_zone
        )
    }
}

/// A member of a service group who got no offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAsked {
    /// Their name at that time.
    pub name: String,
    pub reason: LeftOut,
}

fn short(days: &[Weekday]) -> String {
    let days: Vec<&str> = days.iter().map(|day| &day.in_words()[..3]).collect();
    days.join(", ")
}

fn offered(destination: Option<&str>) -> String {
    destination.map_or_else(|| "Offered".to_owned(), |name| format!("{name}: offered"))
}

fn names(names: &[String], more: usize) -> String {
    match more {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn not_asked(people: &[NotAsked], more: usize) -> String {
    let people_with_reasons: Vec<String> = people
        .iter()
        .map(|one| format!("{} ({})", one.name, one.reason.reason()))
        .collect();
    names(&people_with_reasons, more)
}

/// An entry as stored: releases before codes wrote `kind` and a sentence.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    at: Timestamp,
    #[serde(flatten)]
    step: StoredStep,
    #[serde(default)]
    group_id: Option<GroupId>,
    #[serde(default)]
    staff_id: Option<StaffId>,
    #[serde(default)]
    chatbot_id: Option<ChatbotId>,
    #[serde(default)]
    staff_ids: Vec<StaffId>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum StoredStep {
    Step(Step),
    Sentence { kind: TraceKind, text: String },
}

impl From<Stored> for TraceEntry {
    fn from(
        Stored {
            at,
            step,
            group_id,
            staff_id,
            chatbot_id,
            staff_ids,
        }: Stored,
    ) -> Self {
        let step = match step {
            StoredStep::Step(step) => step,
            StoredStep::Sentence { kind, text } => Step::Text { kind, text },
        };
        Self {
            at,
            step,
            group_id,
            staff_id,
            chatbot_id,
            staff_ids,
        }
    }
}
/// Kinds of routing steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TraceKind {
    /// A part of the rule, a sticky binding or an engagement chose a destination.
    Rule,
    /// A destination was skipped.
    Skipped,
    /// Every member of a destination is at capacity: the enquiry waits there.
    Waiting,
    /// The enquiry was offered to staff.
    Offered,
    /// Members of a service group got no offer: they are not active, or at capacity.
    LeftOut,
    /// A chatbot was asked to answer.
    Asked,
    /// A chatbot handed over.
    HandedOver,
    /// An offer was withdrawn from a staff member who is no longer available.
    Withdrawn,
    /// A staff member declined.
    Declined,
    /// No one answered in time.
    Unanswered,
    /// A staff member picked it up, or it was assigned to them.
    PickedUp,
    /// The enquiry was missed.
    Missed,
    /// Its owner is transferring it.
    Transferred,
    /// The transfer ended and it stays with the sender.
    Returned,
    /// A staff member took it over from its owner.
    TakenOver,
    /// It was closed.
    Closed,
    /// It was reopened.
    Reopened,
}

impl TraceKind {
    /// All kinds.
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

    /// The name in the API.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_entry_is_stored_as_data() {
        let now = LocalTime {
            day: Weekday::Mon,
            time: "09:05".to_owned(),
            time_zone: "Asia/Hong_Kong".to_owned(),
        };
        for (step, stored, sentence) in [
            (
                Step::Missed,
                json!({ "code": "missed" }),
                "No one accepted it: missed.",
            ),
            (
                Step::Skipped {
                    destination: "Sales".to_owned(),
                    reason: Skip::NobodyActive,
                },
                json!({ "code": "skipped", "params": { "destination": "Sales", "reason": "nobodyActive" } }),
                "Sales was skipped: no one there is active.",
            ),
            (
                Step::OutsideHours { now },
                json!({ "code": "outsideHours", "params": { "day": "mon", "time": "09:05", "timeZone": "Asia/Hong_Kong" } }),
                "Monday 09:05 in Asia/Hong_Kong is outside all hours.",
            ),
        ] {
            assert_eq!(step.to_string(), sentence);
            let at = Timestamp::from_micros(0);
            let entry = TraceEntry {
                at,
                step,
                group_id: None,
                staff_id: None,
                chatbot_id: None,
                staff_ids: Vec::new(),
            };
            let mut expected = stored;
            expected["at"] = json!(at);
            assert_eq!(json!(entry), expected);
            assert_eq!(
                serde_json::from_value::<TraceEntry>(expected).unwrap(),
                entry
            );
        }
    }

    #[test]
    fn an_entry_of_a_release_before_codes_is_shown_as_its_sentence() {
        let old = json!({ "at": Timestamp::from_micros(0), "kind": "declined", "text": "Ann Lee declined." });
        let entry: TraceEntry = serde_json::from_value(old).unwrap();
        assert_eq!(
            (entry.step.kind(), entry.step.to_string()),
            (TraceKind::Declined, "Ann Lee declined.".to_owned())
        );
    }
}
