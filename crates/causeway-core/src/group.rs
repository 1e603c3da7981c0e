//! Service groups: named lists of staff with a distribution method.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Faults, GroupId, Reason, StaffId, channel::check_label, language};

/// A named list of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceGroup {
    /// Ours.
    pub id: GroupId,
    /// 1 to 40 characters, unique in the workspace.
    pub name: String,
    /// In order.
    pub member_ids: Vec<StaffId>,
    /// The rest of its form.
    pub settings: GroupSettings,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// How a group takes enquiries. Stored as JSON in `service_groups.settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupSettings {
    /// Who is offered an enquiry.
    pub distribution: Distribution,
    /// Seconds that one member is rung before the next, 5 to 120; used by one-by-one distributions.
    pub ring_seconds: u32,
    /// Seconds before the next destination is tried, 5 to 3,600.
    pub wait_seconds: u32,
    /// Open enquiries that one member may have at a time; `None`: any number.
    pub max_open_per_member: Option<u32>,
    /// Languages that the group speaks; empty: all.
    pub languages: Vec<String>,
}

/// Who is offered an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Distribution {
    /// All active members at once; the first pick-up wins.
    Simultaneous,
    /// One by one, from the first each time.
    FixedOrder,
    /// One by one, from the one after whoever picked up last.
    RoundRobin,
    /// One by one, first whoever has been without an enquiry for longest.
    MostIdle,
}

impl Default for GroupSettings {
    fn default() -> Self {
        Self {
            distribution: Distribution::Simultaneous,
            ring_seconds: 20,
            wait_seconds: 60,
            max_open_per_member: None,
            languages: Vec::new(),
        }
    }
}

impl GroupSettings {
    /// How long one member is rung before the next.
    pub fn ring(&self) -> Duration {
        Duration::from_secs(self.ring_seconds.into())
    }

    /// How long an enquiry waits here before it goes on.
    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.wait_seconds.into())
    }

    /// A visitor of this language can be served here: none stated on either side, or one that [`language::serves`] it.
    pub fn speaks(&self, language: Option<&str>) -> bool {
        match language {
            Some(wanted) if !self.languages.is_empty() => self
                .languages
                .iter()
                .any(|spoken| language::serves(spoken, wanted)),
            _ => true,
        }
    }

    /// Checks what types can't.
    pub fn check(&self, faults: &mut Faults) {
        if !(5..=120).contains(&self.ring_seconds) {
            faults.add("/ringSeconds", Reason::OutOfRange { min: 5, max: 120 });
        }
        if !(5..=3_600).contains(&self.wait_seconds) {
            faults.add("/waitSeconds", Reason::OutOfRange { min: 5, max: 3_600 });
        }
        if self
            .max_open_per_member
            .is_some_and(|max| !(1..=1_000).contains(&max))
        {
            faults.add(
                "/maxOpenPerMember",
                Reason::OutOfRange { min: 1, max: 1_000 },
            );
        }
        if self.languages.len() > 20 {
            faults.add("/languages", Reason::TooMany { max: 20 });
        }
        for (index, language) in self.languages.iter().take(20).enumerate() {
            check_label(&format!("/languages/{index}"), language, 35, faults);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_serves_visitors_whose_language_it_speaks() {
        let group = |languages: &[&str]| GroupSettings {
            languages: languages
                .iter()
                .map(|&language| language.to_owned())
                .collect(),
            ..GroupSettings::default()
        };
        for (languages, visitor, serves) in [
            (&[][..], Some("ja"), true),
            (&["en"], None, true),
            (&["en"], Some("en-GB"), true),
            (&["en-GB", "de"], Some("EN-gb"), true),
            (&["zh-HK"], Some("zh-CN"), false),
            (&["zh-HK", "zh-Hans"], Some("zh-CN"), true),
            (&["en", "de"], Some("ja"), false),
        ] {
            assert_eq!(
                group(languages).speaks(visitor),
                serves,
                "{languages:?} {visitor:?}"
            );
        }
    }
}
