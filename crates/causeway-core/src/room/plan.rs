//! Who an enquiry that opens now is put to, one after the other.

use std::collections::BTreeMap;

use crate::{
    StaffId, Timestamp,
    assignment::Destination,
    channel::ChannelSettings,
    routing::Draws,
    staffing::{Chatbot, GroupStaffing, Member, Skip},
    trace::Step,
};

/// What routing goes by.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    /// The channel's rule, and what stands in front of it.
    pub settings: &'a ChannelSettings,
    /// How many enquiries came to each percentage of the rule.
    pub draws: &'a Draws,
    /// Who wrote to the visitor first, while an answer comes to them.
    pub engaged: Option<StaffId>,
    /// To whom the visitor is bound.
    pub bound: Option<StaffId>,
    /// The service groups that may be asked.
    pub staffing: &'a [GroupStaffing],
    /// The chatbots that may be asked.
    pub chatbots: &'a [Chatbot],
    /// The people who may be asked by themselves.
    pub people: &'a [Member],
}

/// Who is asked, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// One after the other.
    pub targets: Vec<Destination>,
    /// Why, with the person, group or chatbot that each step is about.
    pub trace: Vec<(Step, Option<Destination>)>,
    /// The percentages of the rule that it came to.
    pub counted: Vec<String>,
}

/// What would come of one step of a plan now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStep {
    /// Who is asked.
    pub target: Destination,
    /// The people there who can be asked now, in order, nobody at a chatbot; or why nobody can, nor a chatbot.
    pub ready: Result<Vec<StaffId>, Skip>,
}

impl Outlook<'_> {
    /// First whoever wrote to the visitor, then whoever the visitor is bound to, and then by the channel's rule.
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

    /// What would come of each step of a plan now, for a visitor of this language.
    pub fn steps(&self, plan: &Plan, language: Option<&str>) -> Vec<PlanStep> {
        let step = |target: &Destination| PlanStep {
            target: *target,
            ready: self.ready(*target, language, |_| false),
        };
        plan.targets.iter().map(step).collect()
    }

    /// The people at a target who can be asked now, in order, without those of whom `is_out` is true; or why nobody can. At
    /// a chatbot that can be asked there is nobody.
    ///
    /// # Errors
    /// The reason for passing the target over, or for waiting there.
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

    /// What a target is called.
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

/// `draws` with one enquiry more at each of these percentages.
pub(super) fn counted(draws: &Draws, nodes: Vec<String>) -> BTreeMap<String, i64> {
    let mut draws = draws.clone();
    for node in nodes {
        *draws.entry(node).or_default() += 1;
    }
    draws
}
