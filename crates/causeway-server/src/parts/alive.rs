//! Sources that show signs of life: they call the API, or accept an event. `workers/wake.rs` then
//! makes their postponed deliveries due immediately.
//!
//! Checking whether anything waits costs one statement, and bringing it forward one transaction. So
//! the first sign after a quiet time counts immediately, and later ones are rate limited while they
//! lead to nothing: a program that calls a hundred times a second while its webhook is down does
//! not cause that many probes.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use causeway_core::{SourceId, Timestamp};
use causeway_store::Woken;
use tokio::sync::Notify;

/// Pause between two checks of a source that has nothing waiting, and after the first check that
/// found something.
const PAUSE_MIN: Duration = Duration::from_secs(1);
/// Longest pause between two early probes of a failing endpoint. A probe is one request.
const PROBE_PAUSE_MAX: Duration = Duration::from_secs(5);
/// Longest pause after which the lanes of a healthy endpoint are brought forward again: what still
/// waits there is refused while other events are accepted.
const LANES_PAUSE_MAX: Duration = Duration::from_secs(30);

/// The signs of life of sources, on this node.
#[derive(Default)]
pub(crate) struct Alive {
    paces: Mutex<HashMap<SourceId, Pace>>,
    shown: Notify,
}

struct Pace {
    /// It showed a sign of life that has not led to a check yet.
    is_shown: bool,
    pause: Duration,
    /// Earliest time of the next check.
    look_at: Timestamp,
}

impl Pace {
    /// A check further away than the longest pause was scheduled before the clock was set back.
    fn may_look(&self, now: Timestamp) -> bool {
        self.look_at <= now || self.look_at.since(now) > LANES_PAUSE_MAX
    }
}

impl Alive {
    /// Records a sign of life of this source.
    pub(crate) fn note(&self, source_id: SourceId) {
        let mut paces = self.paces();
        let new = Pace {
            is_shown: false,
            pause: PAUSE_MIN,
            look_at: Timestamp::from_micros(0),
        };
        let pace = paces.entry(source_id).or_insert(new);
        if !pace.is_shown {
            pace.is_shown = true;
            self.shown.notify_one();
        }
    }

    /// Sources to check now. A source is returned again only after its pause and a new sign of
    /// life. Sources that have been quiet for long enough are dropped.
    pub(crate) fn take(&self, now: Timestamp) -> Vec<SourceId> {
        let mut paces = self.paces();
        paces.retain(|_, pace| pace.is_shown || !pace.may_look(now));
        let due = paces
            .iter_mut()
            .filter(|(_, pace)| pace.is_shown && pace.may_look(now));
        due.map(|(source_id, pace)| {
            pace.is_shown = false;
            pace.look_at = now.plus(pace.pause);
            *source_id
        })
        .collect()
    }

    /// Records the result of the check of a source at `now`.
    pub(crate) fn looked(&self, source_id: SourceId, woken: Woken, now: Timestamp) {
        let longest = match woken {
            Woken::Nothing => PAUSE_MIN,
            Woken::Lanes => LANES_PAUSE_MAX,
            Woken::Probe => PROBE_PAUSE_MAX,
        };
        if let Some(pace) = self.paces().get_mut(&source_id) {
            pace.pause = pace.pause.min(longest);
            pace.look_at = now.plus(pace.pause);
            pace.pause = (pace.pause * 2).min(longest);
        }
    }

    /// Time of the next check, if any source has shown a sign of life.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.paces()
            .values()
            .filter(|pace| pace.is_shown)
            .map(|pace| pace.look_at)
            .min()
    }

    /// Waits until a source shows a sign of life.
    pub(crate) async fn shown(&self) {
        self.shown.notified().await;
    }

    fn paces(&self) -> MutexGuard<'_, HashMap<SourceId, Pace>> {
        self.paces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use causeway_core::Moment;

    use super::*;

    /// Calls ten times a second for this many seconds; returns when checks happened, in seconds.
    fn looks(seconds: u64, woken: Woken) -> Vec<u64> {
        let start = Timestamp::from_micros(1_795_000_000_000_000);
        let (alive, source_id) = (Alive::default(), Moment::new(start, [1; 32]).id());
        let mut looks = Vec::new();
        for tenth in 0..seconds * 10 {
            let now = start.plus(Duration::from_millis(100 * tenth));
            alive.note(source_id);
            for found in alive.take(now) {
                looks.push(tenth / 10);
                alive.looked(found, woken, now);
            }
        }
        looks
    }

    #[test]
    fn checks_back_off_while_they_lead_to_nothing() {
        assert_eq!(looks(4, Woken::Nothing), [0, 1, 2, 3]);
        assert_eq!(looks(20, Woken::Probe), [0, 1, 3, 7, 12, 17]);
        assert_eq!(looks(100, Woken::Lanes), [0, 1, 3, 7, 15, 31, 61, 91]);
    }

    #[test]
    fn a_quiet_source_is_checked_immediately_again() {
        let start = Timestamp::from_micros(1_795_000_000_000_000);
        let (alive, source_id) = (Alive::default(), Moment::new(start, [1; 32]).id());
        for _ in 0..2 {
            alive.note(source_id);
            assert_eq!(alive.take(start), [source_id]);
            alive.looked(source_id, Woken::Lanes, start);
            assert_eq!(
                (alive.next(), alive.take(start.plus(LANES_PAUSE_MAX)).len()),
                (None, 0)
            );
            assert!(alive.paces().is_empty());
        }
    }

    #[test]
    fn a_clock_set_back_delays_no_check() {
        let start = Timestamp::from_micros(1_795_000_000_000_000);
        let (alive, source_id) = (Alive::default(), Moment::new(start, [1; 32]).id());
        alive.note(source_id);
        alive.take(start);
        alive.note(source_id);
        assert_eq!(
            alive.take(start.minus(Duration::from_hours(2))),
            [source_id]
        );
    }
}
