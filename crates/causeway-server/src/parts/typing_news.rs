//! Who of the staff is typing, and notices of it on their way to channels.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use causeway_core::{RoomId, SourceId};
use tokio::time::Instant;

use crate::bus::Typing;

/// How long staff count as typing after the last sign of it. Screens repeat it every few seconds.
const SILENCE: Duration = Duration::from_secs(10);
/// Rooms of one source whose notices are being sent at the same time.
const PER_SOURCE_MAX: usize = 16;
/// The same for all sources together.
const ALL_MAX: usize = 512;

/// Who is typing, and the rooms whose notices are being sent, each with the next notice.
#[derive(Default)]
pub struct TypingNews {
    under_way: Mutex<HashMap<RoomId, UnderWay>>,
    pub(crate) ongoing: Ongoing,
}

struct UnderWay {
    source_id: SourceId,
    next: Option<String>,
}

impl TypingNews {
    /// Whether the caller is to send `body` now. Otherwise it is kept for the current sender, or
    /// dropped.
    pub(crate) fn begin(&self, room_id: RoomId, source_id: SourceId, body: &str) -> bool {
        let mut rooms = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(under_way) = rooms.get_mut(&room_id) {
            under_way.next = Some(body.to_owned());
            return false;
        }
        let of_source = rooms
            .values()
            .filter(|under_way| under_way.source_id == source_id)
            .count();
        let fits = rooms.len() < ALL_MAX && of_source < PER_SOURCE_MAX;
        if fits {
            rooms.insert(
                room_id,
                UnderWay {
                    source_id,
                    next: None,
                },
            );
        }
        fits
    }

    /// The next notice of the room; `None` ends sending.
    pub(crate) fn next(&self, room_id: RoomId) -> Option<String> {
        let mut rooms = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let next = rooms
            .get_mut(&room_id)
            .and_then(|under_way| under_way.next.take());
        if next.is_none() {
            rooms.remove(&room_id);
        }
        next
    }
}

/// The rooms in which staff are typing.
#[derive(Default)]
pub(crate) struct Ongoing(Mutex<HashMap<RoomId, Started>>);

/// A staff member is typing.
pub(crate) struct Started {
    pub(crate) typing: Typing,
    until: Instant,
    /// The event to send to the channel when typing ends; `None` if the channel doesn't want it, or
    /// another node sent the start.
    pub(crate) ending: Option<Ending>,
}

/// The event that typing stopped.
pub(crate) struct Ending {
    pub(crate) source_id: SourceId,
    /// Prepared when typing started.
    pub(crate) body: String,
}

impl Ongoing {
    /// Typing starts or continues. With an `ending`, this node sent the start to the channel.
    pub(crate) fn begin(&self, typing: Typing, ending: Option<Ending>) {
        let mut rooms = self.rooms();
        let before = rooms
            .remove(&typing.room_id)
            .and_then(|started| started.ending);
        let started = Started {
            until: Instant::now() + SILENCE,
            ending: ending.or(before),
            typing,
        };
        rooms.insert(started.typing.room_id, started);
    }

    /// Typing stopped; `None` if there was none.
    pub(crate) fn end(&self, room_id: RoomId) -> Option<Started> {
        self.rooms().remove(&room_id)
    }

    /// Removes and returns entries that were silent for longer than [`SILENCE`].
    pub(crate) fn fallen_silent(&self) -> Vec<Started> {
        let now = Instant::now();
        self.rooms()
            .extract_if(|_, started| started.until <= now)
            .map(|(_, started)| started)
            .collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rooms().is_empty()
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<RoomId, Started>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use causeway_core::{Moment, Timestamp};

    use super::*;

    #[test]
    fn only_the_latest_notice_of_a_room_waits() {
        let mut moment = Moment::new(Timestamp::from_micros(0), [1; 32]);
        let (news, room, source) = (TypingNews::default(), moment.id(), moment.id());
        assert!(news.begin(room, source, "a"));
        assert!(!news.begin(room, source, "b"));
        assert!(!news.begin(room, source, "c"));
        assert_eq!(news.next(room).as_deref(), Some("c"));
        assert_eq!(news.next(room), None);
        assert!(news.begin(room, source, "d"));
    }

    #[test]
    fn a_slow_channel_takes_only_its_own_places() {
        let mut moment = Moment::new(Timestamp::from_micros(0), [1; 32]);
        let (news, slow, other) = (TypingNews::default(), moment.id(), moment.id());
        assert!((0..PER_SOURCE_MAX).all(|_| news.begin(moment.id(), slow, "a")));
        assert!(!news.begin(moment.id(), slow, "a"));
        assert!(news.begin(moment.id(), other, "a"));
    }
}
