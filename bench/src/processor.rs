//! Causeway's processor time, which stays comparable while other programs use the machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `/proc` counts in hundredths of a second, on every Linux (`USER_HZ`, proc_pid_stat(5)).
const TICK: Duration = Duration::from_millis(10);

/// Name of the executable.
const PROGRAM: &str = "causeway";

/// A running measurement.
pub(crate) struct Meter {
    before: Option<Duration>,
}

impl Meter {
    pub(crate) fn start() -> Self {
        Self {
            before: processor_time(),
        }
    }

    /// Returns the processor time since the start, or `None` if the system does not report it.
    pub(crate) fn stop(&self) -> Option<Duration> {
        processor_time()?.checked_sub(self.before?)
    }
}

/// Processor time in user and kernel mode of the Causeway that this process started.
fn processor_time() -> Option<Duration> {
    let stats = children()
        .into_iter()
        .filter_map(|child| ticks(&fs::read_to_string(child.join("stat")).ok()?));
    let ticks: u32 = stats.sum();
    (ticks > 0).then_some(TICK * ticks)
}

/// The folders in `/proc` of this process's children.
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

/// The ticks of a process if it is Causeway.
fn ticks(stat: &str) -> Option<u32> {
    // The name is in parentheses and may contain any character.
    let (name, rest) = stat.split_once('(')?.1.rsplit_once(") ")?;
    let mut fields = rest.split(' ').skip(11);
    let (user, kernel): (u32, u32) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    (name == PROGRAM).then_some(user + kernel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_kernel_ticks_of_causeway_are_added() {
        let stat = |name: &str| {
            format!("42 ({name}) S 1 42 42 0 -1 4194304 900 0 3 0 17 25 0 0 20 0 9 0 1 2 3")
        };
        assert_eq!(ticks(&stat("causeway")), Some(42));
        assert_eq!(ticks(&stat("sh")), None);
        assert_eq!(ticks(&stat("a) b (c")), None);
    }
}
