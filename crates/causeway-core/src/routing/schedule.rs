//! Routing by day and hour: the local wall-clock time of a named zone counts, including clock
//! changes.

use jiff::{
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use super::Rule;
use crate::{
    Timestamp,
    trace::{LocalTime, Step},
    weekday::Weekday,
};

/// Routes by the day and hour at which an enquiry opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schedule {
    /// IANA name of the time zone.
    pub time_zone: String,
    /// The first match wins.
    pub conditions: Vec<Condition>,
    /// Days on which no condition matches.
    #[serde(default)]
    pub closures: Vec<Date>,
    /// Applies if no condition matches.
    pub otherwise: Box<Rule>,
}

/// Certain hours of certain days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The days on which the hours begin.
    pub days: Vec<Weekday>,
    /// Minutes after midnight at which they begin.
    #[serde(with = "minutes")]
    pub from: u16,
    /// Minutes after midnight at which they end; if not after `from`, on the next day.
    #[serde(with = "minutes")]
    pub to: u16,
    pub then: Rule,
}

impl Condition {
    /// Whether the hours of this condition that begin on `date` include `at`. Hours that run into a
    /// closing day end at its midnight.
    fn holds(&self, at: DateTime, date: Date, is_closed: impl Fn(Date) -> bool) -> bool {
        if is_closed(date) || is_closed(at.date()) || !self.days.contains(&Weekday::of(date)) {
            return false;
        }
        let minute = u16::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or(0);
        let past_midnight = self.to <= self.from;
        if at.date() == date {
            minute >= self.from && (past_midnight || minute < self.to)
        } else {
            past_midnight && minute < self.to
        }
    }

    /// When the hours begin, as `HH:MM`.
    pub fn from(&self) -> String {
        show(self.from)
    }

    /// When the hours end, as `HH:MM`.
    pub fn to(&self) -> String {
        show(self.to)
    }
}

impl Schedule {
    /// The index of the first condition that matches at `at`, and the trace step.
    pub(super) fn matching(&self, at: Timestamp) -> (Option<usize>, Step) {
        let Ok(zone) = TimeZone::get(&self.time_zone) else {
            // Zones are checked when a rule is saved; a later release of the zone database may have
            // dropped one.
            return (
                None,
                Step::UnknownTimeZone {
                    time_zone: self.time_zone.clone(),
                },
            );
        };
        let instant =
            jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let local = zone.to_datetime(instant);
        let (today, yesterday) = (
            local.date(),
            local.date().yesterday().unwrap_or(local.date()),
        );
        let is_closed = |date: Date| self.closures.contains(&date);
        let now = LocalTime {
            day: Weekday::of(today),
            time: show(
                u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute()))
                    .unwrap_or(0),
            ),
            time_zone: self.time_zone.clone(),
        };
        let holds = |condition: &Condition| {
            condition.holds(local, today, is_closed)
                || (today != yesterday && condition.holds(local, yesterday, is_closed))
        };
        match self.conditions.iter().position(holds) {
            Some(place) => {
                let condition = &self.conditions[place];
                let (days, from, to) = (condition.days.clone(), condition.from(), condition.to());
                (
                    Some(place),
                    Step::WithinHours {
                        now,
                        days,
                        from,
                        to,
                    },
                )
            }
            None if is_closed(today) => (
                None,
                Step::ClosedOn {
                    now,
                    date: today.to_string(),
                },
            ),
            None => (None, Step::OutsideHours { now }),
        }
    }
}

/// Minutes after midnight as `HH:MM`.
pub(super) fn show(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Parses `HH:MM` up to `max` minutes after midnight.
pub(super) fn parse(text: &str, max: u16) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str| -> Option<u16> {
        (digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (minutes < 60)
        .then_some(hours * 60 + minutes)
        .filter(|total| *total <= max)
}

/// Whether this is the exact name of a known time zone.
pub(super) fn is_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok_and(|zone| zone.iana_name() == Some(name))
}

/// Serialises minutes after midnight as `HH:MM`.
mod minutes {
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub(super) fn serialize<S: Serializer>(
        minutes: &u16,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&super::show(*minutes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::parse(&text, 24 * 60).ok_or_else(|| de::Error::custom("not a time of day"))
    }
}
