//! Staff with an open stream on this node.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use causeway_core::{SessionId, StaffId, Timestamp};
use tokio_util::sync::CancellationToken;

/// How often an open stream is written to the database. Three times within [`OFFLINE_AFTER`], so
/// that one failed write has no effect.
pub(crate) const BEAT: Duration = Duration::from_secs(10);
/// Streams that one person may have open on this node: tabs and devices.
const STREAMS_MAX: usize = 30;

/// The open streams of this node.
#[derive(Default)]
pub struct Presence(Mutex<HashMap<StaffId, Open>>);

#[derive(Default)]
struct Open {
    streams: Vec<Seat>,
    written_at: Option<Timestamp>,
}

/// An open stream's entry. Clones are the same entry.
#[derive(Clone, Debug)]
pub(crate) struct Seat {
    session_id: SessionId,
    /// Cancelled when the session that opened the stream has ended, and when the stream itself has.
    pub(crate) ended: CancellationToken,
}

impl Presence {
    /// Adds a stream; `None` if the person has too many.
    pub(crate) fn enter(&self, staff_id: StaffId, session_id: SessionId) -> Option<Seat> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = open.entry(staff_id).or_default();
        if own.streams.len() >= STREAMS_MAX {
            return None;
        }
        let seat = Seat {
            session_id,
            ended: CancellationToken::new(),
        };
        own.streams.push(seat.clone());
        Some(seat)
    }

    /// Staff with open streams on this node.
    pub(crate) fn staff(&self) -> Vec<StaffId> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .keys()
            .copied()
            .collect()
    }

    pub(crate) fn has_open(&self, staff_id: StaffId) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(&staff_id)
    }

    /// Ends the person's streams whose session is not in `living`.
    pub(crate) fn keep(&self, staff_id: StaffId, living: &[SessionId]) {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for seat in open.get(&staff_id).into_iter().flat_map(|own| &own.streams) {
            if !living.contains(&seat.session_id) {
                seat.ended.cancel();
            }
        }
    }

    /// Removes a stream. Returns whether it was the person's last one.
    pub(crate) fn leave(&self, staff_id: StaffId, seat: &Seat) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = open.get_mut(&staff_id) else {
            return false;
        };
        // From here on the cancelled token distinguishes the stream's seat from the others.
        seat.ended.cancel();
        let found = own
            .streams
            .iter()
            .position(|other| other.session_id == seat.session_id && other.ended.is_cancelled());
        if let Some(index) = found {
            own.streams.swap_remove(index);
        }
        let was_last = own.streams.is_empty();
        if was_last {
            open.remove(&staff_id);
        }
        was_last
    }

    /// Whether the person's presence is due to be written; if so, the caller writes it. All tabs of
    /// a person share one beat.
    pub(crate) fn beats(&self, staff_id: StaffId, now: Timestamp) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = open.entry(staff_id).or_default();
        let due = own
            .written_at
            .is_none_or(|at| now < at || now.since(at) >= BEAT / 2);
        if due {
            own.written_at = Some(now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use causeway_core::Moment;

    use super::*;

    #[test]
    fn the_number_of_streams_per_person_is_limited() {
        let presence = Presence::default();
        let mut moment = Moment::new(Timestamp::from_micros(0), [1; 32]);
        let (staff, session) = (moment.id(), moment.id());
        let seats: Vec<Seat> = (0..STREAMS_MAX)
            .map(|_| presence.enter(staff, session).unwrap())
            .collect();
        assert!(presence.enter(staff, session).is_none());
        presence.leave(staff, &seats[3]);
        assert!(presence.enter(staff, session).is_some());
    }

    #[test]
    fn only_streams_of_ended_sessions_are_ended() {
        let presence = Presence::default();
        let mut moment = Moment::new(Timestamp::from_micros(0), [1; 32]);
        let (staff, ended, kept) = (moment.id(), moment.id(), moment.id());
        let (ending, staying) = (
            presence.enter(staff, ended).unwrap(),
            presence.enter(staff, kept).unwrap(),
        );
        presence.keep(staff, &[kept]);
        assert!(ending.ended.is_cancelled() && !staying.ended.is_cancelled());
        assert!(!presence.leave(staff, &ending));
        assert!(presence.leave(staff, &staying));
    }

    #[test]
    fn many_tabs_share_one_beat() {
        let presence = Presence::default();
        let mut moment = Moment::new(Timestamp::from_micros(0), [1; 32]);
        let (staff, session) = (moment.id(), moment.id());
        let now = Timestamp::from_micros(0);
        assert!(presence.enter(staff, session).is_some() && presence.beats(staff, now));
        assert!(!presence.beats(staff, now.plus(Duration::from_secs(1))));
        assert!(presence.beats(staff, now.plus(BEAT)));
    }
}
