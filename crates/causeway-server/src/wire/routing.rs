//! A channel's rule in JSON.

use causeway_core::{
    routing::{Branch, Condition, Rule, Schedule},
    weekday::Weekday,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Where enquiries go: a tree of at most two layers of `percentage` and `time` over `alternative`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[schema(as = Routing)]
pub(crate) enum RoutingBody {
    /// The first destination is tried. When the wait there ends, or it has no active member, the
    /// next one is tried.
    Alternative {
        /// Service groups and chatbots, in the order in which they are tried.
        #[schema(max_items = 5)]
        destinations: Vec<String>,
    },
    /// A percentage split of the enquiries that reach it, with exact shares.
    Percentage {
        /// Together at most 99 %.
        #[schema(min_items = 1, max_items = 5)]
        branches: Vec<BranchBody>,
        /// The remainder.
        #[schema(no_recursion)]
        otherwise: Box<RoutingBody>,
    },
    /// Depends on the day and time at which the enquiry opens, in a time zone.
    Time {
        /// IANA name; `UTC` unless given.
        #[serde(rename = "timeZone")]
        #[schema(example = "Asia/Hong_Kong")]
        time_zone: String,
        /// The first that matches wins.
        #[schema(min_items = 1, max_items = 10)]
        conditions: Vec<ConditionBody>,
        /// Dates on which no condition matches.
        #[schema(max_items = 100, example = json!(["2026-12-25"]))]
        closures: Vec<String>,
        /// The rest of the time.
        #[schema(no_recursion)]
        otherwise: Box<RoutingBody>,
    },
}

/// One share.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoutingBranch)]
pub(crate) struct BranchBody {
    #[schema(minimum = 1, maximum = 99)]
    percent: u8,
    #[schema(no_recursion)]
    then: RoutingBody,
}

/// Certain hours of certain days.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoutingCondition)]
pub(crate) struct ConditionBody {
    /// The days on which the hours begin.
    #[schema(min_items = 1, max_items = 7)]
    days: Vec<DayBody>,
    /// `HH:MM`.
    #[schema(example = "09:00")]
    from: String,
    /// `HH:MM`, up to `24:00`. If it is not after `from`, the hours end on the next day.
    #[schema(example = "18:00")]
    to: String,
    #[schema(no_recursion)]
    then: RoutingBody,
}

/// A day of the week.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RoutingDay)]
enum DayBody {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl From<Weekday> for DayBody {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Mon,
            Weekday::Tue => Self::Tue,
            Weekday::Wed => Self::Wed,
            Weekday::Thu => Self::Thu,
            Weekday::Fri => Self::Fri,
            Weekday::Sat => Self::Sat,
            Weekday::Sun => Self::Sun,
        }
    }
}

impl From<Rule> for RoutingBody {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::Alternative { destinations } => Self::Alternative {
                destinations: destinations.iter().map(ToString::to_string).collect(),
            },
            Rule::Percentage {
                branches,
                otherwise,
            } => Self::Percentage {
                branches: branches.into_iter().map(BranchBody::from).collect(),
                otherwise: Box::new((*otherwise).into()),
            },
            Rule::Time(Schedule {
                time_zone,
                conditions,
                closures,
                otherwise,
            }) => Self::Time {
                time_zone,
                conditions: conditions.into_iter().map(ConditionBody::from).collect(),
                closures: closures.iter().map(ToString::to_string).collect(),
                otherwise: Box::new((*otherwise).into()),
            },
        }
    }
}

impl From<Branch> for BranchBody {
    fn from(Branch { percent, then }: Branch) -> Self {
        Self {
            percent,
            then: then.into(),
        }
    }
}

impl From<Condition> for ConditionBody {
    fn from(condition: Condition) -> Self {
        let (from, to) = (condition.from(), condition.to());
        let Condition { days, then, .. } = condition;
        Self {
            days: days.into_iter().map(DayBody::from).collect(),
            from,
            to,
            then: then.into(),
        }
    }
}
