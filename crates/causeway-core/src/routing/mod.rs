//! Routing rules: a channel's rule is a small tree that decides which destinations are tried, in
//! which order.

mod parse;
mod schedule;
mod shares;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::parse::mentions;
pub use self::schedule::{Condition, Schedule};
pub use self::shares::Branch;
use self::shares::chosen;
use crate::{Faults, GroupId, Reason, Thing, Timestamp, assignment::Destination, trace::Step};

/// Maximum number of destinations in one leaf (`product.md`).
pub const DESTINATIONS_MAX: usize = 5;
/// Maximum number of branches of one percentage, without its remainder.
pub const BRANCHES_MAX: usize = 5;
/// Maximum number of conditions in one time node.
pub const CONDITIONS_MAX: usize = 10;
/// Maximum number of closing dates in one time node.
pub const CLOSURES_MAX: usize = 100;
/// Maximum number of layers of `time` and `percentage` above a leaf (`product.md`).
pub const LAYERS_MAX: usize = 2;

/// The number of enquiries that reached each percentage of a rule since it was last changed, by the
/// percentage's JSON pointer within the rule; the root has the empty pointer.
pub type Draws = BTreeMap<String, i64>;

/// A channel's rule, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Rule {
    /// Destinations in order: when the wait at one ends or it has no active member, the next is
    /// tried.
    Alternative {
        /// At most five.
        destinations: Vec<Destination>,
    },
    /// A percentage split of the enquiries that reach it.
    Percentage {
        /// Each with its share; together at most 99 %.
        branches: Vec<Branch>,
        /// The remainder.
        otherwise: Box<Rule>,
    },
    /// By the day and hour at which the enquiry opens.
    Time(Schedule),
}

/// The result of a rule for one enquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// In the order in which they are tried.
    pub destinations: Vec<Destination>,
    /// JSON pointers of the percentages that it reached, whose counts go up by one.
    pub counted: Vec<String>,
    pub trace: Vec<Step>,
}

impl Rule {
    /// The result for an enquiry that opens at `at`, with the counts `draws` of earlier enquiries.
    /// Fixed when the enquiry opens: editing the rule does not affect searches in progress.
    pub fn choose(&self, at: Timestamp, draws: &Draws) -> Choice {
        let mut choice = Choice::default();
        let mut node = self;
        let mut pointer = String::new();
        loop {
            let (next, step) = match node {
                Self::Alternative { destinations } => {
                    choice.destinations.clone_from(destinations);
                    if destinations.is_empty() {
                        choice.trace.push(Step::NoDestination);
                    }
                    return choice;
                }
                Self::Percentage {
                    branches,
                    otherwise,
                } => {
                    let draw = draws.get(&pointer).copied().unwrap_or(0);
                    choice.counted.push(pointer.clone());
                    let place = chosen(branches, draw);
                    let nth = draw.rem_euclid(100) + 1;
                    choice.trace.push(match branches.get(place) {
                        Some(branch) => Step::Branch {
                            nth,
                            branch: place + 1,
                            percent: branch.percent,
                        },
                        None => Step::Remainder {
                            nth,
                            percent: 100 - sum(branches),
                        },
                    });
                    match branches.get(place) {
                        Some(branch) => (&branch.then, format!("/branches/{place}/then")),
                        None => (&**otherwise, "/otherwise".to_owned()),
                    }
                }
                Self::Time(schedule) => {
                    let (place, why) = schedule.matching(at);
                    choice.trace.push(why);
                    match place.and_then(|place| {
                        schedule
                            .conditions
                            .get(place)
                            .map(|condition| (place, condition))
                    }) {
                        Some((place, condition)) => {
                            (&condition.then, format!("/conditions/{place}/then"))
                        }
                        None => (&*schedule.otherwise, "/otherwise".to_owned()),
                    }
                }
            };
            pointer.push_str(&step);
            node = next;
        }
    }

    /// Whether the rule contains a percentage, so that its result depends on the counts.
    pub fn draws(&self) -> bool {
        !self.nodes_that_draw().is_empty()
    }

    /// The JSON pointers of all percentages in the rule.
    pub fn nodes_that_draw(&self) -> Vec<String> {
        let mut nodes = Vec::new();
        self.visit_draws("", &mut nodes);
        nodes
    }

    fn visit_draws(&self, pointer: &str, nodes: &mut Vec<String>) {
        match self {
            Self::Alternative { .. } => {}
            Self::Percentage {
                branches,
                otherwise,
            } => {
                nodes.push(pointer.to_owned());
                for (index, branch) in branches.iter().enumerate() {
                    branch
                        .then
                        .visit_draws(&format!("{pointer}/branches/{index}/then"), nodes);
                }
                otherwise.visit_draws(&format!("{pointer}/otherwise"), nodes);
            }
            Self::Time(schedule) => {
                for (index, condition) in schedule.conditions.iter().enumerate() {
                    condition
                        .then
                        .visit_draws(&format!("{pointer}/conditions/{index}/then"), nodes);
                }
                schedule
                    .otherwise
                    .visit_draws(&format!("{pointer}/otherwise"), nodes);
            }
        }
    }

    /// All service groups and chatbots in the rule, each once.
    pub fn destinations(&self) -> Vec<Destination> {
        let mut all = Vec::new();
        self.visit("", &mut |_, destinations| {
            for destination in destinations {
                if !all.contains(destination) {
                    all.push(*destination);
                }
            }
        });
        all
    }

    /// All service groups in the rule, each once.
    pub fn groups(&self) -> Vec<GroupId> {
        self.destinations()
            .into_iter()
            .filter_map(Destination::group)
            .collect()
    }

    /// Adds a fault for each destination for which `exists` is false or that occurs twice in a
    /// list. The other bounds of a rule are checked when it is read.
    pub fn check(&self, pointer: &str, exists: impl Fn(Destination) -> bool, faults: &mut Faults) {
        self.visit(pointer, &mut |pointer, destinations| {
            for (index, destination) in destinations.iter().enumerate() {
                let pointer = format!("{pointer}/destinations/{index}");
                if !exists(*destination) {
                    faults.add(pointer, unknown(*destination));
                } else if destinations[..index].contains(destination) {
                    faults.add(pointer, Reason::Duplicate);
                }
            }
        });
    }

    /// Calls `show` for each leaf with its JSON pointer.
    fn visit(&self, pointer: &str, show: &mut impl FnMut(&str, &[Destination])) {
        match self {
            Self::Alternative { destinations } => show(pointer, destinations),
            Self::Percentage {
                branches,
                otherwise,
            } => {
                for (index, branch) in branches.iter().enumerate() {
                    branch
                        .then
                        .visit(&format!("{pointer}/branches/{index}/then"), show);
                }
                otherwise.visit(&format!("{pointer}/otherwise"), show);
            }
            Self::Time(schedule) => {
                for (index, condition) in schedule.conditions.iter().enumerate() {
                    condition
                        .then
                        .visit(&format!("{pointer}/conditions/{index}/then"), show);
                }
                schedule
                    .otherwise
                    .visit(&format!("{pointer}/otherwise"), show);
            }
        }
    }
}

/// The fault of a destination that doesn't exist.
pub fn unknown(destination: Destination) -> Reason {
    Reason::NotFound {
        what: match destination {
            Destination::Chatbot(_) => Thing::Chatbot,
            Destination::Group(_) | Destination::Staff(_) => Thing::ServiceGroup,
        },
    }
}

/// The sum of all branches, in percent.
fn sum(branches: &[Branch]) -> u8 {
    branches.iter().map(|branch| branch.percent).sum()
}

#[cfg(test)]
mod tests;
