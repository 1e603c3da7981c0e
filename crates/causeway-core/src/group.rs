//! Service groups: named lists of staff with a distribution method.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Faults, GroupId, Reason, StaffId, language, plain_name::check_label};

/// A named list of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceGroup {
    pub id: GroupId,
    /// 1 to 40 characters, unique in the workspace.
    pub name: String,
    /// In the group's order.
    pub member_ids: Vec<StaffId>,
    /// The other settings that the group's form edits.
    pub settings: GroupSettings,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// How a group receives enquiries. Stored as JSON in `service_groups.settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupSettings {
    pub distribution: Distribution,
    /// Seconds for which one member is rung before the next, 5 to 120; only for methods that ring
    /// one member at a time.
    pub ring_seconds: u32,
    /// Seconds before the next destination is tried, 5 to 3,600.
    pub wait_seconds: u32,
    /// Maximum number of open enquiries per member; `None`: no limit.
    pub max_open_per_member: Option<u32>,
    /// Languages that the group serves; empty: all.
    pub languages: Vec<String>,
}

/// How an enquiry is distributed to a group's members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Distribution {
    /// All active members at once; the first to pick up wins.
    Simultaneous,
    /// One at a time, always starting with the first member.
    FixedOrder,
    /// One at a time, starting after the member who picked up last.
    RoundRobin,
    /// One at a time, starting with the member who has been without an enquiry for longest.
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

    /// How long an enquiry waits at this group before the next destination is tried.
    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.wait_seconds.into())
    }

    /// Whether the group serves a visitor of this language: either side states none, or
    /// [`language::serves`] matches.
    pub fn speaks(&self, language: Option<&str>) -> bool {
        match language {
            Some(wanted) if !self.languages.is_empty() => self
                .languages
                .iter()
                .any(|spoken| language::serves(spoken, wanted)),
            _ => true,
        }
    }

    /// Checks the bounds that the types can't express.
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
