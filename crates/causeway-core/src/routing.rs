//! Where an enquiry goes.

use serde::{Deserialize, Serialize};

use crate::{Faults, GroupId};

/// Most destinations of one leaf (`product.md`).
const DESTINATIONS_MAX: usize = 5;

/// A channel's rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Rule {
    /// The first destination is tried; when its waiting time ends or it has nobody active, the next.
    Alternative {
        /// In the order in which they are tried, at most five.
        destinations: Vec<GroupId>,
    },
}

impl Rule {
    /// The destinations of a new enquiry, in the order in which they will be tried. Fixed when the enquiry opens:
    /// somebody who edits the rule does not move enquiries that are on their way.
    pub fn plan(&self) -> Vec<GroupId> {
        match self {
            Self::Alternative { destinations } => destinations.clone(),
        }
    }

    /// Every service group that the rule names.
    pub fn destinations(&self) -> &[GroupId] {
        match self {
            Self::Alternative { destinations } => destinations,
        }
    }

    /// Checks what types can't. `exists` says which service groups there are.
    pub fn check(&self, pointer: &str, exists: impl Fn(GroupId) -> bool, faults: &mut Faults) {
        let Self::Alternative { destinations } = self;
        if destinations.len() > DESTINATIONS_MAX {
            faults.add(format!("{pointer}/destinations"), format!("must have at most {DESTINATIONS_MAX} entries"));
            return;
        }
        for (index, group) in destinations.iter().enumerate() {
            if !exists(*group) {
                faults.add(format!("{pointer}/destinations/{index}"), "is not a service group of this workspace");
            } else if destinations[..index].contains(group) {
                faults.add(format!("{pointer}/destinations/{index}"), "stands in the list already");
            }
        }
    }
}
