//! The cost of statements on SQLite, in steps of its virtual machine. The number is the same on
//! every machine, and proportional to the rows that a plan visits. For tests that compare costs.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use rusqlite::StatementStatus;

/// By database and statement, because the tests of one process share this map.
static COSTS: Mutex<BTreeMap<(String, &'static str), Cost>> = Mutex::new(BTreeMap::new());

/// The cost of a statement.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// The number of runs.
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

/// The cost of each statement since the last call, for the database whose address ends with `path`.
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
