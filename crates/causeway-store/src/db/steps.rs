//! What statements cost on SQLite, in steps of its virtual machine: the same on every machine, and proportional to the rows
//! that a plan goes through. For tests that compare costs.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use rusqlite::StatementStatus;

/// By database and statement, since tests of one process share it.
static COSTS: Mutex<BTreeMap<(String, &'static str), Cost>> = Mutex::new(BTreeMap::new());

/// What a statement cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// How often it ran.
    pub(crate) runs: i64,
    /// The steps of all runs.
    pub(crate) steps: i64,
}

/// Counts the run that just ended.
pub(super) fn count(
    link: &rusqlite::Connection,
    name: &'static str,
    statement: &rusqlite::Statement<'_>,
) {
    let steps = i64::from(statement.reset_status(StatementStatus::VmStep));
    let key = (link.path().unwrap_or_default().to_owned(), name);
    let mut costs = COSTS.lock().unwrap_or_else(PoisonError::into_inner);
    let cost = costs.entry(key).or_default();
    *cost = Cost {
        runs: cost.runs + 1,
        steps: cost.steps + steps,
    };
}

/// What the statements of the database whose address ends with `path` cost since the last call.
pub(crate) fn take(path: &str) -> BTreeMap<&'static str, Cost> {
    let mut costs = COSTS.lock().unwrap_or_else(PoisonError::into_inner);
    let own: Vec<_> = costs
        .keys()
        .filter(|(of, _)| path.ends_with(of.as_str()))
        .cloned()
        .collect();
    own.into_iter()
        .filter_map(|key| costs.remove(&key).map(|cost| (key.1, cost)))
        .collect()
}
