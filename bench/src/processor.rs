//! How much processor time Causeway takes: what stays comparable while others use the machine, too.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `/proc` counts in hundredths of a second, on every Linux (`USER_HZ`, proc_pid_stat(5)).
const TICK: Duration = Duration::from_millis(10);

/// What the program is called.
const PROGRAM: &str = "causeway";

/// A measurement under way.
pub(crate) struct Meter {
    before: Option<Duration>,
}

impl Meter {
    pub(crate) fn start() -> Self {
        Self { before: taken() }
    }

    /// What was taken since the start; `None` where the system doesn't tell.
    pub(crate) fn stop(&self) -> Option<Duration> {
        taken()?.checked_sub(self.before?)
    }
}

/// What the Causeway that this process started has taken so far, in user and kernel mode.
fn taken() -> Option<Duration> {
    let stats = children()
        .into_iter()
        .filter_map(|child| ticks(&fs::read_to_string(child.join("stat")).ok()?));
    let ticks: u32 = stats.sum();
    (ticks > 0).then_some(TICK * ticks)
}

/// Where the system tells of the programs that this process started.
pub(crate) fn children() -> Vec<PathBuf> {
    let threads = fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let ids = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let ids: Vec<String> = ids.collect();
    ids.iter()
        .flat_map(|ids| ids.split_whitespace())
        .map(|id| Path::new("/proc").join(id))
        .collect()
}

/// The ticks of a process, if it is Causeway.
fn ticks(stat: &str) -> Option<u32> {
    // The name stands in parentheses and may hold anything.
    let (name, rest) = stat.split_once('(')?.1.rsplit_once(") ")?;
    let mut fields = rest.split(' ').skip(11);
    let (user, kernel): (u32, u32) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    (name == PROGRAM).then_some(user + kernel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_of_user_and_kernel_mode_are_added_for_causeway_alone() {
        let stat = |name: &str| {
            format!("42 ({name}) S 1 42 42 0 -1 4194304 900 0 3 0 17 25 0 0 20 0 9 0 1 2 3")
        };
        assert_eq!(ticks(&stat("causeway")), Some(42));
        assert_eq!(ticks(&stat("sh")), None);
        assert_eq!(ticks(&stat("a) b (c")), None);
    }
}
