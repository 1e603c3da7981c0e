//! The plan of a new enquiry: the destinations to try, in order.

use std::collections::BTreeMap;

use crate::{
    StaffId, Timestamp,
    assignment::Destination,
    channel::ChannelSettings,
    routing::Draws,
    staffing::{Chatbot, GroupStaffing, Member, Skip},
    trace::Step,
};

/// The input of routing.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    /// The settings of the channel, with its rule and sticky routing.
    pub settings: &'a ChannelSettings,
    /// The counts of enquiries for each percentage of the rule.
    pub draws: &'a Draws,
    /// The staff member who wrote to the visitor first, during an engagement.
    pub engaged: Option<StaffId>,
    /// The staff member that the visitor is bound to.
    pub bound: Option<StaffId>,
    /// The service groups that can be destinations.
    pub staffing: &'a [GroupStaffing],
    /// The chatbots that can be destinations.
    pub chatbots: &'a [Chatbot],
    /// The staff members who can be destinations.
    pub people: &'a [Member],
}

/// The destinations to try, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In order.
    pub targets: Vec<Destination>,
    /// The reasons, each with the staff member, group or chatbot that it is about.
    pub trace: Vec<(Step, Option<Destination>)>,
    /// JSON pointers of the rule's percentages to count.
    pub counted: Vec<String>,
}

/// The outcome of one step of a plan if it were tried now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStep {
    pub target: Destination,
    /// The staff members there who could get an offer now, in order; empty for an available
    /// chatbot. Otherwise why there is none.
    pub ready: Result<Vec<StaffId>, Skip>,
}

impl Outlook<'_> {
    /// First the staff member who wrote to the visitor, then the one the visitor is bound to, then
    /// the channel's rule.
    pub fn plan(&self, at: Timestamp) -> Plan {
        let mut plan = Plan::default();
        if let Some(target) = self.engaged.map(Destination::Staff) {
            plan.trace.push((
                Step::WroteFirst {
                    staff: self.name(target),
                },
                Some(target),
            ));
            plan.targets.push(target);
        }
        let sticky = self.settings.sticky;
        if let Some(target) = self
            .bound
            .filter(|_| sticky.enabled)
            .map(Destination::Staff)
        {
            plan.trace.push((
                Step::Bound {
                    staff: self.name(target),
                },
                Some(target),
            ));
            if !plan.targets.contains(&target) {
                plan.targets.push(target);
            }
            if !sticky.backup {
                return plan;
            }
        }
        let choice = self.settings.routing.choose(at, self.draws);
        plan.trace
            .extend(choice.trace.into_iter().map(|step| (step, None)));
        plan.counted = choice.counted;
        plan.targets.extend(choice.destinations);
        plan
    }

    /// The outcome of each step of a plan now, for a visitor of this language.
    pub fn steps(&self, plan: &Plan, language: Option<&str>) -> Vec<PlanStep> {
        let step = |target: &Destination| PlanStep {
            target: *target,
            ready: self.ready(*target, language, |_| false),
        };
        plan.targets.iter().map(step).collect()
    }

    /// The staff members at a destination who can get an offer now, in order; empty for an
    /// available chatbot. Members for which `is_out` returns true are skipped.
    ///
    /// # Errors
    /// The reason for skipping the destination, or for waiting there.
    pub fn ready(
        &self,
        target: Destination,
        language: Option<&str>,
        is_out: impl Fn(StaffId) -> bool,
    ) -> Result<Vec<StaffId>, Skip> {
        match target {
            Destination::Group(group_id) => {
                let known = self
                    .staffing
                    .iter()
                    .find(|known| known.group_id == group_id);
                known.ok_or(Skip::Removed)?.ready(language, is_out)
            }
            Destination::Chatbot(id) => {
                let known = self
                    .chatbots
                    .iter()
                    .find(|known| known.chatbot_id == id)
                    .ok_or(Skip::Removed)?;
                if known.answers {
                    Ok(Vec::new())
                } else {
                    Err(Skip::NotAnswering)
                }
            }
            Destination::Staff(staff_id) => {
                let known = self
                    .people
                    .iter()
                    .find(|known| known.staff_id == staff_id)
                    .ok_or(Skip::Removed)?;
                match (known.is_active(), is_out(staff_id)) {
                    (false, _) => Err(Skip::NobodyActive),
                    (true, true) => Err(Skip::Asked),
                    (true, false) => Ok(vec![staff_id]),
                }
            }
        }
    }

    /// The name of a destination.
    pub fn name(&self, target: Destination) -> String {
        let known = match target {
            Destination::Group(group_id) => self
                .staffing
                .iter()
                .find(|known| known.group_id == group_id)
                .map(|known| known.name.clone()),
            Destination::Chatbot(id) => self
                .chatbots
                .iter()
                .find(|known| known.chatbot_id == id)
                .map(|known| known.name.clone()),
            Destination::Staff(staff_id) => {
                let members = self
                    .staffing
                    .iter()
                    .flat_map(|known| &known.members)
                    .chain(self.people);
                members
                    .into_iter()
                    .find(|known| known.staff_id == staff_id)
                    .map(|known| known.name.full())
            }
        };
        known.unwrap_or_else(|| match target {
            Destination::Group(_) => "A service group".to_owned(),
            Destination::Chatbot(_) => "A chatbot".to_owned(),
            Destination::Staff(_) => "A colleague".to_owned(),
        })
    }
}

/// `draws` with one more enquiry at each of these percentages.
pub(super) fn counted(draws: &Draws, nodes: Vec<String>) -> BTreeMap<String, i64> {
    let mut draws = draws.clone();
    for node in nodes {
        *draws.entry(node).or_default() += 1;
    }
    draws
}
