//! What statements cost on SQLite, in steps of its virtual machine: the same on every machine, and proportional to the rows
//! that a plan goes through. For tests that compare costs.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use rusqlite::StatementStatus;

/// By database and statement, since tests of one process share it.
static STEPS: Mutex<BTreeMap<(String, &'static str), i64>> = Mutex::new(BTreeMap::new());

/// Counts the run that just ended.
pub(super) fn count(link: &rusqlite::Connection, name: &'static str, statement: &rusqlite::Statement<'_>) {
    let steps = i64::from(statement.reset_status(StatementStatus::VmStep));
    let key = (link.path().unwrap_or_default().to_owned(), name);
    *STEPS.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default() += steps;
}

/// What the statements of the database whose address ends with `path` cost since the last call.
pub(crate) fn take(path: &str) -> BTreeMap<&'static str, i64> {
    let mut steps = STEPS.lock().unwrap_or_else(PoisonError::into_inner);
    let own: Vec<_> = steps.keys().filter(|(of, _)| path.ends_with(of.as_str())).cloned().collect();
    own.into_iter().filter_map(|key| steps.remove(&key).map(|count| (key.1, count))).collect()
}
